"""What a printed number may really be: any value that rounds to its last printed digit."""

from dataclasses import dataclass
from decimal import Context, Decimal

from briefwright.model.amount import Amount, Form
from briefwright.model.behind import leaves
from briefwright.model.number import Number, Results

_EXACT_SHARE = Decimal("1e-9")
"""Computed numbers carry many digits; what differs by less than this share of their size is the same."""


_SIX, _LONG = Context(prec=6), 12


@dataclass(frozen=True, slots=True)
class Within:
    """An interval, open-ended where a limit is None."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: "Within") -> bool:
        return not (_above(self.low, other.high) or _above(other.low, self.high))

    def wholly_above(self, other: "Within") -> bool:
        return _above(self.low, other.high)


def known_within(number: Number, results: Results) -> Within:
    """The interval that ``number`` may lie in: half a unit of the last digit its source prints to either side.

    A computed number carries the rounding of what it rests on, in proportion. "About" counts for one digit less.
    """
    amount = number.amount
    if not amount.is_meaningful:
        return Within(None, None)
    if number.derivation:
        share = _EXACT_SHARE + sum((_share(leaf) for leaf in leaves(number, results)), Decimal(0))
        low = None if amount.low is None else amount.low - abs(amount.low) * share
        high = None if amount.high is None else amount.high + abs(amount.high) * share
        return Within(low, high)
    return as_printed(amount)


def as_printed(amount: Amount) -> Within:
    """``amount`` with what the rounding of its last digit may hide; the digits are those of its Decimals."""
    slack = Decimal(10) if amount.form is Form.ABOUT else Decimal(1)
    low = None if amount.low is None else amount.low - slack * half_unit(amount.low)
    high = None if amount.high is None else amount.high + slack * half_unit(amount.high)
    return Within(low, high)


def total(parts: list[Within]) -> Within:
    """The interval of a sum."""
    lows, highs = [one.low for one in parts], [one.high for one in parts]
    return Within(
        sum((low for low in lows if low is not None), Decimal(0)) if None not in lows else None,
        sum((high for high in highs if high is not None), Decimal(0)) if None not in highs else None,
    )


def half_unit(limit: Decimal) -> Decimal:
    """Half a unit of the last digit held: 50m of 21.1bn, which is held as 2.11E+10."""
    exponent = limit.as_tuple().exponent
    return Decimal(5).scaleb(exponent - 1) if isinstance(exponent, int) else Decimal(0)


def told(amount: Amount, scale: int) -> str:
    """``amount`` over ten to ``scale`` for a message: over 40, 10–14, 34.1641; computed digits cut to six."""
    limits = dict.fromkeys(limit for limit in (amount.low, amount.high) if limit is not None)
    shown = (limit.scaleb(-scale) for limit in limits)
    digits = "–".join(format(_SIX.plus(one).normalize() if len(str(one)) > _LONG else one, "f") for one in shown)
    return digits if amount.is_point or len(limits) > 1 else f"{amount.form} {digits}"


def _share(number: Number) -> Decimal:
    """What rounding may hide of a sourced number, as a share of it."""
    limits = [limit for limit in (number.amount.low, number.amount.high) if limit]
    return max((half_unit(limit) / abs(limit) for limit in limits), default=Decimal(0))


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high
