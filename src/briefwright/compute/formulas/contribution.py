"""What a part contributes to the growth of its whole."""

from collections.abc import Sequence

from briefwright.compute import quantity as quantities
from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, over_positive, scaled, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import (
    PERIOD,
    SERIES,
    Formula,
    at,
    no_percentages,
    of_its_period,
    period,
    points,
    year_before,
)
from briefwright.compute.quantity import Argument, Quantity, derived, like


def contribution(arguments: Sequence[Argument]) -> Quantity:
    """The part's change by the whole a year before, in points. Raises N204, N205, N206, N208, N210, N213, N217."""
    part, whole, moment = points(arguments[0]), points(arguments[1]), period(arguments[2])
    no_percentages(whole, "a contribution to the growth")
    earlier = year_before(moment)
    now, before = at(part, moment, argument=2), at(part, earlier, argument=2)
    base = at(whole, earlier, argument=2)
    factor = like(now, base, "the contribution")
    divisor = scaled(above_zero(base, f"'{whole.series.address}' a year before {moment}"), factor)
    change = quantities.subtract(now, before)
    points_of_growth = times(over_positive(Interval.of(change.amount), divisor), Interval.point(100))
    result = derived((before, now, base), points_of_growth.amount, units.POINTS, "({1} − {0}) / {2}", joined=True)
    return of_its_period(result, now.period)


CONTRIBUTION = Formula(
    name="contribution",
    names={"zh-Hans": "增长贡献", "zh-Hant": "增長貢獻", "en": "Contribution to growth"},
    signature="contribution(part series, whole series, period)",
    forms=((SERIES, SERIES, PERIOD),),
    definition={
        "zh-Hans": "部分本期较上年同期的增减额，除以整体上年同期数值，以百分点表示；各部分的贡献之和等于整体增速。"
        "整体上年同期数值须大于零。",
        "zh-Hant": "部分本期較上年同期的增減額，除以整體上年同期數值，以百分點表示；各部分的貢獻之和等於整體增速。"
        "整體上年同期數值須大於零。",
        "en": "The change of a part from a year before, divided by the whole a year before, in percentage points; the "
        "contributions of all parts add up to the growth of the whole. The base must be above zero.",
    },
    source="c_t = (p_t − p_(t−1)) / w_(t−1)",
    function=contribution,
    labels={
        0: {
            "zh-Hans": "{0}对{1}增长的贡献",
            "zh-Hant": "{0}對{1}增長的貢獻",
            "en": "Contribution of {0} to growth in {1}",
        }
    },
)
