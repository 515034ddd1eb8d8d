"""Exhibits side by side: their captions made equally high, so that what they show starts on one line."""

from typing import Any

from briefwright.language.widths import pieces, width
from briefwright.render.style import MEASURE

_BETWEEN = 17.0
"""Points between the two."""
_SIZE, _UNIT_SIZE, _LINE = 8.4, 7.4, 1.45
"""Sizes of a caption and of the unit in it, in points, and its height of line in em, as in the style sheet."""


def level(tree: Any) -> None:
    """Give the captions of each pair the height of the higher one. Changes ``tree`` in place."""
    for pair in tree.iter("div"):
        if pair.get("class") != "pair":
            continue
        captions = [found for figure in pair if (found := figure.find("figcaption")) is not None]
        lines = [_lines(caption, (MEASURE - _BETWEEN) / 2) for caption in captions]
        if len({*lines}) > 1:
            for caption in captions:
                caption.set("style", f"min-height: {max(lines) * _LINE:.2f}em")


def _lines(caption: Any, room: float) -> int:
    """How many lines a caption takes."""
    taken, left = 1, room
    for text, size in _texts(caption, _SIZE):
        for piece in pieces(" ".join(text.split()) + " "):
            needed = width(piece, size)
            if width(piece.strip(), size) > left and left < room:
                taken, left = taken + 1, room
            left -= needed
    return taken


def _texts(element: Any, size: float) -> list[tuple[str, float]]:
    found = [(element.text or "", size)]
    for child in element:
        own = _UNIT_SIZE if child.tag == "small" else size
        half = "half" in child.get("class", "").split()
        found += [*_texts(child, own / 2 if half else own), (child.tail or "", size)]
    return [one for one in found if one[0].strip()]
