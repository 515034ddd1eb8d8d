"""A325, between languages: what one says of a number and another the opposite of: grows and 减至, above and 低于.

Sentences are held against each other where they look up the same numbers; a sentence that says both, or neither, says
nothing here.
"""

import re
from collections.abc import Iterator, Mapping

from briefwright.audit.clauses import Sentence
from briefwright.audit.context import Audited
from briefwright.model.finding import Finding


def _either(english: str, chinese: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{english})\b|{chinese}", re.IGNORECASE)


# In each group what comes first may hold what comes later: 不低于 is read before 低于.
_GROUPS: tuple[Mapping[str, re.Pattern[str]], ...] = (
    {
        "up": _either(
            r"gr[eo]w(?:s|ing|n)?|ris(?:es?|en|ing)|rose|increas(?:e[sd]?|ing)|climb(?:s|ed)?|expand(?:s|ed)?",
            "[增升涨漲]至|[增升涨漲]到|增长|增長|上升|上涨|上漲|增加|提高|攀升",
        ),
        "down": _either(
            r"shr[aiu]nk(?:s|ing)?|f[ae]ll(?:s|ing|en)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|drop(?:s|ped)?",
            "[减減降跌缩縮]至|[减減降跌缩縮]到|下降|下滑|下跌|减少|減少|萎缩|萎縮|收缩|收縮",
        ),
    },
    {
        "above": _either(
            r"no (?:less|fewer|lower) than|not below|at least|above|exceed(?:s|ed|ing)?|"
            r"(?:more|larger|greater|higher|longer) than",
            "不[低小少短]于|不[低少]於|不[小短]於|[高大多长]于|[高大多長]於|超过|超過|至少",
        ),
        "below": _either(
            r"no (?:more|larger|higher|longer) than|not above|at most|below|(?:less|fewer|smaller|lower|shorter) than",
            "不[高大多长]于|不[高大多長]於|不超过|不超過|[低小少短]于|[低小少短]於|不到|不足|至多",
        ),
    },
    {
        "larger": _either("larger|bigger|greater", "[更较較]大"),
        "smaller": _either("smaller|lesser", "[更较較]小"),
    },
    {
        "faster": _either("faster|quicker", "[更较較]快|快[于於]"),
        "slower": _either("slower", "[更较較]慢|慢[于於]"),
    },
    {
        "double": _either(r"doubl(?:e[sd]?|ing)", "翻番|翻倍|翻一番|翻了一番|倍增"),
        "treble": _either(r"(?:tr[ei]bl|tripl)(?:e[sd]?|ing)", "增至三倍|增长两倍|增長兩倍"),
        "halve": _either(r"halv(?:e[sd]?|ing)", "减半|減半|腰斩|腰斬"),
    },
)


def unlike(audited: Audited) -> Iterator[Finding]:
    """One finding for each pair of sentences that say opposite things of the same numbers."""
    places: dict[tuple[object, ...], dict[str, Sentence]] = {}
    for sentence in audited.sentences:
        prose, targets = sentence.prose, tuple(sorted(part.target for part in sentence.lookups))
        if prose.lang is not None:
            where = prose.pointer[:-1] if prose.body is None else (prose.body.file.replace(f".{prose.lang}.", "."),)
            places.setdefault((where, targets), {}).setdefault(prose.lang, sentence)
    for said in places.values():
        first, *others = said.values()
        for other in others:
            for group in _GROUPS:
                yield from _opposed(audited, group, first, other)


def _opposed(
    audited: Audited, group: Mapping[str, re.Pattern[str]], first: Sentence, other: Sentence
) -> Iterator[Finding]:
    here, there = _says(group, first.bare), _says(group, other.bare)
    if here and there and not here.keys() & there.keys():
        part = other.lookups[0]
        words = f"{other.prose.lang} says “{_one(there)}” where {first.prose.lang} says “{_one(here)}”"
        names = ", ".join(dict.fromkeys(f"'{one.target}'" for one in other.lookups))
        help_text = "mend the one that is wrong; where both are meant, say it alike"
        span = other.prose.span(part.offset, len(part.text))
        yield audited.finding("A325", f"{words}, of {names}", span, help_text)


def _says(group: Mapping[str, re.Pattern[str]], bare: str) -> dict[str, str]:
    """What of the group a sentence says, with its words; longer words take from shorter ones what they hold."""
    found = [
        (match.start(), match.end(), name, match[0]) for name, words in group.items() for match in words.finditer(bare)
    ]
    return {
        name: word
        for start, end, name, word in found
        if not any(a <= start and end <= b and b - a > end - start for a, b, _, _ in found)
    }


def _one(said: Mapping[str, str]) -> str:
    return next(iter(said.values()))
