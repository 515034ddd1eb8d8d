"""Lying bars with names at the left and values at their ends: the drawing that ranked bars and ranges share."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefwright.chart import bars, tips
from briefwright.chart.measure import wrap
from briefwright.chart.sheet import Axis, Margins, Sheet, printed
from briefwright.chart.subject import Item, Subject
from briefwright.chart.theme import BASE, LINE, SMALL
from briefwright.chart.words import tick_labels
from briefwright.language.widths import width

_NAMES = 0.36
"""The share of the width that names may take."""
_LEAST = 0.2
"""The share that bars keep."""
_GAP = 7.0
_PITCH = 25.0
_THICK, _THICKEST = 15.0, 26.0
_TICKS = 18.0
"""Height of the row of tick labels."""


@dataclass(frozen=True, slots=True)
class Lying:
    """``ticks`` are base-unit values of a log axis, at whose first bars start; empty on a linear one from zero."""

    subject: Subject
    items: Sequence[Item]
    scale: int
    ticks: tuple[Decimal, ...] = ()

    def height(self, across: float) -> float:
        """The natural height in pixels of a chart ``across`` pixels wide."""
        most = max(len(lines) + bool(item.when) for item, lines in zip(self.items, self._names(across), strict=True))
        return len(self.items) * max(_PITCH, most * LINE + 8) + 8 + (_TICKS if self.ticks else 0)

    def draw(self, across: float, height: float) -> dict[str, Any]:
        """The chart, ``across`` by ``height`` pixels."""
        names = self._names(across)
        axis, margins = self._layout(across, names)
        sheet = Sheet(self.subject.theme, across, height, margins)
        theme = self.subject.theme
        pitch = sheet.plot_height / len(self.items)
        thick = min(_THICKEST, max(_THICK, pitch * 0.4))
        self._grid(sheet, axis)
        for place, (item, lines) in enumerate(zip(self.items, names, strict=True)):
            middle = (place + 0.5) * pitch
            extent = bars.extent(item.number, self.scale, axis.low if self.ticks else 0.0)
            bars.draw(sheet, axis, item.number, extent, (middle - thick / 2, middle + thick / 2))
            self._value(sheet, axis, item, extent, middle)
            self._name(sheet, item, lines, middle)
        zero = 0.0 if self.ticks else axis.at(0.0)
        sheet.rule(zero, 0, zero, sheet.plot_height, theme.ink, 1, over=True)
        for place, item in enumerate(self.items):
            tip = tips.of_item(self.subject, item)
            sheet.tells(-margins.left, place * pitch, sheet.plot_width + margins.right, (place + 1) * pitch, tip)
        return sheet.spec()

    def _grid(self, sheet: Sheet, axis: Axis) -> None:
        """A line at every tick of a log axis, named where its name keeps clear of the one before and of the edge."""
        theme = self.subject.theme
        clear = -sheet.margins.left
        for tick, label in zip(self.ticks, self._tick_labels(), strict=True):
            at, half = axis.at(printed(tick, self.scale)), width(label, SMALL) / 2
            sheet.rule(at, 0, at, sheet.plot_height, theme.rule)
            if at - half >= clear and at + half <= sheet.plot_width + sheet.margins.right:
                sheet.text(at, sheet.plot_height + 10, label, align="center", size=SMALL, colour=theme.muted)
                clear = at + half + _GAP

    def _tick_labels(self) -> list[str]:
        return tick_labels(self.ticks, self.scale, self.subject.locale, log=True)

    def _names(self, across: float) -> list[tuple[str, ...]]:
        """Names in lines, narrower where values are so wide that bars would have no room."""
        needs = [(self._need(item), item.number.amount.value < 0) for item in self.items]
        values = sum(max((need for need, below in needs if below is side), default=0.0) for side in (True, False))
        room = max(2 * LINE, min(across * _NAMES, across * (1 - _LEAST) - values - _GAP))
        return [wrap(item.label, room, BASE) for item in self.items]

    @staticmethod
    def _need(item: Item) -> float:
        """Pixels that the value of a bar takes beyond its end."""
        return bars.room(item.number) + width(item.value, BASE) + _GAP + 2

    def _layout(self, across: float, names: Sequence[tuple[str, ...]]) -> tuple[Axis, Margins]:
        """The axis as long as every value at the end of its bar allows."""
        widest = max(
            width(line, BASE) for lines, item in zip(names, self.items, strict=True) for line in (*lines, item.when)
        )
        extents = [bars.extent(item.number, self.scale, 0.0) for item in self.items]
        needs = [self._need(item) for item in self.items]
        below = [need for need, extent in zip(needs, extents, strict=True) if extent.tip < 0]
        first = max((width(label, SMALL) / 2 for label in self._tick_labels()[:1]), default=0.0)
        left = max(widest + _GAP + max(below, default=0.0), first)
        room = across - left
        if self.ticks:
            low, high = printed(self.ticks[0], self.scale), max(extent.end for extent in extents)
        else:
            low = min(0.0, *(extent.end for extent in extents), *(extent.start for extent in extents))
            high = max(0.0, *(extent.end for extent in extents))
            high = high if high > low else low + 1
        unit = Axis(low, high, 1.0, log=bool(self.ticks))
        parts = [(unit.at(extent.tip), need) for extent, need in zip(extents, needs, strict=True) if extent.tip >= 0]
        length = (
            min((room - need) / part for part, need in parts if part > 0)
            if any(part > 0 for part, _ in parts)
            else room - 4
        )
        length = max(room * _LEAST, min(length, room - 4))
        margins = Margins(left, room - length, 4, 4 + (_TICKS if self.ticks else 0))
        return Axis(low, high, length, log=bool(self.ticks)), margins

    def _value(self, sheet: Sheet, axis: Axis, item: Item, extent: bars.Extent, middle: float) -> None:
        end = axis.at(extent.tip)
        if extent.tip < 0:
            x, align = end - bars.room(item.number) - _GAP + 2, "right"
        else:
            x, align = end + bars.room(item.number) + _GAP - 2, "left"
        sheet.text(x, middle, item.value, align=align, weight=600, colour=self.subject.theme.ink)

    def _name(self, sheet: Sheet, item: Item, lines: Sequence[str], middle: float) -> None:
        rows = len(lines) + bool(item.when)
        top = middle - (rows - 1) * LINE / 2
        x = -sheet.margins.left
        for place, line in enumerate(lines):
            sheet.text(x, top + place * LINE, line)
        sheet.text(x, top + len(lines) * LINE, item.when, size=SMALL, colour=self.subject.theme.muted)
