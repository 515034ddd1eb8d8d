"""The load stage: everything under ``content/`` becomes one Library, and everything wrong with it findings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from briefwright import collector, extensions, strangers
from briefwright.data import lock
from briefwright.load import look, outline
from briefwright.load import theses as thesis_files
from briefwright.load.characters import brief
from briefwright.load.datasets import FORMS, dataset
from briefwright.load.lookups import malformed
from briefwright.load.own_blocks import own_blocks
from briefwright.load.paths import stray
from briefwright.load.records import FACTS, MODELS, SERIES, Shelf, shelf
from briefwright.load.shapes import kinds
from briefwright.load.theses import theses
from briefwright.load.wording import meant, suggestion
from briefwright.model.finding import Finding, Refused, ordered
from briefwright.model.library import DataFile, Library, Shared, Table, ThesisRecord
from briefwright.model.records import Analyst, Company, Dataset, Disagreement, House, Sector, Source, UnitNoun
from briefwright.model.thesis import Fact, Points, Thesis
from briefwright.world import World

_ROOT = "content"
_DATASETS = "datasets"
_ARCHETYPES = "templates/archetypes"
_SHOWN = 100


def records(world: World) -> Shelf:
    """The shared records alone, without the tables of datasets and without theses."""
    files = world.files(_ROOT)
    return shelf(world, [path for path in files if _folder(path) in MODELS and path.endswith(".yaml")])


def library(world: World) -> tuple[Library, list[Finding]]:
    """The library of a project and all findings of all its files, in the order of their places.

    Records with findings of their own are left out and listed in ``Shared.broken``.
    """
    with collector.paused():
        return _library(world)


def _library(world: World) -> tuple[Library, list[Finding]]:
    files = world.files(_ROOT)
    yaml_files = [path for path in files if _folder(path) in MODELS and path.endswith(".yaml")]
    found = shelf(world, yaml_files)
    snapshots = _locked(world, found)
    tables, data_files, used = _tables(world, found, files)
    texts = [text for records in found.records.values() for record in records.values() for text in record.prose]
    houses = found.of("houses", House)
    thesis_paths = [path for path in files if _folder(path) == "theses"]
    own, faults = _own(world)
    loaded, broken, remarks = theses(world, thesis_paths, houses, own)
    findings = [*found.findings, *faults, *outline.faults(world), *look.faults(world), *malformed(texts), *remarks]
    known = {*yaml_files, *thesis_paths, *used, *snapshots}
    if any(name.startswith(f"{_DATASETS}/") for name in found.broken):
        # A record that is broken, or names its file wrongly, may mean any of them.
        known.update(path for path in files if path.endswith(FORMS))
    findings += _strays(world, (path for path in files if path not in known))
    if not any(path.endswith(f"/{thesis_files.MAIN}") for path in thesis_paths):
        help_ = "run 'briefwright init' for a new project, or 'briefwright new sector-report my-thesis' in this one"
        findings.append(Finding("L050", "the library holds no thesis", None, help_))
    shared = Shared(
        houses=houses,
        analysts=found.of("analysts", Analyst),
        sources=found.of("sources", Source),
        units=found.of("units", UnitNoun),
        companies=found.of("companies", Company),
        sectors=found.of("sectors", Sector),
        facts=found.of(FACTS, Fact),
        series=found.of(SERIES, Points),
        datasets=found.of(_DATASETS, Dataset),
        disagreements=found.of("disagreements", Disagreement),
        tables=tables,
        files=data_files,
        archetypes=_archetypes(world),
        broken=frozenset(found.broken | {f"theses/{slug}" for slug in broken}),
    )
    with_chains = {slug: _with_chain(thesis, shared) for slug, thesis in loaded.items()}
    findings += _no_kinds(world, shared)
    findings += [fault for thesis in loaded.values() for fault in _unplaced(world, thesis, shared)]
    findings += [fault for thesis in loaded.values() for fault in _not_asked(world, thesis)]
    findings += outline.unused(world, *(_named(shared, folder) for folder in ("sectors", "houses")))
    return Library(shared, with_chains), _capped(findings)


def _named(shared: Shared, folder: str) -> set[str]:
    """The records of a folder, broken ones too."""
    broken = {name.partition("/")[2] for name in shared.broken if name.startswith(f"{folder}/")}
    return {*getattr(shared, folder), *broken}


def _own(world: World) -> tuple[thesis_files.Own, list[Finding]]:
    """What the project has of its own for theses to use, and what is wrong with it."""
    declared, findings = own_blocks(world)
    charts: Iterable[str] = ()
    try:
        charts = extensions.of(world).charts
    except Refused as refused:
        findings += refused.findings
    return thesis_files.Own(declared, frozenset(charts)), [*findings, *strangers.left_out(world)]


def _not_asked(world: World, thesis: ThesisRecord) -> Iterator[Finding]:
    """L078 for every query of a thesis that nobody who is trusted has seen: that stands in no base branch."""
    queries = {name: table.query for name, table in thesis.data.tables.items() if table.query is not None}
    if world.trusted or not queries:
        return
    known = thesis_files.queries(replace(world, root=world.base), thesis.slug) if world.base else set()
    for name, query in queries.items():
        if query not in known:
            said = f"the query of the table '{name}' is not run: a stranger may have written it"
            help_ = "choose rows with `dataset:`, which needs no SQL, or have somebody build it who is trusted"
            yield Finding("L078", said, thesis.record.key("tables", name, "query"), help_, thesis.slug)


def _no_kinds(world: World, shared: Shared) -> Iterator[Finding]:
    """L023 for what a sector leads with and nothing draws; none while it is not known what the project draws itself."""
    try:
        own = extensions.of(world).charts
    except Refused:  # told of the file
        return
    known = [*kinds(Thesis, "exhibits"), *sorted(own)]
    for record in () if extensions.left_out(world) else shared.sectors.values():
        for at, name in enumerate(record.data.lead_exhibits):
            if name not in known:
                place = record.at("lead_exhibits", at)
                yield Finding("L023", f"unknown kind of exhibit '{brief(name)}'", place, meant(name, known))


def _unplaced(world: World, thesis: ThesisRecord, shared: Shared) -> Iterator[Finding]:
    """L073 for content of own blocks that this brief does not have."""
    data = thesis.data
    if not data.blocks:
        return
    try:
        present = outline.outline(world, data.archetype, data.sector, shared.house_of(data).id)
    except (Refused, KeyError):  # told of the file, or by check
        return
    for name in data.blocks:
        if name not in present:
            said = f"this brief has no block '{name}', so that nothing prints what is said here"
            help_ = f"add it in {outline.SECTORS}/{data.sector}.yaml, or to the archetype"
            yield Finding("L073", said, thesis.record.key("blocks", name), help_, thesis.slug)


def _with_chain(thesis: ThesisRecord, shared: Shared) -> ThesisRecord:
    """A thesis without a value chain of its own has its sector's."""
    sector = shared.sectors.get(thesis.data.sector)
    if thesis.data.value_chain or sector is None or sector.data.value_chain is None:
        return thesis
    data = thesis.data.model_copy(update={"value_chain": sector.data.value_chain})
    return replace(thesis, record=replace(thesis.record, data=data))


