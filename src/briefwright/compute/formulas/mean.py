"""The arithmetic mean of like numbers."""

from collections.abc import Sequence
from fractions import Fraction

from briefwright.compute import periods
from briefwright.compute.arithmetic import scaled
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived, joined_basis
from briefwright.compute.samples import alike, listing, sample, total


def mean(arguments: Sequence[Argument]) -> Quantity:
    """The sum by the count, in the unit of the first. Raises Problem N204, N205, N210, N211, N213, N217."""
    parts = sample(arguments)
    amount = scaled(total(alike(parts, "the mean")), Fraction(1, len(parts))).amount
    template = f"({listing(parts, ' + ')}) / {len(parts)}"
    return derived(
        parts,
        amount,
        parts[0].unit,
        template,
        rule=periods.compared,
        basis=joined_basis(parts, "the mean"),
        joined=True,
    )


MEAN = Formula(
    name="mean",
    names={"zh-Hans": "平均值", "zh-Hant": "平均值", "en": "Mean"},
    signature="mean(series) or mean(a, b, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一单位的各数值之和除以个数，不加权。",
        "zh-Hant": "同一單位的各數值之和除以個數，不加權。",
        "en": "Numbers in one unit added and divided by how many they are, unweighted.",
    },
    source="x̄ = Σ x_i / n",
    function=mean,
    labels={0: {"zh-Hans": "{all}的平均值", "zh-Hant": "{all}的平均值", "en": "Mean of {all}"}},
)
