"""The sum of like numbers."""

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from briefwright.compute import periods
from briefwright.compute import quantity as quantities
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula, quantity
from briefwright.compute.quantity import Argument, Points, Quantity, derived


def total(arguments: Sequence[Argument]) -> Quantity:
    """All arguments, or all points of a series, added. Raises Problem N204, N205, N210."""
    first = arguments[0]
    parts = list(first.points) if isinstance(first, Points) else [quantity(argument) for argument in arguments]
    # Pairs check units and currencies; the periods are checked together, as parts may stand in any order.
    bare = [replace(part, period=None) for part in parts]
    added = reduce(quantities.add, bare)
    template = " + ".join(f"{{{index}}}" for index in range(len(parts)))
    return derived(parts, added.amount, added.unit, template, rule=periods.added, joined=len(parts) > 1)


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
