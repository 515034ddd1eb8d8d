"""Numbers as prose prints them, in each language."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from briefwright.language import Locale
from briefwright.model.amount import Amount
from briefwright.model.lang import Lang
from briefwright.model.unit import Unit

Write = Callable[..., str]

SOURCED = [
    # amount, unit, zh-Hans, zh-Hant, en
    ("21.1", "USD bn", "211亿美元", "211億美元", "US$21.1bn"),
    ("5.1", "USD bn", "51亿美元", "51億美元", "US$5.1bn"),
    ("1.50", "CNY bn", "15.0亿元", "15.0億元人民幣", "Rmb1.50bn"),
    ("4", "CNY bn", "40亿元", "40億元人民幣", "Rmb4bn"),
    ("40", "CNY 亿", "40亿元", "40億元人民幣", "Rmb4bn"),
    ("over 1", "CNY tn", "超过1万亿元", "超過1萬億元人民幣", "over Rmb1tn"),
    ("-2.5", "HKD bn", "−25亿港元", "−25億港元", "−HK$2.5bn"),
    ("432500", "USD", "43.25万美元", "43.25萬美元", "US$432,500"),
    ("1900", "CNY", "1,900元", "1,900元人民幣", "Rmb1,900"),
    ("80", "CNY/month", "80元/月", "80元人民幣/月", "Rmb80/month"),
    ("4800", "EUR", "4,800欧元", "4,800歐元", "EUR4,800"),
    ("over 60", "unstated bn", "超过600亿（币种未注明）", "超過600億（幣種未註明）", "over 60bn (currency unstated)"),
    (
        "250 to 1000",
        "unstated 亿",
        "250–1,000亿（币种未注明）",
        "250–1,000億（幣種未註明）",
        "25–100bn (currency unstated)",
    ),
    ("32.8", "%", "32.8%", "32.8%", "32.8%"),
    ("10 to 30", "%", "10%–30%", "10%–30%", "10–30%"),
    ("below 1", "%", "低于1%", "低於1%", "below 1%"),
    ("1.2", "pp", "+1.2个百分点", "+1.2個百分點", "+1.2pp"),
    ("-1.2", "pp", "−1.2个百分点", "−1.2個百分點", "−1.2pp"),
    ("18.2", "x", "18.2倍", "18.2倍", "18.2x"),
    ("512", "card", "512张", "512張", "512 cards"),
    ("1", "card", "1张", "1張", "1 card"),
    ("1024", "card", "1,024张", "1,024張", "1,024 cards"),
    ("43500", "card", "4.35万张", "4.35萬張", "43,500 cards"),
    ("43512", "card", "43,512张", "43,512張", "43,512 cards"),
    ("117", "m parameter", "1.17亿参数", "1.17億參數", "117m parameters"),
    ("1.5", "bn parameter", "15亿参数", "15億參數", "1.5bn parameters"),
    ("0.86", "bn parameter", "8.6亿参数", "8.6億參數", "860m parameters"),
    ("175", "bn parameter", "1,750亿参数", "1,750億參數", "175bn parameters"),
    ("1.255", "bn parameter", "12.55亿参数", "12.55億參數", "1.255bn parameters"),
    ("about 3640", "PF-day", "约3,640 PF-day", "約3,640 PF-day", "about 3,640 PF-day"),
    ("over 40", "t-as-printed", "超过40 T", "超過40 T", "over 40 T"),
    ("18", "month", "18个月", "18個月", "18 months"),
    ("1", "month", "1个月", "1個月", "1 month"),
    ("3.5", "month", "3.5个月", "3.5個月", "3.5 months"),
    ("2 to 3", "year", "2–3年", "2–3年", "2–3 years"),
    ("at least 800", "company", "不低于800家", "不低於800家", "at least 800 firms"),
    ("at most 5", "company", "不超过5家", "不超過5家", "at most 5 firms"),
    ("3584", "card-month", "3,584显卡月", "3,584顯卡月", "3,584 card-months"),
    ("100", "index", "100", "100", "100"),
]

DERIVED = [
    # amount, unit, decimals asked for, zh-Hans, en
    ("32.8371", "%", None, "32.8%", "32.8%"),
    ("0.25", "%", None, "0.3%", "0.3%"),
    ("32.8371", "%", 2, "32.84%", "32.84%"),
    ("1.25", "pp", None, "+1.3个百分点", "+1.3pp"),
    ("4.1372549", "x", None, "4.1倍", "4.1x"),
    ("99.94", "x", None, "99.9倍", "99.9x"),
    ("99.96", "x", None, "100倍", "100x"),
    ("1495.7", "x", None, "1,496倍", "1,496x"),
    ("1495.7", "x", 1, "1,495.7倍", "1,495.7x"),
    ("3583.5", "card", None, "3,584张", "3,584 cards"),
    ("123456789", "card", None, "1.2亿张", "123.5m cards"),
    ("16.04", "USD bn", None, "160.4亿美元", "US$16.0bn"),
    ("16.04", "USD bn", 0, "160亿美元", "US$16bn"),
    ("999.96", "USD m", None, "10.0亿美元", "US$1.0bn"),
    ("18.04", "month", None, "18个月", "18 months"),
    ("5.14", "month", None, "5.1个月", "5.1 months"),
    ("over 3.46", "x", None, "超过3.4倍", "over 3.4x"),
    ("below 3.41", "x", None, "低于3.5倍", "below 3.5x"),
    ("below 7.5", "USD bn", None, "低于75亿美元", "below US$7.5bn"),
    ("1.04 to 2.06", "%", None, "1.0%–2.1%", "1.0–2.1%"),
    ("over 999.96", "USD m", None, "超过9.9亿美元", "over US$999.9m"),
    ("-0.04", "%", None, "0.0%", "0.0%"),
]


@pytest.mark.parametrize(("amount", "unit", "hans", "hant", "en"), SOURCED)
def test_sourced_numbers_keep_their_digits(write: Write, amount: str, unit: str, hans: str, hant: str, en: str) -> None:
    """A sourced number prints the digits of its source at the language's own scale, with bound, unit and currency."""
    assert [write(lang, amount, unit) for lang in ("zh-Hans", "zh-Hant", "en")] == [hans, hant, en]


