"""The shared records of a library: houses, analysts, sources, units, companies, sectors, datasets."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from briefwright.model.base import Content, DateField, Line, NumberName, PeriodField, Slug, UnitField
from briefwright.model.lang import Lang
from briefwright.model.period import AsOf, Basis, Kind
from briefwright.model.text import Text, Title
from briefwright.model.view import Rating

Mic = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{4}$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=2000)]


Grade = Literal["low", "medium", "high"]
Rule = Annotated[str, StringConstraints(pattern=r"^A3\d\d$")]


class House(Content):
    """A publisher. ``languages``: the first is the one plain strings are in; editions are built in this order."""

    name: Title
    """As printed in the head of every page."""
    languages: list[Lang] = Field(min_length=1)
    """Editions are built in this order; the first is the one plain strings are in."""
    tagline: Text | None = None
    """Printed on the index pages."""
    contact: Line | None = None
    """An address or telephone line for the cover."""
    disclosures: list[Text] = Field(default_factory=list)
    """Printed at the end of every brief."""
    ratings: list[Rating] = Field(default_factory=list)
    """The scale of its ratings, from best to worst."""
    listing_style: Literal["wind", "reuters", "bloomberg", "yahoo"] = "wind"
    """The data vendor in whose style listings are written: 09888.HK, 9888.HK, 9888 HK, 9888.HK."""
    glossary: dict[str, str] = Field(default_factory=dict)
    """Traditional wording for simplified terms, applied before OpenCC, longest first."""
    fresh_days: dict[Kind, Annotated[int, Field(gt=0)]] = Field(default_factory=dict)
    """How many days old a number may grow, by its kind: {actual: 400}; a source or a dataset may say otherwise."""
    severities: dict[Rule, Literal["error", "warning", "off"]] = Field(default_factory=dict)
    """How severe the findings of an audit rule are for this house: {A310: error, A325: "off"}."""


class Analyst(Content):
    """Who signs: a desk or a name."""

    name: Title
    """A desk or a person."""
    title: Title
    """A role."""
    registration: Line | None = None
    """A licence or registration number, where there is one; kept, not yet printed."""


class Source(Content):
    """Where facts come from. ``date`` is the source's own; with ``inferred`` where it prints none."""

    publisher: Title
    """Who says it."""
    title: Title | None = None
    """Of the document."""
    date: DateField | None = None
    """Its own date; {on: …, inferred: true} where it prints none."""
    address: Address | None = None
    """http:// or https://"""
    reliability: Literal["primary", "secondary", "doubtful"] = "secondary"
    """Doubtful ones are marked in the list of sources."""
    note: Text | None = None
    """Printed in the list of sources."""
    fresh_days: int | None = Field(default=None, gt=0)
    """How many days old its numbers may grow."""
    extracts: dict[Line, list[Line]] = Field(default_factory=dict)
    """Words as printed around its figures, by locator: {"#7 §1": [1.17亿参数]}. A number from a locator that has
    extracts must agree with one of them."""


class UnitNoun(Content):
    """How a counted thing is written: ``one`` and ``many`` in English, the measure word or noun in Chinese."""

    name: Title
    """The noun, by language."""
    one: Line | None = None
    """English singular."""
    many: Line | None = None
    """English plural."""
    measure_word: Text | None = None
    """What follows the digits in Chinese: 艘, 台, 张."""


class Security(Content):
    """One listing, keyed by market and local code; codes keep the zeros they are written with."""

    mic: Mic
    """The market's four letters: XSHE, XHKG, XNAS."""
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9.\-]{1,12}$")]
    """The local code, with its zeros: 002230."""


class Company(Content):
    """An issuer or a private firm. The first security is the primary listing."""

    name: Title
    """As registered; a zh-Hant name is used as written."""
    status: Literal["listed", "private", "acquired", "institute"] = "listed"
    """Printed in place of a listing where there is none."""
    securities: list[Security] = Field(default_factory=list)
    """The primary listing first."""
    parent: Slug | None = None
    """An identifier in content/companies."""
    note: Text | None = None
    """For those who keep the map; not printed."""


class Stage(Content):
    """One stage of a value chain."""

    id: Slug
    """Its name for beneficiaries."""
    name: Title
    """As printed."""
    does: Text | None = None
    """What happens at this stage."""
    segments: list[Text] = Field(default_factory=list)
    """Its parts."""
    focus: bool = False
    """Where the thesis looks."""


class ValueChain(Content):
    """``stream`` runs from upstream to downstream; ``layers`` stack from base to application."""

    form: Literal["stream", "layers"] = "stream"
    """stream runs from upstream to downstream; layers stack from base to application."""
    stages: list[Stage] = Field(min_length=2)
    """In order."""


