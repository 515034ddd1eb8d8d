"""The time in which a quantity doubles at a constant rate of growth."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from briefwright.compute.arithmetic import CONTEXT, End, Interval, guarded, over, over_positive, plus, scaled, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import (
    DURATION,
    NUMBER,
    SERIES,
    Formula,
    first_and_last,
    positive,
    quantity,
)
from briefwright.compute.periods import compared, worst
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity, derived
from briefwright.compute.units import written
from briefwright.model.period import Kind, years_between
from briefwright.model.unit import Measure, Unit

_PERCENT = Fraction(1, 100)
_YEAR = Unit(Measure.DURATION, noun="year")
_SHOWN = 40


def doubling_time(arguments: Sequence[Argument]) -> Quantity:
    """In years, or in the noun of the time that the rate is for. Raises N203, N204, N206, N210, N211, N212, N217."""
    first = arguments[0]
    result = _of_series(first) if isinstance(first, Points) else _of_rate(quantity(first), arguments[1:])
    # A rate that is held constant makes an estimate at best.
    return replace(result, kind=worst([Kind.ESTIMATE, result.kind or Kind.ESTIMATE]))


def _of_rate(rate: Quantity, per: Sequence[Argument]) -> Quantity:
    if rate.unit is None or rate.unit.measure is not Measure.PERCENT:
        message = f"a doubling time needs a rate of growth in per cent, not {written(rate.unit)}"
        raise Problem.of("N204", message, "name a growth rate, such as a CAGR", argument=0)
    positive(rate, "the growth")
    factor = plus(scaled(Interval.of(rate.amount), _PERCENT), Interval.point(1))
    time = over(_logarithm(Interval.point(2)), _logarithm(factor))
    if not per:
        return derived((rate,), _shown(time).amount, _YEAR, "ln 2 / ln(1 + {0})", joined=True)
    step = quantity(per[0])
    positive(step, "the time that the growth is for")
    amount = _shown(times(time, Interval.of(step.amount))).amount
    return derived((rate, step), amount, step.unit, "{1} × ln 2 / ln(1 + {0})", joined=True)


def _of_series(series: Points) -> Quantity:
    first, last = first_and_last(series)
    years = years_between(first.period, last.period) if first.period and last.period else None
    if not years or years < 1:
        message = f"no whole years lie between {first.period} and {last.period}"
        raise Problem.of("N210", message, "both must be calendar years, or both fiscal years", argument=0)
    name = series.series.address
    base = above_zero(first, f"the first value of '{name}'")
    ratio = over_positive(Interval.of(last.amount), base)
    if ratio.low.value is None or ratio.low.value <= 1:
        raise Problem.of("N206", f"'{name}' does not, or not surely, grow", "what does not grow never doubles")
    time = times(over(_logarithm(Interval.point(2)), _logarithm(ratio)), Interval.point(years))
    template = f"{years} × ln 2 / ln({{1}} / {{0}})"
    return derived((first, last), _shown(time).amount, _YEAR, template, rule=compared, joined=True)


def _logarithm(one: Interval) -> Interval:
    """The natural logarithm of what is above one."""

    def ln(end: End) -> End:
        if end.value is None:
            return end
        value: Decimal = end.value
        return replace(end, value=guarded(lambda: CONTEXT.ln(value)))

    return Interval(ln(one.low), ln(one.high), one.about)


def _shown(one: Interval) -> Interval:
    """``one`` without the noise of its last digits: growth of 100 % doubles in exactly one year."""
    context = CONTEXT.copy()
    context.prec = _SHOWN

    def rounded(end: End) -> End:
        return end if end.value is None else replace(end, value=context.plus(end.value))

    return Interval(rounded(one.low), rounded(one.high), one.about)


DOUBLING_TIME = Formula(
    name="doubling_time",
    names={"zh-Hans": "倍增时间", "zh-Hant": "倍增時間", "en": "Doubling time"},
    signature="doubling_time(yearly growth) or doubling_time(growth, time it is for) or doubling_time(series)",
    forms=((SERIES,), (NUMBER,), (NUMBER, DURATION)),
    definition={
        "zh-Hans": "二的自然对数除以（一加增速）的自然对数；增速为年增速时以年计，另给出所属时间时以该时间的单位计。"
        "假定增速不变且大于零；对序列以首末两年推算。",
        "zh-Hant": "二的自然對數除以（一加增速）的自然對數；增速為年增速時以年計，另給出所屬時間時以該時間的單位計。"
        "假定增速不變且大於零；對序列以首末兩年推算。",
        "en": "The logarithm of two divided by that of one plus the growth: in years for yearly growth, else in the "
        "unit of the time that the growth is for; of a series, from its first year to its last. Growth is taken to "
        "stay the same, and is above zero.",
    },
    source="T = ln 2 / ln(1 + g)",
    function=doubling_time,
    labels={0: {"zh-Hans": "按{0}推算的倍增时间", "zh-Hant": "按{0}推算的倍增時間", "en": "Doubling time from {0}"}},
)
