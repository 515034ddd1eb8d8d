"""Audit: is each printed number traced, fresh, consistent and labelled. Reads results, computes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefwright.audit.accepted import kept, let_stand
from briefwright.audit.across import equal_sides, two_values
from briefwright.audit.asked import asked
from briefwright.audit.beside import beside
from briefwright.audit.bounds import bounds
from briefwright.audit.cited import cited
from briefwright.audit.context import Audited
from briefwright.audit.doubtful import doubtful
from briefwright.audit.extracts import extracts
from briefwright.audit.fresh import passed_catalysts, past_forecasts, stale_datasets, stale_numbers
from briefwright.audit.grounds import grounds
from briefwright.audit.labelled import labelled
from briefwright.audit.languages import languages
from briefwright.audit.lost import lost
from briefwright.audit.odd import odd
from briefwright.audit.parts import shares, totals
from briefwright.audit.stated import stated
from briefwright.audit.traced import traced
from briefwright.audit.typed import typed
from briefwright.model.exhibit import ExhibitView
from briefwright.model.finding import Exempt, Finding, Severity, ordered
from briefwright.model.library import Library, Shared, ThesisRecord
from briefwright.model.number import Results

if TYPE_CHECKING:
    from briefwright.language import Locale

AUDITS: dict[str, Callable[[Audited], Iterator[Finding]]] = {
    "A301": traced,
    "A302": typed,
    "A303": extracts,
    "A310": stale_numbers,
    "A311": passed_catalysts,
    "A312": past_forecasts,
    "A313": stale_datasets,
    "A320": totals,
    "A321": shares,
    "A322": stated,
    "A324": languages,
    "A325": beside,
    "A326": cited,
    "A327": odd,
    "A328": grounds,
    "A329": asked,
    "A330": labelled,
    "A331": doubtful,
    "A332": bounds,
    "A333": lost,
}
"""Code of the finding to the rule that makes it, of one thesis."""

ACROSS: dict[str, Callable[[Library, Mapping[str, Results]], Iterator[Finding]]] = {
    "A323": two_values,
}
"""Code of the finding to the rule that makes it, of all theses that could be computed."""

disagreements = equal_sides
"""What is wrong with disagreements on record; they belong to no thesis."""


EXHIBITS = ("A304",)
"""Codes of what is found when an edition's exhibits are drawn."""


def findings(thesis: ThesisRecord, shared: Shared, results: Results, as_of: date) -> list[Finding]:
    """Everything that the rules find in one thesis, less what it accepts, in the order of their places."""
    audited = Audited(thesis, shared, results, as_of)
    elsewhere = {*ACROSS, *EXHIBITS}
    judged = {entry.rule for entry in thesis.data.accepted} - elsewhere
    return ordered(_weighed(kept(audited, _found(audited), judged), audited))


def exhibits(
    thesis: ThesisRecord, shared: Shared, results: Results, as_of: date, views: Sequence[ExhibitView], locale: "Locale"
) -> list[Finding]:
    """What the figures of an edition's exhibits go back to, less what the thesis accepts."""
    from briefwright.audit.drawn import drawn

    audited = Audited(thesis, shared, results, as_of)
    return ordered(_weighed(kept(audited, [*drawn(audited, views, locale)], EXHIBITS), audited))


def across(library: Library, results: Mapping[str, Results], as_of: date) -> list[Finding]:
    """What the rules find between theses; each finding belongs to one of them, which may accept it."""
    by_thesis = _between(library, results)
    weighed: list[Finding] = []
    for slug in results:
        thesis = library.theses[slug]
        if slug in by_thesis or thesis.data.accepted:
            audited = Audited(thesis, library.shared, results[slug], as_of)
            weighed += _weighed(kept(audited, by_thesis.get(slug, []), ACROSS), audited)
    return ordered(weighed)


def exempted(library: Library, results: Mapping[str, Results], as_of: date) -> list[Exempt]:
    """Every finding that a thesis accepts and every passage it marks as quoted, with reason and place."""
    by_thesis = _between(library, results)
    listed: list[Exempt] = []
    for slug, found in results.items():
        audited = Audited(library.theses[slug], library.shared, found, as_of)
        made = [*_found(audited), *by_thesis.get(slug, [])] if audited.thesis.data.accepted else []
        listed += let_stand(audited.thesis, made, audited.texts, EXHIBITS)
    return sorted(set(listed))


def _found(audited: Audited) -> list[Finding]:
    return [finding for rule in AUDITS.values() for finding in rule(audited)]


def _between(library: Library, results: Mapping[str, Results]) -> dict[str, list[Finding]]:
    """What the rules of ACROSS find, by thesis."""
    by_thesis: dict[str, list[Finding]] = {}
    for rule in ACROSS.values():
        for finding in rule(library, results):
            by_thesis.setdefault(finding.thesis, []).append(finding)
    return by_thesis


def _weighed(found: Sequence[Finding], audited: Audited) -> Iterable[Finding]:
    """Each with the severity its house gives the rule; none for a rule that is off."""
    for finding in found:
        level = audited.house.severities.get(finding.code)
        if level is None:
            yield finding
        elif level != "off":
            yield replace(finding, level=Severity(level))
