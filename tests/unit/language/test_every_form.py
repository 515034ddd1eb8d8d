"""Whatever content can hold, every language can print."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.language import Locale
from briefwright.model.amount import Amount
from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import Period
from briefwright.model.unit import Measure, Unit
from tests.unit.language.conftest import Write, number
from tests.unit.model.texts import AMOUNTS, PERIODS, UNITS


@pytest.mark.parametrize(
    ("amount", "unit", "hans", "hant", "en"),
    [
        ("25", "bp", "+25个基点", "+25個基點", "+25bp"),
        ("-12.5", "bp", "−12.5个基点", "−12.5個基點", "−12.5bp"),
        ("20 to 30", "bp", "+20至+30个基点", "+20至+30個基點", "+20 to +30bp"),
        ("7.05", "CNY/USD", "7.05元/美元", "7.05元人民幣/美元", "Rmb7.05/US$"),
        ("0.1418", "USD/CNY", "0.1418美元/元", "0.1418美元/人民幣", "US$0.1418/Rmb"),
        ("over 7", "CNY/USD", "超过7元/美元", "超過7元人民幣/美元", "over Rmb7/US$"),
        ("4.40", "TWD/CNY", "4.40元新台币/元", "4.40元新台幣/人民幣", "NT$4.40/Rmb"),
        ("0.4", "pp", "+0.4个百分点", "+0.4個百分點", "+0.4pp"),
    ],
)
def test_basis_points_and_rates(write: Write, amount: str, unit: str, hans: str, hant: str, en: str) -> None:
    """Basis points stay in basis points; a rate of exchange names both currencies."""
    assert [write(lang, amount, unit) for lang in LANGS] == [hans, hant, en]


@pytest.mark.parametrize(
    ("amount", "unit", "printed"),
    [
        ("7.123456", "CNY/USD", "Rmb7.1235/US$"),
        ("150.12345", "JPY/USD", "JPY150.12/US$"),
        ("12.345", "bp", "+12.3bp"),
        ("12.0001", "bp", "+12bp"),
    ],
)
def test_decimals_of_derived_rates(write: Write, amount: str, unit: str, printed: str) -> None:
    """Computed rates of exchange have four decimals, large ones two; basis points one, if any."""
    assert write("en", amount, unit, derived=True) == printed


def test_units_as_heads(locales: Mapping[Lang, Locale]) -> None:
    """Over a column the unit stands once."""
    heads = [
        [locales[lang].unit_header(Unit.parse(unit), Unit.parse(unit).scale) for lang in LANGS]
        for unit in ("bp", "pp", "CNY/USD", "USD/TWD")
    ]
    assert heads == [
        ["基点", "基點", "bp"],
        ["百分点", "百分點", "pp"],
        ["元/美元", "元人民幣/美元", "Rmb/US$"],
        ["美元/新台币", "美元/新台幣", "US$/NT$"],
    ]


def test_basis_points_are_an_axis_of_their_own(locales: Mapping[Lang, Locale]) -> None:
    """Their scale is the unit's, whatever the size of the values."""
    locale, values = locales["en"], [Decimal("0.25"), Decimal("1.5")]
    assert locale.scale_for(values, Unit.parse("bp")) == -2
    assert locale.scale_for(values, Unit.parse("pp")) == 0
    assert locale.plain(values[0], scale=-2) == "25"


@given(st.sampled_from(UNITS))
def test_what_is_not_meaningful_has_one_word(locales: Mapping[Lang, Locale], unit: str) -> None:
    """Without unit, sign or scale, and whatever is asked for."""
    nothing = replace(number("1", unit), amount=Amount.not_meaningful())
    for option in ("", "amount", "signed"):
        assert [locales[lang].number(nothing, option) for lang in LANGS] == ["不适用", "不適用", "n.m."]
    rounded = replace(nothing, decimals=1)
    assert [locales[lang].number(rounded) for lang in LANGS] == ["不适用", "不適用", "n.m."]
    assert locales["en"].amount(nothing.amount, nothing.unit, scale=9, exact=True) == "n.m."


@given(
    st.sampled_from(AMOUNTS),
    st.sampled_from(UNITS),
    st.sampled_from(["", "amount", "signed"]),
    st.booleans(),
    st.none() | st.integers(0, 12),
)
def test_every_amount_is_printed(
    locales: Mapping[Lang, Locale], amount: str, unit: str, option: str, derived: bool, decimals: int | None
) -> None:
    """In every unit and language, with its digits and the sign of its unit, and never as Python writes it."""
    it = number(amount, unit, derived=derived, decimals=decimals)
    for lang in LANGS:
        text = locales[lang].number(it, option)
        assert any(digit in text for digit in "0123456789")
        assert "E+" not in text
        assert "None" not in text
        assert "{" not in text
        if it.unit.measure is Measure.PERCENT:
            assert text.endswith("%")


@given(st.sampled_from(PERIODS), st.none() | st.integers(1, 12), st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_every_period_is_printed(locales: Mapping[Lang, Locale], written: str, month: int | None, said: date) -> None:
    """In prose and on an axis, placed and resolved or not; the kind's letter only adds to it."""
    period = Period.parse(written).ending(month)
    for made in (period, period.resolved(said)):
        for lang in LANGS:
            texts = [locales[lang].when(made), locales[lang].period(made), locales[lang].period(made, kind=False)]
            assert all(text and "None" not in text and "{" not in text for text in texts)
            assert texts[1].startswith(texts[2])


@given(st.sampled_from(PERIODS), st.sampled_from(PERIODS))
def test_unlike_periods_do_not_print_alike(locales: Mapping[Lang, Locale], one: str, other: str) -> None:
    """Two periods of one name on an axis are the same days."""
    first, second = Period.parse(one), Period.parse(other)
    for lang in LANGS:
        if locales[lang].period(first, kind=False) == locales[lang].period(second, kind=False):
            assert (first.start, first.end) == (second.start, second.end)
