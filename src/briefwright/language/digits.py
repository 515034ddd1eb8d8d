"""Decimals to digits: half-up rounding, grouping and signs, with the symbols of Babel's locale data."""

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from functools import cache

from briefwright.model.amount import Amount

MINUS = "−"
# Wide enough for any amount the content format takes (60 digits on either side of the point) at any scale.
_WIDE = Context(prec=1000, rounding=ROUND_HALF_UP)


def exponent(value: Decimal) -> int:
    """The power of ten of the last digit held: -2 for 1.50, 8 for 2.11E+10. Raises ValueError for inf and nan."""
    found = value.as_tuple().exponent
    if not isinstance(found, int):
        raise ValueError(f"{value} is not finite")  # noqa: TRY004 - the value is wrong, not its type
    return found


def rounded(value: Decimal, last: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """``value`` rounded to the power of ten ``last``, half-up unless told otherwise; 0.125 at -2 is 0.13."""
    return value.quantize(Decimal(1).scaleb(last, _WIDE), mode, _WIDE)


def loosened(amount: Amount, last: int) -> Amount:
    """``amount`` rounded to ``last`` so that it claims no more than it did: over 3.46 is over 3.4, not over 3.5."""
    low_mode, high_mode = (ROUND_HALF_UP, ROUND_HALF_UP) if amount.is_point else (ROUND_FLOOR, ROUND_CEILING)
    low = None if amount.low is None else rounded(amount.low, last, low_mode)
    high = None if amount.high is None else rounded(amount.high, last, high_mode)
    return Amount(low, high, amount.form)


def shifted(value: Decimal, scale: int) -> Decimal:
    """``value`` over ten to ``scale``, its digits kept."""
    return value.scaleb(-scale, _WIDE)


_GROUPED = 4
"""Digits before the point from which thousands are grouped."""


def grouped(value: Decimal, tag: str, decimals: int | None = None) -> str:
    """The digits of ``value`` without its sign, at ``decimals`` or as many as it holds.

    Thousands are grouped in every language, so that 1,750亿 may stand beside 1,496倍.
    """
    last = min(0, exponent(value)) if decimals is None else -decimals
    whole, _, fraction = format(abs(rounded(value, last)), "f").partition(".")
    point, group = _symbols(tag)
    if len(whole) >= _GROUPED:
        head = len(whole) % 3
        threes = [whole[place : place + 3] for place in range(head, len(whole), 3)]
        whole = group.join([whole[:head], *threes] if head else threes)
    return whole + (point + fraction if fraction else "")


def sign(value: Decimal, decimals: int | None = None, *, plus: bool = False) -> str:
    """A true minus, a plus where asked for, and nothing for what prints as zero."""
    shown = value if decimals is None else rounded(value, -decimals)
    if not shown:
        return ""
    return MINUS if shown < 0 else "+" if plus else ""


@cache
def _symbols(tag: str) -> tuple[str, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(tag), get_group_symbol(tag)


@cache
def date_writer(tag: str) -> Callable[..., str]:
    """``write(day, pattern)`` in Babel's date patterns."""
    from babel import Locale
    from babel.dates import format_date

    locale = Locale.parse(tag)
    return lambda day, pattern: format_date(day, pattern, locale)
