"""Interval arithmetic on amounts: bounds stay bounds, ranges stay ranges, "about" stays marked.

All work is done in ``Decimal`` under one fixed context, so that no result depends on the machine or the caller.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow, Underflow
from fractions import Fraction

from briefwright.compute.problem import Problem
from briefwright.model.amount import Amount, Form

CONTEXT = Context(
    prec=50,
    rounding=ROUND_HALF_EVEN,
    Emin=-999,
    Emax=999,
    traps=[InvalidOperation, DivisionByZero, Overflow, Underflow],
)
_SHOWN = Context(prec=40, rounding=ROUND_HALF_EVEN, Emin=-999, Emax=999)
"""Roots and powers are rounded to this, which takes the last digits' noise away: the cube root of 1.331 is 1.1."""
_ZERO, _ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class End:
    """One end of an interval. ``value`` None is infinite; ``limit`` marks one that only an infinite input brought."""

    value: Decimal | None
    open: bool = False
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """An amount as the interval it stands for."""

    low: End
    high: End
    about: bool = False

    @classmethod
    def of(cls, amount: Amount) -> "Interval":
        """Raises Problem N217 for an amount that is not meaningful: unbounded on both sides it would say anything."""
        if not amount.is_meaningful:
            raise Problem.of(
                "N217",
                "an input is not meaningful",
                "leave it out, or write `undefined: n.m.` below this formula as well",
            )
        low = End(amount.low, amount.low is None or amount.form is Form.ABOVE)
        high = End(amount.high, amount.high is None or amount.form is Form.BELOW)
        return cls(low, high, amount.form is Form.ABOUT)

    @classmethod
    def point(cls, value: Decimal | int) -> "Interval":
        return cls(End(Decimal(value)), End(Decimal(value)))

    @property
    def amount(self) -> Amount:
        """The amount that says no more than is known. Raises Problem N212 where nothing bounds it."""
        low = None if self.low.limit else self.low.value
        high = None if self.high.limit else self.high.value
        if low is None and high is None:
            message = "the bounds of the inputs leave the result without any bound"
            raise Problem.of(
                "N212", message, "compare points, or a point with a bound: two bounds of one kind have no ratio"
            )
        if low is None:
            return Amount(None, high, Form.BELOW if self.high.open else Form.AT_MOST)
        if high is None:
            return Amount(low, None, Form.ABOVE if self.low.open else Form.AT_LEAST)
        if low == high:
            return Amount(low, high, Form.ABOUT if self.about else Form.POINT)
        return Amount(low, high, Form.RANGE)

    @property
    def is_positive(self) -> bool:
        """True where every value the interval holds is above zero."""
        low = self.low
        return low.value is not None and (low.value > 0 or (low.value == 0 and low.open))

    @property
    def holds_zero(self) -> bool:
        """True where the interval holds or touches zero."""
        low, high = self.low.value, self.high.value
        return (low is None or low <= 0) and (high is None or high >= 0)


def guarded(compute: Callable[[], Decimal]) -> Decimal:
    """``compute()``; Problem N212 where the number leaves the range that the product computes in."""
    try:
        return compute()
    except (Overflow, Underflow, InvalidOperation):
        raise Problem.of("N212", "the result is too large or too small to compute", "check the inputs' scale") from None


def plus(left: Interval, right: Interval) -> Interval:
    return Interval(_sum(left.low, right.low), _sum(left.high, right.high), left.about or right.about)


def minus(left: Interval, right: Interval) -> Interval:
    return plus(left, negative(right))


def negative(one: Interval) -> Interval:
    return Interval(_negated(one.high), _negated(one.low), one.about)


def times(left: Interval, right: Interval) -> Interval:
    corners = [_product(x, y, (a, b)) for a, x in _ends(left) for b, y in _ends(right)]
    return _hull(corners, about=left.about or right.about)


def over(left: Interval, right: Interval) -> Interval:
    """``left / right``. Raises Problem N207 where ``right`` holds or touches zero."""
    if right.holds_zero:
        raise Problem.of(
            "N207", "the divisor is or may be zero", "divide by a number that is known to differ from zero"
        )
    return _divided(left, right)


def over_positive(left: Interval, base: Interval) -> Interval:
    """``left / base`` for a base above zero that may come as near to it as it likes: 10 / (0, 1) is over 10."""
    assert base.is_positive  # noqa: S101 - ``above_zero`` sees to it
    return _divided(left, base)


def above_zero(amount: Amount, *, never_negative: bool = False) -> Interval | None:
    """``amount`` where it is known to be above zero, else None.

    A limit of zero that need not be reached counts as not reached, as nothing is a multiple of zero: of ``0 to 1``
    what is above zero is taken. ``never_negative`` gives an amount that has an upper limit only the lower limit zero.
    """
    interval = Interval.of(amount)
    low = interval.low
    if (low.value == 0 or (low.value is None and never_negative)) and interval.high.value != 0:
        interval = Interval(End(_ZERO, open=True), interval.high, interval.about)
    return interval if interval.is_positive and (interval.high.value is None or interval.high.value > 0) else None


def _divided(left: Interval, right: Interval) -> Interval:
    corners = [
        _quotient(x, y, a)
        for a, x in _ends(left)
        for _, y in _ends(right)
        if not (x.value is None and y.value is None)  # the other corners already reach as far
    ]
    return _hull(corners, about=left.about or right.about)


