"""The view models: everything a template may see. Plain values, already formatted and typeset.

``Markup`` fields are safe HTML; ``str`` fields are escaped by Jinja where they are printed. ``at`` is the place in the
content (``file:line``) that a view was made from, so that an error in a template can name both places.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

EMPTY = Markup("")


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with its value."""

    label: Markup
    value: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A claim: ``evidence`` is what it rests on, ``wrong_if`` what would prove it wrong (either may be empty).

    ``again`` is ``says`` without links, for where it is printed a second time.
    """

    says: Markup
    detail: Markup
    evidence: tuple[Markup, ...]
    wrong_if: Markup
    again: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage of the value chain with the names of those placed in it."""

    id: str
    name: Markup
    does: Markup
    segments: tuple[Markup, ...]
    names: tuple[Markup, ...]
    focus: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell."""

    html: Markup
    numeric: bool = False
    sort: str = ""
    """The value by which readers may sort, as a plain decimal."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An exhibit. ``drawing`` is ``picture``, ``chain``, ``table`` or ``matrix``; ``src`` is the picture's file name.

    ``head`` and ``rows`` are the table behind a picture, or the table itself; the first cell of a row is its head.
    ``again`` is the title without links.
    """

    id: str
    anchor: str
    label: str
    title: Markup
    again: Markup
    unit: str
    alt: str
    note: Markup
    source: Markup
    drawing: str
    width: str
    src: str = ""
    data: str = ""
    """File name of the data, where its licence lets readers have it."""
    closed: bool = False
    """Whether the licence of a dataset behind it does not."""
    size: tuple[float, float] = (0, 0)
    pixels: str = ""
    """File name of the picture as PNG."""
    narrow: str = ""
    """File name of the picture for phones, where it is another."""
    live: str = ""
    """File name of the script that draws it where scripts run, and ``engine`` that of the script which draws any."""
    engine: str = ""
    keys: bool = False
    """Whether a reader can hide lines of it."""
    head: tuple[CellView, ...] = ()
    rows: tuple[tuple[CellView, ...], ...] = ()
    stacks: bool = False
    """Whether a narrow screen sets the cells of a row below each other: many columns, and words in them."""
    form: str = ""
    stages: tuple[StageView, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section: running text (``html``), or one figure or a pair of them side by side."""

    html: Markup = EMPTY
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """A chapter of the brief; ``number`` is its ordinal as printed (一、 or 1)."""

    anchor: str
    number: str
    heading: Markup
    parts: tuple[Part, ...]
    at: str = ""


@dataclass(frozen=True, slots=True)
class BeneficiaryView:
    """One line of the beneficiaries table; ``page`` leads to the company's page, where it is one."""

    group: Markup
    name: Markup
    listing: str
    segment: Markup
    mechanism: Markup
    at: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """Something dated. ``past`` is true where the date lies before the as-of day."""

    when: str
    says: Markup
    past: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class RiskView:
    """A risk; absent parts are empty."""

    says: Markup
    cause: Markup
    effect: Markup
    indicator: Markup
    mitigant: Markup
    origin: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class SideView:
    """One value of a disagreement: who says it of what period, and what it covers."""

    label: Markup
    value: Markup
    kind: str
    period: str
    source: Markup
    scope: Markup


@dataclass(frozen=True, slots=True)
class DisputedView:
    """Values for one thing that stand side by side; ``why`` may be empty."""

    on: Markup
    sides: tuple[SideView, ...]
    why: Markup


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A number in the appendix: where it comes from, and a link back to where it is first printed (``back``).

    ``day`` is the end of what it speaks for, as ISO writes it; ``shared`` numbers are the library's, for any thesis.
    """

    anchor: str
    back: str
    label: Markup
    value: Markup
    kind: str
    period: str
    origin: Markup
    day: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in the appendix; ``page`` leads to its own."""

    anchor: str
    number: int
    text: Markup
    address: str
    note: Markup
    doubtful: bool
    page: str = ""


@dataclass(frozen=True, slots=True)
class MethodView:
    """A formula used: its name and definition in words."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the contents."""

    anchor: str
    text: Markup


@dataclass(frozen=True, slots=True)
class DownloadView:
    """A file beside the page: its name, what it is called in a link, and what it is for."""

    href: str
    name: str
    says: str


@dataclass(frozen=True, slots=True)
class HouseView:
    """The publisher."""

    name: str
    tagline: str
    contact: str
    disclosures: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ListingView:
    """A listing: the market by name, and the code in the style of the house's data vendor."""

    market: str
    code: str


@dataclass(frozen=True, slots=True)
class IssuerView:
    """A company: its name, that in the other language (may be empty), its listings, its status in words, its page."""

    name: Markup
    other_name: str
    listings: tuple[ListingView, ...]
    status: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class RatingView:
    """A grade of the house's scale; ``benchmark`` may be empty."""

    id: str
    name: Markup
    meaning: Markup
    horizon: str
    benchmark: Markup


@dataclass(frozen=True, slots=True)
class BriefView:
    """One edition, whole. This is ``brief`` in every block and layout."""

    slug: str
    lang: str
    title: str
    title_html: Markup
    subtitle: Markup
    summary: Markup
    archetype: str
    sector: str
    house: HouseView
    analysts: tuple[Pair, ...]
    written: str
    as_of: str
    draft: bool
    archived: bool
    fictional: bool
    key_points: tuple[Point, ...]
    key_data: tuple[Pair, ...]
    stages: tuple[StageView, ...]
    sections: tuple[SectionView, ...]
    figures: tuple[Figure, ...]
    beneficiaries: tuple[BeneficiaryView, ...]
    catalysts: tuple[EventView, ...]
    risks: tuple[RiskView, ...]
    conflicts: tuple[Markup, ...]
    disputed: tuple[DisputedView, ...]
    not_given: tuple[Markup, ...]
    ledger: tuple[LedgerLine, ...] = ()
    sources: tuple[SourceView, ...] = ()
    methods: tuple[MethodView, ...] = ()
    contents: tuple[Heading, ...] = ()
    issuer: IssuerView | None = None
    """The company that the brief is about, if it is one."""
    rating: RatingView | None = None
    """The rating that the brief gives, if any; ``legend`` is then the whole scale of the house."""
    legend: tuple[RatingView, ...] = ()
    views: Mapping[str, Any] = field(default_factory=dict)
    """The views of blocks that have one of their own, by block; a template sees its own as ``block``."""
    chapters: Mapping[str, tuple[SectionView, ...]] = field(default_factory=dict)
    """The chapters that open a block, by block; all others are ``sections``."""
    sector_page: str = ""
    """The address of the sector's page."""
    languages: tuple[tuple[str, str], ...] = field(default=())
    """Language tag and name of every edition of this thesis, this one included."""
