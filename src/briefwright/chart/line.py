"""Lines over periods or elapsed time, named at their ends; a legend would send the reader's eye to and fro."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from briefwright.chart import alt, steps, tips
from briefwright.chart.measure import spread, wrap
from briefwright.chart.sheet import Axis, Margins, Sheet, printed
from briefwright.chart.subject import Charted, Figure, Subject, unit_head, value_cell
from briefwright.chart.theme import BASE, LINE, SMALL
from briefwright.chart.words import tick_labels
from briefwright.language.widths import width
from briefwright.model.amount import Amount
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.exhibits import LineChart
from briefwright.model.finding import Finding, Refused
from briefwright.model.number import Number, Series
from briefwright.model.period import Kind, Period
from briefwright.model.unit import Measure, Unit

_HEIGHT = 218.0
_NAMES = 0.34
"""The share of the width that names at the ends may take."""
_ELBOW = 9.0
_DOTS = 12
_ZERO_BELOW = Decimal("0.5")
"""A linear axis starts at zero where the least value is below this share of the greatest."""
_HUNDRED = Decimal(100)
_FEWEST = 2


def line(subject: Subject) -> Figure:
    """A figure of up to six lines."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, LineChart)  # noqa: S101 - the registry maps kinds to builders
    found = series_of(subject, exhibit)
    shown = [_indexed(series, exhibit.index_at) for series in found] if exhibit.index_at else found
    unit = Unit(Measure.INDEX) if exhibit.index_at else shown[0].unit
    limits = [point.amount.value for series in shown for point in series.points]
    scale = subject.locale.scale_for(limits, unit)
    log = exhibit.scale == "log"
    head = unit_head(subject, unit, scale, log=log)
    if exhibit.index_at:
        index = subject.locale.label("index_at", period=subject.locale.period(exhibit.index_at))
        head = subject.locale.label("comma").join([head, index])
    drawing = Lines(subject, shown, scale, log=log)
    return Figure(
        table=_table(subject, shown, scale, rebased=bool(exhibit.index_at)),
        alt=alt.of_lines(subject, shown, log=log),
        numbers=tuple(point for series in found for point in series.points),
        unit=head,
        height=lambda _: _HEIGHT,
        draw=drawing.draw,
        legend=tuple(subject.plain(series.label) for series in shown) if len(shown) > 1 else (),
    )


def series_of(charted: Charted, exhibit: LineChart) -> list[Series]:
    """The series of the lines. Raises Refused with every X401 found: what makes no line, or no common axis."""
    found: list[Series] = []
    problems: list[Finding] = []
    for place, address in enumerate(exhibit.of):
        series = charted.results.series.get(address)
        if series is None:
            message, mend = f"'{address}' is no series, and a line needs one", "name a series, or use chart: bar"
            problems.append(charted.unsuited(message, mend, "of", place))
            continue
        if series in found:
            problems.append(charted.unsuited(f"'{address}' is drawn twice", "name each series once", "of", place))
            continue
        found.append(series)
        problems += _unsuited(charted, exhibit, series, place)
    first = found[0] if found else None
    for series in found:
        place = exhibit.of.index(series.address)
        wanted = (exhibit.unit or found[0].unit).base
        if series.unit.base != wanted and not exhibit.index_at:
            message = f"'{series.address}' is in {series.unit.base}, the axis in {wanted}: one axis holds one unit"
            problems.append(charted.unsuited(message, "use index_at, or two exhibits", "of", place))
        if first and steps.sort(series) != steps.sort(first):
            message = f"'{series.address}' and '{first.address}' do not share a time axis"
            problems.append(charted.unsuited(message, "draw them in two exhibits", "of", place))
    if problems or not found:
        raise Refused(*problems)
    return found


