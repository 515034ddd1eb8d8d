"""What a chart is about: the exhibit, everything its builder may read, and what the builder hands back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefwright.chart.theme import Theme
from briefwright.chart.words import digits, plain, raw
from briefwright.language import Locale
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.exhibits import Exhibit
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.text import Text
from briefwright.model.unit import Measure, Unit

MOST = 40
"""Bars or columns one exhibit can hold and still be read."""


@dataclass(frozen=True, slots=True)
class Charted:
    """One exhibit and the numbers that it may draw, in no language yet. ``index`` is its place in the thesis."""

    exhibit: Exhibit
    index: int
    thesis: ThesisRecord
    results: Results

    def span(self, *pointer: str | int) -> Span:
        return self.thesis.record.at("exhibits", self.index, *pointer)

    def unsuited(self, message: str, help_: str, *pointer: str | int) -> Finding:
        """X401 at ``pointer`` below the exhibit."""
        where = f"exhibit '{self.exhibit.id}': {message}"
        return Finding("X401", where, self.span(*pointer), help_, self.thesis.slug)


@dataclass(frozen=True, slots=True)
class Subject(Charted):
    """The same in one language. ``order`` is the number of every exhibit, ``publishers`` who is behind a source."""

    locale: Locale
    theme: Theme
    order: Mapping[str, int]
    publishers: Mapping[str, str] = field(default_factory=dict)

    def plain(self, text: Text | None) -> str:
        return plain(text, self.locale, self.results, self.order)

    def digits(self, number: Number, scale: int) -> str:
        return digits(number, scale, self.locale)

    def name(self, number: Number) -> str:
        """Its label without the noun that it counts, which stands beside the title: GPT-1 of GPT-1 参数."""
        label = self.plain(number.label)
        if number.unit.measure is not Measure.COUNT:
            return label
        return label.removesuffix(self.locale.unit_header(number.unit, 0)).rstrip() or label


@dataclass(frozen=True, slots=True)
class Figure:
    """What a builder makes of its subject. ``draw(width, height)`` yields an Altair chart or a Vega-Lite specification.

    ``height`` is the natural height in pixels at a width; both are None for exhibits drawn in HTML. ``numbers`` are
    those the exhibit prints, in order; ``sources`` those it draws on beside its numbers'; ``legend`` names the lines
    that a reader can hide, in the order of their series.
    """

    table: DataTable
    alt: str
    numbers: tuple[Number, ...] = ()
    unit: str = ""
    sources: tuple[str, ...] = ()
    height: Callable[[float], float] | None = None
    draw: Callable[[float, float], Any] | None = None
    legend: tuple[str, ...] = ()


Builder = Callable[[Subject], Figure]
"""Raises Refused, with X401, where the data does not suit the chart."""


@dataclass(frozen=True, slots=True)
class Item:
    """A number to be drawn as a bar: ``label`` names it, ``when`` is its period where bars differ in it, else ""."""

    number: Number
    label: str
    when: str
    value: str
    """Its printed value, without the unit."""

    @property
    def caption(self) -> str:
        return f"{self.label} {self.when}".strip()


def numbers_of(charted: Charted, addresses: Sequence[str], scale: str) -> list[Number]:
    """The numbers behind ``addresses``, series as their points.

    Raises Refused with every X401 found: nothing to compare, too many, one twice, units that share no axis, a log axis
    below zero, a number that is not meaningful.
    """
    found: list[tuple[Number, int]] = []
    problems: list[Finding] = []
    for place, address in enumerate(addresses):
        if series := charted.results.series.get(address):
            found += [(point, place) for point in series.points]
        elif number := charted.results.numbers.get(address):
            found.append((number, place))
        else:
            problems.append(
                charted.unsuited(f"there is no number '{address}' to draw", "name a number or a series", "of", place)
            )
    problems += _twice(charted, found) + _undefined(charted, found)
    found = [(number, place) for number, place in found if number.amount.is_meaningful]
    numbers = [number for number, _ in found]
    problems += _mixed(charted, found) + _log(charted, found, scale)
    if len(numbers) > MOST or not problems:
        problems += _count(charted, numbers)
    if problems or not numbers:
        raise Refused(*problems)
    return numbers


def items(subject: Subject, addresses: Sequence[str], scale: str) -> tuple[tuple[Item, ...], Unit, int]:
    """The numbers behind ``addresses`` as bars, their unit and the one printing scale. Raises as ``numbers_of``."""
    numbers = numbers_of(subject, addresses, scale)
    single = len(addresses) == 1 and addresses[0] in subject.results.series
    unit = numbers[0].unit
    limits = [end for number in numbers for end in (number.amount.low, number.amount.high) if end is not None]
    power = subject.locale.scale_for(limits, unit)
    captions = _captions(subject, numbers, single=single)
    made = [
        Item(number, label, when, subject.digits(number, power))
        for number, (label, when) in zip(numbers, captions, strict=True)
    ]
    return tuple(made), unit, power


def _twice(charted: Charted, found: Sequence[tuple[Number, int]]) -> list[Finding]:
    seen: set[str] = set()
    problems = []
    for number, place in found:
        if number.address in seen:
            message, mend = f"'{number.address}' is drawn twice", "name each number once"
            problems.append(charted.unsuited(message, mend, "of", place))
        seen.add(number.address)
    return problems


def _undefined(charted: Charted, found: Sequence[tuple[Number, int]]) -> list[Finding]:
    return [
        charted.unsuited(
            f"'{number.address}' is not meaningful and has no place on an axis",
            "leave it out, or use a table",
            "of",
            place,
        )
        for number, place in found
        if not number.amount.is_meaningful
    ]


def _mixed(charted: Charted, found: Sequence[tuple[Number, int]]) -> list[Finding]:
    if not found:
        return []
    first = found[0][0]
    wanted = (getattr(charted.exhibit, "unit", None) or first.unit).base
    return [
        charted.unsuited(
            f"'{number.address}' is in {number.unit.base}, the axis in {wanted}: one axis holds one unit",
            "draw them in two exhibits, or in a table",
            "of",
            place,
        )
        for number, place in {number.unit.base: (number, place) for number, place in reversed(found)}.values()
        if number.unit.base != wanted
    ]


def _log(charted: Charted, found: Sequence[tuple[Number, int]], scale: str) -> list[Finding]:
    if scale != "log":
        return []
    return [
        charted.unsuited(
            f"'{number.address}' is not above zero and has no place on a log scale", "use scale: linear", "of", place
        )
        for number, place in found
        if number.amount.value <= 0
    ]


def _count(charted: Charted, numbers: Sequence[Number]) -> list[Finding]:
    if not numbers:
        return []
    if len(numbers) > MOST:
        message = f"{len(numbers)} bars cannot be read; the limit is {MOST}"
        return [charted.unsuited(message, "leave some out, or draw a line or a table", "of")]
    if len(numbers) == 1 and charted.exhibit.chart == "bar":
        return [charted.unsuited("a rank of one is no rank", "add numbers, or print this one in the text", "of")]
    return []


def _captions(subject: Subject, numbers: Sequence[Number], *, single: bool) -> list[tuple[str, str]]:
    """Label and period of each bar: of one series the period is the label, of others it is told where it differs."""
    locale = subject.locale
    periods = [locale.period(number.period) if number.period else "" for number in numbers]
    if single and all(periods) and _by_time(numbers):
        return [(period, "") for period in periods]
    shown = len(set(periods)) > 1
    return [(subject.name(number), period if shown else "") for number, period in zip(numbers, periods, strict=True)]


def _by_time(numbers: Sequence[Number]) -> bool:
    """Whether the points of a series are told apart by their periods, and not by the names of a table's rows."""
    return all(number.address.endswith(f"[{number.period}]") for number in numbers)


