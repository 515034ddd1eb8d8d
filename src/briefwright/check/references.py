"""Do all names lead somewhere: sources, companies, numbers, exhibits, evidence, stages, people, houses."""

from collections.abc import Iterator

from briefwright.check.context import Context, unknown
from briefwright.model.finding import Finding
from briefwright.model.library import Pointer
from briefwright.model.segments import What
from briefwright.model.thesis import LineChart, NumberChart, Sourced, TimelineChart
from briefwright.model.unit import DURATIONS, Unit


def sourced(context: Context) -> Iterator[tuple[Pointer, Sourced]]:
    """Everything in a thesis that names a source, with the way to it."""
    thesis = context.thesis.data
    for name, fact in thesis.facts.items():
        yield ("facts", name), fact
    for name, series in thesis.series.items():
        yield ("series", name), series
    for name, statement in thesis.evidence.items():
        yield ("evidence", name), statement
    for index, event in enumerate(thesis.catalysts):
        yield ("catalysts", index), event
    for index, exhibit in enumerate(thesis.exhibits):
        if isinstance(exhibit, TimelineChart):
            for position, event in enumerate(exhibit.events):
                yield ("exhibits", index, "events", position), event


def sources(context: Context) -> Iterator[Finding]:
    """C101: a source that no file of ``content/sources`` holds."""
    shared, record = context.library.shared, context.thesis.record
    named: list[tuple[str, Pointer]] = []
    for pointer, item in sourced(context):
        if item.source:
            named.append((item.source, (*pointer, "source")))
        if item.via:
            named.append((item.via.source, (*pointer, "via", "source")))
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        named += [(name, ("exhibits", index, "sources", i)) for i, name in enumerate(exhibit.sources)]
    way_out = "add it to a file of content/sources/"
    for name, pointer in named:
        if name not in shared.sources and f"sources/{name}" not in shared.broken:
            yield unknown("C101", "source", name, shared.sources, record.at(*pointer), way_out)
    for text, part in context.parts(What.CITATION):
        if part.target not in shared.sources and f"sources/{part.target}" not in shared.broken:
            yield unknown(
                "C101", "source", part.target, shared.sources, text.span(part.offset, len(part.text)), way_out
            )


def companies(context: Context) -> Iterator[Finding]:
    """C102: a company that no file of ``content/companies`` holds."""
    shared, record = context.library.shared, context.thesis.record
    for index, item in enumerate(context.thesis.data.beneficiaries):
        if item.company and item.company not in shared.companies and f"companies/{item.company}" not in shared.broken:
            span = record.at("beneficiaries", index, "company")
            yield unknown(
                "C102", "company", item.company, shared.companies, span, "add it to a file of content/companies/"
            )


def numbers(context: Context) -> Iterator[Finding]:
    """C103: a number looked up, charted or cited as evidence that nothing declares. C110: evidence that is neither."""
    thesis, record = context.thesis.data, context.thesis.record
    way_out = "declare it under facts, series or computed"
    for text, part in context.parts(What.LOOKUP):
        if not context.knows(part.target):
            span = text.span(part.offset, len(part.text))
            yield unknown("C103", "number", part.target, context.declared, span, way_out)
        elif part.target in thesis.series:
            yield _a_series(context, part.target, text.span(part.offset, len(part.text)))
    for index, exhibit in enumerate(thesis.exhibits):
        if isinstance(exhibit, NumberChart | LineChart):
            for position, address in enumerate(exhibit.of):
                if not context.knows(address):
                    span = record.at("exhibits", index, "of", position)
                    yield unknown("C103", "number", address, context.declared, span, way_out)
    evidence = {*context.declared, *thesis.evidence}
    lists = [("claims", i, claim.because) for i, claim in enumerate(thesis.claims)]
    lists += [("beneficiaries", i, item.because) for i, item in enumerate(thesis.beneficiaries)]
    for where, index, names in lists:
        for position, name in enumerate(names):
            if name not in thesis.evidence and not context.knows(name):
                span = record.at(where, index, "because", position)
                yield unknown("C110", "evidence", name, evidence, span, "name a number, or a statement under evidence")


def _a_series(context: Context, name: str, span: object) -> Finding:
    periods = ", ".join(f"{name}[{period}]" for period in context.thesis.data.series[name].points)
    return Finding("C103", f"'{name}' is a series, not one number", span, f"name a point: {periods}")  # type: ignore[arg-type]


