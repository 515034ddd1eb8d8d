"""Lookups, citations and references that are not well formed, at their exact places. What they name is ``check``'s."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from briefwright.load.characters import brief
from briefwright.load.yaml_source import FAULTS
from briefwright.model.finding import Finding
from briefwright.model.library import Prose
from briefwright.model.segments import OPTIONS, What, segments

_SIGNS = re.compile(r"\{[{%#]|[}%#]\}|\[[@\[]")


def malformed(texts: Iterable[Prose]) -> Iterator[Finding]:
    """One L029 finding for each malformed segment, up to a number that nobody reads."""
    for prose in texts:
        if not _SIGNS.search(prose.text):
            continue
        faults = (segment for segment in segments(prose.text) if segment.what is What.MALFORMED)
        for segment in islice(faults, FAULTS):
            place = prose.span(segment.offset, len(segment.text))
            yield Finding("L029", f"'{brief(segment.text)}' is not understood", place, _help(segment.text))


def _help(text: str) -> str:
    if text.startswith("[@"):
        return "cite a source as [@source-id]"
    if text.startswith("[["):
        return "name an exhibit as [[exhibit-id]]"
    if text.startswith(("{%", "%}", "{#", "#}")):
        return "content is never a template: take this out"
    if "|" in text:
        return f"after a bar stands one of: {', '.join(OPTIONS)}"
    return "look a number up as {{ name }}, {{ dataset.column[2026] }} or {{ series[2026E] }}; nothing is computed here"
