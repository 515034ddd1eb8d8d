"""Workbooks: a range of one sheet, its first row the header, read only after the package has been found harmless.

Hidden rows and columns are read as any other; formulas count by the value last computed for them, and must have one.
"""

import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefwright.data.connection import not_installed
from briefwright.data.decimals import text
from briefwright.load.cells import COLUMNS, Cells, Places, empty_help
from briefwright.load.characters import brief
from briefwright.load.packages import has_formulas, refuse_package
from briefwright.load.ranges import Area, Box, area, merged
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record, Table
from briefwright.model.records import Column, Dataset

if TYPE_CHECKING:
    from openpyxl import Workbook

ROWS = 100_000
CELLS = 2_000_000
"""Cells that rows with anything in them may span."""
_LOOKED = 10 * CELLS
_MEND = "open it in a spreadsheet program and save it anew as .xlsx"
_SMALLER = "name a smaller range, as in range: A1:F20, or split the dataset"
_LAST = 1_048_576
"""The last row that a sheet has."""
_FORMULA = "open the workbook in a spreadsheet program and save it, so that it holds the results"


def workbook(path: str, data: bytes, record: Record[Dataset]) -> tuple[Table | None, list[Finding]]:
    """The table in the range that the record names; None with findings L060 to L065, or L040 to L046 at its cells.

    D806 without openpyxl, L002 for what is too large.
    """
    place = record.at("file")
    try:
        refuse_package(path, data, place)
        book = _opened(path, data, record, values=True)
        where = area(book, record, path)
        try:
            rows = _rows(book, where)
            formulas = _rows(_opened(path, data, record, values=False), where) if has_formulas(data) else {}
        except _TooMuch as much:
            raise Refused(Finding("L002", f"'{path}', {where.name} {much}", place, _SMALLER)) from None
        except _damage() as problem:  # sheets are read as their rows are asked for
            raise _unreadable(path, record, problem) from None
        missing = {
            (row, column)
            for row, cells in formulas.items()
            for column, cell in cells.items()
            if cell.data_type == "f" and column not in rows.get(row, {})
        }
        return _Sheet(rows, missing, where, record, path).read(merged(data, book[where.sheet]))
    except Refused as refused:
        return None, list(refused.findings)


def _opened(path: str, data: bytes, record: Record[Dataset], *, values: bool) -> "Workbook":
    """The workbook with the values of its formulas, or with their text. Of its sheets, nothing is read but cells."""
    try:
        import openpyxl
    except ImportError:
        raise Refused(not_installed("a workbook", record.at("file"))) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl does not keep, styles and the like, is not read here
            return openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=values, keep_links=False)
    except _damage() as problem:
        raise _unreadable(path, record, problem) from None


def _damage() -> tuple[type[Exception], ...]:
    """What openpyxl raises of packages that are not as they should be: each part fails in a way of its own."""
    from openpyxl.utils import exceptions

    own = (
        *(exceptions.InvalidFileException, exceptions.CellCoordinatesException, exceptions.NamedRangeException),
        *(exceptions.SheetTitleException, exceptions.IllegalCharacterError, exceptions.ReadOnlyWorkbookException),
    )
    parts = (zipfile.BadZipFile, zlib.error, OSError, EOFError, SyntaxError)  # errors of XML are syntax errors
    values = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError, RuntimeError)
    return (*own, *parts, *values)


def _unreadable(path: str, record: Record[Dataset], problem: Exception) -> Refused:
    said = brief(str(problem), 80) or type(problem).__name__
    message = f"'{path}' cannot be read as a workbook ({said})"
    return Refused(Finding("L060", message, record.at("file"), _MEND))


class _TooMuch(Exception):
    """More cells or rows than a table has; says how many."""


def _rows(book: "Workbook", where: Area) -> dict[int, dict[int, Any]]:
    """The cells of an area that hold anything, by row and column. Raises _TooMuch."""
    sheet: Any = book[where.sheet]
    sheet.reset_dimensions()  # which are only what the file says of itself
    (top, bottom), (left, right) = where.rows, where.columns
    found: dict[int, dict[int, Any]] = {}
    width = looked = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = sheet.iter_rows(min_row=top or 1, max_row=bottom, min_col=left or 1, max_col=right)
        for number, row in enumerate(rows, top or 1):
            cells = {column: cell for column, cell in enumerate(row, left or 1) if cell.value is not None}
            looked += len(row)
            if cells:
                found[number] = cells
                width += len(row)
            if width > CELLS or looked > _LOOKED:
                raise _TooMuch(f"spans more than {CELLS:,} cells")
            if len(found) > ROWS + 1:
                raise _TooMuch(f"has more than {ROWS:,} rows")
            if number >= _LAST:
                break
    return found


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with the value of a cell: code, words after the cell's name, way out."""

    code: str
    says: str
    help: str


