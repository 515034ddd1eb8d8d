"""The tables of datasets: files held to their declared columns, nothing guessed, every cell kept as it stands.

CSV is UTF-8 only; a byte order mark at the start, as spreadsheets write it, is taken off. Blank lines are skipped.
"""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

from briefwright.load.cells import COLUMNS, Cells, Places
from briefwright.load.characters import decode
from briefwright.load.parquet import parquet
from briefwright.load.paths import beside, read_named
from briefwright.load.workbooks import workbook
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import DataFile, Record, Table
from briefwright.model.records import Column, Dataset
from briefwright.world import World

ROWS = 100_000
FORMS = (".csv", ".parquet", ".xlsx")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A dataset's file, and its rows where they fit into memory. Both are None where there are findings."""

    file: DataFile | None = None
    table: Table | None = None
    findings: tuple[Finding, ...] = ()


def dataset(world: World, record: Record[Dataset], files: list[str]) -> Loaded:
    """What the file of a dataset holds. ``files`` are those that could be meant."""
    folder = record.places.file.rpartition("/")[0]
    try:
        ending = _ending(record)
        path = beside(folder, record.data.file, ending, record.at("file"))
        return _READERS[ending](world, record, path, files)
    except Refused as refused:
        return Loaded(findings=refused.findings)


def _ending(record: Record[Dataset]) -> str:
    """The ending of a dataset's file. Raises Refused L023 for other forms, and where fields do not suit the form."""
    ending = PurePosixPath(record.data.file).suffix
    if ending not in FORMS:
        message = f"'{record.data.file}' is neither CSV, Parquet nor XLSX"
        help_ = f"name a file ending in {', '.join(FORMS)}"
        raise Refused(Finding("L023", message, record.at("file"), help_))
    misplaced = [
        Finding("L023", f"only a workbook has a {key}", record.key(key), "delete it, or name a file ending in .xlsx")
        for key in ("sheet", "range")
        if getattr(record.data, key) is not None and ending != ".xlsx"
    ]
    if misplaced:
        raise Refused(*misplaced)
    return ending


def _csv(world: World, record: Record[Dataset], path: str, files: list[str]) -> Loaded:
    data = read_named(world, path, record.at("file"), files)
    table, findings = rows(path, data, record.data.columns)
    return _loaded(world, path, data, table, findings)


def _xlsx(world: World, record: Record[Dataset], path: str, files: list[str]) -> Loaded:
    data = read_named(world, path, record.at("file"), files)
    table, findings = workbook(path, data, record)
    return _loaded(world, path, data, table, findings)


def _loaded(world: World, path: str, data: bytes, table: Table | None, findings: list[Finding]) -> Loaded:
    if table is None:
        return Loaded(findings=tuple(findings))
    form: Literal["csv", "xlsx"] = "xlsx" if path.endswith(".xlsx") else "csv"
    where = str(world.locate(path).resolve())
    return Loaded(DataFile(path, where, hashlib.sha256(data).hexdigest(), len(table.rows), form), table)


def _parquet(world: World, record: Record[Dataset], path: str, files: list[str]) -> Loaded:
    file, table, findings = parquet(world, record, path, files, ROWS)
    return Loaded(file, table, tuple(findings))


_READERS: dict[str, Callable[[World, Record[Dataset], str, list[str]], Loaded]] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}


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
    findings = _read(path, lines, columns)
    if findings:
        return None, findings
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


def _read(path: str, lines: list[_Line], columns: dict[str, Column]) -> list[Finding]:
    """What is wrong with the lines of a file, held to its declared columns."""
    header, body = lines[0], lines[1:]
    if len(header.cells) > COLUMNS:
        message = f"the header has {len(header.cells):,} columns; the limit is {COLUMNS:,}"
        return [Finding("L002", message, Span(path, header.number), "split the dataset")]
    cells = Cells(
        header.cells,
        columns,
        Places(
            Span(path),
            lambda row: lines[row + 1].number,
            lambda row, at: f"row {lines[row + 1].number}, column '{header.cells[at]}'",
            lambda row, at: lines[row + 1].span(path, at),
        ),
    )
    cells.heads()
    for row, line in enumerate(body):
        if cells.full:
            break
        if len(line.cells) == len(header.cells):
            cells.row(row, line.cells)
            continue
        message = f"row {line.number} has {len(line.cells)} cells, the header {len(header.cells)}"
        cells.add("L045", message, line.span(path, 0), "a cell that holds a comma must be in quotes")
    return cells.findings
