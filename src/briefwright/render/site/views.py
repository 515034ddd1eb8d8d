"""What the templates of ``templates/site/`` see. Plain values, formatted; addresses lead from the page."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.views import ListingView, RatingView


@dataclass(frozen=True, slots=True)
class SiteView:
    """``site`` on every page: the site as a whole in one language.

    ``house`` is its name, or a neutral word where there are several; ``several`` is whether there are, so that
    each brief names its own. ``languages`` are tag and name of every language of the release.
    """

    lang: str
    house: str
    tagline: str
    as_of: str
    several: bool
    languages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LinkedView:
    """Words that lead to a page; ``href`` is empty where the release does not have it."""

    text: Markup
    href: str = ""


@dataclass(frozen=True, slots=True)
class PictureView:
    """The drawing of an exhibit, with its size in pixels."""

    src: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief in a list. ``href`` and ``pdf`` lead to its page and PDF, and are empty where it has none.

    ``house`` is set where the site has several; ``points`` and ``picture`` where the list shows them; ``day`` is that
    of the evidence as ISO writes it, ``written`` as the language does.
    """

    slug: str
    title: Markup
    subtitle: Markup
    href: str
    pdf: str
    sector: LinkedView
    archetype: str
    written: str
    day: str
    house: str
    archived: bool
    fictional: bool
    points: tuple[Markup, ...] = ()
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class TurnView:
    """A page of several: ``place`` says which it is of how many, ``before`` and ``after`` lead to those beside it.

    Each is empty where there is none.
    """

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SectorEntry:
    """A sector in a list; ``asks`` is what its readers look for first, ``count`` says how many briefs it has."""

    name: Markup
    href: str
    asks: Markup
    count: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page: the newest brief, those after it in full, then as many in short as fit; ``more`` if not all."""

    first: Entry | None
    briefs: tuple[Entry, ...]
    earlier: tuple[Entry, ...]
    more: bool
    sectors: tuple[SectorEntry, ...]


@dataclass(frozen=True, slots=True)
class SectorsView:
    """The list of sectors."""

    sectors: tuple[SectorEntry, ...]


@dataclass(frozen=True, slots=True)
class NumberView:
    """A number of a thesis, as its edition tells it. ``href`` leads to its line in the edition's appendix.

    ``via`` is the source that quotes it, ``formula`` how it was computed; either may be empty; ``of`` is its scope.
    """

    label: Markup
    of: Markup
    value: Markup
    kind: str
    period: str
    source: LinkedView
    locator: Markup
    via: LinkedView
    via_locator: Markup
    formula: Markup
    thesis: LinkedView
    href: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A stage of a sector's value chain with the companies that theses place in it."""

    name: Markup
    does: Markup
    segments: tuple[Markup, ...]
    companies: tuple[LinkedView, ...]


@dataclass(frozen=True, slots=True)
class SectorRiskView:
    """A standing risk of a sector; absent parts are empty."""

    says: Markup
    cause: Markup
    effect: Markup
    indicator: Markup
    mitigant: Markup


@dataclass(frozen=True, slots=True)
class SectorView:
    """A sector. ``chain`` runs in the order of its ``form``: from upstream on, or layers from the top down.

    ``elsewhere`` are companies of its theses that stand in no stage of the chain; ``sizes`` are figures for its market.
    Its second page and those after it have more briefs and their figures, and nothing else.
    """

    name: Markup
    asks: Markup
    briefs: tuple[Entry, ...]
    form: str
    chain: tuple[PlaceView, ...]
    elsewhere: tuple[LinkedView, ...]
    sizes: tuple[NumberView, ...]
    risks: tuple[SectorRiskView, ...]
    turn: TurnView


@dataclass(frozen=True, slots=True)
class CompanyEntry:
    """A company in the list; ``listing`` is its listings, else its status."""

    name: LinkedView
    listing: str
    sectors: tuple[LinkedView, ...]
    briefs: tuple[LinkedView, ...]


@dataclass(frozen=True, slots=True)
class CompaniesView:
    """The list of companies."""

    companies: tuple[CompanyEntry, ...]


@dataclass(frozen=True, slots=True)
class NamingView:
    """What a thesis says of a company at one place; ``role`` in words, ``href`` leads there."""

    role: str
    segment: Markup
    says: Markup
    href: str


@dataclass(frozen=True, slots=True)
class NamedInView:
    """A brief that names a company, and every place where it does."""

    brief: Entry
    places: tuple[NamingView, ...]


@dataclass(frozen=True, slots=True)
class TileView:
    """An exhibit in small. Without ``picture`` it is a table or diagram of that ``kind``, and begins with ``lines``."""

    label: str
    title: Markup
    kind: str
    href: str
    picture: PictureView | None
    lines: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class CompanyView:
    """A company. ``names`` are those in other languages, by tag; ``parent`` may be absent.

    ``numbers`` are those that the briefs of this page say are measured of it, ``exhibits`` show some of them.
    """

    name: Markup
    names: tuple[tuple[str, str], ...]
    status: str
    listings: tuple[ListingView, ...]
    parent: LinkedView | None
    units: tuple[LinkedView, ...]
    briefs: tuple[NamedInView, ...]
    numbers: tuple[NumberView, ...]
    exhibits: tuple[TileView, ...]
    turn: TurnView


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source in the list, with how many numbers were found in it and how many briefs cite it."""

    publisher: LinkedView
    title: Markup
    date: str
    reliability: str
    doubtful: bool
    numbers: int
    briefs: int


@dataclass(frozen=True, slots=True)
class SourcesView:
    """The list of sources."""

    sources: tuple[SourceEntry, ...]


@dataclass(frozen=True, slots=True)
class SourceDetailView:
    """A source. ``numbers`` were found in it, or quoted by it; ``derived`` were computed from such.

    Both are those of the briefs of this page.
    """

    publisher: Markup
    title: Markup
    date: str
    reliability: str
    doubtful: bool
    address: str
    note: Markup
    numbers: tuple[NumberView, ...]
    derived: tuple[NumberView, ...]
    briefs: tuple[Entry, ...]
    turn: TurnView


@dataclass(frozen=True, slots=True)
class ShelfView:
    """A brief in the gallery with its exhibits."""

    brief: Entry
    tiles: tuple[TileView, ...]


@dataclass(frozen=True, slots=True)
class GalleryView:
    """A page of the gallery."""

    shelves: tuple[ShelfView, ...]
    turn: TurnView


@dataclass(frozen=True, slots=True)
class PublisherView:
    """A house on the about page, with those who sign for it and its scale of ratings."""

    name: Markup
    tagline: Markup
    contact: str
    analysts: tuple[tuple[Markup, Markup], ...]
    ratings: tuple[RatingView, ...]
    disclosures: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class AboutView:
    """The about page; ``kinds`` are the kinds of numbers with what they mean."""

    houses: tuple[PublisherView, ...]
    kinds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TongueHomeView:
    """A language of the release on the front page and on the page for addresses that lead nowhere.

    ``home`` is the address of its home page, empty where it cannot be known; the rest is in that language: ``missing``
    that there is no such page, ``says`` why that may be, ``back`` the words of the way home.
    """

    lang: str
    name: str
    house: str
    tagline: str
    home: str
    missing: str
    says: str
    back: str


PAGES: dict[str, type] = {
    "index": HomeView,
    "sectors": SectorsView,
    "sector": SectorView,
    "companies": CompaniesView,
    "company": CompanyView,
    "sources": SourcesView,
    "source": SourceDetailView,
    "exhibits": GalleryView,
    "about": AboutView,
}
"""Template of ``templates/site/`` → what it sees as ``view``."""