class _Sheet:
    """Makes a table of the cells of one range. ``missing`` are formulas without a computed value."""

    def __init__(
        self,
        found: dict[int, dict[int, Any]],
        missing: set[tuple[int, int]],
        where: Area,
        record: Record[Dataset],
        path: str,
    ) -> None:
        self.found, self.missing, self.where, self.record, self.path = found, missing, where, record, path
        self.place = record.at("file")

    def read(self, ranges: Iterable[Box]) -> tuple[Table | None, list[Finding]]:
        """``ranges`` are the merged cells of the sheet."""
        lines = sorted({*self.found, *(row for row, _ in self.missing)})
        if not lines:
            help_ = f"write the header: {', '.join(self.record.data.columns)}"
            return None, [Finding("L011", f"'{self.path}', {self.where.name} holds nothing", self.place, help_)]
        head = self.found.get(lines[0], {})
        first, last = self.where.columns
        if first is None or last is None:
            first, last = (min(head), max(head)) if head else (1, 1)
        if last - first >= COLUMNS:
            message = f"'{self.path}', {self.where.name} has {last - first + 1:,} columns; the limit is {COLUMNS:,}"
            return None, [Finding("L002", message, self.place, _SMALLER)]
        return self._table(lines[0], lines[1:], range(first, last + 1), ranges)

    def _table(
        self, head: int, lines: Sequence[int], columns: range, ranges: Iterable[Box]
    ) -> tuple[Table | None, list[Finding]]:
        from openpyxl.utils import get_column_letter

        sheet = self.where.sheet
        names = tuple(_plain(self._held(head, column)) for column in columns)
        letters = tuple(get_column_letter(column) for column in columns)
        places = Places(
            self.place,
            lambda row: lines[row],
            lambda row, at: f"{sheet}!{letters[at]}{lines[row]}",
            lambda _row, _at: self.place,
        )
        cells = Cells(names, self.record.data.columns, places)
        cells.heads()
        area_ = Box(head, columns[0], max(lines, default=head), columns[-1])
        for box in ranges:
            if box.meets(area_):
                message = f"{sheet}!{box} are merged cells"
                cells.add("L041", message, self.place, "unmerge them, and fill in each")
        rows = []
        for number, line in enumerate(lines):
            if cells.full:
                break
            if beyond := next((column for column in self.found.get(line, {}) if column not in columns), None):
                message = f"{sheet}!{get_column_letter(beyond)}{line} lies outside the columns of the header"
                cells.add("L045", message, self.place, "name the cells of the table: range: A1:F20")
            rows.append(self._row(cells, number, line, columns))
        if cells.findings:
            return None, cells.findings
        return Table(self.path, names, tuple(rows), tuple(lines), sheet, letters), []

    def _row(self, cells: Cells, number: int, line: int, columns: range) -> tuple[str, ...]:
        """The row as text; what its values are not fit for is reported, and so is what their text is not."""
        made, faulty = [], []
        for at, column in enumerate(columns):
            declared = self.record.data.columns.get(cells.header[at])
            found = self._value(line, column, declared) if declared else ""
            if isinstance(found, _Fault):
                cells.add(found.code, f"{cells.places.words(number, at)} {found.says}", self.place, found.help)
                faulty.append(at)
            made.append("" if isinstance(found, _Fault) else found)
        cells.row(number, made, frozenset(faulty))
        return tuple(made)

    def _held(self, row: int, column: int) -> Any:
        cell = self.found.get(row, {}).get(column)
        return None if cell is None else cell.value

    def _value(self, row: int, column: int, declared: Column) -> str | _Fault:
        """A cell's value as the text of its column."""
        if (row, column) in self.missing:
            return _Fault("L064", "is a formula without a computed value", _FORMULA)
        cell = self.found.get(row, {}).get(column)
        if cell is None:
            return ""
        if cell.data_type == "e":
            return _Fault("L042", f"holds the error {brief(str(cell.value), 20)}", empty_help(declared))
        if declared.type == "number":
            if isinstance(cell.value, bool):
                says = f"holds {str(cell.value).upper()}, which is no number"
                return _Fault("L041", says, "write 1 or 0 if that is meant")
            if isinstance(cell.value, datetime | time | timedelta):
                return _Fault("L041", "holds a date or time, not a number", "give the cell the format of a number")
        return _plain(cell.value)


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
