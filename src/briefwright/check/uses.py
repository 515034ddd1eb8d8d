"""Which shared records a thesis uses, and so must be whole for it to be printed."""

import re
from collections.abc import Iterable, Iterator, Mapping

from briefwright.check.context import ALL_OF_A_FILE, Context, cited
from briefwright.model.base import Content
from briefwright.model.exhibits import LineChart, NumberChart, TimelineChart
from briefwright.model.finding import Finding, Severity
from briefwright.model.library import Pointer, Record, Shared
from briefwright.model.reasons import because, sized
from briefwright.model.records import Company, Dataset, Disagreement
from briefwright.model.segments import ADDRESS
from briefwright.model.sourced import Sourced
from briefwright.model.thesis import Fact, Points
from briefwright.model.unit import CURRENCIES, DURATIONS, Unit

_ADDRESS = re.compile(rf"(?<![\w.]){ADDRESS}")
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def sourced(context: Context) -> Iterator[tuple[Pointer, Sourced]]:
    """Everything in a thesis that names a source, with the way to it."""
    thesis = context.thesis.data
    for group in ("facts", "series", "evidence"):
        for name, item in getattr(thesis, group).items():
            yield (group, name), item
    for index, event in enumerate(thesis.catalysts):
        yield ("catalysts", index), event
    for index, exhibit in enumerate(thesis.exhibits):
        if isinstance(exhibit, TimelineChart):
            for position, event in enumerate(exhibit.events):
                yield ("exhibits", index, "events", position), event


def sources_of(item: Sourced) -> list[tuple[str, Pointer]]:
    """The sources that ``item`` names, each with the way to its name."""
    named: list[tuple[str, Pointer]] = [(item.source, ("source",))] if item.source else []
    return named + ([(item.via.source, ("via", "source"))] if item.via else [])


def reasons(context: Context) -> Iterator[tuple[Pointer, str]]:
    """Every name under ``because:``, with the way to it."""
    return because(context.thesis.data)


def drawn(context: Context) -> Iterator[tuple[Pointer, str]]:
    """Every address under an exhibit's ``of:`` and in the market's size, with the way to it."""
    yield from sized(context.thesis.data)
    for index, exhibit in enumerate(context.thesis.data.exhibits):
        if isinstance(exhibit, NumberChart | LineChart):
            for position, address in enumerate(exhibit.of):
                yield ("exhibits", index, "of", position), address


def nouns(unit: Unit | None) -> list[str]:
    """The counted things of a unit that ``content/units`` must name. A composed noun may be named by its parts."""
    return [noun for noun in (unit.noun, unit.per) if noun and noun not in {*DURATIONS, *CURRENCIES}] if unit else []


def used_names(context: Context) -> set[str]:
    """Names of numbers and evidence that this thesis uses, without the points."""
    used = {*context.lookups()}
    used.update(address for _, address in drawn(context))
    used.update(name for _, name in reasons(context))
    for computed in context.thesis.data.computed.values():
        used.update(_ADDRESS.findall(computed.formula))
    return {address.partition("[")[0] for address in used}


def uses(context: Context) -> frozenset[str]:
    """``folder/id`` of every shared record the thesis uses, itself or through another, whether it exists or not."""
    thesis, shared = context.thesis.data, context.library.shared
    direct = {f"sectors/{thesis.sector}"}
    if house := thesis.house or (context.house.id if context.house else ""):
        direct.add(f"houses/{house}")
    if not thesis.house:  # a broken house may be the one that is meant
        direct.update(name for name in shared.broken if name.startswith("houses/"))
    direct.update(f"analysts/{name}" for name in thesis.analysts)
    rivals = thesis.competition.rivals if thesis.competition else []
    firms = [item.company for group in (thesis.beneficiaries, thesis.players, rivals) for item in group]
    direct.update(f"companies/{name}" for name in firms if name)
    if thesis.company:
        direct.update(f"companies/{name}" for name in (thesis.company.issuer, *thesis.company.units))
    direct.update(f"sources/{name}" for name in cited(context))
    direct.update(f"sources/{name}" for exhibit in thesis.exhibits for name in exhibit.sources)
    direct.update(f"sources/{name}" for _, item in sourced(context) for name, _ in sources_of(item))
    direct.update(f"units/{noun}" for unit in _units(context) for noun in nouns(unit))
    for selection in thesis.tables.values():
        words = set(_WORD.findall(selection.query or ""))
        direct.update(f"datasets/{name}" for address, name in context.datasets.items() if address in words)
        direct.update([f"datasets/{selection.dataset}"] if selection.dataset else ())
    direct.update(
        f"sources/{one.stated.source}" for one in thesis.computed.values() if one.stated and one.stated.source
    )
    direct.update(f"disagreements/{name}" for name in disputed(context))
    own = {*thesis.facts, *thesis.series, *thesis.computed, *thesis.evidence}
    for name in used_names(context) - own:
        dataset, dot, _ = name.partition(".")
        if dataset in thesis.tables:
            continue
        folder = "series" if name in shared.series or f"series/{name}" in shared.broken else "facts"
        direct.add(f"datasets/{context.datasets.get(dataset, dataset)}" if dot else f"{folder}/{name}")
    return frozenset(_closure(direct, shared))


