"""Audit: can each printed number be traced, and is any typed by hand. Reads results, computes nothing."""

from collections.abc import Callable, Iterator

from briefwright.audit.traced import traced
from briefwright.audit.typed import typed
from briefwright.model.finding import Finding, ordered
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Results

AUDITS: dict[str, Callable[[ThesisRecord, Shared, Results], Iterator[Finding]]] = {
    "A301": traced,
    "A302": typed,
}
"""Code of the finding to the rule that makes it."""


def findings(thesis: ThesisRecord, shared: Shared, results: Results) -> list[Finding]:
    """Everything that the rules find in one thesis, in the order of their places."""
    return ordered(finding for rule in AUDITS.values() for finding in rule(thesis, shared, results))
