"""Runs a question in DuckDB, locked to the files of the question, within limits of time, memory and rows."""

import itertools
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from briefwright.data.connection import MEMORY, connect, limited, literal, not_installed, quoted, said
from briefwright.data.parquet import SPARE, queried
from briefwright.data.question import ROWS, Answer, Given, Question
from briefwright.data.results import cells
from briefwright.data.syntax import check
from briefwright.jobs import Job
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Table
from briefwright.model.number import Frame

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SECONDS = 10.0
_WIDTH = 38
"""Digits of DuckDB's longest exact number."""


def answer(job: Job[Question]) -> Answer:
    """The frame that a question asks for, or the findings that say why there is none.

    N220 no plain SELECT, N221 failed, N222 too long, N223 too much, N224 other columns; C145 no such dataset; D806.
    """
    question = job.payload
    files = [one.file.absolute for one in question.given if one.table is None]
    try:
        with connect(files) as connection:
            return _answer(connection, question)
    except ImportError:
        return (not_installed("a table made of datasets", question.span, question.thesis),)
    except Refused as refused:
        return refused.findings


def _answer(connection: "DuckDBPyConnection", question: Question) -> Frame:
    import duckdb

    try:
        with limited(connection, SECONDS):
            read = _given(connection, question)
            found = connection.execute(question.sql, list(question.parameters))
            types = [(str(column[0]), str(column[1])) for column in found.description or ()]
            rows = cells(question, types, lambda: found.fetchmany(_most(question) + 1))  # the rest is never made
    except duckdb.InterruptException:
        message = f"the query of '{question.table}' ran for more than {SECONDS:g} s"
        raise _refused(question, "N222", message, "read fewer rows, or join on fewer of them") from None
    except (duckdb.OutOfMemoryException, MemoryError):
        message = f"the query of '{question.table}' needs more than {MEMORY} of memory"
        raise _refused(question, "N223", message, "group or filter earlier") from None
    except (duckdb.Error, UnicodeDecodeError) as problem:
        paths = [(one.file.absolute, one.file.path) for one in question.given]
        raise _refused(question, "N221", f"the query of '{question.table}' failed: {said(problem, paths)}") from None
    if question.limit is None and len(rows) > ROWS:
        message = f"'{question.table}' has more than {ROWS} rows"
        raise _refused(question, "N223", message, "group them, or keep the first with 'limit:'")
    return Frame(
        question.table,
        question.columns,
        rows[: _most(question)],
        tuple(one.snapshot for one in question.given if one.name in read),
        next((column.name for column in question.columns if column.type != "number"), ""),
        statement(question),
        question.statistics,
        question.period,
    )


def statement(question: Question) -> str:
    """The SQL with its values in their places, as a reader may run it."""
    parts = question.sql.split("?") if question.parameters else [question.sql]
    values = [literal(value) if isinstance(value, str) else f"{value:f}" for value in question.parameters]
    pairs = itertools.zip_longest(parts, values, fillvalue="")
    return "".join(part + value for part, value in pairs)


def _given(connection: "DuckDBPyConnection", question: Question) -> frozenset[str]:
    """Makes the datasets that the question reads, and names them."""
    known = {one.name: [name for name, _ in one.types] for one in question.given}
    read = frozenset(known)
    if question.written:
        read = check(connection, question.sql, known, question.span, question.thesis)
    for one in question.given:
        if one.name not in read:
            continue
        if one.table is None:
            _view(connection, one)
        else:
            _table(connection, one, one.table)
    return read


def _view(connection: "DuckDBPyConnection", given: Given) -> None:
    """A Parquet file under the dataset's name, its declared columns only."""
    source = f"read_parquet({literal(given.file.absolute)})"
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - a literal
    kinds = {str(name): str(kind) for name, kind, *_ in described}
    chosen = ", ".join(queried(name, declared, kinds[name]) for name, declared in given.types)
    connection.execute(f"CREATE VIEW {quoted(given.name)} AS SELECT {chosen} FROM {source}")  # noqa: S608 - quoted names


def _table(connection: "DuckDBPyConnection", given: Given, table: Table) -> None:
    """The rows of a CSV file or workbook under the dataset's name; numbers as exact as their digits."""
    chosen, values = [], []
    for name, declared in given.types:
        at = table.header.index(name)
        column = [row[at] for row in table.rows]
        kind = _number(column) if declared == "number" else "VARCHAR"
        values.append([cell if cell.strip() else None for cell in column])
        chosen.append(f"CAST(unnest(${len(values)}::VARCHAR[]) AS {kind}) AS {quoted(name)}")
    connection.execute(f"CREATE TABLE {quoted(given.name)} AS SELECT {', '.join(chosen)}", values)


def _number(column: Iterable[str]) -> str:
    """The type that holds all numbers of a column, with some decimals to spare, or else the nearest to it."""
    numbers = [Decimal(cell) for cell in column if cell.strip()]
    scale = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
    whole = max((number.adjusted() + 1 for number in numbers), default=1)
    fits = scale + SPARE + max(whole, 1) <= _WIDTH
    return f"DECIMAL({_WIDTH},{scale + SPARE})" if fits else "DOUBLE"


def _most(question: Question) -> int:
    return ROWS if question.limit is None else question.limit


def _refused(question: Question, code: str, message: str, help_: str = "see DuckDB's guide to SELECT") -> Refused:
    return Refused(Finding(code, message, question.span, help_, question.thesis))
