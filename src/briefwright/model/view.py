"""What a house thinks of the subject of a brief: the ratings it gives, and the one that it gives here."""

from pydantic import Field

from briefwright.model.base import Address, Content, DateField, PeriodField, Slug
from briefwright.model.text import Text, Title


class Rating(Content):
    """One grade of a house's scale. The whole scale is printed with the disclosures of a brief that gives a view."""

    id: Slug
    """Its name for views."""
    name: Title
    """As printed: Overweight."""
    meaning: Text
    """What it says, in plain words."""
    horizon: PeriodField
    """How long it looks ahead: within 12 months."""
    benchmark: Title | None = None
    """What the subject is measured against."""


class View(Content):
    """The rating that a brief gives, and why. Left out, the brief gives none."""

    rating: Slug
    """A rating of the house."""
    since: DateField
    """The day it was first given."""
    rationale: Text
    """Why, in a few sentences."""
    because: list[Address] = Field(default_factory=list)
    """Numbers, or names under evidence, that it rests on; at least one."""
