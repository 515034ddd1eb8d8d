"""What growth, multiples and ratios of growth start from: a base that is known to be above zero."""

from briefwright.compute import arithmetic
from briefwright.compute.arithmetic import Interval
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Quantity
from briefwright.compute.units import NEVER_NEGATIVE


def above_zero(base: Quantity, what: str) -> Interval:
    """The amount of ``base``. Raises Problem N206 where it is not known to be above zero, N217 where it is n.m.

    Counts and durations are never negative, so that growth from "under 100 cards" has a lower bound; what else has an
    upper limit only may be anything below it.
    """
    never_negative = base.unit is not None and base.unit.measure in NEVER_NEGATIVE
    found = arithmetic.above_zero(base.amount, never_negative=never_negative)
    if found is None:
        message = f"{what} is not, or not surely, above zero"
        raise Problem.of("N206", message, "such a change has no meaning: leave it out, or write `undefined: n.m.`")
    return found
