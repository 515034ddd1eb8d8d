"""Material for charts: numbers and series made by hand, real labels, tokens and units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import yaml
from pydantic import TypeAdapter

from briefwright import chart
from briefwright.language import Locale
from briefwright.language.widths import width
from briefwright.model.amount import Amount
from briefwright.model.exhibit import ExhibitView, Screen
from briefwright.model.finding import Finding, Span
from briefwright.model.lang import Lang
from briefwright.model.library import Body, Places, Pointer, Record, Shared, ThesisRecord
from briefwright.model.number import Derivation, Frame, Number, Origin, Results, Series
from briefwright.model.period import Kind, Period
from briefwright.model.records import House, Source, UnitNoun
from briefwright.model.text import Text
from briefwright.model.thesis import Thesis
from briefwright.model.unit import Unit

ROOT = Path(__file__).resolve().parents[3]


def plain(path: str) -> Any:
    """A YAML file of the repository, every scalar a string."""
    return yaml.load((ROOT / path).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes strings only


TOKENS = plain("assets/tokens.yaml")
LABELS: dict[Lang, Mapping[str, str]] = {
    lang: plain(f"templates/labels/{lang}.yaml") for lang in ("zh-Hans", "zh-Hant", "en")
}
NOUNS = {
    "parameter": {"zh-Hans": "参数", "zh-Hant": "參數", "en": "parameter"},
    "card": {"zh-Hans": "卡", "en": "card"},
}
FILE = "content/theses/made/thesis.yaml"


def locale(lang: Lang) -> Locale:
    house = House.model_validate({"name": {"all": "House"}, "languages": ["zh-Hans", "en", "zh-Hant"]})
    units = {key: UnitNoun.model_validate({"name": name, "one": key, "many": key + "s"}) for key, name in NOUNS.items()}
    return Locale(lang, house, units, LABELS[lang])


def text(value: str) -> Text:
    return Text.of({"all": value})


def number(
    address: str,
    value: str,
    unit: str = "x",
    *,
    kind: Kind = Kind.ACTUAL,
    period: str = "",
    label: str = "",
    source: str = "report",
    inputs: Sequence[str] = (),
) -> Number:
    """A number whose amount is written in ``unit``; derived where it has ``inputs``."""
    parsed = Unit.parse(unit)
    when = Period.parse(period) if period else None
    derivation = Derivation("f", ("f",), tuple(inputs)) if inputs else None
    return Number(
        address,
        text(label or address),
        Amount.parse(value).scaled(parsed.scale),
        parsed,
        (when.kind if when else None) or kind,
        Span(FILE),
        when,
        origin=None if inputs else Origin(source, via="digest"),
        derivation=derivation,
    )


def series(address: str, unit: str, points: Mapping[str, str], *, label: str = "", noun: str = "") -> Series:
    """A series; with ``noun`` its periods are counts of elapsed steps."""
    made = []
    for key, value in points.items():
        name = f"{address}[{key}]"
        if noun:
            parsed = Unit.parse(unit)
            amount, when = Amount.point(Decimal(value)), Period.elapsed(int(key))
            derivation = Derivation("f", ("f",), ("base",))
            made.append(Number(name, text(label), amount, parsed, Kind.ACTUAL, Span(FILE), when, derivation=derivation))
        else:
            made.append(number(name, value, unit, period=key, label=label or address))
    return Series(address, text(label or address), Unit.parse(unit), tuple(made), Span(FILE), x_noun=noun)


@dataclass
class Studio:
    """Draws exhibits written as in YAML."""

    numbers: list[Number] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    thesis: dict[str, Any] = field(default_factory=dict)
    bodies: dict[tuple[int, Lang], Body] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)

    def record(self, *exhibits: Mapping[str, Any]) -> ThesisRecord:
        fields = {"archetype": "sector-report", "sector": "made", "written": "2023-02-20", "title": {"all": "T"}}
        listed = [{"id": f"x{index}", "title": {"all": "标题"}} | dict(one) for index, one in enumerate(exhibits)]
        data = TypeAdapter(Thesis).validate_python(fields | {"exhibits": listed} | self.thesis)
        spans: dict[Pointer, Span] = {("exhibits", 0, "of", index): Span(FILE, 10 + index) for index in range(9)}
        spans |= {("exhibits", 0): Span(FILE, 9), (): Span(FILE)}
        return ThesisRecord(Record("made", data, Places(FILE, spans, {})), self.bodies)

    def results(self) -> Results:
        points = [point for one in self.series for point in one.points]
        return Results(
            {one.address: one for one in (*self.numbers, *points)},
            {one.address: one for one in self.series},
            self.frames,
        )

    def views(
        self, *exhibits: Mapping[str, Any], lang: Lang = "zh-Hans", on_screen: bool = False
    ) -> tuple[tuple[ExhibitView, ...], list[Finding]]:
        names = ("report", "digest", "other", "quoted")
        sources = {
            name: Record(name, Source.model_validate({"publisher": {"all": name}}), Places(FILE, {}, {}))
            for name in names
        }
        shared = Shared(sources=sources)
        return chart.views(self.record(*exhibits), shared, self.results(), locale(lang), TOKENS, on_screen=on_screen)

    def unsuited(self, *exhibits: Mapping[str, Any]) -> list[Finding]:
        """What is found of ``exhibits`` before anything is drawn."""
        return chart.unsuited(self.record(*exhibits), self.results())

    def view(self, exhibit: Mapping[str, Any], lang: Lang = "zh-Hans", *, on_screen: bool = False) -> ExhibitView:
        """The one view of ``exhibit``, which must raise no finding."""
        (view,), findings = self.views(exhibit, lang=lang, on_screen=on_screen)
        assert findings == []
        return view

    def screen(self, exhibit: Mapping[str, Any], lang: Lang = "zh-Hans") -> Screen:
        """What a screen has of it."""
        screen = self.view(exhibit, lang, on_screen=True).screen
        assert screen is not None
        return screen


def layers(view: ExhibitView, name: str) -> list[dict[str, Any]]:
    """The layers of a specification whose class is ``name``."""
    assert view.spec is not None
    return [layer for layer in view.spec["layer"] if layer["name"].rpartition("-")[0] == name]


def rows(view: ExhibitView, name: str) -> list[dict[str, Any]]:
    """The data of those layers."""
    return [row for layer in layers(view, name) for row in layer["data"]["values"]]


def words(view: ExhibitView) -> list[str]:
    """Every string drawn."""
    return [row["words"] for row in rows(view, "words")]


def parsed(view: ExhibitView) -> ET.Element:
    """The picture as a tree; it must have one."""
    assert view.svg is not None
    return ET.fromstring(view.svg)  # noqa: S314 - our own


@dataclass(frozen=True)
class Box:
    """The room of drawn words in pixels of the whole picture."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > 0.5 and down > 0.5


def boxes(view: ExhibitView) -> list[Box]:
    """The room of all words, by the widths the layout reckons with, from the top of a capital to its foot."""
    assert view.spec is not None
    found = []
    for layer in layers(view, "words"):
        share = {"left": 0.0, "center": 0.5, "right": 1.0}[layer["mark"]["align"]]
        for row in layer["data"]["values"]:
            long = width(row["words"], row["size"])
            left = view.spec["padding"]["left"] + row["x"] - share * long
            foot = view.spec["padding"]["top"] + row["y"]
            found.append(Box(row["words"], left, foot - row["size"] * 0.75, left + long, foot + row["size"] * 0.1))
    return found
