"""How large a market is said to be, by whom: ``market:`` of a thesis."""

from pydantic import Field

from briefwright.model.base import Address, Content
from briefwright.model.text import Text, Title


class Size(Content):
    """One figure for the size of a market: a single number, or a series, of which the ends are printed."""

    of: Address
    """A number, or a series."""
    scope: Text | None = None
    """What it covers; left out, the scope of the number itself."""
    growth: Address | None = None
    """A number that says how fast it grows, such as a computed cagr."""


class Market(Content):
    """Figures for one market side by side, each with its kind, scope and source, so that none passes for the only one.

    They stand in a table and never on one axis: what they cover differs.
    """

    heading: Title | None = None
    """Left out, Market size."""
    says: Text | None = None
    """What the figures say together; printed above them."""
    sizes: list[Size] = Field(min_length=1, max_length=20)
    """In the order of printing; the one that the thesis rests on first."""
    note: Text | None = None
    """Printed below them: why they differ."""
