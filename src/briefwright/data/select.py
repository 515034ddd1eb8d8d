"""Compiles the tables of a thesis to questions: structured ones to SQL, of which no word is the author's own.

Values that rows must have are parameters; names are those of the dataset's declared columns, and quoted all the same.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from briefwright.data.columns import Asked, columns, near
from briefwright.data.connection import quoted
from briefwright.data.question import Given, Question
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record, Shared, ThesisRecord
from briefwright.model.period import Period
from briefwright.model.records import Dataset
from briefwright.model.tables import Picked, Selection

_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_STATISTICS = {
    "sum": "sum({})",
    "mean": "avg({})",
    "median": "median({})",
    "minimum": "min({})",
    "maximum": "max({})",
    "deviation": "stddev_samp({})",
    "count": "count({})",
    "first": "first({})",
}
_OF_FLOATS = _STATISTICS | {"sum": "fsum({})", "mean": "favg({})"}
"""Binary floating point is added with its rounding errors made good."""


def questions(thesis: ThesisRecord, shared: Shared) -> tuple[list[Question], list[Finding]]:
    """One question for each sound table of a thesis, in their order, and C145, C146, N203, N204 for the others.

    A table over a dataset that is broken makes neither: the dataset's own findings say why.
    """
    asked: list[Question] = []
    findings: list[Finding] = []
    for name, selection in thesis.data.tables.items():
        table = Asked(name, selection, thesis)
        try:
            question = _query(table, shared) if selection.query is not None else _selection(table, shared)
        except Refused as refused:
            findings += refused.findings
            continue
        if question is not None:
            asked.append(question)
    return asked, findings


def _query(table: Asked, shared: Shared) -> Question | None:
    """The question of a table that is the answer to an author's SQL."""
    selection = table.selection
    assert selection.query is not None  # noqa: S101 - asked for queries alone
    for key in ("dataset", "where", "group", "order"):
        if getattr(selection, key):
            help_ = "say it in the query, or make the table without one"
            raise table.refused("C146", f"'{table.name}' has a query and '{key}' beside it", help_, key)
    words = {word.lower() for word in _WORD.findall(selection.query)}
    words |= {(picked.of or "").rpartition(".")[0].replace("-", "_") for picked in selection.columns.values()}
    broken = {name.removeprefix("datasets/") for name in shared.broken if name.startswith("datasets/")}
    if "*" in broken or words & {name.replace("-", "_") for name in broken}:
        return None
    records = [record for name, record in shared.datasets.items() if name.replace("-", "_") in words]
    given = [one for record in records for one in _given(record, shared)]
    made, findings = columns(table, records)
    if findings:
        raise Refused(*findings)
    return Question(
        table.name,
        table.thesis.slug,
        selection.query,
        tuple(given),
        made,
        table.thesis.record.at("tables", table.name, "query"),
        limit=selection.limit,
        statistics=_named(selection),
        written=True,
        period=_period(records),
    )


def _selection(table: Asked, shared: Shared) -> Question | None:
    """The question of a table whose rows are chosen, grouped and ordered by name."""
    selection = table.selection
    if selection.dataset is None:
        help_ = "write 'dataset:' with an identifier of content/datasets, or 'query:' with a SELECT"
        raise table.refused("C146", f"'{table.name}' names no dataset and has no query", help_)
    record = shared.datasets.get(selection.dataset)
    if record is None:
        if {f"datasets/{selection.dataset}", "datasets/*"} & shared.broken:
            return None
        help_ = near(selection.dataset, shared.datasets, "add it to a file of content/datasets/")
        raise table.refused("C145", f"there is no dataset '{selection.dataset}'", help_, "dataset")
    given = _given(record, shared)
    if not given:
        return None
    made, findings = columns(table, [record])
    conditions, parameters, faults = _where(table, record)
    order, fault = _order(table, record)
    findings += [*(_grouped(table) if not findings else ()), *faults, *fault]
    if findings:
        raise Refused(*findings)
    floats = given[0].file.floats
    parts = [
        f"{_expression(name, picked, record, floats)} AS {quoted(name)}" for name, picked in selection.columns.items()
    ]
    sql = f"SELECT {', '.join(parts)} FROM {quoted(given[0].name)}"  # noqa: S608 - declared names, quoted
    sql += f" WHERE {' AND '.join(conditions)}" if conditions else ""
    sql += f" GROUP BY {_column(record, selection.group)}" if selection.group else ""
    sql += order
    sql += f" LIMIT {selection.limit}" if selection.limit else ""
    return Question(
        table.name,
        table.thesis.slug,
        sql,
        tuple(given),
        made,
        table.thesis.record.key("tables", table.name),
        tuple(parameters),
        selection.limit,
        _named(selection),
        period=_period([record]),
    )


