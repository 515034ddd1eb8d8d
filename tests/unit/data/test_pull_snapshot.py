"""Rows to files and back: exact, and the same bytes for the same rows."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.data import snapshot
from briefwright.model.records import Column

COLUMNS = {"key": Column(type="text"), "amount": Column(type="number")}
NAMES = ("key", "amount")
MANY = 10**9


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("1.50"), "1.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-9"), "0.000000001"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (10**40, "1" + "0" * 40),
        (True, "true"),
        (date(2025, 12, 31), "2025-12-31"),
        (datetime(2025, 12, 31, 8, tzinfo=UTC), "2025-12-31T08:00:00+00:00"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("as it stands ", "as it stands "),
    ],
)
def test_a_value_becomes_the_text_of_a_cell(value: object, text: str) -> None:
    """No digit is lost, and none is made up; no exponents."""
    assert snapshot.cell(value) == text


Rows = list[tuple[str, Decimal | None]]
CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=8)
ROWS = st.lists(
    st.tuples(
        CELLS,
        st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4, max_value=10**20, min_value=-(10**20)),
    ),
    min_size=1,
    max_size=8,
)


@given(rows=ROWS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> None:
    """Text with any mark in it, decimals to the last place, in the order they came; twice the same bytes."""
    there_and_back(tmp_path_factory.mktemp("snapshot") / "x.csv", rows)


@settings(max_examples=12)
@given(rows=ROWS)
def test_parquet_holds_what_csv_does(tmp_path_factory: pytest.TempPathFactory, rows: Rows) -> None:
    """Through the types of the columns, and compressed."""
    there_and_back(tmp_path_factory.mktemp("snapshot") / "x.parquet", rows)


def there_and_back(target: Path, rows: Rows) -> None:
    written = snapshot.write(target, NAMES, rows, COLUMNS, MANY)
    first = target.read_bytes()
    assert (written.columns, written.rows) == (NAMES, len(rows))
    read = snapshot.sheet(target, len(rows))
    assert read is not None
    assert read[0] == NAMES
    assert [row[0] for row in read[1]] == [key for key, _ in rows]
    assert [Decimal(row[1]) if row[1] else None for row in read[1]] == [amount for _, amount in rows]
    snapshot.write(target, NAMES, rows, COLUMNS, MANY)
    assert target.read_bytes() == first


def test_more_bytes_than_allowed_are_refused(tmp_path: Path) -> None:
    """Before they fill the disk."""
    endless = iter(lambda: ("x" * 1000, 1), None)
    with pytest.raises(snapshot.TooLarge):
        snapshot.write(tmp_path / "x.csv", NAMES, endless, COLUMNS, 10_000_000)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([], "no rows"),
        ([("a", b"bytes")], "'amount' holds values of type bytes"),
        ([("a", [1])], "type list"),
    ],
)
def test_what_no_table_can_hold_is_refused(tmp_path: Path, rows: list[tuple[object, ...]], words: str) -> None:
    """With the column and what to do."""
    with pytest.raises(snapshot.Unfit, match=words) as refused:
        snapshot.write(tmp_path / "x.csv", NAMES, rows, COLUMNS, MANY)
    assert refused.value.help


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ([Decimal("NaN")], "row 1, column 'amount': 'NaN' is not a number"),
        ([1, "n/a"], "row 2, column 'amount': 'n/a' is not a number"),
        ([Decimal(10) ** 30, Decimal("1e-20")], "needs 51 digits; a Parquet file holds 38"),
    ],
)
def test_numbers_that_parquet_cannot_hold_exactly_are_refused(
    tmp_path: Path, amounts: list[object], words: str
) -> None:
    """Rather than rounded."""
    with pytest.raises(snapshot.Unfit, match=words):
        snapshot.write(tmp_path / "x.parquet", NAMES, [("a", amount) for amount in amounts], COLUMNS, MANY)


@pytest.mark.parametrize("name", ["missing.csv", "torn.parquet", "torn.csv"])
def test_what_is_no_snapshot_is_not_compared(tmp_path: Path, name: str) -> None:
    """The last one may be anything."""
    (tmp_path / "torn.parquet").write_bytes(b"PAR1 torn")
    (tmp_path / "torn.csv").write_bytes(b"")
    assert snapshot.sheet(tmp_path / name, 10) is None
