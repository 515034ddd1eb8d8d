"""Events in order: along a line where there are few and room for their words, else one below the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefwright.chart import alt
from briefwright.chart.measure import wrap
from briefwright.chart.sheet import Margins, Sheet
from briefwright.chart.subject import Figure, Subject
from briefwright.chart.theme import BASE, LINE
from briefwright.language.widths import width
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.exhibits import TimelineChart
from briefwright.model.finding import Refused
from briefwright.model.sourced import Event

_ALONG = 6
"""Most events along a line; more stand below each other."""
_LINES = 4
"""Most lines of words an event along a line may have."""
_STEM = 16.0
_GAP = 14.0
_ROW = 9.0
"""Pixels between events that stand below each other."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words; ``expected`` where it lies ahead of its source."""

    when: str
    says: str
    expected: bool


def timeline(subject: Subject) -> Figure:
    """A figure of the exhibit's events, or of the thesis' catalysts."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, TimelineChart)  # noqa: S101 - the registry maps kinds to builders
    events = sorted(exhibit.events or subject.thesis.data.catalysts, key=lambda event: event.date.start or date.min)
    if not events:
        raise Refused(subject.unsuited("there are no events to draw", "add events, or catalysts to the thesis"))
    told = [_told(subject, event) for event in events]
    locale = subject.locale
    drawing = Events(subject, told)
    return Figure(
        table=DataTable(
            (locale.label("date"), locale.label("event")),
            tuple((Cell(event.when), Cell(event.says)) for event in told),
            (False, False),
        ),
        alt=alt.sentence(
            subject, "alt_timeline", [locale.label("alt_point", name=event.when, value=event.says) for event in told]
        ),
        sources=tuple(
            source for event in events for source in (event.source, event.via.source if event.via else None) if source
        ),
        height=drawing.height,
        draw=drawing.draw,
    )


def _told(subject: Subject, event: Event) -> Told:
    when = subject.locale.when(event.date) + (subject.locale.label("inferred_mark") if event.inferred else "")
    return Told(when, subject.plain(event.says), event.date.kind is not None and event.date.kind.value != "actual")


@dataclass(frozen=True, slots=True)
class Events:
    """The drawing."""

    subject: Subject
    told: Sequence[Told]

    def height(self, across: float) -> float:
        """The natural height in pixels of a chart ``across`` pixels wide."""
        if blocks := self._along(across):
            return self._side(blocks, 0) + self._side(blocks, 1) + 2 * _STEM + 8
        return sum(len(rows) * LINE + _ROW for rows in self._below(across)[1]) + 4

    def draw(self, across: float, height: float) -> dict[str, Any]:
        """The chart, ``across`` by ``height`` pixels."""
        if blocks := self._along(across):
            return self._draw_along(across, height, blocks)
        return self._draw_below(across, height)

    def _along(self, across: float) -> list[tuple[str, ...]]:
        """Date and words of each event where they fit beside each other, above and below in turn; else nothing."""
        count = len(self.told)
        if not 1 < count <= _ALONG:
            return []
        slot = across / count
        blocks = []
        for index, event in enumerate(self.told):
            room = min(2 * slot, across - index * slot) - _GAP
            rows = wrap(event.says, room, BASE, _LINES + 1)
            dates = wrap(event.when, room, BASE, 2)
            if len(rows) > _LINES or room < 5 * LINE:
                return []
            blocks.append((*dates, "", *rows))
        return blocks

    @staticmethod
    def _side(blocks: Sequence[tuple[str, ...]], side: int) -> float:
        return max(((len(rows) - 1) * LINE for rows in blocks[side::2]), default=0.0)

    def _draw_along(self, across: float, height: float, blocks: Sequence[tuple[str, ...]]) -> dict[str, Any]:
        theme = self.subject.theme
        sheet = Sheet(theme, across, height, Margins(0, 0, 0, 0))
        spare = height - self._side(blocks, 0) - self._side(blocks, 1) - 2 * _STEM - 8
        middle = self._side(blocks, 0) + _STEM + 4 + spare / 2
        slot = across / len(blocks)
        sheet.rule(0, middle, across, middle, theme.ink, 1.25)
        for index, (rows, event) in enumerate(zip(blocks, self.told, strict=True)):
            x = index * slot + 5
            lines = len(rows) - 1
            above = index % 2 == 0
            top = middle - _STEM - lines * LINE if above else middle + _STEM
            sheet.rule(x, top + 2 if above else middle, x, middle if above else top + lines * LINE - 2, theme.rule, 1)
            sheet.dot(x, middle, theme.accent, hollow=event.expected)
            dated = rows.index("")
            words = [*((row, True) for row in rows[:dated]), *((row, False) for row in rows[dated + 1 :])]
            for place, (row, date_) in enumerate(words):
                y = top + (place + 0.5) * LINE
                sheet.text(x + 6, y, row, weight=600 if date_ else 400, colour=theme.ink if date_ else "")
        return sheet.spec()

    def _below(self, across: float) -> tuple[float, list[tuple[str, ...]], list[tuple[str, ...]]]:
        """The width of the dates; the words of each event, and its date, in lines."""
        widest = min(across * 0.34, max(width(event.when, BASE) for event in self.told))
        room = across - widest - 30
        dates = [wrap(event.when, widest, BASE, 3) for event in self.told]
        words = [wrap(event.says, room, BASE, 8) for event in self.told]
        height = [max(one, other, key=len) for one, other in zip(dates, words, strict=True)]
        return widest, height, words

    def _draw_below(self, across: float, height: float) -> dict[str, Any]:
        theme = self.subject.theme
        sheet = Sheet(theme, across, height, Margins(0, 0, 0, 0))
        widest, tallest, words = self._below(across)
        spare = max(0.0, (height - self.height(across)) / len(self.told))
        line = widest + 14
        top = 2 + (_ROW + spare) / 2
        starts = []
        for rows in tallest:
            starts.append(top + LINE / 2)
            top += len(rows) * LINE + _ROW + spare
        sheet.rule(line, starts[0], line, starts[-1], theme.rule, 1.25)
        for start, event, rows in zip(starts, self.told, words, strict=True):
            sheet.dot(line, start, theme.accent, hollow=event.expected)
            for place, row in enumerate(wrap(event.when, widest, BASE, 3)):
                sheet.text(widest, start + place * LINE, row, align="right", weight=600, colour=theme.ink)
            for place, row in enumerate(rows):
                sheet.text(line + 14, start + place * LINE, row)
        return sheet.spec()
