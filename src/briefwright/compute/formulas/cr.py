"""The concentration ratio of a market."""

from collections.abc import Sequence
from decimal import Decimal

from briefwright.compute import units
from briefwright.compute.arithmetic import End, Interval
from briefwright.compute.formula import COUNT, MORE, NUMBER, SERIES, Formula, count
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Quantity, derived
from briefwright.compute.samples import listing, sample, shares, smallest, total

_WHOLE = Decimal(100)


def cr(arguments: Sequence[Argument]) -> Quantity:
    """The k largest shares added, in per cent. Raises Problem N204, N210, N211, N212, N217."""
    many = count(arguments[0])
    parts = sample(arguments[1:])
    if many > len(parts):
        message = f"there are {len(parts)} shares, fewer than {many}"
        raise Problem.of("N211", message, "name as many players, or write a smaller number", argument=0)
    amounts, _ = shares(parts, f"CR{many}")
    largest = total([smallest(amounts, place) for place in range(len(parts) - many, len(parts))])
    return derived(parts, _within(largest).amount, units.PERCENT, _template(many, parts, amounts), joined=True)


def _within(one: Interval) -> Interval:
    """No more than the whole, unless rounding alone has brought it there."""
    low, high = one.low.value, one.high.value
    if low is None or high is None or high <= max(low, _WHOLE):
        return one
    return Interval(one.low, End(max(low, _WHOLE)), one.about)


def _template(many: int, parts: Sequence[Quantity], amounts: Sequence[Interval]) -> str:
    """The sum of the largest, where it is certain which they are."""
    places = sorted(range(len(parts)), key=lambda place: -(amounts[place].low.value or Decimal(0)))
    chosen, others = places[:many], places[many:]
    least = min(amounts[place].low.value or Decimal(0) for place in chosen)
    if many <= 8 and all(least >= (amounts[place].high.value or least) for place in others):
        return " + ".join(f"{{{place}}}" for place in sorted(chosen))
    return f"CR{many}({listing(parts, ', ')})"


CR = Formula(
    name="cr",
    names={"zh-Hans": "市场集中度（CRk）", "zh-Hant": "市場集中度（CRk）", "en": "Concentration ratio (CRk)"},
    signature="cr(k, series of shares) or cr(k, share, share, ...)",
    forms=((COUNT, SERIES), (COUNT, NUMBER, MORE)),
    definition={
        "zh-Hans": "同一市场、同一时期内份额最大的k家企业的市场份额之和。所列份额须不少于k家，"
        "合计不超过百分之百（四舍五入除外）。",
        "zh-Hant": "同一市場、同一時期內份額最大的k家企業的市場份額之和。所列份額須不少於k家，合計不超過百分之百"
        "（四捨五入除外）。",
        "en": "The k largest shares of one market in one period, added. It needs k players at least, and shares that "
        "add up to 100 per cent at most, rounding aside.",
    },
    source="CR_k = s_1 + … + s_k",
    function=cr,
    labels={
        0: {
            "zh-Hans": "前{0}大企业市场份额合计",
            "zh-Hant": "前{0}大企業市場份額合計",
            "en": "Share of the {0} largest",
        },
        2: {"zh-Hans": "{1}CR{0}", "zh-Hant": "{1}CR{0}", "en": "{1}, CR{0}"},
    },
)
