"""The standard deviation of a sample."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from briefwright.compute import periods, units
from briefwright.compute.arithmetic import Interval, minus, raised, scaled, times
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import alike, sample, total

_HALF = Interval.point(Decimal("0.5"))


def deviation(arguments: Sequence[Argument]) -> Quantity:
    """Over n − 1; of percentages in percentage points. Raises Problem N204, N205, N210, N211, N212, N213, N217."""
    parts = sample(arguments)
    if len(parts) < 2:
        raise Problem.of("N211", "one number has no deviation", "name two or more", argument=0)
    if bound := next((part for part in parts if not part.amount.is_point), None):
        message = f"'{bound.reads[0]}' is a bound: how far it lies from the mean is not known"
        raise Problem.of("N212", message, "take the deviation of points only")
    amounts = alike(parts, "the deviation")
    middle = scaled(total(amounts), Fraction(1, len(parts)))
    squares = total([times(apart, apart) for one in amounts for apart in [minus(one, middle)]])
    variance = scaled(squares, Fraction(1, len(parts) - 1))
    amount = (raised(variance, _HALF) if variance.is_positive else variance).amount
    unit, _ = units.difference_unit(parts[0].unit, parts[0].unit)
    return derived(parts, amount, unit, f"√(Σ(x − x̄)² / {len(parts) - 1})", rule=periods.compared)


DEVIATION = Formula(
    name="deviation",
    names={"zh-Hans": "样本标准差", "zh-Hant": "樣本標準差", "en": "Sample standard deviation"},
    signature="deviation(series) or deviation(a, b, ...)",
    forms=((SERIES,), (NUMBER, NUMBER, MORE)),
    definition={
        "zh-Hans": "各数值与平均值之差的平方和除以（个数减一），再开平方；"
        "百分比的标准差以百分点表示。至少需要两个数值。",
        "zh-Hant": "各數值與平均值之差的平方和除以（個數減一），再開平方；"
        "百分比的標準差以百分點表示。至少需要兩個數值。",
        "en": "The root of the squared distances from the mean, added and divided by one less than how many they are; "
        "of percentages in percentage points. Two numbers at least.",
    },
    source="s = √(Σ(x_i − x̄)² / (n − 1))",
    function=deviation,
    labels={0: {"zh-Hans": "{all}的标准差", "zh-Hant": "{all}的標準差", "en": "Standard deviation of {all}"}},
)
