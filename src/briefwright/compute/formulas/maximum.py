"""The greatest of like numbers."""

from collections.abc import Sequence

from briefwright.compute import periods
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived, joined_basis
from briefwright.compute.samples import alike, listing, sample, smallest


def maximum(arguments: Sequence[Argument]) -> Quantity:
    """The greatest, in the unit of the first. Raises Problem N204, N205, N210, N211, N213, N217."""
    parts = sample(arguments)
    amount = smallest(alike(parts, "the maximum"), -1).amount
    return derived(
        parts,
        amount,
        parts[0].unit,
        f"max({listing(parts, ', ')})",
        rule=periods.compared,
        basis=joined_basis(parts, "the maximum"),
    )


MAXIMUM = Formula(
    name="maximum",
    names={"zh-Hans": "最大值", "zh-Hant": "最大值", "en": "Maximum"},
    signature="maximum(series) or maximum(a, b, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一单位的各数值中最大的一个。",
        "zh-Hant": "同一單位的各數值中最大的一個。",
        "en": "The greatest of numbers in one unit.",
    },
    source="max x_i",
    function=maximum,
    labels={0: {"zh-Hans": "{all}的最大值", "zh-Hant": "{all}的最大值", "en": "Maximum of {all}"}},
)
