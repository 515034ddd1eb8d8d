"""Traditional Chinese of Hong Kong from Simplified, with what must not be converted left alone.

OpenCC ``s2hk`` converts characters and phrases; the house's glossary and the built-in one put a term of Hong Kong usage
in place of a longer match first, so that OpenCC never sees, and never alters, a replaced word.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from briefwright.language.hongkong import CHARACTERS, TERMS
from briefwright.model.segments import What, segments

_HAN = re.compile(r"[㐀-鿿豈-﫿]")
_KEPT = re.compile(r"`+[^`]*`+|https?://[^\s<>()\[\]\"，。；）]+|(?<=\]\()[^()\s]+(?=\))")

# 512只 but not 2012年只有: OpenCC knows the measure word after Chinese numerals alone.
_COUNTED = re.compile(r"(?<=[0-9])\s?只(?![有是能要需会可用在占剩看])")


class Hant:
    """A converter. ``glossary`` maps simplified terms to traditional; ``names`` maps registered names to theirs."""

    def __init__(self, glossary: Mapping[str, str], names: Mapping[str, str]) -> None:
        # A house's word goes before the built-in one; a registered name goes before both.
        self._terms = {**TERMS, **glossary, **names}
        longest_first = sorted((term for term in self._terms if term), key=lambda term: (-len(term), term))
        self._find = re.compile("|".join(map(re.escape, longest_first)))

    def __call__(self, text: str) -> str:
        """``text`` converted; lookups, citations, references, code and addresses stay as they are."""
        if not _HAN.search(text):
            return text
        return "".join(self._words(part.text) if part.what is What.WORDS else part.text for part in segments(text))

    def _words(self, text: str) -> str:
        return _between(_KEPT, text, self._prose, lambda kept: kept)

    def _prose(self, text: str) -> str:
        return _between(self._find, text, _opencc(), self._terms.__getitem__)


def registered(names: Sequence[tuple[str | None, str | None]]) -> dict[str, str]:
    """Pairs of (Simplified, Traditional where given) for ``Hant``; without the second a name stays as it is."""
    return {hans: hant or hans for hans, hant in names if hans and _HAN.search(hans)}


def _between(pattern: re.Pattern[str], text: str, outside: Callable[[str], str], inside: Callable[[str], str]) -> str:
    """``outside`` on what lies between matches, ``inside`` on the matches. A match ends OpenCC's phrase."""
    found, done = [], 0
    for match in pattern.finditer(text):
        if match.start() > done:
            found.append(outside(text[done : match.start()]))
        found.append(inside(match[0]))
        done = match.end()
    if done < len(text):
        found.append(outside(text[done:]))
    return "".join(found)


@cache
def _opencc() -> Callable[[str], str]:
    from opencc import OpenCC

    convert = OpenCC("s2hk").convert
    return lambda text: str(convert(_COUNTED.sub("隻", text))).translate(CHARACTERS)
