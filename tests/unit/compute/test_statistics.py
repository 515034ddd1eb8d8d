"""Statistics over series and numbers, against Python's own and pandas."""

import statistics
from decimal import Decimal
from typing import get_args

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute import FORMULAS
from briefwright.model.amount import Amount, Form
from briefwright.model.number import Number
from briefwright.model.period import Basis
from briefwright.model.tables import Statistic
from tests.unit.compute.theses import computed, facts, one, refused, series

SERIES = series("CNY bn", "2021A: 5, 2022A: 2, 2023A: 9, 2024A: 4")
NUMBERS = facts(
    a="5 | card", b="over 7 | card", c="2 to 6 | card", d="about 3 | card", e="below 4 | card", f="1 | year"
)


def test_every_statistic_of_a_table_is_a_formula() -> None:
    """Tables name their statistics as methods."""
    assert set(get_args(Statistic)) <= set(FORMULAS)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("sum(s)", "20000000000"),
        ("mean(s)", "5000000000"),
        ("median(s)", "4500000000"),
        ("minimum(s)", "2000000000"),
        ("maximum(s)", "9000000000"),
        ("count(s)", "4"),
        ("first(s)", "5000000000"),
        ("mean(s[2021A], s[2022A])", "3500000000"),
        ("median(s[2021A], s[2022A], s[2024A])", "4000000000"),
    ],
)
def test_golden_values(formula: str, expected: str) -> None:
    """Over all points of a series, or over numbers one by one."""
    assert one(formula, SERIES).amount == Amount.parse(expected)


def test_the_deviation_is_that_of_a_sample() -> None:
    """Over n − 1, and of percentages in percentage points."""
    number = one("deviation(s)", series("%", "2021A: 5, 2022A: 2, 2023A: 9, 2024A: 4"))
    assert abs(number.amount.value - Decimal("2.943920288775949")) < Decimal("1e-14")
    assert str(number.unit) == "pp"
    assert one("deviation(s)", series("x", "2021A: 5, 2022A: 5")).amount == Amount.point(0)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("minimum(a, b)", "5"),
        ("minimum(a, c)", "2 to 5"),
        ("minimum(a, e)", "below 4"),
        ("maximum(a, b)", "over 7"),
        ("maximum(a, c)", "5 to 6"),
        ("maximum(a, d)", "5"),
        ("minimum(a, d)", "about 3"),
        ("median(a, b, e)", "5"),
        ("median(a, b, c)", "5 to 6"),
        ("mean(a, b)", "over 6"),
        ("mean(a, c)", "3.5 to 5.5"),
        ("mean(a, d)", "about 4"),
        ("first(s)", "5"),
    ],
)
def test_bounds_stay_bounds(formula: str, expected: str) -> None:
    """The least of 5 and of something from 2 to 6 lies from 2 to 5."""
    given = NUMBERS + series("card", "2021A: 5, 2022A: over 7")
    assert one(formula, given).amount == Amount.parse(expected)


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("N204", "mean(a, f)"),
        ("N211", "deviation(s)"),
        ("N212", "deviation(a, b)"),
        ("N203", "deviation(a)"),
        ("N203", "count(a)"),
        ("N203", "first(a)"),
        ("N203", "mean()"),
    ],
)
def test_traps_are_errors(code: str, formula: str) -> None:
    """Unlike units, a deviation of one point or of bounds, and numbers where a series is meant."""
    assert refused(formula, NUMBERS + series("card", "2021A: 5")).code == code


@pytest.mark.parametrize("name", ["mean", "median", "minimum", "maximum", "deviation", "count"])
def test_calendar_and_fiscal_years_have_no_statistic(name: str) -> None:
    """They are not years of one sort."""
    assert refused(f"{name}(s)", series("CNY bn", "FY2023A: 80, 2024A: 100")).code == "N210"


def test_flow_and_stock_have_no_mean_and_stocks_over_time_have() -> None:
    """An average stock is one; the average of a flow and a stock is nothing."""
    stocks = series("CNY bn", "2023A: 80, 2024A: 100", more=", basis: stock")
    assert one("mean(s)", stocks).basis is Basis.STOCK
    given = stocks + "  t: {label: T, unit: CNY bn, points: {2023A: 5}, source: bureau, basis: flow}\n"
    assert refused("mean(s[2023A], t[2023A])", given).code == "N213"


def test_a_statistic_over_years_speaks_for_their_span() -> None:
    """From the first to the last; the first point for its own year."""
    assert str(one("mean(s)", SERIES).period) == "2021..2024"
    assert str(one("first(s)", SERIES).period) == "2021A"


def test_a_count_scales_and_divides_what_it_counts() -> None:
    """A sum by its count is the mean."""
    found, findings = computed(f"{SERIES}computed:\n  n: count(s)\n  r: {{formula: sum(s) / n, label: Mean}}\n")
    assert not findings
    result = found.numbers["r"]
    assert (result.amount, str(result.unit.base)) == (Amount.parse("5000000000"), "CNY")


values = st.lists(st.decimals(-1000, 1000, places=2), min_size=2, max_size=8)


def _of(name: str, numbers: list[Decimal]) -> Number:
    points = ", ".join(f"{2001 + year}A: {number:f}" for year, number in enumerate(numbers))
    return one(f"{name}(s)", series("USD", points))


@given(values)
def test_statistics_agree_with_those_of_others(numbers: list[Decimal]) -> None:
    """Exactly with Python's on exact fractions, and with pandas as far as floats go."""
    frame = pd.Series([float(number) for number in numbers])
    for name, wanted, other in (
        ("mean", statistics.mean(numbers), frame.mean()),
        ("median", statistics.median(numbers), frame.median()),
        ("minimum", min(numbers), frame.min()),
        ("maximum", max(numbers), frame.max()),
        ("deviation", statistics.stdev(numbers), frame.std(ddof=1)),
        ("sum", sum(numbers, Decimal(0)), frame.sum()),
        ("first", numbers[0], frame.iloc[0]),
        ("count", Decimal(len(numbers)), frame.count()),
    ):
        amount = _of(name, numbers).amount
        assert amount.form is Form.POINT
        assert abs(amount.value - wanted) <= Decimal("1e-20") + abs(wanted) * Decimal("1e-25"), name
        assert float(amount.value) == pytest.approx(float(other), rel=1e-9, abs=1e-6), name
