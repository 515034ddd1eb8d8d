"""Periods and days: on axes, in prose, and as the date something was true."""

from datetime import date

from briefwright.language.digits import date_writer
from briefwright.language.words import Words
from briefwright.model.period import MONTHS_A_YEAR, AsOf, Grain, Kind, Period

_SUFFIX = {Kind.ACTUAL: "A", Kind.ESTIMATE: "E", Kind.FORECAST: "F"}
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HALF_YEAR = 6


class Dates:
    """The dates of one language; ``short_spans`` writes 2021–26 rather than 2021–2026."""

    def __init__(self, words: Words, *, short_spans: bool) -> None:
        self._words, self._short = words.dates, short_spans
        self._durations = words.durations
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
        """2026E, FY2026, 2023H1, 2023Q1–Q3, 2023-02, 2021–2026; an elapsed period is its count of steps."""
        suffix = _SUFFIX.get(period.kind, "") if kind and period.kind else ""
        return self._axis(period) + suffix

    def _axis(self, period: Period) -> str:
        start, end = period.start, period.end
        match period.grain:
            case Grain.HORIZON:
                return self._words["axis_horizon"].format(self._length(period, in_words=False))
            case Grain.DAY if start:
                return self._write(start, "axis_day")
            case Grain.MONTH if start:
                return self._write(start, "axis_month")
            case Grain.CUMULATIVE if end:
                # Of the periods that begin in January only three quarters have no shorter name.
                year, names = end.year, {3: "Q1", _HALF_YEAR: "H1", MONTHS_A_YEAR: ""}
                return f"{year}{names.get(end.month, 'Q1–Q3')}"
            case Grain.SPAN if start:
                return self._axis_span(period) if end else self._words["axis_since"].format(start.year)
            case _:
                return period.label

    def _axis_span(self, period: Period) -> str:
        first, last = _ends(period)
        if first.grain is Grain.YEAR and last.grain is Grain.YEAR:
            return f"{first.label}–{self._last(first, last)}"
        if first.is_fiscal:
            return f"{first.label}–{self._last(first, last)}"
        return f"{self._axis(first)}–{self._axis(last)}"

    def prose(self, period: Period) -> str:
        """2023年第一季度, Q1 2023; 2012年以来, since 2012; 未来5年内, within five years."""
        start, end = period.start, period.end
        match period.grain:
            case Grain.HORIZON:
                return self._words["horizon"].format(self._length(period, in_words=True))
            case Grain.SPAN if start:
                return self._span(period) if end else self._words["since"].format(start.year)
            case Grain.DAY if start:
                return self.day(start)
            case Grain.MONTH if start:
                return self._write(start, "month")
            case Grain.FISCAL:
                return self._fiscal(period)
            case _ if start and end:
                return self._part_of_year(start, end)
            case _:
                return self._words["elapsed"].format(period.label)

    def _part_of_year(self, start: date, end: date) -> str:
        match end.month - start.month + 1:
            case 3:
                number = end.month // 3
                return self._words["quarter"].format(year=end.year, digit=number, han="一二三四"[number - 1])
            case 6:
                number = end.month // _HALF_YEAR
                return self._words["half"].format(year=end.year, digit=number, half="上下"[number - 1])
            case 9:
                return self._words["nine_months"].format(end.year)
            case _:
                return self._words["year"].format(end.year)

    def _fiscal(self, period: Period) -> str:
        """FY2026, with the month it ends in where that is known and is not December."""
        if period.year_end in {None, MONTHS_A_YEAR} or period.end is None:
            return self._words["fiscal"].format(period.year)
        return self._words["fiscal_to"].format(year=period.year, month=self._write(period.end, "month"))

    def _span(self, period: Period) -> str:
        first, last = _ends(period)
        if first.grain is Grain.YEAR and last.grain is Grain.YEAR:
            return self._words["span"].format(first.year, self._last(first, last))
        if first.is_fiscal:
            return self._words["fiscal_span"].format(first.year, self._last(first, last))
        return self._words["from_to"].format(self.prose(first), self.prose(last))

    def _length(self, period: Period, *, in_words: bool) -> str:
        """5年, five years."""
        count, noun = period.length or (0, "year")
        one, many = self._durations[noun]
        if one.isascii():
            said = _NUMBERS[count - 1] if in_words and count <= len(_NUMBERS) else str(count)
            return f"{said} {one if count == 1 else many}"
        return f"{count}{many}"

    def _last(self, first: Period, last: Period) -> str:
        start, end = first.year or 0, last.year or 0
        return f"{end % 100:02d}" if self._short and start // 100 == end // 100 else str(end)

    def _write(self, day: date, pattern: str) -> str:
        return date_writer(self._tag)(day, self._words[pattern])


def _ends(span: Period) -> tuple[Period, Period]:
    """The first and last period of a closed span."""
    first, _, last = span.label.partition("..")
    return Period.parse(first), Period.parse(last)
