"""Compound annual growth rate."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from briefwright.compute import periods, units
from briefwright.compute.arithmetic import End, Interval, minus, over, over_positive, raised, scaled, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import (
    DURATION,
    NUMBER,
    PERIOD,
    SERIES,
    Formula,
    at,
    first_and_last,
    months_or_days,
    period,
    points,
    positive,
    quantity,
)
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity, derived, like
from briefwright.model.period import MONTHS_A_YEAR, months_between

_YEAR = Interval.point(MONTHS_A_YEAR)


def cagr(arguments: Sequence[Argument]) -> Quantity:
    """Yearly growth in per cent. Raises Problem N204, N205, N206, N208, N210, N211, N213.

    Between two points of a series the years are counted from period to period, by months where they are not whole:
    from 2022Q1 to 2023Q3 it is one and a half. Between two numbers the author says how long it took.
    """
    if not isinstance(arguments[0], Points):
        return _over_a_time(quantity(arguments[0]), quantity(arguments[1]), quantity(arguments[2]))
    series = points(arguments[0])
    if len(arguments) == 1:
        first, last = first_and_last(series)
    else:
        first = at(series, period(arguments[1]), argument=1)
        last = at(series, period(arguments[2]), argument=2)
    months = _months(first, last)
    name = series.series.address
    return _grown(
        first,
        last,
        Interval.point(months),
        (f"the first value of '{name}'", f"the last value of '{name}'"),
        f"({{1}} / {{0}})^({_exponent(months)}) − 1",
    )


def _over_a_time(first: Quantity, last: Quantity, length: Quantity) -> Quantity:
    factor = months_or_days(length, "month", "the growth rate")
    positive(length, "the time between")
    months = scaled(Interval.of(length.amount), factor)
    apart = months_between(first.period, last.period) if first.period and last.period else None
    if apart is not None and Interval.point(apart) != Interval(months.low, months.high):
        message = f"{apart} months lie between {first.period} and {last.period}"
        raise Problem.of("N210", message, "say the time that lies between, or leave it to a series", argument=2)
    by = like(last, first, "the growth rate")
    template = f"({{1}} / {{0}})^({_exponent(Fraction(factor), '{2}')}) − 1"
    in_one_unit = replace(first, amount=scaled(Interval.of(first.amount), by).amount) if by != 1 else first
    found = _grown(in_one_unit, last, months, ("the first value", "the last value"), template)
    whole = derived((first, last, length), found.amount, found.unit, template, joined=True)
    return replace(whole, period=found.period)


def _grown(first: Quantity, last: Quantity, months: Interval, names: tuple[str, str], template: str) -> Quantity:
    base = above_zero(first, names[0])
    ratio = over_positive(_end(last, names[1]), base)
    growth = times(minus(raised(ratio, over(_YEAR, months)), Interval.point(1)), Interval.point(100))
    result = derived((first, last), growth.amount, units.PERCENT, template, joined=True)
    ends = [one.period for one in (first, last) if one.period and one.period.start]
    return replace(result, period=periods.span(ends) if len(ends) > 1 else None)


def _end(last: Quantity, what: str) -> Interval:
    """The last value. Of one with an upper limit only, what is above zero counts, so that growth has a ceiling."""
    amount = Interval.of(last.amount)
    if amount.low.value is None and amount.high.value is not None and amount.high.value > 0:
        return Interval(End(Decimal(0), open=True, limit=True), amount.high, amount.about)
    positive(last, what)
    return amount


def _exponent(months: Fraction | int, unit: str = "") -> str:
    """One over the years, in figures: 1/5, 12/18."""
    years = Fraction(months) / MONTHS_A_YEAR
    if unit:
        return f"1/{unit}" if years == 1 else f"{1 / years}/{unit}"
    return f"1/{years}" if years.denominator == 1 else f"{MONTHS_A_YEAR}/{months}"


def _months(first: Quantity, last: Quantity) -> int:
    """Months from first to last, which are years by periods and not by points."""
    assert first.period and last.period  # noqa: S101, PT018 - points of a series over time have periods
    months = months_between(first.period, last.period)
    listed = f"{first.period} and {last.period}"
    if months is None:
        help_text = "both must be years, quarters or months of one calendar"
        raise Problem.of("N210", f"no whole months lie between {listed}", help_text)
    if months < 1:
        raise Problem.of("N210", f"the periods {listed} do not rise", "name the earlier one first")
    return months


CAGR = Formula(
    name="cagr",
    names={"zh-Hans": "年复合增速", "zh-Hant": "年複合增長率", "en": "Compound annual growth rate (CAGR)"},
    signature="cagr(series), cagr(series, from, to) or cagr(a, b, 5 year)",
    forms=((SERIES,), (SERIES, PERIOD, PERIOD), (NUMBER, NUMBER, DURATION)),
    definition={
        "zh-Hans": "末年数值除以首年数值，开年数次方，再减一。年数为首末两期之差（不足整年按月折算），"
        "而非数据点个数；首末数值须大于零。",
        "zh-Hant": "末年數值除以首年數值，開年數次方，再減一。年數為首末兩期之差（不足整年按月折算），"
        "而非數據點個數；首末數值須大於零。",
        "en": "The last value divided by the first, to the power of one over the years between, less one. Years are "
        "counted as periods, not points, by months where they are not whole; both values must be above zero.",
    },
    source="V_n = V_0 · (1 + g)^n",
    function=cagr,
    labels={
        0: {"zh-Hans": "{0}年复合增速", "zh-Hant": "{0}年複合增長率", "en": "CAGR of {0}"},
        3: {"zh-Hans": "年复合增速", "zh-Hant": "年複合增長率", "en": "CAGR"},
    },
)
