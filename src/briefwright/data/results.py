"""Holds what a query answered to the columns its table declares, and makes text of it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from briefwright.data.decimals import text
from briefwright.data.parquet import holds
from briefwright.data.question import Question
from briefwright.model.characters import FORBIDDEN
from briefwright.model.finding import Finding, Refused
from briefwright.model.period import Period

_LONGEST = 2_000
"""Characters of a cell that a brief may print."""


def cells(
    question: Question, types: Sequence[tuple[str, str]], fetch: Callable[[], list[tuple[Any, ...]]]
) -> tuple[tuple[str, ...], ...]:
    """The rows as text: exact decimals, days by ISO, "" where nothing is; in the order the table declares its columns.

    ``types`` are the names and types of what ``fetch`` gives. Raises Refused N224 where they do not fit.
    """
    order = _order(question, types)
    rows = []
    for number, row in enumerate(fetch(), 1):
        made = tuple(_cell(row[at]) for at in order)
        for cell, column in zip(made, question.columns, strict=True):
            if reason := _fault(cell, column.type):
                raise _refused(question, f"row {number} of '{question.table}', column '{column.name}' {reason}")
        rows.append(made)
    return tuple(rows)


def _order(question: Question, types: Sequence[tuple[str, str]]) -> list[int]:
    """Where each declared column stands in the answer."""
    names, wanted = [name for name, _ in types], [column.name for column in question.columns]
    if sorted(names) != sorted(wanted):
        message = f"'{question.table}' declares {', '.join(wanted)}, and the query gives {', '.join(names)[:120]}"
        raise _refused(question, message, "name the columns of the SELECT with AS, and declare each under columns:")
    for column in question.columns:
        kind = types[names.index(column.name)][1]
        if not holds(column.type, kind):
            message = f"the column '{column.name}' of '{question.table}' is declared as {column.type}, and is {kind}"
            raise _refused(question, message, "CAST(… AS VARCHAR) makes text, CAST(… AS DOUBLE) numbers")
    return [names.index(name) for name in wanted]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else text(value)


def _fault(cell: str, kind: str) -> str:
    """Why a cell cannot be printed; "" where it can."""
    if kind == "number":
        return f"is {cell}, no finite number" if cell in ("inf", "-inf", "nan") else ""
    if len(cell) > _LONGEST:
        return f"has {len(cell):,} characters; the limit is {_LONGEST:,}"
    if FORBIDDEN.search(cell):
        return "holds a character that is not allowed in text"
    if kind == "period":
        try:
            Period.parse(cell)
        except ValueError:
            return f"is '{cell[:40]}', no period"
    return ""


def _refused(
    question: Question, message: str, help_: str = "leave such rows out with WHERE, or mend the data"
) -> Refused:
    return Refused(Finding("N224", message, question.span, help_, question.thesis))
