"""The ledger: every number of an edition and what it rests on, as plain values that readers may have.

One structure for the sources-and-methods appendix, for ``ledger.json`` and for ``explain``. ``compute`` fills it;
``ledger_schema`` publishes its shape. Amounts are exact decimals as text, in base units: 21.1 USD bn is "21100000000".
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from briefwright.model.amount import Form
from briefwright.model.described import schema_of
from briefwright.model.lang import Lang
from briefwright.model.period import Basis, Grain, Kind
from briefwright.model.unit import Measure

VERSION = 1
SCHEMA_FILE = "schema/ledger.json"
"""Where a release holds the schema."""
SCHEMA_ID = f"urn:briefwright:ledger:{VERSION}"

Digits = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]
IsoDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Where = Literal[
    "title",
    "subtitle",
    "summary",
    "key data",
    "lead exhibit",
    "value chain",
    "section heading",
    "section",
    "exhibit",
    "company profile",
    "recommendation",
    "market size",
    "competition",
    "ratings",
    "claim",
    "evidence",
    "beneficiary",
    "catalyst",
    "risk",
    "condition",
    "driver",
    "stage",
    "player",
    "business model",
    "route",
    "moat",
    "question",
    "conflict",
    "not given",
    "disclosures",
    "disagreement",
    "block",
    "appendix",
]


class Plain(BaseModel):
    """Base of what a ledger is made of: frozen, no unknown keys; what does not apply is left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def plain(self) -> dict[str, Any]:
        """The same as values for JSON, without what does not apply."""
        return self.model_dump(mode="json", exclude_defaults=True)


class Exact(Plain):
    """An amount in base units, every digit held. A one-sided bound has one limit, a range two, a point the same."""

    form: Form
    """How the amount is known."""
    low: Digits | None = None
    """Lower limit; left out where there is none."""
    high: Digits | None = None
    """Upper limit; left out where there is none."""


class UnitOf(Plain):
    """A unit."""

    text: str
    """As the content writes it: USD bn, bn parameter, %."""
    measure: Measure
    """What it measures."""
    currency: str = ""
    """ISO code, or unstated."""
    noun: str = ""
    """What is counted, or the duration."""
    per: str = ""
    """The denominator of a rate."""
    scale: int = 0
    """The power of ten that the source prints in; amounts here are in base units."""


class PeriodOf(Plain):
    """What a number speaks for. Elapsed steps and open spans lack days."""

    label: str
    """As the content writes it: 2026E, FY2026, 2023Q1."""
    text: str
    """As the edition prints it."""
    grain: Grain
    """The length of the period."""
    start: IsoDay | None = None
    """First day."""
    end: IsoDay | None = None
    """Last day."""


class DayOf(Plain):
    """The day something was true."""

    day: IsoDay
    """The day."""
    text: str
    """As the edition prints it."""
    after: bool = False
    """That day or later."""
    inferred: bool = False
    """No source prints it."""


class SnapshotOf(Plain):
    """A dataset as it lay on disk when the edition was made."""

    dataset: str
    """Its identifier."""
    source: str
    """The identifier of its source."""
    file: str
    """The file's name in the project."""
    sha256: Sha256
    """Of the file."""
    rows: int
    """How many rows were read."""
    as_of: IsoDay
    """The day the table was true."""


class Found(Plain):
    """Where a number was found."""

    source: str
    """Identifier of the authority."""
    locator: str = ""
    """The place in it; of a dataset, the cell."""
    via: str = ""
    """Identifier of the source that quotes it, where it was not read itself."""
    via_locator: str = ""
    """The place in that."""
    snapshot: SnapshotOf | None = None
    """The dataset that the number is a cell of."""


class Made(Plain):
    """How a number was computed."""

    expression: str
    """The formula as the content writes it, or the query."""
    methods: tuple[str, ...] = ()
    """Names under methods."""
    inputs: tuple[str, ...] = ()
    """Addresses of what it was computed from."""
    in_words: str = ""
    """The formula with the labels of its inputs."""
    in_figures: str = ""
    """The formula with their values."""
    snapshots: tuple[SnapshotOf, ...] = ()
    """The datasets that a query read."""


