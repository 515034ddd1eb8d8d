"""What moved between two snapshots."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.data.moves import Moved, Sheet, moved
from briefwright.model.records import Column

COLUMNS = {
    "month": Column(type="period"),
    "region": Column(type="text"),
    "amount": Column(type="number"),
    "count": Column(type="number"),
}


def sheet(*rows: str, header: str = "month,amount") -> Sheet:
    return tuple(header.split(",")), [tuple(row.split(",")) for row in rows]


def test_rows_are_told_apart_by_their_period() -> None:
    """Added, removed and changed ones, by the period; the order of rows says nothing."""
    found = moved(sheet("2025-10,1", "2025-11,2", "2025-12,3"), sheet("2025-12,4", "2025-11,2", "2026-01,5"), COLUMNS)
    assert (found.added, found.removed, found.changed) == (("2026-01",), ("2025-10",), 1)


@pytest.mark.parametrize(
    ("old", "new", "percent"),
    [
        ("120.5", "131", "8.7"),
        ("-2", "-3", "-50.0"),
        ("-2", "2", "200.0"),
        ("4", "0", "-100.0"),
        ("0", "4", None),
        ("", "4", None),
        ("4", "", None),
        ("0." + "0" * 58 + "1", "9" * 60, f"{(10**60 - 1) * 10**61 - 100}.0"),
    ],
)
def test_a_move_is_told_in_per_cent_of_the_old_number(old: str, new: str, percent: str | None) -> None:
    """Up is positive, also from a negative number; there is none from zero or from nothing."""
    (move,) = moved(sheet(f"2025-10,{old}"), sheet(f"2025-10,{new}"), COLUMNS).largest
    assert (move.column, move.row, move.old, move.new) == ("amount", "2025-10", old, new)
    assert move.percent == (Decimal(percent) if percent else None)


def test_the_largest_moves_of_each_column_come_first() -> None:
    """No more than three of a column; what no percentage measures before those that one does."""
    old = sheet(*(f"2025-0{at},100,0" for at in range(1, 7)), header="month,amount,count")
    new = sheet(*(f"2025-0{at},{100 + at},{at % 2}" for at in range(1, 7)), header="month,amount,count")
    found = moved(old, new, COLUMNS).largest
    assert [(move.column, move.row) for move in found[:3]] == [("amount", f"2025-0{at}") for at in (6, 5, 4)]
    assert [(move.column, move.percent) for move in found[3:]] == [("count", None)] * 3


def test_the_same_number_written_otherwise_has_not_moved() -> None:
    """1.5 is 1.50."""
    assert not moved(sheet("2025-10,1.5"), sheet("2025-10,1.50"), COLUMNS)


def test_rows_without_a_period_go_by_the_first_text_else_by_all_that_tells_them_apart() -> None:
    """A panel of regions and months is told apart by both."""
    by_text = moved(sheet("A,1", "B,2", header="region,amount"), sheet("A,1", "B,3", header="region,amount"), COLUMNS)
    assert [move.row for move in by_text.largest] == ["B"]
    header = "month,region,amount"
    rows = ("2025-10,A,1", "2025-10,B,2", "2025-11,A,3", "2025-11,B,4")
    panel = moved(sheet(*rows, header=header), sheet(*rows[:3], "2025-11,B,5", header=header), COLUMNS)
    assert [move.row for move in panel.largest] == ["2025-11 · B"]


def test_rows_that_nothing_tells_apart_come_and_go() -> None:
    """Each as often as it stands there."""
    header = "region,amount"
    found = moved(sheet("A,1", "A,1", header=header), sheet("A,1", "A,2", header=header), COLUMNS)
    assert (found.added, found.removed, found.changed) == (("A · 2",), ("A · 1 (2)",), 0)


def test_columns_that_came_or_went_are_said() -> None:
    """The cells that both have are compared."""
    found = moved(sheet("2025-10,1"), sheet("2025-10,2,x", header="month,amount,region"), COLUMNS)
    assert (found.columns, found.changed) == (True, 1)


SHEETS = st.lists(
    st.tuples(
        st.sampled_from(["2024-01", "2024-02", "2024-03"]),
        st.sampled_from(["A", "B"]),
        st.sampled_from(["", "1", "x", "-2.50"]),
    ),
    max_size=6,
).map(lambda rows: (("month", "region", "amount"), rows))


@given(SHEETS, SHEETS)
def test_any_two_snapshots_compare(old: Sheet, new: Sheet) -> None:
    """Nothing has moved from a snapshot to itself, and what came one way goes the other."""
    assert moved(old, old, COLUMNS) == Moved()
    there, back = moved(old, new, COLUMNS), moved(new, old, COLUMNS)
    assert (there.added, there.removed, there.changed) == (back.removed, back.added, back.changed)
    assert len(new[1]) - len(old[1]) == len(there.added) - len(there.removed)
