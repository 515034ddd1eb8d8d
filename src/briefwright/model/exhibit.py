"""What the chart stage yields for one exhibit in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. ``text`` is formatted; ``address`` names the number it prints, if one; ``raw`` its plain value."""

    text: str
    address: str = ""
    raw: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """The data behind an exhibit, or the exhibit itself where it is a table. Row heads are the first cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Screen:
    """What the site has of a chart beside the picture of paper.

    ``svg`` has its own paper and is dark where the reader likes that; ``narrow`` is the same for phones, drawn anew;
    ``live`` the script that draws it where scripts run, empty for what tells nothing to who points at it.
    """

    svg: str
    png: bytes
    narrow: str = ""
    narrow_size: tuple[float, float] = (0, 0)
    live: bytes = b""
    keys: bool = False
    """Whether it has lines that a reader can hide."""
    engine: str = ""
    """The file that ``live`` is drawn by."""


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """One exhibit, ready to be placed.

    ``unit`` is printed once, beside the title. ``svg`` is None for exhibits drawn in HTML (``kind`` value-chain, table,
    matrix), ``screen`` also where no site is made. ``addresses`` are the numbers it prints; ``sources`` the ids behind
    them, in order; ``marks`` says which kinds occur (actual, estimate, forecast, bound, derived), so that the note can
    explain them.
    """

    id: str
    kind: str
    number: int
    title: str
    unit: str
    alt: str
    note: str
    width: str
    table: DataTable
    svg: str | None = None
    size: tuple[float, float] = (0, 0)
    spec: Mapping[str, Any] | None = None
    addresses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    marks: tuple[str, ...] = field(default=())
    screen: Screen | None = None
