"""Interval arithmetic: what is known of the inputs is kept, and no more is claimed."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefwright.compute import arithmetic
from briefwright.compute.problem import Problem
from briefwright.model.amount import Amount, Form

Operation = Callable[[Amount, Amount], Amount]
A = Amount.parse


@pytest.mark.parametrize(
    ("operation", "left", "right", "expected"),
    [
        (arithmetic.add, "1.5", "2", "3.5"),
        (arithmetic.add, "over 40", "2", "over 42"),
        (arithmetic.add, "at least 40", "over 2", "over 42"),
        (arithmetic.add, "10 to 30", "1", "11 to 31"),
        (arithmetic.add, "about 3640", "10", "about 3650"),
        (arithmetic.subtract, "100", "over 40", "below 60"),
        (arithmetic.subtract, "100", "at most 40", "at least 60"),
        (arithmetic.subtract, "10 to 30", "1 to 2", "8 to 29"),
        (arithmetic.multiply, "over 25", "4", "over 100"),
        (arithmetic.multiply, "over 25", "-4", "below -100"),
        (arithmetic.multiply, "about 3", "about 4", "about 12"),
        (arithmetic.multiply, "10 to 30", "-2", "-60 to -20"),
        (arithmetic.multiply, "over 25", "0", "0"),
        (arithmetic.divide, "over 40", "2", "over 20"),
        (arithmetic.divide, "300", "over 40", "below 7.5"),
        (arithmetic.divide, "10 to 30", "10", "1 to 3"),
        (arithmetic.divide, "3584", "1024", "3.5"),
        (arithmetic.divide, "at most 10", "2", "at most 5"),
        (arithmetic.power, "1.331", "2", "1.771561"),
        (arithmetic.power, "over 2", "3", "over 8"),
        (arithmetic.power, "2", "1 to 3", "2 to 8"),
        (arithmetic.power, "2", "over 3", "over 8"),
        (arithmetic.power, "0.5", "over 3", "below 0.125"),
    ],
)
def test_bounds_stay_bounds(operation: Operation, left: str, right: str, expected: str) -> None:
    """A bound, a range or "about" in an input shows in the result, on the right side."""
    assert operation(A(left), A(right)) == A(expected)


@pytest.mark.parametrize("divisor", ["0", "-1 to 1", "0 to 5", "below 3", "over 0", "over -2"])
def test_a_divisor_that_may_be_zero_is_refused(divisor: str) -> None:
    """Division by an interval that holds or touches zero is N207."""
    with pytest.raises(Problem) as caught:
        arithmetic.divide(A("1"), A(divisor))
    assert caught.value.remark.code == "N207"


@pytest.mark.parametrize(
    ("operation", "left", "right"),
    [(arithmetic.subtract, "over 40", "over 20"), (arithmetic.divide, "over 40", "over 20")],
)
def test_nothing_is_claimed_where_nothing_is_known(operation: Operation, left: str, right: str) -> None:
    """Two bounds of one kind bound neither their difference nor their ratio: N212."""
    with pytest.raises(Problem) as caught:
        operation(A(left), A(right))
    assert caught.value.remark.code == "N212"


@pytest.mark.parametrize("operation", [arithmetic.add, arithmetic.subtract, arithmetic.multiply, arithmetic.divide])
def test_nothing_is_computed_from_what_is_not_meaningful(operation: Operation) -> None:
    """N217 on either side, even times zero: an amount without limits is not one that may be anything."""
    for left, right in ((Amount.not_meaningful(), A("0")), (A("0"), Amount.not_meaningful())):
        with pytest.raises(Problem) as caught:
            operation(left, right)
        assert caught.value.remark.code == "N217"


@pytest.mark.parametrize(
    ("value", "base", "never_negative", "expected"),
    [
        ("10 to 30", "0 to 1", False, "at least 10"),
        ("10 to 30", "under 1", True, "over 10"),
        ("10", "at most 1", True, "at least 10"),
        ("over 10", "under 2", True, "over 5"),
        ("10", "over 0", False, None),
        ("10 to 30", "under 1", False, None),
        ("10", "0", True, None),
        ("10", "at most 0", True, None),
        ("10", "-1 to 1", True, None),
        ("0", "0 to 1", False, "0"),
    ],
)
def test_a_base_that_may_come_near_zero(value: str, base: str, never_negative: bool, expected: str | None) -> None:
    """From "under 1" to 10 is over tenfold, where below zero is out of the question; zero itself has no multiple."""
    known = arithmetic.above_zero(A(base), never_negative=never_negative)
    if expected is not None:
        assert known is not None
        assert arithmetic.over_positive(arithmetic.Interval.of(A(value)), known).amount == A(expected)
    elif known is not None:
        with pytest.raises(Problem) as caught:
            _ = arithmetic.over_positive(arithmetic.Interval.of(A(value)), known).amount
        assert caught.value.remark.code == "N212"


def test_numbers_beyond_any_use_are_refused() -> None:
    """A result too large to compute is N212 and not an exception of the decimal module."""
    with pytest.raises(Problem) as caught:
        arithmetic.power(A("10"), A("100000"))
    assert caught.value.remark.code == "N212"


def test_roots_are_exact_where_they_can_be() -> None:
    """The last digits' noise of a root does not show."""
    third = Amount.point(arithmetic.CONTEXT.divide(Decimal(1), Decimal(3)))
    assert arithmetic.power(A("1.331"), third) == A("1.1")


