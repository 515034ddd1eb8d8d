"""Growth over a time, from the time in which a quantity doubles."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, over, raised, scaled
from briefwright.compute.formula import DURATION, Formula, months_or_days, positive, quantity
from briefwright.compute.periods import worst
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.model.period import Kind

_TWO = Interval.point(2)


def grown(doubling: Quantity, length: Quantity) -> Quantity:
    """2^(length / doubling) as a multiple, an estimate at best: it holds a rate constant. Raises N204, N206, N212."""
    positive(doubling, "the doubling time")
    if length.amount.low is None or length.amount.low < 0:
        raise Problem.of(
            "N212", "the time to grow over is not, or not surely, zero or more", "give a later time", argument=1
        )
    noun = doubling.unit.noun if doubling.unit and doubling.unit.noun else ""
    factor = months_or_days(length, noun, "growth from a doubling time")
    span = scaled(Interval.of(length.amount), factor)
    growth = raised(_TWO, over(span, Interval.of(doubling.amount)))
    result = derived((doubling, length), growth.amount, units.MULTIPLE, "2^({1} / {0})", joined=True)
    return replace(result, kind=worst([Kind.ESTIMATE, result.kind or Kind.ESTIMATE]))


def growth_from_doubling(arguments: Sequence[Argument]) -> Quantity:
    """See ``grown``."""
    return grown(quantity(arguments[0]), quantity(arguments[1]))


GROWTH_FROM_DOUBLING = Formula(
    name="growth_from_doubling",
    names={"zh-Hans": "由倍增时间推算的增长", "zh-Hant": "由倍增時間推算的增長", "en": "Growth from a doubling time"},
    signature="growth_from_doubling(doubling, over), both durations such as a fact in months or 12 month",
    forms=((DURATION, DURATION),),
    definition={
        "zh-Hans": "以二为底，指数为所经时间除以倍增时间；假定倍增时间不变。",
        "zh-Hant": "以二為底，指數為所經時間除以倍增時間；假定倍增時間不變。",
        "en": "Two to the power of the time elapsed over the doubling time, which is taken to stay the same.",
    },
    source="N(t) = N_0 · 2^(t / T)",
    function=growth_from_doubling,
    labels={
        0: {"zh-Hans": "按{0}推算{1}的增长倍数", "zh-Hant": "按{0}推算{1}的增長倍數", "en": "Growth over {1}, from {0}"}
    },
)
