"""Units: the grammar, and what it refuses."""

import pytest
from hypothesis import given

from briefwright.model.unit import Measure, Unit
from tests.unit.model.texts import UNITS, nearly

U = Unit.parse


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("bp", Unit(Measure.POINTS, scale=-2)),
        ("CNY/USD", Unit(Measure.EXCHANGE, "CNY", per="USD")),
        ("CNY m/ferry", Unit(Measure.MONEY, "CNY", scale=6, per="ferry")),
        ("unstated bn", Unit(Measure.MONEY, "unstated", scale=9)),
        ("card-month", Unit(Measure.COUNT, noun="card-month")),
        ("USD/year", Unit(Measure.MONEY, "USD", per="year")),
    ],
)
def test_units(text: str, unit: Unit) -> None:
    """Basis points are a scale of percentage points, a rate of exchange is no amount of money."""
    assert U(text) == unit


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("CNY/CNY", "for itself"),
        ("unstated/USD", "two currencies"),
        ("CNY/unstated", "two currencies"),
        ("CNY bn/USD", "two currencies"),
        ("card/USD", "two currencies"),
        ("bn USD", "write it first"),
        ("USD card", "a currency and a noun"),
        ("bn", "is not a unit"),
        ("USD bn bn", "is not a unit"),
        ("", "is not a unit"),
        ("/card", "is not a unit"),
        ("card/", "not a noun"),
        ("card/month/day", "not a noun"),
        ("% pp", "is not a unit"),
    ],
)
def test_refused(text: str, says: str) -> None:
    """What is no unit says why."""
    with pytest.raises(ValueError, match=says):
        U(text)


def test_basis_points_are_percentage_points() -> None:
    """Without their printing scale the two are one unit."""
    assert U("bp").base == U("pp").base
    assert [str(U("bp")), str(U("bp").base)] == ["bp", "pp"]


@given(nearly("USDCNYbnm亿万/-%px card month", U, UNITS))
def test_no_text_breaks_the_parser(text: str) -> None:
    """A ValueError at worst; what is read is written as it is read again."""
    try:
        unit = U(text)
    except ValueError:
        return
    assert U(str(unit)) == unit
    assert U(str(unit.base)) == unit.base
