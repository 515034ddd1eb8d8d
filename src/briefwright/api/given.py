"""Frames in: what a pandas frame or series says, read as series over periods or as values of categories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING, Any, TypeAlias

from briefwright.api.errors import ContentError
from briefwright.model.amount import Amount
from briefwright.model.period import Period

if TYPE_CHECKING:
    import pandas as pd

    Data: TypeAlias = "pd.DataFrame | pd.Series"

_LETTERS = {"actual": "A", "estimate": "E", "forecast": "F"}
_DIGITS = 700
"""More than any float has, before or behind its point."""
_LETTERED = re.compile(r"(?:FY)?\d{4}|\d{4}Q[1-4]|\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Column:
    """Numbers of one label: ``points`` are periods or categories with their values as content writes them."""

    name: str
    label: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """``by_period`` where every key is a period; else the keys are categories."""

    columns: tuple[Column, ...]
    by_period: bool


def given(data: "Data") -> Given:
    """The index, or the first column where that holds no numbers and the index only counts, are periods or categories.

    Missing values are left out. Raises ContentError for what is neither frame nor series, or holds no numbers.
    """
    import pandas as pd

    if isinstance(data, pd.Series):
        data = data.to_frame(data.name if data.name is not None else "value")
    if not isinstance(data, pd.DataFrame):
        raise ContentError(f"a {type(data).__name__} is no frame; give a pandas DataFrame or Series")
    if data.shape[1] > 1 and isinstance(data.index, pd.RangeIndex):
        data = data.set_index(data.columns[0])
    if data.empty:
        raise ContentError("the frame holds no numbers")
    keys = [_key(key) for key in data.index]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ContentError(f"'{twice}' stands twice in the frame; a period or category has one value")
    columns: list[Column] = []
    for label in data.columns:
        values = _even(
            [None if pd.isna(value) else _value(value, str(label)) for value in data[label]], list(data[label])
        )
        points = tuple((key, value) for key, value in zip(keys, values, strict=True) if value is not None)
        if points:
            columns.append(Column(_name(str(label), [column.name for column in columns]), str(label), points))
    if not columns:
        raise ContentError("the frame holds no numbers")
    return Given(tuple(columns), all(map(_is_period, keys)))


def lettered(keys: Sequence[str], kind: str) -> list[str]:
    """Periods with the letter of ``kind`` where others of them have a letter; else as they are."""
    if not any(key[-1:] in "AEF" for key in keys):
        return list(keys)
    return [key + _LETTERS.get(kind, "") if _LETTERED.fullmatch(key) else key for key in keys]


def _key(key: Any) -> str:
    import pandas as pd

    if isinstance(key, pd.Period):
        forms = {"Y": "%Y", "A": "%Y", "Q": "%YQ%q", "M": "%Y-%m"}
        return key.strftime(forms.get(key.freqstr[:1], "%Y-%m-%d"))
    if hasattr(key, "date") and hasattr(key, "year"):
        return str(key.date())
    return str(key).strip()


def _is_period(key: str) -> bool:
    try:
        Period.parse(key)
    except ValueError:
        return False
    return True


def _value(value: Any, label: str) -> str:
    """A number with the digits it shows, or an amount written out (``over 40``). Of a float, twelve digits."""
    text = format(value, ".12g") if isinstance(value, float) else str(value).strip()
    try:
        if not isinstance(value, str):
            number = Decimal(text)
            text = format(number, "f") if number.is_finite() else text
        Amount.parse(text)
    except (ValueError, ArithmeticError):
        raise ContentError(f"'{text}' in column '{label}' is not an amount") from None
    return text


def _even(values: Sequence[str | None], given: Sequence[Any]) -> list[str | None]:
    """Floats hold no digits of their own: those of a column are written with as many decimals as one of them needs."""
    floats = [isinstance(value, float) and text is not None for value, text in zip(given, values, strict=True)]
    needed = [len((text or "").partition(".")[2]) for text, is_float in zip(values, floats, strict=True) if is_float]
    step = Decimal(1).scaleb(-max(needed, default=0))
    with localcontext(prec=_DIGITS):
        return [
            format(Decimal(text).quantize(step), "f") if text and is_float else text
            for text, is_float in zip(values, floats, strict=True)
        ]


def _name(label: str, taken: Sequence[str]) -> str:
    """A name for content made of a label: small letters, digits and low lines."""
    name = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")
    name = name if name[:1].isalpha() else f"series_{name}".rstrip("_")
    return name if name not in taken else f"{name}_{len(taken) + 1}"
