"""What ``data pull`` and ``data status`` do: snapshots fetched, held to their records, put in place and locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefwright import check, load
from briefwright.data import lock, pull, status
from briefwright.data.moves import Moved
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record
from briefwright.model.records import Dataset, House, Source
from briefwright.publish import files
from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Pulled:
    """A new snapshot. ``before`` is the entry of the last one; ``moved`` None where the two were not compared."""

    dataset: str
    file: str
    entry: lock.Entry
    before: lock.Entry | None
    moved: Moved | None

    @property
    def same(self) -> bool:
        """Whether the file is what it was, byte for byte."""
        return self.before is not None and self.before.sha256 == self.entry.sha256


def datasets(world: World) -> tuple[Mapping[str, Record[Dataset]], list[Finding]]:
    """The datasets of a project whose records are sound, and what is wrong with those of the others."""
    shelf = load.records(world)
    findings = [finding for finding in shelf.findings if finding.span and _is_dataset(finding.span.file)]
    return shelf.of("datasets", Dataset), findings


def refresh(world: World, record: Record[Dataset]) -> tuple[Pulled | None, list[Finding]]:
    """Pull one dataset. Where that fails, or what comes does not fit its record, everything stays as it was.

    Raises OSError where nothing can be written.
    """
    entries, faults = lock.read(world)
    if faults:
        return None, faults
    before = entries.get(record.id)
    path = PurePosixPath(lock.path_beside(record, record.data.file))
    target = world.root / path
    try:
        with files.staging(target.parent) as folder:
            staged = folder / path
            staged.parent.mkdir(parents=True)
            entry = pull.fetch(world, record, staged)
            pull.hold(record, load.dataset(World(folder.resolve(), world.as_of, world.shipped), record, []).findings)
            moved = pull.compared(record, target, staged)
            files.put(staged, target)
    except Refused as refused:
        return None, pull.kept(world, record, refused.findings, before)
    files.write(world.root / lock.PATH, lock.to_bytes({**entries, record.id: entry}))
    return Pulled(record.id, str(path), entry, before, moved), []


def forget(world: World, known: Sequence[str]) -> None:
    """Take entries out of the lock whose datasets are gone. Raises OSError where it cannot be written."""
    entries, faults = lock.read(world)
    left = {name: entry for name, entry in entries.items() if name in known}
    if not faults and left != entries:
        files.write(world.root / lock.PATH, lock.to_bytes(left))


def users(world: World) -> dict[str, list[str]]:
    """The theses that rest on each dataset, by slug."""
    library, _ = load.library(world)
    found: dict[str, list[str]] = {}
    for slug, thesis in library.theses.items():
        for name in check.uses(check.Context(library, thesis, world.as_of)):
            if name.startswith("datasets/"):
                found.setdefault(name.removeprefix("datasets/"), []).append(slug)
    return found


def ages(world: World) -> tuple[list[status.Age], list[Finding]]:
    """The age of every dataset on the world's day, and what is wrong with the records of others."""
    shelf = load.records(world)
    library, _ = load.library(world)
    rows = {name: file.rows for name, file in library.shared.files.items()}
    records = shelf.of("datasets", Dataset)
    houses = shelf.of("houses", House).values()
    found = status.ages(world, records, shelf.of("sources", Source), houses, rows)
    return found, [finding for finding in shelf.findings if finding.span and _is_dataset(finding.span.file)]


def _is_dataset(file: str) -> bool:
    return file.startswith("content/datasets/")