class PlaceOf(Plain):
    """Where an edition prints a number."""

    where: Where
    """Which part of the brief."""
    id: str = ""
    """An exhibit's identifier, or the running number in a list: the third claim is 3."""
    number: int | None = None
    """An exhibit's number."""
    anchor: str = ""
    """The part of the page, as in index.html#x-market; the cover has none."""


class Stated(Plain):
    """A figure that the author or a source gives for what is computed."""

    value: str
    """As printed."""
    exact: Exact
    """In base units."""


class Entry(Plain):
    """One number. Exactly one of origin and derivation is there."""

    address: str
    """Its name, or name[2026E] for a point of a series."""
    label: str
    """What it is."""
    value: str = ""
    """As the edition prints it; left out where the licence of its dataset does not let readers have it."""
    exact: Exact | None = None
    """The amount itself; left out where the licence of its dataset does not let readers have it."""
    unit: UnitOf
    """Its unit."""
    kind: Kind
    """A fact, an estimate, a forecast or an opinion."""
    basis: Basis | None = None
    """Over a period or at a moment."""
    period: PeriodOf | None = None
    """What it speaks for."""
    as_of: DayOf | None = None
    """The day it was true."""
    entity: str = ""
    """What it is measured of."""
    measure: str = ""
    """What is measured."""
    scope: str = ""
    """What it covers."""
    marks: tuple[str, ...] = ()
    """bound, about, derived, doubtful, withheld."""
    note: str = ""
    """A remark of the author."""
    reason: str = ""
    """Why it is not meaningful."""
    stated: Stated | None = None
    """What the author or a source gives for it."""
    origin: Found | None = None
    """Where it was found."""
    derivation: Made | None = None
    """How it was computed."""
    line: str = ""
    """The anchor of its line in the appendix: index.html#n-…"""
    first: str = ""
    """The anchor of its first appearance in the text, where it has one."""
    places: tuple[PlaceOf, ...] = ()
    """Where it is printed; empty for one that others rest on."""


class SeriesOf(Plain):
    """Numbers over periods."""

    address: str
    """Its name."""
    label: str
    """What it is."""
    points: tuple[str, ...]
    """Addresses of its numbers, oldest first."""
    derivation: Made | None = None
    """How it was computed, where it was."""


class SourceOf(Plain):
    """A source."""

    id: str
    """Its identifier."""
    number: int | None = None
    """In the edition's list."""
    publisher: str
    """Who says it."""
    title: str = ""
    """Of the document."""
    date: DayOf | None = None
    """Its own date."""
    address: str = ""
    """Where it can be read."""
    reliability: Literal["primary", "secondary", "doubtful"]
    """How far it is to be trusted."""
    note: str = ""
    """A remark of the author."""


class Method(Plain):
    """A formula used."""

    name: str
    """Its name in content."""
    title: str
    """Its name in the language of the edition."""
    definition: str
    """In words."""
    identity: str
    """The identity it rests on."""


class Entries(Plain):
    """Numbers with all that they rest on."""

    numbers: tuple[Entry, ...]
    """Each once."""
    series: tuple[SeriesOf, ...]
    """Those that these numbers are points of."""
    sources: tuple[SourceOf, ...]
    """Those that they were found in."""
    methods: tuple[Method, ...]
    """Those by which they were computed."""


class Ledger(Entries):
    """Every number that an edition prints or rests on."""

    schema_: str = Field(default=f"../../{SCHEMA_FILE}", serialization_alias="$schema", validation_alias="$schema")
    """Where the release holds the schema."""
    ledger: Literal[1]
    """The version of this format."""
    product: str
    """The program and its version."""
    thesis: str
    """Its identifier."""
    title: str
    """Of the brief."""
    house: str
    """The publisher."""
    lang: Lang
    """Language of the edition."""
    written: DayOf
    """The day of the evidence."""
    as_of: IsoDay
    """The day the edition was made for."""

    def plain(self) -> dict[str, Any]:
        plain = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        head = {name: plain[name] for name in plain if name not in Entries.model_fields}
        return {"$schema": self.schema_, **head, **{name: plain[name] for name in Entries.model_fields}}


def ledger_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``ledger.json``; it allows no key that it does not name."""
    described = schema_of(Ledger, Plain)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **described}
