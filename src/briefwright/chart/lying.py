"""Lying bars with names at the left and values at their ends: the drawing that ranked bars and ranges share."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefwright.chart import bars
from briefwright.chart.measure import width, wrap
from briefwright.chart.sheet import Axis, Margins, Sheet, printed
from briefwright.chart.subject import Item, Subject
from briefwright.chart.theme import BASE, LINE, SMALL
from briefwright.chart.words import tick_labels

_NAMES = 0.36
"""The share of the width that names may take."""
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
        for tick, label in zip(
            self.ticks, tick_labels(self.ticks, self.scale, self.subject.locale, log=True), strict=True
        ):
            at = axis.at(printed(tick, self.scale))
            sheet.rule(at, 0, at, sheet.plot_height, theme.rule)
            sheet.text(at, sheet.plot_height + 10, label, align="center", size=SMALL, colour=theme.muted)
        for place, (item, lines) in enumerate(zip(self.items, names, strict=True)):
            middle = (place + 0.5) * pitch
            extent = bars.extent(item.number, self.scale, axis.low if self.ticks else 0.0)
            bars.draw(sheet, axis, item.number, extent, (middle - thick / 2, middle + thick / 2))
            self._value(sheet, axis, item, extent, middle)
            self._name(sheet, item, lines, middle)
        zero = 0.0 if self.ticks else axis.at(0.0)
        sheet.rule(zero, 0, zero, sheet.plot_height, theme.ink, 1, over=True)
        return sheet.spec()

    def _names(self, across: float) -> list[tuple[str, ...]]:
        return [wrap(item.label, across * _NAMES, BASE) for item in self.items]

    def _layout(self, across: float, names: Sequence[tuple[str, ...]]) -> tuple[Axis, Margins]:
        """The axis as long as every value at the end of its bar allows."""
        widest = max(
            width(line, BASE) for lines, item in zip(names, self.items, strict=True) for line in (*lines, item.when)
        )
        extents = [bars.extent(item.number, self.scale, 0.0) for item in self.items]
        needs = [bars.room(item.number) + width(item.value, BASE) + _GAP + 2 for item in self.items]
        below = [need for need, extent in zip(needs, extents, strict=True) if extent.tip < 0]
        left = widest + _GAP + max(below, default=0.0)
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
        length = max(room * 0.2, min(length, room - 4))
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
