"""Gathers what a thesis is given: its facts and series, the library's facts, the dataset columns it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from briefwright.compute.evaluate import Known
from briefwright.model.amount import Amount
from briefwright.model.base import Content
from briefwright.model.exhibits import LineChart, NumberChart
from briefwright.model.finding import Finding, Span
from briefwright.model.lang import Lang
from briefwright.model.library import Pointer, Record, Shared, Table, ThesisRecord
from briefwright.model.number import Number, Origin, Series
from briefwright.model.period import LETTERED, AsOf, Kind, Period
from briefwright.model.reasons import because, sized
from briefwright.model.records import Column, Dataset
from briefwright.model.sourced import Sourced
from briefwright.model.text import ALL, Text
from briefwright.model.thesis import Fact, Points, Thesis
from briefwright.model.unit import Unit

_COLUMN = re.compile(r"(?<![\w.])[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands: a value at ``pointer`` of ``record``, in the thesis of that slug or in the library."""

    record: Record[Content]
    pointer: Pointer
    thesis: str

    def at(self, *pointer: str | int) -> Span:
        return self.record.at(*self.pointer, *pointer)

    def name(self, *pointer: str | int) -> Span:
        """The place of the name that the value goes by."""
        return self.record.places.key(*self.record.pointer, *self.pointer, *pointer)


def gather(thesis: ThesisRecord, shared: Shared) -> tuple[Known, list[Finding]]:
    """Every number given, by address. One with a fault is left out and named in ``broken``; findings say why."""
    gathered = _Gathered(shared, Known(first=first_language(thesis.data, shared)), _collisions(thesis, shared))
    own = {**thesis.data.facts, **thesis.data.series, **thesis.data.computed}
    for name, data in thesis.data.facts.items():
        gathered.fact(name, data, _Place(thesis.record, ("facts", name), thesis.slug))
    for name, points in thesis.data.series.items():
        gathered.points(name, points, _Place(thesis.record, ("series", name), thesis.slug))
    for name, fact in shared.facts.items():
        if name not in own:
            gathered.fact(name, fact.data, _Place(fact, (), ""))
    for name, shared_points in shared.series.items():
        if name not in own:
            gathered.points(name, shared_points.data, _Place(shared_points, (), ""))
    columns = frozenset(_named_columns(thesis))
    for identifier in shared.broken:
        folder, _, name = identifier.partition("/")
        if folder in ("facts", "series", "datasets"):
            gathered.known.broken.add(name.replace("-", "_"))
    for identifier, dataset in shared.datasets.items():
        gathered.dataset(identifier, dataset, columns, thesis.slug)
    return gathered.known, gathered.findings


def first_language(thesis: Thesis, shared: Shared) -> Lang:
    """The language that plain strings of ``thesis`` are in."""
    try:
        return shared.house_of(thesis).data.languages[0]
    except KeyError:  # reported by check as C108
        return "zh-Hans"


