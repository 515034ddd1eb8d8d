"""Findings that the author accepts, each with its reason; and what else of a thesis the audit does not judge."""

import re
from collections.abc import Collection, Iterator, Sequence

from briefwright.audit.context import Audited
from briefwright.model.finding import Exempt, Finding, Span
from briefwright.model.library import Places, Prose, ThesisRecord
from briefwright.model.thesis import Accepted

_BLOCK = re.compile(r"(?:^[ \t]*>.*(?:\n|$))+", re.MULTILINE)
_CITED = re.compile(r"(?:“[^“”\n]*”|「[^「」\n]*」|\"[^\"\n]*\")(?=\s?\[@)")


def kept(audited: Audited, found: Sequence[Finding], judged: Collection[str]) -> list[Finding]:
    """``found`` less what the thesis accepts, and A340 for what it accepts of the rules ``judged`` in vain."""
    entries = audited.thesis.data.accepted
    left = [finding for finding in found if not any(_covers(entry, finding, audited.thesis) for entry in entries)]
    for index, entry in enumerate(entries):
        if entry.rule not in judged or any(_covers(entry, finding, audited.thesis) for finding in found):
            continue
        message = f"there is no finding {entry.rule} about '{entry.at}'"
        help_text = "take the entry out; or let `at` be the number, or the words, that the finding is about"
        left.append(audited.finding("A340", message, audited.thesis.record.at("accepted", index), help_text))
    return left


def let_stand(
    thesis: ThesisRecord, found: Sequence[Finding], texts: Sequence[Prose], elsewhere: Collection[str] = ()
) -> Iterator[Exempt]:
    """Every finding of ``found`` that the thesis accepts; every passage marked as quoted, which A302 passes over.

    What it accepts of rules that judge ``elsewhere`` is told as it stands.
    """
    for index, entry in enumerate(thesis.data.accepted):
        if entry.rule in elsewhere:
            place = thesis.record.at("accepted", index)
            yield Exempt(place, entry.rule, f"about '{entry.at}'", entry.because, thesis.slug)
        for finding in found:
            if _covers(entry, finding, thesis) and finding.span:
                yield Exempt(finding.span, finding.code, finding.message, entry.because, thesis.slug)
    for text in texts:
        if text.body is not None:
            for match in _BLOCK.finditer(text.text):
                yield _quoted(thesis, text, match, "quoted in a > block")
        for match in _CITED.finditer(text.text):
            yield _quoted(thesis, text, match, "quoted, with a citation behind")


def _quoted(thesis: ThesisRecord, text: Prose, match: re.Match[str], why: str) -> Exempt:
    written = match[0].rstrip("\n")
    span = text.span(match.start(), len(written))
    return Exempt(span, "A302", " ".join(written.split()), why, thesis.slug, quoted=True)


def _covers(entry: Accepted, finding: Finding, thesis: ThesisRecord) -> bool:
    """Is the finding of the rule, and ``at`` in its message or at its place?"""
    if entry.rule != finding.code or finding.thesis != thesis.slug:
        return False
    return _named(entry.at, finding.message) or _named(entry.at, _words(finding.span, thesis))


def _named(words: str, message: str) -> bool:
    """Do the words stand in the message whole? ``market`` is not in 'market_share'."""
    return re.search(rf"(?<![A-Za-z0-9_.,\[]){re.escape(words)}(?![A-Za-z0-9_.\[])", message) is not None


def _words(span: Span | None, thesis: ThesisRecord) -> str:
    """What stands at ``span`` in the thesis' files."""
    if span is None:
        return ""
    places: Places = thesis.record.places
    files = {body.file: body.text for body in thesis.bodies.values()} | {places.file: places.text}
    lines = files.get(span.file, "").split("\n")
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    return line[span.column - 1 : span.column - 1 + max(span.length, 1)]
