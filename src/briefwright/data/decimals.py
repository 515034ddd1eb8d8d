"""Numbers of workbooks and databases as exact decimal text."""

import math
from decimal import Decimal

_EXACT = 2**53
"""Whole numbers below it are exact in binary floating point."""
_DIGITS = 15
"""Decimal digits that binary floating point always keeps, and that spreadsheets show: 0.1 + 0.2 is 0.3."""


def text(value: Decimal | float) -> str:
    """``value`` without exponent, noise of floating point or zeros at the end of decimals; ``inf`` and ``nan`` so."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        value = int(value) if value.is_integer() and abs(value) < _EXACT else Decimal(f"{value:.{_DIGITS}g}")
    if isinstance(value, int):
        return str(value)
    if not value.is_finite():
        return str(value).lower()
    digits = f"{value:f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits
