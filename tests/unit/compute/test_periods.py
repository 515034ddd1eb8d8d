"""Which periods are the same, which join, and what a result speaks for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute import periods
from briefwright.compute.problem import Problem
from briefwright.model.period import Grain, Kind, Period
from tests.unit.model.texts import PERIODS


def placed(text: str) -> Period:
    """A period as written; ``FY2026/6`` ends in June, and a horizon after ``@`` was said on that day."""
    text, _, said = text.partition("@")
    text, _, month = text.partition("/")
    period = Period.parse(text).ending(int(month) if month else None)
    return period.resolved(date.fromisoformat(said)) if said else period


any_period = st.sampled_from(
    [*PERIODS, "FY2026/6", "FY2026/12", "FY2021..FY2024/6", "within 5 years@2023-02-20", "within 5 years@2024-02-20"]
).map(placed)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("2023Q2YTD", "2023H1"),
        ("2023Q1YTDA", "2023Q1E"),
        ("2023Q4YTD", "2023"),
        ("FY2023/12", "2023"),
        ("2022Q4..2023Q3", "2022-10..2023-09"),
        ("FY2023", "FY2023"),
        ("within 5 years@2023-02-20", "within 5 years@2023-02-20"),
        ("2012..", "2012.."),
    ],
)
def test_the_same(left: str, right: str) -> None:
    """A period is its days, by whatever name."""
    assert periods.same(placed(left), placed(right))
    assert periods.same(placed(right), placed(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("FY2023", "2023"),
        ("FY2023", "FY2023/12"),
        ("FY2023/6", "FY2023/3"),
        ("FY2021..FY2023", "2021..2023"),
        ("within 5 years@2023-02-20", "within 5 years@2024-02-20"),
        ("within 5 years@2023-02-20", "2023-02-20..2028-02-20"),
        ("within 12 months@2023-02-20", "within 1 year@2023-02-20"),
        ("2012..", "2012"),
    ],
)
def test_not_the_same(left: str, right: str) -> None:
    """A fiscal year of unsaid end is no calendar year, a horizon is what was said on a day."""
    assert not periods.same(placed(left), placed(right))


@pytest.mark.parametrize(
    ("joined", "period"),
    [
        ("2023Q1A 2023Q2A 2023Q3A 2023Q4A", "2023A"),
        ("2023Q4 2023Q1 2023Q3 2023Q2", "2023"),
        ("2023H1A 2023H2E", "2023E"),
        ("2023H1 2023Q3", "2023Q3YTD"),
        ("2023Q3 2023Q4", "2023H2"),
        ("2023-04 2023-05 2023-06", "2023Q2"),
        ("2023-01 2023-02", "2023-01..2023-02"),
        ("2022Q4 2023Q3YTD", "2022Q4..2023Q3YTD"),
        ("2021 2022 2023", "2021..2023"),
        ("FY2022/6 FY2023/6", "FY2022..FY2023"),
        ("2021..2022 2023..2024", "2021..2024"),
        ("2023-02-20 2023-02-21", None),
        ("2022Q4..2023Q1 2023Q2", "2022Q4..2023Q2"),
        ("2021..2022 2023", "2021..2023"),
        ("2023 2023Q4YTD", "2023"),
    ],
)
def test_sums_speak_for_what_their_parts_make_up(joined: str, period: str | None) -> None:
    """Parts in a row are the period they fill, in whatever order they stand."""
    found = periods.added([placed(text) for text in joined.split()], Kind.ESTIMATE if "E" in joined else Kind.ACTUAL)
    assert (str(found) if found else None) == period


@pytest.mark.parametrize(
    "joined",
    [
        "2021 2023",
        "2023 2023Q1",
        "2023H1 2023Q2",
        "2023 FY2023",
        "FY2022/6 FY2023/3",
        "2023Q4 FY2024/12 2026",
        "FY2022 FY2023/6",
        "2012.. 2013",
        "2023-02-20 2023-03",
    ],
)
def test_sums_refused(joined: str) -> None:
    """What overlaps, leaves a gap or is of two calendars is N210."""
    with pytest.raises(Problem) as caught:
        periods.added([placed(text) for text in joined.split()], Kind.ACTUAL)
    assert caught.value.remark.code == "N210"


def test_a_horizon_joins_only_itself() -> None:
    """Said on two days it is two times; with anything else it has no common period."""
    early, late = placed("within 5 years@2023-02-20"), placed("within 5 years@2024-02-20")
    assert periods.common([early, early], Kind.FORECAST) == early
    assert periods.compared([early, late], Kind.FORECAST) is None
    with pytest.raises(Problem):
        periods.added([early, late], Kind.FORECAST)


@pytest.mark.parametrize(
    ("left", "right", "help_text"),
    [
        ("FY2023", "2023", "year_end"),
        ("FY2023", "FY2023/6", "year_end"),
        ("FY2023/6", "2023", "calendarise"),
        ("FY2023/6", "FY2023/3", "calendarise"),
        ("FY2023/6", "2023H1", "calendarise"),
        ("FY2021..FY2023", "2023", "year_end"),
    ],
)
def test_calendars_do_not_mix(left: str, right: str, help_text: str) -> None:
    """Not even in a ratio; the way out is named."""
    for rule in (periods.common, periods.compared, periods.added):
        with pytest.raises(Problem) as caught:
            rule([placed(left), placed(right)], Kind.ACTUAL)
        assert caught.value.remark.code == "N210"
        assert help_text in caught.value.remark.help


def test_a_fiscal_year_that_ends_in_december_is_a_calendar_year() -> None:
    """It joins the year, the quarters and the span."""
    assert periods.common([placed("FY2023/12"), placed("2023")], Kind.ACTUAL) is not None
    assert str(periods.compared([placed("2021"), placed("FY2023/12")], Kind.ACTUAL)) == "2021..FY2023"


@pytest.mark.parametrize(
    ("end", "label"), [("2023-09-30", "2022Q4..2023Q3"), ("2023-03-31", "2022Q2..2023Q1"), ("2023-12-31", "2023")]
)
def test_twelve_months(end: str, label: str) -> None:
    """They end where they are asked to, and last a year."""
    period = periods.twelve_months_to(date.fromisoformat(end))
    assert (period.label, str(period.end)) == (label, end)


@given(st.lists(any_period | st.none(), min_size=1, max_size=4), st.permutations(range(4)), st.sampled_from(Kind))
def test_rules_hold_for_any_periods(given_periods: list[Period | None], order: list[int], kind: Kind) -> None:
    """A Problem at worst, in any order the same; what is made can be written, read again and is no shorter."""
    turned = [given_periods[index] for index in order if index < len(given_periods)]
    for rule in (periods.common, periods.compared, periods.added):
        found = _outcome(rule, given_periods, kind)
        other = _outcome(rule, turned, kind)
        if isinstance(found, Period) and isinstance(other, Period):
            assert periods.same(found, other)
        else:
            assert found == other
        if isinstance(found, Period):
            assert str(Period.parse(str(found))) == str(found)
            assert found.grain is Grain.SPAN or found.kind in {None, kind}


def _outcome(rule: object, joined: list[Period | None], kind: Kind) -> Period | str | None:
    assert callable(rule)
    try:
        found: Period | None = rule(joined, kind)
    except Problem as problem:
        return problem.remark.code
    return found


@given(any_period, any_period, any_period)
def test_sameness_is_an_equivalence(first: Period, second: Period, third: Period) -> None:
    """Each is itself, and what is the same as the same is the same."""
    assert periods.same(first, first)
    assert periods.same(first, second) == periods.same(second, first)
    if periods.same(first, second) and periods.same(second, third):
        assert periods.same(first, third)