@dataclass(frozen=True, slots=True)
class _Gathered:
    shared: Shared
    known: Known
    findings: list[Finding] = field(default_factory=list)

    def fact(self, name: str, fact: Fact, place: _Place) -> None:
        kind = self._kind(fact.kind, fact.period, name, place)
        as_of = self._as_of(fact)
        origin = self._origin(fact, name, place)
        if fact.period is None and as_of is None:
            self._undated(name, place)
        if kind is None or origin is None or (fact.period is None and as_of is None):
            self.known.broken.add(name)
            return
        self.known.numbers[name] = Number(
            name,
            fact.label,
            fact.value.scaled(fact.unit.scale),
            fact.unit,
            kind,
            place.name(),
            fact.period and _placed(fact.period, fact.year_end, as_of),
            as_of,
            origin,
            decimals=fact.decimals,
            note=fact.note,
            basis=fact.basis,
            entity=fact.entity or "",
            measure=fact.measure or "",
            scope=fact.scope,
        )

    def points(self, name: str, series: Points, place: _Place) -> None:
        origin = self._origin(series, name, place)
        as_of = self._as_of(series)
        numbers = []
        for period, value in series.points.items():
            kind = self._kind(series.kind, period, f"{name}[{period}]", place, "points", str(period))
            if kind is not None and origin is not None:
                span = place.at("points", str(period))
                own = _lettered(_placed(period, series.year_end, as_of), kind)
                made = _point(name, series.label, value, series.unit, own, kind, span, as_of, origin)
                numbers.append(_measured(made, series))
        if len(numbers) < len(series.points):
            self.known.broken.add(name)
            return
        self._add(name, series.label, series.unit, numbers, place.name())

    def dataset(self, identifier: str, record: Record[Dataset], columns: frozenset[str], thesis: str) -> None:
        """The number columns of a dataset that the thesis names. A fault of the table is the loader's to report."""
        place, table = _Place(record, (), ""), self.shared.tables.get(identifier)
        x_name = next((key for key, column in record.data.columns.items() if column.type == "period"), None)
        for key, column in record.data.columns.items():
            address = f"{identifier.replace('-', '_')}.{key}"
            if address not in columns or column.type != "number":
                continue
            if reason := self._no_series(identifier, x_name):
                self.known.broken.add(address)
                help_text = "make a table of it under tables:, and name that table's column"
                self.findings.append(
                    Finding(
                        "C103", f"'{address}' is no series: {reason}", record.key("columns", key), help_text, thesis
                    )
                )
                continue
            if table is None or x_name is None or column.unit is None or {x_name, key} - set(table.header):
                self.known.broken.add(address)
                continue
            self._column(address, column, column.unit, record, place, table, x_name, key)

    def _no_series(self, identifier: str, x_name: str | None) -> str:
        """Why the columns of a dataset have no points by period; "" where they have."""
        if x_name is None:
            return "its dataset has no column of type period"
        table, file = self.shared.tables.get(identifier), self.shared.files.get(identifier)
        if table is None:
            return f"its dataset has {file.rows:,} rows, too many for one" if file else ""
        if x_name not in table.header:
            return ""
        at, seen, twice = table.header.index(x_name), set[str](), ""
        for row in table.rows:
            twice = twice or (row[at] if row[at] in seen else "")
            seen.add(row[at])
        return f"its dataset has several rows for {twice}" if twice else ""

    def _column(
        self,
        address: str,
        column: Column,
        unit: Unit,
        record: Record[Dataset],
        place: _Place,
        table: Table,
        x_name: str,
        key: str,
    ) -> None:
        label = column.label or Text.of({ALL: key})
        x_index, index = table.header.index(x_name), table.header.index(key)
        as_of, snapshot = record.data.day, self.shared.snapshot(record.id)
        numbers = []
        for number, row in enumerate(table.rows):
            if not row[index].strip() and column.missing == "allow":
                continue
            try:
                period, amount = Period.parse(row[x_index]), Amount.parse(row[index])
            except ValueError:  # reported by the loader as L041 to L043
                self.known.broken.add(address)
                return
            kind = self._kind(column.kind, period, f"{address}[{period}]", place, "columns", key)
            if kind is None:
                self.known.broken.add(address)
                return
            # A workbook has no lines to point at: its record stands for it, and the locator names the cell.
            span = Span(table.file, table.lines[number]) if table.file.endswith(".csv") else place.at("file")
            origin = Origin(record.data.source, table.locator(number, index), snapshot=snapshot)
            own = _lettered(_placed(period, column.year_end, as_of), kind)
            made = _point(address, label, amount, unit, own, kind, span, as_of, origin)
            numbers.append(replace(made, basis=column.basis))
        if numbers:
            self._add(address, label, unit, numbers, place.name("columns", key))

    def _add(self, name: str, label: Text, unit: Unit, numbers: list[Number], span: Span) -> None:
        ordered = tuple(sorted(numbers, key=_age))
        self.known.add_series(Series(name, label, unit, ordered, span))

    def _kind(self, kind: Kind | None, period: Period | None, name: str, place: _Place, *pointer: str) -> Kind | None:
        suffix = period.kind if period else None
        if kind and suffix and kind is not suffix:
            message = f"'{name}' is declared {kind}, and its period {period} says {suffix}"
            span = place.at(*(pointer or ("period",)))
            self._report("C121", message, span, "keep the one that is true, and drop the other", place)
            return None
        if kind or suffix:
            return kind or suffix
        help_text = "add `kind:` actual, estimate, forecast or opinion, or write the period as 2021A, 2026E or 2027F"
        self._report("C122", f"'{name}' does not say what kind of number it is", place.name(*pointer), help_text, place)
        return None

    def _origin(self, sourced: Sourced, name: str, place: _Place) -> Origin | None:
        if sourced.source is None:
            help_text = "add `source:` with the identifier of a source"
            self._report("C123", f"'{name}' names no source", place.name(), help_text, place)
            return None
        via = sourced.via
        return Origin(
            sourced.source, sourced.locator or "", via.source if via else "", (via.locator if via else "") or ""
        )

    def _as_of(self, sourced: Sourced) -> AsOf | None:
        """The number's own date, else that of the source that quotes it, else that of its authority."""
        if sourced.as_of:
            return sourced.as_of.as_of
        for name in (sourced.via.source if sourced.via else None, sourced.source):
            source = self.shared.sources.get(name) if name else None
            if source and source.data.date:
                return source.data.date.as_of
        return None

    def _undated(self, name: str, place: _Place) -> None:
        help_text = "add `period:` or `as_of:`, or give its source a date"
        self._report("C124", f"'{name}' has neither a period nor an as-of date", place.name(), help_text, place)

    def _report(self, code: str, message: str, span: Span, help_text: str, place: _Place) -> None:
        self.findings.append(Finding(code, message, span, help_text, place.thesis))


