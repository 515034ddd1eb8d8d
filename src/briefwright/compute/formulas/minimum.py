"""The least of like numbers."""

from collections.abc import Sequence

from briefwright.compute import periods
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived, joined_basis
from briefwright.compute.samples import alike, listing, sample, smallest


def minimum(arguments: Sequence[Argument]) -> Quantity:
    """The least, in the unit of the first. Raises Problem N204, N205, N210, N211, N213, N217."""
    parts = sample(arguments)
    amount = smallest(alike(parts, "the minimum"), 0).amount
    return derived(
        parts,
        amount,
        parts[0].unit,
        f"min({listing(parts, ', ')})",
        rule=periods.compared,
        basis=joined_basis(parts, "the minimum"),
    )


MINIMUM = Formula(
    name="minimum",
    names={"zh-Hans": "最小值", "zh-Hant": "最小值", "en": "Minimum"},
    signature="minimum(series) or minimum(a, b, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一单位的各数值中最小的一个。",
        "zh-Hant": "同一單位的各數值中最小的一個。",
        "en": "The least of numbers in one unit.",
    },
    source="min x_i",
    function=minimum,
    labels={0: {"zh-Hans": "{all}的最小值", "zh-Hant": "{all}的最小值", "en": "Minimum of {all}"}},
)