def _folder(path: str) -> str:
    """The folder below ``content/`` that a file is in, or ``""``."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 else ""


def _tables(world: World, found: Shelf, files: list[str]) -> tuple[dict[str, Table], dict[str, DataFile], list[str]]:
    """The tables and files of all datasets, and the paths they name. Datasets without a sound file become broken."""
    data_files = [path for path in files if _folder(path) == _DATASETS and path.endswith(FORMS)]
    tables, sound, used = {}, {}, []
    for id_, record in found.of(_DATASETS, Dataset).items():
        loaded = dataset(world, record, data_files)
        found.findings += loaded.findings
        folder = record.places.file.rpartition("/")[0]
        used.append(f"{folder}/{PurePosixPath(record.data.file)}")
        if loaded.table:
            tables[id_] = loaded.table
        if loaded.file:
            sound[id_] = loaded.file
        else:
            found.broken.add(f"{_DATASETS}/{id_}")
            del found.records[_DATASETS][id_]
    return tables, sound, used


def _locked(world: World, found: Shelf) -> list[str]:
    """Every file of pulled datasets. Those whose snapshot is not as their lock says become broken."""
    datasets = found.of(_DATASETS, Dataset)
    sound, findings = lock.checked(world, datasets)
    found.findings += findings
    found.records[_DATASETS] = dict(sound)
    found.broken.update(f"{_DATASETS}/{id_}" for id_ in datasets if id_ not in sound)
    pulled = [(record, record.data.pull) for record in datasets.values() if record.data.pull]
    named = [lock.path_beside(record, name) for record, pull in pulled for name in (record.data.file, pull.query)]
    return [*named, lock.PATH] if pulled else []


def _strays(world: World, paths: Iterable[str]) -> list[Finding]:
    """L034 and L032 for files that no stage reads."""
    findings = []
    for path in paths:
        if PurePosixPath(path).name == thesis_files.NOTES:
            continue
        folder = _folder(path)
        if folder and folder not in MODELS:
            close = suggestion(folder, [*MODELS, "theses"])
            help_ = f"did you mean '{_ROOT}/{close}'?" if close else f"folders are: {', '.join([*MODELS, 'theses'])}"
        elif folder and path.endswith(".yml"):
            help_ = "rename it to end in .yaml"
        elif folder:
            csv_help = "name it in a dataset's 'file', or delete it"
            help_ = csv_help if folder == _DATASETS else "records are in files ending in .yaml"
        else:
            help_ = f"records are in folders: {', '.join([*MODELS, 'theses'])}"
        findings.append(stray(world, path, help_))
    return findings


def _archetypes(world: World) -> tuple[str, ...]:
    return tuple(PurePosixPath(path).stem for path in world.files(_ARCHETYPES) if path.endswith(".yaml"))


def _capped(findings: list[Finding]) -> list[Finding]:
    """In order, and of each file no more than a person would read."""
    kept: list[Finding] = []
    counts: dict[str, int] = {}
    for finding in ordered(findings):
        file = finding.span.file if finding.span else ""
        counts[file] = counts.get(file, 0) + 1
        if counts[file] <= _SHOWN:
            kept.append(finding)
        elif counts[file] == _SHOWN + 1:
            more, help_ = "more faults of this file are not listed", "mend those above first"
            kept.append(replace(finding, message=more, help=help_))
    return kept
