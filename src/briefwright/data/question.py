"""What a table asks of its datasets: all that a worker needs to run it, and nothing of the rest of the library."""

from dataclasses import dataclass
from decimal import Decimal

from briefwright.model.finding import Finding, Span
from briefwright.model.library import DataFile, Table
from briefwright.model.number import Frame, FrameColumn, Snapshot
from briefwright.model.period import Period

ROWS = 500
"""The most rows a table of a brief has."""


@dataclass(frozen=True, slots=True)
class Given:
    """A dataset that a question may read. ``name`` is its name in SQL, ``types`` its declared columns by name.

    ``table`` holds the rows of CSV files and workbooks; a Parquet file is read where it lies.
    """

    name: str
    types: tuple[tuple[str, str], ...]
    file: DataFile
    snapshot: Snapshot
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One SELECT over ``given`` datasets, and the columns that must come of it, in their order.

    ``limit`` is how many rows are kept; where it is None, more than ROWS are a finding. ``statistics`` are the names of
    FORMULAS entries behind the columns. ``span`` is where findings point; ``written`` whether an author wrote the SQL.
    ``period`` is what the datasets say all numbers speak for.
    """

    table: str
    thesis: str
    sql: str
    given: tuple[Given, ...]
    columns: tuple[FrameColumn, ...]
    span: Span
    parameters: tuple[str | Decimal, ...] = ()
    limit: int | None = None
    statistics: tuple[str, ...] = ()
    written: bool = False
    period: Period | None = None


Answer = Frame | tuple[Finding, ...]
