"""The content model of a thesis: ``content/theses/<slug>/thesis.yaml``."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from briefwright.model.base import (
    Address,
    AmountField,
    Content,
    DateField,
    Line,
    NumberName,
    PeriodField,
    Slug,
    UnitField,
)
from briefwright.model.competition import Competition
from briefwright.model.exhibits import Exhibit
from briefwright.model.issuer import Issuer, issuer_alone
from briefwright.model.market import Market
from briefwright.model.memo import BusinessModel, Condition, Driver, Moat, Player, Question, Route, StageModel
from briefwright.model.period import Basis, Kind
from briefwright.model.records import Risk, Rule, ValueChain
from briefwright.model.sourced import Event, Sourced
from briefwright.model.tables import Selection
from briefwright.model.templates import BlockName
from briefwright.model.text import Text, Title
from briefwright.model.view import View


class Measured(Sourced):
    """Fields that say what a number measures."""

    entity: Slug | None = None
    """What it is measured of: an identifier in content/companies, or a name of your own such as cn-ai-software."""
    measure: Slug | None = None
    """What is measured: revenue, market-size. Two values for one entity, measure and period are a finding."""
    scope: Text | None = None
    """What the number covers, where others measure it otherwise."""
    basis: Basis | None = None
    """flow over a period or stock at a moment; average or spot for rates of exchange. Needed to convert currencies."""
    year_end: int | None = Field(default=None, ge=1, le=12)
    """The month in which fiscal years end: FY2026 with year_end 6 ends in June 2026."""


class Fact(Measured):
    """One sourced number. ``kind`` may stand in the period's suffix instead (2021A, 2026E, 2027F)."""

    label: Title
    """What the number is, as printed."""
    value: AmountField
    """175, or a bound: over 40, at least 40, under 3, at most 3, about 3640, 10 to 30."""
    unit: UnitField
    """USD bn, CNY 亿, "%", pp, x, month, ferry, bn parameter, CNY/ferry. Nouns stand in content/units."""
    kind: Kind | None = None
    """Left out where the period says it: 2021A, 2026E, 2027F."""
    period: PeriodField | None = None
    """What it speaks for: 2021A, 2026E, FY2026, 2023Q1, 2023-02, 2012.. and more; or give as_of."""
    decimals: int | None = Field(default=None, ge=0, le=12)
    """Printed decimals, where the usual number of them does not suit."""


class Points(Measured):
    """A series: sourced numbers over periods. The key of a point is its period."""

    label: Title
    """What the series is, as printed."""
    unit: UnitField
    """As for a fact; one for all points."""
    kind: Kind | None = None
    """Left out where the periods say it."""
    points: dict[PeriodField, AmountField] = Field(min_length=1)
    """Period to value: {2021A: 5.1, 2026E: 21.1}."""
    decimals: int | None = Field(default=None, ge=0, le=12)
    """Printed decimals, where the usual number of them does not suit."""


class Stated(Content):
    """A figure that the author or a source gives for what is computed here."""

    value: AmountField
    """As printed."""
    unit: UnitField
    """As for a fact."""
    source: Slug | None = None
    """Who prints it, if not the author."""


class Computed(Content):
    """A number derived by a formula. Written as the formula alone, or as a map where it needs a label."""

    formula: Line
    """cagr(market), share(a, b), a + b; names are those of facts, series, computed numbers and dataset columns."""
    label: Title | None = None
    """What the result is, as printed; left out, named formulas label themselves."""
    decimals: int | None = Field(default=None, ge=0, le=12)
    """Printed decimals, where the usual number of them does not suit."""
    note: Text | None = None
    """Shown by `explain`."""
    undefined: Literal["refuse", "n.m."] = "refuse"
    """n.m. prints just that where the formula has no meaning, as growth from a loss; else it is an error."""
    stated: Stated | None = None
    """The figure given elsewhere, which must agree with ours as far as it is printed."""


class Total(Content):
    """Parts that make a whole."""

    whole: Address
    """The number that they sum to."""
    parts: list[Address] = Field(min_length=1)
    """Numbers."""
    complete: bool = True
    """False where there are other parts, so that these may only be less."""


class Accepted(Content):
    """A finding of the audit that the author knows and lets stand; listed by `check --accepted`."""

    rule: Rule
    """The code of the finding."""
    at: Line
    """The number, or the words, that it is about."""
    because: Line
    """Why it may stand."""


class Statement(Sourced):
    """Evidence that is not a number: what a source says, in our words."""

    says: Text
    """What the source says, in our words."""
    kind: Kind = Kind.ACTUAL
    """What it is: a fact, or somebody's estimate, forecast or opinion."""


class Datum(Content):
    """A line of the cover's key data."""

    label: Title
    """Short, to fit beside the value."""
    value: Title
    """A lookup, such as {{ market_cagr }}."""


class Claim(Content):
    """A statement with the numbers and statements it rests on, and the event that would prove it wrong."""

    id: Slug | None = None
    """A name for the claim."""
    says: Text
    """The claim in one line; a key point of the cover."""
    detail: Text | None = None
    """One or two sentences."""
    because: list[Address] = Field(default_factory=list)
    """Numbers, or names under evidence, that it rests on; at least one."""
    wrong_if: Text | None = None
    """The event that would prove it wrong."""


