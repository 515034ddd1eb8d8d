"""Which periods join, and which period a result speaks for. Raises Problem N210.

A period is what its days are: ``2023Q2YTD`` and ``2023H1`` are the same, four quarters in a row make their year. Fiscal
years join only where their year-ends are the same, and calendar periods only where that is December. Horizons join
only themselves: "within five years" said on another day is another time.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from briefwright.compute.problem import Problem
from briefwright.model.period import MONTHS_A_YEAR, AsOf, Grain, Kind, Period, calendar_of

_YEARS = (Grain.YEAR, Grain.FISCAL)
_COUNTED = (Grain.ELAPSED, Grain.HORIZON)
_ORDER = (Kind.ACTUAL, Kind.ESTIMATE, Kind.FORECAST, Kind.OPINION)
_UNSAID = 0


def worst(kinds: Sequence[Kind]) -> Kind:
    """The least certain of ``kinds``, of which there is at least one."""
    return max(kinds, key=_ORDER.index)


def latest(dates: Sequence[AsOf]) -> AsOf | None:
    """The latest date; of equal ones that which claims least."""
    return max(dates, key=lambda one: (one.day, one.after, one.inferred), default=None)


def same(left: Period, right: Period) -> bool:
    """The same days, whatever the kinds and however they are named."""
    if left.is_placed and right.is_placed and not {left.grain, right.grain} & set(_COUNTED):
        return (left.start, left.end) == (right.start, right.end)
    alike = left.grain is right.grain and left.label == right.label and left.year_end == right.year_end
    return alike and (left.start, left.end) == (right.start, right.end)


def names(written: Period, known: Period) -> bool:
    """Whether ``written`` in a formula means ``known``: the same, or its label, where the year-end goes unsaid."""
    return same(written, known) or (written.grain is known.grain and written.label == known.label)


def with_kind(period: Period, kind: Kind | None) -> Period:
    """The period with the letter of ``kind``, if it has a letter at all."""
    return replace(period, kind=kind if period.kind else None)


def common(periods: Sequence[Period | None], kind: Kind) -> Period | None:
    """The period that all share, with ``kind`` for its suffix; None where they share none."""
    _refuse_mixed_years(periods)
    known = [period for period in periods if period is not None]
    if not known or len(known) < len(periods) or not all(same(known[0], period) for period in known):
        return None
    return replace(known[0], kind=kind if any(period.kind for period in known) else None)


def compared(periods: Sequence[Period | None], kind: Kind) -> Period | None:
    """As ``common``; for different years the span from the first to the last."""
    shared = common(periods, kind)
    known = [period for period in periods if period is not None]
    if shared or len(known) < len(periods) or any(period.grain not in _YEARS for period in known):
        return shared
    return span(known)


def added(periods: Sequence[Period | None], kind: Kind) -> Period | None:
    """As ``common``; for periods that follow each other without a gap, the period they make up; None of days.

    Raises Problem N210 for any other periods: their sum would be the value of no period.
    """
    shared = common(periods, kind)
    known = [period for period in periods if period is not None]
    if shared or not known or all(same(known[0], period) for period in known):
        return shared
    ordered = sorted(known, key=lambda period: (str(period.start), period.label))
    if not all(_follows(first, second) for first, second in pairwise(ordered)):
        listed = ", ".join(str(period) for period in known)
        raise Problem.of("N210", f"the sum joins different periods: {listed}", "add numbers of one period")
    if len(known) < len(periods) or known[0].grain is Grain.DAY:
        return None
    return replace(_made_of(ordered), kind=kind if any(period.kind for period in known) else None)


def ending_together(periods: Sequence[Period | None], kind: Kind) -> Period | None:
    """For stocks at the end of their periods: the period all share, else the shortest, which ends with the others.

    Raises Problem N210 where those that say one end on different days.
    """
    shared = common(periods, kind)
    known = [period for period in periods if period is not None]
    if shared or not known:
        return shared
    if any(period.end != known[0].end for period in known):
        return added(periods, kind)
    shortest = max(known, key=lambda period: str(period.start))
    return replace(shortest, kind=kind if any(period.kind for period in known) else None)


def span(periods: Sequence[Period]) -> Period | None:
    """From the first of ``periods`` to the last; None for a single one or where a day is open."""
    first = min(periods, key=lambda period: str(period.start))
    last = max(periods, key=lambda period: str(period.end))
    if first.start is None or last.end is None or same(first, last):
        return None
    return Period.between(first, last)


def twelve_months_to(end: date) -> Period:
    """The twelve months up to the end of a quarter: the calendar year, or four quarters named by first and last."""
    if end.month == MONTHS_A_YEAR:
        return Period.parse(str(end.year))
    quarter = end.month // 3
    return Period.parse(f"{end.year - 1}Q{quarter + 1}..{end.year}Q{quarter}")


def _made_of(ordered: Sequence[Period]) -> Period:
    """Periods in a row as one: the year or the part of a year that they are, else a span."""
    first, last = ordered[0], ordered[-1]
    whole = Period.between(first, last)
    if whole.is_fiscal or first.start is None or last.end is None or first.start.year != last.end.year:
        return whole
    year, from_month, to_month = first.start.year, first.start.month, last.end.month
    parts = {(1, 12): "", (1, 6): "H1", (7, 12): "H2", (1, 9): "Q3YTD"}
    parts |= {(3 * quarter - 2, 3 * quarter): f"Q{quarter}" for quarter in (1, 2, 3, 4)}
    name = parts.get((from_month, to_month))
    return whole if name is None else Period.parse(f"{year}{name}")


def _follows(first: Period, second: Period) -> bool:
    """Whether ``second`` begins the day after ``first`` ends, in the same calendar."""
    if first.end is None or second.start is None or _years_of(first) != _years_of(second):
        return False
    if (first.grain is Grain.DAY) != (second.grain is Grain.DAY) or {first.grain, second.grain} & set(_COUNTED):
        return False
    return first.end + timedelta(days=1) == second.start


def _years_of(period: Period) -> int:
    """The month in which years end where the period belongs; calendar spans lie among calendar years."""
    found = calendar_of(period)
    return MONTHS_A_YEAR if found is None else found


def _refuse_mixed_years(periods: Sequence[Period | None]) -> None:
    """Raises Problem N210 where fiscal years meet calendar periods, or fiscal years that end in other months."""
    by_calendar = {calendar_of(period): period for period in periods if period is not None}
    by_calendar.pop(None, None)
    if len(by_calendar) < 2:
        return
    fiscal = [period for period in by_calendar.values() if period.is_fiscal]
    other = next((period for period in by_calendar.values() if period not in fiscal), fiscal[-1])
    if _UNSAID in by_calendar:
        help_text = f"say in which month {by_calendar[_UNSAID]} ends, by `year_end:`; then calendarise it"
    else:
        help_text = "bring both to one calendar first: calendarise(series, 2026)"
    what = "a calendar period" if other not in fiscal else "a fiscal year of another year-end"
    raise Problem.of("N210", f"a fiscal year is joined with {what}: {fiscal[0]} with {other}", help_text)
