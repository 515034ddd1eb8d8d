"""Amounts over the months of a year: trailing twelve months, single quarters, calendar years, growth by months."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.model.amount import Amount, Form
from briefwright.model.period import Basis, Kind
from tests.unit.compute.theses import computed, facts, one, refused, series

CUMULATIVE = (
    "2022Q1A: 10, 2022Q2YTDA: 22, 2022Q3YTDA: 36, 2022A: 52, 2023Q1YTDA: 14, 2023H1A: 30, 2023Q3YTDA: 48, 2023A: 70"
)
REVENUE = series("CNY 亿", CUMULATIVE, more=", basis: flow")
FISCAL = series("USD m", "FY2025A: 100, FY2026A: 200, FY2027E: 260", more=", year_end: 6, basis: flow")


def shown(formula: str, given_yaml: str) -> tuple[str, str, str]:
    """The value in the unit's scale, the period and the kind."""
    result = one(formula, given_yaml)
    value = result.amount.value.scaleb(-result.unit.scale)
    return f"{value.normalize():f}", str(result.period), result.kind


@pytest.mark.parametrize(
    ("formula", "value", "period"),
    [
        ("ttm(s, 2023Q3YTD)", "64", "2022Q4..2023Q3A"),
        ("ttm(s, 2023Q2YTD)", "60", "2022Q3..2023Q2A"),
        ("ttm(s, 2023H1)", "60", "2022Q3..2023Q2A"),
        ("ttm(s, 2023Q1)", "56", "2022Q2..2023Q1A"),
        ("ttm(s, 2023)", "70", "2023A"),
        ("ttm(s, 2023Q4YTD)", "70", "2023A"),
        ("quarter(s, 2023Q1)", "14", "2023Q1A"),
        ("quarter(s, 2023Q2)", "16", "2023Q2A"),
        ("quarter(s, 2023Q3)", "18", "2023Q3A"),
        ("quarter(s, 2023Q4)", "22", "2023Q4A"),
        ("quarter(s, 2022Q2)", "12", "2022Q2A"),
        ("yoy(s, 2023Q3YTD)", "33.33333333333333333333333333333333333333333333333", "2023Q3YTDA"),
    ],
)
def test_cumulative_series(formula: str, value: str, period: str) -> None:
    """Chinese quarters add up from January; the first half, the first quarter and the year go by any of their names."""
    found = shown(formula, REVENUE)
    assert found[0].startswith(value[:20])
    assert found[1:] == (period, Kind.ACTUAL)


def test_twelve_months_are_four_quarters() -> None:
    """The trailing twelve months are the sum of their single quarters."""
    quarters = "".join(
        f"  q{n}: quarter(s, {when})\n" for n, when in enumerate(("2022Q4", "2023Q1", "2023Q2", "2023Q3"))
    )
    more = "  added: {formula: q0 + q1 + q2 + q3, label: Added}\n  trailing: ttm(s, 2023Q3YTD)\n"
    found, findings = computed(f"{REVENUE}computed:\n{quarters}{more}")
    assert not findings
    added, trailing = found.numbers["added"], found.numbers["trailing"]
    assert added.amount == trailing.amount
    assert added.period == trailing.period
    assert trailing.basis is Basis.FLOW
    assert trailing.derivation is not None
    assert trailing.derivation.inputs == ("s[2022A]", "s[2023Q3YTDA]", "s[2022Q3YTDA]")


@pytest.mark.parametrize(
    ("formula", "code", "says"),
    [
        ("ttm(s, 2023Q3)", "N210", "does not count from January"),
        ("ttm(s, 2023-01)", "N210", "does not count from January"),
        ("ttm(s, 2023H2)", "N210", "does not count from January"),
        ("ttm(s, 2022Q3YTD)", "N208", "no point 2021"),
        ("ttm(s, 2024Q3YTD)", "N208", "no point 2024Q3YTD"),
        ("quarter(s, 2023H1)", "N210", "is no quarter"),
        ("quarter(s, 2024Q2)", "N208", "no point 2024Q2YTD"),
        ("ttm(s)", "N203", "arguments"),
    ],
)
def test_cumulative_series_refused(formula: str, code: str, says: str) -> None:
    """A period of another sort, or one whose years are missing, is named."""
    finding = refused(formula, REVENUE)
    assert (finding.code, says in finding.message) == (code, True), finding


@pytest.mark.parametrize("formula", ["ttm(s, 2023Q3YTD)", "quarter(s, 2023Q3)", "calendarise(s, 2023)"])
@pytest.mark.parametrize(
    ("unit", "more", "code"),
    [("%", "", "N204"), ("x", "", "N204"), ("CNY/USD", "", "N204"), ("CNY bn", ", basis: stock", "N213")],
)
def test_only_flows_are_spread_over_a_year(formula: str, unit: str, more: str, code: str) -> None:
    """Margins and multiples do not add up over months, and what stands at a moment is not spread."""
    assert refused(formula, series(unit, CUMULATIVE, more=more)).code == code


