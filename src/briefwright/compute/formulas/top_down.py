"""The size of a market from the top: a total and the shares of it that count."""

from collections.abc import Sequence
from functools import reduce

from briefwright.compute import quantity as quantities
from briefwright.compute.formula import MORE, NUMBER, Formula, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import listing
from briefwright.compute.units import written
from briefwright.model.unit import Measure


def top_down(arguments: Sequence[Argument]) -> Quantity:
    """A total times filters in per cent. Raises Problem N204, and N212 for a filter outside 0 to 100 per cent."""
    parts = [quantity(argument) for argument in arguments]
    for index, part in enumerate(parts[1:], 1):
        if part.unit is None or part.unit.measure is not Measure.PERCENT:
            message = f"a filter is {written(part.unit)}, not a percentage"
            raise Problem.of("N204", message, "filter by shares in per cent", argument=index)
        within_whole(part, "a filter", index)
    sized = reduce(quantities.multiply, parts)
    return derived(parts, sized.amount, sized.unit, listing(parts, " × "), joined=True, basis=sized.basis)


def within_whole(part: Quantity, what: str, index: int) -> None:
    """Raises Problem N212 where a percentage may not be one of a whole."""
    low, high = part.amount.low, part.amount.high
    if any(end is not None and not 0 <= end <= 100 for end in (low, high)):
        raise Problem.of("N212", f"{what} lies outside 0 to 100 %", "a part is at most the whole", argument=index)


TOP_DOWN = Formula(
    name="top_down",
    names={"zh-Hans": "自上而下测算", "zh-Hant": "自上而下測算", "en": "Top-down sizing"},
    signature="top_down(total, percentage, percentage, ...)",
    forms=((NUMBER, NUMBER, MORE),),
    definition={
        "zh-Hans": "以总体规模为起点，逐级乘以各筛选比例（百分比），得到目标市场规模。各比例介于零与百分之百之间。",
        "zh-Hant": "以總體規模為起點，逐級乘以各篩選比例（百分比），得到目標市場規模。各比例介於零與百分之百之間。",
        "en": "A total multiplied by one share after the other until what is left is the market meant. Each lies "
        "between 0 and 100 per cent.",
    },
    source="M = T · f_1 · … · f_n",
    function=top_down,
    labels={
        0: {
            "zh-Hans": "由{0}自上而下测算的规模",
            "zh-Hant": "由{0}自上而下測算的規模",
            "en": "Size, top down from {0}",
        }
    },
)
