"""How many times one value is another."""

from collections.abc import Sequence

from briefwright.compute import periods, units
from briefwright.compute.arithmetic import Interval, over_positive, scaled
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import NUMBER, SERIES, Formula, first_and_last, points, quantity
from briefwright.compute.quantity import Argument, Quantity, derived, like


def multiple(arguments: Sequence[Argument]) -> Quantity:
    """Last by first of a series, or a by b, as a multiple. Raises Problem N204, N205, N206, N210, N211, N213."""
    if len(arguments) == 1:
        base, value = first_and_last(points(arguments[0]))
    else:
        value, base = quantity(arguments[0]), quantity(arguments[1])
    factor = like(value, base, "the multiple")
    divisor = scaled(above_zero(base, "the base of the multiple"), factor)
    amount = over_positive(Interval.of(value.amount), divisor).amount
    return derived((value, base), amount, units.MULTIPLE, "{0} / {1}", rule=periods.compared, joined=True)


MULTIPLE = Formula(
    name="multiple",
    names={"zh-Hans": "倍数", "zh-Hant": "倍數", "en": "Multiple"},
    signature="multiple(series) or multiple(a, b)",
    forms=((SERIES,), (NUMBER, NUMBER)),
    definition={
        "zh-Hans": "同一单位的两个数值相除；对序列为末期数值除以首期数值。除数须大于零；下限为零时按大于零计。",
        "zh-Hant": "同一單位的兩個數值相除；對序列為末期數值除以首期數值。除數須大於零；下限為零時按大於零計。",
        "en": "One value divided by another in the same unit; of a series, the last by the first. "
        "The divisor must be above zero; one that may come near zero gives a lower bound.",
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
