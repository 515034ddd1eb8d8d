"""The preview of an edition: title, house and the exhibit to look at first, composed as SVG and drawn as pixels."""

import re
from xml.sax.saxutils import escape, quoteattr

from briefwright.chart.engine import ENGINE
from briefwright.chart.measure import wrap
from briefwright.chart.screen import chinese, typefaces
from briefwright.chart.svg import dimensions
from briefwright.chart.theme import Theme
from briefwright.language.widths import width
from briefwright.model.card import Card

WIDTH, HEIGHT = 1200.0, 630.0
"""Pixels; what networks ask for."""
_EDGE = 56.0
_ROOM = WIDTH - 2 * _EDGE
_TITLES = ((46.0, 2), (38.0, 2), (32.0, 3))
"""Sizes of a title above a picture, and in how many lines: the first that holds it."""
_ALONE = ((68.0, 3), (56.0, 4), (44.0, 5))
_LEADING = 1.28
_FIGURES = 3
_STRIP = 120.0
"""The height of the line of key figures, with what keeps it apart."""
_OPENING = re.compile(r"<svg ")


def preview(card: Card, look: Theme) -> bytes:
    """A PNG of 1200 by 630 pixels. Raises EngineFailed."""
    return ENGINE.pixels(typefaces(_Canvas(look).composed(card), look.font), 1.0)


class _Canvas:
    def __init__(self, look: Theme) -> None:
        self.look = look
        self.parts: list[str] = []

    def composed(self, card: Card) -> str:
        """The whole SVG."""
        self._head(card)
        sizes = _TITLES if card.picture else _ALONE
        lines, size = _fitting(card.title, sizes)
        y = 112.0 if card.picture else 124.0
        for line in lines:
            y += size * _LEADING
            self._text(line, _EDGE, y - size * 0.3, size, self.look.ink, weight=700)
        if card.picture:
            self._exhibit(card, y + 14)
        else:
            self._words(card, y)
        font = chinese(card.title, self.look.font) or self.look.font
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH:g}" height="{HEIGHT:g}" '
            f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" font-family={quoteattr(font)}>'
            f'<rect width="100%" height="100%" fill="{self.look.paper}"/>{"".join(self.parts)}</svg>'
        )

    def _head(self, card: Card) -> None:
        self.parts.append(f'<rect width="{WIDTH:g}" height="10" fill="{self.look.ink}"/>')
        house = wrap(card.house, _ROOM / 2, 26, 1)[0] if card.house else ""
        self._text(house, _EDGE, 74, 26, self.look.accent, weight=700)
        left = _ROOM - width(house, 26) - 40
        kind = wrap(card.kind, left, 21, 1)[0] if card.kind else ""
        self._text(kind, WIDTH - _EDGE, 73, 21, self.look.muted, anchor="end")
        self.parts.append(f'<path d="M{_EDGE:g},94h{_ROOM:g}" stroke="{self.look.rule}" stroke-width="1.5"/>')

    def _exhibit(self, card: Card, y: float) -> None:
        """The picture in what room is left, below its title and above its source; what it leaves, key figures fill."""
        self._text(wrap(card.exhibit, _ROOM, 20, 1)[0], _EDGE, y + 22, 20, self.look.muted, weight=600)
        foot = HEIGHT - 30
        if card.source:
            self._text(wrap(card.source, _ROOM, 15, 1)[0], _EDGE, foot, 15, self.look.muted)
        top, room = y + 40, foot - 28 - (y + 40)
        across, tall = dimensions(card.picture)
        zoom = min(_ROOM / across, room / tall)
        left = room - tall * zoom
        if left > _STRIP and card.figures:
            self._figures(card, top + tall * zoom + (left - _STRIP) / 2 + 24)
        else:
            top += left / 2
        place = f'<svg x="{_EDGE + (_ROOM - across * zoom) / 2:.1f}" y="{top:.1f}" '
        picture = _OPENING.sub(place, card.picture, count=1)
        for name, length in (("width", across * zoom), ("height", tall * zoom)):
            picture = re.sub(rf'(<svg [^>]*?\s{name}=)"[\d.]+"', rf'\g<1>"{length:.1f}"', picture, count=1)
        self.parts.append(picture)

    def _words(self, card: Card, y: float) -> None:
        """Without a picture: the subtitle, and key figures side by side."""
        for line in wrap(card.subtitle, _ROOM, 27, 2) if card.subtitle else ():
            y += 27 * 1.45
            self._text(line, _EDGE, y, 27, self.look.muted)
        self._figures(card, 460)

    def _figures(self, card: Card, y: float) -> None:
        figures = card.figures[:_FIGURES]
        across = _ROOM / max(1, len(figures))
        for place, (label, value) in enumerate(figures):
            x = _EDGE + place * across
            room = across - 28
            self.parts.append(f'<rect x="{x:g}" y="{y:g}" width="{room:g}" height="3" fill="{self.look.accent}"/>')
            rows, size = _fitting(value, ((40.0, 1), (30.0, 1), (24.0, 2)), room)
            for down, row in enumerate(rows):
                self._text(row, x, y + 50 + down * size * 1.2, size, self.look.ink, weight=700)
            self._text(wrap(label, room, 20, 1)[0], x, y + 84 + (len(rows) - 1) * 22, 20, self.look.muted)

    def _text(
        self, text: str, x: float, y: float, size: float, colour: str, *, weight: int = 400, anchor: str = "start"
    ) -> None:
        self.parts.append(
            f'<text x="{x:g}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" text-anchor="{anchor}" '
            f'fill="{colour}">{escape(text)}</text>'
        )


def _fitting(text: str, sizes: tuple[tuple[float, int], ...], room: float = _ROOM) -> tuple[tuple[str, ...], float]:
    """``text`` in lines at the first of ``sizes`` at which it fits; at the last, cut short."""
    for size, most in sizes:
        lines = wrap(text, room, size, most)
        if not lines or not lines[-1].endswith("…"):
            break
    return lines, size
