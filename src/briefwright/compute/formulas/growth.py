"""Year-on-year growth of a series, point by point."""

from collections.abc import Hashable, Mapping, Sequence

from briefwright.compute import units
from briefwright.compute.formula import (
    SERIES,
    Formula,
    at,
    no_percentages,
    not_meaningful,
    of_its_period,
    over_time,
    points,
)
from briefwright.compute.formulas.yoy import GROWN, grown
from briefwright.compute.periods import names
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Path, Points, Quantity
from briefwright.model.period import Period


def growth(arguments: Sequence[Argument]) -> Path:
    """A point for each that has one a year before. Raises Problem N204, N206, N208, N210, N211, N217."""
    series = points(arguments[0])
    no_percentages(series, "the growth")
    known = _by_name(over_time(series))
    found: list[tuple[Period, Quantity]] = []
    for now in series.points:
        if now.period and (before := _base(series, known, now.period)):
            value = _grown(before, now, series.series.address)
            found.append((value.period or now.period, value))
    if not found:
        message = f"no point of '{series.series.address}' has one a year before"
        raise Problem.of("N211", message, "write cagr or multiple for a change over several years", argument=0)
    return Path(tuple(found), "")


def _by_name(moments: Sequence[Quantity]) -> Mapping[Hashable, Sequence[Quantity]]:
    """The points by their days and by their labels, so that long series take no long time."""
    found: dict[Hashable, list[Quantity]] = {}
    for point in moments:
        if point.period:
            for key in _keys(point.period):
                found.setdefault(key, []).append(point)
    return found


def _keys(moment: Period) -> tuple[Hashable, ...]:
    return (moment.start, moment.end), (moment.grain, moment.label)


def _base(series: Points, known: Mapping[Hashable, Sequence[Quantity]], moment: Period) -> Quantity | None:
    """The one point a year before. Raises Problem N208 where there are several, an actual and an estimate."""
    earlier = moment.years_before(1)
    if earlier is None:
        return None
    near = {point.reads: point for key in _keys(earlier) for point in known.get(key, ())}
    bases = [point for point in near.values() if point.period and names(earlier, point.period)]
    return at(series, earlier, argument=0) if len(bases) > 1 else next(iter(bases), None)


def _grown(before: Quantity, now: Quantity, name: str) -> Quantity:
    try:
        return grown(before, now, name)
    except Problem as problem:
        return of_its_period(not_meaningful((before, now), units.PERCENT, GROWN, problem), now.period)


GROWTH = Formula(
    name="growth",
    names={"zh-Hans": "逐期同比增速", "zh-Hant": "逐期按年增速", "en": "Year-on-year growth, period by period"},
    signature="growth(series), which gives a series",
    forms=((SERIES,),),
    definition={
        "zh-Hans": "序列各期数值除以上年同期数值，再减一；没有上年同期数值的各期略去。"
        "上年同期数值须大于零，否则无意义。",
        "zh-Hant": "序列各期數值除以上年同期數值，再減一；沒有上年同期數值的各期略去。"
        "上年同期數值須大於零，否則無意義。",
        "en": "Each value of a series divided by that of the same period a year before, less one; periods without such "
        "a base are left out. A base that is not above zero gives no meaningful growth.",
    },
    source="g_t = x_t / x_(t−1) − 1",
    function=growth,
    labels={0: {"zh-Hans": "{0}同比增速", "zh-Hant": "{0}按年增速", "en": "Year-on-year growth of {0}"}},
)
