"""Periods as research prints them: ``2021A``, ``2026E``, ``FY2026``, ``2023H1``, ``2023Q1``, ``2023Q3YTD``, ``2012..``.

A cumulative quarter runs from the first of January: ``2023Q3YTD`` is the first three quarters, as Chinese interim
reports count, and ``2023Q2YTD`` the first half. A fiscal year is named by the calendar year it ends in; which month
that is stands beside it. ``within 5 years`` is a horizon: it counts from the day it was said.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a number is: a fact, someone's estimate of it, a forecast, or an opinion."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    OPINION = "opinion"


class Basis(StrEnum):
    """What a number is over time: an amount over a period (flow) or at a moment (stock); or such a rate of exchange."""

    FLOW = "flow"
    STOCK = "stock"
    AVERAGE = "average"
    SPOT = "spot"


class Grain(StrEnum):
    """The length of a period. A fiscal year is not a calendar year."""

    YEAR = "year"
    FISCAL = "fiscal year"
    HALF = "half"
    QUARTER = "quarter"
    CUMULATIVE = "quarters since January"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    HORIZON = "horizon"
    ELAPSED = "elapsed"


LETTERED = (Grain.YEAR, Grain.FISCAL, Grain.HALF, Grain.QUARTER, Grain.CUMULATIVE, Grain.MONTH)
"""Periods that are printed with the letter of their kind, and of which spans are made."""
MONTHS_A_YEAR = 12
_KINDS = {"A": Kind.ACTUAL, "E": Kind.ESTIMATE, "F": Kind.FORECAST}
_CENTURIES = r"(?:19|20|21)\d\d"
_YEAR = re.compile(rf"(FY)?({_CENTURIES})([AEF])?", re.ASCII)
_PART = re.compile(rf"({_CENTURIES})(Q([1-4])(YTD)?|H([12]))([AEF])?", re.ASCII)
_MONTH = re.compile(rf"({_CENTURIES})-(\d\d)([AEF])?", re.ASCII)
_DAY = re.compile(rf"({_CENTURIES})-(\d\d)-(\d\d)", re.ASCII)
_OPEN = re.compile(rf"({_CENTURIES})\.\.([AEF])?", re.ASCII)
_HORIZON = re.compile(r"within +([1-9]\d{0,2}) +(day|week|month|quarter|year)s?", re.ASCII)
_IN_MONTHS = {"month": 1, "quarter": 3, "year": MONTHS_A_YEAR}
_IN_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``end`` are the first and last day; ``end`` None is open. ``label`` is as written, less the kind.

    ``year_end`` is the month in which a fiscal year ends; without one its days are a calendar year's, for want of
    better, and ``is_placed`` is False. Both days of ``Grain.ELAPSED``, whose label counts steps since the start, are
    None, and those of a ``Grain.HORIZON`` until it is ``resolved``.
    """

    grain: Grain
    label: str
    start: date | None
    end: date | None
    kind: Kind | None = None
    year_end: int | None = None

    def __str__(self) -> str:
        suffix = {kind: letter for letter, kind in _KINDS.items()}
        return self.label + (suffix.get(self.kind, "") if self.kind else "")

    @property
    def year(self) -> int | None:
        """The year it is named by: of a fiscal year that in which it ends, else that in which it starts."""
        named = self.end if self.grain is Grain.FISCAL else self.start
        return named.year if named else None

    @property
    def is_fiscal(self) -> bool:
        """True of fiscal years and spans of them."""
        return self.label.startswith("FY")

    @property
    def is_placed(self) -> bool:
        """True where its days are known: not of a fiscal year without year-end, nor of what counts from a start."""
        return self.start is not None and not (self.is_fiscal and self.year_end is None)

    @property
    def length(self) -> tuple[int, str] | None:
        """Of a horizon its count and noun, else None."""
        found = _HORIZON.fullmatch(self.label) if self.grain is Grain.HORIZON else None
        return (int(found[1]), found[2]) if found else None

    @classmethod
    def elapsed(cls, steps: int) -> "Period":
        return cls(Grain.ELAPSED, str(steps), None, None)

    @classmethod
    def between(cls, first: "Period", last: "Period") -> "Period":
        """The span from the start of ``first`` to the end of ``last``, both closed and of one calendar."""
        year_end = first.year_end if first.year_end == last.year_end else None
        label = f"{first.label.partition('..')[0]}..{last.label.rpartition('..')[2]}"
        return cls(Grain.SPAN, label, first.start, last.end, year_end=year_end)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Raises ValueError where ``text`` is none of the forms above, or names a day that does not exist."""
        text = text.strip()
        if ".." in text:
            return _span(text)
        if found := _YEAR.fullmatch(text):
            fiscal, year, letter = found.groups()
            grain = Grain.FISCAL if fiscal else Grain.YEAR
            return cls(grain, (fiscal or "") + year, date(int(year), 1, 1), date(int(year), 12, 31), _kind(letter))
        if found := _PART.fullmatch(text):
            return _part_of_year(found)
        if _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return cls(Grain.DAY, text, day, day)
        if found := _MONTH.fullmatch(text):
            year, month, letter = found.groups()
            first = date(int(year), int(month), 1)
            return cls(Grain.MONTH, f"{year}-{month}", first, month_end(first.year, first.month), _kind(letter))
        if found := _HORIZON.fullmatch(text):
            plural = "" if found[1] == "1" else "s"
            return cls(Grain.HORIZON, f"within {found[1]} {found[2]}{plural}", None, None)
        raise ValueError(f"'{text}' is not a period")

    def ending(self, month: int | None) -> "Period":
        """A fiscal year, or a span of them, whose years end in ``month`` (1 to 12); any other period unchanged.

        FY2026 ending in month 6 runs from 2025-07-01 to 2026-06-30. None leaves the year-end unknown.
        """
        if month is None or not self.is_fiscal:
            return self
        years = [int(label.removeprefix("FY")) for label in self.label.split("..")]
        start = month_end(years[0] - 1, month) + timedelta(days=1)
        return replace(self, start=start, end=month_end(years[-1], month), year_end=month)

    def resolved(self, as_of: date) -> "Period":
        """A horizon counted from ``as_of``: its end is so much later. Any other period unchanged."""
        if self.length is None:
            return self
        count, noun = self.length
        if noun in _IN_DAYS:
            end = as_of + timedelta(days=count * _IN_DAYS[noun])
        else:
            months = as_of.year * MONTHS_A_YEAR + as_of.month - 1 + count * _IN_MONTHS[noun]
            last = month_end(months // MONTHS_A_YEAR, months % MONTHS_A_YEAR + 1)
            end = last.replace(day=min(as_of.day, last.day))
        return replace(self, start=as_of, end=end)

    def years_before(self, years: int) -> "Period | None":
        """The same part of the year so many years before, its kind open; None where no such period can be named."""
        if self.year is None or self.grain not in {*LETTERED, Grain.DAY}:
            return None
        try:
            earlier = Period.parse(self.label.replace(str(self.year), str(self.year - years), 1))
        except ValueError:
            return None
        return earlier.ending(self.year_end)


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a number or text was true. ``after`` means that day or later; ``inferred`` that no source prints it."""

    day: date
    after: bool = False
    inferred: bool = False