@pytest.mark.parametrize(("amount", "unit", "decimals", "hans", "en"), DERIVED)
def test_derived_numbers_round_by_their_unit(
    write: Write, amount: str, unit: str, decimals: int | None, hans: str, en: str
) -> None:
    """A derived number prints its unit's decimals, half-up, or the author's; a bound is never rounded to claim more."""
    shown = [write(lang, amount, unit, derived=True, decimals=decimals) for lang in ("zh-Hans", "en")]
    assert shown == [hans, en]


@pytest.mark.parametrize(
    ("amount", "unit", "option", "hans", "en"),
    [
        ("512", "card", "amount", "512", "512"),
        ("117", "m parameter", "amount", "1.17亿", "117m"),
        ("18", "month", "amount", "18", "18"),
        ("over 60", "unstated bn", "amount", "超过600亿", "over 60bn"),
        ("21.1", "USD bn", "amount", "211亿美元", "US$21.1bn"),
        ("18.2", "x", "amount", "18.2倍", "18.2x"),
        ("32.8", "%", "amount", "32.8%", "32.8%"),
        ("1.2", "pp", "amount", "1.2个百分点", "1.2pp"),
        ("32.8", "%", "signed", "+32.8%", "+32.8%"),
        ("-32.8", "%", "signed", "−32.8%", "−32.8%"),
        ("0", "%", "signed", "0%", "0%"),
        ("21.1", "USD bn", "signed", "+211亿美元", "+US$21.1bn"),
    ],
)
def test_options(write: Write, amount: str, unit: str, option: str, hans: str, en: str) -> None:
    """``amount`` drops the noun and keeps %, 倍 and currency; ``signed`` writes a plus, and a true minus."""
    assert [write(lang, amount, unit, option) for lang in ("zh-Hans", "en")] == [hans, en]


