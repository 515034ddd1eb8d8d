"""Parquet files, looked through by DuckDB: small ones become tables, of large ones only counts come into Python."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from briefwright.data.connection import connect, limited, literal, not_installed, quoted, said
from briefwright.data.decimals import text
from briefwright.data.parquet import FLOATS, holds, listed
from briefwright.load.cells import Cells, Places, empty_help, fault
from briefwright.load.wording import suggestion
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import DataFile, Record, Table
from briefwright.model.records import Column, Dataset
from briefwright.world import World

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BYTES = 1024**3
ROWS = 100_000_000
"""Rows that DuckDB counts in seconds; a file of few bytes can claim any number of them."""
SECONDS = 10.0
_PERIODS = 10_000
"""Different periods that a column may have."""


def parquet(
    world: World, record: Record[Dataset], path: str, files: list[str], in_memory: int
) -> tuple[DataFile | None, Table | None, list[Finding]]:
    """The file of a dataset, and its rows where there are at most ``in_memory``; or why there is neither.

    Columns that are not declared are left alone. Raises Refused: L030 to L033 and L002 for the file itself, L066 where
    it is no sound Parquet, D806 without DuckDB.
    """
    file = _file(world, record, path, files)
    try:
        import duckdb
    except ImportError:
        raise Refused(not_installed("Parquet", record.at("file"))) from None
    with connect([file.absolute]) as connection:
        try:
            with limited(connection, SECONDS):
                return _Reader(connection, record, file).read(in_memory)
        except duckdb.InterruptException:
            message = f"'{path}' could not be looked through within {SECONDS:g} s"
            raise Refused(Finding("L002", message, record.at("file"), "keep the columns and rows you need")) from None
        except (duckdb.Error, MemoryError, UnicodeDecodeError) as problem:
            message = f"'{path}' cannot be read as Parquet: {said(problem, [(file.absolute, path)])}"
            raise Refused(Finding("L066", message, record.at("file"), "write the file anew")) from None


def _file(world: World, record: Record[Dataset], path: str, files: list[str]) -> DataFile:
    place = record.at("file")
    try:
        target = world.locate(path)
        sha256 = world.sha256(path)
        size = target.stat().st_size
    except Refused as refused:
        close = suggestion(path, files)
        way_out = f"did you mean '{close}'?" if close and refused.findings[0].code == "L031" else ""
        raise Refused(
            *(Finding(found.code, found.message, place, way_out or found.help) for found in refused.findings)
        ) from None
    if size > BYTES:
        message = f"'{path}' has {size:,} bytes; the limit is {BYTES:,}"
        raise Refused(Finding("L002", message, place, "keep the columns and rows you need"))
    return DataFile(path, str(target.resolve()), sha256, 0, "parquet")


class _Reader:
    """Looks through one file."""

    def __init__(self, connection: "DuckDBPyConnection", record: Record[Dataset], file: DataFile) -> None:
        self.connection, self.record, self.file = connection, record, file
        self.columns = record.data.columns
        self.source = f"read_parquet({literal(file.absolute)}, file_row_number = true)"

    def read(self, in_memory: int) -> tuple[DataFile | None, Table | None, list[Finding]]:
        types = self._types()
        findings = list(self._misfits(types))
        if findings:
            return None, None, findings
        rows = self._rows()
        if rows > ROWS:
            message = f"'{self.file.path}' has {rows:,} rows; the limit is {ROWS:,}"
            return None, None, [self._finding("L002", message, "keep the rows you need")]
        floats = tuple(name for name in self.columns if types[name] in FLOATS)
        file = DataFile(self.file.path, self.file.absolute, self.file.sha256, rows, "parquet", floats)
        if rows > in_memory:
            findings = list(self._counted(types))
            return (None, None, findings) if findings else (file, None, [])
        table, findings = self._table(types)
        return (file if table else None), table, findings

    def _misfits(self, types: dict[str, str]) -> Iterator[Finding]:
        """L040 and L067: columns that are not there, or hold something else than declared."""
        others = sorted(name for name in types if name != "file_row_number")
        for name, column in self.columns.items():
            if name not in types:
                close = suggestion(name, [other for other in others if other not in self.columns])
                help_ = f"did you mean '{close}'?" if close else f"the file has: {', '.join(others[:20])}"
                message = f"the column '{name}' is declared and not in '{self.file.path}'"
                yield Finding("L040", message, self.record.key("columns", name), help_)
            elif not holds(column.type, types[name]):
                message = f"the column '{name}' is declared as {column.type}, and holds {types[name]}"
                help_ = "declare what it holds, or write the file with another type"
                yield Finding("L067", message, self.record.at("columns", name, "type"), help_)

    def _table(self, types: dict[str, str]) -> tuple[Table | None, list[Finding]]:
        names = list(self.columns)
        chosen = ", ".join(listed(name, self.columns[name].type, types[name]) for name in names)
        body = [tuple(map(_cell, row)) for row in self._select(chosen)]
        place = self.record.at("file")
        places = Places(
            place,
            lambda row: row + 1,
            lambda row, at: f"'{self.file.path}', row {row + 1}, column '{names[at]}'",
            lambda _row, _at: place,
        )
        cells = Cells(names, self.columns, places)
        cells.heads()
        for row, line in enumerate(body):
            if cells.full:
                break
            cells.row(row, line)
        if cells.findings:
            return None, cells.findings
        return Table(self.file.path, tuple(names), tuple(body), tuple(range(1, len(body) + 1))), []

    def _counted(self, types: dict[str, str]) -> Iterator[Finding]:
        """L041 to L043 of a large file, each column's once, with how many there are and the first."""
        tests = list(self._tests(types))
        parts = ", ".join(
            f"count(*) FILTER (WHERE {test}), min(file_row_number) FILTER (WHERE {test})" for *_, test in tests
        )
        counts = self._select(parts or "0")[0]
        for number, (code, name, says, help_, _) in enumerate(tests):
            count, first = counts[2 * number : 2 * number + 2]
            if count:
                message = (
                    f"'{self.file.path}', column '{name}': {count:,} cells {says}, the first of them in row {first + 1}"
                )
                yield self._finding(code, message, help_)
        for name, column in self.columns.items():
            if column.type == "period":
                yield from self._periods(name, types[name])

    def _tests(self, types: dict[str, str]) -> Iterator[tuple[str, str, str, str, str]]:
        """Code, column, what is said, way out, and the condition that cells with the fault meet."""
        for name, column in self.columns.items():
            cell = quoted(name)
            empty = f"{cell} IS NULL"
            if types[name] == "VARCHAR":
                empty = f"coalesce(trim({cell}), '') = ''"
            if column.missing == "refuse" or column.type == "period":
                help_ = "fill them in" if column.type == "period" else "fill them in, or declare 'missing: allow'"
                yield "L043", name, "are empty", help_, empty
            if types[name] in FLOATS and column.type == "number":
                yield "L042", name, "are not finite numbers", empty_help(column), f"NOT isfinite({cell})"

    def _periods(self, name: str, kind: str) -> Iterator[Finding]:
        chosen = listed(name, "period", kind)
        found = self._select(f"DISTINCT {chosen}", f"LIMIT {_PERIODS + 1}")
        if len(found) > _PERIODS:
            message = f"'{self.file.path}', column '{name}' has more than {_PERIODS:,} different periods"
            yield self._finding("L041", message, "declare it as text")
            return
        wrong = sorted(
            {cell for row in found if (cell := _cell(row[0])).strip() and fault(cell, Column(type="period"))}
        )
        if wrong:
            _, says, help_ = fault(wrong[0], Column(type="period")) or ("", "", "")
            yield self._finding("L041", f"'{self.file.path}', column '{name}'{says}", help_)

    def _finding(self, code: str, message: str, help_: str) -> Finding:
        return Finding(code, message, self.record.at("file"), help_)

    def _types(self) -> dict[str, str]:
        """The columns of the file by name, with DuckDB's types."""
        return {str(name): str(kind) for name, kind, *_ in self._select("*", describe=True)}

    def _rows(self) -> int:
        """How many rows the file says it has, without looking at them."""
        where = literal(self.file.absolute)
        found = self.connection.execute(f"SELECT num_rows FROM parquet_file_metadata({where})").fetchone()  # noqa: S608 - a literal
        return int(found[0]) if found else 0

    def _select(self, chosen: str, tail: str = "", *, describe: bool = False) -> list[tuple[Any, ...]]:
        statement = f"SELECT {chosen} FROM {self.source} {tail}"  # noqa: S608 - names and the path are quoted
        return self.connection.execute(f"DESCRIBE {statement}" if describe else statement).fetchall()


def _cell(value: Any) -> str:
    """A value as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else text(value)
