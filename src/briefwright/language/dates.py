"""Periods and days: on axes, in prose, and as the date something was true."""

from datetime import date

from briefwright.language.digits import date_writer
from briefwright.language.words import Words
from briefwright.model.period import AsOf, Grain, Kind, Period

_SUFFIX = {Kind.ACTUAL: "A", Kind.ESTIMATE: "E", Kind.FORECAST: "F"}


class Dates:
    """The dates of one language; ``short_spans`` writes 2021–26 rather than 2021–2026."""

    def __init__(self, words: Words, *, short_spans: bool) -> None:
        self._words, self._short = words.dates, short_spans
        self._tag = words.tag

    def day(self, day: date) -> str:
        return self._write(day, "day")

    def as_of(self, as_of: AsOf) -> str:
        """2023年2月20日或之后（推定）, on or after 20 February 2023 (inferred)."""
        text = self.day(as_of.day)
        if as_of.after:
            text = self._words["after"].format(text)
        return self._words["inferred"].format(text) if as_of.inferred else text

    def axis(self, period: Period, *, kind: bool) -> str:
        """2026E, FY2026, 2023Q1, 2023-02, 2021–2026; an elapsed period is its count of steps."""
        suffix = _SUFFIX.get(period.kind, "") if kind and period.kind else ""
        if period.grain is Grain.DAY and period.start:
            return self._write(period.start, "axis_day")
        if period.grain is Grain.MONTH and period.start:
            return self._write(period.start, "axis_month") + suffix
        if period.grain is Grain.SPAN and period.start:
            if period.end is None:
                return self._words["axis_since"].format(period.start.year)
            return f"{period.start.year}–{self._last(period.start, period.end)}{suffix}"
        return period.label + suffix

    def prose(self, period: Period) -> str:
        """2023年第一季度, Q1 2023; 2012年以来, since 2012."""
        if period.start is None:
            return self._words["elapsed"].format(period.label)
        match period.grain:
            case Grain.DAY:
                return self.day(period.start)
            case Grain.MONTH:
                return self._write(period.start, "month")
            case Grain.QUARTER:
                number = (period.start.month + 2) // 3
                return self._words["quarter"].format(year=period.start.year, digit=number, han="一二三四"[number - 1])
            case Grain.FISCAL:
                return self._words["fiscal"].format(period.start.year)
            case Grain.SPAN if period.end is None:
                return self._words["since"].format(period.start.year)
            case Grain.SPAN if period.end is not None:
                return self._words["span"].format(period.start.year, self._last(period.start, period.end))
            case _:
                return self._words["year"].format(period.start.year)

    def _last(self, start: date, end: date) -> str:
        same_century = start.year // 100 == end.year // 100
        return f"{end.year % 100:02d}" if self._short and same_century else str(end.year)

    def _write(self, day: date, pattern: str) -> str:
        return date_writer(self._tag)(day, self._words[pattern])
