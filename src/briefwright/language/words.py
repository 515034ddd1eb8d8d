"""The fixed words of numbers and dates in each language: scales, currencies, bounds, durations."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefwright.model.amount import Form
from briefwright.model.lang import Lang
from briefwright.model.unit import UNSTATED


@dataclass(frozen=True, slots=True)
class Words:
    """``{}`` in a template is the amount. A currency is (before the digits, after the scale)."""

    tag: str
    """The locale whose number symbols and month names Babel supplies."""
    scales: Mapping[int, str]
    """Power of ten to its word, largest first. English has no thousands: 3,584 is never 3.6k."""
    currencies: Mapping[str, tuple[str, str]]
    unstated: str
    forms: Mapping[Form, str]
    durations: Mapping[str, tuple[str, str]]
    """Duration to (singular, plural) as they follow a count."""
    duration_heads: Mapping[str, str]
    """Duration as the head of a column or the last part of a compound such as card-month."""
    points: str
    basis_points: str
    multiple: str
    index: str
    header: str
    """The head of a column of counted things: noun and scale."""
    dates: Mapping[str, str]
    comma: str
    not_meaningful: str
    missing: str


_SAME = {"USD": "美元", "HKD": "港元"}

WORDS: dict[Lang, Words] = {
    "zh-Hans": Words(
        tag="zh_Hans_CN",
        scales={12: "万亿", 8: "亿", 4: "万"},
        currencies={
            code: ("", name)
            for code, name in (
                _SAME
                | {"CNY": "元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元"}
                | {"TWD": "元新台币", "KRW": "韩元", "SGD": "新加坡元", UNSTATED: ""}
            ).items()
        },
        unstated="（币种未注明）",
        forms={
            Form.POINT: "{}",
            Form.ABOUT: "约{}",
            Form.ABOVE: "超过{}",
            Form.AT_LEAST: "不低于{}",
            Form.BELOW: "低于{}",
            Form.AT_MOST: "不超过{}",
            Form.RANGE: "{}",
        },
        durations={
            "day": ("天", "天"),
            "week": ("周", "周"),
            "month": ("个月", "个月"),
            "quarter": ("个季度", "个季度"),
            "year": ("年", "年"),
        },
        duration_heads={"day": "天", "week": "周", "month": "月", "quarter": "季度", "year": "年"},
        points="个百分点",
        basis_points="个基点",
        multiple="倍",
        index="指数",
        header="{noun}（{scale}）",
        dates={
            "day": "y年M月d日",
            "month": "y年M月",
            "quarter": "{year}年第{han}季度",
            "half": "{year}年{half}半年",
            "nine_months": "{}年前三季度",
            "year": "{}年",
            "fiscal": "{}财年",
            "fiscal_to": "截至{month}的{year}财年",
            "fiscal_span": "{}–{}财年",
            "span": "{}–{}年",
            "from_to": "{}至{}",
            "horizon": "未来{}内",
            "axis_horizon": "{}内",
            "since": "{}年以来",
            "elapsed": "第{}期",
            "axis_day": "y-MM-dd",
            "axis_month": "y-MM",
            "axis_since": "{}年起",
            "after": "{}或之后",
            "inferred": "{}（推定）",
        },
        comma="、",
        not_meaningful="不适用",
        missing="未提供",
    ),
    "zh-Hant": Words(
        tag="zh_Hant_HK",
        scales={12: "萬億", 8: "億", 4: "萬"},
        currencies={
            code: ("", name)
            for code, name in (
                # A bare 元 may be taken for Hong Kong dollars by a reader in Hong Kong.
                _SAME
                | {"CNY": "元人民幣", "EUR": "歐元", "GBP": "英鎊", "JPY": "日圓"}
                | {"TWD": "元新台幣", "KRW": "韓圜", "SGD": "新加坡元", UNSTATED: ""}
            ).items()
        },
        unstated="（幣種未註明）",
        forms={
            Form.POINT: "{}",
            Form.ABOUT: "約{}",
            Form.ABOVE: "超過{}",
            Form.AT_LEAST: "不低於{}",
            Form.BELOW: "低於{}",
            Form.AT_MOST: "不超過{}",
            Form.RANGE: "{}",
        },
        durations={
            "day": ("天", "天"),
            "week": ("周", "周"),
            "month": ("個月", "個月"),
            "quarter": ("個季度", "個季度"),
            "year": ("年", "年"),
        },
        duration_heads={"day": "天", "week": "周", "month": "月", "quarter": "季度", "year": "年"},
        points="個百分點",
        basis_points="個基點",
        multiple="倍",
        index="指數",
        header="{noun}（{scale}）",
        dates={
            "day": "y年M月d日",
            "month": "y年M月",
            "quarter": "{year}年第{han}季度",
            "half": "{year}年{half}半年",
            "nine_months": "{}年前三季度",
            "year": "{}年",
            "fiscal": "{}財年",
            "fiscal_to": "截至{month}止的{year}財年",
            "fiscal_span": "{}–{}財年",
            "span": "{}–{}年",
            "from_to": "{}至{}",
            "horizon": "未來{}內",
            "axis_horizon": "{}內",
            "since": "{}年以來",
            "elapsed": "第{}期",
            "axis_day": "y-MM-dd",
            "axis_month": "y-MM",
            "axis_since": "{}年起",
            "after": "{}或之後",
            "inferred": "{}（推定）",
        },
        comma="、",
        not_meaningful="不適用",
        missing="未提供",
    ),
    "en": Words(
        tag="en_GB",
        scales={12: "tn", 9: "bn", 6: "m"},
        currencies={
            code: (sign, "")
            for code, sign in (
                {"CNY": "Rmb", "HKD": "HK$", "USD": "US$", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY"}
                | {"TWD": "NT$", "KRW": "KRW", "SGD": "S$", UNSTATED: ""}
            ).items()
        },
        unstated=" (currency unstated)",
        forms={
            Form.POINT: "{}",
            Form.ABOUT: "about {}",
            Form.ABOVE: "over {}",
            Form.AT_LEAST: "at least {}",
            Form.BELOW: "below {}",
            Form.AT_MOST: "at most {}",
            Form.RANGE: "{}",
        },
        durations={name: (name, name + "s") for name in ("day", "week", "month", "quarter", "year")},
        duration_heads={name: name + "s" for name in ("day", "week", "month", "quarter", "year")},
        points="pp",
        basis_points="bp",
        multiple="x",
        index="index",
        header="{noun}, {scale}",
        dates={
            "day": "d MMMM y",
            "month": "MMMM y",
            "quarter": "Q{digit} {year}",
            "half": "H{digit} {year}",
            "nine_months": "first nine months of {}",
            "year": "{}",
            "fiscal": "FY{}",
            "fiscal_to": "FY{year} to {month}",
            "fiscal_span": "FY{}–{}",
            "span": "{}–{}",
            "from_to": "{} to {}",
            "horizon": "within {}",
            "axis_horizon": "within {}",
            "since": "since {}",
            "elapsed": "step {}",
            "axis_day": "d MMM y",
            "axis_month": "MMM y",
            "axis_since": "from {}",
            "after": "on or after {}",
            "inferred": "{} (inferred)",
        },
        comma=", ",
        not_meaningful="n.m.",
        missing="n.a.",
    ),
}
