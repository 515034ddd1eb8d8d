"""Datasets: CSV held to its declaration, every fault named by row and column."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.load import datasets
from briefwright.load.datasets import rows
from briefwright.model.finding import Finding
from briefwright.model.library import Table
from briefwright.model.records import Column
from briefwright.model.unit import Unit

COLUMNS = {
    "year": Column(type="period"),
    "amount": Column(type="number", unit=Unit.parse("USD bn")),
    "remark": Column(type="text", missing="allow"),
}


def read(text: str, columns: dict[str, Column] = COLUMNS) -> tuple[Table | None, list[tuple[str, int, int]]]:
    table, findings = rows("a.csv", text.encode(), columns)
    return table, [(found.code, found.span.line, found.span.column) for found in findings if found.span]


def test_cells_stay_as_they_stand() -> None:
    """Digits, zeros and spaces in text are kept; a byte order mark, CR LF and blank lines are no fault."""
    table, findings = read('\ufeffremark,year,amount\r\n" a, b",2020,01.50\r\n\r\n,2021,+2\r\n')
    assert findings == []
    assert table is not None
    assert table.header == ("remark", "year", "amount")
    assert table.rows == ((" a, b", "2020", "01.50"), ("", "2021", "+2"))
    assert table.lines == (2, 4)


@pytest.mark.parametrize(
    ("cell", "code", "way_out"),
    [
        ("inf", "L042", "missing: allow"),
        ("-Infinity", "L042", "empty"),
        ("nan", "L042", "empty"),
        ("1e400", "L042", "empty"),
        ('"1,5"', "L041", "point"),
        ("1 000", "L041", "thousands"),
        ("#N/A", "L041", "missing: allow"),
        ("25%", "L041", "unit"),
        ("$25", "L041", "unit"),
        ("1e5", "L041", "plain digits"),
        ("1_000", "L041", "plain digits"),
        (" 1", "L041", "spaces"),
        ("1.", "L041", "plain digits"),
        ("١٢", "L041", "plain digits"),
        ("", "L043", "missing: allow"),
        ("  ", "L043", "fill"),
    ],
)
def test_a_cell_that_is_no_number_is_named(cell: str, code: str, way_out: str) -> None:
    """Row and column are in the message, the place is the cell's, the help fits the fault."""
    table, findings = rows("a.csv", f"year,remark,amount\n2020,x,{cell}\n".encode(), COLUMNS)
    assert table is None
    (finding,) = findings
    assert isinstance(finding, Finding)
    assert finding.code == code
    assert finding.span is not None
    assert (finding.span.line, finding.span.column) == (2, 8)
    assert "row 2, column 'amount'" in finding.message
    assert way_out in finding.help


def test_an_empty_number_may_be_allowed() -> None:
    """Only where the column says so, and never for a period."""
    columns = COLUMNS | {
        "amount": Column(type="number", missing="allow"),
        "year": Column(type="period", missing="allow"),
    }
    assert read("year,amount,remark\n2020,,\n", columns)[1] == []
    assert read("year,amount,remark\n,1,\n", columns)[1] == [("L043", 2, 1)]


def test_places_hold_behind_quotes_and_line_ends_in_cells() -> None:
    """A quoted cell before the fault does not move it; behind a cell of two lines the row is named."""
    assert read('year,remark,amount\n2020,"a ""b"", c",x\n')[1] == [("L041", 2, 19)]
    assert read('year,remark,amount\n2020,"a\nb",x\n2021,c,y\n')[1] == [("L041", 2, 1), ("L041", 4, 8)]


def test_periods_rise() -> None:
    """Repeated and earlier periods are findings at their cells; a fault in one row does not hide the next."""
    assert read("year,amount,remark\n2021,1,\n2021,1,\n2020,1,\nsoon,1,\n2022,1,\n")[1] == [
        ("L046", 3, 1), ("L046", 4, 1), ("L041", 5, 1),
    ]  # fmt: skip


def test_the_header_is_the_declaration() -> None:
    """Missing, undeclared, repeated and misspelt columns are each one finding."""
    assert read("year,amount\n2020,1\n")[1] == [("L040", 1, 1)]
    assert read("year,amount,remark,extra\n2020,1,,\n")[1] == [("L044", 1, 20)]
    assert read("year,amount,remark,year\n2020,1,,2020\n")[1] == [("L044", 1, 20)]
    table, findings = rows("a.csv", b"year,amuont,remark\n2020,1,\n", COLUMNS)
    assert table is None
    assert [(found.code, found.help) for found in findings] == [("L044", "did you mean 'amount'?")]


def test_faults_and_rows_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of faults is not listed to its end, and a file of too many rows is refused."""
    _, findings = read("year,amount,remark\n" + "".join(f"{1900 + n},x,\n" for n in range(100)))
    assert len(findings) == 21
    monkeypatch.setattr(datasets, "ROWS", 3)
    assert read("year,amount,remark\n2020,1,\n2021,1,\n2022,1,\n")[1] == [("L002", 4, 1)]


def test_a_cell_of_any_length_is_a_finding_at_worst() -> None:
    """The csv module's own limit is reported, not raised."""
    assert read(f"year,amount,remark\n2020,1,{'x' * 200_000}\n")[1] == [("L047", 2, 1)]


def test_a_table_of_several_entities_repeats_its_periods() -> None:
    """Periods rise among rows of the same texts; a remark that may be missing tells no entities apart."""
    columns = COLUMNS | {"region": Column(type="text")}
    head = "year,amount,region,remark\n"
    assert read(f"{head}2020,1,North,\n2020,1,South,\n2021,1,North,\n2021,1,South,\n", columns)[1] == []
    assert read(f"{head}2020,1,North,\n2021,1,South,\n2020,2,North,\n", columns)[1] == [("L046", 4, 1)]
    assert read(f"{head}2021,1,North,a\n2020,1,South,\n2020,2,North,b\n", columns)[1] == [("L046", 4, 1)]


CELLS = st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(cells=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4))
def test_cells_written_as_csv_are_read_as_they_stand(cells: list[tuple[str, str, str]]) -> None:
    """Never an exception; a table that is read has each text as it was written, line ends as LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([("year", "amount", "remark"), *cells])
    table, findings = rows("a.csv", out.getvalue().encode(), COLUMNS)
    assert (table is None) == bool(findings)
    if table:
        expected = [cell.replace("\r\n", "\n").replace("\r", "\n") for *_, cell in cells]
        assert [row[2] for row in table.rows] == expected


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes_are_a_table_or_findings(data: bytes) -> None:
    table, findings = rows("a.csv", data, COLUMNS)
    assert (table is None) == bool(findings)
