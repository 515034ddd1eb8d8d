"""Check: is the content complete and consistent with itself. Reads the library, computes nothing."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from briefwright.check import exhibits, records, references, shared, translations, usage, values
from briefwright.check.context import Context
from briefwright.check.uses import stopped, uses
from briefwright.model.finding import Finding
from briefwright.model.library import Library

__all__ = ["CHECKS", "Context", "findings", "stopped", "unused", "uses"]

CHECKS: dict[str, Callable[[Context], Iterator[Finding]]] = {
    "sources": references.sources,
    "companies": references.companies,
    "numbers": references.numbers,
    "stages": references.stages,
    "people and places": references.people_and_places,
    "units": references.units,
    "ratings": references.ratings,
    "exhibits": exhibits.exhibits,
    "placement": exhibits.placement,
    "data": exhibits.data,
    "values": values.values,
    "dates": records.dates,
    "listings": records.listings,
    "translations": translations.translations,
    "parity": translations.parity,
    "claims": usage.claims,
}


def findings(library: Library, as_of: date) -> list[Finding]:
    """Everything that the checks find in all theses, and in what they share."""
    contexts = [Context(library, thesis, as_of) for thesis in library.theses.values()]
    found = [finding for context in contexts for run in CHECKS.values() for finding in run(context)]
    return found + list(shared.records(library, as_of))


def unused(library: Library, as_of: date, sound: Iterable[str], *, whole: bool) -> list[Finding]:
    """C150 in theses that are ``sound``; in shared records where the library is ``whole``.

    It is the last thing to ask: a misspelt name would make another unused, and be two findings.
    """
    contexts = [Context(library, library.theses[slug], as_of) for slug in sound]
    found = [finding for context in contexts for finding in usage.unused(context)]
    return found + (list(usage.unused_records(library, contexts)) if whole else [])
