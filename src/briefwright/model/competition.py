"""On what firms compete, who does, and how concentrated the market is: ``competition:`` of a thesis."""

from pydantic import Field

from briefwright.model.base import Content, Slug
from briefwright.model.text import Text, Title


class Ground(Content):
    """Something that firms compete on."""

    over: Title
    """What is competed on, in a few words."""
    wins: Text
    """What puts a firm ahead."""
    loses: Text | None = None
    """What leaves it behind."""


class Rival(Content):
    """One of those who compete, or a substitute for what they sell."""

    company: Slug | None = None
    """An identifier in content/companies."""
    who: Title | None = None
    """A name, a kind of firm or a substitute, where there is no record."""
    share: Title | None = None
    """A lookup, such as {{ leader_share }}."""
    strength: Text
    """What speaks for it."""
    weakness: Text | None = None
    """What speaks against it."""


class Concentration(Content):
    """A measure of the market's shape."""

    label: Title
    """What is measured: the four largest, the index of concentration."""
    value: Title
    """A lookup, such as {{ cr4 }}."""


class Competition(Content):
    """The fight for the market. Where no vendor is named, ``grounds`` alone say what it is fought over."""

    says: Text | None = None
    """What to make of it; printed first."""
    measures: list[Concentration] = Field(default_factory=list, max_length=4)
    """Shares of the largest, concentration."""
    rivals: list[Rival] = Field(default_factory=list)
    """In the order of printing; the order is no ranking unless shares are given."""
    grounds: list[Ground] = Field(default_factory=list)
    """What is competed on."""
    note: Text | None = None
    """Printed last: whose reading it is, what is not known."""
