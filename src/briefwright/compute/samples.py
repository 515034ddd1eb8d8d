"""What the formulas over several like numbers share: the points of a series, or numbers one by one."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from briefwright.compute import quantity as quantities
from briefwright.compute.arithmetic import End, Interval, minus, plus, scaled
from briefwright.compute.formula import defined, quantity
from briefwright.compute.periods import same
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity
from briefwright.compute.units import written
from briefwright.model.amount import Amount
from briefwright.model.unit import Measure

_ZERO, _WHOLE = Decimal(0), Decimal(100)
_NOISE = Decimal("1e-30")
"""What is left over where computed shares, exact to fifty digits, are added."""
_SHOWN = 8
"""How many parts a formula in words spells out before it leaves out the middle."""


def sample(arguments: Sequence[Argument]) -> list[Quantity]:
    """The points of the one series, or the numbers given. Raises Problem N211 without any, N217."""
    first = arguments[0]
    parts = first.points if isinstance(first, Points) else [quantity(argument) for argument in arguments]
    if not parts:
        raise Problem.of("N211", "the series has no points", argument=0)
    return [defined(part) for part in parts]


def alike(parts: Sequence[Quantity], doing: str) -> list[Interval]:
    """Their amounts in the unit of the first. Raises Problem N204, N205 and N213 where they do not add."""
    factors = [quantities.like(parts[0], part, doing) for part in parts]
    return [scaled(Interval.of(part.amount), factor) for part, factor in zip(parts, factors, strict=True)]


def one_period(parts: Sequence[Quantity], doing: str) -> None:
    """Raises Problem N210 where parts that have periods have different ones."""
    known = [part.period for part in parts if part.period]
    if any(not same(known[0], period) for period in known):
        listed = ", ".join(dict.fromkeys(str(period) for period in known))
        raise Problem.of("N210", f"{doing} joins different periods: {listed}", "take all of them from one period")


def smallest(amounts: Sequence[Interval], place: int) -> Interval:
    """The one at ``place`` (0: the least) when they are put in order, as an interval: each end is ordered by itself."""
    lows = sorted(amounts, key=lambda one: (one.low.value is not None, one.low.value or _ZERO, one.low.open))
    highs = sorted(amounts, key=lambda one: (one.high.value is None, one.high.value or _ZERO, not one.high.open))
    low, high = lows[place], highs[place]
    return Interval(low.low, high.high, low.about or high.about)


def total(amounts: Sequence[Interval]) -> Interval:
    """Their sum."""
    found = Interval.point(0)
    for one in amounts:
        found = plus(found, one)
    return found


def shares(parts: Sequence[Quantity], doing: str) -> tuple[list[Interval], Interval]:
    """Shares of one whole in per cent, each as tight as the others allow, and what they leave of it.

    Shares that add up to 100 within their own rounding leave nothing. Raises Problem N204 (no percentages), N210, and
    N212 where one is below zero or all are above 100.
    """
    for index, part in enumerate(parts):
        if part.unit is None or part.unit.measure is not Measure.PERCENT:
            message = f"{doing} joins {written(part.unit)} with shares"
            raise Problem.of("N204", message, "give shares in per cent: share(part, whole)", argument=index)
    one_period(parts, doing)
    amounts = alike(parts, doing)
    if any(one.high.value is not None and one.high.value <= 0 for one in amounts):
        raise Problem.of("N212", f"{doing} has a share that is not above zero", "leave out who has none")
    lows = [max(one.low.value or _ZERO, _ZERO) for one in amounts]
    slack = _NOISE + sum((_rounding(part.amount) for part in parts), _ZERO)
    known = sum(lows, _ZERO)
    if known > _WHOLE + slack:
        raise Problem.of("N212", f"the shares add up to more than 100 %: {known:f} %", "check what each is a share of")
    tight = [_capped(one, low, _WHOLE - (known - low)) for one, low in zip(amounts, lows, strict=True)]
    left = minus(Interval.point(100), total(tight))
    reached = left.low.value is None or left.low.value <= slack
    if left.high.value is not None and left.high.value <= slack:
        return tight, Interval.point(0)
    return tight, replace(left, low=End(_ZERO)) if reached else left


def listing(parts: Sequence[Quantity], sign: str) -> str:
    """A template that names the parts with ``sign`` between, the middle of many left out."""
    places = [f"{{{index}}}" for index in range(len(parts))]
    if len(places) > _SHOWN:
        places[2:-1] = ["…"]
    return sign.join(places)


def _rounding(amount: Amount) -> Decimal:
    """Half a unit of the last digit that is printed."""
    exponent = amount.value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101 - amounts are finite
    return Decimal(5).scaleb(min(exponent, 0) - 1)


def _capped(one: Interval, low: Decimal, room: Decimal) -> Interval:
    """``one`` between ``low`` and what the other shares leave."""
    lowest = one.low if one.low.value == low else End(low)
    limit = max(room, low)
    highest = one.high if one.high.value is not None and one.high.value <= limit else End(limit)
    return Interval(lowest, highest, one.about)
