"""A329: the words beside it ask for another sort of number, or name another number of the thesis."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefwright.audit.clauses import HOLE, Sentence
from briefwright.audit.context import Audited
from briefwright.audit.kin import named, terms
from briefwright.audit.unnamed import unnamed
from briefwright.model.finding import Finding
from briefwright.model.number import Number
from briefwright.model.segments import Segment
from briefwright.model.unit import Measure

_HELP = "mend the lookup or the words"
_TIME = frozenset({Measure.DURATION})
_PARTS = frozenset({Measure.PERCENT, Measure.MULTIPLE})
_RATIOS = frozenset({Measure.PERCENT, Measure.MULTIPLE, Measure.POINTS, Measure.INDEX, Measure.EXCHANGE})
_SIZES = frozenset({Measure.MONEY, Measure.COUNT, Measure.INDEX})
_COUNTED = frozenset({Measure.COUNT, Measure.DURATION})
_NO_MULTIPLE = frozenset(Measure) - {Measure.MULTIPLE}
_BE = r"(?:\s+(?:of|is|was|at|to|comes to|came to|reaches|reached|about|around|some|nearly|over))*\s*"
_BE_HAN = r"(?:是|为|為|达|達|约|約|不过|不過|超过|超過|逾|近|到)*"
_RULE_HAN = r"[^，。；：、\x01]"


@dataclass(frozen=True, slots=True)
class _Slot:
    """Words right before or after a number, and what it may then measure."""

    words: re.Pattern[str]
    measures: frozenset[Measure]
    asked: str


def _slot(words: str, measures: frozenset[Measure], asked: str) -> _Slot:
    return _Slot(re.compile(words, re.IGNORECASE), measures, asked)


_BEFORE = (
    _slot(r"\b(?:doubl|halv|tr[ei]bl|tripl)\w*\s+(?:about\s+|roughly\s+)?every\s+$", _TIME, "a time"),
    _slot(rf"(?:时间|時間)(?:[，,]?即|{_BE_HAN[:-1]}+)$", _TIME, "a time"),
    _slot(rf"\bratio{_BE}$|(?:之比|比值|倍数|倍數){_BE_HAN}$", _RATIOS, "a ratio"),
    _slot(rf"\bshare of\s+$|(?:占比|份额|份額|比重){_BE_HAN}$|(?<![抢搶])占{_RULE_HAN}{{0,16}}的$", _PARTS, "a share"),
    _slot(
        rf"\b(?:CAGR|growth rate|annual growth|compound\w*\s+growth){_BE}$|(?:增速|增长率|增長率|增幅){_BE_HAN}$",
        _PARTS,
        "a rate of growth",
    ),
    _slot(
        rf"(?:[增升降减減跌]至|[增升降减減跌]到)(?:起点|起點|初始|原来|原來){_RULE_HAN}{{0,4}}的$", _PARTS, "a multiple"
    ),
    _slot(
        r"\bmarket\s+(?:of|below|above|under|over|worth)\s+$|规模(?:[高低大小]于|[增升降减]至|不足|不到)$|"
        rf"(?:市场|市場)(?:规模|規模){_BE_HAN}$",
        _SIZES,
        "a size",
    ),
    _slot(r"\bfewer than\s+$", _COUNTED, "a count"),
    _slot(r"\bwithin\s+(?:about\s+)?$", _NO_MULTIPLE, "a time"),
)
_AFTER = (
    _slot(
        r"\s+(?:as (?:many|much|large|high|big|fast|long|great)\b|(?:its|the|their) (?:starting|initial) level)",
        _PARTS,
        "a multiple",
    ),
    _slot(r"\s+(?:later|ago|afterwards)\b", _TIME, "a time"),
    _slot(r"(?:以|之)?[内內](?!存|地|容|部|涵)", _NO_MULTIPLE, "a time"),
    _slot(r"(?:就|便|即)?(?:翻番|翻一番|翻倍)(?:一次)?(?=[，。；、]|$)", _TIME, "a time"),
)
_NEAR = 200
"""So far from a number are words looked for: a sentence may be as long as a stranger likes, and full of numbers."""
_EACH = re.compile(r"(?:每(?:隔|过|過)?|every\s+)$", re.IGNORECASE)
_FROM_TO = (
    re.compile(rf"\bfrom\s+{HOLE}+[^{HOLE}]{{0,32}}?\bto\s+{HOLE}+(?!\s*(?:of|its|the)\b)", re.IGNORECASE),
    re.compile(rf"[由从從自]{HOLE}+[^{HOLE}]{{0,12}}?[增升涨漲降减減跌][至到为為]{HOLE}+"),
)
_HEAD = re.compile(r"([A-Za-z]{3,})\s+(?:of|is|was|comes to)\s+$|([\u4e00-\u9fff]{2})(?:是|为|為|达|達|约为|約為)$")
_GENERIC = terms(
    ["ratio rate multiple share number total value amount level size", "之比 比值 比例 倍数 规模 数量 数据 合计 总数"]
)


def asked(audited: Audited) -> Iterator[Finding]:
    """One finding for each number that its words do not suit."""
    heads = _heads(audited)
    for sentence in audited.sentences:
        yield from _ends(audited, sentence)
        for part in sentence.lookups:
            number = audited.results.numbers.get(part.target)
            if number is None:
                continue
            first = part.offset - sentence.start
            last = first + len(part.text)
            before, after = sentence.bare[max(0, first - _NEAR) : first], sentence.bare[last : last + _NEAR]
            said = _sort(before, after, number) or _other(before, part, heads)
            if said:
                span = sentence.prose.span(part.offset, len(part.text))
                yield audited.finding("A329", said, span, _HELP)
    yield from unnamed(audited)


def _sort(before: str, after: str, number: Number) -> str:
    """What sort of number the words ask for, where this is none."""
    slots = [(slot, slot.words.search(before)) for slot in _BEFORE]
    slots += [(slot, slot.words.match(after)) for slot in _AFTER]
    rate = number.unit.per is not None
    for slot, found in slots:
        if found and (slot.asked == "a time" if rate else number.unit.measure not in slot.measures):
            if slot.asked == "a time" and slot.words is _AFTER[3].words and not _EACH.search(before):
                continue
            words = found[0].strip()
            return f"“{words}” beside '{number.address}' asks for {slot.asked}, and it is in {number.unit}"
    return ""


def _ends(audited: Audited, sentence: Sentence) -> Iterator[Finding]:
    """From one number to another of another unit."""
    for pattern in _FROM_TO:
        for match in pattern.finditer(sentence.bare):
            inside = [part for part in sentence.lookups if match.start() <= part.offset - sentence.start < match.end()]
            units = [
                audited.results.numbers[part.target].unit for part in inside if part.target in audited.results.numbers
            ]
            if len(inside) == len(units) == 2 and units[0].base != units[1].base:
                names = " to ".join(f"'{part.target}'" for part in inside)
                said = f"the words go from {names}, and these are in {units[0].base} and {units[1].base}"
                last = inside[1]
                yield audited.finding("A329", said, sentence.prose.span(last.offset, len(last.text)), _HELP)


def _heads(audited: Audited) -> Mapping[str, frozenset[str]]:
    """Address of each number to what it is called."""
    return {
        address: terms([address.partition("[")[0].replace("_", " "), *named([number])])
        for address, number in audited.results.numbers.items()
    }


def _other(before: str, part: Segment, heads: Mapping[str, frozenset[str]]) -> str:
    """The noun that the number is said to be names others, and not this one."""
    found = _HEAD.search(before)
    if not found:
        return ""
    noun = terms([found[1] or found[2]]) - _GENERIC
    if not noun or noun & heads[part.target]:
        return ""
    others = [address for address, called in heads.items() if noun & called]
    return f"'{part.target}' is called “{found[1] or found[2]}”, as {_list(others)} is" if others else ""


def _list(names: list[str]) -> str:
    return f"'{names[0]}'"