@pytest.mark.parametrize(
    ("formula", "given_yaml", "expected"),
    [
        ("calendarise(s, 2026)", FISCAL, ("230", "2026E", Kind.ESTIMATE)),
        ("calendarise(s, 2025)", FISCAL, ("150", "2025A", Kind.ACTUAL)),
        (
            "calendarise(s, 2026)",
            series("USD m", "FY2026: 120, FY2027: 240", more=", year_end: 3, kind: forecast"),
            ("210", "2026F", Kind.FORECAST),
        ),
        (
            "calendarise(s, 2026)",
            series("USD m", "FY2026A: 200", more=", year_end: 12"),
            ("200", "2026A", Kind.ACTUAL),
        ),
    ],
)
def test_calendar_years(formula: str, given_yaml: str, expected: tuple[str, str, str]) -> None:
    """By months: years that end in June give half of each, exactly."""
    assert shown(formula, given_yaml) == expected


def test_a_third_of_a_year_is_exact() -> None:
    """Months are twelfths and not decimals: seven of twelve and five of twelve make one."""
    same = series("USD m", "FY2026A: 100, FY2027A: 100", more=", year_end: 7")
    assert one("calendarise(s, 2026)", same).amount == Amount.point(10**8)


@pytest.mark.parametrize(
    ("formula", "given_yaml", "code", "says"),
    [
        ("calendarise(s, 2026)", series("USD m", "FY2026A: 1, FY2027E: 2"), "N210", "does not say in which month"),
        ("calendarise(s, 2026)", series("USD m", "2026A: 1, 2027E: 2"), "N210", "points other than fiscal years"),
        ("calendarise(s, 2027)", FISCAL, "N208", "no point FY2028"),
        ("calendarise(s, FY2026)", FISCAL, "N210", "FY2026 is no calendar year"),
        ("calendarise(s, 2026Q1)", FISCAL, "N210", "is no calendar year"),
    ],
)
def test_calendar_years_refused(formula: str, given_yaml: str, code: str, says: str) -> None:
    """Without its month a fiscal year cannot be divided."""
    finding = refused(formula, given_yaml)
    assert (finding.code, says in finding.message) == (code, True), finding


def test_fiscal_years_are_named_without_their_month_in_formulas() -> None:
    """FY2026 in a formula is the FY2026 of the series; placed, it still joins no calendar year."""
    assert shown("yoy(s, FY2026)", FISCAL)[:2] == ("100", "FY2026A")
    assert shown("cagr(s, FY2025, FY2027)", FISCAL)[1] == "FY2025..FY2027"
    other = "series:\n  s: {label: S, unit: USD m, points: {FY2026A: 200}, year_end: 6, source: bureau}\n"
    other += "  t: {label: T, unit: USD m, points: {2026A: 200}, source: bureau}\n"
    assert refused("s[FY2026A] + t[2026A]", other).code == "N210"
    assert one("s[FY2026A] + t[2026A]", other.replace("year_end: 6", "year_end: 12")).amount.value == 4 * 10**8


@pytest.mark.parametrize(
    ("formula", "given_yaml", "expected"),
    [
        ("cagr(a, b, 3 year)", facts(a="100 | index", b="180 | index"), "21.6440"),
        ("cagr(a, b, 36 month)", facts(a="100 | index", b="180 | index"), "21.6440"),
        ("cagr(a, b, 12 quarter)", facts(a="100 | index", b="180 | index"), "21.6440"),
        ("cagr(a, b, 6 month)", facts(a="100 | card", b="110 | card"), "21.0000"),
        ("cagr(a, b, 2 year)", facts(a="1 | year", b="48 | month"), "100.0000"),
        ("cagr(a, b, t)", facts(a="100 | card", b="121 | card", t="2 | year"), "10.0000"),
        ("cagr(s)", series("CNY", "2021Q1A: 100, 2023Q1A: 121"), "10.0000"),
        ("cagr(s)", series("CNY", "2021Q3YTDA: 100, 2023Q3YTDA: 121"), "10.0000"),
        ("cagr(s)", series("CNY", "2021H1A: 100, 2023Q2YTDA: 121"), "10.0000"),
        ("cagr(s)", series("CNY", "2022-01A: 100, 2022-07A: 110"), "21.0000"),
        ("cagr(s)", series("CNY", "2022-02-20: 100, 2024-02-20: 121", more=", kind: actual"), "10.0000"),
        ("cagr(s)", series("CNY", "FY2021A: 100, FY2023A: 121", more=", year_end: 6"), "10.0000"),
    ],
)
def test_yearly_growth(formula: str, given_yaml: str, expected: str) -> None:
    """Years are counted from period to period, by months where they are not whole, or are what the author says."""
    growth = one(formula, given_yaml)
    assert str(growth.amount.value.quantize(Decimal("0.0001"), ROUND_HALF_UP)) == expected
    assert str(growth.unit) == "%"


