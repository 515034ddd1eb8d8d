"""One quarter out of a cumulative series."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute.arithmetic import Interval, minus
from briefwright.compute.formula import PERIOD, SERIES, Formula, at, period, points
from briefwright.compute.overtime import flows
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.model.period import Grain, Period


def quarter(arguments: Sequence[Argument]) -> Quantity:
    """The year to the quarter's end less the year to its start. Raises Problem N204, N208, N210, N213."""
    series, moment = points(arguments[0]), period(arguments[1])
    flows(series, "quarter")
    if moment.grain is not Grain.QUARTER or moment.end is None:
        raise Problem.of("N210", f"{moment} is no quarter", "write quarter(series, 2023Q3)", argument=1)
    year, number = moment.end.year, moment.end.month // 3
    now = at(series, Period.parse(f"{year}Q{number}YTD"), argument=1)
    if number == 1:
        result = derived((now,), now.amount, now.unit, "{0}", basis=now.basis)
    else:
        before = at(series, Period.parse(f"{year}Q{number - 1}YTD"), argument=1)
        amount = minus(Interval.of(now.amount), Interval.of(before.amount)).amount
        result = derived((now, before), amount, now.unit, "{0} − {1}", joined=True, basis=now.basis)
    return replace(result, period=replace(moment, kind=result.kind if now.period and now.period.kind else None))


QUARTER = Formula(
    name="quarter",
    names={"zh-Hans": "单季数值", "zh-Hant": "單季數值", "en": "Single quarter"},
    signature="quarter(series, 2023Q3), of a series that counts from January",
    forms=((SERIES, PERIOD),),
    definition={
        "zh-Hans": "截至本季末的累计数值，减截至上季末的累计数值；第一季度即为累计数值本身。",
        "zh-Hant": "截至本季末的累計數值，減截至上季末的累計數值；第一季度即為累計數值本身。",
        "en": "The year to the end of the quarter, less the year to the end of the quarter before; the first quarter "
        "is the year to date itself.",
    },
    source="Q_n = YTD_n − YTD_(n−1)",
    function=quarter,
    labels={0: {"zh-Hans": "{0}（单季）", "zh-Hant": "{0}（單季）", "en": "{0}, single quarter"}},
)
