"""The shared records of a library among themselves: do their names lead somewhere, do their values fit."""

from collections.abc import Iterator
from datetime import date

from briefwright.check import values
from briefwright.check.context import missing
from briefwright.check.references import unnamed
from briefwright.check.uses import by_name, needs
from briefwright.model.finding import Finding
from briefwright.model.library import Library
from briefwright.model.thesis import Fact

_CODES = {"sources": ("C101", "source"), "companies": ("C102", "company")}


def records(library: Library, as_of: date) -> Iterator[Finding]:
    """C101, C102 and C111 in shared facts, datasets and companies; C120 and C121 in shared facts."""
    for record in by_name(library.shared).values():
        for name, pointer in needs(record.data):
            folder, _, id_ = name.partition("/")
            if folder == "units":
                yield from unnamed(library.shared, id_, record.at(*pointer))
            else:
                yield from missing(library.shared, *_CODES[folder], name, record.at(*pointer))
        if isinstance(record.data, Fact):
            yield from values.fact(record, record.data, as_of)