def disputed(context: Context) -> dict[str, Disagreement]:
    """The disagreements that the thesis takes part in: it has one of the sides, or prints one that all share."""
    used = used_names(context)
    return {
        name: record.data
        for name, record in context.library.shared.disagreements.items()
        if any(_is_side(side.number, used, context) for side in record.data.sides)
    }


def _is_side(address: str, used: set[str], context: Context) -> bool:
    thesis, _, name = address.rpartition("/")
    return thesis == context.thesis.slug if thesis else name.partition("[")[0] in used


def _units(context: Context) -> Iterator[Unit]:
    thesis = context.thesis.data
    yield from (fact.unit for fact in thesis.facts.values())
    yield from (series.unit for series in thesis.series.values())
    for exhibit in thesis.exhibits:
        if isinstance(exhibit, NumberChart | LineChart) and exhibit.unit:
            yield exhibit.unit


def _closure(names: Iterable[str], shared: Shared) -> set[str]:
    records = by_name(shared)
    found: set[str] = set()
    queue = sorted(names)
    while queue:
        name = queue.pop()
        if name in found:
            continue
        found.add(name)
        if record := records.get(name):
            queue += (needed for needed, _ in needs(record.data))
    return found


def needs(record: Content) -> list[tuple[str, Pointer]]:
    """``folder/id`` of what a shared record names in its turn, with the way to each name."""
    if isinstance(record, Disagreement):
        return [
            (f"{folder}/{side.number.partition('[')[0]}", ("sides", index, "number"))
            for index, side in enumerate(record.sides)
            if "/" not in side.number
            for folder in ("series" if "[" in side.number else "facts",)
        ]
    if isinstance(record, Fact | Points):
        found: list[tuple[str, Pointer]] = [(f"sources/{name}", pointer) for name, pointer in sources_of(record)]
        return found + [(f"units/{noun}", ("unit",)) for noun in nouns(record.unit)]
    if isinstance(record, Dataset):
        found = [(f"sources/{record.source}", ("source",))]
        for name, column in record.columns.items():
            found += [(f"units/{noun}", ("columns", name, "unit")) for noun in nouns(column.unit)]
        return found
    if isinstance(record, Company) and record.parent:
        return [(f"companies/{record.parent}", ("parent",))]
    return []


def by_name(shared: Shared) -> dict[str, Record[Content]]:
    """All shared records by ``folder/id``."""
    folders: dict[str, Mapping[str, Record[Content]]] = {
        "houses": shared.houses,
        "analysts": shared.analysts,
        "sources": shared.sources,
        "units": shared.units,
        "companies": shared.companies,
        "sectors": shared.sectors,
        "facts": shared.facts,
        "series": shared.series,
        "datasets": shared.datasets,
        "disagreements": shared.disagreements,
    }
    return {f"{folder}/{name}": record for folder, records in folders.items() for name, record in records.items()}


def stopped(used: Mapping[str, Iterable[str]], shared: Shared, findings: Iterable[Finding]) -> frozenset[str]:
    """The theses of ``used`` (slug to what ``uses`` says) that rest on a shared record which is broken or has an error.

    A record that is not there may be in a file that cannot be read.
    """
    known = by_name(shared)
    bad = shared.broken | _in_error(known, findings)
    unread = {name.partition("/")[0] for name in bad if name.endswith(f"/{ALL_OF_A_FILE}")}
    return frozenset(
        slug
        for slug, names in used.items()
        if any(name in bad or (name not in known and name.partition("/")[0] in unread) for name in names)
    )


def _in_error(records: Mapping[str, Record[Content]], findings: Iterable[Finding]) -> frozenset[str]:
    starts: dict[str, list[tuple[int, str]]] = {}
    for name, record in records.items():
        starts.setdefault(record.places.file, []).append((record.key().line, name))
    found: set[str] = set()
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.span and finding.span.file in starts:
            before = [start for start in starts[finding.span.file] if start[0] <= finding.span.line]
            found.update([max(before)[1]] if before else ())
    return frozenset(found)
