"""What a memo's blocks say: conditions, reasons for the moment, stages, players, model, routes, moats, questions."""

from typing import Literal

from pydantic import Field

from briefwright.model.base import Content, Slug
from briefwright.model.text import Text, Title


class Condition(Content):
    """Something that has to be true for the thesis to hold. ``state`` says how far the evidence shows it."""

    says: Title
    """The condition in one line."""
    why: Text | None = None
    """What fails without it."""
    shown: Text | None = None
    """What the sources show of it so far."""
    test: Text | None = None
    """What would settle it."""
    state: Literal["met", "partly", "open"] | None = None
    """met: the sources show it; partly: they show some of it; open: they do not."""


class Driver(Content):
    """A reason why the moment is now: what has changed, and what has not."""

    force: Title
    """What is at work: models, compute, access, policy."""
    was: Text | None = None
    """How it stood before."""
    now: Text
    """How it stands."""
    limit: Text | None = None
    """What has not changed, or is not known."""


class Step(Content):
    """One stage or wave of a stage model."""

    name: Title
    """As printed: the wave, the level."""
    when: Title | None = None
    """When, in words: before 2015, from 2022."""
    says: Text
    """What marks it."""
    limit: Text | None = None
    """What it could not yet do, or what ended it."""
    start: int | None = Field(default=None, ge=1, le=12)
    """The first of the model's ``spans`` that it covers."""
    end: int | None = Field(default=None, ge=1, le=12)
    """The last; left out, it covers its first alone."""
    focus: bool = False
    """Where the thesis looks."""


class StageModel(Content):
    """Stages or waves in order. With ``spans`` they are drawn as bars over time, else as a strip."""

    title: Title
    """The message."""
    spans: list[Title] = Field(default_factory=list, max_length=12)
    """The columns of time, in order, not to scale: before 2015, 2015 to 2022, from 2022."""
    steps: list[Step] = Field(min_length=2, max_length=8)
    """In order."""
    note: Text | None = None
    """Printed below: whose model it is, what is inferred."""


class Player(Content):
    """One who plays a part in the market, whether or not it gains."""

    company: Slug | None = None
    """An identifier in content/companies."""
    who: Title | None = None
    """A name or a kind of player, where there is no record."""
    group: Title
    """The part played: models, applications, buyers."""
    does: Text
    """What it does."""
    note: Text | None = None
    """What to make of it, or what is not known."""


class BusinessModel(Content):
    """How the money is made. What the sources do not give is left out, and told under ``not_given``."""

    sells: Text | None = None
    """What is sold."""
    pays: Text | None = None
    """Who pays, and who uses."""
    charges: Text | None = None
    """By what the price is set: calls, pieces, seats, rights."""
    costs: Text | None = None
    """What serving a customer costs."""
    keeps: Text | None = None
    """Retention and repeat use."""
    weakens: Text | None = None
    """What stands against it."""


class Route(Content):
    """A way to customers."""

    name: Title
    """The route in a few words."""
    group: Title | None = None
    """A heading under which several stand: to business, to consumers."""
    offer: Text
    """What is offered."""
    example: Text | None = None
    """Who does so, or how it looks."""
    obstacle: Text | None = None
    """What stands in the way."""


class Moat(Content):
    """What would keep others out once the lead is taken."""

    says: Title
    """The moat in one line."""
    how: Text
    """How it is built."""
    measure: Text | None = None
    """By what one sees that it is there."""
    against: Text | None = None
    """What wears it down."""
    origin: Literal["stated", "implied"] = "stated"
    """Stated by the source, or implied: ours."""


class Question(Content):
    """What has yet to be found out."""

    asks: Text
    """The question."""
    why: Text | None = None
    """What hangs on the answer."""
    how: Text | None = None
    """How to find out, and from whom."""
