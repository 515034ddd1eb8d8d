"""A324: the languages of one text speak of the same things: names with numbers, years, days, sources, exhibits, counts.

Lookups are compared by ``check`` (C131). A translation is free in its wording; so whole fields and whole chapters are
compared, as sets, and names only where one language has no equal of the other's. Counts are compared by paragraph where
the languages have as many.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefwright.audit.cited import all_sources
from briefwright.audit.context import Audited
from briefwright.audit.quoted import names_in
from briefwright.model.finding import Finding
from briefwright.model.library import Pointer, Prose
from briefwright.model.segments import What, segments, words

_YEARS = re.compile(r"(?<![\d.,A-Za-z$])((?:19|20)\d\d)(?:\s?[-–—~至]\s?(\d\d)(?!\d))?(?![\d%A-Za-z]|[.,]\d)")
_HAN_YEARS = re.compile(r"[一二][〇零九]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAYS = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_NAMED}", re.IGNORECASE)
_DAYS_AFTER = re.compile(rf"\b{_NAMED}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", re.IGNORECASE)
_HAN_DAYS = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_COUNT = re.compile(rf"(?<![A-Za-z-])(?:{'|'.join(_COUNTS)})(?![A-Za-z-])", re.IGNORECASE)
_HAN_COUNTS = {mark: value for value, marks in enumerate(("", "", "二两兩双雙", *"三四五六七八九十")) for mark in marks}
_HAN_COUNT = re.compile(
    r"(?<![第十百千万萬亿億几幾数數])[二两兩三四五六七八九十](?=[个個条條组組项項种種家层層代点點类類道份张張位座])"
)
_ANY_COUNT = re.compile(rf"[{''.join(_HAN_COUNTS)}]|(?<![\d.])(?:[2-9]|10)(?![\d.])|[a-z]+", re.IGNORECASE)
_OTHER_WORDS = {
    "both": 2,
    "pair": 2,
    "second": 2,
    "half": 2,
    "twice": 2,
    "double": 2,
    "third": 3,
    "triple": 3,
    "fourth": 4,
}
_OTHER_WORDS |= {
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_FEW = 4
"""Below this a language may well say a count in another way, such as 两者 or the three of them."""
_PLACES = re.compile(r"#\d+(?:\s?[§¶]\s?\d+)?")
"""Places in a source, such as #7 §2."""
_PERIODS = re.compile(r"(?:FY|[QHM])\d+")


@dataclass(frozen=True, slots=True)
class _Told:
    """What one language of a text speaks of."""

    names: frozenset[str]
    years: frozenset[str]
    days: frozenset[str]
    sources: frozenset[str]
    exhibits: frozenset[str]
    places: frozenset[str]


_TELLING = re.compile(r"\d|\[@|\[\[")
_NOTHING = _Told(*[frozenset()] * 6)


def languages(audited: Audited) -> Iterator[Finding]:
    """One finding at most of each text and pair of languages, at the language that lacks something."""
    for written in written_in(audited):
        told = {lang: _told(text.text) for lang, text in written.items()}
        for lang, other in (("zh-Hans", "en"), ("zh-Hant", "en"), ("zh-Hans", "zh-Hant")):
            if lang not in told or other not in told:
                continue
            said = _difference(lang, told[lang], other, told[other])
            said = said or _miscounted(lang, written[lang].text, other, written[other].text)
            if said:
                finding = audited.finding("A324", said, written[other].span(0, 1), "say the same in every language")
                own = written[other].body or written[other].record is audited.thesis.record
                yield finding if own else replace(finding, thesis="")


def written_in(audited: Audited) -> Iterator[Mapping[str, Prose]]:
    """The texts that are written in several languages: fields, the bodies of sections, then what it uses of sources."""
    fields: dict[Pointer, dict[str, Prose]] = {}
    for text in audited.thesis.record.prose:
        if text.lang:
            fields.setdefault(text.pointer[:-1], {})[text.lang] = text
    for (section, lang), body in sorted(audited.thesis.bodies.items()):
        fields.setdefault(("sections", section, "body"), {})[lang] = Prose(body.text, lang, "body", None, body=body)
    for name in sorted(all_sources(audited) & audited.shared.sources.keys()):
        for text in audited.shared.sources[name].prose:
            if text.lang:
                fields.setdefault((name, *text.pointer[:-1]), {})[text.lang] = text
    return (written for written in fields.values() if len(written) > 1)


