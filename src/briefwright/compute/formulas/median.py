"""The median of like numbers."""

from collections.abc import Sequence
from fractions import Fraction

from briefwright.compute import periods
from briefwright.compute.arithmetic import plus, scaled
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived, joined_basis
from briefwright.compute.samples import alike, listing, sample, smallest


def median(arguments: Sequence[Argument]) -> Quantity:
    """The middle one, or the mean of the middle two. Raises Problem N204, N205, N210, N211, N213, N217."""
    parts = sample(arguments)
    amounts = alike(parts, "the median")
    lower, upper = smallest(amounts, (len(parts) - 1) // 2), smallest(amounts, len(parts) // 2)
    amount = scaled(plus(lower, upper), Fraction(1, 2)).amount
    return derived(
        parts,
        amount,
        parts[0].unit,
        f"med({listing(parts, ', ')})",
        rule=periods.compared,
        basis=joined_basis(parts, "the median"),
    )


MEDIAN = Formula(
    name="median",
    names={"zh-Hans": "中位数", "zh-Hant": "中位數", "en": "Median"},
    signature="median(series) or median(a, b, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一单位的各数值由小到大排列，取居中者；个数为偶数时，取居中两数的平均值。",
        "zh-Hant": "同一單位的各數值由小到大排列，取居中者；個數為偶數時，取居中兩數的平均值。",
        "en": "The middle one of numbers in one unit, put in order; of an even number of them, "
        "the mean of the middle two.",
    },
    source="med x = (x_(⌈n/2⌉) + x_(⌊n/2⌋+1)) / 2",
    function=median,
    labels={0: {"zh-Hans": "{all}的中位数", "zh-Hant": "{all}的中位數", "en": "Median of {all}"}},
)
