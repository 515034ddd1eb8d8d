"""What the columns of a Parquet file may be declared as, and how they are read."""

import re

from briefwright.data.connection import quoted

FLOATS = frozenset(("FLOAT", "DOUBLE"))
WHOLE = frozenset(
    f"{sign}{size}" for sign in ("", "U") for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")
_TEXT = ("VARCHAR", "ENUM(")
_DAYS = ("DATE",)
SPARE = 4
"""Decimals that decimal columns get on top, so that a median or quartile between two cells is not cut off."""


def holds(declared: str, kind: str) -> bool:
    """Whether a column of DuckDB's type ``kind`` may be declared so. Digits are no text: 0700 has lost its zero."""
    if declared == "number":
        return kind in FLOATS or kind in WHOLE or bool(_DECIMAL.fullmatch(kind))
    return kind.startswith(_TEXT) or (declared == "period" and (kind in _DAYS or kind in WHOLE))


def queried(name: str, declared: str, kind: str) -> str:
    """The column as queries see it: text and periods are text, numbers exact where they are so in the file."""
    cell = quoted(name)
    if declared != "number":
        return f"CAST({cell} AS VARCHAR) AS {cell}"
    if kind == "FLOAT":  # by way of text, so that 0.1 is not 0.10000000149
        return f"CAST(CAST({cell} AS VARCHAR) AS DOUBLE) AS {cell}"
    if found := _DECIMAL.fullmatch(kind):
        width, scale = min(int(found[1]) + SPARE, 38), int(found[2])
        return f"CAST({cell} AS DECIMAL({width},{scale + max(0, width - int(found[1]))})) AS {cell}"
    return cell


def listed(name: str, declared: str, kind: str) -> str:
    """The column as tables hold it: as queries see it, its own decimals kept."""
    return quoted(name) if _DECIMAL.fullmatch(kind) else queried(name, declared, kind)
