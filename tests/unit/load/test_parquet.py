"""Parquet: small files become tables, of large ones nothing comes into Python but counts."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwright.data.decimals import text
from briefwright.load import datasets, parquet
from briefwright.load.datasets import Loaded, dataset
from briefwright.model.finding import Finding
from briefwright.model.library import Places, Record
from briefwright.model.records import Dataset
from briefwright.world import World

PATH = "content/datasets/prices.parquet"
COLUMNS = {
    "day": {"type": "period"},
    "price": {"type": "number", "unit": "USD", "kind": "actual"},
    "who": {"type": "text", "missing": "allow"},
}
GOOD = """
    SELECT DATE '2023-01-01' + i::INTEGER AS day, (i + 0.25)::DECIMAL(9, 2) AS price, 'w' || i AS who, i AS other
    FROM range(20) r(i)
"""


def record(**fields: Any) -> Record[Dataset]:
    data = {"file": "prices.parquet", "source": "s", "as_of": "2023-05-01", "licence": {"redistribute": "true"}}
    model = Dataset.model_validate(data | {"columns": COLUMNS} | fields)
    return Record("prices", model, Places("content/datasets/prices.yaml", {}, {}))


def put(root: Path, query: str | bytes) -> Path:
    """The answer to a query, or bytes, as the dataset's file."""
    file = root / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(query, bytes):
        file.write_bytes(query)
    else:
        duckdb.connect().sql(query).write_parquet(str(file))
    return file


def read(root: Path, query: str | bytes, **fields: Any) -> Loaded:
    put(root, query)
    return dataset(World(root.resolve(), date(2024, 1, 2), root), record(**fields), [PATH])


def fault(root: Path, query: str | bytes, **fields: Any) -> Finding:
    found = read(root, query, **fields)
    assert (found.file, found.table, len(found.findings)) == (None, None, 1), found
    (finding,) = found.findings
    assert finding.help
    assert finding.span is not None
    assert finding.span.file == "content/datasets/prices.yaml"
    assert str(root) not in finding.message
    return finding


def test_a_small_file_becomes_a_table(tmp_path: Path) -> None:
    """Declared columns in their order, decimals as they stand; the file is known by its hash and rows."""
    found = read(tmp_path, GOOD)
    assert found.findings == ()
    assert found.table is not None
    assert found.table.header == ("day", "price", "who")
    assert found.table.rows[1] == ("2023-01-02", "1.25", "w1")
    assert found.table.locator(1, 1) == "row 2, column price"
    assert found.file is not None
    assert (found.file.rows, found.file.form, found.file.floats) == (20, "parquet", ())
    assert found.file.sha256 == hashlib.sha256((tmp_path / PATH).read_bytes()).hexdigest()


def test_a_large_file_has_rows_and_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its cells are never fetched."""
    monkeypatch.setattr(datasets, "ROWS", 10)
    monkeypatch.setattr(parquet._Reader, "_table", None)
    found = read(tmp_path, GOOD)
    assert found.findings == ()
    assert found.table is None
    assert found.file is not None
    assert found.file.rows == 20


@pytest.mark.parametrize(
    ("change", "small", "large"),
    [
        (
            ("(i + 0.25)::DECIMAL(9, 2)", "CASE WHEN i <> 3 THEN i END"),
            ("L043", "row 4"),
            ("L043", "1 cells are empty"),
        ),
        (("(i + 0.25)::DECIMAL(9, 2)", "ln(i - 5 + 5)"), ("L042", "row 1"), ("L042", "the first of them in row 1")),
        (("DATE '2023-01-01' + i::INTEGER", "'soon'"), ("L041", "row 1"), ("L041", "'soon' is not a period")),
        (("DATE '2023-01-01' + i::INTEGER", "NULL::VARCHAR"), ("L043", "row 1"), ("L043", "20 cells are empty")),
    ],
)
def test_cells_that_do_not_fit_are_counted_where_they_are_many(
    change: tuple[str, str],
    small: tuple[str, str],
    large: tuple[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """By row in a small file; in a large one each column's once, with their number and the first row."""
    query = GOOD.replace(*change)
    first = read(tmp_path, query).findings[0]
    assert (first.code, small[1] in first.message) == (small[0], True), first
    monkeypatch.setattr(datasets, "ROWS", 10)
    finding = fault(tmp_path, query)
    assert (finding.code, large[1] in finding.message) == (large[0], True), finding


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("AS price", "AS prise"), "L040", "'price' is declared and not in"),
        (("(i + 0.25)::DECIMAL(9, 2)", "i::VARCHAR"), "L067", "holds VARCHAR"),
        (("'w' || i", "i"), "L067", "holds BIGINT"),
        (("'w' || i", "[i]"), "L067", "holds BIGINT[]"),
        (("DATE '2023-01-01' + i::INTEGER", "now()"), "L067", "holds TIMESTAMP WITH TIME ZONE"),
        (("'w' || i", "chr(7)"), "L003", "row 1"),
    ],
)
def test_columns_hold_what_is_declared(change: tuple[str, str], code: str, says: str, tmp_path: Path) -> None:
    finding = read(tmp_path, GOOD.replace(*change)).findings[0]
    assert (finding.code, says in finding.message) == (code, True), finding


