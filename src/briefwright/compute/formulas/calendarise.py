"""A calendar year out of two fiscal years."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from briefwright.compute.arithmetic import Interval, plus, scaled
from briefwright.compute.formula import PERIOD, SERIES, Formula, at, period, points
from briefwright.compute.overtime import flows
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity, derived
from briefwright.model.period import MONTHS_A_YEAR, Grain, Period


def calendarise(arguments: Sequence[Argument]) -> Quantity:
    """The calendar year by months of the fiscal years that share it. Raises Problem N204, N208, N210, N213."""
    series, moment = points(arguments[0]), period(arguments[1])
    flows(series, "calendarise")
    if moment.grain is not Grain.YEAR or moment.year is None:
        raise Problem.of("N210", f"{moment} is no calendar year", "write calendarise(series, 2026)", argument=1)
    month = _year_end(series)
    ending = at(series, Period.parse(f"FY{moment.year}").ending(month), argument=1)
    if month == MONTHS_A_YEAR:
        result = derived((ending,), ending.amount, ending.unit, "{0}", basis=ending.basis)
    else:
        starting = at(series, Period.parse(f"FY{moment.year + 1}").ending(month), argument=1)
        rest = MONTHS_A_YEAR - month
        months = plus(
            scaled(Interval.of(ending.amount), Fraction(month)), scaled(Interval.of(starting.amount), Fraction(rest))
        )
        result = derived(
            (ending, starting),
            scaled(months, Fraction(1, MONTHS_A_YEAR)).amount,
            ending.unit,
            f"{{0}} × {month}/{MONTHS_A_YEAR} + {{1}} × {rest}/{MONTHS_A_YEAR}",
            joined=True,
            basis=ending.basis,
        )
    return replace(result, period=replace(moment, kind=result.kind if ending.period and ending.period.kind else None))


def _year_end(series: Points) -> int:
    """The month in which the fiscal years of the series end. Raises Problem N210 where they do not say one."""
    name = series.series.address
    periods = [point.period for point in series.points if point.period]
    if not periods or any(one.grain is not Grain.FISCAL for one in periods):
        message = f"'{name}' has points other than fiscal years"
        raise Problem.of("N210", message, "its periods must be FY2026 and the like", argument=0)
    months = {one.year_end for one in periods}
    month = months.pop()
    if month is None or months:
        message = f"'{name}' does not say in which month its fiscal years end"
        raise Problem.of("N210", message, f"add `year_end:` to '{name}', such as 6 for June", argument=0)
    return month


CALENDARISE = Formula(
    name="calendarise",
    names={"zh-Hans": "财年日历化", "zh-Hant": "財年日曆化", "en": "Calendarisation"},
    signature="calendarise(series, 2026), of fiscal years whose series has year_end",
    forms=((SERIES, PERIOD),),
    definition={
        "zh-Hans": "按月数加权：当年结束的财年乘以其落在该自然年内的月数占比，加上次年结束的财年乘以其余月数占比；"
        "假定财年内各月均匀。",
        "zh-Hant": "按月數加權：當年結束的財年乘以其落在該曆年內的月數佔比，加上次年結束的財年乘以其餘月數佔比；"
        "假定財年內各月均勻。",
        "en": "The fiscal years that share the calendar year, each weighted by its months in it; the months of a "
        "fiscal year are taken to be alike.",
    },
    source="CY_t = m/12 · FY_t + (12 − m)/12 · FY_(t+1), FY_t ending in month m of year t",
    function=calendarise,
    labels={0: {"zh-Hans": "{0}（日历化）", "zh-Hant": "{0}（日曆化）", "en": "{0}, calendarised"}},
)
