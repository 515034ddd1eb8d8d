"""Workbooks: the range that is meant, every cell by its name, and nothing opened that could do harm."""

import io
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook.defined_name import DefinedName

from briefwright.load import packages, workbooks
from briefwright.load.workbooks import workbook
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Places, Record, Table
from briefwright.model.records import Dataset

COLUMNS = {
    "day": {"type": "period"},
    "price": {"type": "number", "unit": "USD", "kind": "actual"},
    "who": {"type": "text", "missing": "allow"},
}
HEAD = ("day", "price", "who")
Rows = Sequence[Sequence[Any]]


def record(**fields: Any) -> Record[Dataset]:
    data = {"file": "prices.xlsx", "source": "s", "as_of": "2023-05-01", "licence": {"redistribute": "true"}}
    model = Dataset.model_validate(data | {"columns": COLUMNS} | fields)
    return Record("prices", model, Places("content/datasets/prices.yaml", {}, {}))


def made(rows: Rows, change: Callable[[Any], object] | None = None) -> bytes:
    """A workbook of one sheet, ``Prices``."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Prices"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def packed(data: bytes, **parts: bytes) -> bytes:
    """The workbook with parts added or replaced; ``__`` in a name stands for ``/``, ``_x`` for ``.x``."""
    out = io.BytesIO()
    names = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): body for name, body in parts.items()
    }
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in names:
                new.writestr(part.filename, old.read(part))
        for name, body in names.items():
            new.writestr(name, body)
    return out.getvalue()


def table(data: bytes, **fields: Any) -> Table:
    found, findings = workbook("content/datasets/prices.xlsx", data, record(**fields))
    assert not findings, findings
    assert found is not None
    return found


def faults(data: bytes, **fields: Any) -> list[Finding]:
    found, findings = workbook("content/datasets/prices.xlsx", data, record(**fields))
    assert found is None
    for finding in findings:
        assert finding.help
        assert finding.span is not None
        assert finding.span.file == "content/datasets/prices.yaml"
    return findings


def fault(data: bytes, **fields: Any) -> Finding:
    findings = faults(data, **fields)
    assert len(findings) == 1, findings
    return findings[0]


def test_values_become_text() -> None:
    """Days by ISO, numbers as exact decimals without noise, blank rows skipped; cells go by their names."""
    rows = [HEAD, (2020, 0.1 + 0.2, "x"), (), (date(2021, 1, 2), 12, None), (datetime(2022, 3, 4), "1.50", True)]  # noqa: DTZ001 - a cell has no zone
    found = table(made(rows))
    assert found.rows == (("2020", "0.3", "x"), ("2021-01-02", "12", ""), ("2022-03-04", "1.50", "TRUE"))
    assert found.lines == (2, 4, 5)
    assert found.locator(1, 1) == "Prices!B4"


def test_hidden_rows_are_read() -> None:
    """They are data; whoever means to leave them out names a range."""

    def hide(book: Any) -> None:
        book["Prices"].row_dimensions[2].hidden = True

    assert len(table(made([HEAD, (2020, 1, "x")], hide)).rows) == 1


def test_a_range_is_named_by_its_corners_or_its_name() -> None:
    """Cells around it do not count; the header is its first row."""

    def name(book: Any) -> None:
        book.defined_names["history"] = DefinedName("history", attr_text="Prices!$B$2:$D$3")
        book.defined_names["broken"] = DefinedName("broken", attr_text="#REF!")
        book.defined_names["two"] = DefinedName("two", attr_text="Prices!$A$1,Prices!$B$2")
        book.create_sheet("Other")

    data = made([("Prices of 2020",), ("", *HEAD), ("", 2020, 1, "x"), ("", "Total", 1)], name)
    for fields in (
        {"range": "history"},
        {"sheet": "Prices", "range": "B2:D3"},
        {"sheet": "Prices", "range": "$b$2:$d$3"},
    ):
        found = table(data, **fields)
        assert (found.rows, found.locator(0, 1)) == ((("2020", "1", "x"),), "Prices!C3")
    for fields, says in (
        ({}, "2 sheets"),
        ({"sheet": "Price"}, "no sheet 'Price'"),
        ({"range": "histroy"}, "no range named"),
        ({"range": "broken"}, "not that of one range"),
        ({"range": "two"}, "not that of one range"),
        ({"sheet": "Other", "range": "history"}, "on the sheet 'Prices'"),
        ({"sheet": "Prices", "range": "D3:B2"}, "upper left"),
        ({"sheet": "Prices", "range": "ZZZ1:ZZZ2"}, "upper left"),
    ):
        finding = fault(data, **fields)
        assert finding.code == "L065"
        assert says in finding.message
    assert "did you mean 'Prices'" in fault(data, sheet="Price").help
    assert "did you mean 'history'" in fault(data, range="histroy").help
    assert fault(data, sheet="Other").code == "L011"


@pytest.mark.parametrize(
    ("cell", "code", "says"),
    [
        ("=1+1", "L064", "Prices!B2 is a formula without a computed value"),
        ("#DIV/0!", "L042", "Prices!B2 holds the error #DIV/0!"),
        (True, "L041", "Prices!B2 holds TRUE"),
        (datetime(2020, 1, 2), "L041", "Prices!B2 holds a date"),  # noqa: DTZ001 - a cell has no zone
        (time(12, 0), "L041", "Prices!B2 holds a date or time"),
        (None, "L043", "Prices!B2 is empty"),
        ("  ", "L043", "Prices!B2 is empty"),
        ("1,234", "L041", "Prices!B2: '1,234' is not a number"),
        ("nan", "L042", "Prices!B2"),
        (1e300, "L041", "Prices!B2"),
    ],
)
def test_a_cell_that_is_no_number_is_named(cell: object, code: str, says: str) -> None:
    finding = fault(made([HEAD, (2020, cell, "x")]))
    assert (finding.code, says in finding.message) == (code, True), finding


def test_a_formula_counts_by_its_computed_value() -> None:
    """The value that a spreadsheet program has stored beside the formula; one that is no longer there is missed."""
    data = made([HEAD, (2020, "=1+1", "x"), (2021, 5, "=A1")])
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    computed = sheet.replace(b"<f>1+1</f><v/>", b"<f>1+1</f><v>2</v>").replace(
        b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
    )
    assert computed != sheet
    finding = fault(packed(data, xl__worksheets__sheet1_xml=computed))
    assert (finding.code, "Prices!C3" in finding.message) == ("L064", True)


def test_all_faults_of_a_sheet_are_said_at_once() -> None:
    """Header, cells, periods, cells beside the header and merged cells."""

    def merge(book: Any) -> None:
        book["Prices"].merge_cells("B3:B4")

    rows = [("day", "prise", "who"), (2021, 1, "x", "beside"), (2020, 2, ""), (2019, None, "#REF!")]
    codes = [finding.code for finding in faults(made(rows, merge))]
    assert sorted(codes) == ["L041", "L042", "L044", "L045", "L046", "L046"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "L060"),
        (b"day,price,who\n", "L060"),
        (b"PK\x03\x04 and no more", "L060"),
        (packages._OLE + b"\0" * 600, "L061"),
        (packages._OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "L061"),
        (packages._OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "L060"),
    ],
)
def test_what_is_no_workbook_is_told_apart(data: bytes, code: str) -> None:
    assert fault(data).code == code


GOOD = made([HEAD, (2020, 1, "x")])
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><s>&b;</s>'
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="x"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
)
TYPES = zipfile.ZipFile(io.BytesIO(GOOD)).read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"xl__vbaProject_bin": b"x"}, "L062"),
        ({"xl__macrosheets__sheet1_xml": b"<s/>"}, "L062"),
        ({"xl__externalLinks__externalLink1_xml": b"<s/>"}, "L062"),
        ({"xl__embeddings__oleObject1_bin": b"x"}, "L062"),
        ({"[Content_Types]_xml": TYPES.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")}, "L062"),
        ({"xl__media__zero_bin": b"\0" * (70 * 1024 * 1024)}, "L063"),
        ({"xl__sharedStrings_xml": b"<sst>" + b" " * (5 * 1024 * 1024) + b"</sst>"}, "L063"),
        ({"xl__styles_xml": b"<styleSheet>" + b"<xf/>" * 200_001 + b"</styleSheet>"}, "L063"),
        ({"xl__sharedStrings_xml": LAUGHS}, "L060"),
        ({"xl__sharedStrings_xml": LAUGHS.decode().encode("utf-16")}, "L060"),
        ({"xl__sharedStrings_xml": b'<?xml version="1.0" encoding="UTF-7"?><s/>'}, "L060"),
        ({"xl__workbook_xml": b"<workbook"}, "L060"),
        ({"xl__workbook_xml": b"<nothing/>"}, "L060"),
        ({"xl__worksheets__sheet1_xml": SHEET}, "L060"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_a_hostile_package_is_refused(parts: dict[str, bytes], code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Macros, links, bombs and entities, before openpyxl has seen the file."""
    if code != "L060" or b"<!" in b"".join(parts.values()):
        monkeypatch.setattr(openpyxl, "load_workbook", None)
    finding = fault(packed(GOOD, **parts))
    assert finding.code == code
    assert ("declares entities" in finding.message) == (LAUGHS in parts.values())