def _unsuited(charted: Charted, exhibit: LineChart, series: Series, place: int) -> list[Finding]:
    problems = []
    if undefined := [point.address for point in series.points if not point.amount.is_meaningful]:
        message = f"'{undefined[0]}' is not meaningful and has no place on an axis"
        return [charted.unsuited(message, "draw the other points as columns, or use a table", "of", place)]
    if len({steps.position(point.period) for point in series.points}) < len(series.points):
        message = f"periods of '{series.address}' begin on one day, as quarters to date do, and make no line"
        problems.append((message, "take them apart by quarter(series, 2023Q3), or use chart: column"))
    if len(series.points) < _FEWEST:
        message = f"'{series.address}' has fewer than two points, which make no line"
        problems.append((message, "use chart: column, or add points"))
    if any(not point.amount.is_point for point in series.points):
        message = f"'{series.address}' holds a bound or a range, and a line would make it a point"
        problems.append((message, "use chart: range"))
    if exhibit.scale == "log" and any(point.amount.value <= 0 for point in series.points):
        problems.append((f"'{series.address}' is not above zero everywhere, as a log scale needs", "use scale: linear"))
    if exhibit.index_at:
        base = [point for point in series.points if _same(point.period, exhibit.index_at)]
        if not base or base[0].amount.value <= 0:
            message = f"'{series.address}' has no value above zero at {exhibit.index_at} to be rebased to 100"
            problems.append((message, "choose a period that every series has"))
    return [charted.unsuited(message, mend, "of", place) for message, mend in problems]


def _same(period: Period | None, other: Period) -> bool:
    return period is not None and (period.grain, period.label) == (other.grain, other.label)


def _indexed(series: Series, at: Period) -> Series:
    """The series as an index, 100 at ``at``."""
    base = next(point.amount.value for point in series.points if _same(point.period, at))
    unit = Unit(Measure.INDEX)
    points = tuple(
        replace(point, amount=Amount.point(round(point.amount.value * _HUNDRED / base, 1)), unit=unit, decimals=1)
        for point in series.points
    )
    return replace(series, points=points, unit=unit)


