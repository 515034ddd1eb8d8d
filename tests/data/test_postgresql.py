"""``briefwright data pull`` against a real PostgreSQL: exact, read-only, bounded, and silent about the address."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from briefwright import cli, snapshots, world
from briefwright.data import live, snapshot
from briefwright.model.finding import Refused, Span
from tests.data.postgres import DATABASE, PASSWORD, USER, Server

pytestmark = pytest.mark.slow

BASE = Path(__file__).parents[1] / "projects" / "base"
RECORD = """\
sales:
  file: {file}
  source: almanac
  pull: {{address: WAREHOUSE_URL, query: sales.sql}}
  licence: {{redistribute: true}}
  columns:
    month: {{type: period}}
    region: {{type: text}}
    amount: {{type: number, unit: USD bn, kind: actual, missing: allow}}
"""
QUERY = "SELECT to_char(month, 'YYYY-MM') AS month, region, amount FROM sales ORDER BY month"
TABLE = """
DROP TABLE IF EXISTS sales;
CREATE TABLE sales (month date, region text, amount numeric(38, 10));
INSERT INTO sales VALUES ('2025-10-01', '华东, "沿海"', 12345678901234567890.0123456789), ('2025-11-01', 'North', NULL),
  ('2025-12-01', 'South', -0.1000000000);
GRANT ALL ON sales TO analyst;
"""
MOMENT = datetime(2026, 11, 22, 9, 0, 0, tzinfo=UTC)


@pytest.fixture
def server(cluster: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A running server with three rows of sales, its address in the environment, at a fixed moment."""
    cluster.sql(TABLE)
    monkeypatch.setenv("WAREHOUSE_URL", cluster.address)
    at(monkeypatch, MOMENT)
    yield cluster
    if cluster.process is None or cluster.process.poll() is not None:
        cluster.start()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(world, "now", lambda: moment)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one pulled dataset, not pulled yet."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    (root / "content/datasets").mkdir()
    declare(root, "sales.csv")
    ask(root, QUERY)
    return root


def declare(root: Path, file: str) -> None:
    (root / "content/datasets/sales.yaml").write_text(RECORD.format(file=file), "utf-8")


def ask(root: Path, query: str) -> None:
    (root / "content/datasets/sales.sql").write_text(query, "utf-8")


def data(root: Path, *words: str) -> int:
    return cli.main(["--root", str(root), "data", *words])


def lock(root: Path) -> dict[str, dict[str, object]]:
    entries: dict[str, dict[str, object]] = json.loads((root / "content/data.lock").read_text("utf-8"))
    return entries


def test_a_pull_writes_the_answer_exactly_and_locks_it(server: Server, project: Path) -> None:
    """Decimals keep every digit, NULL is empty, text is quoted; the lock says what made the file."""
    assert data(project, "pull") == 0
    written = (project / "content/datasets/sales.csv").read_text("utf-8")
    assert written == (
        "month,region,amount\n"
        '2025-10,"华东, ""沿海""",12345678901234567890.0123456789\n'
        "2025-11,North,\n"
        "2025-12,South,-0.1000000000\n"
    )
    (entry,) = lock(project).values()
    assert entry["address"] == "WAREHOUSE_URL"
    assert entry["pulled_at"] == "2026-11-22T09:00:00Z"
    assert (entry["rows"], entry["columns"]) == (3, ["month", "region", "amount"])
    assert entry["sha256"] == world.World.here(project).sha256("content/datasets/sales.csv")


def test_parquet_holds_the_same_decimals(server: Server, project: Path) -> None:
    """Nothing is lost on the way through DECIMAL, and the file is the same each time."""
    declare(project, "sales.parquet")
    assert data(project, "pull") == 0
    file = project / "content/datasets/sales.parquet"
    first, table = file.read_bytes(), snapshot.sheet(file, 10)
    assert table
    assert [row[2] for row in table[1]] == ["12345678901234567890.0123456789", "", "-0.1000000000"]
    assert data(project, "pull") == 0
    assert file.read_bytes() == first