def _given(record: Record[Dataset], shared: Shared) -> list[Given]:
    """The dataset as a question sees it; none where its file is not there, of which the loader has told."""
    file, snapshot = shared.files.get(record.id), shared.snapshot(record.id)
    if file is None or snapshot is None:
        return []
    types = tuple((name, column.type) for name, column in record.data.columns.items())
    table = None if file.form == "parquet" else shared.tables.get(record.id)
    return [Given(record.id.replace("-", "_"), types, file, snapshot, table)]


def _grouped(table: Asked) -> list[Finding]:
    """C146 where some columns are of rows and some of groups."""
    selection, findings = table.selection, []
    if selection.group and not any(_of(name, picked) == selection.group and not picked.statistic
                                   for name, picked in selection.columns.items()):  # fmt: skip
        help_ = f"add '{selection.group}: {{}}' to its columns"
        findings.append(
            table.finding(
                "C146", f"'{table.name}' is grouped by '{selection.group}', and does not show it", help_, "group"
            )
        )
    if selection.group or any(picked.statistic for picked in selection.columns.values()):
        help_ = "add 'statistic:' sum, mean, median, minimum, maximum, deviation, count or first"
        findings += [
            table.finding("C146", f"'{name}' has many values in a row of '{table.name}'", help_, "columns", name)
            for name, picked in selection.columns.items()
            if not picked.statistic and _of(name, picked) != selection.group
        ]
    return findings


def _where(table: Asked, record: Record[Dataset]) -> tuple[list[str], list[str | Decimal], list[Finding]]:
    """Conditions with a place for each value, the values, and what is wrong with them."""
    conditions, parameters, findings = [], list[str | Decimal](), []
    for name, wanted in table.selection.where.items():
        column = record.data.columns.get(name)
        if column is None:
            help_ = near(name, record.data.columns)
            message = f"the dataset '{record.id}' has no column '{name}'"
            findings.append(table.finding("C145", message, help_, "where", name))
            continue
        values = wanted if isinstance(wanted, list) else [wanted]
        for value in values:
            try:
                parameters.append(_number(value) if column.type == "number" else value)
            except ValueError:
                message = f"'{value}' is not a number, and the column '{name}' is of numbers"
                findings.append(table.finding("N203", message, "write plain digits, as in 1234.5", "where", name))
        conditions.append(f"{_column(record, name)} IN ({', '.join('?' * len(values))})" if values else "false")
    return conditions, parameters, findings


def _number(text: str) -> Decimal:
    """Raises ValueError for what is no plain number, or longer than DuckDB's exact ones."""
    if not re.fullmatch(r"[-+]?[0-9]{1,18}(?:\.[0-9]{1,18})?", text.strip()):
        raise ValueError(text)
    return Decimal(text.strip())


def _order(table: Asked, record: Record[Dataset]) -> tuple[str, list[Finding]]:
    """ORDER BY what is asked for, ties by the other columns; groups by their name; rows as they stand in the file."""
    selection, names = table.selection, list(table.selection.columns)
    wanted, falling = (selection.order or "").removeprefix("-"), (selection.order or "").startswith("-")
    if not wanted:
        return f" ORDER BY {_column(record, selection.group)}" if selection.group else "", []
    if wanted not in names:
        message = f"'{table.name}' has no column '{wanted}' to order by"
        return "", [table.finding("C145", message, near(wanted, names), "order")]
    first = f"{names.index(wanted) + 1} {'DESC' if falling else 'ASC'} NULLS LAST"
    rest = [f"{at} NULLS LAST" for at, name in enumerate(names, 1) if name != wanted]
    return f" ORDER BY {', '.join([first, *rest])}", []


def _expression(name: str, picked: Picked, record: Record[Dataset], floats: tuple[str, ...]) -> str:
    """What stands for a column in SQL. A bare count is of rows."""
    of = _of(name, picked)
    if picked.statistic is None:
        return _column(record, of)
    if picked.statistic == "count" and picked.of is None and of not in record.data.columns:
        return "count(*)"
    return (_OF_FLOATS if of in floats else _STATISTICS)[picked.statistic].format(_column(record, of))


def _column(record: Record[Dataset], name: str) -> str:
    """A column of the dataset, never one of the table that has the same name."""
    return f"{quoted(record.id.replace('-', '_'))}.{quoted(name)}"


def _of(name: str, picked: Picked) -> str:
    """The dataset's column that a column of a table is made of."""
    return (picked.of or name).rpartition(".")[2]


def _named(selection: Selection) -> tuple[str, ...]:
    return tuple(sorted({picked.statistic for picked in selection.columns.values() if picked.statistic}))


def _period(records: Iterable[Record[Dataset]]) -> Period | None:
    """What all the datasets speak for, where they say it and agree."""
    periods = {record.data.period for record in records}
    return periods.pop() if len(periods) == 1 else None
