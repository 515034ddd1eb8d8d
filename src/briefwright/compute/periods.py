"""Which periods join, and which period a result speaks for. Raises Problem N210."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from briefwright.compute.problem import Problem
from briefwright.model.period import AsOf, Grain, Kind, Period

_YEARS = (Grain.YEAR, Grain.FISCAL)
_ORDER = (Kind.ACTUAL, Kind.ESTIMATE, Kind.FORECAST, Kind.OPINION)


def worst(kinds: Sequence[Kind]) -> Kind:
    """The least certain of ``kinds``, of which there is at least one."""
    return max(kinds, key=_ORDER.index)


def latest(dates: Sequence[AsOf]) -> AsOf | None:
    """The latest date; of equal ones that which claims least."""
    return max(dates, key=lambda one: (one.day, one.after, one.inferred), default=None)


def same(left: Period, right: Period) -> bool:
    """The same period, whatever the kinds."""
    return left.grain is right.grain and left.label == right.label


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
    """As ``common``; for periods that follow each other without a gap, the span of years they make up, or None.

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
    return span(ordered) if len(known) == len(periods) and known[0].grain in _YEARS else None


def span(periods: Sequence[Period]) -> Period | None:
    """From the first of ``periods`` to the last; None for a single one or where a day is open."""
    first = min(periods, key=lambda period: str(period.start))
    last = max(periods, key=lambda period: str(period.end))
    if first.start is None or last.end is None or same(first, last):
        return None
    return Period(Grain.SPAN, f"{first.label}..{last.label}", first.start, last.end)


def _follows(first: Period, second: Period) -> bool:
    if first.grain is not second.grain or first.end is None or second.start is None:
        return False
    return first.end + timedelta(days=1) == second.start


def _refuse_mixed_years(periods: Sequence[Period | None]) -> None:
    grains = {period.grain for period in periods if period is not None}
    if Grain.FISCAL in grains and grains & {Grain.YEAR, Grain.QUARTER, Grain.MONTH}:
        raise Problem.of(
            "N210",
            "a fiscal year is joined with a calendar period",
            "bring both to one calendar first, or compare like years",
        )
