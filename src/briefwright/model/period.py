"""Periods as research prints them: ``2021A``, ``2026E``, ``2023Q1``, ``2023-02``, ``2023-02-20``, ``2012..``."""

import calendar
import re
from dataclasses import dataclass
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
    QUARTER = "quarter"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    ELAPSED = "elapsed"


_KINDS = {"A": Kind.ACTUAL, "E": Kind.ESTIMATE, "F": Kind.FORECAST}
_YEAR = re.compile(r"(FY)?((?:19|20|21)\d\d)([AEF])?")
_QUARTER = re.compile(r"((?:19|20|21)\d\d)Q([1-4])([AEF])?")
_MONTH = re.compile(r"((?:19|20|21)\d\d)-(\d\d)([AEF])?")
_DAY = re.compile(r"((?:19|20|21)\d\d)-(\d\d)-(\d\d)")
_SPAN = re.compile(r"((?:19|20|21)\d\d)\.\.((?:19|20|21)\d\d)?([AEF])?")


@dataclass(frozen=True, slots=True)
class Period:
    """``start`` and ``end`` are the first and last day; ``end`` None is open. ``label`` is as written, less the kind.

    For ``Grain.ELAPSED`` the label is a count of steps since the start and both days are None.
    """

    grain: Grain
    label: str
    start: date | None
    end: date | None
    kind: Kind | None = None

    def __str__(self) -> str:
        suffix = {kind: letter for letter, kind in _KINDS.items()}
        return self.label + (suffix.get(self.kind, "") if self.kind else "")

    @property
    def year(self) -> int | None:
        return self.start.year if self.start else None

    @classmethod
    def elapsed(cls, steps: int) -> "Period":
        return cls(Grain.ELAPSED, str(steps), None, None)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Raises ValueError where ``text`` is none of the forms above, or names a day that does not exist."""
        text = text.strip()
        if found := _YEAR.fullmatch(text):
            fiscal, year, letter = found.groups()
            grain = Grain.FISCAL if fiscal else Grain.YEAR
            first = date(int(year), 1, 1)
            return cls(grain, (fiscal or "") + year, first, date(int(year), 12, 31), _kind(letter))
        if found := _QUARTER.fullmatch(text):
            year, quarter, letter = found.groups()
            month = int(quarter) * 3
            return cls(
                Grain.QUARTER,
                f"{year}Q{quarter}",
                date(int(year), month - 2, 1),
                _month_end(int(year), month),
                _kind(letter),
            )
        if found := _DAY.fullmatch(text):
            day = date.fromisoformat(text)
            return cls(Grain.DAY, text, day, day)
        if found := _MONTH.fullmatch(text):
            year, month_text, letter = found.groups()
            first = date(int(year), int(month_text), 1)
            return cls(Grain.MONTH, f"{year}-{month_text}", first, _month_end(first.year, first.month), _kind(letter))
        if found := _SPAN.fullmatch(text):
            first_year, last_year, letter = found.groups()
            if last_year and last_year <= first_year:
                raise ValueError(f"the span '{text}' does not rise")
            end = date(int(last_year), 12, 31) if last_year else None
            return cls(Grain.SPAN, f"{first_year}..{last_year or ''}", date(int(first_year), 1, 1), end, _kind(letter))
        raise ValueError(f"'{text}' is not a period")


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a number or text was true. ``after`` means that day or later; ``inferred`` that no source prints it."""

    day: date
    after: bool = False
    inferred: bool = False


def _kind(letter: str | None) -> Kind | None:
    return _KINDS[letter] if letter else None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def years_between(first: Period, last: Period) -> int | None:
    """Whole years from one calendar or fiscal year to another of the same grain; None where that is not defined."""
    if first.grain != last.grain or first.grain not in (Grain.YEAR, Grain.FISCAL) or not first.year or not last.year:
        return None
    return last.year - first.year


def days_late(as_of: date, day: date) -> int:
    """Days from ``day`` to ``as_of``; negative where ``day`` is still ahead."""
    return (as_of - day) // timedelta(days=1)
