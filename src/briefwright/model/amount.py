"""Amounts as sources print them: points, bounds, ranges. A bound never becomes a point."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Form(StrEnum):
    """How an amount is known."""

    POINT = "point"
    ABOUT = "about"
    ABOVE = "above"
    AT_LEAST = "at least"
    BELOW = "below"
    AT_MOST = "at most"
    RANGE = "range"
    NOT_MEANINGFUL = "not meaningful"


_SIGNS = {
    "": Form.POINT, "~": Form.ABOUT, "about": Form.ABOUT, ">": Form.ABOVE, "above": Form.ABOVE, "over": Form.ABOVE,
    ">=": Form.AT_LEAST, "at least": Form.AT_LEAST, "<": Form.BELOW, "below": Form.BELOW, "under": Form.BELOW,
    "<=": Form.AT_MOST, "at most": Form.AT_MOST,
}  # fmt: skip
_DIGITS = r"[-+]?\d{1,60}(?:\.\d{1,60})?"
_ONE = re.compile(
    rf"(?P<sign>~|about|>=?|<=?|above|over|below|under|at least|at most|)\s*(?P<digits>{_DIGITS})", re.ASCII
)
_TWO = re.compile(rf"(?P<low>{_DIGITS})\s*(?:\.\.|to)\s*(?P<high>{_DIGITS})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Amount:
    """A closed or half-open interval. ``low`` or ``high`` is None where the amount is unbounded on that side."""

    low: Decimal | None
    high: Decimal | None
    form: Form = Form.POINT

    @classmethod
    def not_meaningful(cls) -> "Amount":
        """What a formula yields outside its domain, where the author asks for it: printed ``n.m.``, without a value."""
        return cls(None, None, Form.NOT_MEANINGFUL)

    @classmethod
    def point(cls, value: Decimal | int | str) -> "Amount":
        return cls(Decimal(value), Decimal(value))

    @classmethod
    def parse(cls, text: str) -> "Amount":
        """``175``, ``over 40``, ``at most 3``, ``about 3640``, ``10 to 30`` (also ``>40``, ``~3640``, ``10..30``).

        Raises ValueError for anything else: thousands separators, exponents, ``inf`` and ``nan`` included.
        """
        text = text.strip()
        if two := _TWO.fullmatch(text):
            low, high = Decimal(two["low"]), Decimal(two["high"])
            if low >= high:
                raise ValueError(f"the range '{text}' does not rise")
            return cls(low, high, Form.RANGE)
        one = _ONE.fullmatch(text)
        if not one:
            raise ValueError(f"'{text}' is not an amount")
        return cls.bound(_SIGNS[one["sign"]], Decimal(one["digits"]))

    @classmethod
    def bound(cls, form: Form, value: Decimal) -> "Amount":
        """A point or one-sided bound of ``form`` at ``value``; not for ranges."""
        if form in (Form.ABOVE, Form.AT_LEAST):
            return cls(value, None, form)
        if form in (Form.BELOW, Form.AT_MOST):
            return cls(None, value, form)
        return cls(value, value, form)

    def __str__(self) -> str:
        """As content writes it, which ``parse`` reads back; ``n.m.`` where it is not meaningful."""
        if self.form is Form.NOT_MEANINGFUL:
            return "n.m."
        if self.form is Form.RANGE:
            return f"{self.low:f} to {self.high:f}"
        return f"{'' if self.form is Form.POINT else self.form} {self.value:f}".lstrip()

    @property
    def is_meaningful(self) -> bool:
        return self.form is not Form.NOT_MEANINGFUL

    @property
    def is_point(self) -> bool:
        """True where one number stands for the amount: points, and "about" (which stays marked)."""
        return self.form in (Form.POINT, Form.ABOUT)

    @property
    def value(self) -> Decimal:
        """The point, or the printed limit of a one-sided bound, or the lower limit of a range. Not where ``n.m.``."""
        found = self.low if self.low is not None else self.high
        assert found is not None  # noqa: S101 - an amount unbounded on both sides cannot be written or computed
        return found

    def scaled(self, power: int) -> "Amount":
        """The amount times ten to ``power``, its digits kept."""
        shift = Decimal(1).scaleb(power)
        low = None if self.low is None else self.low * shift
        high = None if self.high is None else self.high * shift
        return Amount(low, high, self.form)
