"""A chart or YAML of a frame, before there is a thesis: drawn by the same stages as the exhibits of a brief."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefwright import pipeline
from briefwright.api import desk
from briefwright.api.errors import ContentError
from briefwright.api.given import Column, Given, given, lettered
from briefwright.api.project import Project
from briefwright.model.finding import Finding, has_errors
from briefwright.world import FILE_LIMIT, World, shipped_root

if TYPE_CHECKING:
    from briefwright.api.given import Data

SLUG = "notebook"
_FILE = f"content/theses/{SLUG}/thesis.yaml"
_LEFT_OUT = ("content/theses/", "content/datasets/", "content/disagreements/")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _./-]*(?<! )")


class Yaml(str):
    """YAML that shows itself as written, also as the last line of a notebook's cell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def yaml_of(data: "Data", *, unit: str, kind: str = "actual", source: str = SLUG) -> Yaml:
    """The entries under ``series:``, or for categories under ``facts:``, that say what ``data`` says.

    ``unit`` is one for all columns, ``kind`` that of periods without a letter. Raises ContentError.
    """
    return Yaml("\n".join(_entries(given(data), unit, kind, source)) + "\n")


def exhibit(  # noqa: PLR0913 - the fields of an exhibit, all but the first by name
    data: "Data",
    chart: str = "column",
    *,
    unit: str,
    title: str = "",
    kind: str = "actual",
    source: str = "",
    note: str = "",
    lang: str = "en",
    project: Project | None = None,
    **fields: str | bool,
) -> Any:
    """An Altair chart of ``data`` as a brief would draw it: ``chart`` is column, bar, range or line.

    The index, or else the first column, holds periods (2021A, 2026E, 2023Q1) or categories; other columns are series.
    ``project`` lends its house, units, sources and look. More ``fields`` are those of an exhibit: scale, rank,
    index_at, width. Raises ContentError with the findings that the same lines would get in a thesis.
    """
    read = given(data)
    base = project.world if project else World.here(shipped_root())
    known = project.examined.library.shared.sources if project else {}
    name = source if source in known else SLUG
    asked = {"chart": chart, "title": {"all": title or "Notebook"}, "note": note and {"all": note}, **fields}
    text = _thesis(read, base, unit, kind, name, asked)
    extra = _files(text, source or "Notebook", base)
    world = _Sketch(base.root, base.as_of, base.shipped, base.trusted, base.base, extra=extra)
    examined = pipeline.examine(world)
    if SLUG not in examined.results:
        wrong = [one for one in examined.findings if has_errors([one]) and SLUG in examined.concerned(one)]
        raise _placeless(wrong or examined.findings)
    try:
        (view,) = desk.exhibit_views(world, examined, SLUG, lang)
    except ContentError as problem:
        raise (_placeless(problem.findings) if problem.findings else problem) from None
    here = desk.locale(world, examined, SLUG, lang)
    shown = here.text(examined.library.shared.sources[name].data.publisher) if source else ""
    return desk.altair_chart(view, titled=bool(title), source=shown)


def _placeless(findings: Iterable[Finding]) -> ContentError:
    """Without places, which are in lines that the caller has not written."""
    return ContentError.of(replace(one, span=None) for one in findings)


@dataclass(frozen=True, slots=True)
class _Sketch(World):
    """A project with one thesis, which is on no disk; what that cannot use is left out."""

    extra: Mapping[str, bytes] = field(default_factory=dict)

    def files(self, folder: str) -> list[str]:
        """The project's shared records and the sketch's own files."""
        found = [path for path in World.files(self, folder) if not path.startswith(_LEFT_OUT)]
        return sorted({*found, *(path for path in self.extra if path.startswith(f"{folder}/"))})

    def read(self, path: str, limit: int = FILE_LIMIT) -> bytes:
        """A file of the sketch or the project. Raises Refused as a world does."""
        return self.extra[path] if path in self.extra else World.read(self, path, limit)


def _files(thesis: str, publisher: str, base: World) -> dict[str, bytes]:
    source = f"{SLUG}:\n  publisher: {{all: {json.dumps(publisher, ensure_ascii=False)}}}\n  date: {base.as_of}\n"
    sector = f"{SLUG}:\n  name: {{all: Notebook}}\n"
    texts = {_FILE: thesis, f"content/sources/{SLUG}.yaml": source, f"content/sectors/{SLUG}.yaml": sector}
    return {path: text.encode() for path, text in texts.items()}


def _thesis(read: Given, base: World, unit: str, kind: str, source: str, asked: Mapping[str, Any]) -> str:
    """The thesis that holds the frame and nothing but its exhibit."""
    of = [column.name for column in read.columns] if read.by_period else [name for name, _, _ in _facts(read)]
    entry = {"id": SLUG, "of": of, **{key: value for key, value in asked.items() if value not in ("", None)}}
    head = {"archetype": "sector-report", "sector": SLUG, "written": str(base.as_of), "title": {"all": "Notebook"}}
    section = {"heading": {"all": "Notebook"}, "exhibits": [SLUG]}
    lines = [f"{key}: {_flow(value)}" for key, value in head.items()]
    if house := _house(base):
        lines.append(f"house: {house}")
    lines += _entries(read, unit, kind, source)
    return "\n".join([*lines, "exhibits:", f"  - {_flow(entry)}", "sections:", f"  - {_flow(section)}", ""])


def _house(base: World) -> str:
    """The first house of a project that has several; a project with one need not name it."""
    import yaml

    names: list[str] = []
    for path in base.files("content/houses"):
        found = yaml.load(base.read(path), yaml.BaseLoader)  # noqa: S506 - reads strings alone
        names += found if isinstance(found, dict) else []
    return names[0] if names else ""


def _entries(read: Given, unit: str, kind: str, source: str) -> list[str]:
    if read.by_period:
        return ["series:", *(line for column in read.columns for line in _series(column, unit, kind, source))]
    lines = ["facts:"]
    for name, label, value in _facts(read):
        lines += [f"  {name}:", f"    label: {{all: {_scalar(label)}}}", f"    value: {_scalar(value)}"]
        lines += [f"    unit: {_scalar(unit)}", f"    kind: {_scalar(kind)}", f"    source: {_scalar(source)}"]
    return lines


def _series(column: Column, unit: str, kind: str, source: str) -> list[str]:
    keys = lettered([key for key, _ in column.points], kind)
    points = ", ".join(f"{key}: {_scalar(value)}" for key, (_, value) in zip(keys, column.points, strict=True))
    said = all(key[-1] in "AEF" for key in keys)
    lines = [f"  {column.name}:", f"    label: {{all: {_scalar(column.label)}}}", f"    unit: {_scalar(unit)}"]
    lines += [] if said else [f"    kind: {_scalar(kind)}"]
    return [*lines, f"    points: {{{points}}}", f"    source: {_scalar(source)}"]


def _facts(read: Given) -> list[tuple[str, str, str]]:
    """Name, label and value of each category. Raises ContentError for several columns."""
    if len(read.columns) > 1:
        listed = ", ".join(column.label for column in read.columns)
        raise ContentError(f"categories have one column of numbers, and there are {listed}; choose one of them")
    (column,) = read.columns
    return [(f"{column.name}_{place}", key, value) for place, (key, value) in enumerate(column.points, 1)]


def _flow(value: Any) -> str:
    """``value`` in YAML's flow style, every scalar a string."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(str(value).lower() if isinstance(value, bool) else str(value))


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
