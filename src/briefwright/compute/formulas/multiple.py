"""How many times one value is another."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import quantity as quantities
from briefwright.compute import units
from briefwright.compute.formula import NUMBER, SERIES, Formula, first_and_last, points, positive, quantity
from briefwright.compute.quantity import Argument, Quantity


def multiple(arguments: Sequence[Argument]) -> Quantity:
    """Last by first of a series, or a by b, as a multiple. Raises Problem N204, N205, N206, N210, N211."""
    if len(arguments) == 1:
        base, value = first_and_last(points(arguments[0]))
    else:
        value, base = quantity(arguments[0]), quantity(arguments[1])
    units.like(value.unit, base.unit, "the multiple")
    positive(base, "the base of the multiple")
    return replace(quantities.divide(value, base), unit=units.MULTIPLE)


MULTIPLE = Formula(
    name="multiple",
    names={"zh-Hans": "倍数", "zh-Hant": "倍數", "en": "Multiple"},
    signature="multiple(series) or multiple(a, b)",
    forms=((SERIES,), (NUMBER, NUMBER)),
    definition={
        "zh-Hans": "同一单位的两个数值相除；对序列为末期数值除以首期数值。除数须大于零。",
        "zh-Hant": "同一單位的兩個數值相除；對序列為末期數值除以首期數值。除數須大於零。",
        "en": "One value divided by another in the same unit; of a series, the last by the first. "
        "The divisor must be above zero.",
    },
    source="m = a / b",
    function=multiple,
    labels={
        1: {
            "zh-Hans": "{0}末期为首期的倍数",
            "zh-Hant": "{0}末期為首期的倍數",
            "en": "{0}: last as a multiple of first",
        },
        2: {"zh-Hans": "{0}为{1}的倍数", "zh-Hant": "{0}為{1}的倍數", "en": "{0} as a multiple of {1}"},
    },
)
