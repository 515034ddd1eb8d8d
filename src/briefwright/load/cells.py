"""Holds the cells of a table to the columns its record declares, wherever they were read from."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefwright.load.characters import brief, named
from briefwright.load.wording import suggestion
from briefwright.model.characters import FORBIDDEN
from briefwright.model.finding import Finding, Span
from briefwright.model.period import Period
from briefwright.model.records import Column

COLUMNS = 1_000
SHOWN = 20
_NUMBER = re.compile(r"[-+]?[0-9]{1,60}(?:\.[0-9]{1,60})?")


@dataclass(frozen=True, slots=True)
class Places:
    """How findings call things: the file (as a whole), the cell at (row, column) in words, and its place.

    Rows and columns are counted from 0 below the header, which is row -1; ``line`` is the number a reader sees.
    """

    whole: Span
    line: Callable[[int], int]
    words: Callable[[int, int], str]
    span: Callable[[int, int], Span]


@dataclass(slots=True)
class Cells:
    """Collects what is wrong with a table, no more of it than a person would read."""

    header: Sequence[str]
    columns: Mapping[str, Column]
    places: Places
    findings: list[Finding] = field(default_factory=list)
    _known: list[tuple[int, str, Column]] = field(default_factory=list)
    _before: dict[tuple[str, ...], tuple[Period, int]] = field(default_factory=dict)

    @property
    def full(self) -> bool:
        return len(self.findings) > SHOWN

    def heads(self) -> None:
        """Reads the header: L044 for columns undeclared or twice there, L040 for those that are missing."""
        missing = [name for name in self.columns if name not in self.header]
        for at, name in enumerate(self.header):
            place = self.places.span(-1, at)
            if name in self.header[:at]:
                message = f"the column '{brief(name)}' stands twice in the header"
                self.add("L044", message, place, "keep one of the two")
            elif name not in self.columns:
                if close := suggestion(name, missing):
                    missing.remove(close)
                help_ = f"did you mean '{close}'?" if close else "declare it in the record, or delete it"
                self.add("L044", f"the column '{brief(name)}' is not declared", place, help_)
        for name in missing:
            self.absent(name)
        self._known = [
            (self.header.index(name), name, column) for name, column in self.columns.items() if name in self.header
        ]

    def absent(self, name: str) -> None:
        message = f"the column '{name}' is declared and not in the header"
        self.add("L040", message, self.places.whole, f"add the column, or take '{name}' out of the record")

    def row(self, row: int, cells: Sequence[str], faulty: frozenset[int] = frozenset()) -> None:
        """Reads one row: L003, L041, L042, L043 at cells that do not fit, L046 where its period does not rise.

        Periods rise among rows of the same texts, in columns that must not be empty: a table may hold several entities.
        ``faulty`` are columns of which a finding speaks already.
        """
        for at, name, column in self._known:
            if at not in faulty and self._fits(row, at, cells[at], column) and column.type == "period":
                self._rises(row, at, cells, name)

    def add(self, code: str, message: str, place: Span, help_: str) -> None:
        if len(self.findings) < SHOWN:
            self.findings.append(Finding(code, message, place, help_))
        elif len(self.findings) == SHOWN:
            self.findings.append(
                Finding(code, "more faults follow and are not listed", place, "mend those above first")
            )

    def _fits(self, row: int, at: int, cell: str, column: Column) -> bool:
        """True where the cell holds what its column declares."""
        words = fault(cell, column)
        if words is None:
            return bool(cell.strip())
        code, says, help_ = words
        self.add(code, f"{self.places.words(row, at)}{says}", self.places.span(row, at), help_)
        return False

    def _rises(self, row: int, at: int, cells: Sequence[str], name: str) -> None:
        period, line = Period.parse(cells[at]), self.places.line(row)
        entity = tuple(
            cells[other]
            for other, key, column in self._known
            if key != name and column.type == "text" and column.missing == "refuse"
        )
        before = self._before.get(entity)
        self._before[entity] = (period, line)
        if before is None or period.start is None or before[0].start is None or period.start > before[0].start:
            return
        what = "repeats" if period.start == before[0].start else "is earlier than"
        message = f"row {line}: '{cells[at]}' {what} the period of row {before[1]}"
        self.add("L046", message, self.places.span(row, at), "put each period once, oldest first")


def fault(cell: str, column: Column) -> tuple[str, str, str] | None:
    """Code, end of the message and way out for a cell that does not fit its column; None where it does."""
    if not cell.strip():
        if column.type == "period":
            return "L043", " is empty", "fill it in"
        return None if column.missing == "allow" else ("L043", " is empty", "fill it in, or declare 'missing: allow'")
    if forbidden := FORBIDDEN.search(cell):
        return "L003", f": {named(forbidden[0])} is not allowed in text", "delete the character; it may be invisible"
    if column.type == "number" and not _NUMBER.fullmatch(cell):
        if not _finite(cell):
            return "L042", f": '{brief(cell, 30)}' is not a finite number", empty_help(column)
        return "L041", f": '{brief(cell, 30)}' is not a number", _number_help(cell, column)
    if column.type == "period":
        try:
            Period.parse(cell)
        except ValueError:
            way_out = "write 2023, 2023A, FY2026, 2023Q1, 2023-02 or 2023-02-20"
            return "L041", f": '{brief(cell, 30)}' is not a period", way_out
    return None


def _finite(cell: str) -> bool:
    try:
        return math.isfinite(float(cell)) and Decimal(cell.strip()).is_finite()
    except (ValueError, ArithmeticError):
        return True


def empty_help(column: Column) -> str:
    return "leave the cell empty" if column.missing == "allow" else "leave the cell empty and declare 'missing: allow'"


def _number_help(cell: str, column: Column) -> str:
    if re.search(r"[0-9][,  '\s][0-9]", cell):
        return "write digits with a point for decimals and nothing between thousands, as in 1234.5"
    if cell.strip().endswith("%") or re.fullmatch(r"\s*[^\d\s.+-]+\s*[0-9.]+\s*", cell):
        return "write digits alone; the unit is declared in the record"
    if re.search(r"\d", cell):
        return "write plain digits, as in -1234.5, without spaces, exponents or units"
    return empty_help(column)
