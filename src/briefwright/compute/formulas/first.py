"""The first point of a series."""

from collections.abc import Sequence

from briefwright.compute.formula import SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import sample


def first(arguments: Sequence[Argument]) -> Quantity:
    """The earliest point over time, the first row of a table. Raises Problem N211, N217."""
    point = sample(arguments)[0]
    return derived((point,), point.amount, point.unit, "{0}", basis=point.basis)


FIRST = Formula(
    name="first",
    names={"zh-Hans": "首个数值", "zh-Hant": "首個數值", "en": "First"},
    signature="first(series)",
    forms=((SERIES,),),
    definition={
        "zh-Hans": "序列中最早一期的数值，或表格某列的第一行。",
        "zh-Hant": "序列中最早一期的數值，或表格某列的第一行。",
        "en": "The earliest point of a series, or the first row of a column.",
    },
    source="x_1",
    function=first,
    labels={0: {"zh-Hans": "{0}：首个数值", "zh-Hant": "{0}：首個數值", "en": "{0}: first"}},
)