def test_too_many_parts_and_encrypted_ones_are_refused() -> None:
    many = {f"xl__media__{number}_bin": b"x" for number in range(packages.PARTS)}
    assert fault(packed(GOOD, **many)).code == "L063"
    start = GOOD.index(b"PK\x01\x02") + 8
    locked = GOOD[:start] + struct.pack("<H", 1) + GOOD[start + 2 :]
    assert fault(locked).code == "L061"


def test_a_sheet_that_reaches_far_is_read_as_far_as_it_holds_anything() -> None:
    """One cell in the last corner makes no grid of seventeen thousand million."""

    def far(book: Any) -> None:
        book["Prices"].cell(1_048_576, 16_384, 1)

    data = made([HEAD, (2020, 1, "x")], far)
    first = faults(data)[0]
    assert (first.code, "Prices!XFD1048576" in first.message) == ("L045", True)
    assert table(data, range="A1:C1048576").rows == (("2020", "1", "x"),)


def test_a_sheet_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows are as wide as their last cell is far."""
    monkeypatch.setattr(workbooks, "CELLS", 50_000)

    def wide(book: Any) -> None:
        for row in range(2, 6):
            book["Prices"].cell(row, 16_384, 1)

    assert fault(made([HEAD], wide)).code == "L002"


def test_what_spans_millions_of_cells_is_not_spread_out() -> None:
    """Merged cells, which openpyxl would make objects of; those outside the table do not matter."""
    ranges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row + 5_000) for row in range(3, 400))
    sheet = zipfile.ZipFile(io.BytesIO(GOOD)).read("xl/worksheets/sheet1.xml")
    data = packed(
        GOOD,
        xl__worksheets__sheet1_xml=sheet.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + ranges + b"</mergeCells>"
        ),
    )
    assert len(table(data).rows) == 1


def test_rows_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, "ROWS", 2)
    assert fault(made([HEAD, *((2000 + n, n, "") for n in range(3))])).code == "L002"


def test_without_openpyxl_the_way_to_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """D806 and the command that installs it."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    _, (finding,) = workbook("prices.xlsx", GOOD, record())
    assert finding.code == "D806"
    assert 'pip install "briefwright[data]"' in finding.help


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Co", "Cn", "Cc")), max_size=40),
    st.dates(date(1950, 1, 1), date(2100, 1, 1)),
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=5))
def test_whatever_cells_hold_makes_a_table_or_findings(rows: list[tuple[Any, ...]]) -> None:
    """Never an exception; numbers that are accepted are those that the cells show, to fifteen digits."""
    found, findings = workbook("prices.xlsx", made([HEAD, *rows]), record())
    assert (found is None) == bool(findings)
    filled = [row for row in rows if any(cell is not None and cell != "" for cell in row)]
    for row, cells in zip(found.rows if found else (), filled, strict=False):
        if isinstance(cells[1], int | float) and not isinstance(cells[1], bool):
            assert float(Decimal(row[1])) == pytest.approx(cells[1], rel=1e-14)


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(GOOD) - 1), value=st.integers(0, 255), cut=st.booleans())
def test_a_damaged_workbook_is_a_finding_at_worst(at: int, value: int, cut: bool) -> None:
    """Whatever byte is changed, and wherever the file ends."""
    data = GOOD[:at] if cut else GOOD[:at] + bytes([value]) + GOOD[at + 1 :]
    try:
        found, findings = workbook("prices.xlsx", data, record())
    except Refused as refused:
        found, findings = None, list(refused.findings)
    assert (found is None) == bool(findings)