class Risk(Content):
    """Cause, effect and the indicator to watch. ``origin`` says whether the source states the risk or we infer it."""

    says: Text
    """The risk in one line."""
    cause: Text | None = None
    """What would bring it about."""
    effect: Text | None = None
    """What it would do."""
    indicator: Text | None = None
    """What to watch."""
    mitigant: Text | None = None
    """What stands against it."""
    origin: Literal["stated", "implied"] = "implied"
    """Stated by the source, or implied: ours."""
    likelihood: Grade | None = None
    """Where somebody grades it; with ``impact`` it gives the risk its place in the risk matrix."""
    impact: Grade | None = None
    """How much it would hurt the thesis."""


class Sector(Content):
    """An industry, its value-chain skeleton and standing risks."""

    name: Title
    """As printed."""
    value_chain: ValueChain | None = None
    """A skeleton for theses of the sector to start from."""
    standing_risks: list[Risk] = Field(default_factory=list)
    """Printed with the risks of every thesis of the sector."""
    looks_for: Text | None = None
    """What readers of the sector look for first; printed with the exhibit that shows it."""
    lead_exhibits: list[Line] = Field(default_factory=list)
    """Kinds of exhibit that show it, as `chart:` names them, your own too; the best first. The first of them that a
    thesis has is pointed out."""


class Column(Content):
    """A column of a dataset. A number column needs ``unit`` and ``kind``."""

    type: Literal["number", "text", "period"]
    """number, text or period; at most one column is the period."""
    label: Title | None = None
    """What the numbers are, as printed."""
    unit: UnitField | None = None
    """For numbers, as for a fact; the currency stands in it."""
    kind: Kind | None = None
    """For numbers, where the periods do not say it."""
    basis: Basis | None = None
    """For numbers: flow over a period or stock at a moment; average or spot for rates of exchange."""
    year_end: int | None = Field(default=None, ge=1, le=12)
    """For numbers over fiscal years: the month in which these end."""
    missing: Literal["refuse", "allow"] = "refuse"
    """Whether cells may be empty."""


class Licence(Content):
    """May the data be handed to readers?"""

    redistribute: bool
    """May readers have the data?"""
    terms: Text | None = None
    """In words."""


class Pull(Content):
    """Where ``briefwright data pull`` gets a snapshot. The address stands in the environment, never here."""

    address: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]{0,80}$")]
    """The environment variable that holds the SQLAlchemy address: WAREHOUSE_URL."""
    query: Line
    """A file of SQL beside the record: shipments.sql."""


class Dataset(Content):
    """A table beside its record: CSV, Parquet or a range of a workbook, with declared columns.

    Numbers are taken from it by ``dataset.column`` where one column is of type ``period``, or else by queries.
    """

    file: Line
    """The CSV, Parquet or XLSX file beside the record."""
    sheet: Line | None = None
    """Of a workbook: the sheet; its first row is the header."""
    range: Line | None = None
    """Of a workbook: cells such as B3:F20 of the sheet, or a named range; the first row is the header."""
    period: PeriodField | None = None
    """What all its numbers speak for, where no column says it."""
    pull: Pull | None = None
    """The live source that the file is a snapshot of."""
    columns: dict[NumberName, Column] = Field(min_length=1)
    """Every column, by its name in the header."""
    source: Slug
    """An identifier in content/sources."""
    as_of: DateField | None = None
    """The day the table was true. Left out, a snapshot is as of the day it was pulled."""
    licence: Licence
    """What may be done with the data."""
    fresh_days: int | None = Field(default=None, gt=0)
    """How many days old it may grow."""

    @property
    def day(self) -> AsOf:
        """The day the table was true. A dataset that is loaded has one: its own, or that of its last pull."""
        assert self.as_of is not None  # noqa: S101 - the loader leaves out datasets without
        return self.as_of.as_of


class Side(Content):
    """One side of a disagreement."""

    number: Line
    """A number of content/facts or content/series, or thesis-slug/number."""
    scope: Text
    """What it covers, so that a reader may compare."""


class Disagreement(Content):
    """Values for one thing that stand side by side, each in its scope; every thesis with one shows all."""

    about: Title
    """What they disagree on."""
    sides: list[Side] = Field(min_length=2, max_length=8)
    """The values."""
    why: Text | None = None
    """What would explain it."""


RECORDS: dict[str, type[Content]] = {
    "houses": House,
    "analysts": Analyst,
    "sources": Source,
    "units": UnitNoun,
    "companies": Company,
    "sectors": Sector,
    "datasets": Dataset,
    "disagreements": Disagreement,
}
"""Folder under ``content/`` → the model of its records. Each file there maps identifiers to records."""
