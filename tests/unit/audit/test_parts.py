"""A320 to A322: parts and totals, shares, figures stated elsewhere."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.context import Audited
from briefwright.audit.parts import shares, totals
from briefwright.audit.stated import stated
from briefwright.model.amount import Amount
from briefwright.model.number import Derivation, Number
from briefwright.model.period import Period
from briefwright.model.text import Text
from tests.unit.audit.content import DAY, number, results, shared, thesis


def summed(whole: str, *parts: str, **fields: Any) -> list[str]:
    """What is found where the parts are said to make up the whole."""
    known = [number("w", whole, "USD bn"), *(number(f"p{i}", part, "USD bn") for i, part in enumerate(parts))]
    entry = {"whole": "w", "parts": [f"p{i}" for i in range(len(parts))]} | fields
    return [one.message for one in totals(Audited(thesis(totals=[entry]), shared(), results(*known), DAY))]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("10", ["4", "6"]),
        ("10.1", ["4.0", "6.0"]),
        ("100", ["33.3", "33.3", "33.3"]),
        ("over 9", ["4", "6"]),
        ("over 40", ["over 20", "10"]),
        ("at most 12", ["4", "6"]),
        ("8 to 12", ["4", "6"]),
        ("about 10", ["5", "8"]),
    ],
)
def test_parts_that_can_make_the_whole(whole: str, parts: list[str]) -> None:
    """Within half a unit of each printed digit; bounds as far as they reach."""
    assert summed(whole, *parts) == []


@pytest.mark.parametrize(
    ("whole", "parts", "word"),
    [
        ("10", ["4", "8"], "more than"),
        ("10.0", ["4.0", "5.8"], "less than"),
        ("at most 9", ["4", "7"], "more than"),
        ("over 12", ["4", "6"], "less than"),
        ("10", ["over 12"], "more than"),
        ("8 to 12", ["4", "10"], "more than"),
    ],
)
def test_parts_that_cannot(whole: str, parts: list[str], word: str) -> None:
    """The figures are told in the unit they are printed in."""
    (message,) = summed(whole, *parts)
    assert f"make {word} 'w'" in message
    assert "USD bn" in message


def test_incomplete_parts_may_be_less() -> None:
    """They may not be more."""
    assert summed("10", "4", complete=False) == []
    assert len(summed("10", "4", "8", complete=False)) == 1


def test_units_and_periods_must_match() -> None:
    """What cannot be added is told with both."""
    known = results(number("w", "10", "USD bn"), number("p", "10", "CNY bn"))
    entry = [{"whole": "w", "parts": ["p"]}]
    (finding,) = totals(Audited(thesis(totals=entry), shared(), known, DAY))
    assert finding.message == "'p' is in CNY, 'w' in USD"
    years = [
        replace(number(name, "10", "USD bn"), period=Period.parse(year))
        for name, year in (("w", "2025A"), ("p", "2024A"))
    ]
    (finding,) = totals(Audited(thesis(totals=entry), shared(), results(*years), DAY))
    assert finding.message == "'p' is of 2024A, 'w' of 2025A"
    (finding,) = totals(Audited(thesis(totals=entry), shared(), results(), DAY))
    assert finding.message == "'w' is not one number with a value"


@given(st.lists(st.decimals(min_value="0.01", max_value="999", places=4), min_size=1, max_size=8), st.integers(0, 3))
def test_rounding_never_makes_a_finding(parts: list[Decimal], places: int) -> None:
    """Whatever is rounded for print, parts and whole may be that."""
    step = Decimal(1).scaleb(-places)
    printed = [str(part.quantize(step)) for part in parts]
    assert summed(str(sum(parts, Decimal(0)).quantize(step)), *printed) == []


def share(name: str, amount: str, part: str, whole: str = "all") -> Number:
    return replace(number(name, amount, "%", part, whole), derivation=Derivation("share", ("share",), (part, whole)))


def over(*known: Number) -> list[str]:
    """What is found of shares that are all printed."""
    printed = " ".join(f"{{{{ {one.address} }}}}" for one in known if one.unit.measure == "percent")
    return [one.message for one in shares(Audited(thesis(printed), shared(), results(*known), DAY))]


def test_shares_of_one_whole() -> None:
    """They may come to 100 and what rounding adds, no more."""
    assert over(share("a", "60", "x"), share("b", "40", "y")) == []
    (message,) = over(share("a", "60", "x"), share("b", "55", "y"))
    assert message == "shares of one whole come to more than 100 %: 'a' 60 %, 'b' 55 %"
    assert over(share("a", "60", "x"), share("b", "55", "y", "other")) == []
    assert over(share("a", "60", "x"), share("b", "60", "x")) == []


def test_shares_that_contain_each_other() -> None:
    """The share of a sum and that of one of its terms overlap."""
    both = number("both", "9", "USD bn", "x", "y")
    assert over(share("a", "60", "x"), share("b", "90", "both"), both, number("x", "6", "USD bn")) == []


def test_sourced_shares() -> None:
    """By their measure, over entities; by their label, each alone."""
    made = [replace(number(name, "60", "%"), measure="market-share", entity=name) for name in ("baidu", "tencent")]
    assert len(over(*made)) == 1
    assert over(replace(made[0], period=Period.parse("2024A")), replace(made[1], period=Period.parse("2025A"))) == []
    assert len(over(replace(number("a", "140", "%"), label=Text.of("市场份额")))) == 1
    assert over(replace(number("a", "140", "%"), label=Text.of("同比增速"))) == []


def agreed(computed: str, given_: str, unit: str = "%") -> list[str]:
    """What is found where a figure is stated beside the computed one."""
    made = replace(number("it", computed, unit, "x"), stated=Amount.parse(given_))
    entry = {"formula": "f(x)", "stated": {"value": given_, "unit": unit}}
    return [one.message for one in stated(Audited(thesis(computed={"it": entry}), shared(), results(made), DAY))]


@pytest.mark.parametrize(
    ("computed", "given_"),
    [
        ("32.8371", "32.8"), ("32.8371", "33"), ("32.85", "32.9"), ("32.85", "32.8"), ("over 3.46", "over 3.4"),
        ("10 to 14", "10 to 14"), ("17.3", "about 17"), ("21", "about 17"),
    ],
)  # fmt: skip
def test_stated_figures_that_agree(computed: str, given_: str) -> None:
    """As far as the stated figure has digits."""
    assert agreed(computed, given_) == []


@pytest.mark.parametrize(
    ("computed", "given_"),
    [
        ("32.8371", "32.7"), ("32.8371", "32"), ("32.8371", "32.80"), ("over 40", "40"), ("40", "over 40"),
        ("over 40", "over 60"), ("10 to 14", "12"), ("10 to 14", "10 to 16"),
    ],
)  # fmt: skip
def test_stated_figures_that_differ(computed: str, given_: str) -> None:
    """A bound is no point, and a point no bound."""
    (message,) = agreed(computed, given_)
    assert message.startswith("'it' is stated as ")
    assert message.endswith("%")
