"""Exhibits as content writes them: charts, tables, diagrams."""

from typing import Annotated, Literal

from pydantic import Field

from briefwright.model.base import Address, Content, Line, NumberName, PeriodField, Slug, UnitField
from briefwright.model.sourced import Event
from briefwright.model.text import Text, Title


class Written(Content):
    """Fields of every exhibit."""

    id: Slug
    """Its name for [[id]]."""
    title: Title
    """The message of the exhibit."""
    width: Literal["full", "half"] = "full"
    """Two of half width may stand side by side."""
    note: Text | None = None
    """Printed below it."""
    sources: list[Slug] = Field(default_factory=list)
    """Sources besides those of its numbers."""


class NumberChart(Written):
    """Charts of single numbers or of one series: columns, ranked bars, bounds and ranges."""

    chart: Literal["column", "bar", "range"]
    """column: standing, in your order; bar: lying, ranked; range: bounds and ranges side by side."""
    of: list[Address] = Field(min_length=1)
    """Series, or single numbers."""
    scale: Literal["linear", "log"] = "linear"
    """log suits values of many sizes."""
    rank: bool = True
    """False keeps your order of bars."""
    unit: UnitField | None = None
    """The unit that all numbers must have, their scale aside."""


class OwnChart(NumberChart):
    """A chart kind of the project's own, from its extensions.py; content names it as ``chart: <its name>``."""

    chart: Literal["own"]  # type: ignore[assignment]  # narrower than any shipped kind
    """own: drawn by the project's extensions.py; write the name of the chart itself."""
    drawn_by: Line
    """The name of the chart in extensions.py."""


class LineChart(Written):
    """Lines over periods or elapsed time, labelled directly. ``index_at`` rebases every series to 100 there."""

    chart: Literal["line"]
    """line: up to six series, named at their ends."""
    of: list[Address] = Field(min_length=1, max_length=6)
    """Series over one kind of period."""
    scale: Literal["linear", "log"] = "linear"
    """On a log scale equal growth has equal slope."""
    index_at: PeriodField | None = None
    """The period at which every series is 100."""
    unit: UnitField | None = None
    """The unit that all numbers must have, their scale aside."""


class TimelineChart(Written):
    """Events in order; with no events of its own it draws the thesis' catalysts."""

    chart: Literal["timeline"]
    """timeline: events in order."""
    events: list[Event] = Field(default_factory=list)
    """Left out, the thesis' catalysts."""


class ChainDiagram(Written):
    """The value chain of the thesis, drawn in HTML, beneficiaries placed in it."""

    chart: Literal["value-chain"]
    """value-chain: the thesis' own chain."""


class DataExhibit(Written):
    """A table of data: the rows of an entry under ``tables``."""

    chart: Literal["data-table"]
    """data-table: the rows of a table made of datasets."""
    of: NumberName
    """A name under tables."""
    columns: list[NumberName] = Field(default_factory=list, max_length=12)
    """Which of its columns, in this order; left out, all."""


class Row(Content):
    """A row of a table or matrix: its head and one cell a column."""

    head: Title
    """The first cell."""
    cells: list[Text | None]
    """One a column; null where empty."""


class TableExhibit(Written):
    """A comparison table, a matrix (a grid of short cells), or cards. ``corner`` heads the first column.

    Cards set figures side by side that share no axis, such as prices in different currencies: each row is a card, its
    head the name, its first cell the figure, the others small print.
    """

    chart: Literal["table", "matrix", "cards"]
    """table: a comparison; matrix: a grid of short cells; cards: figures that share no axis, one a row."""
    corner: Text | None = None
    """Heads the first column."""
    columns: list[Text] = Field(min_length=1, max_length=12)
    """The heads of the other columns."""
    rows: list[Row] = Field(min_length=1, max_length=500)
    """Each with as many cells as there are columns."""


Exhibit = Annotated[
    NumberChart | OwnChart | LineChart | TimelineChart | ChainDiagram | TableExhibit | DataExhibit,
    Field(discriminator="chart"),
]
