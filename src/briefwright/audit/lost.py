"""A333: a sentence that one language has and another has not.

The sentences of two languages are set side by side after Gale and Church, "A Program for Aligning Sentences in
Bilingual Corpora" (1993): by their lengths, one to one, one to two and so on, here also by the numbers, names and
references that they hold. Where that goes much better when one sentence is left out, it has no counterpart.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

from briefwright.audit.clauses import HOLE
from briefwright.audit.context import Audited
from briefwright.audit.languages import written_in
from briefwright.model.finding import Finding
from briefwright.model.lang import Lang
from briefwright.model.library import Prose
from briefwright.model.segments import What, segments

_ENDS = re.compile(r"[。！？!?]+[”」’\"'）)*]*|\.[”’\"')*]*(?=\s|$)|\n(?=[^\S\n]*+(?:[-*+|#>]|\d++[.)]))")
_ENGLISH = re.compile(r"[A-Za-z0-9’'-]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+")
_NAMES = re.compile(r"(?<![A-Za-z])[A-Za-z]*+\d[\w-]*|[A-Z][A-Za-z0-9-]*[A-Z0-9][A-Za-z0-9]*")
_ROWS = re.compile(r"^[^\S\n]*+\|.*$", re.MULTILINE)
"""Rows of Markdown tables, which are no sentences."""
_PAIRS: tuple[tuple[Lang, Lang], ...] = (("zh-Hans", "en"), ("zh-Hant", "en"), ("zh-Hans", "zh-Hant"))
_RATE = 0.69
"""English words to Chinese characters, where a thesis has too few texts to tell."""
_TEXTS = 12
_SPREAD = 0.25
"""Standard deviation of the logarithm of that rate, from sentence to sentence."""
_WHOLE = 20
"""Shorter sentences, in Chinese characters, vary more, and their lengths count for less."""
_UNEQUAL, _SEVERAL, _HELD, _NAMED = 2.0, 1.5, 3.0, 2.0
"""The costs of unlike counts of sentences side by side, of several by several, of each thing that only one holds."""
_LIMIT = 2.5
"""So much better must it go without the sentence."""
_LONGEST = 900
"""Texts of more pairs of sentences are left out."""
_STEPS = ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1), (1, 4), (4, 1), (2, 3), (3, 2))


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: its length in words or characters, what it looks up or refers to, names in Latin letters."""

    text: str
    size: int
    held: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a text, where it begins in it, and its sentences."""

    prose: Prose
    start: int
    sentences: tuple[_Said, ...]


def lost(audited: Audited) -> Iterator[Finding]:
    """One finding at most of each paragraph and pair of languages, at the language that lacks the sentence."""
    texts = [*written_in(audited)]
    for lang, other in _PAIRS:
        both = [(one[lang], one[other]) for one in texts if lang in one and other in one]
        paragraphs = [pair for mine, theirs in both for pair in _paragraphs(mine, theirs)]
        rate = _rate(paragraphs) if other == "en" else 1.0
        for mine, theirs in paragraphs:
            if (said := _alone(mine.sentences, theirs.sentences, rate)) is None:
                continue
            first = said in mine.sentences
            missing, has = (theirs, lang) if first else (mine, other)
            message = f"{has} says “{_short(said.text)}”, and {other if first else lang} has no such sentence"
            span = missing.prose.span(missing.start, 1)
            finding = audited.finding("A333", message, span, "say the same in every language")
            own = missing.prose.body or missing.prose.record is audited.thesis.record
            yield finding if own else replace(finding, thesis="")


def _paragraphs(mine: Prose, theirs: Prose) -> Iterator[tuple[_Paragraph, _Paragraph]]:
    """Paragraph by paragraph, where the languages have as many; else nothing is compared."""
    here, there = [*_split(mine)], [*_split(theirs)]
    if len(here) == len(there):
        for one, two in zip(here, there, strict=True):
            a, b = len(one.sentences), len(two.sentences)
            if a and b and a + b > 2 and a * b <= _LONGEST:
                yield one, two


def _split(prose: Prose) -> Iterator[_Paragraph]:
    start = 0
    for text in prose.text.split("\n\n"):
        yield _Paragraph(prose, start, _sentences(text, prose.lang == "en"))
        start += len(text) + 2


@lru_cache(maxsize=4096)
def _sentences(text: str, english: bool) -> tuple[_Said, ...]:
    found: list[_Said] = []
    bare = "".join(part.text if part.what is What.WORDS else HOLE for part in segments(text))
    bare, last = _ROWS.sub("", bare), 0
    for end in [*(match.end() for match in _ENDS.finditer(bare)), len(bare)]:
        said, last = bare[last:end], end
        size, held = len((_ENGLISH if english else _CHINESE).findall(said)), said.count(HOLE)
        if size:
            names = frozenset(name.lower() for name in _NAMES.findall(said))
            found.append(_Said(said.strip().replace(HOLE, "…").lstrip("… "), size + held, held, names))
        elif held and found:  # a citation after the full stop, or a figure alone
            found[-1] = replace(found[-1], size=found[-1].size + held, held=found[-1].held + held)
    return tuple(found)


def _rate(paragraphs: Sequence[tuple[_Paragraph, _Paragraph]]) -> float:
    """How many English words this thesis has for a Chinese character."""
    rates = [sum(one.size for one in b.sentences) / sum(one.size for one in a.sentences) for a, b in paragraphs]
    return median(rates) if len(rates) >= _TEXTS else _RATE


def _alone(here: Sequence[_Said], there: Sequence[_Said], rate: float) -> _Said | None:
    """The sentence without which the rest go together much better; None where all have a counterpart."""
    if len(here) == len(there):
        straight = sum(_cost((one,), (two,), rate) for one, two in zip(here, there, strict=True))
        if straight <= _LIMIT:
            return None
    costs: dict[tuple[int, int], float] = {}
    without: dict[tuple[int, int], tuple[float, _Said | None]] = {}
    costs[0, 0], without[0, 0] = 0.0, (math.inf, None)
    for i in range(len(here) + 1):
        for j in range(len(there) + 1):
            if i or j:
                costs[i, j], without[i, j] = _best(here, there, (i, j), rate, (costs, without))
    end = (len(here), len(there))
    least, said = without[end]
    return said if costs[end] - least > _LIMIT else None


_Table = tuple[Mapping[tuple[int, int], float], Mapping[tuple[int, int], tuple[float, _Said | None]]]


def _best(
    here: Sequence[_Said], there: Sequence[_Said], at: tuple[int, int], rate: float, table: _Table
) -> tuple[float, tuple[float, _Said | None]]:
    """The least cost of all sentences up to ``at``; and that with one of them left out, and which."""
    (i, j), (costs, without) = at, table
    full = math.inf
    left: tuple[float, _Said | None] = (math.inf, None)
    for p, q in _STEPS:
        if i < p or j < q:
            continue
        before = (i - p, j - q)
        cost = _cost(here[i - p : i], there[j - q : j], rate)
        full = min(full, costs[before] + cost)
        least, said = without[before]
        if least + cost < left[0]:
            left = (least + cost, said)
    if i and costs[i - 1, j] < left[0]:
        left = (costs[i - 1, j], here[i - 1])
    if j and costs[i, j - 1] < left[0]:
        left = (costs[i, j - 1], there[j - 1])
    return full, left


def _cost(here: Sequence[_Said], there: Sequence[_Said], rate: float) -> float:
    """How ill these go together: the square of the deviation of their lengths, and what only one side holds."""
    mine, theirs = sum(one.size for one in here), sum(one.size for one in there) / rate
    away = math.log(theirs / mine) / _SPREAD
    cost = away * away / 2 * min(1.0, min(mine, theirs) / _WHOLE)
    cost += _UNEQUAL * abs(len(here) - len(there)) + (_SEVERAL if len(here) > 1 and len(there) > 1 else 0)
    cost += _HELD * abs(sum(one.held for one in here) - sum(one.held for one in there))
    names = frozenset[str]().union(*(one.names for one in here)) - frozenset[str]().union(*(one.names for one in there))
    return cost + _NAMED * len(names)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rstrip() + " …"
