"""One number by another, like or unlike."""

from collections.abc import Sequence

from briefwright.compute.formula import NUMBER, Formula, quantity
from briefwright.compute.quantity import Argument, Quantity, divide


def ratio(arguments: Sequence[Argument]) -> Quantity:
    """a by b: a multiple of like units, a rate of unlike ones. Raises Problem N204, N205, N207, N210."""
    return divide(quantity(arguments[0]), quantity(arguments[1]))


RATIO = Formula(
    name="ratio",
    names={"zh-Hans": "比值", "zh-Hant": "比值", "en": "Ratio"},
    signature="ratio(a, b)",
    forms=((NUMBER, NUMBER),),
    definition={
        "zh-Hans": "前一数值除以后一数值；单位相同时为倍数，单位不同时为单位用量。",
        "zh-Hant": "前一數值除以後一數值；單位相同時為倍數，單位不同時為單位用量。",
        "en": "The first number divided by the second: a multiple where the units are alike, otherwise a rate.",
    },
    source="r = a / b",
    function=ratio,
    labels={0: {"zh-Hans": "{0}与{1}之比", "zh-Hant": "{0}與{1}之比", "en": "Ratio of {0} to {1}"}},
)
