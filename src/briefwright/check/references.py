"""Do all names of a thesis lead somewhere: sources, companies, numbers, evidence, stages, people, houses, units."""

import difflib
from collections.abc import Iterator

from briefwright.check.context import Context, is_broken, missing, points, unknown, unknown_number
from briefwright.check.uses import drawn, nouns, reasons, sourced, sources_of
from briefwright.model.exhibits import LineChart, NumberChart
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Pointer, Shared
from briefwright.model.segments import What
from briefwright.model.unit import DURATIONS, Unit

_MEANT = {
    "percent": "%", "pct": "%", "times": "x", "bps": "pp", "usd": "USD", "dollar": "USD", "dollars": "USD",
    "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "hkd": "HKD", "eur": "EUR", "euro": "EUR", "billion": "bn",
    "million": "m", "trillion": "tn", "thousand": "k", "days": "day", "weeks": "week", "months": "month",
    "quarters": "quarter", "years": "year",
}  # fmt: skip
"""What an unknown noun is likely to be a wrong word for."""


def sources(context: Context) -> Iterator[Finding]:
    """C101: a source that no file of ``content/sources`` holds."""
    record, shared = context.thesis.record, context.library.shared
    named = [(name, record.at(*pointer, *way)) for pointer, item in sourced(context) for name, way in sources_of(item)]
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        named += [(name, record.at("exhibits", index, "sources", i)) for i, name in enumerate(exhibit.sources)]
    for name, computed in context.thesis.data.computed.items():
        if computed.stated and computed.stated.source:
            named.append((computed.stated.source, record.at("computed", name, "stated", "source")))
    named += [(part.target, text.span(part.offset, len(part.text))) for text, part in context.parts(What.CITATION)]
    for name, span in named:
        yield from missing(shared, "C101", "source", f"sources/{name}", span)


def companies(context: Context) -> Iterator[Finding]:
    """C102: a company that no file of ``content/companies`` holds."""
    shared = context.library.shared
    for index, item in enumerate(context.thesis.data.beneficiaries):
        if item.company:
            span = context.thesis.record.at("beneficiaries", index, "company")
            yield from missing(shared, "C102", "company", f"companies/{item.company}", span)
    for index, player in enumerate(context.thesis.data.players):
        if player.company:
            span = context.thesis.record.at("players", index, "company")
            yield from missing(shared, "C102", "company", f"companies/{player.company}", span)
    rivals = context.thesis.data.competition.rivals if context.thesis.data.competition else []
    for index, rival in enumerate(rivals):
        if rival.company:
            span = context.thesis.record.at("competition", "rivals", index, "company")
            yield from missing(shared, "C102", "company", f"companies/{rival.company}", span)
    if about := context.thesis.data.company:
        named: list[tuple[str, Pointer]] = [(about.issuer, ("issuer",))]
        named += [(name, ("units", index)) for index, name in enumerate(about.units)]
        for name, way in named:
            span = context.thesis.record.at("company", *way)
            yield from missing(shared, "C102", "company", f"companies/{name}", span)


def numbers(context: Context) -> Iterator[Finding]:
    """C103: a number looked up or drawn that nothing declares. C110: evidence that is neither number nor statement."""
    thesis, record = context.thesis.data, context.thesis.record
    for text, part in context.parts(What.LOOKUP):
        span = text.span(part.offset, len(part.text))
        if not context.knows(part.target):
            yield unknown_number(context, part.target, span)
        elif part.target in context.series:
            said = f"'{part.target}' is a series, not one number"
            yield Finding("C103", said, span, points(part.target, context.series[part.target].points))
    for pointer, address in drawn(context):
        if not context.knows(address):
            yield unknown_number(context, address, record.at(*pointer))
        elif pointer[-1] == "growth" and address in context.series:
            said = f"'{address}' is a series, not one number"
            yield Finding("C103", said, record.at(*pointer), points(address, context.series[address].points))
    for pointer, name in reasons(context):
        if name not in thesis.evidence and not context.knows(name):
            known = {*context.declared, *thesis.evidence}
            way_out = "name a number, or a statement under evidence"
            yield unknown("C110", "evidence", name, known, record.at(*pointer), way_out)


