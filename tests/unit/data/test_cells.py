"""Numbers taken from datasets as series: each names its cell and the snapshot, or it is said why there is none."""

import io
from pathlib import Path

import openpyxl
import pytest

from briefwright.compute import results
from briefwright.load import datasets
from briefwright.model.library import Record, ThesisRecord
from briefwright.model.number import Number
from briefwright.model.thesis import Thesis
from tests.unit.data.tables import SALES, SALES_RECORD, shared, thesis

RECORD = """\
prices:
  file: prices.{form}
  source: almanac
  as_of: 2023-03-31
  licence: {{redistribute: true}}
  columns:
    month: {{type: period}}
    close: {{type: number, unit: USD, kind: actual}}
"""
CSV = "month,close\n2023-01,1.5\n2023-02,2\n"


def asking(address: str) -> ThesisRecord:
    """A thesis that rests on ``address``."""
    bare = thesis("t: {dataset: d, columns: {a: {}}}")
    data = Thesis.model_validate(
        bare.data.model_dump(include={"archetype", "sector"})
        | {"title": "T", "written": "2024-01-02", "claims": [{"says": "So", "because": [address]}]}
    )
    return ThesisRecord(Record("sample", data, bare.record.places))


def point(root: Path, form: str, content: bytes) -> Number:
    library = shared(root, {f"prices.{form}": content, "prices.yaml": RECORD.format(form=form)})
    found, findings = results(asking("prices.close"), library)
    assert not findings, findings
    number = found.numbers["prices.close[2023-02]"]
    assert number.origin is not None
    assert number.origin.snapshot == library.snapshot("prices")
    assert number.origin.snapshot is not None
    assert (number.origin.snapshot.rows, len(number.origin.snapshot.sha256)) == (2, 64)
    return number


def test_a_cell_of_a_csv_file(tmp_path: Path) -> None:
    number = point(tmp_path, "csv", CSV.encode())
    assert number.origin is not None
    assert number.origin.locator == "row 3, column close"
    assert (number.span.file, number.span.line) == ("content/datasets/prices.csv", 3)


def test_a_cell_of_a_workbook(tmp_path: Path) -> None:
    """The place is the record's, as a workbook has no lines; the locator names the cell."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Prices"
    for row in ((), ("month", "close"), ("2023-01", 1.5), ("2023-02", 2)):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    number = point(tmp_path, "xlsx", out.getvalue())
    assert number.origin is not None
    assert number.origin.locator == "Prices!B4"
    assert (number.span.file, number.span.line) == ("content/datasets/prices.yaml", 2)


def test_a_large_file_has_no_series(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr(datasets, "ROWS", 1)
    file = tmp_path / "made.parquet"
    duckdb.connect().sql("SELECT '2023-0' || i AS month, i AS close FROM range(1, 4) r(i)").write_parquet(str(file))
    library = shared(tmp_path, {"prices.parquet": file.read_bytes(), "prices.yaml": RECORD.format(form="parquet")})
    _, (finding,) = results(asking("prices.close"), library)
    assert (finding.code, "3 rows, too many" in finding.message) == ("C103", True)


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (SALES_RECORD, "several rows for 2023-01"),
        (SALES_RECORD.replace("month: {type: period}", "month: {type: text}"), "no column of type period"),
    ],
)
def test_what_is_no_series_is_said(record: str, says: str, tmp_path: Path) -> None:
    """C103 at the column, for the thesis that names it; tables may be made of it all the same."""
    library = shared(tmp_path, {"sales.csv": SALES, "sales.yaml": record})
    _, findings = results(asking("shop_sales.share"), library)
    (finding,) = findings
    assert (finding.code, finding.thesis, says in finding.message) == ("C103", "sample", True)
    assert "tables:" in finding.help
