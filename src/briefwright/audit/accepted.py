"""Findings that the author accepts, each with its reason; and what else of a thesis the audit does not judge."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from briefwright.audit.context import Audited
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Places, Prose, ThesisRecord
from briefwright.model.thesis import Accepted

_BLOCK = re.compile(r"(?:^[ \t]*>.*(?:\n|$))+", re.MULTILINE)
_CITED = re.compile(r"(?:“[^“”\n]*”|「[^「」\n]*」|\"[^\"\n]*\")(?=\s?\[@)")


@dataclass(frozen=True, slots=True)
class Exempt:
    """Something that the audit lets stand: ``rule`` says which rule, ``what`` the finding or passage, and why."""

    thesis: str
    rule: str
    what: str
    because: str
    span: Span


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


def exempt(thesis: ThesisRecord, found: Sequence[Finding], texts: Sequence[Prose]) -> Iterator[Exempt]:
    """Every finding of ``found`` that the thesis accepts; every passage marked as quoted, which A302 passes over."""
    for entry in thesis.data.accepted:
        for finding in found:
            if _covers(entry, finding, thesis) and finding.span:
                yield Exempt(thesis.slug, finding.code, finding.message, entry.because, finding.span)
    for text in texts:
        if text.body is not None:
            for match in _BLOCK.finditer(text.text):
                yield _quoted(thesis, text, match, "a quotation: a > block")
        for match in _CITED.finditer(text.text):
            yield _quoted(thesis, text, match, "a quotation: marks with a citation behind them")


def _quoted(thesis: ThesisRecord, text: Prose, match: re.Match[str], why: str) -> Exempt:
    return Exempt(thesis.slug, "A302", " ".join(match[0].split()), why, text.span(match.start(), len(match[0])))


def _covers(entry: Accepted, finding: Finding, thesis: ThesisRecord) -> bool:
    """Is the finding of the rule, and ``at`` in its message or at its place?"""
    if entry.rule != finding.code or finding.thesis != thesis.slug:
        return False
    return _named(entry.at, finding.message) or entry.at in _words(finding.span, thesis)


def _named(words: str, message: str) -> bool:
    """Do the words stand in the message whole? ``market`` is not in 'market_share'."""
    return re.search(rf"(?<![A-Za-z0-9_.\[]){re.escape(words)}(?![A-Za-z0-9_.\[])", message) is not None


def _words(span: Span | None, thesis: ThesisRecord) -> str:
    """What stands at ``span`` in the thesis' files."""
    if span is None:
        return ""
    places: Places = thesis.record.places
    files = {body.file: body.text for body in thesis.bodies.values()} | {places.file: places.text}
    lines = files.get(span.file, "").split("\n")
    line = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    return line[span.column - 1 : span.column - 1 + max(span.length, 1)]
