"""Year-on-year growth."""

from collections.abc import Sequence

from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, minus, over_positive, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import (
    PERIOD,
    SERIES,
    Formula,
    at,
    defined,
    no_percentages,
    of_its_period,
    period,
    points,
    year_before,
)
from briefwright.compute.quantity import Argument, Quantity, derived

GROWN = "{1} / {0} − 1"
"""How growth from a base is written."""


def grown(before: Quantity, now: Quantity, name: str) -> Quantity:
    """Growth in per cent from ``before``, a year before ``now``. Raises Problem N206, N217."""
    base = above_zero(defined(before), f"'{name}' a year before {now.period}")
    ratio = over_positive(Interval.of(defined(now).amount), base)
    growth = times(minus(ratio, Interval.point(1)), Interval.point(100))
    return of_its_period(derived((before, now), growth.amount, units.PERCENT, GROWN, joined=True), now.period)


def yoy(arguments: Sequence[Argument]) -> Quantity:
    """Growth in per cent from the same period a year before. Raises Problem N204, N206, N208, N210, N217."""
    series, moment = points(arguments[0]), period(arguments[1])
    no_percentages(series, "the growth")
    now = at(series, moment, argument=1)
    return grown(at(series, year_before(moment), argument=1), now, series.series.address)


YOY = Formula(
    name="yoy",
    names={"zh-Hans": "同比增速", "zh-Hant": "按年增速", "en": "Year-on-year growth"},
    signature="yoy(series, period)",
    forms=((SERIES, PERIOD),),
    definition={
        "zh-Hans": "本期数值除以上年同期数值，再减一。上年同期数值须大于零。",
        "zh-Hant": "本期數值除以上年同期數值，再減一。上年同期數值須大於零。",
        "en": "The value of the period divided by that of the same period a year before, less one. "
        "The base must be above zero.",
    },
    source="g = x_t / x_(t−1) − 1",
    function=yoy,
    labels={0: {"zh-Hans": "{0}同比增速", "zh-Hant": "{0}按年增速", "en": "Year-on-year growth of {0}"}},
)