def test_a_second_pull_of_the_same_data_changes_nothing_but_the_time(
    server: Server, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The snapshot is the same to the byte; the lock says that it was true again later."""
    data(project, "pull")
    file, before = (project / "content/datasets/sales.csv").read_bytes(), lock(project)
    at(monkeypatch, MOMENT + timedelta(days=2))
    capsys.readouterr()
    assert data(project, "pull") == 0
    assert "nothing has moved since 2026-11-22" in capsys.readouterr().out
    assert (project / "content/datasets/sales.csv").read_bytes() == file
    after = lock(project)
    assert after["sales"].pop("pulled_at") == "2026-11-24T09:00:00Z"
    del before["sales"]["pulled_at"]
    assert after == before


def test_a_new_snapshot_says_what_moved(server: Server, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows that came and went, and the largest moves from old to new."""
    data(project, "pull")
    server.sql(
        "UPDATE sales SET amount = -0.15 WHERE region = 'South'; DELETE FROM sales WHERE region = 'North';"
        "INSERT INTO sales VALUES ('2026-01-01', 'West', 7)"
    )
    capsys.readouterr()
    assert data(project, "pull") == 0
    said = capsys.readouterr().out
    assert "1 row added: 2026-01" in said
    assert "1 row removed: 2025-11" in said
    assert "amount, 2025-12: -0.1000000000 → -0.1500000000 (-50.0%)" in said
    assert "sales is used by: no thesis" in said


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone", "D807"),
        ("SELECT 1; DELETE FROM sales", "D807"),
        ("DELETE FROM sales", "D807"),
        ("SELECT month, region, amount INTO copied FROM sales", "D807"),
        ("SELECT wipe()", "D803"),
        ("SELECT set_config('transaction_read_only', 'off', false), wipe()", "D803"),
    ],
)
def test_a_query_cannot_write(
    server: Server, project: Path, query: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the check of the text lets through, the database refuses: nothing is deleted and no file is made."""
    server.sql(
        "CREATE OR REPLACE FUNCTION wipe() RETURNS int LANGUAGE sql VOLATILE SECURITY DEFINER AS "
        "'DELETE FROM sales; SELECT 1'"
    )
    ask(project, query)
    assert data(project, "pull") == 1
    assert "sales.sql:1:" in capsys.readouterr().out
    assert server.sql("SELECT count(*) FROM sales").stdout.strip() == "3"
    assert not (project / "content/datasets/sales.csv").exists()
    assert not (project / "content/data.lock").exists()


@pytest.mark.parametrize(
    "query", ["WITH gone AS (DELETE FROM sales RETURNING *) SELECT * FROM gone", "SELECT 1; DELETE FROM sales"]
)
def test_the_transaction_is_read_only_whatever_the_text(server: Server, query: str) -> None:
    """Were the check of the text evaded, the database would still refuse."""
    with pytest.raises(Refused) as refused:
        fetch(server, query, live.Limits())
    assert refused.value.findings[0].code == "D803"
    assert server.sql("SELECT count(*) FROM sales").stdout.strip() == "3"


def fetch(server: Server, sql: str, limits: live.Limits) -> list[object]:
    query = live.Query(server.address, "WAREHOUSE_URL", sql, "sales.sql", Span("sales.yaml"))
    return live.run(query, limits, lambda names, rows: list(rows))


def test_a_query_that_runs_too_long_is_stopped_by_the_database(server: Server) -> None:
    """It is no longer running there afterwards."""
    with pytest.raises(Refused, match="took longer than 1 seconds"):
        fetch(server, "SELECT pg_sleep(60)", live.Limits(seconds=1))
    running = server.sql("SELECT query FROM pg_stat_activity WHERE state = 'active' AND pid <> pg_backend_pid()")
    assert "pg_sleep" not in running.stdout


def test_too_many_rows_are_refused(server: Server) -> None:
    """Without fetching them all."""
    with pytest.raises(Refused) as refused:
        fetch(server, "SELECT generate_series(1, 1000000000)", live.Limits(rows=20_000))
    assert refused.value.findings[0].code == "D804"


def test_percent_signs_are_no_placeholders(server: Server) -> None:
    """A query is run as it is written."""
    assert fetch(server, "SELECT 'a%sb' LIKE 'a%', '%(x)s'", live.Limits()) == [(True, "%(x)s")]


def test_what_the_database_says_of_a_query_is_told_at_its_line(
    server: Server, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first line of its message, and the line of the file that it names."""
    ask(project, "SELECT month,\n  nothing\nFROM sales")
    assert data(project, "pull") == 1
    said = capsys.readouterr().out
    assert 'sales.sql:2:1: error D803 the query failed: the source says: column "nothing" does not exist' in said


def test_an_answer_that_does_not_fit_its_record_leaves_the_old_snapshot(
    server: Server, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """File and lock stay as they were, and the fault is told at the record."""
    data(project, "pull")
    kept = [(project / name).read_bytes() for name in ("content/datasets/sales.csv", "content/data.lock")]
    ask(project, QUERY.replace("region,", "amount::text || '?' AS region, 'x' AS extra,"))
    capsys.readouterr()
    assert data(project, "pull") == 1
    said = capsys.readouterr().out
    assert "D805" in said
    assert "'extra' is not declared" in said
    assert kept == [(project / name).read_bytes() for name in ("content/datasets/sales.csv", "content/data.lock")]
    assert not list((project / "content/datasets").glob(".*"))


def test_an_empty_answer_does_not_replace_a_snapshot(
    server: Server, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A source that has lost its rows is a fault of the source."""
    data(project, "pull")
    server.sql("DELETE FROM sales")
    assert data(project, "pull") == 1
    assert "returned no rows" in capsys.readouterr().out
    assert (project / "content/datasets/sales.csv").read_text("utf-8").count("\n") == 4


def test_with_the_server_stopped_the_snapshot_stays_and_its_age_is_said(
    server: Server, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning, unless it is strict; the build goes on with what there is."""
    data(project, "pull")
    before = (project / "content/data.lock").read_bytes()
    at(monkeypatch, MOMENT + timedelta(days=3))
    server.stop()
    capsys.readouterr()
    assert data(project, "pull") == 0
    said = capsys.readouterr().out
    assert "warning D802" in said
    assert "the snapshot of 2026-11-22, 3 days old, stays" in said
    assert data(project, "pull", "--strict") == 1
    assert (project / "content/data.lock").read_bytes() == before
    (project / "content/datasets/sales.csv").unlink()
    capsys.readouterr()
    assert data(project, "pull") == 1
    said = capsys.readouterr().out
    assert "error D802" in said
    assert "there is no snapshot yet" in said


def test_a_server_that_goes_away_amid_an_answer_is_one_that_cannot_be_reached(
    server: Server, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Not a fault of the query; and no library says anything of its own."""

    def stop(names: tuple[str, ...], rows: Iterator[object]) -> int:
        next(rows)
        server.stop()
        return sum(1 for _ in rows)

    query = live.Query(server.address, "WAREHOUSE_URL", "SELECT generate_series(1, 10000000)", "sales.sql", Span("x"))
    with pytest.raises(Refused) as refused:
        live.run(query, live.Limits(), stop)
    assert refused.value.findings[0].code == "D802"
    assert (*capfd.readouterr(), caplog.text) == ("", "", "")


SECRETS = (PASSWORD, quote(PASSWORD, safe=""), USER, DATABASE, "127.0.0.1", "localhost")


def variants(server: Server) -> dict[str, str]:
    port, quoted = server.port, quote(PASSWORD, safe="")
    return {
        "right": server.address,
        "wrong password": server.address.replace(quoted, quoted + "x"),
        "wrong user": server.address.replace(USER, "nobody-such"),
        "wrong database": server.address.replace(DATABASE, "nowhere"),
        "wrong port": server.address.replace(f":{port}", ":1"),
        "wrong host": server.address.replace("127.0.0.1", "db.invalid"),
        "unknown option": server.address + "?bogus=1",
        "password in options": f"postgresql+psycopg:///{DATABASE}?host=127.0.0.1&port={port}&user={USER}&password={quoted}x",
        "missing driver": server.address.replace("psycopg", "psycopg2"),
        "unknown dialect": server.address.replace("postgresql+psycopg", "nosuchdb"),
        "async driver": server.address.replace("psycopg", "psycopg_async"),
        "no address": f"{USER}:{quoted}@127.0.0.1/{DATABASE}",
        "bad port": server.address.replace(f":{port}", ":port"),
    }


@pytest.mark.parametrize(
    "case",
    [
        "right",
        "wrong password",
        "wrong user",
        "wrong database",
        "wrong port",
        "wrong host",
        "unknown option",
        "password in options",
        "missing driver",
        "unknown dialect",
        "async driver",
        "no address",
        "bad port",
    ],
)
@pytest.mark.parametrize("query", [QUERY, "SELECT nothing FROM nowhere", "SELECT current_user::int"])
def test_no_part_of_the_address_is_told(
    server: Server,
    project: Path,
    case: str,
    query: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither in what is printed nor in what is written, whatever goes wrong."""
    address = variants(server)[case]
    monkeypatch.setenv("WAREHOUSE_URL", address)
    ask(project, query)
    code = data(project, "pull")
    assert code == (0 if case == "right" and query is QUERY else code)
    assert code in (0, 1, 2)
    said = capfd.readouterr()
    written = [path.read_text("utf-8", errors="replace") for path in project.rglob("*") if path.is_file()]
    for secret in (*SECRETS, "nobody-such", "db.invalid", str(server.port), address):
        assert secret not in said.out + said.err + caplog.text, said
        assert not any(secret in text for text in written)


def test_entries_of_datasets_that_are_gone_leave_the_lock(server: Server, project: Path) -> None:
    """The lock speaks of the datasets there are."""
    data(project, "pull")
    both = {**lock(project), "gone": lock(project)["sales"]}
    (project / "content/data.lock").write_text(json.dumps(both), "utf-8")
    assert data(project, "pull") == 0
    assert set(lock(project)) == {"sales"}


def test_a_pulled_dataset_loads_as_of_the_day_of_its_pull(server: Server, project: Path) -> None:
    """The record says no day of its own; the status counts from the same day."""
    data(project, "pull")
    ages, findings = snapshots.ages(world.World.here(project, (MOMENT + timedelta(days=9)).date()))
    assert findings == []
    assert [(age.days, age.snapshot, age.rows) for age in ages] == [(9, "as pulled", 3)]
