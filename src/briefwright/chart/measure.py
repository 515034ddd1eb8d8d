"""How wide text is, and where it breaks, without asking a font: charts are laid out before any engine runs."""

import re
import unicodedata
from collections.abc import Sequence

_FIRST = 32
# Advance widths of the characters 32 to 126 in Inter SemiBold, hundredths of an em; digits as tabular figures.
_ADVANCE = (
    25, 31, 40, 64, 67, 84, 66, 21, 39, 39, 54, 67, 30, 47, 29, 38, 67, 67, 67, 67, 67, 67, 67, 67, 67,
    67, 29, 30, 67, 67, 67, 54, 100, 72, 66, 74, 72, 61, 59, 75, 74, 27, 56, 68, 57, 91, 74, 77, 64, 78,
    65, 65, 66, 73, 72, 101, 69, 70, 65, 39, 38, 39, 48, 47, 50, 57, 63, 58, 63, 59, 38, 63, 61, 26, 26,
    57, 26, 90, 61, 61, 62, 62, 40, 55, 38, 61, 58, 84, 56, 58, 56, 39, 36, 39, 67,
)  # fmt: skip
_NARROW = {"\u2009": 20, "−": 67, "–": 50, "…": 82, "·": 29, "×": 67, "“": 41, "”": 41, "‘": 23, "’": 21}
_NO_START = frozenset("、。，．：；！？）》」』】〉〕％%,.:;!?)]}’”…·-–—")
_NO_END = frozenset("（《「『【〈〔([{‘“")
_ELLIPSIS = "…"
_BLANKS = re.compile(r"[^\S\u2009]+")


def width(text: str, size: float) -> float:
    """The width of ``text`` in pixels at ``size``, on the safe side: the heavier weight is assumed."""
    return sum(map(_advance, text)) * size / 100


def _advance(character: str) -> int:
    code = ord(character) - _FIRST
    if 0 <= code < len(_ADVANCE):
        return _ADVANCE[code]
    if unicodedata.combining(character):
        return 0
    # Of characters that are wide in some fonts only, those that figures use are known; others count as wide.
    return _NARROW.get(character, 100 if unicodedata.east_asian_width(character) in "WFA" else 80)


def wrap(text: str, room: float, size: float, lines: int = 3) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of ``room`` pixels; what does not fit ends in an ellipsis.

    Lines break at blanks and around Han characters, not before closing or after opening punctuation; a word wider than
    ``room`` is broken where it must be. Where it costs no line, a bracket starts a line of its own and lines are even,
    so that no character is left alone. Blanks in a row count as one; thin spaces stay.
    """
    pieces = _pieces(_BLANKS.sub(" ", text).strip())
    rows = _fill(pieces, room, size)
    if len(rows) > lines:
        return (*rows[: lines - 1], _cut("".join(rows[lines - 1 : lines]), room, size))
    if len(rows) == 1:
        return tuple(rows)
    opening = next((place for place, piece in enumerate(pieces) if place and piece[0] in "（("), 0)
    split = [*_fill(pieces[:opening], room, size), *_fill(pieces[opening:], room, size)]
    if opening and len(split) == len(rows):
        return tuple(split)
    least = max(width(piece.strip(), size) for piece in pieces)
    while room - size / 2 >= least and len(narrower := _fill(pieces, room - size / 2, size)) == len(rows):
        rows, room = narrower, room - size / 2
    return tuple(rows)


def _fill(pieces: Sequence[str], room: float, size: float) -> list[str]:
    """Pieces in lines, each as full as may be."""
    rows: list[str] = []
    row = ""
    for piece in pieces:
        if width((row + piece).rstrip(), size) <= room:
            row += piece
            continue
        if row.strip():
            rows.append(row.strip())
        row = piece.lstrip()
        while width(row.rstrip(), size) > room and len(row) > 1:
            cut = max(1, next(n for n in range(1, len(row) + 1) if width(row[:n], size) > room) - 1)
            rows.append(row[:cut])
            row = row[cut:]
    if row.strip():
        rows.append(row.strip())
    return rows


def _cut(text: str, room: float, size: float) -> str:
    while text and width(text + _ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip(" ，、,;；") + _ELLIPSIS


def _pieces(text: str) -> list[str]:
    """``text`` cut where a line may break; each blank ends the piece before it."""
    found: list[str] = []
    for character in text:
        before = found[-1][-1] if found else ""
        breaks = before == " " or _wide(before) or _wide(character)
        glued = character == " " or character in _NO_START or before in _NO_END
        if found and (glued or not breaks):
            found[-1] += character
        else:
            found.append(character)
    return found


def _wide(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near to ``wanted`` as may be, so that blocks of ``heights`` keep apart, between ``low`` and ``high``.

    Where they cannot all fit they are stacked from ``low``, and the last ones stick out. Order follows ``wanted``.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    placed = list(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor + heights[index] / 2)
        floor = placed[index] + heights[index] / 2
    ceiling = high
    for index in reversed(order):
        if placed[index] + heights[index] / 2 <= ceiling:
            break
        placed[index] = ceiling - heights[index] / 2
        ceiling = placed[index] - heights[index] / 2
    floor = low
    for index in order:
        placed[index] = max(placed[index], floor + heights[index] / 2)
        floor = placed[index] + heights[index] / 2
    return placed
