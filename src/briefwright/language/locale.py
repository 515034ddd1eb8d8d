"""One edition's language: its numbers, dates, labels and, for zh-Hant, the derivation from Simplified Chinese."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from briefwright.language import ticks as ticking
from briefwright.language.amounts import Amounts, Style
from briefwright.language.dates import Dates
from briefwright.language.digits import exponent, grouped, loosened, shifted, sign
from briefwright.language.hant import Hant, registered
from briefwright.language.nouns import Nouns
from briefwright.language.spacing import spaced
from briefwright.language.words import WORDS
from briefwright.model.amount import Amount
from briefwright.model.lang import Lang
from briefwright.model.number import Number
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.records import House, UnitNoun
from briefwright.model.text import Text
from briefwright.model.unit import Unit


class Locale:
    """The one formatter. ``names`` are registered names, which no derivation touches.

    ``first`` is the house's first language, the one its plain strings are in.
    """

    def __init__(
        self,
        lang: Lang,
        house: House,
        units: Mapping[str, UnitNoun],
        labels: Mapping[str, str],
        names: Sequence[Text] = (),
    ) -> None:
        self.lang: Lang = lang
        self.first: Lang = house.languages[0]
        self._labels, self._words = labels, WORDS[lang]
        pairs = [(name.written("zh-Hans", self.first), name.written("zh-Hant", self.first)) for name in names]
        self._hant = Hant(house.glossary, registered(pairs)) if lang == "zh-Hant" else None
        self._amounts = Amounts(self._words, Nouns(lang, self._words, units, self.text))
        self._dates = Dates(self._words, short_spans=lang == "en")

    def text(self, text: Text | None) -> str:
        """The text in this language; in another where it is missing, which ``check`` reports; "" for None."""
        if text is None:
            return ""
        written = text.written(self.lang, self.first)
        if written is not None:
            return written
        if self.lang == "zh-Hant" and (simplified := text.written("zh-Hans", self.first)) is not None:
            return self.convert(simplified)
        return text.written(self.first, self.first) or text.items[0][1]

    def convert(self, text: str) -> str:
        """Simplified Chinese as Hong Kong writes it; unchanged unless this is zh-Hant."""
        return self._hant(text) if self._hant else text

    def number(self, number: Number, option: str = "") -> str:
        """A number as prose prints it. ``amount`` leaves out the noun, ``signed`` writes a plus.

        ``number.decimals`` counts in the scale the unit is written in, so that every language rounds alike.
        """
        amount = number.amount
        if number.decimals is not None:
            amount = loosened(amount, number.unit.scale - number.decimals)
        exact = number.derivation is None or number.decimals is not None
        style = Style(exact=exact, noun=option != "amount", signed=option == "signed")
        return self._amounts.write(amount, number.unit, style)

    def amount(
        self,
        amount: Amount,
        unit: Unit,
        *,
        scale: int | None = None,
        decimals: int | None = None,
        noun: bool = True,
        exact: bool = False,
    ) -> str:
        """``amount`` in base units. ``decimals`` count in the printed scale; ``exact`` prints every digit held."""
        return self._amounts.write(amount, unit, Style(scale, decimals, exact and decimals is None, noun))

    def plain(self, value: Decimal, *, scale: int = 0, decimals: int | None = None) -> str:
        """Grouped digits alone, of ``value`` over ten to ``scale``; every digit held where ``decimals`` is None."""
        shown = shifted(value, scale)
        places = max(0, -exponent(shown)) if decimals is None else decimals
        return sign(shown, places) + grouped(shown, self._words.tag, places)

    def scale_for(self, values: Sequence[Decimal], unit: Unit) -> int:
        """One printing scale (power of ten) for the base-unit ``values`` of an axis or column."""
        return self._amounts.scale_for(values, unit)

    def unit_header(self, unit: Unit, scale: int) -> str:
        """The unit, to be printed once: 亿美元, US$ bn."""
        return self._amounts.header(unit, scale)

    def ticks(
        self, low: Decimal, high: Decimal, *, log: bool = False, count: int = 5, from_zero: bool = True
    ) -> tuple[Decimal, ...]:
        """Round ticks that enclose ``low`` and ``high``. Raises ValueError where there are none."""
        return ticking.logarithmic(low, high, count) if log else ticking.linear(low, high, count, from_zero=from_zero)

    def period(self, period: Period, *, kind: bool = True) -> str:
        """The label of a period on an axis, with its A, E or F."""
        return self._dates.axis(period, kind=kind)

    def when(self, period: Period) -> str:
        """A period in prose."""
        return self._dates.prose(period)

    def day(self, day: date) -> str:
        return self._dates.day(day)

    def as_of(self, as_of: AsOf) -> str:
        return self._dates.as_of(as_of)

    def kind(self, kind: Kind) -> str:
        """实际, actual."""
        return self.label(f"kind_{kind.value}")

    @property
    def labels(self) -> Mapping[str, str]:
        """The fixed labels by key, their placeholders open."""
        return self._labels

    def label(self, key: str, **values: str) -> str:
        """The fixed label ``key`` with its placeholders filled. Raises KeyError for an unknown key or placeholder."""
        return self._labels[key].format(**values)

    def spaced(self, text: str) -> str:
        """``text`` ready to be printed: in Chinese with thin spaces between Han and Latin, else as it is."""
        return spaced(text) if self.lang != "en" else text

    def join(self, parts: Sequence[str]) -> str:
        """A list: 甲、乙、丙; a, b, c."""
        return self._words.comma.join(parts)

    def not_meaningful(self) -> str:
        """What stands for a figure that has no meaning, such as growth from a negative base."""
        return self._words.not_meaningful

    def missing(self) -> str:
        """What stands for a figure that is not given. Missing is not zero."""
        return self._words.missing