def _told(text: str) -> _Told:
    if not _TELLING.search(text):
        return _NOTHING
    bare = words(text)
    years: set[str] = set()
    for match in _YEARS.finditer(bare):
        years.update((match[1], match[1][:2] + match[2]) if match[2] else (match[1],))
    days = {
        f"{_month(match['month']):02}-{int(match['day']):02}"
        for pattern in (_DAYS, _DAYS_AFTER, _HAN_DAYS)
        for match in pattern.finditer(bare)
    }
    parts = segments(text)
    return _Told(
        frozenset(name for name in names_in(bare) if not _PERIODS.fullmatch(name)),
        frozenset() if _HAN_YEARS.search(bare) else frozenset(years),
        frozenset(days),
        frozenset(part.target for part in parts if part.what is What.CITATION),
        frozenset(part.target for part in parts if part.what is What.REFERENCE),
        frozenset(match[0].replace(" ", "") for match in _PLACES.finditer(bare)),
    )


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3].lower()) + 1


def _difference(lang: str, mine: _Told, other: str, theirs: _Told) -> str:
    """What ``lang`` and ``other`` say differently; "" where they agree as far as can be told."""
    for what, here, there in (
        ("the source", mine.sources, theirs.sources),
        ("the year", mine.years, theirs.years),
        ("the name", mine.names, _like(theirs.names, mine.names)),
        ("the place", mine.places, theirs.places),
    ):
        if here != there and (here - there or there - here):
            return _said(lang, what, here - there, other, there - here)
    # A day may be left out, or written in characters; an exhibit may stand in the list of the section.
    for what, here, there in (("the day", mine.days, theirs.days), ("the exhibit", mine.exhibits, theirs.exhibits)):
        if here - there and there - here:
            return _said(lang, what, here - there, other, there - here)
    return ""


def _miscounted(lang: str, mine: str, other: str, theirs: str) -> str:
    """A count that the other language has in no form; a small one only where both have one more than the other."""
    pairs = [(mine.split("\n\n"), theirs.split("\n\n"))]
    if len(pairs[0][0]) == len(pairs[0][1]):
        pairs = [([one], [two]) for one, two in zip(*pairs[0], strict=True)]
    for here, there in pairs:
        one, two = words("\n\n".join(here)), words("\n\n".join(there))
        more, less = _counts(one), _counts(two)
        if not (more or less):
            continue
        more, less = more - _any_counts(two), less - _any_counts(one)
        if (more and less) or max((*more, *less), default=0) >= _FEW:
            return _said(lang, "the count", _listed(more), other, _listed(less))
    return ""


def _counts(text: str) -> frozenset[int]:
    """Counts from two to ten written as words before what they count."""
    english = (_COUNTS[match[0].lower()] for match in _COUNT.finditer(text))
    return frozenset([*english, *(_HAN_COUNTS[match[0]] for match in _HAN_COUNT.finditer(text))])


def _any_counts(text: str) -> frozenset[int]:
    """The same numbers in whatever form."""
    return frozenset(count for match in _ANY_COUNT.finditer(text) if (count := _count(match[0].lower())))


def _listed(counts: frozenset[int]) -> frozenset[str]:
    return frozenset(str(count) for count in counts)


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    return _HAN_COUNTS.get(word) or _COUNTS.get(word) or _OTHER_WORDS.get(word, 0)


def _like(theirs: frozenset[str], mine: frozenset[str]) -> frozenset[str]:
    """Their names less those that a Chinese text has a word for, such as COVID19: none of ours begins alike."""
    stems = {re.sub(r"\d.*", "", name) for name in mine}
    return frozenset(name for name in theirs if name in mine or re.sub(r"\d.*", "", name) in stems)


def _said(lang: str, what: str, here: frozenset[str], other: str, there: frozenset[str]) -> str:
    if not here:
        return f"{other} has {what} {', '.join(sorted(there))}, and {lang} has not"
    said = f"{lang} has {what} {', '.join(sorted(here))}, and {other} "
    return said + (f"{', '.join(sorted(there))} instead" if there else "has not")