def stages(context: Context) -> Iterator[Finding]:
    """C109: a beneficiary or an issuer placed in a stage that the value chain does not have."""
    thesis = context.thesis.data
    chain = thesis.value_chain
    known = [stage.id for stage in chain.stages] if chain else []
    placed: list[tuple[str, Pointer]] = [
        (item.segment, ("beneficiaries", index, "segment")) for index, item in enumerate(thesis.beneficiaries)
    ]
    if thesis.company and thesis.company.segment:
        placed.append((thesis.company.segment, ("company", "segment")))
    for segment, way in placed:
        span = context.thesis.record.at(*way)
        if chain is None:
            said = f"there is no value chain that '{segment}' could be a stage of"
            yield Finding("C109", said, span, "add `value_chain:` with its stages to the thesis or its sector")
            return
        if segment not in known:
            way_out = f"the stages are: {', '.join(known)}"
            yield unknown("C109", "stage of the value chain", segment, known, span, way_out)


def ratings(context: Context) -> Iterator[Finding]:
    """C112: a view whose rating the house does not have. C140: one that names no evidence. C148: one given later."""
    thesis, record, house = context.thesis.data, context.thesis.record, context.house
    if thesis.view is None:
        return
    known = [rating.id for rating in house.data.ratings] if house else []
    if house and thesis.view.rating not in known:
        way_out = f"the ratings are: {', '.join(known)}" if known else "add `ratings:` to the house"
        yield unknown("C112", "rating", thesis.view.rating, known, record.at("view", "rating"), way_out)
    if not thesis.view.because:
        help_ = "add `because:` with numbers, or statements under evidence"
        yield Finding("C140", "the view names no evidence", record.key("view", "rationale"), help_)
    if thesis.view.since.as_of.day > thesis.written.as_of.day:
        said = f"the view is of {thesis.view.since.as_of.day}, and the thesis of {thesis.written.as_of.day}"
        yield Finding("C148", said, record.at("view", "since"), "mend `since:`, or `written:`")


def people_and_places(context: Context) -> Iterator[Finding]:
    """C105 to C108: sector, archetype, analysts and house."""
    thesis, record, shared = context.thesis.data, context.thesis.record, context.library.shared
    yield from missing(shared, "C105", "sector", f"sectors/{thesis.sector}", record.at("sector"))
    if thesis.archetype not in shared.archetypes:
        way_out = "choose one of: " + ", ".join(shared.archetypes)
        yield unknown("C106", "archetype", thesis.archetype, shared.archetypes, record.at("archetype"), way_out)
    for index, name in enumerate(thesis.analysts):
        yield from missing(shared, "C107", "analyst", f"analysts/{name}", record.at("analysts", index))
    if thesis.house:
        yield from missing(shared, "C108", "house", f"houses/{thesis.house}", record.at("house"))
    elif context.house is None and not any(name.startswith("houses/") for name in shared.broken):
        if shared.houses:
            help_ = f"add `house:` with one of: {', '.join(sorted(shared.houses))}"
            yield Finding("C108", "the thesis names no house, and there are several", record.at(), help_)
        else:
            # Said once for the whole library, whichever thesis it is found in.
            yield Finding("C108", "there is no house", None, "add one to a file of content/houses/")


def units(context: Context) -> Iterator[Finding]:
    """C111: a counted thing that no file of ``content/units`` names, so that it could not be printed."""
    thesis, record = context.thesis.data, context.thesis.record
    used: list[tuple[Unit | None, Pointer]] = [
        (item.unit, (group, name))
        for group, items in (("facts", thesis.facts), ("series", thesis.series))
        for name, item in items.items()
    ]
    used += [
        (exhibit.unit, ("exhibits", index))
        for index, exhibit in enumerate(thesis.exhibits)
        if isinstance(exhibit, NumberChart | LineChart)
    ]
    for unit, pointer in used:
        for noun in nouns(unit):
            yield from unnamed(context.library.shared, noun, record.at(*pointer, "unit"))


def unnamed(shared: Shared, noun: str, span: Span) -> Iterator[Finding]:
    """C111 for a noun that has no name, and whose parts have none either (``card-month``)."""
    known = {*shared.units, *DURATIONS}
    if noun in known or is_broken(shared, "units", noun) or all(part in known for part in noun.split("-")):
        return
    close = _MEANT.get(noun.casefold()) or next(iter(difflib.get_close_matches(noun, sorted(known), 1, 0.6)), "")
    help_ = f"did you mean '{close}'?" if close else "add it to a file of content/units/"
    yield Finding("C111", f"unknown unit noun '{noun}'", span, help_)
