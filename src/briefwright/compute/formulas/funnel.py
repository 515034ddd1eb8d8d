"""What can be won of a market, in its order: obtainable within serviceable within total."""

from collections.abc import Sequence
from itertools import pairwise

from briefwright.compute import units
from briefwright.compute.arithmetic import Interval, over, times
from briefwright.compute.formula import NUMBER, Formula, positive, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import alike, one_period

_NAMES = ("TAM", "SAM", "SOM")


def funnel(arguments: Sequence[Argument]) -> Quantity:
    """SOM by TAM in per cent. Raises Problem N204, N205, N206, N210, N213, and N215 unless SOM ≤ SAM ≤ TAM."""
    parts = [quantity(argument) for argument in arguments]
    amounts = alike(parts, "the funnel")
    one_period(parts, "the funnel")
    for place, (outer, inner) in enumerate(pairwise(amounts)):
        low, high = inner.low.value, outer.high.value
        if low is not None and high is not None and low > high:
            message = f"the {_NAMES[place + 1]} is larger than the {_NAMES[place]}"
            raise Problem.of("N215", message, "write funnel(tam, sam, som), the largest first", argument=place + 1)
    for part, name in zip(parts, _NAMES, strict=True):
        positive(part, f"the {name}")
    amount = times(over(amounts[2], amounts[0]), Interval.point(100)).amount
    return derived(parts, amount, units.PERCENT, "{2} / {0}", joined=True)


FUNNEL = Formula(
    name="funnel",
    names={"zh-Hans": "可获得市场占比", "zh-Hant": "可獲得市場佔比", "en": "Obtainable share of the market"},
    signature="funnel(tam, sam, som)",
    forms=((NUMBER, NUMBER, NUMBER),),
    definition={
        "zh-Hans": "可获得市场（SOM）占总潜在市场（TAM）的比重，并核对SOM不大于可服务市场（SAM）、SAM不大于TAM；"
        "三者须为同一单位、同一时期。",
        "zh-Hant": "可獲得市場（SOM）佔總潛在市場（TAM）的比重，並核對SOM不大於可服務市場（SAM）、SAM不大於TAM；"
        "三者須為同一單位、同一時期。",
        "en": "The obtainable market (SOM) in per cent of the total market (TAM), once the SOM is no larger than the "
        "serviceable market (SAM), nor that larger than the TAM. All have one unit and one period.",
    },
    source="SOM ≤ SAM ≤ TAM; s = SOM / TAM",
    function=funnel,
    labels={0: {"zh-Hans": "{2}占{0}的比重", "zh-Hant": "{2}佔{0}的比重", "en": "{2} as a share of {0}"}},
)