def unit_head(subject: Subject, unit: Unit, scale: int, *, log: bool) -> str:
    """What stands once beside the title: the unit, and that the scale is logarithmic."""
    parts = [subject.locale.unit_header(unit, scale), subject.locale.label("log_scale") if log else ""]
    return subject.locale.label("comma").join(part for part in parts if part)


def bars_table(subject: Subject, shown: Sequence[Item], unit: Unit, scale: int) -> DataTable:
    """Item, period and kind where any bar has them, and value; the unit stands in the head."""
    locale = subject.locale
    periods = any(item.when for item in shown)
    kinds = len({item.number.kind for item in shown}) > 1 or shown[0].number.kind.value != "actual"
    header = locale.unit_header(unit, scale)
    head = [locale.label("column_period" if _by_period(locale, shown) else "column_name")]
    head += [locale.label("column_period")] * periods + [locale.label("column_kind")] * kinds
    rows = tuple(
        (
            Cell(item.label),
            *([Cell(item.when)] if periods else ()),
            *([Cell(locale.kind(item.number.kind))] if kinds else ()),
            value_cell(item.number, item.value, scale),
        )
        for item in shown
    )
    return DataTable((*head, header or locale.label("column_value")), rows, (*(False for _ in head), True))


def _by_period(locale: Locale, shown: Sequence[Item]) -> bool:
    """Whether the bars are labelled with their periods, as those of one series are."""
    return all(item.number.period and item.label == locale.period(item.number.period) for item in shown)


def value_cell(number: Number, value: str, scale: int) -> Cell:
    """The cell of a number: as printed, and as plain text in the same unit."""
    return Cell(value, number.address, raw(number.amount, scale), numeric=True)
