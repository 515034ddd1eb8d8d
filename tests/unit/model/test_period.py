"""Periods: what they are called, which days they have, how far apart they lie."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.model.period import Grain, Period, calendar_of, months_between, years_between
from tests.unit.model.texts import PERIODS, nearly

P = Period.parse


@pytest.mark.parametrize(
    ("text", "grain", "start", "end"),
    [
        ("2026E", Grain.YEAR, "2026-01-01", "2026-12-31"),
        ("2023H1", Grain.HALF, "2023-01-01", "2023-06-30"),
        ("2023H2A", Grain.HALF, "2023-07-01", "2023-12-31"),
        ("2023Q3", Grain.QUARTER, "2023-07-01", "2023-09-30"),
        ("2023Q1YTD", Grain.CUMULATIVE, "2023-01-01", "2023-03-31"),
        ("2023Q3YTDA", Grain.CUMULATIVE, "2023-01-01", "2023-09-30"),
        ("2023Q4YTD", Grain.CUMULATIVE, "2023-01-01", "2023-12-31"),
        ("2024-02", Grain.MONTH, "2024-02-01", "2024-02-29"),
        ("2022Q4..2023Q3", Grain.SPAN, "2022-10-01", "2023-09-30"),
        ("2023-02-20..2023-03-01", Grain.SPAN, "2023-02-20", "2023-03-01"),
    ],
)
def test_days(text: str, grain: Grain, start: str, end: str) -> None:
    """A period has its first and last day; quarters to date begin in January."""
    period = P(text)
    assert (period.grain, str(period.start), str(period.end)) == (grain, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "2023H3",
        "2023Q5YTD",
        "2023H1YTD",
        "FY2023Q1",
        "2021..2020",
        "2021..2021H2",
        "2021A..2022",
        "FY2021..2024",
        "2021..2022..2023",
        "2012..2012",
        "within 0 years",
        "within five years",
        "within 1000 days",
        "..",
        "2023-13",
        "２０２３",
        "within 5 years..2023",
    ],
)
def test_refused(text: str) -> None:
    """What is no period is a ValueError that quotes it."""
    with pytest.raises(ValueError, match=r"is not a period|does not rise|must be in"):
        P(text)


@pytest.mark.parametrize(
    ("text", "month", "start", "end"),
    [
        ("FY2026", 6, "2025-07-01", "2026-06-30"),
        ("FY2026E", 3, "2025-04-01", "2026-03-31"),
        ("FY2024", 2, "2023-03-01", "2024-02-29"),
        ("FY2026", 12, "2026-01-01", "2026-12-31"),
        ("FY2024..FY2026", 6, "2023-07-01", "2026-06-30"),
    ],
)
def test_fiscal_years_are_placed_by_their_year_end(text: str, month: int, start: str, end: str) -> None:
    """A fiscal year is named by the year it ends in; placing it changes neither its name nor its kind."""
    placed = P(text).ending(month)
    assert (str(placed.start), str(placed.end), str(placed)) == (start, end, text)
    assert placed.is_placed
    assert not P(text).is_placed
    assert P(text).ending(None) == P(text)
    assert P("2026").ending(6) == P("2026")


def test_the_year_of_a_fiscal_year() -> None:
    """It is the one in its name, wherever it begins."""
    assert P("FY2026").ending(6).year == P("FY2026").year == 2026


@pytest.mark.parametrize(
    ("text", "said", "end"),
    [
        ("within 5 years", "2023-02-20", "2028-02-20"),
        ("within 1 year", "2024-02-29", "2025-02-28"),
        ("within 18 months", "2023-08-31", "2025-02-28"),
        ("within 2 quarters", "2023-08-31", "2024-02-29"),
        ("within 30 days", "2023-12-15", "2024-01-14"),
        ("within 6 weeks", "2023-01-01", "2023-02-12"),
    ],
)
def test_horizons_count_from_the_day_they_were_said(text: str, said: str, end: str) -> None:
    """Unresolved they have no days; a month too short ends on its last day."""
    horizon = P(text)
    assert (horizon.start, horizon.end, horizon.is_placed) == (None, None, False)
    resolved = horizon.resolved(date.fromisoformat(said))
    assert (str(resolved.start), str(resolved.end), str(resolved)) == (said, end, text)


def test_horizons_have_one_spelling() -> None:
    """One year or many, it is written as English writes it."""
    assert [str(P(text)) for text in ("within 5 year", "within 1 years", "within  3 months")] == [
        "within 5 years",
        "within 1 year",
        "within 3 months",
    ]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2021A", "2026E", 60),
        ("2023Q1", "2023Q3", 6),
        ("2022Q3YTD", "2023Q3YTD", 12),
        ("2022H1", "2023Q2YTD", 12),
        ("2022H1", "2022H2", 6),
        ("2023-01", "2024-03", 14),
        ("2023-02-20", "2024-02-20", 12),
        ("2023-02-28", "2024-02-29", 12),
        ("2026", "2021", -60),
        ("2023Q1", "2023H1", None),
        ("2022Q2YTD", "2022Q3YTD", None),
        ("2023-02-20", "2023-03-21", None),
        ("2023", "FY2024", None),
        ("2012..", "2013..", None),
        ("within 5 years", "within 6 years", None),
        ("2021..2023", "2022..2024", None),
    ],
)
def test_months_between(first: str, last: str, months: int | None) -> None:
    """Periods of one length in one calendar lie so many months apart; nothing else has a distance."""
    assert months_between(P(first), P(last)) == months


def test_fiscal_years_of_different_year_ends_have_no_distance() -> None:
    """June to June is a year; June to March is not ten months."""
    assert months_between(P("FY2025").ending(6), P("FY2026").ending(6)) == 12
    assert months_between(P("FY2025").ending(6), P("FY2026").ending(3)) is None
    assert months_between(P("FY2025"), P("FY2026").ending(6)) is None
    assert years_between(P("FY2021"), P("FY2026")) == 5


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2023Q3YTDE", "2022Q3YTD"),
        ("2023H1", "2022H1"),
        ("2024-02-28", "2023-02-28"),
        ("2024-02-29", None),
        ("1900", None),
        ("2021..2023", None),
        ("within 5 years", None),
    ],
)
def test_a_year_before(text: str, before: str | None) -> None:
    """The same part of the year before, its kind open."""
    found = P(text).years_before(1)
    assert (str(found) if found else None) == before


def test_a_fiscal_year_before_keeps_its_year_end() -> None:
    """FY2025 ends in June if FY2026 does."""
    assert P("FY2026").ending(6).years_before(1) == P("FY2025").ending(6)


@given(nearly("2026EFYHQTD-. within5 years", P, PERIODS))
def test_no_text_breaks_the_parser(text: str) -> None:
    """A ValueError at worst; what is read is written as it is read again, and has its days in order."""
    try:
        period = P(text)
    except ValueError:
        return
    assert P(str(period)) == period
    assert period.start is None or period.end is None or period.start <= period.end
    assert (period.grain is Grain.HORIZON) == (period.length is not None)


@given(st.sampled_from(PERIODS), st.integers(1, 12), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_placing_and_resolving_keep_the_name(text: str, month: int, day: date) -> None:
    """They give days, and leave everything else."""
    period = P(text)
    made = period.ending(month).resolved(day)
    assert (str(made), made.grain, made.kind) == (str(period), period.grain, period.kind)
    assert calendar_of(made) == (month if period.is_fiscal else calendar_of(period))
    if period.grain is Grain.FISCAL:
        assert made.start is not None
        assert made.end is not None
        assert timedelta(364) <= made.end - made.start <= timedelta(365)
        assert (made.end + timedelta(1)).day == made.start.day == 1
