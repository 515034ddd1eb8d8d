"""A number with everything that makes it traceable, series of them, and what the compute stage hands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefwright.model.amount import Amount
from briefwright.model.finding import Span
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.text import Text
from briefwright.model.unit import Unit


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a number was computed: the expression as written, the FORMULAS entries it uses, the addresses it read."""

    expression: str
    formulas: tuple[str, ...]
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number was found: the authority, where in it, and, if quoted second-hand, the quoting source."""

    source: str
    locator: str = ""
    via: str = ""
    via_locator: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """One number. ``amount`` is in base units (21.1 USD bn is 21100000000); ``address`` a name or ``series[2026E]``.

    Exactly one of ``origin`` and ``derivation`` is set. ``decimals`` is the author's wish for printing, if any.
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


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers over periods, oldest first. Its points are Numbers with addresses ``name[2021A]``.

    ``x_noun`` is the duration its elapsed steps count (``month``), empty where its points are calendar periods.
    """

    address: str
    label: Text
    unit: Unit
    points: tuple[Number, ...]
    span: Span
    derivation: Derivation | None = None
    x_noun: str = ""


@dataclass(frozen=True, slots=True)
class Results:
    """Every number a thesis may print, by address, points of series included; and its series by name."""

    numbers: Mapping[str, Number] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
