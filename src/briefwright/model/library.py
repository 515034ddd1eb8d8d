"""The loaded library: every record with the place of each of its values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, Literal, TypeVar

from briefwright.model.base import Content
from briefwright.model.finding import Span
from briefwright.model.lang import LANGS, Lang
from briefwright.model.number import Snapshot
from briefwright.model.records import Analyst, Company, Dataset, Disagreement, House, Sector, Source, UnitNoun
from briefwright.model.text import Text
from briefwright.model.thesis import Fact, Points, Thesis

Pointer = tuple[str | int, ...]
T_co = TypeVar("T_co", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class Places:
    """Where each value of a YAML file stands. ``text`` is the file, for places inside long strings."""

    file: str
    spans: Mapping[Pointer, Span]
    ends: Mapping[Pointer, tuple[int, int]]
    """Character offsets (first, one past last) of scalars in ``text``."""
    text: str = ""
    keys: Mapping[Pointer, Span] = field(default_factory=dict)
    """Where the key of each value in a map stands."""

    def at(self, *pointer: str | int) -> Span:
        """The place of the value at ``pointer``, or of its nearest parent that has one."""
        for length in range(len(pointer), -1, -1):
            if found := self.spans.get(pointer[:length]):
                return found
        return Span(self.file)

    def key(self, *pointer: str | int) -> Span:
        """The place of the key that leads to ``pointer``; of the value where it has none, as in a list."""
        return self.keys.get(pointer) or self.at(*pointer)

    def inside(self, pointer: Pointer, snippet: str, occurrence: int = 0) -> Span:
        """The place of the ``occurrence``-th ``snippet`` within the scalar at ``pointer``."""
        first, last = self.ends.get(pointer, (0, 0))
        for _ in range(occurrence + 1):
            found = self.text.find(snippet, first, last)
            if found < 0:
                return self.at(*pointer)
            first = found + 1
        line = self.text.count("\n", 0, found) + 1
        return Span(self.file, line, found - (self.text.rfind("\n", 0, found) + 1) + 1, len(snippet))


class _Remembering:
    """What is found once about a frozen value stays in its ``__dict__``, and is not sent along when it is pickled."""

    def __getstate__(self) -> dict[str, object]:
        return {name: self.__dict__[name] for name in self.__dataclass_fields__}  # type: ignore[attr-defined]

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)


@dataclass(frozen=True)
class Record(_Remembering, Generic[T_co]):
    """One record with its identifier and place; ``pointer`` leads to it within its file."""

    id: str
    data: T_co
    places: Places
    pointer: Pointer = ()

    def at(self, *pointer: str | int) -> Span:
        return self.places.at(*self.pointer, *pointer)

    def key(self, *pointer: str | int) -> Span:
        return self.places.key(*self.pointer, *pointer)

    @cached_property
    def texts(self) -> tuple[tuple[Pointer, Text], ...]:
        """Every text field with the way to it, in the order of the model."""
        return tuple(_walk(self.data, ()))

    @cached_property
    def prose(self) -> tuple["Prose", ...]:
        """Every text field, in order, in every language written."""
        return tuple(
            Prose(written, _LANGS.get(key), _field(pointer), self, (*pointer, key) if key else pointer)
            for pointer, text in self.texts
            for key, written in text.items
        )

    def inside(self, pointer: Pointer, snippet: str, occurrence: int = 0) -> Span:
        return self.places.inside((*self.pointer, *pointer), snippet, occurrence)


@dataclass(frozen=True, slots=True)
class Body:
    """A Markdown file beside a thesis, root-relative path and text."""

    file: str
    text: str

    def span(self, offset: int, length: int = 1) -> Span:
        line = self.text.count("\n", 0, offset) + 1
        return Span(self.file, line, offset - (self.text.rfind("\n", 0, offset) + 1) + 1, length)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a dataset, each cell a string as it stands in the file, with the number of each row there.

    ``lines`` are lines of a CSV file, rows of a ``sheet`` (its columns go by ``letters``), or rows of a Parquet file.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheet: str = ""
    letters: tuple[str, ...] = ()

    def locator(self, row: int, column: int) -> str:
        """The name of a cell, by its position in ``rows``: ``Prices!C7``, or ``row 7, column price``."""
        if self.sheet:
            return f"{self.sheet}!{self.letters[column]}{self.lines[row]}"
        return f"row {self.lines[row]}, column {self.header[column]}"


@dataclass(frozen=True, slots=True)
class DataFile:
    """The file of a dataset as it was read: where it is, from the root and on this machine, and its bytes' hash.

    ``rows`` are those below the header. A Parquet file of more than ``Table`` holds has rows and no table.
    """

    path: str
    absolute: str
    sha256: str
    rows: int
    form: Literal["csv", "parquet", "xlsx"]
    floats: tuple[str, ...] = ()
    """Columns of a Parquet file that are binary floating point."""


@dataclass(frozen=True)
class ThesisRecord(_Remembering):
    """A thesis with its Markdown: ``bodies[section index, language]``."""

    record: Record[Thesis]
    bodies: Mapping[tuple[int, Lang], Body] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        return self.record.id

    @cached_property
    def prose(self) -> tuple["Prose", ...]:
        """Every text: fields of the YAML, then the Markdown."""
        bodies = (Prose(body.text, lang, "body", None, body=body) for (_, lang), body in sorted(self.bodies.items()))
        return (*self.record.prose, *bodies)

    @property
    def data(self) -> Thesis:
        return self.record.data


@dataclass(frozen=True, slots=True)
class Shared:
    """All that theses share. Small, and sent to every job."""

    houses: Mapping[str, Record[House]] = field(default_factory=dict)
    analysts: Mapping[str, Record[Analyst]] = field(default_factory=dict)
    sources: Mapping[str, Record[Source]] = field(default_factory=dict)
    units: Mapping[str, Record[UnitNoun]] = field(default_factory=dict)
    companies: Mapping[str, Record[Company]] = field(default_factory=dict)
    sectors: Mapping[str, Record[Sector]] = field(default_factory=dict)
    facts: Mapping[str, Record[Fact]] = field(default_factory=dict)
    series: Mapping[str, Record[Points]] = field(default_factory=dict)
    datasets: Mapping[str, Record[Dataset]] = field(default_factory=dict)
    disagreements: Mapping[str, Record[Disagreement]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    files: Mapping[str, DataFile] = field(default_factory=dict)
    """The file of every sound dataset; ``tables`` has those that fit into memory."""
    archetypes: tuple[str, ...] = ()
    broken: frozenset[str] = frozenset()
    """``folder/id`` of records that exist and could not be used: references to them make no findings."""

    def snapshot(self, dataset: str) -> Snapshot | None:
        """What the numbers of a dataset say of the file they come from."""
        record, file = self.datasets.get(dataset), self.files.get(dataset)
        if record is None or file is None:
            return None
        return Snapshot(dataset, record.data.source, file.path, file.sha256, file.rows, record.data.day)

    def house_of(self, thesis: Thesis) -> Record[House]:
        """The house a thesis names, or the only one. Raises KeyError, which ``check`` reports first as C108."""
        if thesis.house:
            return self.houses[thesis.house]
        (only,) = self.houses.values() if len(self.houses) == 1 else (None,)
        if only is None:
            raise KeyError("house")
        return only


@dataclass(frozen=True, slots=True)
class Library:
    """Everything under ``content/``."""

    shared: Shared = field(default_factory=Shared)
    theses: Mapping[str, ThesisRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prose:
    """One piece of author's text in one language, and how to find a place in it."""

    text: str
    lang: Lang | None
    """None for text written as a plain string (first language) or under ``all``."""
    field: str
    record: Record[Content] | None
    pointer: Pointer = ()
    body: Body | None = None

    def span(self, offset: int, length: int) -> Span:
        snippet = self.text[offset : offset + length]
        if self.body:
            return self.body.span(offset, length)
        assert self.record is not None  # noqa: S101 - prose stands in a record or in a body
        occurrence = self.text.count(snippet, 0, offset) if snippet else 0
        return self.record.inside(self.pointer, snippet, occurrence)


def _field(pointer: Pointer) -> str:
    """The name of the field that ``pointer`` leads to; of the list, for an entry of one."""
    return next((str(part) for part in reversed(pointer) if isinstance(part, str)), "")


_LANGS: dict[str, Lang] = {lang: lang for lang in LANGS}


def _walk(value: object, pointer: Pointer) -> Iterator[tuple[Pointer, Text]]:
    if isinstance(value, Text):
        yield pointer, value
    elif isinstance(value, Content):
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name), (*pointer, name))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _walk(item, (*pointer, str(key)))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _walk(item, (*pointer, index))
