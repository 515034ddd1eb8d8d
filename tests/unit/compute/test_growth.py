"""Growth point by point, contributions to it, indices, weighted averages and doubling times."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.model.amount import Amount
from briefwright.model.number import Results
from briefwright.model.period import Kind
from tests.unit.compute.theses import computed, facts, one, refused, series

MARKET = series("CNY bn", "2022A: 100, 2023A: 120, 2025E: 90, 2026E: 180")
PARTS = MARKET + (
    "  p: {label: P, unit: CNY bn, points: {2022A: 40, 2023A: 50}, source: bureau}\n"
    "  q: {label: Q, unit: CNY bn, points: {2022A: 60, 2023A: 70}, source: bureau}\n"
    "  w: {label: W, unit: card, points: {2022A: 3, 2023E: 1, 2025E: 1, 2026E: 1}, source: bureau}\n"
    "  u: {label: U, unit: card, points: {2022A: 3}, source: bureau}\n"
    "  half: {label: H, unit: '%', points: {2022A: 40, 2023A: 50}, source: bureau}\n"
    "  d: {label: D, unit: USD bn, points: {2022A: 40, 2023A: 50}, source: bureau}\n"
)
RATES = facts(
    ten="10 | %",
    hundred="100 | %",
    at_least="at least 100 | %",
    range="100 to 300 | %",
    none="0 | %",
    falling="-5 | %",
    times="2 | x",
)


def path(formula: str, given: str) -> Results:
    found, findings = computed(f"{given}computed:\n  result: {formula}\n")
    assert not findings
    return found


def points(found: Results) -> dict[str, Amount]:
    return {str(point.period): point.amount for point in found.series["result"].points}


def test_growth_has_a_point_for_each_base() -> None:
    """Periods without one a year before are left out, not taken from the last one there is."""
    found = path("growth(s)", MARKET)
    assert points(found) == {"2023A": Amount.parse("20"), "2026E": Amount.parse("100")}
    assert str(found.series["result"].unit) == "%"
    assert found.numbers["result[2023]"] is found.numbers["result[2023A]"]


def test_each_point_of_a_path_names_its_own_inputs() -> None:
    """Growth in one year rests on that year and the one before."""
    derivation = path("growth(s)", MARKET).numbers["result[2026]"].derivation
    assert derivation is not None
    assert derivation.inputs == ("s[2025E]", "s[2026E]")
    assert derivation.formulas == ("growth",)


def test_growth_of_quarters_is_over_the_same_quarter() -> None:
    """Year on year, also within the year."""
    quarters = series("CNY bn", "2023Q1A: 10, 2023Q4A: 30, 2024Q1A: 15")
    assert points(path("growth(s)", quarters)) == {"2024Q1A": Amount.parse("50")}


def test_a_leap_day_has_no_growth_and_the_other_days_have() -> None:
    """The day before it has one a year earlier."""
    days = series("CNY bn", "2023-02-28: 10, 2024-02-28: 15, 2024-02-29: 16", more=", kind: actual")
    assert points(path("growth(s)", days)) == {"2024-02-28": Amount.parse("50")}


def test_two_bases_of_one_year_are_not_chosen_between() -> None:
    """An actual and an estimate for the year before: the author must say which."""
    both = series("CNY bn", "2023A: 10, 2023E: 12, 2024A: 15")
    assert refused("growth(s)", both).code == "N208"


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("N204", "growth(half)"),
        ("N211", "growth(u)"),
        ("N203", "growth(s, 2023)"),
        ("N204", "rebase(half, 2022)"),
        ("N208", "rebase(s, 2024)"),
        ("N210", "contribution(p, s, 2012..2014)"),
        ("N208", "contribution(p, s, 2025E)"),
        ("N204", "contribution(w, s, 2023E)"),
        ("N204", "contribution(half, half, 2023)"),
        ("N205", "contribution(d, s, 2023)"),
        ("N208", "weighted_average(s, u)"),
        ("N208", "weighted_average(u, s)"),
        ("N204", "weighted_average(u[2022A], s[2022A], s[2022A], s[2022A])"),
        ("N210", "weighted_average(s[2022A], w[2023E], s[2022A], w[2022A])"),
        ("N203", "weighted_average(s[2022A], w[2022A], s[2023A])"),
        ("N203", "mean(growth(s))"),
    ],
)
def test_traps_are_errors(code: str, formula: str) -> None:
    """Growth of percentages, missing bases and weights, unlike parts, a series inside a formula."""
    assert refused(formula, PARTS).code == code


def test_contributions_are_in_points_and_add_up_to_growth() -> None:
    """10 and 10 of 100 make the 20 per cent of the whole."""
    part = one("contribution(p, s, 2023)", PARTS)
    assert (part.amount, str(part.unit), str(part.period)) == (Amount.parse("10"), "pp", "2023A")
    other = one("contribution(q, s, 2023A)", PARTS)
    whole = one("yoy(s, 2023)", PARTS)
    assert part.amount.value + other.amount.value == whole.amount.value == 20


def test_contributions_from_a_loss_are_refused() -> None:
    """The whole must be above zero; the part need not be."""
    loss = "  l: {label: L, unit: CNY bn, points: {2022A: -40, 2023A: 50}, source: bureau}\n"
    assert one("contribution(l, s, 2023)", MARKET + loss).amount == Amount.parse("90")
    assert refused("contribution(s, l, 2023)", MARKET + loss).code == "N206"


def test_an_index_is_100_at_its_base() -> None:
    """Each point by that of the base, its period kept; what rests on an estimate is one."""
    found = path("rebase(s, 2022)", MARKET)
    assert points(found) == {
        "2022A": Amount.parse("100"),
        "2023A": Amount.parse("120"),
        "2025E": Amount.parse("90"),
        "2026E": Amount.parse("180"),
    }
    assert str(found.series["result"].unit) == "index"
    assert found.numbers["result[2022]"].label.written("en", "en") == "S (2022 = 100)"
    later = path("rebase(s, 2026)", MARKET)
    assert later.numbers["result[2022]"].kind is Kind.ESTIMATE


def test_an_index_of_a_bound_is_100_at_its_base_too() -> None:
    """A range by itself would be a range."""
    found = path("rebase(s, 2022)", series("CNY bn", "2022A: 80 to 100, 2023A: 200"))
    assert points(found) == {"2022A": Amount.parse("100"), "2023A": Amount.parse("200 to 250")}


@pytest.mark.parametrize(
    ("formula", "expected", "unit"),
    [
        ("weighted_average(s, w)", "112.5", "CNY bn"),
        ("weighted_average(ten, u[2022A], hundred, w[2022A])", "55", "%"),
        ("weighted_average(ten, w[2022A], range, w[2022A])", "55 to 155", "%"),
    ],
)
def test_weighted_averages(formula: str, expected: str, unit: str) -> None:
    """Pairs by period whatever their kinds, or one after the other: (100 · 3 + 120 + 90 + 180) / 6."""
    given = PARTS + RATES
    if unit == "CNY bn":
        given = given.replace("2023A: 120, 2025E: 90", "2023A: 125, 2025E: 70").replace("2026E: 180}", "2026E: 180}")
    number = one(formula, given)
    assert (number.amount.scaled(-number.unit.scale), str(number.unit)) == (Amount.parse(expected), unit)


@pytest.mark.parametrize(("weight", "code"), [("0 | card", "N206"), ("-1 | USD", "N206"), ("over 5 | card", "N212")])
def test_weights_are_points_above_zero(weight: str, code: str) -> None:
    """A weight that is not, or not known, weighs nothing."""
    assert refused("weighted_average(a, w)", facts(a="1 | %", w=weight)).code == code


@pytest.mark.parametrize(
    ("formula", "expected", "unit"),
    [
        ("doubling_time(hundred)", "1", "year"),
        ("doubling_time(ten)", "7.2725408973417130893", "year"),
        ("doubling_time(ten, 1 month)", "7.2725408973417130893", "month"),
        ("doubling_time(hundred, 6 month)", "6", "month"),
        ("doubling_time(at_least)", "at most 1", "year"),
        ("doubling_time(range)", "0.5 to 1", "year"),
        ("doubling_time(s)", "4.7170", "year"),
    ],
)
def test_doubling_times(formula: str, expected: str, unit: str) -> None:
    """ln 2 / ln(1 + g), in years or in the noun that the growth is for; of a series 4 · ln 2 / ln 1.8."""
    number, want = one(formula, MARKET + RATES), Amount.parse(expected)
    assert (number.amount.form, str(number.unit), number.kind) == (want.form, unit, Kind.ESTIMATE)
    places = Decimal("0.0001")
    for end, wanted in ((number.amount.low, want.low), (number.amount.high, want.high)):
        assert (end is None) == (wanted is None)
        assert end is None or wanted is None or end.quantize(places) == wanted.quantize(places)


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("N206", "doubling_time(none)"),
        ("N206", "doubling_time(falling)"),
        ("N206", "doubling_time(fall)"),
        ("N204", "doubling_time(times)"),
        ("N206", "doubling_time(ten, 0 month)"),
        ("N210", "doubling_time(quarters)"),
    ],
)
def test_what_does_not_grow_never_doubles(code: str, formula: str) -> None:
    """Growth must be known to be above zero."""
    more = (
        "  fall: {label: F, unit: x, points: {2022A: 3, 2023A: 3}, source: bureau}\n"
        "  quarters: {label: F, unit: x, points: {2022Q1A: 3, 2022Q3A: 4}, source: bureau}\n"
    )
    assert refused(formula, MARKET + more + RATES).code == code


@given(st.decimals("0.1", 500, places=1))
def test_growing_for_the_doubling_time_doubles(rate: Decimal) -> None:
    """The two formulas are each other's inverse."""
    given = facts(g=f"{rate:f} | %") + "computed:\n  t: doubling_time(g)\n  m: growth_from_doubling(t, 1 year)\n"
    found, findings = computed(given)
    assert not findings
    assert abs(found.numbers["m"].amount.value - 1 - rate / 100) < Decimal("1e-30")
