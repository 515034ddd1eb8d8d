"""Periods and days, on axes and in prose."""

from collections.abc import Mapping
from datetime import date

import pytest

from briefwright.language import Locale
from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import AsOf, Kind, Period


@pytest.mark.parametrize(
    ("period", "hans", "hant", "en"),
    [
        ("2023-02-20", "2023年2月20日", "2023年2月20日", "20 February 2023"),
        ("2023-02", "2023年2月", "2023年2月", "February 2023"),
        ("2023Q1", "2023年第一季度", "2023年第一季度", "Q1 2023"),
        ("2023Q4", "2023年第四季度", "2023年第四季度", "Q4 2023"),
        ("2026E", "2026年", "2026年", "2026"),
        ("FY2026", "2026财年", "2026財年", "FY2026"),
        ("2012..", "2012年以来", "2012年以來", "since 2012"),
        ("2021..2026", "2021–2026年", "2021–2026年", "2021–26"),
        ("1998..2026", "1998–2026年", "1998–2026年", "1998–2026"),
        ("2023H1", "2023年上半年", "2023年上半年", "H1 2023"),
        ("2023H2E", "2023年下半年", "2023年下半年", "H2 2023"),
        ("2023Q1YTD", "2023年第一季度", "2023年第一季度", "Q1 2023"),
        ("2023Q2YTD", "2023年上半年", "2023年上半年", "H1 2023"),
        ("2023Q3YTDA", "2023年前三季度", "2023年前三季度", "first nine months of 2023"),
        ("2023Q4YTD", "2023年", "2023年", "2023"),
        ("FY2021..FY2024", "2021–2024财年", "2021–2024財年", "FY2021–24"),
        ("2022Q4..2023Q3", "2022年第四季度至2023年第三季度", "2022年第四季度至2023年第三季度", "Q4 2022 to Q3 2023"),
        ("within 5 years", "未来5年内", "未來5年內", "within five years"),
        ("within 1 year", "未来1年内", "未來1年內", "within one year"),
        ("within 18 months", "未来18个月内", "未來18個月內", "within 18 months"),
        ("within 2 quarters", "未来2个季度内", "未來2個季度內", "within two quarters"),
    ],
)
def test_periods_in_prose(locales: Mapping[Lang, Locale], period: str, hans: str, hant: str, en: str) -> None:
    """A period reads as a reader of the language would write it."""
    assert [locales[lang].when(Period.parse(period)) for lang in ("zh-Hans", "zh-Hant", "en")] == [hans, hant, en]


@pytest.mark.parametrize(
    ("period", "hans", "en"),
    [
        ("2026E", "2026E", "2026E"),
        ("2021A", "2021A", "2021A"),
        ("FY2027F", "FY2027F", "FY2027F"),
        ("2023Q1E", "2023Q1E", "2023Q1E"),
        ("2023-02", "2023-02", "Feb 2023"),
        ("2023-02-20", "2023-02-20", "20 Feb 2023"),
        ("2021..2026", "2021–2026", "2021–26"),
        ("2012..", "2012年起", "from 2012"),
        ("2023H1E", "2023H1E", "2023H1E"),
        ("2023Q2YTD", "2023H1", "2023H1"),
        ("2023Q3YTDA", "2023Q1–Q3A", "2023Q1–Q3A"),
        ("2023Q4YTDA", "2023A", "2023A"),
        ("FY2021..FY2024", "FY2021–2024", "FY2021–24"),
        ("2022Q4..2023Q3", "2022Q4–2023Q3", "2022Q4–2023Q3"),
        ("within 5 years", "5年内", "within 5 years"),
    ],
)
def test_periods_on_an_axis(locales: Mapping[Lang, Locale], period: str, hans: str, en: str) -> None:
    """Axis labels are short and keep the mark of an estimate."""
    assert [locales[lang].period(Period.parse(period)) for lang in ("zh-Hans", "en")] == [hans, en]


def test_fiscal_years_say_when_they_end(locales: Mapping[Lang, Locale]) -> None:
    """In prose, where that is known and is not the end of the calendar year; on an axis there is no room."""
    period = Period.parse("FY2026E").ending(6)
    assert [locales[lang].when(period) for lang in LANGS] == [
        "截至2026年6月的2026财年",
        "截至2026年6月止的2026財年",
        "FY2026 to June 2026",
    ]
    assert {one.period(period) for one in locales.values()} == {"FY2026E"}
    assert locales["en"].when(Period.parse("FY2026").ending(12)) == "FY2026"


def test_axis_label_without_its_kind(locales: Mapping[Lang, Locale]) -> None:
    """Where the chart marks estimates another way, the letter can be left out."""
    assert locales["en"].period(Period.parse("2026E"), kind=False) == "2026"


def test_elapsed_periods_are_counted(locales: Mapping[Lang, Locale]) -> None:
    """A step of elapsed time is its count on an axis."""
    assert [one.period(Period.elapsed(18)) for one in locales.values()] == ["18", "18", "18"]


@pytest.mark.parametrize(
    ("as_of", "hans", "en"),
    [
        (AsOf(date(2023, 2, 20)), "2023年2月20日", "20 February 2023"),
        (AsOf(date(2023, 2, 20), after=True), "2023年2月20日或之后", "on or after 20 February 2023"),
        (AsOf(date(2023, 2, 20), inferred=True), "2023年2月20日（推定）", "20 February 2023 (inferred)"),
        (AsOf(date(2023, 2, 3), True, True), "2023年2月3日或之后（推定）", "on or after 3 February 2023 (inferred)"),
    ],
)
def test_as_of(locales: Mapping[Lang, Locale], as_of: AsOf, hans: str, en: str) -> None:
    """A date that no source prints says so, and one that is only a lower limit too."""
    assert [locales[lang].as_of(as_of) for lang in ("zh-Hans", "en")] == [hans, en]


def test_kinds(locales: Mapping[Lang, Locale]) -> None:
    """Every kind has its word."""
    assert [locales["zh-Hans"].kind(kind) for kind in Kind] == ["实际", "估计", "预测", "观点"]
    assert [locales["en"].kind(kind) for kind in Kind] == ["actual", "estimate", "forecast", "opinion"]
