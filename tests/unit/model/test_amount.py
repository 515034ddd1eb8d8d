"""Amounts: the grammar, and what is written back."""

import pytest
from hypothesis import given

from briefwright.model.amount import Amount, Form
from tests.unit.model.texts import AMOUNTS, nearly

A = Amount.parse


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1.50", "1.50"),
        (">40", "above 40"),
        ("over 40", "above 40"),
        ("<=3", "at most 3"),
        ("~3640", "about 3640"),
        ("10..30", "10 to 30"),
        ("-0.10 to 2", "-0.10 to 2"),
    ],
)
def test_written_back(text: str, written: str) -> None:
    """One spelling a form, every digit kept."""
    assert str(A(text)) == written


@pytest.mark.parametrize(
    "text", ["", "n.m.", "1,000", "1e5", "nan", "inf", "3 to 3", "30 to 10", "over", "１２", "--3"]
)
def test_refused(text: str) -> None:
    """What is no amount is a ValueError. Nor is "n.m.": only a formula can say that."""
    with pytest.raises(ValueError, match=r"is not an amount|does not rise"):
        A(text)


def test_not_meaningful() -> None:
    """It has no limits, is no point, and says so."""
    none = Amount.not_meaningful()
    assert (str(none), none.is_meaningful, none.is_point, none.form) == ("n.m.", False, False, Form.NOT_MEANINGFUL)
    assert none.scaled(9) == none


@given(nearly("0123456789.-+<>=~ about to over at least", A, AMOUNTS))
def test_no_text_breaks_the_parser(text: str) -> None:
    """A ValueError at worst; what is read is written as it is read again."""
    try:
        amount = A(text)
    except ValueError:
        return
    assert A(str(amount)) == amount
    assert amount.is_meaningful
    assert amount.scaled(9).scaled(-9) == amount
