"""Unit algebra: like joins like, and what comes of unlike units."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute import units
from briefwright.compute.problem import Problem
from briefwright.model.unit import Measure, Unit

NAMES = [
    "USD bn",
    "USD m",
    "CNY 亿",
    "unstated bn",
    "%",
    "pp",
    "x",
    "index",
    "card",
    "bn parameter",
    "month",
    "year",
    "day",
    "card-month",
    "PF-day",
    "USD/card",
    "card/month",
    "bp",
    "CNY/USD",
    "USD/CNY",
    "USD/year",
]
any_unit = st.sampled_from(NAMES)


def unit(text: str | None) -> Unit | None:
    return None if text is None else Unit.parse(text)


@pytest.mark.parametrize(
    ("left", "right", "result", "factor"),
    [
        ("USD bn", "USD m", "USD bn", "1"),
        ("month", "year", "month", "12"),
        ("year", "quarter", "year", "0.25"),
        ("day", "week", "day", "7"),
        ("%", "%", "%", "1"),
        ("bp", "pp", "bp", "1"),
        ("pp", "bp", "pp", "1"),
        ("CNY/USD", "CNY/USD", "CNY/USD", "1"),
    ],
)
def test_sums(left: str, right: str, result: str, factor: str) -> None:
    """Like units add, in the printing unit of the first; durations are brought to one."""
    assert units.sum_unit(unit(left), unit(right)) == (unit(result), Fraction(factor))


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("USD bn", "CNY bn", "N205"),
        ("USD bn", "unstated bn", "N205"),
        ("%", "pp", "N204"),
        ("%", "x", "N204"),
        ("card", "parameter", "N204"),
        ("month", "day", "N204"),
        ("card-month", "card", "N204"),
        ("USD", "USD/card", "N204"),
        ("USD", None, "N204"),
        ("%", "bp", "N204"),
        ("CNY/USD", "USD/CNY", "N204"),
        ("CNY/USD", "CNY", "N204"),
        ("CNY/USD", "HKD/USD", "N204"),
    ],
)
def test_sums_refused(left: str, right: str | None, code: str) -> None:
    """Unlike units do not add; unlike currencies have a code of their own."""
    with pytest.raises(Problem) as caught:
        units.sum_unit(unit(left), unit(right))
    assert caught.value.remark.code == code


def test_percentages_differ_by_points() -> None:
    """Percent less percent is percentage points; points less points stay points."""
    assert str(units.difference_unit(unit("%"), unit("%"))[0]) == "pp"
    assert str(units.difference_unit(unit("pp"), unit("pp"))[0]) == "pp"


@pytest.mark.parametrize(
    ("left", "right", "result", "factor"),
    [
        ("card", "month", "card-month", "1"),
        ("month", "card", "card-month", "1"),
        ("USD bn", None, "USD bn", "1"),
        ("USD bn", "%", "USD bn", "1/100"),
        ("%", "x", "%", "1"),
        ("%", "%", "%", "1/100"),
        ("x", "USD bn", "USD bn", "1"),
        ("USD/card", "card", "USD", "1"),
        ("card", "USD/card", "USD", "1"),
        ("card/month", "year", "card", "12"),
    ],
)
def test_products(left: str, right: str | None, result: str, factor: str) -> None:
    """Scaling, work, and rates by what they are per."""
    found, by = units.product_unit(unit(left), unit(right))
    assert (str(found), str(by)) == (result, factor)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("USD", "CNY"),
        ("USD", "card"),
        ("card", "parameter"),
        ("month", "month"),
        ("PF-day", "month"),
        ("pp", "%"),
        ("USD", "CNY/USD"),
        ("CNY/USD", "USD/CNY"),
        ("CNY/USD", "card"),
        ("bp", "%"),
    ],
)
def test_products_refused(left: str, right: str) -> None:
    """Products without a meaning are N204."""
    with pytest.raises(Problem) as caught:
        units.product_unit(unit(left), unit(right))
    assert caught.value.remark.code == "N204"


@pytest.mark.parametrize(
    ("left", "right", "result", "factor"),
    [
        ("USD bn", "USD m", "x", "1"),
        ("bn parameter", "m parameter", "x", "1"),
        ("year", "month", "x", "12"),
        ("%", "%", "x", "1"),
        ("USD bn", "card", "USD/card", "1"),
        ("word", "parameter", "word/parameter", "1"),
        ("card", "month", "card/month", "1"),
        ("card-month", "month", "card", "1"),
        ("card-month", "year", "card", "1/12"),
        ("card-month", "card", "month", "1"),
        ("USD", "x", "USD", "1"),
        ("USD", "%", "USD", "100"),
        ("USD", None, "USD", "1"),
    ],
)
def test_quotients(left: str, right: str | None, result: str, factor: str) -> None:
    """Like by like is a multiple, unlike a rate, work by one of its parts the other."""
    found, by = units.quotient_unit(unit(left), unit(right))
    assert (str(found), str(by)) == (result, factor)


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("USD", "CNY", "N205"),
        ("unstated", "USD", "N205"),
        ("USD/card", "card", "N204"),
        ("%", "USD", "N204"),
        ("card", "USD", "N204"),
        (None, "USD", "N204"),
        ("month", "day", "N204"),
        ("CNY", "CNY/USD", "N204"),
        ("CNY/USD", "USD", "N204"),
        ("card", "CNY/USD", "N204"),
    ],
)
def test_quotients_refused(left: str | None, right: str, code: str) -> None:
    """Ratios without a meaning are refused."""
    with pytest.raises(Problem) as caught:
        units.quotient_unit(unit(left), unit(right))
    assert caught.value.remark.code == code


@given(any_unit, any_unit)
def test_unlike_never_adds(left: str, right: str) -> None:
    """Units add only where they differ by printing scale or by a fixed factor between durations."""
    a, b = Unit.parse(left), Unit.parse(right)
    try:
        units.sum_unit(a, b)
    except Problem as problem:
        assert a.base != b.base
        currencies = a.currency != b.currency and {a.measure, b.measure} == {Measure.MONEY}
        assert problem.remark.code == ("N205" if currencies else "N204")  # noqa: PT017
    else:
        assert a.base == b.base or {left, right} == {"month", "year"}


@given(any_unit, any_unit, any_unit)
def test_addition_of_units_does_not_ask_for_an_order(first: str, second: str, third: str) -> None:
    """Like is like the other way round, by the inverse factor, and like of like is like."""
    a, b, c = Unit.parse(first), Unit.parse(second), Unit.parse(third)
    there, back = _like(a, b), _like(b, a)
    assert (there is None) == (back is None)
    assert there is None or back is None or there * back == 1
    further, whole = _like(b, c), _like(a, c)
    assert there is None or further is None or whole == there * further


def _like(left: Unit, right: Unit) -> Fraction | None:
    try:
        return units.like(left, right, "the sum")
    except Problem:
        return None


@given(any_unit, any_unit)
def test_a_clash_names_both_units_and_both_numbers(left: str, right: str) -> None:
    """Whichever rule refuses, the author sees what meets what."""
    a, b = Unit.parse(left), Unit.parse(right)
    for rule in (units.sum_unit, units.difference_unit, units.product_unit, units.quotient_unit):
        try:
            rule(a, b, ("orders", "market"))
        except Problem as problem:
            assert f"'{a.base}' (orders) and '{b.base}' (market)" in problem.remark.message  # noqa: PT017


@given(any_unit, any_unit)
def test_a_quotient_times_its_divisor_is_the_dividend(left: str, right: str) -> None:
    """(a / b) × b is in the unit of a, wherever a / b has a unit at all."""
    a, b = Unit.parse(left), Unit.parse(right)
    try:
        quotient, by = units.quotient_unit(a, b)
        product, back = units.product_unit(quotient, b)
    except Problem:
        return
    assert product is not None
    same_duration = {left, right} == {"month", "year"}
    assert product.base == (b.base if same_duration else a.base)
    assert by * back == 1 or same_duration
