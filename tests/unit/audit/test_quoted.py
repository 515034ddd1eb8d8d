"""What is read in the words of an extract."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.quoted import read
from briefwright.model.amount import Amount, Form

POINT, ABOVE, BELOW, ABOUT = Form.POINT, Form.ABOVE, Form.BELOW, Form.ABOUT


@pytest.mark.parametrize(
    ("text", "form", "value", "unit"),
    [
        ("参数1.17亿", POINT, "117e6", ""),
        ("參數1,750億", POINT, "175e9", ""),
        ("3,000亿单词", POINT, "300e9", ""),
        ("一百七十五亿元", POINT, "17.5e9", "CNY"),
        ("市场规模为51亿美元", POINT, "5.1e9", "USD"),
        ("US$21.1bn", POINT, "21.1e9", "USD"),
        ("a market of 21.1 billion yuan", POINT, "21.1e9", "CNY"),
        ("训练7个月", POINT, "7", "month"),
        ("训练一个月", POINT, "1", "month"),
        ("每3.5月翻番", POINT, "3.5", "month"),
        ("for seven months", POINT, "7", "month"),
        ("超过60亿", ABOVE, "6e9", ""),
        ("将超过万亿人民币", ABOVE, "1e12", "CNY"),
        ("约为3640", ABOUT, "3640", ""),
        ("逾40亿", ABOVE, "4e9", ""),
        ("40多亿元", ABOVE, "4e9", "CNY"),
        ("over 40 ferries", ABOVE, "40", ""),
        ("more than 1,000", ABOVE, "1000", ""),
        ("不到1%", BELOW, "1", "%"),
        ("fewer than 12", BELOW, "12", ""),
        ("不超过3倍", Form.AT_MOST, "3", "x"),
        ("不低于3倍", Form.AT_LEAST, "3", "x"),
        ("at least 40%", Form.AT_LEAST, "40", "%"),
        ("40%以上", Form.AT_LEAST, "40", "%"),
        ("至少提高 10%", Form.AT_LEAST, "10", "%"),
        ("在 5 家以下", Form.AT_MOST, "5", ""),
        ("3.5B+", Form.AT_LEAST, "3.5e9", ""),
        ("约3640人", ABOUT, "3640", ""),
        ("about 9 months", ABOUT, "9", "month"),
        ("9个月左右", ABOUT, "9", "month"),
        ("接近1000亿", ABOUT, "100e9", ""),
        ("提高1.2个百分点", POINT, "1.2", "pp"),
    ],
)
def test_a_quantity_is_read_with_bound_scale_and_unit(text: str, form: Form, value: str, unit: str) -> None:
    """Chinese of both scripts and English."""
    (reading,) = read(text).readings
    assert (reading.amount, reading.unit) == (Amount.bound(form, Decimal(value)), unit)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10%-30%的图片", "10", "30"),
        ("10-30亿", "1e9", "3e9"),
        ("12 to 15 million", "12e6", "15e6"),
        ("3亿至5亿", "3e8", "5e8"),
    ],
)
def test_two_quantities_joined_are_a_range(text: str, low: str, high: str) -> None:
    """The first has the scale and unit of the second where it has none of its own."""
    (reading,) = read(text).readings
    assert reading.amount == Amount(Decimal(low), Decimal(high), Form.RANGE)


def test_dates_are_no_quantities() -> None:
    """Years, months and days are told apart from amounts that look alike."""
    words = read("2022年11月30日上线，至2026年达2000亿，2月7日宣布")
    found = [sorted(part) for part in (words.years, words.months, words.days)]
    assert found == [["2022", "2026"], ["2022-11"], ["02-07", "11-30"]]
    assert [reading.amount for reading in words.readings] == [Amount.point("2000e8")]


def test_names_are_no_quantities() -> None:
    """GPT-3 and GPT3 are one name, and A100s are A100."""
    words = read("GPT-3需要A100，GPT3不需要V100; four A100s")
    assert words.names == {"GPT3", "A100", "V100"}
    assert [reading.amount for reading in words.readings] == [Amount.point("4")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲公司、乙公司、丙公司等", 3),
        ("Alpha, Beta and Gamma", 3),
        ("甲公司", 0),
        ("甲、乙共2家", 0),
        ("甲、乙。丙", 0),
    ],
)
def test_a_list_is_counted(text: str, count: int) -> None:
    """Where it is nothing but a list."""
    assert read(text).listed == count


def test_how_sure_the_words_are() -> None:
    """Forecasts, estimates, judgements and quotations have their words."""
    assert read("预计2026年达211亿").looks_ahead
    assert read("is expected to double").looks_ahead
    assert read("需要512张").estimates
    assert read("我们认为").judges
    assert read("英伟达表示").quotes
    assert not any((read("共有512张").looks_ahead, read("共有512张").estimates, read("共有512张").quotes))


@given(
    st.text(
        st.one_of(
            st.characters(), st.sampled_from("0123456789.,-–%一二三十百千万亿点年月日个倍超过约不到USD$¥bnT、至")
        ),
        max_size=60,
    )
)
def test_any_text_is_read(text: str) -> None:
    """Whatever stands there, reading ends and amounts are finite."""
    for reading in read(text).readings:
        limits = [limit for limit in (reading.amount.low, reading.amount.high) if limit is not None]
        assert limits
        assert all(limit.is_finite() for limit in limits)


def test_a_sum_is_no_bound() -> None:
    """A plus sign between two figures adds them; behind one it says "or more"."""
    assert [one.forms for one in read("1B + 3.5B + 700M").readings] == [(POINT,)] * 3
