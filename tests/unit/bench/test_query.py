"""The library that the bench asks for a table of."""

from pathlib import Path

import pytest

from bench import query
from briefwright.load import datasets


def test_a_table_comes_out_of_a_file_that_fits_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Totals are those of the whole file, and its rows are never fetched."""
    monkeypatch.setattr(datasets, "ROWS", 1_000)
    query.make(tmp_path, 60_000)
    frame = query.ask(tmp_path)
    assert len(frame.rows) == 50
    assert (frame.snapshots[0].dataset, frame.snapshots[0].rows) == ("shipments", 60_000)
    assert frame.formulas == ("median", "sum")
    units = sum(i % 100 for i in range(60_000) if i % 12 < 6)
    assert sum(int(row[1]) for row in frame.rows) == units
    revenue = [float(row[3]) for row in frame.rows]
    assert revenue == sorted(revenue, reverse=True)
