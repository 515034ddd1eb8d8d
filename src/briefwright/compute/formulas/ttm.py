"""Trailing twelve months from a cumulative series."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import periods
from briefwright.compute.arithmetic import Interval, minus, plus
from briefwright.compute.formula import PERIOD, SERIES, Formula, at, period, points
from briefwright.compute.overtime import flows
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.model.period import MONTHS_A_YEAR, Grain, Period

_CUMULATIVE = (Grain.CUMULATIVE, Grain.HALF, Grain.QUARTER, Grain.YEAR)


def ttm(arguments: Sequence[Argument]) -> Quantity:
    """The last year, plus this year to date, less last year to date. Raises Problem N204, N208, N210, N213."""
    series, moment = points(arguments[0]), period(arguments[1])
    flows(series, "ttm")
    if moment.grain not in _CUMULATIVE or moment.start is None or moment.end is None or moment.start.month != 1:
        message = f"{moment} does not count from January"
        raise Problem.of("N210", message, "write ttm(series, 2023Q3YTD), or 2023H1", argument=1)
    now = at(series, moment, argument=1)
    if moment.end.month == MONTHS_A_YEAR:
        result = derived((now,), now.amount, now.unit, "{0}", basis=now.basis)
    else:
        year = at(series, Period.parse(str(moment.start.year - 1)), argument=1)
        before = at(series, moment.years_before(1) or moment, argument=1)
        amount = minus(plus(Interval.of(year.amount), Interval.of(now.amount)), Interval.of(before.amount)).amount
        result = derived((year, now, before), amount, now.unit, "{0} + {1} − {2}", joined=True, basis=now.basis)
    own = periods.twelve_months_to(moment.end)
    return replace(result, period=replace(own, kind=result.kind if now.period and now.period.kind else None))


TTM = Formula(
    name="ttm",
    names={"zh-Hans": "滚动十二个月（TTM）", "zh-Hant": "滾動十二個月（TTM）", "en": "Trailing twelve months (TTM)"},
    signature="ttm(series, 2023Q3YTD), of a series that counts from January",
    forms=((SERIES, PERIOD),),
    definition={
        "zh-Hans": "上年全年数值，加本年累计数值，减上年同期累计数值。",
        "zh-Hant": "上年全年數值，加本年累計數值，減上年同期累計數值。",
        "en": "The whole of last year, plus this year to date, less last year to the same date.",
    },
    source="TTM_t = FY_(y−1) + YTD_t − YTD_(t−1y)",
    function=ttm,
    labels={
        0: {"zh-Hans": "{0}（滚动十二个月）", "zh-Hant": "{0}（滾動十二個月）", "en": "{0}, trailing twelve months"}
    },
)