@pytest.mark.parametrize(
    ("formula", "given_yaml", "code"),
    [
        ("cagr(s)", series("CNY", "2021Q2YTDA: 100, 2022Q3YTDA: 121"), "N210"),
        ("cagr(s)", series("CNY", "2022-02-20: 100, 2024-03-01: 121", more=", kind: actual"), "N210"),
        ("cagr(s[2021A], s[2024A], 5 year)", series("CNY", "2021A: 100, 2024A: 121"), "N210"),
        ("cagr(a, b, 5 day)", facts(a="1 | card", b="2 | card"), "N204"),
        ("cagr(a, b, 5 year)", facts(a="1 | card", b="2 | USD"), "N204"),
        ("cagr(a, b, 0 year)", facts(a="1 | card", b="2 | card"), "N206"),
        ("cagr(a, b, 1 year)", facts(a="0 | card", b="2 | card"), "N206"),
    ],
)
def test_yearly_growth_refused(formula: str, given_yaml: str, code: str) -> None:
    """Unlike periods, a time that the periods contradict, and a base or end that may be nothing."""
    assert refused(formula, given_yaml).code == code


def test_growth_over_a_time_explains_itself() -> None:
    """It rests on both numbers and speaks for the time between them."""
    result = one("cagr(s[2021A], s[2024E], 3 year)", series("CNY", "2021A: 100, 2024E: 133.1"))
    assert (result.amount, str(result.period), result.kind) == (Amount.point(10), "2021..2024", Kind.ESTIMATE)


@pytest.mark.parametrize(
    ("formula", "form", "value"),
    [
        ("multiple(b, a)", Form.ABOVE, "2"),
        ("multiple(months, t)", Form.ABOVE, "2"),
        ("cagr(a, b, 1 year)", Form.ABOVE, "100"),
        ("multiple(high, low)", Form.AT_LEAST, "10"),
    ],
)
def test_growth_from_almost_nothing_has_a_lower_bound(formula: str, form: Form, value: str) -> None:
    """Counts and durations are never negative, and "0 to 1" says so: from "under 100 cards" to 200 is over double."""
    given_yaml = facts(
        a="under 100 | card",
        b="200 | card",
        t="under 1 | month",
        months="2 | month",
        low="0 to 1 | %",
        high="10 to 30 | %",
    )
    result = one(formula, given_yaml)
    assert (result.amount.form, result.amount.value) == (form, Decimal(value))


def test_what_may_be_negative_stays_refused() -> None:
    """Under one per cent may be minus fifty."""
    assert refused("multiple(b, a)", facts(a="under 1 | %", b="10 to 30 | %")).code == "N206"


def test_horizons_are_counted_from_the_as_of_day() -> None:
    """A forecast for the next five years ends five years after it was made."""
    given_yaml = (
        "facts:\n  growth: {label: G, value: 20, unit: '%', kind: forecast, period: within 5 years, "
        "as_of: 2023-02-20, source: bureau}\n"
        "  later: {label: L, value: 30, unit: '%', kind: forecast, period: within 5 years, as_of: 2024-02-20, "
        "source: bureau}\n"
    )
    found, findings = computed(given_yaml)
    assert not findings
    period = found.numbers["growth"].period
    assert period is not None
    assert (str(period), str(period.start), str(period.end)) == ("within 5 years", "2023-02-20", "2028-02-20")
    assert refused("growth + later", given_yaml).code == "N210"


flows = st.decimals(min_value=0, max_value=1000, places=1)


@given(st.lists(flows, min_size=8, max_size=8), st.integers(1, 4))
def test_quarters_and_years_to_date_agree(quarters: list[Decimal], last: int) -> None:
    """Whatever the quarters are, cumulated and taken apart they are themselves, and four of them make twelve months."""
    points = []
    for year, own in ((2022, quarters[:4]), (2023, quarters[4:])):
        points += [f"{year}Q{n + 1}YTDA: {sum(own[: n + 1])}" for n in range(4)]
    given_yaml = series("USD", ", ".join(points))
    assert one(f"quarter(s, 2023Q{last})", given_yaml).amount.value == quarters[3 + last]
    assert one(f"ttm(s, 2023Q{last}YTD)", given_yaml).amount.value == sum(quarters[last : last + 4])


@given(flows, flows, st.integers(1, 12))
def test_a_calendar_year_lies_between_its_fiscal_years(ending: Decimal, starting: Decimal, month: int) -> None:
    """Weights are never negative and make one."""
    given_yaml = series("USD", f"FY2026A: {ending}, FY2027A: {starting}", more=f", year_end: {month}")
    value = one("calendarise(s, 2026)", given_yaml).amount.value
    assert min(ending, starting) <= value <= max(ending, starting)
    assert abs(12 * value - month * ending - (12 - month) * starting) < Decimal("1e-40")
