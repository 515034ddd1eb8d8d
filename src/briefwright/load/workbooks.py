"""Workbooks: a range of one sheet, its first row the header, read only after the package has been found harmless.

Hidden rows and columns are read as any other; formulas count by the value last computed for them, and must have one.
"""

import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefwright.data.connection import not_installed
from briefwright.data.decimals import text
from briefwright.load.cells import COLUMNS, Cells, Places, empty_help
from briefwright.load.characters import brief
from briefwright.load.packages import has_formulas, refuse_package
from briefwright.load.ranges import Area, area
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record, Table
from briefwright.model.records import Column, Dataset

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS = 100_000
CELLS = 2_000_000
_MEND = "open it in a spreadsheet program and save it anew as .xlsx"
_FORMULA = "open the workbook in a spreadsheet program and save it, so that it holds the results"


def workbook(path: str, data: bytes, record: Record[Dataset]) -> tuple[Table | None, list[Finding]]:
    """The table in the range that the record names; None with findings L060 to L065, or L040 to L046 at its cells.

    Raises Refused D806 without openpyxl.
    """
    place = record.at("file")
    try:
        refuse_package(path, data, place)
        book = _opened(path, data, record, values=True)
        where = area(book, record, path)
        where = _within(book, where, path, record)
        formulas = _formulas(path, data, record, where) if has_formulas(data) else frozenset()
        return _Sheet(book, where, record, path, formulas).read()
    except Refused as refused:
        return None, list(refused.findings)


def _opened(path: str, data: bytes, record: Record[Dataset], *, values: bool) -> "Workbook":
    """The workbook with the values of its formulas, or with their text."""
    try:
        import openpyxl
    except ImportError:
        raise Refused(not_installed("a workbook", record.at("file"))) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep, styles and the like, is not read here
            return openpyxl.load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except MemoryError:
        raise
    except Exception as problem:  # noqa: BLE001 - the parts of a damaged package fail in as many ways as there are parts
        said = brief(str(problem), 80) or type(problem).__name__
        message = f"'{path}' cannot be read as a workbook ({said})"
        raise Refused(Finding("L060", message, record.at("file"), _MEND)) from None


def _within(book: "Workbook", where: Area, path: str, record: Record[Dataset]) -> Area:
    """The part of an area that the sheet may hold anything in. Raises Refused L002 where that is too much."""
    sheet = book[where.sheet]
    (top, bottom), (left, right) = where.rows, where.columns
    rows = (top or 1, max(top or 1, min(bottom or sheet.max_row, sheet.max_row)))
    columns = (left or 1, max(left or 1, min(right or sheet.max_column, sheet.max_column)))
    count = (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)
    if count > CELLS:
        message = f"'{path}', {where.name} spans {count:,} cells; the limit is {CELLS:,}"
        raise Refused(Finding("L002", message, record.at("file"), "name the cells of the table: range: A1:F20"))
    return replace(where, rows=rows, columns=columns)


def _formulas(path: str, data: bytes, record: Record[Dataset], where: Area) -> frozenset[tuple[int, int]]:
    """Row and column of the cells of the range that hold formulas."""
    sheet = _opened(path, data, record, values=False)[where.sheet]
    cells = (cell for row in sheet.iter_rows(*where.rows, *where.columns) for cell in row)
    return frozenset((cell.row or 0, cell.column or 0) for cell in cells if cell.data_type == "f")


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with the value of a cell: code, words after the cell's name, way out."""

    code: str
    says: str
    help: str


