"""Is every claim supported, and everything declared used."""

import re
from collections.abc import Iterator

from briefwright.check.context import Context
from briefwright.check.references import sourced
from briefwright.model.finding import Finding
from briefwright.model.library import Library
from briefwright.model.segments import ADDRESS, What, segments
from briefwright.model.thesis import LineChart, NumberChart, TableExhibit

_ADDRESS = re.compile(ADDRESS)


def claims(context: Context) -> Iterator[Finding]:
    """C140: a claim that names no evidence."""
    for index, claim in enumerate(context.thesis.data.claims):
        if not claim.because:
            span = context.thesis.record.at("claims", index, "says")
            yield Finding(
                "C140", "the claim names no evidence", span, "add `because:` with numbers or statements under evidence"
            )


def unused(context: Context) -> Iterator[Finding]:
    """C150: numbers and evidence that nothing prints or rests on, exhibits that are placed nowhere."""
    thesis, record = context.thesis.data, context.thesis.record
    used = used_names(context)
    for folder, names in (
        ("facts", thesis.facts),
        ("series", thesis.series),
        ("computed", thesis.computed),
        ("evidence", thesis.evidence),
    ):
        for name in names:
            if name not in used:
                span = record.key(folder, name)
                yield Finding(
                    "C150",
                    f"'{name}' is declared and never used",
                    span,
                    "print it, chart it, rest a claim on it, or delete it",
                )
    placed = {name for section in thesis.sections for name in section.exhibits}
    placed |= {part.target for _, part in context.parts(What.REFERENCE)}
    for index, exhibit in enumerate(thesis.exhibits):
        if exhibit.id not in placed:
            span = record.at("exhibits", index, "id")
            yield Finding(
                "C150",
                f"exhibit '{exhibit.id}' is placed nowhere",
                span,
                "name it in a section's exhibits, or delete it",
            )


def used_names(context: Context) -> set[str]:
    """Names of numbers and evidence that this thesis uses."""
    thesis = context.thesis.data
    used = {part.target.partition("[")[0] for _, part in context.parts(What.LOOKUP)}
    for computed in thesis.computed.values():
        used |= {found.partition("[")[0] for found in _ADDRESS.findall(computed.formula)}
    for exhibit in thesis.exhibits:
        if isinstance(exhibit, NumberChart | LineChart):
            used |= {address.partition("[")[0] for address in exhibit.of}
    because = [item.because for item in thesis.claims] + [item.because for item in thesis.beneficiaries]
    used |= {name.partition("[")[0] for names in because for name in names}
    return used


def looked_up(context: Context) -> set[str]:
    """Addresses that the text prints."""
    return {part.target for _, part in context.parts(What.LOOKUP)}


def exhibits_of(context: Context, address: str) -> list[str]:
    """Exhibits that draw ``address``, or the series it is a point of."""
    name = address.partition("[")[0]
    charts = (one for one in context.thesis.data.exhibits if isinstance(one, NumberChart | LineChart))
    drawn = [one.id for one in charts if any(of in (address, name) for of in one.of)]
    tables = [one for one in context.thesis.data.exhibits if isinstance(one, TableExhibit)]
    cells = {
        one.id: [text for row in one.rows for cell in row.cells if cell for _, text in cell.items] for one in tables
    }
    return drawn + [one for one, texts in cells.items() if any(address in _lookups(text) for text in texts)]


def _lookups(text: str) -> set[str]:
    return {part.target for part in segments(text) if part.what is What.LOOKUP}


def library(library: Library, contexts: list[Context]) -> Iterator[Finding]:
    """C150: shared facts, sources and companies that no thesis uses."""
    if not contexts:
        return
    names: dict[str, set[str]] = {"sources": set(), "companies": set(), "facts": set()}
    for context in contexts:
        names["facts"] |= used_names(context)
        names["companies"] |= {item.company for item in context.thesis.data.beneficiaries if item.company}
        names["sources"] |= {part.target for _, part in context.parts(What.CITATION)}
        names["sources"] |= {name for exhibit in context.thesis.data.exhibits for name in exhibit.sources}
        for _, item in sourced(context):
            names["sources"] |= {name for name in (item.source, item.via.source if item.via else None) if name}
    shared = library.shared
    for fact in shared.facts.values():
        names["sources"] |= {
            name for name in (fact.data.source, fact.data.via.source if fact.data.via else None) if name
        }
    names["sources"] |= {dataset.data.source for dataset in shared.datasets.values()}
    names["companies"] |= {company.data.parent for company in shared.companies.values() if company.data.parent}
    for folder, records in (("sources", shared.sources), ("companies", shared.companies), ("facts", shared.facts)):
        for name, record in records.items():
            if name not in names[folder]:
                yield Finding(
                    "C150", f"'{name}' is declared and never used", record.key(), "use it in a thesis, or delete it"
                )
