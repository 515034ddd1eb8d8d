"""The sum of like numbers."""

from collections.abc import Sequence

from briefwright.compute import quantity as quantities
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity
from briefwright.compute.samples import listing, sample


def total(arguments: Sequence[Argument]) -> Quantity:
    """All arguments, or all points of a series, added. Raises Problem N204, N205, N210, N211, N213, N217."""
    parts = sample(arguments)
    return quantities.total(parts, listing(parts, " + "))


SUM = Formula(
    name="sum",
    names={"zh-Hans": "合计", "zh-Hant": "合計", "en": "Sum"},
    signature="sum(series) or sum(a, b, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一单位、同一时期（或首尾相接的各期）的数值相加。",
        "zh-Hant": "同一單位、同一時期（或首尾相接的各期）的數值相加。",
        "en": "Numbers in one unit, of one period or of periods that follow each other, added.",
    },
    source="Σ x_i",
    function=total,
    labels={0: {"zh-Hans": "{all}合计", "zh-Hant": "{all}合計", "en": "Sum of {all}"}},
)
