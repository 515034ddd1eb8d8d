"""The shared records of a library among themselves: do their names lead somewhere, do their values fit."""

from collections.abc import Iterator
from datetime import date

from briefwright.check import disagreements, values
from briefwright.check.context import missing
from briefwright.check.records import company
from briefwright.check.references import unnamed
from briefwright.check.uses import by_name, needs
from briefwright.model.finding import Finding
from briefwright.model.library import Library
from briefwright.model.records import Company, Disagreement
from briefwright.model.thesis import Fact, Points

_CODES = {"sources": ("C101", "source"), "companies": ("C102", "company")}


def records(library: Library, as_of: date) -> Iterator[Finding]:
    """C101, C102, C111 in shared facts, series, datasets, companies; C120, C121 in facts and series; C147, C149."""
    for record in by_name(library.shared).values():
        if isinstance(record.data, Disagreement):
            yield from disagreements.sides(library, record, record.data)
            continue
        for name, pointer in needs(record.data):
            folder, _, id_ = name.partition("/")
            if folder == "units":
                yield from unnamed(library.shared, id_, record.at(*pointer))
            else:
                yield from missing(library.shared, *_CODES[folder], name, record.at(*pointer))
        if isinstance(record.data, Fact):
            yield from values.fact(record, record.data, as_of)
        if isinstance(record.data, Company):
            yield from company(record, record.data)
        if isinstance(record.data, Points):
            yield from values.points(record, record.data, as_of)
