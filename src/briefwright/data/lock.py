"""``content/data.lock``: which query made each pulled snapshot, when, and the hash of the file it made.

JSON, a map from datasets to entries, sorted. ``data pull`` writes it; loading a library holds the snapshots to it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import PurePosixPath

from briefwright.model.base import Dated
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import Record
from briefwright.model.period import Period
from briefwright.model.records import Dataset
from briefwright.world import World

PATH = "content/data.lock"
QUERY_LIMIT = 64 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Entry:
    """One pull. ``address`` is the name of the environment variable; ``query`` and ``sha256`` are hashes, hexadecimal.

    ``pulled_at`` is in UTC, to the second: ``2026-11-22T09:00:00Z``.
    """

    address: str
    query: str
    pulled_at: str
    rows: int
    columns: tuple[str, ...]
    sha256: str

    @property
    def day(self) -> date:
        return _moment(self.pulled_at).date()


def moment(when: datetime) -> str:
    """As a lock writes it."""
    return when.astimezone(UTC).strftime(_TIME)


def query_hash(query: bytes) -> str:
    """The same whichever line ends a checkout has."""
    return hashlib.sha256(query.replace(b"\r\n", b"\n").strip()).hexdigest()


def to_bytes(entries: Mapping[str, Entry]) -> bytes:
    """The lock file that ``read`` reads."""
    tree = {name: asdict(entry) for name, entry in entries.items()}
    return (json.dumps(tree, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def read(world: World) -> tuple[dict[str, Entry], list[Finding]]:
    """The entries by dataset, none where there is no lock; and L068, or the world's codes, for one that is damaged."""
    try:
        data = world.read(PATH)
    except Refused as refused:
        missing = refused.findings[0].code == "L031"
        return {}, [] if missing else list(refused.findings)
    try:
        return {str(name): _entry(item) for name, item in json.loads(data).items()}, []
    except json.JSONDecodeError as problem:
        return {}, [_damaged(Span(PATH, problem.lineno, problem.colno))]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}, [_damaged(Span(PATH))]


def path_beside(record: Record[Dataset], name: str) -> str:
    """The root-relative path of a file that a record names."""
    return f"{record.places.file.rpartition('/')[0]}/{PurePosixPath(name)}"


def query_of(world: World, record: Record[Dataset]) -> bytes:
    """The bytes of a pulled dataset's query. Raises Refused with the world's codes where it is named."""
    assert record.data.pull is not None  # noqa: S101 - asked for pulled datasets alone
    try:
        return world.read(path_beside(record, record.data.pull.query), QUERY_LIMIT)
    except Refused as refused:
        place = record.at("pull", "query")
        raise Refused(*(replace(finding, span=place) for finding in refused.findings)) from None


def checked(world: World, datasets: Mapping[str, Record[Dataset]]) -> tuple[dict[str, Record[Dataset]], list[Finding]]:
    """The datasets that may be read, and L068, L069 or the world's codes for snapshots that may not.

    A dataset that is pulled and says no day of its own is as of the day of its pull.
    """
    pulled = {name: record for name, record in datasets.items() if record.data.pull}
    sound = {name: record for name, record in datasets.items() if not record.data.pull}
    if not pulled:
        return sound, []
    entries, findings = read(world)
    damaged = bool(findings)
    for name, record in pulled.items():
        found = _faults(world, record, entries.get(name), damaged=damaged)
        findings += found
        if not found and (entry := entries.get(name)):
            sound[name] = dated(record, entry)
    return {name: sound[name] for name in datasets if name in sound}, findings


def dated(record: Record[Dataset], entry: Entry) -> Record[Dataset]:
    """The record with the day of its pull, where it says none itself."""
    if record.data.as_of is not None:
        return record
    day = Dated(on=Period.parse(entry.day.isoformat()))
    return replace(record, data=record.data.model_copy(update={"as_of": day}))


def difference(world: World, record: Record[Dataset], entry: Entry) -> tuple[str, Span] | None:
    """What a snapshot differs in from its lock, and where to say so; None where it does not.

    Raises Refused where the snapshot or its query cannot be read.
    """
    pull = record.data.pull
    assert pull is not None  # noqa: S101 - asked for pulled datasets alone
    file, day = record.data.file, entry.day.isoformat()
    if entry.query != query_hash(query_of(world, record)):
        return f"'{pull.query}' is not the query that made '{file}' on {day}", record.at("pull", "query")
    if entry.address != pull.address:
        said = f"'{file}' was pulled on {day} from {entry.address}, not from {pull.address}"
        return said, record.at("pull", "address")
    if entry.sha256 != world.sha256(path_beside(record, file)):
        return f"'{file}' is not the file that was pulled on {day}", record.at("file")
    return None


def _faults(world: World, record: Record[Dataset], entry: Entry | None, *, damaged: bool) -> list[Finding]:
    name, file = record.id, record.data.file
    again = f"run 'briefwright data pull {name}', and commit {PATH} with the file"
    try:
        world.locate(path_beside(record, file))
    except Refused as refused:
        if refused.findings[0].code != "L031":
            return [replace(finding, span=record.at("file")) for finding in refused.findings]
        return [Finding("L069", f"there is no '{file}' yet: it is pulled from a live source", record.at("file"), again)]
    if entry is None:
        # A damaged lock is the finding; that its entries are not to be had follows from it.
        lacks = f"{PATH} has no entry for '{name}': nothing says which query made '{file}'"
        return [] if damaged else [Finding("L068", lacks, record.at("file"), again)]
    try:
        differs = difference(world, record, entry)
    except Refused as refused:
        return list(refused.findings)
    restore = f"run 'briefwright data pull {name}', or take the file, its query and {PATH} from one commit"
    return [Finding("L068", differs[0], differs[1], restore)] if differs else []


def _entry(item: dict[str, object]) -> Entry:
    """Raises ValueError, TypeError or KeyError where it is none."""
    hashes = [str(item[key]) for key in ("query", "sha256")]
    if not all(map(_HASH.fullmatch, hashes)):
        raise ValueError("no hash")
    rows, columns = item["rows"], item["columns"]
    if not isinstance(rows, int) or not isinstance(columns, list):
        raise TypeError("no table")
    pulled_at = moment(_moment(str(item["pulled_at"])))
    return Entry(str(item["address"]), hashes[0], pulled_at, rows, tuple(map(str, columns)), hashes[1])


def _moment(text: str) -> datetime:
    return datetime.strptime(text, _TIME).replace(tzinfo=UTC)


def _damaged(place: Span) -> Finding:
    help_ = "take the file from the last commit, or delete it and run 'briefwright data pull'"
    return Finding("L068", "the lock of the snapshots is damaged", place, help_)
