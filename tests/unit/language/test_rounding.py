"""Properties of rounding, scales and ticks over many numbers."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.language import Locale
from briefwright.language.digits import MINUS, rounded
from briefwright.model.amount import Amount
from briefwright.model.lang import LANGS, Lang
from briefwright.model.unit import Unit

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=6)
POSITIVE = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("0.001"), max_value=10**15, places=3)
SCALES = {"万亿": 12, "亿": 8, "万": 4, "萬億": 12, "億": 8, "萬": 4, "tn": 12, "bn": 9, "m": 6, "": 0}
PRINTED = re.compile(rf"({MINUS}?)(?:US\$)?([\d,.]+)(万亿|亿|万|萬億|億|萬|tn|bn|m|)(?:美元)?")

Write = Callable[..., str]


def read_back(text: str) -> tuple[Decimal, int]:
    """The value printed and the power of ten of its last digit."""
    found = PRINTED.fullmatch(text)
    assert found, text
    digits = Decimal(found[2].replace(",", ""))
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    scale = SCALES[found[3]]
    return (-digits if found[1] else digits).scaleb(scale), exponent + scale


@given(NUMBERS, st.integers(-6, 12))
def test_rounding_is_half_up(value: Decimal, last: int) -> None:
    """Halves go away from zero, as spreadsheets round, never to even."""
    step = Fraction(10) ** last
    expected = floor(abs(Fraction(value)) / step + Fraction(1, 2)) * step
    assert abs(Fraction(rounded(value, last))) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.125", "0.13"), ("0.135", "0.14"), ("-0.125", "−0.13"), ("2.675", "2.68"), ("0.115", "0.12")],
)
def test_halves(locales: Mapping[Lang, Locale], value: str, shown: str) -> None:
    """Babel alone would print 0.12 for 0.125, and floats 2.67 for 2.675."""
    assert locales["en"].plain(Decimal(value), decimals=2) == shown


@given(value=NUMBERS, lang=st.sampled_from(LANGS))
def test_derived_money_reads_back_within_rounding(locales: Mapping[Lang, Locale], value: Decimal, lang: Lang) -> None:
    """What is printed differs from the value by at most half of its last digit, whatever scale was chosen."""
    shown, last = read_back(locales[lang].amount(Amount.point(value), Unit.parse("USD")))
    assert abs(shown - value) <= Decimal(5).scaleb(last - 1)


@given(value=NUMBERS, lang=st.sampled_from(LANGS))
def test_exact_amounts_read_back_exactly(locales: Mapping[Lang, Locale], value: Decimal, lang: Lang) -> None:
    """No digit of a sourced amount is lost, whatever scale was chosen."""
    shown, _ = read_back(locales[lang].amount(Amount.point(value), Unit.parse("USD"), exact=True))
    assert shown == value


@given(value=NUMBERS, lang=st.sampled_from(LANGS))
def test_scaled_amounts_have_a_whole_part(locales: Mapping[Lang, Locale], value: Decimal, lang: Lang) -> None:
    """A scale is used only where the amount reaches it: never 0.5bn or 0.2亿."""
    text = locales[lang].amount(Amount.point(value), Unit.parse("USD"))
    found = PRINTED.fullmatch(text)
    assert found
    assert not found[3] or Decimal(found[2].replace(",", "")) >= 1


@given(low=NUMBERS, high=NUMBERS, count=st.integers(2, 8), from_zero=st.booleans())
def test_linear_ticks(locales: Mapping[Lang, Locale], low: Decimal, high: Decimal, count: int, from_zero: bool) -> None:
    """Ticks enclose the data in even steps of 1, 2, 2.5 or 5, and are few."""
    low, high = min(low, high), max(low, high)
    ticks = locales["en"].ticks(low, high, count=count, from_zero=from_zero)
    steps = {after - before for before, after in pairwise(ticks)}
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in ((1,), (2,), (2, 5), (5,))
    assert 2 <= len(ticks) <= count + 2
    assert not from_zero or 0 in ticks


@given(low=POSITIVE, high=POSITIVE, count=st.integers(3, 8))
def test_log_ticks(locales: Mapping[Lang, Locale], low: Decimal, high: Decimal, count: int) -> None:
    """Logarithmic ticks enclose the data, rise, are 1, 2 or 5 times a power of ten, and are few."""
    low, high = min(low, high), max(low, high)
    ticks = locales["en"].ticks(low, high, log=True, count=count)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert list(ticks) == sorted(set(ticks))
    assert {tick.normalize().as_tuple().digits for tick in ticks} <= {(1,), (2,), (5,)}
    assert 2 <= len(ticks) <= count + 5


@pytest.mark.parametrize(
    ("low", "high", "log", "expected"),
    [
        ("5.1", "21.1", False, ["0", "5", "10", "15", "20", "25"]),
        ("-3", "7", False, ["-4", "-2", "0", "2", "4", "6", "8"]),
        ("0", "0", False, ["-1", "-0.5", "0", "0.5", "1"]),
        ("0.1", "0.3", False, ["0", "0.1", "0.2", "0.3"]),
        ("1", "35.3", True, ["1", "2", "5", "10", "20", "50"]),
        (
            "117000000",
            "175000000000",
            True,
            ["100000000", "1000000000", "10000000000", "100000000000", "1000000000000"],
        ),
    ],
)
def test_ticks(locales: Mapping[Lang, Locale], low: str, high: str, log: bool, expected: list[str]) -> None:
    """Ticks of typical exhibits, without trailing zeros or exponents."""
    ticks = locales["en"].ticks(Decimal(low), Decimal(high), log=log)
    assert [str(tick) for tick in ticks] == expected


@pytest.mark.parametrize(
    ("low", "high", "log"), [("2", "1", False), ("0", "10", True), ("-1", "10", True), ("2", "1", True)]
)
def test_impossible_ticks(locales: Mapping[Lang, Locale], low: str, high: str, log: bool) -> None:
    """A falling span, and a logarithm of zero or less, have no ticks."""
    with pytest.raises(ValueError, match="no"):
        locales["en"].ticks(Decimal(low), Decimal(high), log=log)
