"""The Herfindahl–Hirschman index of a market."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal

from briefwright.compute.arithmetic import CONTEXT, End, Interval, guarded, plus, times
from briefwright.compute.formula import MORE, NUMBER, SERIES, Formula
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import listing, sample, shares, total
from briefwright.model.unit import Measure, Unit

_MONOPOLY = Decimal(10_000)
_SHOWN = Context(prec=6)


def hhi(arguments: Sequence[Argument]) -> Quantity:
    """Squared shares in per cent, added; bounds where some are unknown. Raises N204, N210, N211, N212, N217."""
    parts = sample(arguments)
    amounts, left = shares(parts, "the index")
    known = total([times(one, one) for one in amounts])
    smallest = min(high for one in amounts if (high := one.high.value) is not None)
    tail = _tail(left.high.value or Decimal(0), smallest)
    found = plus(known, tail)
    if found.high.value is not None and found.low.value is not None and found.high.value > _MONOPOLY:
        found = Interval(found.low, End(max(_MONOPOLY, found.low.value)), found.about)
    template = f"({listing(parts, ')² + (')})²"
    if tail.high.value:
        template += f" + [0, {_SHOWN.plus(tail.high.value).normalize():f}]"
    return derived(parts, found.amount, Unit(Measure.INDEX), template, joined=True)


def _tail(left: Decimal, largest: Decimal) -> Interval:
    """What firms that share ``left`` add: next to nothing if they are tiny, most if each is as large as may be."""
    if left == 0:
        return Interval.point(0)

    def most() -> Decimal:
        firms = CONTEXT.divide(left, largest).to_integral_value(ROUND_FLOOR)
        rest = CONTEXT.subtract(left, CONTEXT.multiply(firms, largest))
        return CONTEXT.add(CONTEXT.multiply(firms, largest * largest), rest * rest)

    return Interval(End(Decimal(0)), End(guarded(most)))


HHI = Formula(
    name="hhi",
    names={
        "zh-Hans": "赫芬达尔—赫希曼指数（HHI）",
        "zh-Hant": "赫芬達爾—赫希曼指數（HHI）",
        "en": "Herfindahl–Hirschman index (HHI)",
    },
    signature="hhi(series of shares) or hhi(share, share, ...)",
    forms=((SERIES,), (NUMBER, MORE)),
    definition={
        "zh-Hans": "同一市场、同一时期内各企业市场份额（以百分数计）的平方和，上限为一万。"
        "份额合计不足百分之百时给出区间："
        "下限假定其余企业极为分散，上限假定其余企业均不大于已知份额最小者。",
        "zh-Hant": "同一市場、同一時期內各企業市場份額（以百分數計）的平方和，上限為一萬。"
        "份額合計不足百分之百時給出區間："
        "下限假定其餘企業極為分散，上限假定其餘企業均不大於已知份額最小者。",
        "en": "The squares of the market shares in per cent of one market in one period, added; 10,000 at most. Where "
        "the shares do not add up to 100 per cent it is a range: from a tail of tiny firms to one of firms no larger "
        "than the smallest that is known.",
    },
    source="HHI = Σ s_i²",
    function=hhi,
    labels={
        0: {
            "zh-Hans": "赫芬达尔—赫希曼指数（HHI）",
            "zh-Hant": "赫芬達爾—赫希曼指數（HHI）",
            "en": "Herfindahl–Hirschman index (HHI)",
        },
        1: {"zh-Hans": "{0}HHI", "zh-Hant": "{0}HHI", "en": "{0}, HHI"},
    },
    decimals=0,
)
