"""What moved between two snapshots of a dataset. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from briefwright.model.records import Column

Sheet = tuple[tuple[str, ...], list[tuple[str, ...]]]
"""Header and rows, cells as text."""

LARGEST = 3


@dataclass(frozen=True, slots=True)
class Move:
    """A number that changed: in which column and row, from what to what, as they stand in the snapshots.

    ``percent`` is new over old less one, in per cent, to one decimal; None where the old number is zero or either is
    missing.
    """

    column: str
    row: str
    old: str
    new: str
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class Moved:
    """``added`` and ``removed`` are rows by their keys, in order; ``changed`` counts rows of which any cell differs.

    ``largest`` are the largest moves of each number column. Where nothing tells rows apart, a changed row is one
    removed and one added. ``columns`` says that the columns are not the same.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: int = 0
    largest: tuple[Move, ...] = ()
    columns: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.columns)


def moved(old: Sheet, new: Sheet, columns: Mapping[str, Column]) -> Moved:
    """The difference of two snapshots.

    Rows are told apart by their period, else by the first text, else by all texts and periods, else by all cells.
    """
    shared = [name for name in new[0] if name in old[0]]
    key = _key(old, new, columns, shared)
    before, after = _rows(old, shared, key), _rows(new, shared, key)
    both = [name for name in after if name in before]
    numeric = [name in columns and columns[name].type == "number" for name in shared]
    cells = [(name, before[name], after[name]) for name in both if _changed(before[name], after[name], numeric)]
    return Moved(
        tuple(name for name in after if name not in before),
        tuple(name for name in before if name not in after),
        len(cells),
        _largest(cells, shared, columns),
        set(old[0]) != set(new[0]),
    )


def _key(old: Sheet, new: Sheet, columns: Mapping[str, Column], shared: Sequence[str]) -> list[str]:
    """The columns that tell the rows of both snapshots apart; all that they share where no fewer do."""
    kinds = {name: columns[name].type if name in columns else "text" for name in shared}
    periods = [name for name in shared if kinds[name] == "period"]
    texts = [name for name in shared if kinds[name] == "text"]
    for key in (periods[:1], texts[:1], periods + texts):
        if key and all(len(set(_picked(sheet, key))) == len(sheet[1]) for sheet in (old, new)):
            return key
    return list(shared)


def _rows(sheet: Sheet, shared: Sequence[str], key: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """By their names, the cells of the shared columns; a name that occurs again is numbered."""
    rows: dict[str, tuple[str, ...]] = {}
    counts: dict[str, int] = {}
    for name_cells, cells in zip(_picked(sheet, key), _picked(sheet, shared), strict=True):
        name = " · ".join(name_cells)
        counts[name] = counts.get(name, 0) + 1
        rows[name if counts[name] == 1 else f"{name} ({counts[name]})"] = cells
    return rows


def _picked(sheet: Sheet, names: Sequence[str]) -> list[tuple[str, ...]]:
    at = [sheet[0].index(name) for name in names]
    return [tuple(row[index] if index < len(row) else "" for index in at) for row in sheet[1]]


def _largest(
    cells: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]], shared: Sequence[str], columns: Mapping[str, Column]
) -> tuple[Move, ...]:
    found: list[Move] = []
    for at, column in enumerate(shared):
        if column in columns and columns[column].type == "number":
            moves = [
                Move(column, row, old[at], new[at], _percent(old[at], new[at]))
                for row, old, new in cells
                if _differ(old[at], new[at])
            ]
            found += sorted(moves, key=_size, reverse=True)[:LARGEST]
    return tuple(found)


def _changed(old: Sequence[str], new: Sequence[str], numeric: Sequence[bool]) -> bool:
    cells = zip(old, new, numeric, strict=True)
    return any(_differ(first, second) if number else first != second for first, second, number in cells)


def _size(move: Move) -> Decimal:
    """Moves that no percentage measures come first: something came up or went away."""
    return Decimal("Infinity") if move.percent is None else abs(move.percent)


def _differ(old: str, new: str) -> bool:
    """Whether two cells are different numbers: 1.5 and 1.50 are not."""
    first, second = _number(old), _number(new)
    return old != new if first is None or second is None else first != second


def _percent(old: str, new: str) -> Decimal | None:
    first, second = _number(old), _number(new)
    if not first or second is None:
        return None
    with localcontext(prec=400):  # whatever two cells hold
        return ((second - first) / abs(first) * 100).quantize(Decimal("0.1"))


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
