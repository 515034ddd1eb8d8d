"""How wide text is, and where it breaks, without asking a font: charts are laid out before any engine runs."""

import re
from collections.abc import Sequence

from briefwright.language.widths import pieces as broken
from briefwright.language.widths import width

_ELLIPSIS = "…"
_BLANKS = re.compile(r"[^\S\u2009]+")


def wrap(text: str, room: float, size: float, lines: int = 3) -> tuple[str, ...]:
    """``text`` in at most ``lines`` lines of ``room`` pixels; what does not fit ends in an ellipsis.

    Lines break at blanks and around Han characters, not before closing or after opening punctuation; a word wider than
    ``room`` is broken where it must be. Where it costs no line, a bracket starts a line of its own and lines are even,
    so that no character is left alone. Blanks in a row count as one; thin spaces stay.
    """
    pieces = broken(_BLANKS.sub(" ", text).strip())
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
