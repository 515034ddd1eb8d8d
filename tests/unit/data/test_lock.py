"""The lock holds snapshots to what was pulled: every way of parting them is told, and nothing else is."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright import load
from briefwright.data import lock
from briefwright.model.finding import Finding
from briefwright.world import World

BASE = Path(__file__).parents[2] / "projects" / "base"
RECORD = """\
sales:
  file: sales.csv
  source: almanac
  pull: {address: WAREHOUSE_URL, query: sales.sql}
  licence: {redistribute: true}
  columns:
    year: {type: period}
    amount: {type: number, unit: USD bn, kind: actual}
"""
CSV = b"year,amount\n2020,1\n2021,2\n"
SQL = b"SELECT year, amount FROM sales ORDER BY year;\n"


@pytest.fixture
def pulled(project: World) -> World:
    """A project with one dataset as it was pulled on 20 November 2023."""
    shutil.copytree(BASE, project.root, dirs_exist_ok=True)
    write(project, "content/datasets/sales.yaml", RECORD.encode())
    write(project, "content/datasets/sales.csv", CSV)
    write(project, "content/datasets/sales.sql", SQL)
    digest = project.sha256("content/datasets/sales.csv")
    entry = lock.Entry("WAREHOUSE_URL", lock.query_hash(SQL), "2023-11-20T08:30:00Z", 2, ("year", "amount"), digest)
    write(project, lock.PATH, lock.to_bytes({"sales": entry}))
    return project


def write(world: World, path: str, data: bytes) -> None:
    target = world.root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def faults(world: World) -> list[Finding]:
    return [finding for finding in load.library(world)[1] if finding.severity == "error"]


def test_a_snapshot_as_pulled_loads_as_of_the_day_of_its_pull(pulled: World) -> None:
    """Where the record says no day, the lock does; neither lock nor query is a stray file."""
    library, findings = load.library(pulled)
    assert findings == []
    assert library.shared.datasets["sales"].data.day.day == date(2023, 11, 20)


def test_the_day_in_the_record_stands(pulled: World) -> None:
    """A source may be true of an earlier day than that of its pull."""
    write(pulled, "content/datasets/sales.yaml", RECORD.replace("  licence", "  as_of: 2023-10-31\n  licence").encode())
    library, findings = load.library(pulled)
    assert findings == []
    assert library.shared.datasets["sales"].data.day.day == date(2023, 10, 31)


@pytest.mark.parametrize(
    ("path", "data", "place", "words"),
    [
        (
            "content/datasets/sales.csv",
            CSV.replace(b"2\n", b"3\n"),
            (2, 9),
            "not the file that was pulled on 2023-11-20",
        ),
        ("content/datasets/sales.sql", SQL + b"-- all", (4, 41), "not the query that made 'sales.csv'"),
        (
            "content/datasets/sales.yaml",
            RECORD.replace("HOUSE_URL", "HOUSE_TWO").encode(),
            (4, 19),
            "from WAREHOUSE_URL",
        ),
        (lock.PATH, b"{}\n", (2, 9), "has no entry for 'sales'"),
    ],
    ids=["file edited", "query edited", "address changed", "never locked"],
)
def test_what_differs_from_the_lock_is_refused(
    pulled: World, path: str, data: bytes, place: tuple[int, int], words: str
) -> None:
    """Once, at the line of the record that names it, with the command that mends it."""
    write(pulled, path, data)
    (finding,) = faults(pulled)
    assert finding.code == "L068"
    assert finding.span
    assert (finding.span.file, finding.span.line, finding.span.column) == ("content/datasets/sales.yaml", *place)
    assert words in finding.message
    assert "briefwright data pull sales" in finding.help
    assert "datasets/sales" in load.library(pulled)[0].shared.broken


def test_a_snapshot_that_was_never_pulled_is_asked_for(pulled: World) -> None:
    """With the command that makes it."""
    (pulled.root / "content/datasets/sales.csv").unlink()
    (finding,) = faults(pulled)
    assert (finding.code, finding.span and finding.span.line) == ("L069", 2)
    assert "briefwright data pull sales" in finding.help


def test_a_missing_query_is_told_where_it_is_named(pulled: World) -> None:
    """As any missing file."""
    (pulled.root / "content/datasets/sales.sql").unlink()
    (finding,) = faults(pulled)
    assert (finding.code, finding.span and finding.span.line) == ("L031", 4)


SOUND = {
    "address": "A",
    "query": "0" * 64,
    "pulled_at": "2023-11-20T08:30:00Z",
    "rows": 1,
    "columns": ["a"],
    "sha256": "0" * 64,
}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ('{\n"sales": <<<<<<< HEAD\n}', 2),
        ("[]", 1),
        ('{"sales": 3}', 1),
        ('{"sales": {}}', 1),
        (json.dumps({"sales": SOUND | {"sha256": "0"}}), 1),
        (json.dumps({"sales": SOUND | {"rows": "many"}}), 1),
        (json.dumps({"sales": SOUND | {"pulled_at": "yesterday"}}), 1),
        ("[" * 100_000, 1),
    ],
)
def test_a_damaged_lock_is_one_finding_in_the_lock(pulled: World, text: str, line: int) -> None:
    """Not one for each dataset as well."""
    write(pulled, lock.PATH, text.encode())
    (finding,) = faults(pulled)
    assert (finding.code, finding.span and finding.span.file, finding.span and finding.span.line) == (
        "L068",
        lock.PATH,
        line,
    )


def test_lines_may_end_as_the_checkout_has_them() -> None:
    """A query is the same with the line ends of another system."""
    assert lock.query_hash(b"SELECT 1\r\nFROM t\r\n") == lock.query_hash(b"SELECT 1\nFROM t\n")
    assert lock.query_hash(b"SELECT 1") != lock.query_hash(b"SELECT 2")


ENTRIES = st.builds(
    lock.Entry,
    address=st.from_regex(r"[A-Z][A-Z0-9_]{0,9}", fullmatch=True),
    query=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
    pulled_at=st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)).map(lock.moment),  # noqa: DTZ001 - bounds are bare
    rows=st.integers(1),
    columns=st.lists(st.text(st.characters(codec="utf-8")), max_size=4).map(tuple),
    sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,9}", fullmatch=True), ENTRIES, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, lock.Entry]) -> None:
    """Whatever the order of its entries, as the same bytes."""
    root = tmp_path_factory.mktemp("lock")
    (root / "content").mkdir()
    world = World(root.resolve(), date(2024, 1, 2), root)
    write(world, lock.PATH, lock.to_bytes(entries))
    assert lock.read(world) == (entries, [])
    assert lock.to_bytes(dict(reversed(entries.items()))) == lock.to_bytes(entries)
