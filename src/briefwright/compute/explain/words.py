"""How an explanation is worded: by a locale of the language package, or plainly without one."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol

from briefwright.compute import arithmetic
from briefwright.model.amount import Amount, Form
from briefwright.model.lang import Lang
from briefwright.model.number import Number, Results
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.segments import What, segments
from briefwright.model.text import ALL, FIRST, Text
from briefwright.model.unit import Measure, Unit


class Words(Protocol):
    """How numbers and texts are written: a locale of the language package, or ``Plain``."""

    @property
    def lang(self) -> Lang: ...
    def text(self, text: Text | None) -> str: ...
    def number(self, number: Number, option: str = "") -> str: ...
    def period(self, period: Period, *, kind: bool = True) -> str: ...
    def when(self, period: Period) -> str: ...
    def kind(self, kind: Kind) -> str: ...
    def as_of(self, as_of: AsOf) -> str: ...


class Plain:
    """Numbers with their digits and unit signs, texts in English where there is any: for use without a locale."""

    _FORMS: Mapping[Form, str] = {
        Form.POINT: "",
        Form.RANGE: "",
        Form.ABOUT: "about ",
        Form.ABOVE: "over ",
        Form.AT_LEAST: "at least ",
        Form.BELOW: "under ",
        Form.AT_MOST: "at most ",
    }
    _SHOWN = Context(prec=6, rounding=ROUND_HALF_UP)

    @property
    def lang(self) -> Lang:
        return "en"

    def text(self, text: Text | None) -> str:
        found = dict(text.items) if text else {}
        for key in ("en", ALL, FIRST):
            if key in found:
                return found[key]
        return next(iter(found.values()), "")

    def number(self, number: Number, option: str = "") -> str:
        if not number.amount.is_meaningful:
            return "n.m."
        sign = "+" if option == "signed" and number.amount.value > 0 else ""
        return sign + self._amount(number.amount, number.unit)

    def period(self, period: Period, *, kind: bool = True) -> str:
        return str(period) if kind else period.label

    def when(self, period: Period) -> str:
        return str(period)

    def kind(self, kind: Kind) -> str:
        return kind.value

    def as_of(self, as_of: AsOf) -> str:
        day = f"on or after {as_of.day}" if as_of.after else str(as_of.day)
        return f"{day} (inferred)" if as_of.inferred else day

    def _amount(self, amount: Amount, unit: Unit) -> str:
        ends = (amount.low, amount.high) if amount.form is Form.RANGE else (amount.value,)
        digits = " to ".join(self._digits(end, unit.scale) for end in ends if end is not None)
        sign = str(unit) if unit.measure is Measure.MULTIPLE else f" {unit}"
        return f"{self._FORMS[amount.form]}{digits}{sign}"

    def _digits(self, value: Decimal, scale: int) -> str:
        text = format(self._SHOWN.plus(arithmetic.CONTEXT.scaleb(value, -scale)), ",f")
        return text.rstrip("0").rstrip(".") if "." in text else text


def plain(text: Text | None, words: Words, results: Results) -> str:
    """``text`` in the language of ``words``, numbers looked up, without citations and references."""
    found = []
    for part in segments(words.text(text)):
        if part.what is What.LOOKUP and part.target in results.numbers:
            found.append(words.number(results.numbers[part.target], part.option))
        elif part.what is What.WORDS:
            found.append(part.text)
    return " ".join("".join(found).split())
