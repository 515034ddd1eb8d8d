"""Concentration ratios and the Herfindahl–Hirschman index, with bounds for what is not known."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefwright.compute import chain
from briefwright.model.amount import Amount
from tests.unit.compute.theses import SHARED, computed, facts, one, refused, series

FOUR = facts(a="40 | %", b="30 | %", c="20 | %", d="10 | %")
OPEN = facts(a="40 | %", b="30 | %", big="over 20 | %", small="below 5 | %", about="about 15 | %", range="5 to 15 | %")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("hhi(a, b, c, d)", "3000"),
        ("hhi(d, c, b, a)", "3000"),
        ("hhi(b, c, d)", "1400 to 1800"),
        ("hhi(a)", "1600 to 3600"),
        ("hhi(a, b)", "2500 to 3400"),
        ("cr(1, a, b, c, d)", "40"),
        ("cr(2, d, c, b, a)", "70"),
        ("cr(4, a, b, c, d)", "100"),
        ("cr(2, b, c, d)", "50"),
    ],
)
def test_golden_values(formula: str, expected: str) -> None:
    """Known shares give a point; an unknown tail gives bounds, up to firms as large as the smallest."""
    number = one(formula, FOUR)
    assert number.amount == Amount.parse(expected)
    assert str(number.unit) == ("index" if formula.startswith("hhi") else "%")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("cr(1, a, big)", "40 to 60"),  # it may be the larger one, and 60 % is what the other leaves
        ("cr(2, a, big)", "60 to 100"),
        ("cr(1, a, small)", "40"),
        ("cr(2, a, small)", "40 to 45"),
        ("cr(2, a, about)", "about 55"),
        ("cr(2, b, range)", "35 to 45"),
        ("hhi(a, b, about, range)", "2750 to 3050"),  # the range adds 25 to 225, the tail of 0 to 10 at most 100
    ],
)
def test_bounds_of_shares_are_bounds_of_the_measure(formula: str, expected: str) -> None:
    """A share that is a bound lies within what the others leave of the whole."""
    assert one(formula, OPEN).amount == Amount.parse(expected)


def test_shares_that_miss_the_whole_by_rounding_leave_no_tail() -> None:
    """Three thirds printed as 33.3 are the whole market, and thirds that add up to 100.1 are no error."""
    thirds = facts(a="33.3 | %", b="33.3 | %", c="33.3 | %")
    assert one("hhi(a, b, c)", thirds).amount == Amount.parse("3326.67")
    assert one("cr(3, a, b, c)", facts(a="33.4 | %", b="33.3 | %", c="33.4 | %")).amount == Amount.parse("100.1")


def test_computed_shares_join_given_ones() -> None:
    """Shares of a common whole, computed to fifty digits, leave nothing over."""
    shares = "computed:\n  all: sum(a, b, c)\n  x: share(a, all)\n  y: share(b, all)\n  z: share(c, all)\n"
    given = facts(a="1 | CNY bn", b="1 | CNY bn", c="1 | CNY bn")
    found, findings = computed(f"{given}{shares}  result: hhi(x, y, z)\n")
    assert not findings
    amount = found.numbers["result"].amount
    assert amount.is_point
    assert abs(amount.value - Decimal(10_000) / 3) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("code", "formula", "given"),
    [
        ("N211", "cr(5, a, b, c, d)", FOUR),
        ("N203", "cr(0, a, b)", FOUR),
        ("N203", "cr(1.5, a, b)", FOUR),
        ("N203", "cr(a, b, c)", FOUR),
        ("N212", "cr(2, a, b)", facts(a="60 | %", b="42 | %")),
        ("N212", "hhi(a, b)", facts(a="60 | %", b="at least 45 | %")),
        ("N212", "hhi(a, b)", facts(a="60 | %", b="0 | %")),
        ("N212", "hhi(a, b)", facts(a="60 | %", b="-5 | %")),
        ("N204", "cr(1, a, b)", facts(a="60 | %", b="4 | pp")),
        ("N204", "hhi(a, b)", facts(a="0.6 | x", b="0.4 | x")),
        ("N210", "hhi(s)", series("%", "2023A: 60, 2024A: 20")),
        ("N210", "cr(1, s)", series("%", "2023A: 60, 2024A: 20")),
    ],
)
def test_traps_are_errors(code: str, formula: str, given: str) -> None:
    """Too few players, more than the whole, other units than per cent, mixed periods."""
    assert refused(formula, given).code == code


percentages = st.lists(st.integers(1, 60), min_size=1, max_size=8)


@given(percentages, st.integers(1, 8))
def test_concentration_is_the_sum_of_the_largest(shares: list[int], largest: int) -> None:
    """Whatever the order of the players."""
    assume(sum(shares) <= 100)
    assume(largest <= len(shares))
    given = facts(**{f"p{index}": f"{share} | %" for index, share in enumerate(shares)})
    number = one(f"cr({largest}, {', '.join(f'p{index}' for index in range(len(shares)))})", given)
    assert number.amount.value == sum(sorted(shares)[-largest:])


@given(percentages, percentages)
def test_the_range_of_the_index_holds_every_tail(known: list[int], unknown: list[int]) -> None:
    """However the unknown share is spread over firms no larger than the smallest known, the index is in the range."""
    assume(sum(known) + sum(unknown) <= 100)
    left = 100 - sum(known)
    largest = min(known)
    tail = [min(firm, largest) for firm in unknown]
    while sum(tail) < left:
        tail.append(min(largest, left - sum(tail)))
    given = facts(**{f"p{index}": f"{share}.00 | %" for index, share in enumerate(known)})
    amount = one(f"hhi({', '.join(f'p{index}' for index in range(len(known)))})", given).amount
    index = sum(share * share for share in [*known, *tail])
    assert amount.low is not None
    assert amount.high is not None
    assert amount.low <= index <= amount.high


def test_the_working_shows_the_unknown_tail() -> None:
    """In figures: the squares of what is known, and how much the rest may add."""
    found, _ = computed(f"{FOUR}computed:\n  h: hhi(b, c, d)\n")
    entry = next(entry for entry in chain(found, SHARED, "h").numbers if entry.address == "h")
    assert entry.derivation is not None
    assert entry.derivation.in_figures == "(30 %)² + (20 %)² + (10 %)² + [0, 400]"


def test_the_index_is_printed_without_decimals() -> None:
    """As everybody writes it, unless the author wishes otherwise."""
    found, _ = computed(f"{FOUR}computed:\n  h: hhi(a, b)\n  i: {{formula: 'hhi(a, b)', decimals: 1}}\n")
    assert (found.numbers["h"].decimals, found.numbers["i"].decimals) == (0, 1)
