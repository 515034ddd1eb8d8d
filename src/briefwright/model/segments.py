"""The three things content text may hold besides words: ``{{ number }}``, ``[@source]`` and ``[[exhibit]]``.

They are looked up, never evaluated. One grammar serves check, audit and render.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class What(StrEnum):
    """The sort of a segment."""

    WORDS = "words"
    LOOKUP = "lookup"
    CITATION = "citation"
    REFERENCE = "reference"
    MALFORMED = "malformed"


OPTIONS = ("amount", "signed")
"""What may follow a bar in a lookup: ``{{ name | amount }}`` leaves out the unit's noun, ``signed`` writes a plus."""

ADDRESS = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?(?:\[[^\[\]{}\s]{1,20}\])?"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SEGMENT = re.compile(
    rf"\{{\{{\s*(?P<lookup>{ADDRESS})\s*(?:\|\s*(?P<option>[a-z]+)\s*)?\}}\}}"
    rf"|\[@(?P<citation>{SLUG})\]|\[\[(?P<reference>{SLUG})\]\]"
    r"|(?P<malformed>\{\{[^{}\n]*(?:\}\})?|\}\}|\{%|%\}|\{#|#\}|\[@[^\]\n]*\]?|\[\[[^\]\n]*(?:\]\])?)"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """``text`` as written, at ``offset``; ``target`` is the address, source or exhibit named; ``option`` a lookup's."""

    what: What
    text: str
    offset: int
    target: str = ""
    option: str = ""


@lru_cache(maxsize=4096)
def segments(text: str) -> tuple[Segment, ...]:
    """``text`` cut into segments, in order, nothing lost. Every stage reads the same texts, hence the memory."""
    found: list[Segment] = []
    done = 0
    for match in _SEGMENT.finditer(text):
        if match.start() > done:
            found.append(Segment(What.WORDS, text[done : match.start()], done))
        what = What(match.lastgroup) if match.lastgroup in set(What) else What.LOOKUP
        option = match["option"] or ""
        if what is What.LOOKUP and option and option not in OPTIONS:
            what = What.MALFORMED
        found.append(Segment(what, match[0], match.start(), match[what] if what is not What.MALFORMED else "", option))
        done = match.end()
    if done < len(text):
        found.append(Segment(What.WORDS, text[done:], done))
    return tuple(found)


def words(text: str) -> str:
    """``text`` with every segment but its words blanked out by spaces of the same length, so that offsets hold."""
    return "".join(part.text if part.what is What.WORDS else " " * len(part.text) for part in segments(text))
