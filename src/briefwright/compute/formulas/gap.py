"""How far two sizings of one market lie apart."""

from collections.abc import Sequence

from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, minus, over_positive, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import NUMBER, Formula, quantity
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import alike, one_period


def gap(arguments: Sequence[Argument]) -> Quantity:
    """The second over the first, less one, in per cent. Raises Problem N204, N205, N206, N210, N213."""
    first, second = quantity(arguments[0]), quantity(arguments[1])
    _, other = alike((first, second), "the gap")
    one_period((first, second), "the gap")
    base = above_zero(first, "the first size")
    apart = times(minus(over_positive(other, base), Interval.point(1)), Interval.point(100))
    return derived((first, second), apart.amount, units.PERCENT, "{1} / {0} − 1", joined=True)


GAP = Formula(
    name="gap",
    names={"zh-Hans": "测算差距", "zh-Hant": "測算差距", "en": "Gap between two sizings"},
    signature="gap(top down, bottom up)",
    forms=((NUMBER, NUMBER),),
    definition={
        "zh-Hans": "后一测算结果相对前一测算结果的偏离，以前者为基数，以百分比表示；两者须为同一单位、同一时期。",
        "zh-Hant": "後一測算結果相對前一測算結果的偏離，以前者為基數，以百分比表示；兩者須為同一單位、同一時期。",
        "en": "By how much the second size lies above the first, or below it, in per cent of the first. Both have one "
        "unit and one period.",
    },
    source="d = M_2 / M_1 − 1",
    function=gap,
    labels={0: {"zh-Hans": "{1}相对{0}的差距", "zh-Hant": "{1}相對{0}的差距", "en": "{1}, gap to {0}"}},
)
