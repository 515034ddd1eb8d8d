"""The company that a brief is about: ``company:`` of a thesis."""

from typing import Any

from pydantic import Field

from briefwright.model.base import Address, Content, Slug
from briefwright.model.text import Text, Title


class ProfileLine(Content):
    """A line of the issuer's profile: what is known of one side of the company."""

    label: Title
    """Short: chips, customers, research."""
    says: Text
    """What is known of it."""
    because: list[Address] = Field(default_factory=list)
    """Numbers, or names under evidence; the sources of the latter are printed with the line."""


class Issuer(Content):
    """Whom the brief is about. Names, listings and status come from the record of the company."""

    issuer: Slug
    """An identifier in content/companies."""
    segment: Slug | None = None
    """Its stage of the value chain."""
    units: list[Slug] = Field(default_factory=list)
    """Companies of its group that the brief speaks of: identifiers in content/companies."""
    profile: list[ProfileLine] = Field(default_factory=list)
    """What is known of it, line by line."""
    not_given: list[Text] = Field(default_factory=list)
    """What a profile would hold and the source does not give."""


def issuer_alone(value: Any) -> Any:
    """``company: baidu`` is short for ``company: {issuer: baidu}``."""
    return {"issuer": value} if isinstance(value, str) else value
