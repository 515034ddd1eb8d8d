"""Work from a count and a duration."""

from collections.abc import Sequence

from briefwright.compute.formula import DURATION, NUMBER, Formula, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, multiply
from briefwright.compute.units import written
from briefwright.model.unit import Measure


def work(arguments: Sequence[Argument]) -> Quantity:
    """Count × duration, in units such as card-month. Raises Problem N204."""
    count, duration = quantity(arguments[0]), quantity(arguments[1])
    if count.unit is None or count.unit.measure is not Measure.COUNT or count.unit.per:
        message = f"work needs a count, not {written(count.unit)}"
        raise Problem.of("N204", message, "name a fact that counts something", argument=0)
    return multiply(count, duration)


WORK = Formula(
    name="work",
    names={"zh-Hans": "工作量", "zh-Hant": "工作量", "en": "Work"},
    signature="work(count, duration)",
    forms=((NUMBER, DURATION),),
    definition={
        "zh-Hans": "数量乘以时间，如“卡月”；不同类型的设备不作性能折算。",
        "zh-Hant": "數量乘以時間，如「卡月」；不同類型的設備不作性能折算。",
        "en": "A count multiplied by a time, such as device-months; unlike devices are not converted into each other.",
    },
    source="w = n · t",
    function=work,
    labels={0: {"zh-Hans": "{0}×{1}的工作量", "zh-Hant": "{0}×{1}的工作量", "en": "{0} × {1}"}},
)
