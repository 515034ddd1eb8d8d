"""Year-on-year growth."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, minus, over, times
from briefwright.compute.formula import PERIOD, SERIES, Formula, at, period, points, positive
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.model.period import Period
from briefwright.model.unit import Measure


def _year_before(moment: Period) -> Period:
    """The same period one year earlier, its kind open. Raises Problem N210 where there is none such."""
    year = moment.year
    label = moment.label.replace(str(year), str(year - 1), 1) if year else ""
    try:
        return Period.parse(label)
    except ValueError:
        raise Problem.of(
            "N210", f"there is no period a year before {moment}", "use a year, quarter or month", argument=1
        ) from None


def yoy(arguments: Sequence[Argument]) -> Quantity:
    """Growth in per cent from the same period a year before. Raises Problem N204, N206, N208, N210."""
    series, moment = points(arguments[0]), period(arguments[1])
    if series.series.unit.measure is Measure.PERCENT:
        help_text = "write difference(a, b), which gives percentage points"
        raise Problem.of("N204", "the growth of a percentage is ambiguous", help_text, argument=0)
    now = at(series, moment, argument=1)
    before = at(series, _year_before(moment), argument=1)
    positive(before, f"'{series.series.address}' a year before {moment}")
    ratio = over(Interval.of(now.amount), Interval.of(before.amount))
    growth = times(minus(ratio, Interval.point(1)), Interval.point(100))
    result = derived((before, now), growth.amount, units.PERCENT, "{1} / {0} − 1", joined=True)
    own = now.period
    return replace(result, period=replace(own, kind=result.kind if own.kind else None) if own else None)


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
