"""Snapshots as files: rows of a live source to CSV or Parquet, every decimal exact, and back to text.

The same rows make the same bytes.
"""

import csv
import errno
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from briefwright.model.records import Column

PARQUET = ".parquet"
DIGITS = 38
"""The most that a DECIMAL of DuckDB or Parquet readers holds."""
_BATCH = 5_000
_NUMBER = re.compile(r"[-+]?([0-9]+)(?:\.([0-9]+))?")


class Unfit(Exception):
    """Rows that no snapshot can hold; says why, and ``help`` what to do."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


class TooLarge(Exception):
    """More bytes than allowed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a snapshot holds: its columns in order, and the number of its rows."""

    columns: tuple[str, ...]
    rows: int


def write(
    target: Path, names: Sequence[str], rows: Iterable[Sequence[object]], columns: Mapping[str, Column], limit: int
) -> Written:
    """Write rows to ``target``, CSV or Parquet by its ending, as they come. ``columns`` are the declared ones.

    A file for the while stands beside a Parquet one. Raises Unfit, TooLarge above ``limit`` bytes as text, OSError.
    """
    parquet = target.suffix == PARQUET
    spool = target.with_suffix(".csv")
    numbers = [name for name in names if parquet and name in columns and columns[name].type == "number"]
    measure = _Measure(names, numbers)
    with spool.open("wb") as file:
        size = file.write(_encoded([names]))
        for batch in _batched(rows, names):
            measure.add(batch)
            size += file.write(_encoded(batch))
            if size > limit:
                raise TooLarge(f"{limit:,} bytes")
    if measure.rows == 0:
        raise Unfit("the query returned no rows", "see why the source is empty, or mend the query")
    if parquet:
        _convert(spool, target, names, measure.types())
        spool.unlink()
    return Written(tuple(names), measure.rows)


def cell(value: object) -> str:
    """A value as a snapshot has it: exact decimals, ISO dates, "" for NULL. Raises TypeError for what is no cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def sheet(path: Path, most: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    """The header and rows of a snapshot as text; None where it is none or has more than ``most`` rows."""
    if not path.is_file():
        return None
    if path.suffix == PARQUET:
        return _parquet_sheet(path, most)
    with path.open(encoding="utf-8-sig", newline="", errors="replace") as file:
        try:
            lines = [tuple(line) for line, _ in zip(csv.reader(file), range(most + 2), strict=False)]
        except csv.Error:
            return None
    return (lines[0], lines[1:]) if lines and len(lines) <= most + 1 else None


class _Measure:
    """Counts rows and, for Parquet, the digits of number columns."""

    def __init__(self, names: Sequence[str], numbers: Sequence[str]) -> None:
        self.names, self.rows = names, 0
        self.digits = {names.index(name): (1, 0) for name in numbers}

    def add(self, batch: Sequence[Sequence[str]]) -> None:
        for at, (whole, fraction) in self.digits.items():
            for offset, row in enumerate(batch, self.rows + 1):
                if not row[at]:
                    continue
                found = _NUMBER.fullmatch(row[at])
                if not found:
                    message = f"row {offset}, column '{self.names[at]}': '{row[at][:30]}' is not a number"
                    raise Unfit(message, "mend the query, or declare the column as text")
                whole = max(whole, len(found[1].lstrip("0")))  # noqa: PLW2901 - the largest so far
                fraction = max(fraction, len(found[2] or ""))  # noqa: PLW2901 - as above
            if whole + fraction > DIGITS:
                message = f"column '{self.names[at]}' needs {whole + fraction} digits; a Parquet file holds {DIGITS}"
                raise Unfit(message, "round it in the query, or name a .csv file in the record")
            self.digits[at] = (whole, fraction)
        self.rows += len(batch)

    def types(self) -> list[str]:
        sizes = [self.digits.get(at) for at in range(len(self.names))]
        return [f"DECIMAL({size[0] + size[1]}, {size[1]})" if size else "VARCHAR" for size in sizes]


def _batched(rows: Iterable[Sequence[object]], names: Sequence[str]) -> Iterable[list[list[str]]]:
    batch: list[list[str]] = []
    for row in rows:
        try:
            batch.append([cell(value) for value in row])
        except TypeError as problem:
            at = next(at for at, value in enumerate(row) if type(value).__name__ == str(problem))
            message = f"column '{names[at]}' holds values of type {problem}, which a table cannot"
            raise Unfit(message, "cast it in the query") from None
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def _encoded(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8", errors="replace")


def _convert(spool: Path, target: Path, names: Sequence[str], types: Sequence[str]) -> None:
    import duckdb

    quoted = [_quoted(name, '"') for name in names]
    text = ", ".join(f"{_quoted(name, chr(39))}: 'VARCHAR'" for name in names)
    casts = ", ".join(f"CAST({name} AS {type_}) AS {name}" for name, type_ in zip(quoted, types, strict=True))
    source = (
        f"read_csv({_quoted(str(spool), chr(39))}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', new_line = '\\n', nullstr = '', columns = {{{text}}})"
    )
    statement = (
        f"COPY (SELECT {casts} FROM {source}) TO {_quoted(str(target), chr(39))} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608 - names are quoted
    )
    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            connection.execute(statement)
        except duckdb.Error as problem:  # the cells have been measured: what is left is the disk
            raise OSError(errno.EIO, str(problem).partition("\n")[0], str(target)) from None


def _parquet_sheet(path: Path, most: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]] | None:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as connection:
        try:
            answer = connection.execute(
                "SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?) LIMIT ?", [str(path), most + 1]
            )
            names = tuple(column[0] for column in answer.description or ())
            rows = [tuple(value or "" for value in row) for row in answer.fetchall()]
        except duckdb.Error:
            return None
    return (names, rows) if len(rows) <= most else None


def _quoted(text: str, mark: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark
