"""Queries in SQL: what may be asked, what is refused and why, and what the answers look like."""

import hashlib
import threading
from pathlib import Path

import pytest

from briefwright import data
from briefwright.data import engine
from briefwright.jobs import Job, Limits, Workers
from briefwright.model.library import Shared
from briefwright.model.number import Frame
from tests.unit.data.tables import SALES, SALES_RECORD, answered, asks, frame, refused, shared, thesis

RECORD = """\
big:
  file: big.parquet
  source: almanac
  as_of: 2023-03-31
  licence: {redistribute: true}
  period: 2023A
  columns:
    who: {type: text}
    day: {type: period}
    price: {type: number, unit: USD, kind: actual}
    weight: {type: number, unit: kg, kind: actual}
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def library(project: Path) -> Shared:
    """Sales from CSV, and a snapshot in Parquet of twelve rows."""
    duckdb = pytest.importorskip("duckdb")
    folder = project / "content" / "datasets"
    folder.mkdir(parents=True)
    made = (
        "SELECT 'w' || (i % 3) AS who, DATE '2023-01-01' + i::INTEGER AS day, (i + 0.5)::DECIMAL(9, 1) AS price, "
        "(i / 10)::FLOAT AS weight FROM range(12) r(i)"
    )
    duckdb.connect().sql(made).write_parquet(str(folder / "big.parquet"))
    return shared(project, {"sales.csv": SALES, "sales.yaml": SALES_RECORD, "big.yaml": RECORD})


def test_a_query_joins_datasets_of_all_forms(library: Shared) -> None:
    """Datasets go by their names in SQL; snapshots are those that were read; the statement is the author's."""
    sql = "SELECT region, sum(price) AS total FROM shop_sales, big WHERE who = 'w0' GROUP BY region ORDER BY 1; -- done"
    found = frame(asks(sql, "region: {of: shop_sales.region}, total: {of: big.price, statistic: sum}"), library)
    assert found.rows == (("North", "40"), ("South", "40"))
    assert [one.dataset for one in found.snapshots] == ["big", "shop-sales"]
    assert found.statement.strip() == sql
    assert found.formulas == ("sum",)


def test_only_what_is_read_is_a_snapshot(library: Shared) -> None:
    """A name in a string is not read."""
    found = frame(asks("SELECT 'big' AS n, price AS p FROM big LIMIT 1", "n: {label: N}, p: {of: big.price}"), library)
    assert [one.dataset for one in found.snapshots] == ["big"]
    assert str(found.period) == "2023A"


def test_numbers_are_exact_text(library: Shared) -> None:
    """Decimals as they are, a 32-bit float by its shortest digits, days by ISO, a median not cut off."""
    columns = "day: {of: big.day}, price: {of: big.price}, weight: {of: big.weight}"
    found = frame(asks("SELECT weight, price, day FROM big ORDER BY day LIMIT 2", columns), library)
    assert found.rows == (("2023-01-01", "0.5", "0"), ("2023-01-02", "1.5", "0.1"))
    assert frame(asks("SELECT median(price) AS n FROM big"), library).rows == (("6",),)
    assert frame(asks("SELECT median(price) AS n FROM big WHERE price < 2"), library).rows == (("1",),)
    assert frame(asks("SELECT sum(weight) AS n FROM big"), library).rows == (("6.6",),)
    assert frame(asks("SELECT 1e20::DOUBLE AS n"), library).rows == (("100000000000000000000",),)


@pytest.mark.parametrize(
    "sql",
    [
        "WITH one AS (SELECT 1 AS n) SELECT n FROM one",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT n FROM r WHERE n < 2",
        "VALUES (1) UNION ALL SELECT 2 LIMIT 1",
        "SELECT n FROM (SELECT 1 AS n) AS inner_one WHERE EXISTS (SELECT 1 FROM Big)",
        "SELECT unnest(range(1)) + 1 AS n",
        "SELECT max(price) OVER () AS n FROM big LIMIT 1",
    ],
)
def test_a_select_of_any_shape_is_answered(sql: str, library: Shared) -> None:
    found = frame(asks(sql.replace("VALUES (1)", "SELECT 1 AS n")), library)
    assert len(found.rows) == 1


HOSTILE = [
    ("SELECT 1; SELECT 2", "N220"),
    ("", "N220"),
    ("-- nothing", "N220"),
    ("DROP TABLE big", "N220"),
    ("INSERT INTO shop_sales SELECT * FROM shop_sales", "N220"),
    ("WITH x AS (INSERT INTO shop_sales SELECT * FROM shop_sales RETURNING 1 AS n) SELECT n FROM x", "N220"),
    ("COPY (SELECT 1 AS n) TO '{file}'", "N220"),
    ("COPY big TO '/tmp/briefwright-stolen.csv'", "N220"),
    ("EXPORT DATABASE '/tmp/briefwright-stolen'", "N220"),
    ("ATTACH '/tmp/briefwright-stolen.db'", "N220"),
    ("INSTALL httpfs", "N220"),
    ("LOAD json", "N220"),
    ("SET threads = 8", "N220"),
    ("RESET enable_external_access", "N220"),
    ("PRAGMA version", "N220"),
    ("CALL pragma_version()", "N220"),
    ("EXPLAIN SELECT 1 AS n", "N220"),
    ("DESCRIBE big", "N220"),
    ("SHOW TABLES", "N220"),
    ("SUMMARIZE big", "N220"),
    ("PIVOT big ON who USING sum(price)", "N220"),
    ("SELECT n FROM read_text('/etc/passwd') AS t(n)", "N220"),
    ("SELECT size AS n FROM read_blob('{file}')", "N220"),
    ("SELECT * FROM read_csv('/etc/passwd')", "N220"),
    ("SELECT file AS n FROM glob('/etc/*')", "N220"),
    ("SELECT * FROM query('SELECT 1 AS n')", "N220"),
    ("SELECT * FROM query_table('big')", "N220"),
    ("SELECT value AS n FROM duckdb_settings()", "N220"),
    ("SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1 AS n'))", "N220"),
    ("SELECT n FROM '/etc/passwd'", "C145"),
    ("SELECT price AS n FROM '{file}'", "C145"),
    ("SELECT table_name AS n FROM information_schema.tables", "C145"),
    ("SELECT 1 AS n FROM main.big", "C145"),
    ("SELECT 1 AS n FROM bigg", "C145"),
    ("SELECT 1 AS n WHERE EXISTS (SELECT 1 FROM sqlite_master)", "C145"),
    ("SELECT now() AS n", "N220"),
    ("SELECT current_date AS n", "N220"),
    ("SELECT epoch(main.NOW()) AS n", "N220"),
    ("SELECT random() AS n", "N220"),
    ("SELECT price AS n FROM big ORDER BY random()", "N220"),
    ("SELECT current_setting('allowed_paths') AS n", "N220"),
    ("SELECT price AS n FROM big USING SAMPLE 3", "N220"),
    ("SELECT price AS n FROM big TABLESAMPLE 10%", "N220"),
    ("SELECT $1 AS n", "N220"),
    ("SELECT getenv('HOME') AS n", "N221"),
    ("SELEC 1", "N221"),
    ("SELECT 1 AS n FROM big WHERE", "N221"),
    ("SELECT nope AS n FROM big", "N221"),
    ("SELECT CAST(who AS INTEGER) AS n FROM big", "N221"),
    ("SELECT " + "(" * 4000 + "1" + ")" * 4000 + " AS n", None),
    ("SELECT a.price AS n FROM big AS a, big AS b, big AS c", "N223"),
    ("SELECT range AS n FROM range(1000000000000)", "N223"),
    ("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n FROM r", "N223"),
    ("SELECT array_agg(x) AS n FROM (SELECT repeat('x', 1000000) || range AS x FROM range(1000))", "N223"),
    ("SELECT 1 AS m", "N224"),
    ("SELECT 1 AS n, 2 AS m", "N224"),
    ("SELECT 1 AS n, 2 AS n", "N224"),
    ("SELECT who AS n FROM big", "N224"),
    ("SELECT true AS n", "N224"),
    ("SELECT [1] AS n", "N224"),
    ("SELECT NULL AS n", "N224"),
    ("SELECT 1 / 0 AS n", "N224"),
    ("SELECT 'nan'::DOUBLE AS n", "N224"),
    ("SELECT TIMESTAMPTZ '2023-01-01' AS n", "N224"),
]


