"""The content model of a thesis: ``content/theses/<slug>/thesis.yaml``."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from briefwright.model.base import (
    Address,
    AmountField,
    Content,
    DateField,
    Line,
    NumberName,
    PeriodField,
    Slug,
    UnitField,
)
from briefwright.model.period import Kind
from briefwright.model.records import Risk, ValueChain
from briefwright.model.text import Text


class Via(Content):
    """Where an authority was quoted: the source that quotes it and the place in it."""

    source: Slug
    locator: Line | None = None


class Sourced(Content):
    """Fields of everything that comes from a source."""

    source: Slug | None = None
    locator: Line | None = None
    via: Via | None = None
    as_of: DateField | None = None
    note: Text | None = None


class Fact(Sourced):
    """One sourced number. ``kind`` may stand in the period's suffix instead (2021A, 2026E, 2027F)."""

    label: Text
    value: AmountField
    unit: UnitField
    kind: Kind | None = None
    period: PeriodField | None = None
    decimals: int | None = Field(default=None, ge=0, le=12)


class Points(Sourced):
    """A series: sourced numbers over periods. The key of a point is its period."""

    label: Text
    unit: UnitField
    kind: Kind | None = None
    points: dict[PeriodField, AmountField] = Field(min_length=1)
    decimals: int | None = Field(default=None, ge=0, le=12)


class Computed(Content):
    """A number derived by a formula. Written as the formula alone, or as a map where it needs a label."""

    formula: Line
    label: Text | None = None
    decimals: int | None = Field(default=None, ge=0, le=12)
    note: Text | None = None


class Statement(Sourced):
    """Evidence that is not a number: what a source says, in our words."""

    says: Text
    kind: Kind = Kind.ACTUAL


class Datum(Content):
    """A line of the cover's key data."""

    label: Text
    value: Text


class Claim(Content):
    """A statement with the numbers and statements it rests on, and the event that would prove it wrong."""

    id: Slug | None = None
    says: Text
    detail: Text | None = None
    because: list[Address] = Field(default_factory=list)
    wrong_if: Text | None = None


class Beneficiary(Content):
    """A company, or a whole segment, that gains; ``segment`` is a stage of the value chain."""

    company: Slug | None = None
    who: Text | None = None
    group: Text | None = None
    segment: Slug
    mechanism: Text
    because: list[Address] = Field(default_factory=list)


class Event(Sourced):
    """Something dated: a catalyst, or an entry of a timeline."""

    date: PeriodField
    says: Text
    inferred: bool = False


class Written(Content):
    """Fields of every exhibit."""

    id: Slug
    title: Text
    width: Literal["full", "half"] = "full"
    note: Text | None = None
    sources: list[Slug] = Field(default_factory=list)


class NumberChart(Written):
    """Charts of single numbers or of one series: columns, ranked bars, bounds and ranges."""

    chart: Literal["column", "bar", "range"]
    of: list[Address] = Field(min_length=1)
    scale: Literal["linear", "log"] = "linear"
    rank: bool = True
    unit: UnitField | None = None


class LineChart(Written):
    """Lines over periods or elapsed time, labelled directly. ``index_at`` rebases every series to 100 there."""

    chart: Literal["line"]
    of: list[Address] = Field(min_length=1, max_length=6)
    scale: Literal["linear", "log"] = "linear"
    index_at: PeriodField | None = None
    unit: UnitField | None = None


class TimelineChart(Written):
    """Events in order; with no events of its own it draws the thesis' catalysts."""

    chart: Literal["timeline"]
    events: list[Event] = Field(default_factory=list)


class ChainDiagram(Written):
    """The value chain of the thesis, drawn in HTML, beneficiaries placed in it."""

    chart: Literal["value-chain"]


class Row(Content):
    """A row of a table or matrix: its head and one cell a column."""

    head: Text
    cells: list[Text | None]


class TableExhibit(Written):
    """A comparison table, or a matrix (a grid of short cells). ``corner`` heads the first column."""

    chart: Literal["table", "matrix"]
    corner: Text | None = None
    columns: list[Text] = Field(min_length=1, max_length=12)
    rows: list[Row] = Field(min_length=1, max_length=500)


Exhibit = Annotated[NumberChart | LineChart | TimelineChart | ChainDiagram | TableExhibit, Field(discriminator="chart")]


class Section(Content):
    """A chapter: heading, Markdown beside the YAML (``{lang}`` in the name), exhibits placed after the text.

    An exhibit may also be placed inside the Markdown by a line ``[[id]]`` (two on a line make a pair).
    """

    heading: Text
    body: Line | None = None
    exhibits: list[Slug] = Field(default_factory=list)


def _formula(value: Any) -> Any:
    return {"formula": value} if isinstance(value, str) else value


class Thesis(Content):
    """One investment thesis."""

    archetype: Slug
    sector: Slug
    house: Slug | None = None
    status: Literal["draft", "live", "archived"] = "draft"
    fictional: bool = False
    written: DateField
    analysts: list[Slug] = Field(default_factory=list)
    title: Text
    subtitle: Text | None = None
    summary: Text | None = None
    key_data: list[Datum] = Field(default_factory=list, max_length=12)
    facts: dict[NumberName, Fact] = Field(default_factory=dict)
    series: dict[NumberName, Points] = Field(default_factory=dict)
    computed: dict[NumberName, Annotated[Computed, BeforeValidator(_formula)]] = Field(default_factory=dict)
    evidence: dict[NumberName, Statement] = Field(default_factory=dict)
    claims: list[Claim] = Field(default_factory=list)
    value_chain: ValueChain | None = None
    beneficiaries: list[Beneficiary] = Field(default_factory=list)
    catalysts: list[Event] = Field(default_factory=list)
    risks: list[Risk] = Field(default_factory=list)
    conflicts: list[Text] = Field(default_factory=list)
    """Where sources disagree, or a source with itself; both sides are shown."""
    not_given: list[Text] = Field(default_factory=list)
    """What a reader would look for and the source does not give."""
    exhibits: list[Exhibit] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