class Beneficiary(Content):
    """A company, or a whole segment, that gains; ``segment`` is a stage of the value chain."""

    company: Slug | None = None
    """An identifier in content/companies."""
    who: Title | None = None
    """A whole segment, where no company is meant."""
    group: Title | None = None
    """A heading under which several stand together."""
    segment: Slug
    """A stage of the value chain."""
    mechanism: Text
    """How it gains."""
    because: list[Address] = Field(default_factory=list)
    """Numbers, or names under evidence."""


class Section(Content):
    """A chapter: heading, Markdown beside the YAML (``{lang}`` in the name), exhibits placed after the text.

    An exhibit may also be placed inside the Markdown by a line ``[[id]]`` (two on a line make a pair).
    """

    heading: Title
    """States the message of the chapter."""
    body: Line | None = None
    """Markdown beside the thesis, with {lang} in its name: demand.{lang}.md."""
    exhibits: list[Slug] = Field(default_factory=list)
    """Placed after the text, in this order."""
    block: NumberName | None = None
    """A block of the archetype that this chapter opens: why_now, moats. It stands where that block does."""


def _formula(value: Any) -> Any:
    return {"formula": value} if isinstance(value, str) else value


class Thesis(Content):
    """One investment thesis."""

    archetype: Slug
    """The kind of brief: a file of templates/archetypes."""
    sector: Slug
    """An identifier in content/sectors."""
    house: Slug | None = None
    """An identifier in content/houses, where there are several."""
    status: Literal["draft", "live", "archived"] = "draft"
    """A draft is watermarked and never in a release."""
    fictional: bool = False
    """Says on every page that all of it is invented."""
    written: DateField
    """The day, or {after: …, inferred: true} where the source prints none."""
    analysts: list[Slug] = Field(default_factory=list)
    """Identifiers in content/analysts."""
    title: Title
    """The message, not the subject."""
    subtitle: Title | None = None
    """The scope."""
    summary: Text | None = None
    """A paragraph for the cover."""
    company: Annotated[Issuer | None, BeforeValidator(issuer_alone, json_schema_input_type=Slug | Issuer | None)] = None
    """Whom the brief is about, where it is one company: its identifier alone, or a map."""
    view: View | None = None
    """The house's rating, where the brief gives one."""
    key_data: list[Datum] = Field(default_factory=list, max_length=12)
    """Lines of the cover's side column."""
    facts: dict[NumberName, Fact] = Field(default_factory=dict)
    """Sourced numbers by name."""
    series: dict[NumberName, Points] = Field(default_factory=dict)
    """Sourced numbers over periods, by name."""
    computed: dict[
        NumberName, Annotated[Computed, BeforeValidator(_formula, json_schema_input_type=str | Computed)]
    ] = Field(default_factory=dict)
    """Numbers that follow from others, by name: a formula alone, or a map."""
    tables: dict[NumberName, Selection] = Field(default_factory=dict)
    """Tables made of datasets, by name; exhibits and formulas take their columns as table.column."""
    totals: list[Total] = Field(default_factory=list)
    """Which numbers make up which."""
    accepted: list[Accepted] = Field(default_factory=list)
    """Findings of the audit that may stand, each with its reason."""
    evidence: dict[NumberName, Statement] = Field(default_factory=dict)
    """What sources say that is no number, by name."""
    claims: list[Claim] = Field(default_factory=list)
    """What the brief maintains."""
    market: Market | None = None
    """Figures for the size of the market, side by side."""
    competition: Competition | None = None
    """Who competes, and on what."""
    value_chain: ValueChain | None = None
    """Drawn by a value-chain exhibit; beneficiaries stand in its stages."""
    beneficiaries: list[Beneficiary] = Field(default_factory=list)
    """Who gains, and how."""
    catalysts: list[Event] = Field(default_factory=list)
    """Dated events ahead."""
    risks: list[Risk] = Field(default_factory=list)
    """What could go wrong."""
    must_be_true: list[Condition] = Field(default_factory=list)
    """What has to be true for the thesis to hold."""
    why_now: list[Driver] = Field(default_factory=list)
    """Why the moment is now."""
    waves: list[StageModel] = Field(default_factory=list)
    """Stage models, or waves: one drawing each."""
    players: list[Player] = Field(default_factory=list)
    """Who plays which part in the market."""
    business_model: BusinessModel | None = None
    """How the money is made."""
    go_to_market: list[Route] = Field(default_factory=list)
    """Ways to customers."""
    moats: list[Moat] = Field(default_factory=list)
    """What would keep others out."""
    open_questions: list[Question] = Field(default_factory=list)
    """What has yet to be found out."""
    conflicts: list[Text] = Field(default_factory=list)
    """Where sources disagree, or a source with itself; both sides are shown."""
    not_given: list[Text] = Field(default_factory=list)
    """What a reader would look for and the source does not give."""
    exhibits: list[Exhibit] = Field(default_factory=list)
    """Charts and tables; placed by sections or in Markdown."""
    lead_exhibit: Slug | None = None
    """The exhibit to look at first; left out, the first of a kind that the sector names."""
    sections: list[Section] = Field(default_factory=list)
    """Chapters."""
    blocks: dict[BlockName, Any] = Field(default_factory=dict)
    """What blocks of your own say, by their names, as templates/blocks/<name>.yaml declares."""
