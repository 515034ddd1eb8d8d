"""The time axis of lines: where periods stand on it, and which of them are labelled."""

from collections.abc import Sequence
from itertools import pairwise

from briefwright.chart.sheet import Axis, Sheet
from briefwright.chart.theme import SMALL
from briefwright.language import Locale
from briefwright.language.widths import width
from briefwright.model.number import Series
from briefwright.model.period import Grain, Period
from briefwright.model.unit import Unit

_MONTHS = 12
_DAYS = 31
_STEPS = {"month": (1, 2, 3, 6, 12, 24, 36, 60, 120), "quarter": (1, 2, 4, 8, 20, 40), "week": (1, 2, 4, 13, 26, 52)}
_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MOST = 7
_GAP = 8.0


def position(period: Period | None) -> float:
    """Where a period stands: elapsed steps as they are, calendar periods in years, at their first day."""
    if period is None or period.grain is Grain.HORIZON:
        return 0.0
    if period.start is None:
        return float(period.label)
    return period.start.year + (period.start.month - 1) / _MONTHS + (period.start.day - 1) / (_MONTHS * _DAYS)


def sort(series: Series) -> tuple[str, ...]:
    """What must be alike for two lines to share a time axis: elapsed time and its unit, or fiscal or calendar time."""
    grains = {point.period.grain for point in series.points if point.period}
    if Grain.ELAPSED in grains:
        return ("elapsed", series.x_noun)
    return ("fiscal",) if Grain.FISCAL in grains else ("calendar",)


def unit(locale: Locale, series: Series) -> str:
    """What elapsed steps count, as the head of an axis: 月, months. Empty for calendar periods."""
    return locale.unit_header(Unit.parse(series.x_noun), 0) if series.x_noun else ""


def draw(sheet: Sheet, x: Axis, locale: Locale, series: Sequence[Series]) -> None:
    """Ticks and their labels below the plot; the unit of elapsed time follows the last of them on its line."""
    marks = _elapsed(series) if series[0].x_noun else _calendar(locale, series)
    marks = _thinned(x, marks)
    row = sheet.plot_height + 13
    theme = sheet.theme
    for at, label in marks:
        sheet.rule(x.at(at), sheet.plot_height, x.at(at), sheet.plot_height + 3, theme.ink)
        sheet.text(x.at(at), row, label, align="center", size=SMALL, colour=theme.muted)
    if named := unit(locale, series[0]):
        last, label = marks[-1]
        sheet.text(x.at(last) + width(label, SMALL) / 2 + 3, row, named, size=SMALL, colour=theme.muted)


def _elapsed(series: Sequence[Series]) -> list[tuple[float, str]]:
    """Round steps, and the last one, which is what the reader looks for."""
    last = max(int(point.period.label) for line in series for point in line.points if point.period)
    choices = _STEPS.get(series[0].x_noun, _ROUND)
    step = next((step for step in choices if last <= step * _MOST), max(1, last // _MOST))
    exact = next((step for step in choices if last % step == 0 and last <= step * _MOST), step)
    step = exact if last / exact >= 3 else step
    ticks = [at for at in range(0, last + 1, step) if last - at >= step / 2 or at == last]
    return [(float(at), str(at)) for at in ([*ticks, last] if ticks[-1] != last else ticks)]


def _calendar(locale: Locale, series: Sequence[Series]) -> list[tuple[float, str]]:
    found: dict[float, str] = {}
    for line in series:
        for point in line.points:
            if point.period:
                # Of lines that differ in kind, the axis names the period without it.
                label = locale.period(point.period)
                at = position(point.period)
                found[at] = label if found.get(at, label) == label else locale.period(point.period, kind=False)
    return sorted(found.items())


def _thinned(x: Axis, marks: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Every mark, else every second, third … counted from the last, so that labels keep clear of each other."""
    for stride in range(1, len(marks)):
        kept = marks[::-1][::stride][::-1]
        if all(_clear(x, one, other) for one, other in pairwise(kept)):
            return list(kept)
    return [marks[-1]]


def _clear(x: Axis, one: tuple[float, str], other: tuple[float, str]) -> bool:
    return x.at(one[0]) + width(one[1], SMALL) / 2 + _GAP <= x.at(other[0]) - width(other[1], SMALL) / 2
