"""Audit: is each printed number traced, fresh, consistent and labelled. Reads results, computes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from briefwright.audit.accepted import kept
from briefwright.audit.context import Audited
from briefwright.audit.traced import traced
from briefwright.audit.typed import typed
from briefwright.model.finding import Finding, Severity, ordered
from briefwright.model.library import Library, Shared, ThesisRecord
from briefwright.model.number import Results

AUDITS: dict[str, Callable[[Audited], Iterator[Finding]]] = {
    "A301": traced,
    "A302": typed,
}
"""Code of the finding to the rule that makes it, of one thesis."""

ACROSS: dict[str, Callable[[Library, Mapping[str, Results]], Iterator[Finding]]] = {}
"""Code of the finding to the rule that makes it, of all theses that could be computed."""


def findings(thesis: ThesisRecord, shared: Shared, results: Results, as_of: date) -> list[Finding]:
    """Everything that the rules find in one thesis, less what it accepts, in the order of their places."""
    audited = Audited(thesis, shared, results, as_of)
    found = [finding for rule in AUDITS.values() for finding in rule(audited)]
    return ordered(_weighed(kept(audited, found), audited))


def across(library: Library, results: Mapping[str, Results], as_of: date) -> list[Finding]:
    """What the rules find between theses; each finding belongs to one of them, whose house weighs it."""
    found = [finding for rule in ACROSS.values() for finding in rule(library, results)]
    weighed: list[Finding] = []
    for slug in dict.fromkeys(finding.thesis for finding in found):
        audited = Audited(library.theses[slug], library.shared, results[slug], as_of)
        weighed += _weighed([finding for finding in found if finding.thesis == slug], audited)
    return ordered(weighed)


def _weighed(found: Sequence[Finding], audited: Audited) -> Iterable[Finding]:
    """Each with the severity its house gives the rule; none for a rule that is off."""
    for finding in found:
        level = audited.house.severities.get(finding.code)
        if level is None:
            yield finding
        elif level != "off":
            yield replace(finding, level=Severity(level))
