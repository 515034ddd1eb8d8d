"""Which cells of a workbook a dataset means: a sheet, a range of it, or a named range."""

import itertools
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefwright.load.characters import brief
from briefwright.load.wording import suggestion
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record
from briefwright.model.records import Dataset

if TYPE_CHECKING:
    from openpyxl import Workbook

_CELLS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")

_MERGED = re.compile(rb"""mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
_SHOWN = 10_000


@dataclass(frozen=True, slots=True)
class Area:
    """Cells of a sheet, first and last row and column counted from 1; None to the edge of what the sheet holds."""

    sheet: str
    rows: tuple[int | None, int | None] = (None, None)
    columns: tuple[int | None, int | None] = (None, None)
    given: bool = False
    """Whether the record names the cells, rather than the whole sheet."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Cells from (top, left) to (bottom, right), counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        from openpyxl.utils import get_column_letter

        return f"{get_column_letter(self.left)}{self.top}:{get_column_letter(self.right)}{self.bottom}"

    def meets(self, other: "Box") -> bool:
        across = self.left <= other.right and other.left <= self.right
        return across and self.top <= other.bottom and other.top <= self.bottom


def merged(data: bytes, sheet: Any) -> list[Box]:
    """The merged cells of a sheet, as far as a person would read of them.

    Read here, as openpyxl would make an object of every cell in them.
    """
    from openpyxl.utils import column_index_from_string

    boxes = []
    with zipfile.ZipFile(BytesIO(data)) as package:
        part = package.read(str(sheet._worksheet_path).lstrip("/"))  # noqa: SLF001 - nothing public says which part it is
    for found in itertools.islice(_MERGED.finditer(part), _SHOWN):
        left, top, right, bottom = (group.decode() for group in found.groups())
        boxes.append(Box(int(top), column_index_from_string(left), int(bottom), column_index_from_string(right)))
    return boxes


def area(book: "Workbook", record: Record[Dataset], path: str) -> Area:
    """The cells that a record means. Raises Refused L065 where there are none such, L060 where there is no sheet."""
    sheet, cells = record.data.sheet, record.data.range
    if not book.worksheets:
        help_ = "open it in a spreadsheet program and save it anew as .xlsx"
        raise Refused(Finding("L060", f"'{path}' holds no sheet", record.at("file"), help_))
    sheets = [one.title for one in book.worksheets]
    if sheet is not None and sheet not in sheets:
        raise _unknown(record, "sheet", f"'{path}' has no sheet '{brief(sheet)}'", sheet, sheets)
    if cells is not None and not _CELLS.fullmatch(cells):
        sheet, cells = _named(book, record, path, cells, sheets)
    if sheet is None:
        if len(sheets) != 1:
            message = f"'{path}' has {len(sheets)} sheets, and the dataset does not say which it means"
            raise Refused(Finding("L065", message, record.at("file"), f"add 'sheet:', one of: {_listed(sheets)}"))
        sheet = sheets[0]
    if cells is None:
        return Area(sheet, name=f"sheet '{sheet}'")
    return _area(sheet, cells, record)


def _area(sheet: str, cells: str, record: Record[Dataset]) -> Area:
    from openpyxl.utils import column_index_from_string

    found = _CELLS.fullmatch(cells)
    corners = found.groups() if found else ("", "0", "", "0")
    try:
        left, right = (column_index_from_string(letters.upper()) for letters in corners[::2])
    except ValueError:
        message = f"'{brief(cells)}' is not a range of cells"
        raise Refused(Finding("L065", message, record.at("range"), "write its corners, as in A1:F20")) from None
    top, bottom = (int(digits) for digits in corners[1::2])
    if not (1 <= top <= bottom <= 1_048_576 and left <= right <= 16_384):
        message = f"'{cells}' does not run from the upper left to the lower right"
        raise Refused(Finding("L065", message, record.at("range"), "write its corners, as in A1:F20"))
    return Area(sheet, (top, bottom), (left, right), given=True, name=f"{sheet}!{cells}")


def _named(
    book: "Workbook", record: Record[Dataset], path: str, name: str, sheets: list[str]
) -> tuple[str | None, str | None]:
    """Sheet and cells of a named range: the sheet's own, where one is named, else the workbook's."""
    names = dict(book.defined_names.items())
    for one in book.worksheets:
        if record.data.sheet in (None, one.title):
            names.update(one.defined_names.items())
    if name not in names:
        public = [known for known in names if not known.startswith("_")]
        raise _unknown(record, "range", f"'{path}' has no range named '{brief(name)}'", name, public)
    try:
        found = [(where, cells) for where, cells in names[name].destinations if where and cells]
    except (ValueError, TypeError, AttributeError, IndexError):
        found = []
    if len(found) != 1 or found[0][0] not in sheets or not _CELLS.fullmatch(found[0][1]):
        message = f"the name '{name}' in '{path}' is not that of one range of cells"
        raise Refused(Finding("L065", message, record.at("range"), "write the corners of the range, as in A1:F20"))
    if record.data.sheet not in (None, found[0][0]):
        message = f"the range '{name}' is on the sheet '{found[0][0]}', not on '{record.data.sheet}'"
        raise Refused(Finding("L065", message, record.at("sheet"), f"write 'sheet: {found[0][0]}', or leave it out"))
    return found[0]


def _unknown(record: Record[Dataset], key: str, message: str, word: str, known: list[str]) -> Refused:
    close = suggestion(word, known)
    help_ = f"did you mean '{close}'?" if close else f"it has: {_listed(known)}"
    return Refused(Finding("L065", message, record.at(key), help_))


def _listed(names: list[str]) -> str:
    return ", ".join(brief(name, 30) for name in names[:12]) or "none"