def exhibits(context: Context) -> Iterator[Finding]:
    """C104: an exhibit placed or mentioned that is not declared. C142: placed twice. L051: declared twice."""
    record, thesis = context.thesis.record, context.thesis.data
    known = [exhibit.id for exhibit in thesis.exhibits]
    way_out = "declare it under exhibits"
    for index, name in enumerate(known):
        if name in known[:index]:
            span = record.at("exhibits", index, "id")
            yield Finding("L051", f"exhibit '{name}' is declared twice", span, "give one of them another id")
    listed: dict[str, int] = {}
    for index, section in enumerate(thesis.sections):
        for position, name in enumerate(section.exhibits):
            span = record.at("sections", index, "exhibits", position)
            if name not in known:
                yield unknown("C104", "exhibit", name, known, span, way_out)
            elif name in listed:
                yield Finding("C142", f"exhibit '{name}' is placed twice", span, "take it out of one of the sections")
            listed[name] = index
    for text, part in context.parts(What.REFERENCE):
        if part.target not in known:
            yield unknown("C104", "exhibit", part.target, known, text.span(part.offset, len(part.text)), way_out)


def stages(context: Context) -> Iterator[Finding]:
    """C109: a beneficiary placed in a stage that the value chain does not have."""
    chain = context.thesis.data.value_chain
    known = [stage.id for stage in chain.stages] if chain else []
    for index, item in enumerate(context.thesis.data.beneficiaries):
        if item.segment not in known:
            span = context.thesis.record.at("beneficiaries", index, "segment")
            yield unknown(
                "C109", "stage of the value chain", item.segment, known, span, "declare it under value_chain: stages"
            )
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        if exhibit.chart == "value-chain" and chain is None:
            span = context.thesis.record.at("exhibits", index, "chart")
            yield Finding(
                "C141", "the thesis has no value chain to draw", span, "declare value_chain, or drop the exhibit"
            )


def people_and_places(context: Context) -> Iterator[Finding]:
    """C105 to C108: sector, archetype, analysts and house."""
    thesis, record, shared = context.thesis.data, context.thesis.record, context.library.shared
    if thesis.sector not in shared.sectors and f"sectors/{thesis.sector}" not in shared.broken:
        yield unknown(
            "C105", "sector", thesis.sector, shared.sectors, record.at("sector"), "add it to a file of content/sectors/"
        )
    if thesis.archetype not in shared.archetypes:
        way_out = "choose one of: " + ", ".join(shared.archetypes)
        yield unknown("C106", "archetype", thesis.archetype, shared.archetypes, record.at("archetype"), way_out)
    for index, name in enumerate(thesis.analysts):
        if name not in shared.analysts and f"analysts/{name}" not in shared.broken:
            way_out = "add it to a file of content/analysts/"
            yield unknown("C107", "analyst", name, shared.analysts, record.at("analysts", index), way_out)
    if thesis.house and thesis.house not in shared.houses and f"houses/{thesis.house}" not in shared.broken:
        yield unknown(
            "C108", "house", thesis.house, shared.houses, record.at("house"), "add it to a file of content/houses/"
        )
    elif context.house is None and not any(name.startswith("houses/") for name in shared.broken):
        many = ", ".join(sorted(shared.houses))
        said = "the thesis names no house and there are several" if many else "there is no house"
        yield Finding(
            "C108",
            said,
            record.at("title"),
            f"add `house:` with one of: {many}" if many else "add one to content/houses/",
        )


def units(context: Context) -> Iterator[Finding]:
    """C111: a counted thing that no file of ``content/units`` names, so that it could not be printed."""
    shared, thesis = context.library.shared, context.thesis.data
    used: list[tuple[Unit, Pointer]] = [(fact.unit, ("facts", name, "unit")) for name, fact in thesis.facts.items()]
    used += [(series.unit, ("series", name, "unit")) for name, series in thesis.series.items()]
    for unit, pointer in used:
        for noun in (unit.noun, unit.per):
            if noun and noun not in DURATIONS and noun not in shared.units and f"units/{noun}" not in shared.broken:
                span = context.thesis.record.at(*pointer)
                yield unknown(
                    "C111", "unit noun", noun, [*shared.units, *DURATIONS], span, "add it to a file of content/units/"
                )
