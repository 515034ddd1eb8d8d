"""What everything that comes from a source says of it."""

from briefwright.model.base import Content, DateField, Line, PeriodField, Slug
from briefwright.model.text import Text


class Via(Content):
    """Where an authority was quoted: the source that quotes it and the place in it."""

    source: Slug
    """The source that quotes."""
    locator: Line | None = None
    """The page, table or section of it."""


class Sourced(Content):
    """Fields of everything that comes from a source."""

    source: Slug | None = None
    """The authority: an identifier in content/sources."""
    locator: Line | None = None
    """The page, table or section of it."""
    via: Via | None = None
    """The document that quotes the authority, where it was not read itself."""
    as_of: DateField | None = None
    """The day it was true; left out, the source's own date serves."""
    note: Text | None = None
    """Shown by `explain`."""


class Event(Sourced):
    """Something dated: a catalyst, or an entry of a timeline."""

    date: PeriodField
    """A day, month, quarter or year."""
    says: Text
    """What happens."""
    inferred: bool = False
    """True where no source prints the date."""
