"""Sizing a market from the top and from the bottom, the gap between the two, and the order of TAM, SAM and SOM."""

from decimal import Decimal

import pytest

from briefwright.model.amount import Amount
from briefwright.model.period import Basis
from tests.unit.compute.theses import facts, one, refused, series

MARKET = facts(
    total="100 | CNY bn",
    urban="40 | %",
    electric="25 | %",
    most="over 30 | %",
    ferries="12 | k ferry",
    adoption="30 | %",
    spend="2.5 | CNY m/ferry",
    packs="4 | pack/ferry",
    price="600 | CNY k/pack",
    top="10 | CNY bn",
    bottom="9 | CNY bn",
    tam="100 | CNY bn",
    sam="10 | CNY bn",
    som="1 | CNY bn",
    a_month="1 | CNY bn/month",
    range="8 to 12 | CNY bn",
)


@pytest.mark.parametrize(
    ("formula", "expected", "unit"),
    [
        ("top_down(total, urban)", "40000000000", "CNY bn"),
        ("top_down(total, urban, electric)", "10000000000", "CNY bn"),
        ("top_down(total, most)", "over 30000000000", "CNY bn"),
        ("bottom_up(ferries, adoption, spend)", "9000000000", "CNY"),
        ("bottom_up(ferries, adoption, packs, price)", "8640000000", "CNY"),
        ("bottom_up(ferries, packs)", "48000", "pack"),
        ("gap(top, bottom)", "-10", "%"),
        ("gap(bottom, top)", str(Decimal(100) / 9), "%"),
        ("gap(top, range)", "-20 to 20", "%"),
        ("funnel(tam, sam, som)", "1", "%"),
        ("funnel(tam, sam, sam)", "10", "%"),
        ("funnel(tam, range, som)", "1", "%"),
    ],
)
def test_golden_values(formula: str, expected: str, unit: str) -> None:
    """Worked by hand: 100 bn × 40 % × 25 %; 12,000 ferries × 30 % × 2.5 m; 9 over 10 less one."""
    number = one(formula, MARKET)
    want = Amount.parse(expected)
    assert (number.amount.form, str(number.unit.base)) == (want.form, unit.replace(" bn", ""))
    for end, wanted in ((number.amount.low, want.low), (number.amount.high, want.high)):
        assert (end is None) == (wanted is None)
        assert end is None or wanted is None or abs(end - wanted) < Decimal("1e-20")


@pytest.mark.parametrize(
    ("code", "formula", "message"),
    [
        ("N215", "funnel(tam, som, sam)", "the SOM is larger than the SAM"),
        ("N215", "funnel(sam, tam, som)", "the SAM is larger than the TAM"),
        ("N215", "funnel(som, range, som)", "the SAM is larger than the TAM"),
        ("N204", "funnel(tam, sam, urban)", ""),
        ("N204", "gap(top, a_month)", ""),
        ("N204", "top_down(total, packs)", "not a percentage"),
        ("N212", "top_down(total, over_all)", "outside 0 to 100 %"),
        ("N212", "bottom_up(ferries, over_all, spend)", "outside 0 to 100 %"),
        ("N204", "bottom_up(total, adoption, spend)", "begins with"),
        ("N204", "bottom_up(ferries, adoption, total)", "a step of the sizing is"),
        ("N204", "bottom_up(ferries, price)", ""),
        ("N206", "gap(nothing, bottom)", "the first size"),
        ("N203", "top_down(total)", ""),
    ],
)
def test_traps_are_errors(code: str, formula: str, message: str) -> None:
    """Sizes out of order, filters that are no shares, steps that do not chain, money a year against money."""
    given = MARKET + facts(over_all="120 | %", nothing="0 | CNY bn").removeprefix("facts:\n")
    finding = refused(formula, given)
    assert finding.code == code
    assert message in finding.message


@pytest.mark.parametrize("formula", ["gap(s[2023A], s[2024A])", "funnel(s[2024A], s[2023A], s[2023A])"])
def test_sizes_of_two_years_are_not_compared(formula: str) -> None:
    """The gap between two years is growth, and no gap."""
    assert refused(formula, series("CNY bn", "2023A: 60, 2024A: 80")).code == "N210"


def test_a_sizing_keeps_the_basis_of_its_total() -> None:
    """What a percentage scales stays a flow."""
    given = series("CNY bn", "2024A: 80", more=", basis: flow") + facts(p="40 | %")
    assert one("top_down(s[2024A], p)", given).basis is Basis.FLOW
