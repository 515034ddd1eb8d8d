"""Tables that a thesis makes of datasets: rows chosen, grouped and ordered, or the answer to a query."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefwright.model.base import Content, Line, NumberName, PeriodField, Slug, UnitField
from briefwright.model.period import Kind
from briefwright.model.text import Title

Statistic = Literal["sum", "mean", "median", "minimum", "maximum", "deviation", "count", "first"]


class Picked(Content):
    """A column of a table."""

    of: Line | None = None
    """A column of the dataset, `revenue`, or in a query of any, `shipments.revenue`, whose unit and kind it has."""
    statistic: Statistic | None = None
    """What is made of the rows of a group."""
    label: Title | None = None
    """As printed; left out, the dataset's."""
    unit: UnitField | None = None
    """Of a query's column that is in no dataset."""
    kind: Kind | None = None
    """As for a fact."""
    decimals: int | None = Field(default=None, ge=0, le=12)
    """Printed decimals."""


class Selection(Content):
    """A table made of datasets: rows chosen, grouped and ordered; or the answer to a query in SQL."""

    dataset: Slug | None = None
    """An identifier in content/datasets; or give `query`."""
    query: Annotated[str, StringConstraints(min_length=1, max_length=10_000)] | None = None
    """One SELECT over datasets by name, hyphens as underscores."""
    where: dict[NumberName, Line | list[Line]] = Field(default_factory=dict)
    """Column to the value, or values, that rows must have."""
    group: NumberName | None = None
    """Column whose values become the rows."""
    columns: dict[NumberName, Picked] = Field(min_length=1, max_length=24)
    """What the table holds; the first column of text or periods tells its rows apart."""
    order: Line | None = None
    """Column to order by; with a minus before it, largest first."""
    limit: int | None = Field(default=None, gt=0, le=500)
    """How many rows are kept."""
    period: PeriodField | None = None
    """What its numbers speak for, where no column or dataset says it."""
