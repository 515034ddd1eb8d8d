"""Sentences and clauses around the numbers that a text looks up, for rules that read words beside them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefwright.model.library import Prose
from briefwright.model.segments import Segment, What, segments

HOLE = "\x01"
"""Stands for what a lookup, a citation or a reference covers: no letter, digit, space or mark."""
_QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SENTENCE = re.compile(r"[。！？!?]+[”」’\"'）)]*|\.(?=[\s”\"')]|$)|\n\s*\n|\n(?=\s*(?:[-*+|#]|\d+[.)]))")
_PARAGRAPH = re.compile(r"\n[ \t]*\n+")
_CLAUSE = re.compile(r"[，,；;：:—–（）()、]|\s-\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``bare`` is its text with everything but words as holes, so that offsets hold; ``start`` is where it begins.

    ``paragraph`` is likewise the paragraph of Markdown, or the whole field, that it stands in.
    """

    prose: Prose
    start: int
    bare: str
    paragraph: str
    lookups: tuple[Segment, ...]

    def clauses(self) -> Iterator[tuple[str, tuple[Segment, ...]]]:
        """The clauses that hold lookups: their words, and those lookups."""
        cuts = [0, *(match.end() for match in _CLAUSE.finditer(self.bare)), len(self.bare)]
        for first, last in pairwise(cuts):
            inside = _within(self.lookups, self.start + first, self.start + last)
            if inside:
                yield self.bare[first:last], inside


def sentences(prose: Prose) -> Iterator[Sentence]:
    """The sentences of ``prose`` that look a number up. What a Markdown quotation says is not read."""
    parts = segments(prose.text)
    bare = "".join(part.text if part.what is What.WORDS else HOLE * len(part.text) for part in parts)
    if prose.body is not None:
        bare = _QUOTED.sub(lambda match: "\n" * len(match[0]), bare)
    lookups = tuple(part for part in parts if part.what is What.LOOKUP and bare[part.offset] == HOLE)
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(bare)), len(bare)]
    paragraphs = [bare[first:last] for first, last in pairwise(cuts)]
    start = 0
    for last in [*(match.end() for match in _SENTENCE.finditer(bare)), len(bare)]:
        inside = _within(lookups, start, last)
        if inside:
            paragraph = paragraphs[bisect_right(cuts, inside[0].offset) - 1]
            yield Sentence(prose, start, bare[start:last], paragraph, inside)
        start = last


def _within(lookups: tuple[Segment, ...], start: int, last: int) -> tuple[Segment, ...]:
    """Those of the lookups, which are in order, that begin from ``start`` to before ``last``."""
    first = bisect_left(lookups, start, key=lambda part: part.offset)
    return lookups[first : bisect_left(lookups, last, key=lambda part: part.offset)]
