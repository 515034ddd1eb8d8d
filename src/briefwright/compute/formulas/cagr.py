"""Compound annual growth rate."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefwright.compute import periods, units
from briefwright.compute.arithmetic import CONTEXT, Interval, minus, over, raised, times
from briefwright.compute.formula import PERIOD, SERIES, Formula, at, first_and_last, period, points, positive
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.model.period import years_between


def cagr(arguments: Sequence[Argument]) -> Quantity:
    """Yearly growth in per cent over the years between two points. Raises Problem N206, N208, N210, N211."""
    series = points(arguments[0])
    if len(arguments) == 1:
        first, last = first_and_last(series)
    else:
        first = at(series, period(arguments[1]), argument=1)
        last = at(series, period(arguments[2]), argument=2)
    years = _years(first, last)
    positive(first, f"the first value of '{series.series.address}'")
    positive(last, f"the last value of '{series.series.address}'")
    ratio = over(Interval.of(last.amount), Interval.of(first.amount))
    growth = minus(raised(ratio, Interval.point(CONTEXT.divide(Decimal(1), Decimal(years)))), Interval.point(1))
    template = f"({{1}} / {{0}})^(1/{years}) − 1"
    result = derived((first, last), times(growth, Interval.point(100)).amount, units.PERCENT, template, joined=True)
    ends = [one.period for one in (first, last) if one.period]
    return replace(result, period=periods.span(ends))


def _years(first: Quantity, last: Quantity) -> int:
    """Periods, not points, from first to last."""
    assert first.period and last.period  # noqa: S101, PT018 - points of a series have periods
    years = years_between(first.period, last.period)
    listed = f"{first.period} and {last.period}"
    if years is None:
        help_text = "both must be calendar years, or both fiscal years"
        raise Problem.of("N210", f"no whole years lie between {listed}", help_text)
    if years < 1:
        raise Problem.of("N210", f"the periods {listed} do not rise", "name the earlier one first")
    return years


CAGR = Formula(
    name="cagr",
    names={"zh-Hans": "年复合增速", "zh-Hant": "年複合增長率", "en": "Compound annual growth rate (CAGR)"},
    signature="cagr(series) or cagr(series, from, to)",
    forms=((SERIES,), (SERIES, PERIOD, PERIOD)),
    definition={
        "zh-Hans": "末年数值除以首年数值，开年数次方，再减一。年数为首末两年之差，而非数据点个数；首末数值须大于零。",
        "zh-Hant": "末年數值除以首年數值，開年數次方，再減一。年數為首末兩年之差，而非數據點個數；首末數值須大於零。",
        "en": "The last value divided by the first, to the power of one over the years between, less one. Years are "
        "counted as periods, not points; both values must be above zero.",
    },
    source="V_n = V_0 · (1 + g)^n",
    function=cagr,
    labels={0: {"zh-Hans": "{0}年复合增速", "zh-Hant": "{0}年複合增長率", "en": "CAGR of {0}"}},
)
