"""How wide text is, and where it may break, without asking a font: for what is laid out before any engine runs."""

import unicodedata
from functools import cache

_FIRST = 32
# Advance widths of the characters 32 to 126 in Inter SemiBold, hundredths of an em; digits as tabular figures.
_ADVANCE = (
    25, 31, 40, 64, 67, 84, 66, 21, 39, 39, 54, 67, 30, 47, 29, 38, 67, 67, 67, 67, 67, 67, 67, 67, 67,
    67, 29, 30, 67, 67, 67, 54, 100, 72, 66, 74, 72, 61, 59, 75, 74, 27, 56, 68, 57, 91, 74, 77, 64, 78,
    65, 65, 66, 73, 72, 101, 69, 70, 65, 39, 38, 39, 48, 47, 50, 57, 63, 58, 63, 59, 38, 63, 61, 26, 26,
    57, 26, 90, 61, 61, 62, 62, 40, 55, 38, 61, 58, 84, 56, 58, 56, 39, 36, 39, 67,
)  # fmt: skip
_NARROW = {"\u2009": 20, "−": 67, "–": 50, "…": 82, "·": 29, "×": 67, "“": 41, "”": 41, "‘": 23, "’": 21}
_NARROW |= {"\u2060": 0, "\u202f": 20, "\u00a0": 25}
_GLUE = frozenset("\u2060\u202f\u00a0")
"""No line breaks before or after these."""
_NO_START = frozenset("、。，．：；！？）》」』】〉〕％%,.:;!?)]}’”…·-–—")
_NO_END = frozenset("（《「『【〈〔([{‘“")


def width(text: str, size: float) -> float:
    """The width of ``text`` in pixels at ``size``, on the safe side: the heavier weight is assumed."""
    return sum(map(_advance, text)) * size / 100


@cache
def _advance(character: str) -> int:
    code = ord(character) - _FIRST
    if 0 <= code < len(_ADVANCE):
        return _ADVANCE[code]
    if unicodedata.combining(character):
        return 0
    # Of characters that are wide in some fonts only, those that figures use are known; others count as wide.
    return _NARROW.get(character, 100 if unicodedata.east_asian_width(character) in "WFA" else 80)


def pieces(text: str) -> list[str]:
    """``text`` cut where a line may break; each blank ends the piece before it."""
    found: list[str] = []
    for character in text:
        before = found[-1][-1] if found else ""
        breaks = before == " " or _wide(before) or _wide(character)
        glued = (
            character == " " or character in _NO_START or before in _NO_END or not _GLUE.isdisjoint((character, before))
        )
        if found and (glued or not breaks):
            found[-1] += character
        else:
            found.append(character)
    return found


@cache
def _wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
