"""The tables of datasets: CSV held to its declared columns, nothing guessed, every cell kept as it stands.

UTF-8 only; a byte order mark at the start, as spreadsheets write it, is taken off. Blank lines are skipped.
"""

import csv
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from briefwright.load.characters import brief, decode
from briefwright.load.paths import beside, read_named
from briefwright.load.wording import suggestion
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import Record, Table
from briefwright.model.period import Period
from briefwright.model.records import Column, Dataset
from briefwright.world import World

ROWS = 100_000
COLUMNS = 1_000
_NUMBER = re.compile(r"[-+]?[0-9]{1,60}(?:\.[0-9]{1,60})?")
_SHOWN = 20


def table(world: World, record: Record[Dataset], files: list[str]) -> tuple[Table | None, list[Finding]]:
    """The table of a dataset; None where it has findings. ``files`` are the CSV files that could be meant."""
    folder = record.places.file.rpartition("/")[0]
    place = record.at("file")
    try:
        path = beside(folder, record.data.file, ".csv", place)
        data = read_named(world, path, place, files)
    except Refused as refused:
        return None, list(refused.findings)
    return rows(path, data, record.data.columns)


def rows(path: str, data: bytes, columns: dict[str, Column]) -> tuple[Table | None, list[Finding]]:
    """The CSV file ``data`` as a table of ``columns``; None where it has findings L001, L003, L040 to L047."""
    text, findings = decode(path, data)
    if text is None:
        return None, findings
    try:
        lines = list(_lines(path, text))
    except Refused as refused:
        return None, list(refused.findings)
    if not lines:
        help_ = f"write the header: {','.join(columns)}"
        return None, [Finding("L011", "the file holds nothing", Span(path), help_)]
    reader = _Rows(path, lines, columns)
    reader.read()
    if reader.findings:
        return None, reader.findings
    body = lines[1:]
    return Table(path, lines[0].cells, tuple(line.cells for line in body), tuple(line.number for line in body)), []


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the file: where it starts, its cells, and the text of its first line."""

    number: int
    cells: tuple[str, ...]
    text: str

    def span(self, file: str, at: int) -> Span:
        """The place of a cell; of the row where a cell goes over several lines."""
        start = 0
        for position, cell in enumerate(self.cells[: at + 1]):
            quoted = self.text.startswith('"', start)
            length = len(cell) + cell.count('"') + 2 if quoted else len(cell)
            if "\n" in cell:
                break
            if position == at:
                return Span(file, self.number, start + 1, max(length, 1))
            start += length + 1
        return Span(file, self.number)


def _lines(path: str, text: str) -> Iterator[_Line]:
    raw = text.split("\n")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    done = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            message = "a cell is too long" if "limit" in str(problem) else "the quotes of this row do not match"
            help_ = 'put a cell that holds a comma in quotes, and write "" for a quote in it'
            raise Refused(Finding("L047", message, Span(path, done + 1), help_)) from None
        if cells is None:
            return
        if cells:
            yield _Line(done + 1, tuple(cells), raw[done] if done < len(raw) else "")
        done = reader.line_num
        if done > ROWS:
            raise Refused(
                Finding("L002", f"the file has more than {ROWS:,} rows", Span(path, done), "split the dataset")
            )


class _Rows:
    """Holds the lines of one file to its declared columns."""

    def __init__(self, path: str, lines: list[_Line], columns: dict[str, Column]) -> None:
        self.path, self.lines, self.columns = path, lines, columns
        self.findings: list[Finding] = []

    def read(self) -> None:
        header = self.lines[0]
        if len(header.cells) > COLUMNS:
            message = f"the header has {len(header.cells):,} columns; the limit is {COLUMNS:,}"
            self._add("L002", message, Span(self.path, header.number), "split the dataset")
            return
        self._header()
        known = [(header.cells.index(name), name, self.columns[name]) for name in self.columns if name in header.cells]
        previous: tuple[Period, int] | None = None
        for line in self.lines[1:]:
            if len(self.findings) > _SHOWN:
                return
            if len(line.cells) != len(header.cells):
                message = f"row {line.number} has {len(line.cells)} cells, the header {len(header.cells)}"
                self._add("L045", message, line.span(self.path, 0), "a cell that holds a comma must be in quotes")
                continue
            for at, name, column in known:
                if self._cell(line, at, name, column) and column.type == "period":
                    period = Period.parse(line.cells[at])
                    self._order(line, at, period, previous)
                    previous = (period, line.number)

    def _header(self) -> None:
        header = self.lines[0]
        missing = [name for name in self.columns if name not in header.cells]
        for at, name in enumerate(header.cells):
            place = header.span(self.path, at)
            if name in header.cells[:at]:
                message = f"the column '{brief(name)}' stands twice in the header"
                self._add("L044", message, place, "keep one of the two")
            elif name not in self.columns:
                if close := suggestion(name, missing):
                    missing.remove(close)
                help_ = f"did you mean '{close}'?" if close else "declare it in the record, or delete it"
                self._add("L044", f"the column '{brief(name)}' is not declared", place, help_)
        for name in missing:
            message = f"the column '{name}' is declared and not in the header"
            self._add("L040", message, Span(self.path), f"add the column, or take '{name}' out of the record")

    def _cell(self, line: _Line, at: int, name: str, column: Column) -> bool:
        """True where the cell holds what its column declares."""
        words = _fault(line.cells[at], column)
        if words is None:
            return bool(line.cells[at].strip())
        code, says, help_ = words
        self._add(code, f"row {line.number}, column '{name}'{says}", line.span(self.path, at), help_)
        return False

    def _order(self, line: _Line, at: int, period: Period, previous: tuple[Period, int] | None) -> None:
        if previous is None or period.start is None or previous[0].start is None or period.start > previous[0].start:
            return
        what = "repeats" if period.start == previous[0].start else "is earlier than"
        message = f"row {line.number}: '{line.cells[at]}' {what} the period of row {previous[1]}"
        self._add("L046", message, line.span(self.path, at), "put each period once, oldest first")

    def _add(self, code: str, message: str, place: Span, help_: str) -> None:
        if len(self.findings) < _SHOWN:
            self.findings.append(Finding(code, message, place, help_))
        elif len(self.findings) == _SHOWN:
            self.findings.append(
                Finding(code, "more faults follow and are not listed", place, "mend those above first")
            )


def _fault(cell: str, column: Column) -> tuple[str, str, str] | None:
    """Code, end of the message and way out for a cell that does not fit its column; None where it does."""
    if not cell.strip():
        if column.type == "period":
            return "L043", " is empty", "fill it in"
        return None if column.missing == "allow" else ("L043", " is empty", "fill it in, or declare 'missing: allow'")
    if column.type == "number" and not _NUMBER.fullmatch(cell):
        if not _finite(cell):
            return "L042", f": '{brief(cell, 30)}' is not a finite number", _empty_help(column)
        return "L041", f": '{brief(cell, 30)}' is not a number", _number_help(cell, column)
    if column.type == "period":
        try:
            Period.parse(cell)
        except ValueError:
            way_out = "write 2023, 2023A, FY2026, 2023Q1, 2023-02 or 2023-02-20"
            return "L041", f": '{brief(cell, 30)}' is not a period", way_out
    return None


def _finite(cell: str) -> bool:
    try:
        return math.isfinite(float(cell)) and Decimal(cell.strip()).is_finite()
    except (ValueError, ArithmeticError):
        return True


def _empty_help(column: Column) -> str:
    return "leave the cell empty" if column.missing == "allow" else "leave the cell empty and declare 'missing: allow'"


def _number_help(cell: str, column: Column) -> str:
    if re.search(r"[0-9][,  '\s][0-9]", cell):
        return "write digits with a point for decimals and nothing between thousands, as in 1234.5"
    if cell.strip().endswith("%") or re.fullmatch(r"\s*[^\d\s.+-]+\s*[0-9.]+\s*", cell):
        return "write digits alone; the unit is declared in the record"
    if re.search(r"\d", cell):
        return "write plain digits, as in -1234.5, without spaces, exponents or units"
    return _empty_help(column)
