"""Units as content writes them: ``USD bn``, ``bn parameter``, ``%``, ``bp``, ``x``, ``month``, ``CNY/USD``."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Measure(StrEnum):
    """What a unit measures. Only like measures add."""

    MONEY = "money"
    EXCHANGE = "rate of exchange"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    DURATION = "duration"
    INDEX = "index"


UNSTATED = "unstated"
"""The currency of an amount whose source prints none. It joins no other currency, nor that of another source."""
CURRENCIES = ("CNY", "HKD", "USD", "EUR", "GBP", "JPY", "TWD", "KRW", "SGD", UNSTATED)
SCALES = {"k": 3, "万": 4, "m": 6, "mn": 6, "亿": 8, "bn": 9, "tn": 12, "万亿": 12}
DURATIONS = {"day": 1, "week": 7, "month": None, "quarter": None, "year": None}
BASIS_POINT = -2
"""The scale in which percentage points are printed as basis points: amounts are kept in points all the same."""
_PLAIN = {"%": Measure.PERCENT, "pp": Measure.POINTS, "x": Measure.MULTIPLE, "index": Measure.INDEX}
_NOUN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z][A-Za-z0-9]*)*")


@dataclass(frozen=True, slots=True)
class Unit:
    """``scale`` is the power of ten the source prints in (9 for bn); amounts themselves are kept in base units.

    ``noun`` is the counted thing or the duration (singular, as in ``content/units``); ``per`` a rate's denominator:
    such a noun or, in a rate of exchange, the currency of which one costs so much: CNY/USD is yuan per dollar.
    """

    measure: Measure
    currency: str | None = None
    noun: str | None = None
    scale: int = 0
    per: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Unit":
        """A sign (``%``, ``pp``, ``bp``, ``x``, ``index``), CURRENCY/CURRENCY, or a currency or noun with its rate.

        The last is (CURRENCY [scale] | [scale] noun) [/ noun]. Raises ValueError for anything else.
        """
        text = text.strip()
        if text == "bp":
            return cls(Measure.POINTS, scale=BASIS_POINT)
        if text in _PLAIN:
            return cls(_PLAIN[text])
        body, slash, per = (part.strip() for part in text.partition("/"))
        if slash and per in CURRENCIES:
            return cls._exchange(body, per)
        if slash and not _NOUN.fullmatch(per):
            raise ValueError(f"'{per}' after '/' is not a noun")
        words = body.split()
        currency = words.pop(0) if words and words[0] in CURRENCIES else None
        scale = SCALES[words.pop(0)] if words and words[0] in SCALES else 0
        noun = words.pop(0) if words and _NOUN.fullmatch(words[0]) else None
        if words or (currency is None and noun is None) or (noun is not None and noun in SCALES):
            raise ValueError(f"'{text}' is not a unit")
        if currency is not None and noun is not None:
            raise ValueError(f"'{text}' names a currency and a noun")
        if noun in CURRENCIES:
            raise ValueError(f"in '{text}' the currency stands last: write it first")
        measure = Measure.MONEY if currency else Measure.DURATION if noun in DURATIONS else Measure.COUNT
        return cls(measure, currency, noun, scale, per or None)

    @classmethod
    def _exchange(cls, currency: str, per: str) -> "Unit":
        if currency not in CURRENCIES or UNSTATED in {currency, per}:
            raise ValueError("a rate of exchange names two currencies, as CNY/USD does")
        if currency == per:
            raise ValueError(f"'{currency}/{per}' exchanges a currency for itself")
        return cls(Measure.EXCHANGE, currency, per=per)

    @property
    def base(self) -> "Unit":
        """The unit without its printing scale: what may be compared and added."""
        return replace(self, scale=0)

    def __str__(self) -> str:
        if self.measure is Measure.POINTS and self.scale == BASIS_POINT:
            return "bp"
        plain = {measure: text for text, measure in _PLAIN.items()}
        if self.measure in plain:
            return plain[self.measure]
        scale = next((name for name, power in SCALES.items() if power == self.scale and name != "mn"), "")
        words = " ".join(word for word in (self.currency, scale, self.noun) if word)
        return f"{words}/{self.per}" if self.per else words