@pytest.mark.parametrize(
    ("unit", "scale", "hans", "hant", "en"),
    [
        ("USD", 8, "亿美元", "億美元", "US$"),
        ("USD", 0, "美元", "美元", "US$"),
        ("CNY", 8, "亿元", "億元人民幣", "Rmb"),
        ("unstated", 8, "亿（币种未注明）", "億（幣種未註明）", "currency unstated"),
        ("%", 0, "%", "%", "%"),
        ("pp", 0, "百分点", "百分點", "pp"),
        ("x", 0, "倍", "倍", "x"),
        ("card", 0, "张", "張", "cards"),
        ("card", 4, "万张", "萬張", "cards"),
        ("parameter", 8, "参数（亿）", "參數（億）", "parameters"),
        ("month", 0, "月", "月", "months"),
        ("CNY/month", 0, "元/月", "元人民幣/月", "Rmb/month"),
    ],
)
def test_unit_headers(locales: Mapping[Lang, Locale], unit: str, scale: int, hans: str, hant: str, en: str) -> None:
    """A column or axis states unit and scale once. English has no 万 or 亿, and leaves such a scale out."""
    shown = [locales[lang].unit_header(Unit.parse(unit), scale) for lang in ("zh-Hans", "zh-Hant", "en")]
    assert shown == [hans, hant, en]


@pytest.mark.parametrize(
    ("unit", "scale", "expected"),
    [
        ("USD", 9, "US$ bn"),
        ("parameter", 9, "parameters, bn"),
        ("unstated", 9, "bn (currency unstated)"),
        ("month", 9, "months, bn"),
    ],
)
def test_english_unit_headers(locales: Mapping[Lang, Locale], unit: str, scale: int, expected: str) -> None:
    """English scales stand behind the currency, or after the noun."""
    assert locales["en"].unit_header(Unit.parse(unit), scale) == expected


@pytest.mark.parametrize(
    ("values", "unit", "chinese", "english"),
    [
        (["5.1e9", "21.1e9"], "USD", 8, 9),
        (["4e9", "49.5e9"], "CNY", 8, 9),
        (["117e6", "175e9"], "parameter", 8, 9),
        (["1e12", "2e10"], "unstated", 8, 9),
        (["1e12", "2e12"], "unstated", 12, 12),
        (["1024", "3584"], "card-month", 0, 0),
        (["43500", "20000"], "card", 0, 0),
        (["435000", "200000"], "card", 4, 0),
        (["0"], "USD", 0, 0),
        ([], "USD", 0, 0),
        (["250000000"], "%", 0, 0),
    ],
)
def test_one_scale_for_an_axis(
    locales: Mapping[Lang, Locale], values: list[str], unit: str, chinese: int, english: int
) -> None:
    """The largest value sets the scale, unless the smallest would print as nothing."""
    amounts = [Decimal(value) for value in values]
    shown = [locales[lang].scale_for(amounts, Unit.parse(unit)) for lang in ("zh-Hans", "zh-Hant", "en")]
    assert shown == [chinese, chinese, english]


def test_amounts_at_a_given_scale(locales: Mapping[Lang, Locale]) -> None:
    """An axis or column fixes the scale, and may print every digit or a number of decimals."""
    amount, unit = Amount.point("117000000"), Unit.parse("parameter")
    assert locales["en"].amount(amount, unit, scale=9, exact=True, noun=False) == "0.117bn"
    assert locales["zh-Hans"].amount(amount, unit, scale=8, decimals=1) == "1.2亿参数"
    assert locales["en"].plain(Decimal("2.5E+10"), scale=9, decimals=1) == "25.0"
    assert locales["en"].plain(Decimal("-1234567.50")) == "−1,234,567.50"
    assert locales["en"].plain(Decimal("-0.04"), decimals=1) == "0.0"


def test_missing_is_not_zero(locales: Mapping[Lang, Locale]) -> None:
    """A figure without meaning and one not given have words of their own."""
    assert [(one.not_meaningful(), one.missing()) for one in locales.values()] == [
        ("不适用", "未提供"),
        ("不適用", "未提供"),
        ("n.m.", "n.a."),
    ]
