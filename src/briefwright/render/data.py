"""The data behind an exhibit, for readers: CSV in UTF-8, with cells that a spreadsheet cannot take for formulas."""

import csv
import io
import re

from briefwright.model.exhibit import Cell, ExhibitView

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula; the wide signs, where it works in Chinese or Japanese."""
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def csv_of(view: ExhibitView) -> bytes:
    """Head and rows, raw values where a cell has one; a byte-order mark first, without which Excel misreads Chinese."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_neutral(head) for head in view.table.head])
    for row in view.table.rows:
        writer.writerow([_plain(cell) for cell in row])
    return "\ufeff".encode() + out.getvalue().encode()


def _plain(cell: Cell) -> str:
    if cell.numeric and _NUMBER.fullmatch(cell.raw):
        return cell.raw
    return _neutral(cell.raw if cell.raw and cell.numeric else cell.text)


def _neutral(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text
