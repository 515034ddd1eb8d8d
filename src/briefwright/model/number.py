"""A number with everything that makes it traceable, series of them, and what the compute stage hands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefwright.model.amount import Amount
from briefwright.model.finding import Span
from briefwright.model.period import AsOf, Basis, Kind, Period
from briefwright.model.text import Text
from briefwright.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dataset as it lay on disk: ``sha256`` of its file, and how many rows were read."""

    dataset: str
    source: str
    file: str
    sha256: str
    rows: int
    as_of: AsOf


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number was computed: the expression as written, the FORMULAS entries it uses, the addresses it read.

    ``snapshots`` are the datasets that a query read; its expression is the statement.
    """

    expression: str
    formulas: tuple[str, ...]
    inputs: tuple[str, ...]
    snapshots: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number was found: the authority, where in it, and, if quoted second-hand, the quoting source."""

    source: str
    locator: str = ""
    via: str = ""
    via_locator: str = ""
    snapshot: Snapshot | None = None
    """Where the number is a cell of a dataset; the locator then names the cell."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number. ``amount`` is in base units (21.1 USD bn is 21100000000); ``address`` a name or ``series[2026E]``.

    Exactly one of ``origin`` and ``derivation`` is set. ``decimals`` is the author's wish for printing, if any.
    ``entity`` and ``measure`` say what is measured of what, and ``scope`` in which bounds, where the author does.
    ``reason`` says why an amount is not meaningful, and ``undefined`` is the code of that fault; ``stated`` is the
    author's own figure, in base units.
    """

    address: str
    label: Text
    amount: Amount
    unit: Unit
    kind: Kind
    span: Span
    period: Period | None = None
    as_of: AsOf | None = None
    origin: Origin | None = None
    derivation: Derivation | None = None
    decimals: int | None = None
    note: Text | None = None
    basis: Basis | None = None
    entity: str = ""
    measure: str = ""
    scope: Text | None = None
    reason: str = ""
    undefined: str = ""
    stated: Amount | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over periods, oldest first. Its points are Numbers with addresses ``name[2021A]``.

    ``x_noun`` is the duration its elapsed steps count (``month``), empty where its points are calendar periods. Points
    of a table column that has no period have addresses by their key, ``table.column[Baidu]``, and it as their label.
    """

    address: str
    label: Text
    unit: Unit
    points: tuple[Number, ...]
    span: Span
    derivation: Derivation | None = None
    x_noun: str = ""


@dataclass(frozen=True, slots=True)
class FrameColumn:
    """A column of a frame; ``unit``, ``kind`` and ``basis`` are those of its numbers."""

    name: str
    type: str
    label: Text
    unit: Unit | None = None
    kind: Kind | None = None
    basis: Basis | None = None
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a table: what a query made of datasets, no more than a brief can hold.

    Cells are text as it stands or exact decimals as text, "" where missing. ``key`` names the column that tells rows
    apart, if one does. ``statement`` is what was run, ``formulas`` the FORMULAS entries behind its statistics.
    ``period`` is what all its numbers speak for, where the datasets say so.
    """

    name: str
    columns: tuple[FrameColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    snapshots: tuple[Snapshot, ...]
    key: str = ""
    statement: str = ""
    formulas: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Every number a thesis may print, by address, points of series included; its series by name; its tables."""

    numbers: Mapping[str, Number] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    frames: Mapping[str, Frame] = field(default_factory=dict)
