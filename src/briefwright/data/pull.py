"""One pull: a live source to a snapshot and its entry in the lock; and what is said where that fails."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefwright import world as door
from briefwright.data import live, lock, snapshot, statement
from briefwright.data.moves import Moved, moved
from briefwright.model.finding import Finding, Refused, Severity, Span
from briefwright.model.library import Record
from briefwright.model.period import days_late
from briefwright.model.records import Dataset, Pull
from briefwright.world import World

COMPARED = 200_000
"""Rows up to which two snapshots are compared."""
_LIMITS = live.Limits()
_SHOWN = 5


def fetch(world: World, record: Record[Dataset], staged: Path, limits: live.Limits = _LIMITS) -> lock.Entry:
    """Run the query of a pulled dataset and write its answer to ``staged``, in the form that its ending says.

    Raises Refused: D801 to D804, D806 and D807 of the source and the query, D805 where no table can hold the answer,
    the world's codes where the query cannot be read; OSError where nothing can be written.
    """
    pull = _pull(record)
    query = lock.query_of(world, record)
    sql = _select(query, lock.path_beside(record, pull.query))
    address = door.variable(pull.address)
    if not address:
        message = f"the environment has no {pull.address}, from which '{record.id}' is pulled"
        help_ = f"set it to a SQLAlchemy address: {pull.address}=postgresql+psycopg://user:password@host/database"
        raise Refused(Finding("D801", message, record.at("pull", "address"), help_))
    place = record.at("pull", "address")
    source = live.Query(address, pull.address, sql, lock.path_beside(record, pull.query), place)

    def take(names: tuple[str, ...], rows: Iterator[Sequence[object]]) -> snapshot.Written:
        try:
            return snapshot.write(staged, names, rows, record.data.columns, limits.size)
        except snapshot.Unfit as problem:
            raise Refused(_unfit(record, str(problem), problem.help)) from None
        except ImportError as problem:
            message = f"'{problem.name}', which writes Parquet files, is not installed"
            raise Refused(Finding("D806", message, record.at("file"), "pip install 'briefwright[data]'")) from None
        except snapshot.TooLarge:
            message = f"the query failed: it returns more than {limits.size:,} bytes"
            raise Refused(Finding("D804", message, Span(source.file), "have it choose or group rows")) from None

    written = live.run(source, limits, take)
    digest = World(staged.parent, world.as_of, world.shipped).sha256(staged.name)
    pulled_at = lock.moment(door.now())
    return lock.Entry(pull.address, lock.query_hash(query), pulled_at, written.rows, written.columns, digest)


def hold(record: Record[Dataset], findings: Sequence[Finding]) -> None:
    """Raises Refused with what loading found in a staged snapshot, as D805 at the record: the file itself goes."""
    if findings:
        raise Refused(*(_unfit(record, finding.message, finding.help) for finding in findings[:_SHOWN]))


def compared(record: Record[Dataset], old: Path, new: Path) -> Moved | None:
    """What moved from one snapshot to the next; None where there is no old one, or they are too long to compare."""
    before, after = snapshot.sheet(old, COMPARED), snapshot.sheet(new, COMPARED)
    return moved(before, after, record.data.columns) if before and after else None


def kept(world: World, record: Record[Dataset], findings: Sequence[Finding], entry: lock.Entry | None) -> list[Finding]:
    """The findings of a pull that failed, with what becomes of the snapshot: the one there is stays, its age is said.

    A source that cannot be reached is an error where there is no snapshot to go on with.
    """
    try:
        world.locate(lock.path_beside(record, record.data.file))
    except Refused:
        entry = None
    if entry is None:
        return [_graver(finding) for finding in findings]
    days = days_late(world.as_of, entry.day)
    age = "of today" if days == 0 else f"of {entry.day}, {days} day{'' if days == 1 else 's'} old,"
    return [replace(finding, message=f"{finding.message}; the snapshot {age} stays") for finding in findings]


def _graver(finding: Finding) -> Finding:
    if finding.code != "D802":
        return finding
    return replace(finding, message=f"{finding.message}; there is no snapshot yet", level=Severity.ERROR)


def _select(query: bytes, file: str) -> str:
    """The text of a query. Raises Refused (D807) where it is not one SELECT in UTF-8."""
    way_out = "write one SELECT, or one WITH that ends in one; a column with such a name goes in quotes"
    try:
        sql = query.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(Finding("L001", f"'{file}' is not UTF-8", Span(file), "save it as UTF-8")) from None
    if refused := statement.refusal(sql):
        why, offset = refused
        line = sql.count("\n", 0, offset) + 1
        place = Span(file, line, offset - (sql.rfind("\n", 0, offset) + 1) + 1)
        raise Refused(Finding("D807", f"the query is not one SELECT: {why}", place, way_out))
    return sql.strip().rstrip(";").strip()


def _unfit(record: Record[Dataset], message: str, help_: str) -> Finding:
    said = f"the answer to '{_pull(record).query}' does not fit '{record.id}': {message}"
    return Finding("D805", said, record.key("columns"), help_)


def _pull(record: Record[Dataset]) -> Pull:
    assert record.data.pull is not None  # noqa: S101 - asked for pulled datasets alone
    return record.data.pull
