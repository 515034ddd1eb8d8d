"""An average in which each value counts by its weight."""

from collections.abc import Hashable, Iterator, Sequence

from briefwright.compute import periods
from briefwright.compute.arithmetic import over, times
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula, defined, positive, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity, derived, joined_basis
from briefwright.compute.samples import alike, one_period, total

_SHOWN = 4
"""How many pairs a formula in words spells out before it leaves out the middle."""


def weighted_average(arguments: Sequence[Argument]) -> Quantity:
    """Values times weights by the sum of weights. Raises N203, N204, N205, N206, N208, N210, N211, N212, N213, N217."""
    pairs = list(_pairs(arguments))
    for value, weight in pairs:
        one_period((defined(value), defined(weight)), "the average")
        positive(weight, f"the weight '{weight.reads[0]}'" if weight.reads else "a weight")
        if not weight.amount.is_point:
            raise Problem.of("N212", f"the weight '{weight.reads[0]}' is a bound", "weigh by points only")
    values = alike([value for value, _ in pairs], "the average")
    weights = alike([weight for _, weight in pairs], "the sum of weights")
    weighted = total([times(value, weight) for value, weight in zip(values, weights, strict=True)])
    parts = [one for pair in pairs for one in pair]
    basis = joined_basis([value for value, _ in pairs], "the average")
    amount = over(weighted, total(weights)).amount
    return derived(parts, amount, parts[0].unit, _template(len(pairs)), rule=periods.compared, joined=True, basis=basis)


def _pairs(arguments: Sequence[Argument]) -> Iterator[tuple[Quantity, Quantity]]:
    values, weights = arguments[0], arguments[1]
    if isinstance(values, Points) and isinstance(weights, Points):
        yield from _matched(values, weights)
        return
    if len(arguments) % 2:
        raise Problem.of("N203", "the last value has no weight", "write value, weight, value, weight …")
    for place in range(0, len(arguments), 2):
        yield quantity(arguments[place]), quantity(arguments[place + 1])


def _matched(values: Points, weights: Points) -> Iterator[tuple[Quantity, Quantity]]:
    """Points of one period, or of rows of one key. Raises Problem N208 where one stands alone, N211 without any."""
    by_key = {_key(weight): weight for weight in weights.points}
    known = {_key(value): value for value in values.points}
    if not known:
        raise Problem.of("N211", "the series has no points", argument=0)
    for one, other, here in ((known, by_key, weights), (by_key, known, values)):
        if alone := next((point for key, point in one.items() if key not in other), None):
            message = f"'{here.series.address}' has no point beside {alone.reads[0]}"
            raise Problem.of("N208", message, "every value needs a weight, and every weight a value")
    for key, value in known.items():
        yield value, by_key[key]


def _key(point: Quantity) -> Hashable:
    """What tells the point apart: the period without its kind, or the row's key."""
    key = point.reads[0].partition("[")[2].removesuffix("]")
    if point.period is not None and key == str(point.period):
        return point.period.grain, point.period.label
    return key


def _template(pairs: int) -> str:
    places = [(f"{{{place}}}", f"{{{place + 1}}}") for place in range(0, 2 * pairs, 2)]
    products = [f"{value} × {weight}" for value, weight in places]
    weights = [weight for _, weight in places]
    if pairs > _SHOWN:
        products[2:-1] = weights[2:-1] = ["…"]
    return f"({' + '.join(products)}) / ({' + '.join(weights)})"


WEIGHTED_AVERAGE = Formula(
    name="weighted_average",
    names={"zh-Hans": "加权平均", "zh-Hant": "加權平均", "en": "Weighted average"},
    signature="weighted_average(series, series of weights) or weighted_average(value, weight, value, weight, ...)",
    forms=((SERIES, SERIES), (NUMBER, NUMBER, MORE)),
    definition={
        "zh-Hans": "各数值乘以各自权重后相加，再除以权重之和。数值与权重各为同一单位、逐期或逐项对应，权重须大于零。",
        "zh-Hant": "各數值乘以各自權重後相加，再除以權重之和。數值與權重各為同一單位、逐期或逐項對應，權重須大於零。",
        "en": "Values times their weights, added and divided by the sum of the weights. Values have one unit, weights "
        "another; they are matched by period or row, and weights are above zero.",
    },
    source="x̄ = Σ w_i x_i / Σ w_i",
    function=weighted_average,
    labels={
        0: {"zh-Hans": "加权平均值", "zh-Hant": "加權平均值", "en": "Weighted average"},
        2: {"zh-Hans": "{0}（按{1}加权平均）", "zh-Hant": "{0}（按{1}加權平均）", "en": "{0}, weighted by {1}"},
    },
)
