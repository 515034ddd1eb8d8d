"""The size of a market from the bottom: customers, how many of them buy, and what each spends."""

from collections.abc import Sequence
from functools import reduce

from briefwright.compute import quantity as quantities
from briefwright.compute.formula import MORE, NUMBER, Formula, quantity
from briefwright.compute.formulas.top_down import within_whole
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import listing
from briefwright.compute.units import written
from briefwright.model.unit import Measure


def bottom_up(arguments: Sequence[Argument]) -> Quantity:
    """A count times percentages and rates such as CNY/customer. Raises Problem N204, N212."""
    parts = [quantity(argument) for argument in arguments]
    counted = parts[0].unit
    if counted is None or counted.measure is not Measure.COUNT or counted.per:
        message = f"a sizing from the bottom begins with {written(counted)}"
        raise Problem.of("N204", message, "begin with how many customers there are", argument=0)
    for index, part in enumerate(parts[1:], 1):
        _step(part, index)
    sized = reduce(quantities.multiply, parts)
    return derived(parts, sized.amount, sized.unit, listing(parts, " × "), joined=True, basis=sized.basis)


def _step(part: Quantity, index: int) -> None:
    if part.unit is not None and part.unit.measure is Measure.PERCENT:
        within_whole(part, "an adoption", index)
    elif part.unit is None or not part.unit.per:
        message = f"a step of the sizing is {written(part.unit)}"
        raise Problem.of("N204", message, "multiply by percentages, and by rates such as CNY/customer", argument=index)


BOTTOM_UP = Formula(
    name="bottom_up",
    names={"zh-Hans": "自下而上测算", "zh-Hant": "自下而上測算", "en": "Bottom-up sizing"},
    signature="bottom_up(customers, adoption, spend per customer, ...)",
    forms=((NUMBER, NUMBER, MORE),),
    definition={
        "zh-Hans": "客户数量乘以渗透率，再乘以单客支出等单位用量，得到市场规模。渗透率介于零与百分之百之间。",
        "zh-Hant": "客戶數量乘以滲透率，再乘以單客支出等單位用量，得到市場規模。滲透率介於零與百分之百之間。",
        "en": "How many customers there are, times the share that buys, times what each spends or uses. Shares lie "
        "between 0 and 100 per cent.",
    },
    source="M = N · a · p",
    function=bottom_up,
    labels={
        0: {
            "zh-Hans": "由{0}自下而上测算的规模",
            "zh-Hant": "由{0}自下而上測算的規模",
            "en": "Size, bottom up from {0}",
        }
    },
)
