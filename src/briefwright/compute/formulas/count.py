"""How many points a series has."""

from collections.abc import Sequence

from briefwright.compute import periods
from briefwright.compute.formula import SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import listing, sample
from briefwright.model.amount import Amount
from briefwright.model.unit import Measure, Unit


def count(arguments: Sequence[Argument]) -> Quantity:
    """How many points there are, as a bare count. Raises Problem N210, N211, N217."""
    parts = sample(arguments)
    template = f"n({listing(parts, ', ')})"
    return derived(parts, Amount.point(len(parts)), Unit(Measure.COUNT), template, rule=periods.compared)


COUNT = Formula(
    name="count",
    names={"zh-Hans": "项数", "zh-Hant": "項數", "en": "Count"},
    signature="count(series)",
    forms=((SERIES,),),
    definition={
        "zh-Hans": "序列或表格某列中有数值的项数。",
        "zh-Hant": "序列或表格某列中有數值的項數。",
        "en": "How many points of a series, or cells of a column, hold a number.",
    },
    source="n",
    function=count,
    labels={0: {"zh-Hans": "{0}：项数", "zh-Hant": "{0}：項數", "en": "Count of {0}"}},
)
