"""A325: what words say of the number beside them: doubled, over half, a third, rose, fell.

Only what a clause plainly says of one number is judged; ``docs/reference/words.md`` states the rule, and
``tests/unit/audit/phrases`` holds examples of both kinds.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefwright.audit.alike import unlike
from briefwright.audit.clauses import HOLE
from briefwright.audit.context import Audited
from briefwright.audit.rounding import Within
from briefwright.model.finding import Finding
from briefwright.model.number import Number
from briefwright.model.unit import Measure

_HUNDRED = Decimal(100)
_SIGNED = ("yoy", "growth", "cagr")
"""Formulas whose results are growth, with its sign."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """Words that put a number between two limits; ``low`` and ``high`` are multiples or shares of one."""

    words: re.Pattern[str]
    low: Decimal | None
    high: Decimal | None


def _claim(words: str, low: str, high: str) -> _Claim:
    return _Claim(re.compile(words, re.IGNORECASE), Decimal(low) if low else None, Decimal(high) if high else None)


_ONCE = r"(?![个個]?(?:时间|時間|周期|週期|期|一次|所需|速率|速度|的?时|的?時|之))"
"""翻番时间 names a time, and says of no number that it doubled."""
_NEARLY = r"(?:almost|nearly|close to|not quite|just under)\s+"
_OVER = r"(?:more than|over|well over)\s+"
_UNDER = r"(?:less than|under|below|not even)\s+"
_ABOUT = r"(?:(?:about|around|roughly|some|nearly|almost|close to)\s+)?"
_OVER_HAN = "超过|超過|逾|过|過|多于|多於|高于|高於|大于|大於"
_UNDER_HAN = "不到|不足|不及|少于|少於|低于|低於|未到"

_HALF = r"half\b(?!\s*[- ]?(?:a\b|an\b|year|day|hour|century))"

# The first that matches a clause is what it says, so that "more than doubled" is not read as "doubled".
_MULTIPLES = (
    _claim(rf"\b{_OVER}doubled\b|(?:翻番|翻倍)(?:有余|有餘|不止)|增[长長]?[逾超]一倍", "2", ""),
    _claim(rf"\b{_NEARLY}doubled\b|(?:近乎|几乎|幾乎|接近|将近|將近|近)翻(?:了?一)?[番倍]", "1.6", "2.05"),
    _claim(
        rf"\bdoubled\b|(?:翻番|翻倍|翻了?一番|翻了?一倍|(?:增长|增長|增加|提高|上升)了?一倍|倍增){_ONCE}",
        "1.75",
        "2.25",
    ),
    _claim(rf"\b{_OVER}tripled\b", "3", ""),
    _claim(r"\b(?:tripled|trebled)\b|(?:增至|升至|达到|達到)(?:原来|原來)?的?三倍|增长两倍|增長兩倍", "2.6", "3.4"),
    _claim(r"\bquadrupled\b|翻了?两番|翻了?兩番", "3.5", "4.5"),
    _claim(rf"\b{_OVER}halved\b", "", "0.5"),
    _claim(r"\bhalved\b|减半|減半|腰斩|腰斬", "0.42", "0.58"),
)
_SHARES = (
    _claim(
        rf"\b{_UNDER}(?:a\s+)?{_HALF}|\ba minority of\b|(?:{_UNDER_HAN})(?:一半|半数|半數)|[未不][过過]半|少数|少數",
        "",
        "0.5",
    ),
    _claim(
        rf"\b{_OVER}(?:a\s+|one\s+)?{_HALF}|\b(?:a|the) majority of\b|\bmost of\b|(?:{_OVER_HAN})(?:一半|半数|半數)|"
        r"[过過逾超]半(?![年个個天月小])|半数以上|半數以上|一半以上|大半|多半|大多数|大多數|大部分",
        "0.5",
        "",
    ),
    _claim(rf"\b{_UNDER}(?:a|one) third\s+of\b|(?:{_UNDER_HAN})三分之一", "", "0.3334"),
    _claim(rf"\b{_OVER}(?:a|one) third\s+of\b|(?:{_OVER_HAN})三分之一|三分之一以上", "0.3333", ""),
    _claim(rf"\b{_UNDER}(?:a|one) quarter\s+of\b|(?:{_UNDER_HAN})四分之一", "", "0.25"),
    _claim(rf"\b{_OVER}(?:a|one) quarter\s+of\b|(?:{_OVER_HAN})四分之一|四分之一以上", "0.25", ""),
    _claim(
        rf"\b{_ABOUT}half\s+(?:of|the)\b|(?:约|約|近|大约|大約)(?:一半|半数|半數)|一半(?:为|為|是|来自|來自)",
        "0.42",
        "0.58",
    ),
    _claim(rf"\b{_ABOUT}two[- ]thirds\s+of\b|(?<!分之)三分之二", "0.6", "0.74"),
    _claim(rf"\b{_ABOUT}(?:a|one) third\s+of\b|(?<!分之)三分之一", "0.28", "0.39"),
    _claim(rf"\b{_ABOUT}three[- ]quarters\s+of\b|(?<!分之)四分之三", "0.7", "0.8"),
    _claim(rf"\b{_ABOUT}(?:a|one) quarter\s+of\b|(?<!分之)四分之一", "0.2", "0.3"),
)
_UP = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|grows?|growing|increased|increases|climbed|climbs|gained|expanded|expands)\b|"
    "上升|增长|增長|上涨|上漲|增加|提高|扩大|擴大|攀升|回升",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:fell|fallen|falls?|falling|declined|declines|declining|dropped|drops|decreased|decreases|shrank|shrunk|shrinks|shrinking|"
    "contracted|contracts|slid|lost)\\b|下降|下滑|下跌|减少|減少|萎缩|萎縮|收缩|收縮|回落|缩减|縮減",
    re.IGNORECASE,
)
_GROWTH_ITSELF = re.compile(
    r"\b(?:growth|pace|rate|rates|slow\w*|decelerat\w*|accelerat\w*|losse?s?|loss|deficit|debt|cost|costs|to)\b|"
    "增速|增幅|增长率|增長率|涨幅|漲幅|跌幅|降幅|放缓|放緩|加快|亏损|虧損|成本|[降升增跌]至|[降升增跌]到",
    re.IGNORECASE,
)
"""Where growth itself falls, a growth that is positive says nothing against it."""
_NOT = re.compile(
    r"\b(?:not|no|never|without|neither|nor|if|unless|would)\b|n[’']t\b|不(?![到足及])|没|沒|未(?!到)|并非|並非|若|如果|假如|一旦",
    re.IGNORECASE,
)
_TO_EN = re.compile(rf"\bfrom\b[^{HOLE}]{{0,24}}{HOLE}+[^{HOLE}]{{0,32}}\bto\b[^{HOLE}]{{0,24}}{HOLE}", re.IGNORECASE)
_TO_HAN = re.compile(rf"[由从從自][^{HOLE}]{{0,16}}{HOLE}+[^{HOLE}]{{0,16}}[至到为為][^{HOLE}]{{0,16}}{HOLE}")


_START = re.compile(r"\b(?:starting|initial|original) level\b|起点|起點|初始|原来的|原來的|基期的", re.IGNORECASE)
_DOUBLES = re.compile(r"\bdoubl|翻番|翻倍|翻一番|翻了一番|倍增", re.IGNORECASE)
_OTHER_FACTOR = re.compile(r"\b(?:treble|triple|halve)[sd]?\b|减半|減半|腰斩|腰斬|三倍", re.IGNORECASE)
_DOUBLING_LABEL = re.compile(r"doubling|翻番|翻倍|倍增", re.IGNORECASE)


def beside(audited: Audited) -> Iterator[Finding]:
    """One finding for each clause that says something else than the number, or the two numbers, in it."""
    for sentence in audited.sentences:
        for words, lookups in sentence.clauses():
            numbers = [audited.results.numbers.get(part.target) for part in lookups]
            known = [number for number in numbers if number is not None and number.amount.is_meaningful]
            if len(known) < len(numbers) or (said := _differs(words, known)) is None:
                continue
            first, last = lookups[0], lookups[-1]
            names = list(dict.fromkeys(f"'{part.target}'" for part in lookups))
            told = f"{' and '.join(names)} {'does' if len(names) == 1 else 'do'} not"
            message = f"the words say “{' '.join(said.split())}”, and {told}"
            span = sentence.prose.span(first.offset, len(first.text) if first.offset == last.offset else 1)
            help_text = "mend the words or the number; where they speak of another thing, put them in another clause"
            yield audited.finding("A325", message, span, help_text)
    yield from unlike(audited)


def _differs(words: str, numbers: Sequence[Number]) -> str | None:
    """The words that say something else than the numbers; None where none plainly does."""
    if len(numbers) == 1:
        return _against_one(words, numbers[0])
    if len(numbers) == 2 and numbers[0].unit.base == numbers[1].unit.base:  # from one to the other
        return _against_two(words, numbers[0], numbers[1])
    return None


def _against_one(words: str, number: Number) -> str | None:
    within = Within(number.amount.low, number.amount.high)
    if number.unit.measure is Measure.DURATION:
        found = _OTHER_FACTOR.search(words) if _is_doubling_time(number) else None
        return found[0] if found and not _DOUBLES.search(words) else None
    if number.unit.measure is Measure.MULTIPLE and not _is_ratio_of_price(number):
        return _beyond(words, _MULTIPLES, within) or _against_growth(words, number, within)
    return _against_percentage(words, number, within) if number.unit.measure is Measure.PERCENT else None


def _against_percentage(words: str, number: Number, within: Within) -> str | None:
    """A share has a size, a growth a direction, and year-on-year growth is a multiple, too."""
    if not _is_growth(number):
        return _beyond(words, _SHARES, _scaled(within))
    if _GROWTH_ITSELF.search(words) or _NOT.search(words):
        return None
    up, down = _UP.search(words), _DOWN.search(words)
    if down and not up and within.low is not None and within.low > 0:
        return down[0]
    if up and not down and within.high is not None and within.high < 0:
        return up[0]
    if number.derivation and number.derivation.formulas == ("yoy",):
        share = _scaled(within)
        grown = Within(*(None if limit is None else limit + 1 for limit in (share.low, share.high)))
        return _beyond(words, _MULTIPLES, grown)
    return None


def _against_growth(words: str, number: Number, within: Within) -> str | None:
    """A multiple of the level at the start says which way it went."""
    grown = number.derivation is not None and "growth_from_doubling" in number.derivation.formulas
    if not (grown or _START.search(words)) or _NOT.search(words):
        return None
    up, down = _UP.search(words) or _grown(words), _DOWN.search(words) or _shrunk(words)
    if down and not up and within.low is not None and within.low > 1:
        return down[0]
    if up and not down and within.high is not None and within.high < 1:
        return up[0]
    return None


def _against_two(words: str, first: Number, last: Number) -> str | None:
    """From one number to another: the direction, and how often it doubled."""
    if not (_TO_EN.search(words) or _TO_HAN.search(words)) or _NOT.search(words):
        return None
    a, b = first.amount, last.amount
    up, down = _UP.search(words) or _grown(words), _DOWN.search(words) or _shrunk(words)
    if up and not down and a.low is not None and b.high is not None and b.high < a.low:
        return up[0]
    if down and not up and a.high is not None and b.low is not None and b.low > a.high:
        return down[0]
    if a.is_point and b.is_point and a.value > 0:
        return _beyond(words, _MULTIPLES, Within(b.value / a.value, b.value / a.value))
    return None


def _grown(words: str) -> re.Match[str] | None:
    return re.search("[增升涨漲]至|[增升涨漲]到", words)


def _shrunk(words: str) -> re.Match[str] | None:
    return re.search("[降减減跌缩縮]至|[降减減跌缩縮]到", words)


def _beyond(words: str, claims: Sequence[_Claim], within: Within) -> str | None:
    for claim in claims:
        if found := claim.words.search(words):
            apart = _NOT.search(words) is None and not within.meets(Within(claim.low, claim.high))
            return found[0] if apart else None
    return None


def _scaled(within: Within) -> Within:
    low, high = within.low, within.high
    return Within(None if low is None else low / _HUNDRED, None if high is None else high / _HUNDRED)


_GROWTH_LABEL = re.compile(r"growth|increase|change|增速|增幅|增长|增長|涨幅|漲幅|变动|變動", re.IGNORECASE)
_PRICE_LABEL = re.compile(r"\bP/?E\b|\bEV/|\bP/B\b|multiple of earnings|市盈|市净|市淨|市销|市銷|估值", re.IGNORECASE)


def _is_growth(number: Number) -> bool:
    """Is a percentage a change, not a share? Formulas say so, or its label."""
    if number.derivation and set(number.derivation.formulas) & {*_SIGNED}:
        return True
    return any(_GROWTH_LABEL.search(written) for _, written in number.label.items)


def _is_doubling_time(number: Number) -> bool:
    return any(_DOUBLING_LABEL.search(written) for _, written in number.label.items)


def _is_ratio_of_price(number: Number) -> bool:
    return any(_PRICE_LABEL.search(written) for _, written in number.label.items)