def _kind(letter: str | None) -> Kind | None:
    return _KINDS[letter] if letter else None


def _part_of_year(found: re.Match[str]) -> Period:
    year_text, part, quarter, cumulative, half, letter = found.groups()
    year, last = int(year_text), int(quarter or half) * (3 if quarter else 6)
    first = last - 5 if half else 1 if cumulative else last - 2
    grain = Grain.HALF if half else Grain.CUMULATIVE if cumulative else Grain.QUARTER
    return Period(grain, year_text + part, date(year, first, 1), month_end(year, last), _kind(letter))


def _span(text: str) -> Period:
    if found := _OPEN.fullmatch(text):
        return Period(Grain.SPAN, f"{found[1]}..", date(int(found[1]), 1, 1), None, _kind(found[2]))
    before, _, after = text.partition("..")
    if ".." not in after:
        first, last = Period.parse(before), Period.parse(after)
        closed = first.end and last.start and {first.grain, last.grain} <= {*LETTERED, Grain.DAY}
        if closed and first.kind is None and first.is_fiscal == last.is_fiscal:
            if first.end and last.start and last.start <= first.end:
                raise ValueError(f"the span '{text}' does not rise")
            return replace(Period.between(first, last), kind=last.kind)
    raise ValueError(f"'{text}' is not a period")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def calendar_of(period: Period) -> int | None:
    """The month in which its years end: 12 of calendar periods, 0 where a fiscal year does not say it.

    None for what belongs to no calendar: days, calendar spans, horizons, elapsed steps.
    """
    if period.is_fiscal:
        return period.year_end or 0
    return MONTHS_A_YEAR if period.grain in LETTERED else None


def months_between(first: Period, last: Period) -> int | None:
    """Months from one period to another of the same length in the same calendar; negative where ``last`` is earlier.

    Days lie whole months apart where they are of one date or both the last of their months. None where nothing is
    defined: unlike lengths, spans, horizons, fiscal years of different year-ends.
    """
    if first.start is None or first.end is None or last.start is None or last.end is None:
        return None
    apart = (last.end.year - first.end.year) * MONTHS_A_YEAR + last.end.month - first.end.month
    if first.grain is Grain.DAY and last.grain is Grain.DAY:
        month_ends = all(day == month_end(day.year, day.month) for day in (first.end, last.end))
        return apart if month_ends or first.end.day == last.end.day else None
    if not {first.grain, last.grain} <= set(LETTERED) or calendar_of(first) != calendar_of(last):
        return None
    return apart if _months(first.start, first.end) == _months(last.start, last.end) else None


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month + 1


def years_between(first: Period, last: Period) -> int | None:
    """Whole years from one calendar or fiscal year to another of the same grain; None where that is not defined."""
    months = months_between(first, last)
    if months is None or first.grain is not last.grain or first.grain not in {Grain.YEAR, Grain.FISCAL}:
        return None
    return months // MONTHS_A_YEAR


def days_late(as_of: date, day: date) -> int:
    """Days from ``day`` to ``as_of``; negative where ``day`` is still ahead."""
    return (as_of - day) // timedelta(days=1)