@pytest.mark.parametrize(("sql", "code"), HOSTILE, ids=[sql[:40] for sql, _ in HOSTILE])
def test_what_is_no_plain_select_is_refused(
    sql: str, code: str | None, library: Shared, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written, the snapshot stays as it was, and no message says where the project lies."""
    monkeypatch.setenv("HOME", "/canary-home")
    file = Path(library.files["big"].absolute)
    before = hashlib.sha256(file.read_bytes()).hexdigest()
    tree = sorted(path.as_posix() for path in project.rglob("*"))
    found = refused(asks(sql.replace("{file}", str(file)) or "  ;"), library)
    assert code is None or found.code == code, found
    assert "/etc/passwd" in sql or str(project) not in found.message or "{file}" in sql
    assert "\n" not in found.message
    assert len(found.message) < 400
    assert hashlib.sha256(file.read_bytes()).hexdigest() == before == library.files["big"].sha256
    assert sorted(path.as_posix() for path in project.rglob("*")) == tree
    assert not list(Path("/tmp").glob("briefwright-stolen*"))  # noqa: S108 - where the hostile statements would write


@pytest.mark.parametrize(
    "sql",
    [
        "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT max(i) AS n FROM r",
        "SELECT count(*) AS n FROM range(10000000000) a, range(10000000000) b",
    ],
)
def test_a_query_that_does_not_end_is_stopped(sql: str, library: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    assert refused(asks(sql), library).code == "N222"
    assert threading.active_count() == 1


def test_rows_beyond_what_a_brief_holds_are_refused(library: Shared) -> None:
    """500 are kept, 501 are too many, unless a limit says how many are wanted."""
    assert len(frame(asks("SELECT range AS n FROM range(500)"), library).rows) == 500
    assert refused(asks("SELECT range AS n FROM range(501)"), library).code == "N223"
    limited = "\n".join([asks("SELECT range AS n FROM range(501)"), "limit: 3"])
    assert len(frame(limited, library).rows) == 3


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT chr(7) AS t", "not allowed"),
        ("SELECT repeat('x', 3000) AS t", "3,000 characters"),
        ("SELECT 1 AS t", "CAST"),
    ],
)
def test_text_must_be_printable(sql: str, says: str, library: Shared) -> None:
    found = refused(asks(sql, "t: {label: T}"), library)
    assert found.code == "N224"
    assert says in found.message + found.help


def test_periods_must_be_periods(library: Shared) -> None:
    found = refused(asks("SELECT 'soon' AS d FROM big", "d: {of: big.day}"), library)
    assert (found.code, "'soon'" in found.message) == ("N224", True)


def test_without_duckdb_the_way_to_it_is_said(library: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    """D806 and the command that installs it."""
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    found = refused(asks("SELECT 1 AS n"), library)
    assert found.code == "D806"
    assert 'pip install "briefwright[data]"' in found.help


def test_an_answer_comes_from_a_worker(library: Shared) -> None:
    """The same as in process, under the limits of the pipeline."""
    table = "t: {query: SELECT sum(price) AS n FROM big, columns: {n: {of: big.price}}}"
    asked, _ = data.questions(thesis(table), library)
    with Workers(1, Limits(seconds=20.0, memory_bytes=1024**3)) as workers:
        (outcome,) = workers.run([Job("t", one) for one in asked], data.answer)
    assert isinstance(outcome.result, Frame), outcome
    assert [outcome.result] == answered(table, library)