def test_a_file_that_is_cut_off_or_garbage_is_told(tmp_path: Path) -> None:
    whole = put(tmp_path, GOOD).read_bytes()
    for data in (b"", b"PAR1", whole[:-1], whole[:100], whole[: len(whole) // 2], b"\0" * 1000):
        assert fault(tmp_path, data).code == "L066"


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, rows that a file claims, and the time that looking through them takes."""
    for name, value in (("BYTES", 100), ("ROWS", 5), ("_PERIODS", 5)):
        with monkeypatch.context() as patch:
            patch.setattr(parquet, name, value)
            patch.setattr(datasets, "ROWS", 1)
            assert fault(tmp_path, GOOD).code == ("L041" if name == "_PERIODS" else "L002")


def test_links_and_missing_files_are_refused_as_any_other(tmp_path: Path) -> None:
    outside = tmp_path / "outside.parquet"
    outside.write_bytes(b"x")
    root = tmp_path / "project"
    (root / "content" / "datasets").mkdir(parents=True)
    world = World(root.resolve(), date(2024, 1, 2), root)
    assert [one.code for one in dataset(world, record(), [PATH]).findings] == ["L031"]
    (root / PATH).symlink_to(outside)
    assert [one.code for one in dataset(world, record(), []).findings] == ["L030"]


def test_without_duckdb_the_way_to_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, GOOD)
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    (finding,) = dataset(World(tmp_path.resolve(), date(2024, 1, 2), tmp_path), record(), []).findings
    assert (finding.code, finding.help) == ("D806", 'pip install "briefwright[data]"')


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0.1 + 0.2, "0.3"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (2.0**53 - 1, "9007199254740991"),
        (12, "12"),
        (Decimal("1.500"), "1.5"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (float("inf"), "inf"),
        (Decimal("NaN"), "nan"),
    ],
)
def test_numbers_as_text(value: Decimal | float, expected: str) -> None:
    assert text(value) == expected


@given(
    value=st.one_of(
        st.floats(allow_nan=False, allow_infinity=False), st.decimals(allow_nan=False, allow_infinity=False, places=6)
    )
)
def test_text_of_numbers_keeps_their_value(value: Decimal | float) -> None:
    """Without an exponent, to fifteen digits."""
    shown = text(value)
    assert set(shown) <= set("-0123456789.")
    assert float(shown) == pytest.approx(float(value), rel=1e-14, abs=0)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return put(tmp_path_factory.mktemp("sound"), GOOD).read_bytes()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 10**6), value=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_file_is_a_finding_at_worst(at: int, value: int, cut: bool, sound: bytes, tmp_path: Path) -> None:
    """Whatever byte is changed, and wherever the file ends."""
    at %= len(sound)
    found = read(tmp_path, sound[:at] if cut else sound[:at] + bytes([value]) + sound[at + 1 :])
    assert (found.file is None) == bool(found.findings)