decimals = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def amounts_with_member(draw: st.DrawFn) -> tuple[Amount, Decimal]:
    """An amount of any form and a value that it allows."""
    form = draw(st.sampled_from([form for form in Form if form is not Form.NOT_MEANINGFUL]))
    value, step = draw(decimals), draw(st.decimals(min_value="0.01", max_value=1000, places=2))
    if form is Form.RANGE:
        high = value + step
        inside = draw(st.sampled_from([value, high, (value + high) / 2]))
        return Amount(value, high, form), inside
    amount = Amount.bound(form, value)
    away = {
        Form.ABOVE: step,
        Form.AT_LEAST: step - Decimal("0.01"),
        Form.BELOW: -step,
        Form.AT_MOST: Decimal("0.01") - step,
    }
    return amount, value + away.get(form, Decimal(0))


def holds(amount: Amount, value: Decimal) -> bool:
    low = amount.low is None or (value > amount.low if amount.form is Form.ABOVE else value >= amount.low)
    high = amount.high is None or (value < amount.high if amount.form is Form.BELOW else value <= amount.high)
    return low and high


@given(
    st.sampled_from(
        [
            (arithmetic.add, Decimal.__add__),
            (arithmetic.subtract, Decimal.__sub__),
            (arithmetic.multiply, Decimal.__mul__),
        ]
    ),
    amounts_with_member(),
    amounts_with_member(),
)
def test_results_hold_every_possible_value(
    operation: tuple[Operation, Callable[[Decimal, Decimal], Decimal]],
    left: tuple[Amount, Decimal],
    right: tuple[Amount, Decimal],
) -> None:
    """Whatever the inputs may be within their bounds, the result's bounds hold what comes of them."""
    on_amounts, on_values = operation
    try:
        result = on_amounts(left[0], right[0])
    except Problem as problem:
        assert problem.remark.code == "N212"  # noqa: PT017 - some pairs bound nothing
        return
    assert holds(result, on_values(left[1], right[1]))
    inexact = {left[0].form, right[0].form} - {Form.POINT}
    zero = any(amount.low == amount.high == 0 for amount, _ in (left, right))
    assert zero or not inexact or result.form is not Form.POINT


@given(amounts_with_member(), amounts_with_member())
def test_quotients_hold_every_possible_value(left: tuple[Amount, Decimal], right: tuple[Amount, Decimal]) -> None:
    """As above for division, to the precision of the context."""
    try:
        result = arithmetic.divide(left[0], right[0])
    except Problem as problem:
        assert problem.remark.code in ("N207", "N212")  # noqa: PT017 - some divisors may be zero, some pairs bound nothing
        return
    value = arithmetic.CONTEXT.divide(left[1], right[1])
    assert holds(result, value)


@given(amounts_with_member(), st.decimals(min_value=-4, max_value=4, places=1))
def test_powers_hold_every_possible_value(base: tuple[Amount, Decimal], exponent: Decimal) -> None:
    """As above for powers of positive bases, to the digits shown."""
    assume(base[1] > 0)
    try:
        result = arithmetic.power(base[0], Amount.point(exponent))
    except Problem as problem:
        assert problem.remark.code in ("N206", "N212")  # noqa: PT017 - bases that may be zero or below
        return
    value = arithmetic.CONTEXT.power(base[1], exponent)
    slack = arithmetic.CONTEXT.multiply(Decimal("1e-38"), max(value, Decimal(1)))
    assert result.low is None or value >= arithmetic.CONTEXT.subtract(result.low, slack)
    assert result.high is None or value <= arithmetic.CONTEXT.add(result.high, slack)


@given(amounts_with_member(), amounts_with_member(), st.booleans())
def test_multiples_of_a_base_above_zero_hold_every_possible_value(
    value: tuple[Amount, Decimal], base: tuple[Amount, Decimal], never_negative: bool
) -> None:
    """Whatever positive value the base may have, the multiple's bounds hold what comes of it."""
    known = arithmetic.above_zero(base[0], never_negative=never_negative)
    assume(known is not None and base[1] > 0)
    assert known is not None
    try:
        result = arithmetic.over_positive(arithmetic.Interval.of(value[0]), known).amount
    except Problem as problem:
        assert problem.remark.code == "N212"  # noqa: PT017 - some pairs bound nothing
        return
    assert holds(result, arithmetic.CONTEXT.divide(value[1], base[1]))


@given(amounts_with_member(), amounts_with_member())
def test_sums_and_products_do_not_ask_for_an_order(left: tuple[Amount, Decimal], right: tuple[Amount, Decimal]) -> None:
    """a + b is b + a and a × b is b × a, bounds and all; a − b is −(b − a)."""
    for operation in (arithmetic.add, arithmetic.multiply):
        assert _outcome(operation, left[0], right[0]) == _outcome(operation, right[0], left[0])
    turned = _outcome(arithmetic.subtract, right[0], left[0])
    if isinstance(turned, Amount):
        turned = arithmetic.negative(arithmetic.Interval.of(turned)).amount
    assert _outcome(arithmetic.subtract, left[0], right[0]) == turned


def _outcome(operation: Operation, left: Amount, right: Amount) -> Amount | str:
    try:
        return operation(left, right)
    except Problem as problem:
        return problem.remark.code
