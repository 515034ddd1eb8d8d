"""``brief.json``: a whole edition as plain values, for programs: texts, claims, exhibits, risks, its numbers.

``render`` fills it from what the page prints, so that it says neither more nor less; ``brief_schema`` publishes its
shape. Numbers and what they rest on are those of the ledger, in its own types.
"""

from typing import Any, Literal

from pydantic import Field, RootModel

from briefwright.model.described import schema_of
from briefwright.model.lang import Lang
from briefwright.model.ledger import DayOf, Entries, IsoDay, Plain
from briefwright.model.records import Grade

SCHEMA_FILE = "schema/brief.json"
"""Where a release holds the schema."""
SCHEMA_ID = "urn:briefwright:brief:1"


class Words(Plain):
    """A text as the edition prints it, without markup, and what it looks up and cites."""

    text: str
    """In the language of the edition."""
    numbers: tuple[str, ...] = ()
    """Addresses in the ledger, in the order of the text."""
    sources: tuple[str, ...] = ()
    """Identifiers of the sources cited."""


class Value(RootModel[Words | str | bool | int | tuple["Value", ...] | dict[str, "Value"]]):
    """What a block holds."""


class HouseOf(Plain):
    """The publisher."""

    id: str
    """Its identifier."""
    name: str
    """As printed."""
    contact: str = ""
    """An address or telephone line."""


class Named(Plain):
    """Something with an identifier and a name."""

    id: str
    """Its identifier in the library."""
    name: str
    """As printed."""


class Person(Plain):
    """Who signs: a desk or a person, and in what role, both as printed."""

    name: str
    role: str


class Listed(Plain):
    """A security."""

    mic: str
    """The market's four letters."""
    code: str
    """The local code, with its zeros."""
    text: str
    """As printed: 09888.HK."""


class IssuerOf(Plain):
    """The company that a brief is about."""

    id: str
    """Its identifier in the library."""
    name: str
    """As registered."""
    other_name: str = ""
    """In the other language."""
    status: Literal["listed", "private", "acquired", "institute"]
    """Whether it is listed."""
    securities: tuple[Listed, ...] = ()
    """The primary listing first."""


class RatingOf(Plain):
    """A grade of the house's scale."""

    id: str
    """Its identifier."""
    name: str
    """As printed."""
    meaning: Words
    """In plain words."""
    horizon: str
    """How long it looks ahead, as printed."""
    benchmark: str = ""
    """What the subject is measured against."""


class Datum(Plain):
    """A line of key data."""

    label: Words
    """What it is."""
    value: Words
    """As printed."""


class ClaimOf(Plain):
    """What the brief maintains."""

    id: str = ""
    """The name that the author gives it."""
    says: Words
    """The claim in one line."""
    detail: Words | None = None
    """More of it."""
    because: tuple[str, ...] = ()
    """Addresses in the ledger, or names of statements."""
    rests_on: tuple[Words, ...] = ()
    """The same as printed."""
    wrong_if: Words | None = None
    """What would prove it wrong."""


class StageOf(Plain):
    """A stage of the value chain."""

    id: str
    """Its identifier."""
    name: str
    """As printed."""
    focus: bool = False
    """Where the brief looks."""


class PartOf(Plain):
    """A piece of a chapter: running text, or exhibits placed side by side."""

    text: Words | None = None
    """Paragraphs, items and cells on lines of their own."""
    html: str = ""
    """The same as the page has it; its links lead to anchors of the page."""
    exhibits: tuple[str, ...] = ()
    """Identifiers."""


class Chapter(Plain):
    """A chapter of the brief."""

    anchor: str
    """The part of the page, as in index.html#section-1."""
    heading: Words
    """Its message."""
    block: str = ""
    """The block that it opens, where it does."""
    parts: tuple[PartOf, ...] = ()
    """In order."""


class CellOf(Plain):
    """A cell of a table."""

    text: str
    """As printed."""
    value: str = ""
    """A number without its formatting, in the unit of the exhibit: 211, >600, 10..30."""
    number: str = ""
    """The address of the number in the ledger."""


class ExhibitOf(Plain):
    """An exhibit with its data. Of one whose data may not be passed on, ``closed``, head and rows are left out."""

    id: str
    """Its identifier."""
    number: int
    """In the order of the brief."""
    kind: str
    """column, bar, line, table …"""
    anchor: str
    """The part of the page."""
    title: Words
    """Its message."""
    unit: str = ""
    """Printed once, beside the title."""
    describes: str
    """What can be seen, for those who cannot see it."""
    note: Words | None = None
    """Printed below it."""
    source: str
    """Printed below it."""
    sources: tuple[str, ...] = ()
    """Identifiers."""
    numbers: tuple[str, ...] = ()
    """Addresses in the ledger."""
    closed: bool = False
    """Whether the licence of a dataset behind it forbids passing its data on."""
    picture: str = ""
    """File name."""
    data: str = ""
    """File name of the same rows as CSV."""
    head: tuple[str, ...] = ()
    """Of the columns."""
    rows: tuple[tuple[CellOf, ...], ...] = ()
    """In order; the first cell of a row is its head."""