def scaled(one: Interval, factor: Fraction) -> Interval:
    """``one`` times a fixed factor, exact where the product has an end."""
    product = times(one, Interval.point(factor.numerator))
    return product if factor.denominator == 1 else over(product, Interval.point(factor.denominator))


def raised(base: Interval, exponent: Interval) -> Interval:
    """``base`` to the power of ``exponent``. Raises Problem N206 where ``base`` is not positive throughout."""
    if not base.is_positive:
        raise Problem.of("N206", "the base of a power is not positive", "growth needs values above zero")
    corners = [
        corner for _, x in _ends(base) for sign, y in _ends(exponent) if (corner := _power(x, y, sign)) is not None
    ]
    return _hull(corners, about=base.about or exponent.about)


def add(left: Amount, right: Amount) -> Amount:
    return plus(Interval.of(left), Interval.of(right)).amount


def subtract(left: Amount, right: Amount) -> Amount:
    return minus(Interval.of(left), Interval.of(right)).amount


def multiply(left: Amount, right: Amount) -> Amount:
    return times(Interval.of(left), Interval.of(right)).amount


def divide(left: Amount, right: Amount) -> Amount:
    return over(Interval.of(left), Interval.of(right)).amount


def power(base: Amount, exponent: Amount) -> Amount:
    return raised(Interval.of(base), Interval.of(exponent)).amount


def _ends(one: Interval) -> tuple[tuple[int, End], tuple[int, End]]:
    return (-1, one.low), (1, one.high)


@dataclass(frozen=True, slots=True)
class _Corner:
    """An end with the sign of its infinity: ``infinite`` is -1 or 1 where ``end.value`` is None, else 0."""

    end: End
    infinite: int = 0


def _hull(corners: Sequence[_Corner], *, about: bool) -> Interval:
    def least(sign: int) -> End:
        if any(corner.infinite == sign for corner in corners):
            return End(None, open=True)
        finite = [corner.end for corner in corners if corner.end.value is not None]
        # Of equal corners the one that is attained counts.
        return min(finite, key=lambda end: (-sign * (end.value or _ZERO), end.limit, end.open))

    return Interval(least(-1), least(1), about)


def _sum(left: End, right: End) -> End:
    if left.value is None or right.value is None:
        return End(None, open=True)
    a, b = left.value, right.value
    return End(guarded(lambda: CONTEXT.add(a, b)), left.open or right.open, left.limit or right.limit)


def _negated(end: End) -> End:
    return End(None if end.value is None else CONTEXT.minus(end.value), end.open, end.limit)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def _product(x: End, y: End, infinities: tuple[int, int]) -> _Corner:
    if zeros := [end for end in (x, y) if end.value == 0]:
        # Zero times anything is zero, and is attained wherever that zero is.
        return _Corner(End(_ZERO, all(end.open for end in zeros), all(end.limit for end in zeros)))
    signs = [side if end.value is None else _sign(end.value) for end, side in zip((x, y), infinities, strict=True)]
    if x.value is None or y.value is None:
        return _Corner(End(None, open=True), signs[0] * signs[1])
    a, b = x.value, y.value
    return _Corner(End(guarded(lambda: CONTEXT.multiply(a, b)), x.open or y.open, x.limit or y.limit))


def _quotient(x: End, y: End, infinity: int) -> _Corner:
    if y.value is None:
        return _Corner(End(_ZERO, open=x.value != 0 or x.open, limit=x.value != 0 or x.limit))
    if y.value == 0:  # approached from above, and never reached
        side = infinity if x.value is None else _sign(x.value)
        return _Corner(End(None, open=True), side) if side else _Corner(x)
    if x.value is None:
        return _Corner(End(None, open=True), infinity * _sign(y.value))
    a, b = x.value, y.value
    reached = x.open or (y.open and a != 0)
    return _Corner(End(guarded(lambda: CONTEXT.divide(a, b)), reached, x.limit or y.limit))


def _power(x: End, y: End, sign: int) -> _Corner | None:
    """The corner ``x ** y``; None where other corners already reach as far."""
    if x.value is None:
        return _power_of_infinity(y, sign)
    base = x.value
    if y.value is None:
        growth = _sign(base - _ONE) * sign
        if growth == 0:
            return _Corner(End(_ONE, open=True))
        return _Corner(End(None, open=True), 1) if growth > 0 else _Corner(End(_ZERO, open=True, limit=True))
    exponent = y.value
    if base == 0:
        if exponent <= 0:
            return _Corner(End(None, open=True), 1) if exponent < 0 else _Corner(End(_ONE))
        return _Corner(End(_ZERO, x.open or y.open, x.limit or y.limit))
    value = guarded(lambda: _SHOWN.plus(CONTEXT.power(base, exponent)))
    return _Corner(End(value, (x.open and exponent != 0) or y.open, x.limit or y.limit))


def _power_of_infinity(y: End, sign: int) -> _Corner:
    direction = sign if y.value is None else _sign(y.value)
    if direction == 0:
        return _Corner(End(_ONE))
    return _Corner(End(None, open=True), 1) if direction > 0 else _Corner(End(_ZERO, open=True, limit=True))
