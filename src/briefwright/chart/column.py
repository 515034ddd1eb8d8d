"""Standing columns with their values on top; an axis of values only where the columns are too many to carry them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from briefwright.chart import alt, bars, tips
from briefwright.chart.bar import ticks as log_ticks
from briefwright.chart.measure import wrap
from briefwright.chart.sheet import Axis, Margins, Sheet, printed
from briefwright.chart.subject import Figure, Item, Subject, bars_table, items, unit_head
from briefwright.chart.theme import BASE, LINE, SMALL
from briefwright.chart.words import tick_labels
from briefwright.language.widths import width
from briefwright.model.exhibits import NumberChart
from briefwright.model.period import years_between

_HEIGHT = 206.0
_SLOT = 128.0
"""The most a column may claim: two columns on a full page stand near each other."""
_WIDEST = 54.0


def column(subject: Subject) -> Figure:
    """A figure of columns in the author's order."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, NumberChart)  # noqa: S101 - the registry maps kinds to builders
    shown, unit, scale = items(subject, exhibit.of, exhibit.scale)
    log = exhibit.scale == "log"
    drawing = Columns(subject, shown, scale, log=log)
    return Figure(
        table=bars_table(subject, shown, unit, scale),
        alt=alt.of_bars(subject, shown, log=log),
        numbers=tuple(item.number for item in shown),
        unit=unit_head(subject, unit, scale, log=log),
        height=lambda _: _HEIGHT,
        draw=drawing.draw,
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """The drawing; ``scale`` is the printing scale as a power of ten."""

    subject: Subject
    items: Sequence[Item]
    scale: int
    log: bool

    def draw(self, across: float, height: float) -> dict[str, Any]:
        """The chart, ``across`` by ``height`` pixels."""
        dense = max(width(item.value, BASE) for item in self.items) > across / len(self.items) - 3
        ticks = self._ticks(dense=dense)
        labels = tick_labels(ticks, self.scale, self.subject.locale, log=self.log)
        left = max((width(label, SMALL) for label in labels), default=0.0) + (8 if ticks else 0)
        right = self._overhang() if dense else 0.0
        slot = min(_SLOT, (across - left - right) / len(self.items))
        captions = [self._caption(item, slot, dense=dense) for item in self.items]
        lines = max(map(len, captions))
        above = LINE + 4 + max(bars.room(item.number) for item in self.items)
        below = LINE + 4 if any(item.number.amount.value < 0 for item in self.items) else 0
        sheet = Sheet(self.subject.theme, across, height, Margins(left, right, above, lines * LINE + 8 + below))
        axis = self._axis(ticks, sheet.plot_height)
        self._grid(sheet, axis, ticks, labels)
        first = (sheet.plot_width - slot * len(self.items)) / 2
        for place, (item, caption) in enumerate(zip(self.items, captions, strict=True)):
            middle = first + (place + 0.5) * slot
            self._column(sheet, axis, item, middle, slot, labelled=not dense or self._telling(place, slot))
            if not dense or self._spaced(place, slot):
                for row, line in enumerate(caption):
                    muted = row > 0 and bool(item.when) and line == item.when
                    colour = self.subject.theme.muted if muted else ""
                    at = sheet.plot_height + below + 13 + row * LINE
                    sheet.text(middle, at, line, align="center", size=SMALL if muted else BASE, colour=colour)
            if place and self._skips(place):
                sheet.text(
                    middle - slot / 2,
                    sheet.plot_height + below + 13,
                    "…",
                    align="center",
                    colour=self.subject.theme.muted,
                )
        base = axis.at(axis.low if self.log else 0.0)
        sheet.rule(0, base, sheet.plot_width, base, self.subject.theme.ink, 1, over=True)
        for place, item in enumerate(self.items):
            x = first + place * slot
            sheet.tells(x, -above, x + slot, height - above, tips.of_item(self.subject, item))
        return sheet.spec()

    def _ticks(self, *, dense: bool) -> tuple[Decimal, ...]:
        if self.log:
            return log_ticks(self.subject.locale, self.items)
        if not dense:
            return ()
        ends = [item.number.amount.value for item in self.items]
        return self.subject.locale.ticks(min(*ends, Decimal(0)), max(*ends, Decimal(0)), count=4)

    def _axis(self, ticks: Sequence[Decimal], length: float) -> Axis:
        extents = [bars.extent(item.number, self.scale, 0.0) for item in self.items]
        ends = [end for extent in extents for end in (extent.start, extent.end)]
        marks = [printed(tick, self.scale) for tick in ticks]
        if self.log:
            return Axis(marks[0], max(ends), length, log=True, upward=True)
        low, high = min(0.0, *ends, *marks), max(0.0, *ends, *marks)
        return Axis(low, high if high > low else low + 1, length, upward=True)

    def _grid(self, sheet: Sheet, axis: Axis, ticks: Sequence[Decimal], labels: Sequence[str]) -> None:
        theme = self.subject.theme
        for tick, label in zip(ticks, labels, strict=True):
            at = axis.at(printed(tick, self.scale))
            sheet.rule(0, at, sheet.plot_width, at, theme.rule)
            sheet.text(-6, at, label, align="right", size=SMALL, colour=theme.muted)

    def _caption(self, item: Item, slot: float, *, dense: bool) -> tuple[str, ...]:
        if dense:
            return (item.caption,)
        return (*wrap(item.label, slot - 8, BASE), *([item.when] if item.when else ()))

    def _column(self, sheet: Sheet, axis: Axis, item: Item, middle: float, slot: float, *, labelled: bool) -> None:
        extent = bars.extent(item.number, self.scale, axis.low if self.log else 0.0)
        half = min(_WIDEST, slot * 0.56) / 2
        bars.draw(sheet, axis, item.number, extent, (middle - half, middle + half))
        if labelled:
            end = axis.at(extent.tip)
            under = extent.tip < 0
            y = end + 9 if under else end - bars.room(item.number) - 8
            sheet.text(middle, y, item.value, align="center", weight=600, colour=self.subject.theme.ink)

    def _skips(self, place: int) -> bool:
        """Do years lie between this column and the one before it?"""
        before, here = (self.items[index].number for index in (place - 1, place))
        if before.address.partition("[")[0] != here.address.partition("[")[0] or not before.period or not here.period:
            return False
        return (years_between(before.period, here.period) or 0) > 1

    def _overhang(self) -> float:
        """Pixels that the words of the last of many thin columns may stand out by."""
        return max(width(self.items[-1].caption, BASE), width(self.items[-1].value, BASE)) / 2 - 2

    def _telling(self, place: int, slot: float) -> bool:
        """Of many columns, is this the last or the highest, and does its label stand clear of the columns around it?"""
        values = [item.number.amount.value for item in self.items]
        last, highest = len(values) - 1, values.index(max(values))
        reach = int(width(self.items[place].value, BASE) / 2 // slot) + 1
        around = values[max(0, place - reach) : place + reach + 1]
        clear = values[place] == max(around) and values[place] >= 0
        return clear and (place == last or (place == highest and last - highest > 2 * reach))

    def _spaced(self, place: int, slot: float) -> bool:
        """Is there room for the caption of this column, counting back from the last?"""
        widest = max(width(item.caption, BASE) for item in self.items)
        every = max(1, -int(-(widest + 8) // slot))
        return (len(self.items) - 1 - place) % every == 0
