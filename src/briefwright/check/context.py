"""What a check is given: one thesis within its library."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from briefwright.model.finding import Finding, Span
from briefwright.model.library import Library, Prose, Record, Shared, ThesisRecord
from briefwright.model.period import Period
from briefwright.model.records import House
from briefwright.model.segments import Segment, What, segments
from briefwright.model.thesis import Points

ALL_OF_A_FILE = "*"
"""Stands in ``Shared.broken`` for all records of a file that could not even be looked at."""


@dataclass(frozen=True)
class Context:
    """``thesis`` is checked as of ``as_of`` with everything ``library`` shares."""

    library: Library
    thesis: ThesisRecord
    as_of: date

    @cached_property
    def house(self) -> Record[House] | None:
        try:
            return self.library.shared.house_of(self.thesis.data)
        except KeyError:
            return None

    @cached_property
    def prose(self) -> list[Prose]:
        """All text of the thesis; then that of its sector and its house, which is printed in its name."""
        shared = [self.library.shared.sectors.get(self.thesis.data.sector), self.house]
        return [*self.thesis.prose, *(text for record in shared if record for text in record.prose)]

    @cached_property
    def _parts(self) -> list[tuple[Prose, Segment]]:
        return [
            (text, part)
            for text in self.prose
            if "{" in text.text or "[" in text.text
            for part in segments(text.text)
            if part.what is not What.WORDS
        ]

    def parts(self, what: What) -> Iterator[tuple[Prose, Segment]]:
        """Segments of this sort in all text, in order."""
        return ((text, part) for text, part in self._parts if part.what is what)

    def lookups(self) -> Iterator[str]:
        """Addresses that the text prints."""
        return (part.target for _, part in self.parts(What.LOOKUP))

    @cached_property
    def datasets(self) -> dict[str, str]:
        """The name of a dataset in addresses → its identifier; broken ones too."""
        broken = [name.partition("/")[2] for name in self.library.shared.broken if name.startswith("datasets/")]
        return {name.replace("-", "_"): name for name in (*sorted(broken), *self.library.shared.datasets)}

    @cached_property
    def declared(self) -> frozenset[str]:
        """Names that lookups, formulas and exhibits may use: facts, series and their points, computed, columns."""
        thesis, shared = self.thesis.data, self.library.shared
        names = {*thesis.facts, *thesis.series, *thesis.computed, *shared.facts, *shared.series}
        for name, series in self.series.items():
            labels = [period.label for period in series.points]
            names.update(f"{name}[{period}]" for period in series.points)
            names.update(f"{name}[{label}]" for label in labels if labels.count(label) == 1)
        for name, selection in thesis.tables.items():
            names.update(f"{name}.{column}" for column in selection.columns)
        for address, dataset in self.datasets.items():
            if record := shared.datasets.get(dataset):
                columns = record.data.columns
                names.update(f"{address}.{column}" for column, spec in columns.items() if spec.type == "number")
        return frozenset(names)

    @cached_property
    def series(self) -> dict[str, Points]:
        """Series of the thesis and of the library, by name."""
        thesis = self.thesis.data
        own = {*thesis.facts, *thesis.computed}
        shared = {name: one.data for name, one in self.library.shared.series.items() if name not in own}
        return shared | thesis.series

    def knows(self, address: str) -> bool:
        """Whether ``address`` is declared or broken, or a point of something whose points only computing tells."""
        if address in self.declared:
            return True
        name = address.partition("[")[0]
        dataset, dot, _ = name.partition(".")
        if dataset in self.thesis.data.tables and dot:
            return name in self.declared
        if dot:
            known = name in self.declared and "[" in address
            return known or is_broken(self.library.shared, "datasets", self.datasets.get(dataset, dataset))
        if name in self.series or name in self.thesis.data.facts:
            return False
        shared = self.library.shared
        broken = is_broken(shared, "facts", name) or is_broken(shared, "series", name)
        return ("[" in address and name in self.thesis.data.computed) or broken


def is_broken(shared: Shared, folder: str, name: str) -> bool:
    """Whether the record exists, or may exist, and has findings of its own, so that none is made of its absence."""
    return f"{folder}/{name}" in shared.broken or f"{folder}/{ALL_OF_A_FILE}" in shared.broken


def missing(shared: Shared, code: str, what: str, name: str, span: Span) -> Iterator[Finding]:
    """The finding for ``folder/id`` that is in no file of that folder; none for one that is there and broken."""
    folder, _, id_ = name.partition("/")
    known = getattr(shared, folder)
    if id_ not in known and not is_broken(shared, folder, id_):
        yield unknown(code, what, id_, known, span, f"add it to a file of content/{folder}/")


def unknown(code: str, what: str, name: str, known: Iterable[str], span: Span, way_out: str) -> Finding:
    """A finding that suggests the nearest known name, or else says how to make one."""
    choices = {choice.casefold(): choice for choice in sorted(known, reverse=True)}
    close = difflib.get_close_matches(name.casefold(), sorted(choices), n=1, cutoff=0.6)
    return Finding(code, f"unknown {what} '{name}'", span, f"did you mean '{choices[close[0]]}'?" if close else way_out)


def unknown_number(context: Context, address: str, span: Span) -> Finding:
    """C103, or why the address of something known is no number: a point too many, too few, or that is not there."""
    thesis = context.thesis.data
    name, bracket, _ = address.partition("[")
    if name in thesis.evidence:
        said = f"'{name}' is a statement, not a number"
        return Finding("C103", said, span, "cite its source as [@source-id], or name it under `because:`")
    if bracket and name in context.series:
        said = f"'{name}' has no single point {address[len(name) + 1 : -1]}"
        return Finding("C103", said, span, points(name, context.series[name].points))
    if bracket and (name in thesis.facts or name in context.library.shared.facts):
        return Finding("C103", f"'{name}' is one number, without points", span, f"write {name}")
    return unknown("C103", "number", address, context.declared, span, "declare it under facts, series or computed")


def points(name: str, periods: Mapping[Period, Any]) -> str:
    """Help that lists the points of a series."""
    shown = [f"{name}[{period}]" for period in periods]
    return "name a point: " + ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


def cited(context: Context) -> Iterator[str]:
    """Sources that the text cites."""
    return (part.target for _, part in context.parts(What.CITATION))


def text_name(pointer: tuple[str | int, ...]) -> str:
    """What to call the text at ``pointer``: ``'title'``, or in a list ``entry 2 of 'conflicts'``."""
    last = pointer[-1] if pointer else ""
    if isinstance(last, int):
        key = next((part for part in reversed(pointer) if isinstance(part, str)), "")
        return f"entry {last + 1} of '{key}'"
    return f"'{last}'"