def _point(  # noqa: PLR0913, PLR0917 - the fields of a number
    name: str,
    label: Text,
    amount: Amount,
    unit: Unit,
    period: Period,
    kind: Kind,
    span: Span,
    as_of: AsOf | None,
    origin: Origin,
) -> Number:
    return Number(f"{name}[{period}]", label, amount.scaled(unit.scale), unit, kind, span, period, as_of, origin)


def _measured(number: Number, series: Points) -> Number:
    """A point with what its series says of all its points."""
    return replace(
        number,
        decimals=series.decimals,
        note=series.note,
        basis=series.basis,
        entity=series.entity or "",
        measure=series.measure or "",
        scope=series.scope,
    )


def _placed(period: Period, year_end: int | None, as_of: AsOf | None) -> Period:
    """A fiscal year with its days, a horizon counted from the day it was said."""
    placed = period.ending(year_end)
    return placed.resolved(as_of.day) if as_of else placed


def _lettered(period: Period, kind: Kind) -> Period:
    return replace(period, kind=kind) if period.grain in LETTERED else period


def _age(number: Number) -> tuple[date, date, str]:
    period = number.period
    start, end = (period.start, period.end) if period else (None, None)
    return start or date.min, end or date.max, number.address


def _collisions(thesis: ThesisRecord, shared: Shared) -> list[Finding]:
    """Names given twice within the thesis, or in the thesis and in the library."""
    found = []
    seen: dict[str, str] = {}
    for group, names in (
        ("facts", thesis.data.facts),
        ("series", thesis.data.series),
        ("computed", thesis.data.computed),
    ):
        for name in names:
            other = seen.get(name) or _in_library(name, shared)
            seen.setdefault(name, group)
            if other:
                message = f"'{name}' stands under {group} and in {other}"
                span = thesis.record.places.key(*thesis.record.pointer, group, name)
                found.append(Finding("L051", message, span, "rename one of them", thesis.slug))
    return found


def _in_library(name: str, shared: Shared) -> str | None:
    """Where the library has the name: a thesis' own number would hide what others print under it."""
    for group, names in (("facts", shared.facts), ("series", shared.series)):
        if name in names:
            return f"the library's {group}"
    return None


def _named_columns(thesis: ThesisRecord) -> Iterator[str]:
    """Every ``dataset.column`` that formulas, reasons, the market's size, exhibits or prose name; perhaps more."""
    data = thesis.data
    texts = [computed.formula for computed in data.computed.values()]
    texts += [name for _, name in (*because(data), *sized(data))]
    for exhibit in data.exhibits:
        if isinstance(exhibit, NumberChart | LineChart):
            texts += exhibit.of
    texts += [prose.text for prose in thesis.prose if "{{" in prose.text]
    for text in texts:
        yield from _COLUMN.findall(text)
