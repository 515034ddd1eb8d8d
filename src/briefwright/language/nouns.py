"""How counted things are written beside their count."""

from collections.abc import Callable, Mapping

from briefwright.language.words import Words
from briefwright.model.lang import Lang
from briefwright.model.records import UnitNoun
from briefwright.model.text import Text
from briefwright.model.unit import DURATIONS


class Nouns:
    """The unit nouns of a library in one language. ``text`` resolves a Text; an unknown noun is written as it is."""

    def __init__(self, lang: Lang, words: Words, units: Mapping[str, UnitNoun], text: Callable[[Text], str]) -> None:
        self._lang, self._words, self._units, self._text = lang, words, units, text

    def counted(self, noun: str, *, one: bool) -> str:
        """The noun after a count: 张, 个月, cards, card-months. ``one`` where exactly one is printed."""
        if record := self._units.get(noun):
            if self._lang == "en":
                return (record.one if one else record.many) or record.one or self._text(record.name)
            return self._text(record.measure_word or record.name)
        if noun in DURATIONS:
            return self._words.durations[noun][0 if one else 1]
        if "-" in noun:
            return self._composed(noun, one=one)
        return noun

    def head(self, noun: str) -> tuple[str, bool]:
        """The noun as a column's head, and whether a scale may stand right before it (万张, not 亿参数)."""
        record = self._units.get(noun)
        if record is None:
            if noun in DURATIONS:
                return self._words.duration_heads[noun], self._lang != "en"
            return self.counted(noun, one=False), False
        if self._lang == "en":
            return record.many or self._text(record.name), False
        if record.measure_word:
            return self._text(record.measure_word), True
        return self._text(record.name), False

    def rate(self, noun: str) -> str:
        """The noun after a slash: 月, month."""
        if record := self._units.get(noun):
            return (self._lang == "en" and record.one) or self._text(record.name)
        if noun in DURATIONS:
            return noun if self._lang == "en" else self._words.duration_heads[noun]
        return noun

    def _composed(self, noun: str, *, one: bool) -> str:
        parts = noun.split("-")
        if not all(part in self._units or part in DURATIONS for part in parts):
            return noun
        if self._lang == "en":
            return "-".join([*(self.rate(part) for part in parts[:-1]), self.counted(parts[-1], one=one)])
        return "".join(self.rate(part) for part in parts)