class BeneficiaryOf(Plain):
    """Who gains."""

    name: Words
    """A company, or a whole segment."""
    company: str = ""
    """Its identifier in the library."""
    group: Words | None = None
    """The heading under which it stands."""
    listing: str = ""
    """Its listings or its status, as printed."""
    segment: str = ""
    """A stage of the value chain, by its identifier."""
    mechanism: Words
    """How it gains."""
    because: tuple[str, ...] = ()
    """Addresses in the ledger, or names of statements."""


class CatalystOf(Plain):
    """Something dated."""

    when: str
    """As printed."""
    start: IsoDay | None = None
    """First day."""
    end: IsoDay | None = None
    """Last day."""
    says: Words
    """What happens."""
    past: bool = False
    """Whether it lies before the day of the edition."""
    inferred: bool = False
    """No source prints the date."""


class RiskOf(Plain):
    """What could go wrong."""

    says: Words
    """In one line."""
    cause: Words | None = None
    """What would bring it about."""
    effect: Words | None = None
    """What it would do."""
    indicator: Words | None = None
    """What to watch."""
    mitigant: Words | None = None
    """What stands against it."""
    origin: Literal["stated", "implied", "standing"]
    """Stated by a source, implied by the house, or standing for the whole sector."""
    likelihood: Grade | None = None
    """Where somebody grades it."""
    impact: Grade | None = None
    """Where somebody grades it."""


class SideOf(Plain):
    """One value of a disagreement."""

    label: Words
    """What it is."""
    value: Words
    """As printed."""
    kind: str
    """As printed."""
    period: str
    """As printed."""
    source: Words
    """Who says it."""
    scope: Words
    """What it covers."""


class DisagreementOf(Plain):
    """Values for one thing that stand side by side."""

    on: Words
    """What they disagree on."""
    sides: tuple[SideOf, ...]
    """The values."""
    why: Words | None = None
    """What would explain it."""


class Files(Plain):
    """The files of the edition, by name beside this one; what was not made is left out."""

    page: str = ""
    """The page."""
    pdf: str = ""
    """The PDF."""
    workbook: str = ""
    """The exhibits as XLSX."""
    single: str = ""
    """The page as one file, to send."""
    ledger: str = ""
    """The numbers alone."""
    preview: str = ""
    """The picture that networks show beside a link."""


class Brief(Plain):
    """A whole edition."""

    schema_: str = Field(default=f"../../{SCHEMA_FILE}", serialization_alias="$schema", validation_alias="$schema")
    """Where the release holds the schema."""
    brief: Literal[1]
    """The version of this format."""
    product: str
    """The program and its version."""
    thesis: str
    """Its identifier."""
    lang: Lang
    """Language of the edition."""
    languages: tuple[Lang, ...]
    """Those in which the thesis is published."""
    address: str = ""
    """Where the page is online, where the release was made for an address."""
    status: Literal["draft", "live", "archived"]
    """A draft is never in a release."""
    fictional: bool = False
    """Whether all of it is invented."""
    written: DayOf
    """The day of the evidence."""
    as_of: IsoDay
    """The day the edition was made for."""
    house: HouseOf
    """Who publishes it."""
    archetype: Named
    """The kind of brief."""
    sector: Named
    """The industry."""
    analysts: tuple[Person, ...] = ()
    """Who signs."""
    title: str
    """The message."""
    subtitle: Words | None = None
    """The scope."""
    summary: Words | None = None
    """A paragraph."""
    issuer: IssuerOf | None = None
    """The company that the brief is about, if it is one."""
    rating: RatingOf | None = None
    """The rating that the brief gives, if any."""
    ratings: tuple[RatingOf, ...] = ()
    """The whole scale, where a rating is given."""
    key_data: tuple[Datum, ...] = ()
    """Lines of the cover."""
    claims: tuple[ClaimOf, ...] = ()
    """What the brief maintains."""
    stages: tuple[StageOf, ...] = ()
    """The value chain."""
    chapters: tuple[Chapter, ...] = ()
    """In the order of the brief."""
    exhibits: tuple[ExhibitOf, ...] = ()
    """In the order of the brief."""
    beneficiaries: tuple[BeneficiaryOf, ...] = ()
    """Who gains."""
    catalysts: tuple[CatalystOf, ...] = ()
    """Dated events."""
    risks: tuple[RiskOf, ...] = ()
    """What could go wrong, that of the sector last."""
    conflicts: tuple[Words, ...] = ()
    """Where sources disagree."""
    disagreements: tuple[DisagreementOf, ...] = ()
    """Values that stand side by side."""
    not_given: tuple[Words, ...] = ()
    """What a reader would look for and the source does not give."""
    blocks: dict[str, Value] = Field(default_factory=dict)
    """What the other blocks of the brief print, by block and field."""
    disclosures: tuple[Words, ...] = ()
    """Of the publisher."""
    ledger: Entries
    """Every number that the edition prints or rests on, its series, sources and methods, as in ledger.json."""
    files: Files
    """The files of the edition."""

    def plain(self) -> dict[str, Any]:
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {"$schema": self.schema_, **plain}


def brief_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``brief.json``; but for ``blocks`` it allows no key that it does not name."""
    described = schema_of(Brief, Plain)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **described}