class _Sheet:
    """Reads one range of one sheet."""

    def __init__(
        self, book: "Workbook", where: Area, record: Record[Dataset], path: str, formulas: frozenset[tuple[int, int]]
    ) -> None:
        self.sheet, self.where, self.record, self.path = book[where.sheet], where, record, path
        self.formulas = formulas
        self.place = record.at("file")

    def read(self) -> tuple[Table | None, list[Finding]]:
        lines = self._lines()
        head = next(lines, None)
        if head is None:
            help_ = f"write the header: {', '.join(self.record.data.columns)}"
            return None, [Finding("L011", f"'{self.path}', {self.where.name} holds nothing", self.place, help_)]
        head = self._trimmed(head)
        if len(head) > COLUMNS:
            message = f"'{self.path}', {self.where.name} has {len(head):,} columns; the limit is {COLUMNS:,}"
            return None, [Finding("L002", message, self.place, "name a smaller range")]
        body = []
        for line in lines:
            body.append(line)
            if len(body) > ROWS:
                message = f"'{self.path}', {self.where.name} has more than {ROWS:,} rows"
                return None, [Finding("L002", message, self.place, "name a smaller range, or split the dataset")]
        return self._table(head, body)

    def _lines(self) -> Iterator[tuple[Any, ...]]:
        """The rows of the range that hold anything."""
        for row in self.sheet.iter_rows(*self.where.rows, *self.where.columns):
            if any(cell.value is not None or (cell.row, cell.column) in self.formulas for cell in row):
                yield row

    def _trimmed(self, head: tuple[Any, ...]) -> tuple[Any, ...]:
        """The header; where no range is named, from its first cell that holds anything to its last."""
        if self.where.given:
            return head
        filled = [at for at, cell in enumerate(head) if cell.value is not None]
        return head[filled[0] : filled[-1] + 1] if filled else head

    def _table(self, head: tuple[Any, ...], body: list[tuple[Any, ...]]) -> tuple[Table | None, list[Finding]]:
        first = head[0].column - body[0][0].column if body else 0
        names = tuple(self._plain(cell.value) for cell in head)
        letters = tuple(cell.column_letter for cell in head)
        lines = tuple(row[0].row for row in body)
        places = Places(
            self.place,
            lambda row: lines[row],
            lambda row, at: f"{self.where.sheet}!{letters[at]}{lines[row]}",
            lambda _row, _at: self.place,
        )
        cells = Cells(names, self.record.data.columns, places)
        cells.heads()
        self._merged(cells, head[0].row)
        rows = []
        for number, row in enumerate(body):
            if cells.full:
                break
            inside = row[first : first + len(head)]
            beyond = [cell for cell in (*row[:first], *row[first + len(head) :]) if cell.value is not None]
            if beyond:
                message = f"{self.where.sheet}!{beyond[0].coordinate} lies outside the columns of the header"
                cells.add("L045", message, self.place, "name the cells of the table: range: A1:F20")
            rows.append(self._row(cells, number, inside))
        if cells.findings:
            return None, cells.findings
        return Table(self.path, names, tuple(rows), lines, self.where.sheet, letters), []

    def _row(self, cells: Cells, number: int, row: tuple[Any, ...]) -> tuple[str, ...]:
        """The row as text; what its values are not fit for is reported, and so is what their text is not."""
        made, faulty = [], []
        for at, cell in enumerate(row):
            column = self.record.data.columns.get(cells.header[at])
            found = self._value(cell, column) if column else ""
            if isinstance(found, _Fault):
                cells.add(found.code, f"{cells.places.words(number, at)} {found.says}", self.place, found.help)
                faulty.append(at)
            made.append("" if isinstance(found, _Fault) else found)
        cells.row(number, made, frozenset(faulty))
        return tuple(made)

    def _value(self, cell: Any, column: Column) -> "str | _Fault":
        """A cell's value as the text of its column."""
        value = cell.value
        if value is None:
            if (cell.row, cell.column) in self.formulas:
                return _Fault("L064", "is a formula without a computed value", _FORMULA)
            return ""
        if cell.data_type == "e":
            return _Fault("L042", f"holds the error {brief(str(value), 20)}", empty_help(column))
        if column.type == "number":
            if isinstance(value, bool):
                return _Fault(
                    "L041", f"holds {str(value).upper()}, which is no number", "write 1 or 0 if that is meant"
                )
            if isinstance(value, datetime | time | timedelta):
                return _Fault("L041", "holds a date or time, not a number", "give the cell the format of a number")
        return self._plain(value)

    @staticmethod
    def _plain(value: Any) -> str:
        """Days by ISO, numbers as exact decimals, the rest as it stands."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            return text(value)
        if isinstance(value, datetime) and value.time() == time():
            return value.date().isoformat()
        return str(value)

    def _merged(self, cells: Cells, top: int) -> None:
        """L041 for merged cells within the range: which of them holds the value, no reader could tell."""
        first, last = self.where.columns
        for merged in self.sheet.merged_cells.ranges:
            below = merged.max_row >= top and merged.min_row <= (self.where.rows[1] or 0)
            if below and merged.max_col >= (first or 1) and merged.min_col <= (last or 0):
                message = f"{self.where.sheet}!{merged.coord} are merged cells"
                cells.add("L041", message, self.place, "unmerge them, and fill in each")
