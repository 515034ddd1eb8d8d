"""Check: is the content complete and consistent with itself. Reads the library, computes nothing."""

from collections.abc import Callable, Iterator
from datetime import date

from briefwright.check import references, translations, usage, values
from briefwright.check.context import Context
from briefwright.model.finding import Finding
from briefwright.model.library import Library

__all__ = ["CHECKS", "Context", "exhibits_of", "findings", "looked_up"]

exhibits_of, looked_up = usage.exhibits_of, usage.looked_up

CHECKS: dict[str, Callable[[Context], Iterator[Finding]]] = {
    "sources": references.sources,
    "companies": references.companies,
    "numbers": references.numbers,
    "exhibits": references.exhibits,
    "stages": references.stages,
    "people and places": references.people_and_places,
    "units": references.units,
    "values": values.values,
    "translations": translations.translations,
    "parity": translations.parity,
    "claims": usage.claims,
    "unused": usage.unused,
}


def findings(library: Library, as_of: date) -> list[Finding]:
    """Everything that the checks find in all theses, and in what they share."""
    contexts = [Context(library, thesis, as_of) for thesis in library.theses.values()]
    found = [finding for context in contexts for run in CHECKS.values() for finding in run(context)]
    return found + list(usage.library(library, contexts))
