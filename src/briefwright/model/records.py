"""The shared records of a library: houses, analysts, sources, units, companies, sectors, datasets."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefwright.model.base import Content, DateField, Line, NumberName, Slug, UnitField
from briefwright.model.period import Kind
from briefwright.model.text import Lang, Text

Mic = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{4}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]


class House(Content):
    """A publisher. ``languages``: the first is the one plain strings are in; editions are built in this order."""

    name: Text
    languages: list[Lang] = Field(min_length=1)
    tagline: Text | None = None
    contact: Line | None = None
    disclosures: list[Text] = Field(default_factory=list)
    glossary: dict[str, str] = Field(default_factory=dict)
    """Traditional wording for simplified terms, applied before OpenCC, longest first."""


class Analyst(Content):
    """Who signs: a desk or a name."""

    name: Text
    title: Text
    registration: Line | None = None


class Source(Content):
    """Where facts come from. ``date`` is the source's own; with ``inferred`` where it prints none."""

    publisher: Text
    title: Text | None = None
    date: DateField | None = None
    address: Address | None = None
    reliability: Literal["primary", "secondary", "doubtful"] = "secondary"
    note: Text | None = None


class UnitNoun(Content):
    """How a counted thing is written: ``one`` and ``many`` in English, the measure word or noun in Chinese."""

    name: Text
    one: Line | None = None
    many: Line | None = None
    measure_word: Text | None = None


class Security(Content):
    """One listing, keyed by market and local code; codes keep the zeros they are written with."""

    mic: Mic
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9.\-]{1,12}$")]


class Company(Content):
    """An issuer or a private firm. The first security is the primary listing."""

    name: Text
    status: Literal["listed", "private", "acquired", "institute"] = "listed"
    securities: list[Security] = Field(default_factory=list)
    parent: Slug | None = None
    note: Text | None = None


class Stage(Content):
    """One stage of a value chain."""

    id: Slug
    name: Text
    does: Text | None = None
    segments: list[Text] = Field(default_factory=list)
    focus: bool = False


class ValueChain(Content):
    """``stream`` runs from upstream to downstream; ``layers`` stack from base to application."""

    form: Literal["stream", "layers"] = "stream"
    stages: list[Stage] = Field(min_length=2)


class Risk(Content):
    """Cause, effect and the indicator to watch. ``origin`` says whether the source states the risk or we infer it."""

    says: Text
    cause: Text | None = None
    effect: Text | None = None
    indicator: Text | None = None
    mitigant: Text | None = None
    origin: Literal["stated", "implied"] = "implied"


class Sector(Content):
    """An industry, its value-chain skeleton and standing risks."""

    name: Text
    value_chain: ValueChain | None = None
    standing_risks: list[Risk] = Field(default_factory=list)


class Column(Content):
    """A column of a dataset. A number column needs ``unit`` and ``kind``."""

    type: Literal["number", "text", "period"]
    label: Text | None = None
    unit: UnitField | None = None
    kind: Kind | None = None
    missing: Literal["refuse", "allow"] = "refuse"


class Licence(Content):
    """May the data be handed to readers?"""

    redistribute: bool
    terms: Text | None = None


class Dataset(Content):
    """A CSV file beside its record, with declared columns. One column must be of type ``period``."""

    file: Line
    columns: dict[NumberName, Column] = Field(min_length=1)
    source: Slug
    as_of: DateField
    licence: Licence
    fresh_days: int | None = Field(default=None, gt=0)


RECORDS: dict[str, type[Content]] = {
    "houses": House,
    "analysts": Analyst,
    "sources": Source,
    "units": UnitNoun,
    "companies": Company,
    "sectors": Sector,
    "datasets": Dataset,
}
"""Folder under ``content/`` → the model of its records. Each file there maps identifiers to records."""
