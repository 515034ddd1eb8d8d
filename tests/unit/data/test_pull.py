"""``briefwright data pull`` from SQLite, which every Python has: what is read, refused, kept and told."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from briefwright import cli
from briefwright.data import live, pull
from briefwright.model.finding import Refused, Span

BASE = Path(__file__).parents[2] / "projects" / "base"
RECORD = """\
{name}:
  file: {name}.csv
  source: almanac
  pull: {{address: {variable}, query: {name}.sql}}
  licence: {{redistribute: true}}
  columns:
    month: {{type: period}}
    amount: {{type: number, unit: USD bn, kind: actual}}
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A SQLite file with a table of two months, whose address is in SALES_URL."""
    file = tmp_path / "warehouse 1.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE sales (month text, amount numeric)")
        connection.execute("INSERT INTO sales VALUES ('2025-11', 1.5), ('2025-12', 2)")
    monkeypatch.setenv("SALES_URL", f"sqlite:///{file}")
    return file


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one dataset to pull."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    declare(root, "sales", "SALES_URL", "SELECT month, amount FROM sales ORDER BY month")
    return root


def declare(root: Path, name: str, variable: str, query: str) -> None:
    folder = root / "content/datasets"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(RECORD.format(name=name, variable=variable), "utf-8")
    (folder / f"{name}.sql").write_text(query, "utf-8")


def data(root: Path, *words: str) -> int:
    return cli.main(["--root", str(root), "data", *words])


def test_a_pull_from_sqlite(database: Path, project: Path, capsys: Captured) -> None:
    """Names with blanks are no trouble; what was written loads."""
    assert data(project, "pull", "sales") == 0
    assert "sales: 2 rows into content/datasets/sales.csv" in capsys.readouterr().out
    assert (project / "content/datasets/sales.csv").read_text("utf-8") == "month,amount\n2025-11,1.5\n2025-12,2\n"
    assert data(project, "status", "--format", "json") == 0
    (age,) = json.loads(capsys.readouterr().out)
    assert (age["rows"], age["snapshot"], age["days"]) == (2, "as pulled", 0)


def test_a_missing_database_is_not_made(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite makes an empty one for whoever asks to write."""
    monkeypatch.setenv("SALES_URL", f"sqlite:///{tmp_path}/none.db")
    assert data(project, "pull") == 1
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("query", ["DELETE FROM sales", "ATTACH 'other.db' AS other", "PRAGMA user_version = 3"])
def test_sqlite_itself_refuses_to_write(database: Path, query: str) -> None:
    """Whatever the check of the text lets through."""
    before = database.read_bytes()
    source = live.Query(f"sqlite:///{database}", "SALES_URL", query, "sales.sql", Span("sales.yaml"))
    with pytest.raises(Refused) as refused:
        live.run(source, live.Limits(), lambda names, rows: list(rows))
    assert refused.value.findings[0].code == "D803"
    assert database.read_bytes() == before


def test_a_query_without_end_is_stopped(database: Path) -> None:
    """In SQLite by its own hook, as the database has no clock."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    source = live.Query(f"sqlite:///{database}", "SALES_URL", endless, "sales.sql", Span("sales.yaml"))
    with pytest.raises(Refused, match="took longer than 1 seconds") as refused:
        live.run(source, live.Limits(seconds=1), lambda names, rows: list(rows))
    assert refused.value.findings[0].code == "D803"


def test_too_many_bytes_are_refused(database: Path, project: Path) -> None:
    """By the size of the answer as text."""
    from briefwright import snapshots
    from briefwright.world import World

    world = World.here(project)
    records, _ = snapshots.datasets(world)
    with pytest.raises(Refused) as refused:
        pull.fetch(world, records["sales"], project / "x.csv", live.Limits(size=20))
    assert refused.value.findings[0].code == "D804"


def test_one_source_that_fails_does_not_stop_the_others(database: Path, project: Path, capsys: Captured) -> None:
    """Each is told; the exit code is that of the failure."""
    declare(project, "prices", "PRICES_URL", "SELECT 1")
    declare(project, "costs", "SALES_URL", "SELECT month, nothing FROM sales")
    assert data(project, "pull") == 1
    said = capsys.readouterr().out
    assert "D801 the environment has no PRICES_URL" in said
    assert "D803" in said
    assert "sales: 2 rows" in said
    assert set(json.loads((project / "content/data.lock").read_text("utf-8"))) == {"sales"}


def test_a_missing_address_is_a_matter_of_configuration(project: Path, capsys: Captured) -> None:
    """Exit code 2, at the place that names the variable."""
    assert data(project, "pull") == 2
    said = capsys.readouterr().out
    assert "sales.yaml:4:19: error " in said
    assert "D801" in said


def test_a_missing_driver_is_a_matter_of_configuration(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """With what to install."""
    monkeypatch.setenv("SALES_URL", "oracle+oracledb://scott:tiger@db/x")
    assert data(project, "pull") == 2
    said = capsys.readouterr().out
    assert "D806" in said
    assert "tiger" not in said


@pytest.mark.parametrize(
    ("name", "words"),
    [("sails", "Did you mean 'sales'?"), ("fixed", "its file is kept by hand")],
)
def test_a_name_that_cannot_be_pulled_is_a_slip_of_the_command(
    database: Path, project: Path, capsys: Captured, name: str, words: str
) -> None:
    """Nothing is pulled then."""
    text = RECORD.format(name="fixed", variable="X").replace(
        "  pull: {address: X, query: fixed.sql}\n", "  as_of: 2025-12-31\n"
    )
    (project / "content/datasets/fixed.yaml").write_text(text, "utf-8")
    (project / "content/datasets/fixed.csv").write_text("month,amount\n2025-12,1\n", "utf-8")
    assert data(project, "pull", "sales", name) == 2
    assert words in capsys.readouterr().err
    assert not (project / "content/datasets/sales.csv").exists()


def test_a_disk_that_takes_nothing_leaves_everything_as_it_was(
    database: Path, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    """And says so in a sentence."""
    data(project, "pull")
    kept = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(Path, "replace", full)
    assert data(project, "pull") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert kept == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
