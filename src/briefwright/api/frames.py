"""Frames out: series, tables and datasets as pandas frames with typed columns."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from briefwright.model.number import Frame, Number

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("name", "period", "value", "low", "high", "unit", "kind", "source", "formula")


def of_numbers(numbers: Iterable[Number]) -> "pd.DataFrame":
    """A row a number. ``value``, ``low`` and ``high`` are floats in ``unit``; a bound has no ``value`` (NaN)."""
    import pandas as pd

    frame = pd.DataFrame([_row(number) for number in numbers], columns=list(COLUMNS))
    return frame.astype({name: "float64" if name in ("value", "low", "high") else "str" for name in COLUMNS})


def _row(number: Number) -> tuple[Any, ...]:
    low, high = (_float(number, limit) for limit in (number.amount.low, number.amount.high))
    name, _, key = number.address.partition("[")
    return (
        name,
        str(number.period) if number.period else key.removesuffix("]"),
        low if number.amount.is_point else float("nan"),
        low,
        high,
        str(number.unit),
        number.kind.value,
        number.origin.source if number.origin else "",
        number.derivation.expression if number.derivation else "",
    )


def _float(number: Number, limit: Decimal | None) -> float:
    return float("nan") if limit is None else float(limit.scaleb(-number.unit.scale))


def of_frame(frame: Frame) -> "pd.DataFrame":
    """The rows of a thesis' table. ``attrs["units"]`` says what its numbers are in."""
    types = {column.name: column.type for column in frame.columns}
    units = {column.name: str(column.unit) for column in frame.columns if column.unit}
    return typed(types, frame.rows, units)


def typed(types: Mapping[str, str], rows: Sequence[Sequence[str]], units: Mapping[str, str]) -> "pd.DataFrame":
    """Columns of type ``number`` as floats, NaN where empty; text and periods as they stand."""
    import pandas as pd

    frame = pd.DataFrame([list(row) for row in rows], columns=list(types), dtype="str")
    for name, type_ in types.items():
        if type_ == "number":
            frame[name] = pd.to_numeric(frame[name].replace("", None)).astype("float64")
    frame.attrs["units"] = dict(units)
    return frame
