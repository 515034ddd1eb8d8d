"""Characters that no installed font can draw, found before they become empty boxes on paper."""

import html
import re
import subprocess
from functools import cache

from briefwright.model.finding import Finding, Span
from briefwright.model.library import ThesisRecord

_COMMON = re.compile(
    r"[\u0009-\u000d\u0020-\u024f\u0370-\u03ff\u0400-\u04ff\u2000-\u206f\u20ac\u2070-\u209f\u2100-\u214f\u2190-\u21ff"
    r"\u2200-\u22ff\u2460-\u24ff\u2500-\u25ff\u3000-\u30ff\u3100-\u312f\u3200-\u32ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]+"
)
"""What Inter and Noto CJK draw between them, but for a few code points; asking the system costs a process."""


def missing_glyphs(page: str, thesis: ThesisRecord) -> list[Finding]:
    """R503 for every character of the page that no font on this machine has, at its first place in the content."""
    rare = sorted(set(_COMMON.sub("", html.unescape(page))))
    return [_finding(character, thesis) for character in rare if not _drawable(character)]


@cache
def _drawable(character: str) -> bool:
    try:
        command = ["fc-list", f":charset={ord(character):x}", "family"]
        found = subprocess.run(command, capture_output=True, check=False, timeout=20)  # noqa: S603 - no user text
    except (OSError, subprocess.TimeoutExpired):
        return True  # without fontconfig nothing can be told; the PDF engine reports what it cannot embed
    return bool(found.stdout.strip())


def _finding(character: str, thesis: ThesisRecord) -> Finding:
    span = next(
        (text.span(text.text.index(character), 1) for text in thesis.prose if character in text.text),
        Span(thesis.record.places.file),
    )
    said = f"no installed font can draw U+{ord(character):04X}"
    return Finding(
        "R503",
        said,
        span,
        "install a font that has it (`briefwright doctor` lists what is used), or write it differently",
    )
