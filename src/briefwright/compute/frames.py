"""Numbers out of tables: each number column of a frame becomes a series, each of its cells a number."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefwright.compute.evaluate import Known
from briefwright.model.amount import Amount
from briefwright.model.library import ThesisRecord
from briefwright.model.number import Derivation, Frame, FrameColumn, Number, Series
from briefwright.model.period import Kind, Period
from briefwright.model.text import ALL, Text

_KEY = re.compile(r"[^\[\]{}\s]{1,20}")


def add_frames(known: Known, frames: Mapping[str, Frame], thesis: ThesisRecord) -> None:
    """Adds ``table.column`` for every number column, with points ``table.column[key]``; a table named twice is left."""
    for name, frame in frames.items():
        if name in known.numbers or name in known.series or name in known.broken:
            continue
        for index, column in enumerate(frame.columns):
            if column.type == "number":
                _column(known, frame, index, column, thesis)


def keys(frame: Frame) -> tuple[str, ...]:
    """What tells the rows apart in addresses: the key column's text, or ``#1`` … where it is too long or repeats."""
    at = next((index for index, column in enumerate(frame.columns) if column.name == frame.key), None)
    if at is None:
        return tuple(f"#{row + 1}" for row in range(len(frame.rows)))
    written = ["_".join(row[at].split()) for row in frame.rows]
    return tuple(
        text if _KEY.fullmatch(text) and written.count(text) == 1 else f"#{row + 1}" for row, text in enumerate(written)
    )


def _column(known: Known, frame: Frame, index: int, column: FrameColumn, thesis: ThesisRecord) -> None:
    address = f"{frame.name}.{column.name}"
    if column.unit is None or (column.kind is None and not _periods(frame)):
        known.broken.add(address)
        return
    points = [
        _number(f"{address}[{key}]", frame, column, row, row[index], thesis)
        for key, row in zip(keys(frame), frame.rows, strict=True)
        if row[index]
    ]
    if not points:
        known.broken.add(address)
        return
    span = thesis.record.key("tables", frame.name, "columns", column.name)
    derivation = _derivation(frame, column, thesis)
    series = Series(address, column.label, column.unit, tuple(points), span, derivation)
    known.add_series(series)


def _number(
    address: str, frame: Frame, column: FrameColumn, row: Sequence[str], cell: str, thesis: ThesisRecord
) -> Number:
    assert column.unit is not None  # noqa: S101 - columns without a unit are left out above
    period, label = _moment(frame, column, row, thesis)
    kind = column.kind or (period.kind if period else None) or Kind.ACTUAL
    return Number(
        address,
        label,
        Amount.point(Decimal(cell)).scaled(column.unit.scale),
        column.unit,
        kind,
        thesis.record.key("tables", frame.name, "columns", column.name),
        period,
        max((snapshot.as_of for snapshot in frame.snapshots), key=lambda as_of: as_of.day, default=None),
        derivation=_derivation(frame, column, thesis),
        decimals=column.decimals,
        basis=column.basis,
    )


def _derivation(frame: Frame, column: FrameColumn, thesis: ThesisRecord) -> Derivation:
    """How a column was made: ``sum(works.output) by bay`` for a table put together, the author's SQL for a query."""
    table = thesis.data.tables[frame.name]
    picked = table.columns[column.name]
    if table.query is not None:
        return Derivation(" ".join(table.query.split()), frame.formulas, (), frame.snapshots)
    said = f"{(table.dataset or '').replace('-', '_')}.{picked.of or column.name}"
    if picked.statistic:
        said = f"{picked.statistic}({said})"
    if table.group:
        said += f" by {table.group}"
    chosen = [
        f"{name} = {value if isinstance(value, str) else ' or '.join(value)}" for name, value in table.where.items()
    ]
    if chosen:
        said += f" where {' and '.join(chosen)}"
    return Derivation(said, (picked.statistic,) if picked.statistic else (), (), frame.snapshots)


def _moment(frame: Frame, column: FrameColumn, row: Sequence[str], thesis: ThesisRecord) -> tuple[Period | None, Text]:
    """The period of a row and its label: the column's where a period tells rows apart, else the key's own words."""
    at = next((index for index, one in enumerate(frame.columns) if one.name == frame.key), None)
    if at is None:
        return frame.period or thesis.data.tables[frame.name].period, column.label
    if frame.columns[at].type == "period":
        return Period.parse(row[at]), column.label
    return frame.period or thesis.data.tables[frame.name].period, Text.of({ALL: row[at]})


def _periods(frame: Frame) -> bool:
    """Whether the rows' periods may say of what kind their numbers are."""
    return any(column.type == "period" and column.name == frame.key for column in frame.columns)