def _table(subject: Subject, shown: Sequence[Series], scale: int, *, rebased: bool) -> DataTable:
    """A row a period, a column a line. A rebased value is not the number behind it and carries no address."""
    locale = subject.locale
    by_period = [{str(point.period): point for point in series.points} for series in shown]
    periods = {str(point.period): point.period for series in shown for point in series.points if point.period}
    ordered = sorted(periods, key=lambda key: steps.position(periods[key]))
    rows = []
    for key in ordered:
        cells = [Cell(locale.period(periods[key]))]
        for points in by_period:
            point = points.get(key)
            cell = (
                value_cell(point, subject.digits(point, scale), scale)
                if point
                else Cell(locale.missing(), numeric=True)
            )
            cells.append(replace(cell, address="") if rebased else cell)
        rows.append(tuple(cells))
    step = steps.unit(locale, shown[0])
    head = locale.label("column_period") + (locale.label("in_brackets", text=step) if step else "")
    return DataTable(
        (head, *(subject.plain(series.label) for series in shown)), tuple(rows), (False, *(True for _ in shown))
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """The drawing; ``scale`` is the printing scale as a power of ten."""

    subject: Subject
    series: Sequence[Series]
    scale: int
    log: bool

    def draw(self, across: float, height: float) -> dict[str, Any]:
        """The chart, ``across`` by ``height`` pixels."""
        ticks = self._ticks()
        labels = tick_labels(ticks, self.scale, self.subject.locale, log=self.log)
        names = [self._name(series, across * _NAMES) for series in self.series]
        right = max(width(row, BASE) for rows in names for row in rows) + _ELBOW + 5
        left = max(width(label, SMALL) for label in labels) + 7
        sheet = Sheet(self.subject.theme, across, height, Margins(left, right, 9, LINE + 9))
        y = Axis(
            printed(ticks[0], self.scale), printed(ticks[-1], self.scale), sheet.plot_height, self.log, upward=True
        )
        places = [steps.position(point.period) for series in self.series for point in series.points]
        x = Axis(min(places), max(places), sheet.plot_width)
        theme = self.subject.theme
        for tick, label in zip(ticks, labels, strict=True):
            at = y.at(printed(tick, self.scale))
            sheet.rule(0, at, sheet.plot_width, at, theme.rule)
            sheet.text(-7, at, label, align="right", size=SMALL, colour=theme.muted)
        sheet.rule(0, sheet.plot_height, sheet.plot_width, sheet.plot_height, theme.ink, 1, over=True)
        steps.draw(sheet, x, self.subject.locale, self.series)
        for index, (series, colour) in enumerate(zip(self.series, theme.series, strict=False)):
            sheet.series = index
            self._line(sheet, x, y, series, colour)
        self._ends(sheet, x, y, names)
        sheet.series = None
        self._tells(sheet, x)
        return sheet.spec()

    def _ticks(self) -> tuple[Decimal, ...]:
        values = [point.amount.value for series in self.series for point in series.points]
        low, high = min(values), max(values)
        from_zero = low < 0 or low < high * _ZERO_BELOW
        return self.subject.locale.ticks(low, high, log=self.log, count=6 if self.log else 4, from_zero=from_zero)

    def _name(self, series: Series, room: float) -> tuple[str, ...]:
        value = self.subject.digits(series.points[-1], self.scale)
        if len(self.series) == 1:
            return (value,)
        return (*wrap(self.subject.plain(series.label), room, BASE), value)

    def _line(self, sheet: Sheet, x: Axis, y: Axis, series: Series, colour: str) -> None:
        """Solid into observed points, dashed into expected ones."""
        points = [(steps.position(point.period), printed(point.amount.value, self.scale)) for point in series.points]
        expected = [point.kind is not Kind.ACTUAL for point in series.points]
        start = 0
        for index in range(1, len(points)):
            if index == len(points) - 1 or expected[index + 1] != expected[index]:
                sheet.line(points[start : index + 1], x, y, colour, dashed=expected[index])
                start = index
        elapsed = bool(series.x_noun)
        for index, at in enumerate(points):
            if index == len(points) - 1 or (len(points) <= _DOTS and not elapsed):
                sheet.point(at, x, y, colour, hollow=expected[index] and not elapsed)

    def _ends(self, sheet: Sheet, x: Axis, y: Axis, names: Sequence[tuple[str, ...]]) -> None:
        """Names beside the ends of their lines, moved apart where they would touch, then joined by an elbow."""
        ends = [series.points[-1] for series in self.series]
        wanted = [y.at(printed(end.amount.value, self.scale)) for end in ends]
        heights = [len(rows) * LINE for rows in names]
        placed = spread(wanted, heights, -sheet.margins.top + 1, sheet.plot_height + 4)
        edge = sheet.plot_width
        for index, (rows, middle) in enumerate(zip(names, placed, strict=True)):
            sheet.series = index
            colour = self.subject.theme.series[index]
            end = x.at(steps.position(ends[index].period))
            if abs(middle - wanted[index]) > LINE / 2 or end < edge - 1:
                sheet.path(
                    [(end + 3, wanted[index]), (edge + 3, wanted[index]), (edge + _ELBOW - 1, middle)], colour, 0.75
                )
            top = middle - (len(rows) - 1) * LINE / 2
            for row, words in enumerate(rows):
                weight = 600 if row == len(rows) - 1 else 400
                sheet.text(edge + _ELBOW + 2, top + row * LINE, words, weight=weight, colour=colour)

    def _tells(self, sheet: Sheet, x: Axis) -> None:
        """A band around each moment tells every line's number there."""
        found: dict[float, list[tuple[int, Series, Number]]] = {}
        for index, series in enumerate(self.series):
            for point in series.points:
                found.setdefault(steps.position(point.period), []).append((index, series, point))
        moments = sorted(found)
        middles = [x.at((one + other) / 2) for one, other in pairwise(moments)]
        edges = [-sheet.margins.left / 2, *middles, sheet.plot_width + _ELBOW]
        for moment, (start, end) in zip(moments, pairwise(edges), strict=True):
            _, series, point = found[moment][0]
            told = [(index, self.subject.plain(one.label), number) for index, one, number in found[moment]]
            tip = tips.of_moment(self.subject, alt.when(self.subject, series, point), told)
            sheet.tells(start, 0, end, sheet.plot_height, tip)
