"""The share of a part in its whole."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import quantity as quantities
from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, times
from briefwright.compute.formula import NUMBER, Formula, positive, quantity
from briefwright.compute.periods import same
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity
from briefwright.model.period import Grain, Period

_WHOLE = 100


def share(arguments: Sequence[Argument]) -> Quantity:
    """Part by whole in per cent. Raises Problem N204, N205, N206, N210, N212, N213."""
    part, whole = quantity(arguments[0]), quantity(arguments[1])
    quantities.like(part, whole, "the share")
    if part.period and whole.period and not _within(part.period, whole.period):
        message = f"the part is of {part.period}, the whole of {whole.period}"
        raise Problem.of("N210", message, "take both from one period")
    positive(whole, "the whole")
    ratio = quantities.divide(part, whole)
    amount = times(Interval.of(ratio.amount), Interval.point(_WHOLE)).amount
    if (amount.low is not None and amount.low > _WHOLE) or (amount.high is not None and amount.high < 0):
        raise Problem.of("N212", "the part does not lie within the whole", "check which is which, and their scales")
    return replace(ratio, amount=amount, unit=units.PERCENT)


def _within(part: Period, whole: Period) -> bool:
    """The same period, or a span that ends with it: an increase over the years is a part of the last one's value."""
    return same(part, whole) or (part.grain is Grain.SPAN and part.end is not None and part.end == whole.end)


SHARE = Formula(
    name="share",
    names={"zh-Hans": "占比", "zh-Hant": "佔比", "en": "Share"},
    signature="share(part, whole)",
    forms=((NUMBER, NUMBER),),
    definition={
        "zh-Hans": "部分除以整体，以百分比表示。两者须为同一单位、同一时期，且不超过百分之百。",
        "zh-Hant": "部分除以整體，以百分比表示。兩者須為同一單位、同一時期，且不超過百分之百。",
        "en": "The part divided by the whole, in per cent. Both have one unit and one period; at most 100 per cent.",
    },
    source="s_i = x_i / Σx",
    function=share,
    labels={0: {"zh-Hans": "{0}占{1}的比重", "zh-Hant": "{0}佔{1}的比重", "en": "Share of {0} in {1}"}},
)
