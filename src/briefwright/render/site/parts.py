"""What several pages of the site show: a brief in a list, a number of one, an exhibit in small, a link."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from briefwright.model.about import Shown
from briefwright.model.records import Company
from briefwright.render.listing import NAMED, Style, listing
from briefwright.render.site.numbers import Found
from briefwright.render.site.shelf import Listed, Shelf
from briefwright.render.site.views import Entry, LinkedView, NumberView, PictureView, TileView
from briefwright.render.views import ListingView

NOTHING = Markup("")
NOWHERE = LinkedView(NOTHING)


class Parts:
    """Parts for pages of one shelf. ``up`` leads from the page at hand to the folder of the language.

    ``several`` is whether the site has several houses; ``style`` how listings are written.
    """

    def __init__(self, shelf: Shelf, up: str, style: Style, *, several: bool) -> None:
        self.shelf, self.up, self.style, self.several = shelf, up, style, several
        self.locale, self.words = shelf.locale, shelf.words

    def link(self, section: str, name: str) -> LinkedView:
        """To the page of a sector, company or source, where the release has it."""
        href = f"{self.up}{section}/{name}/index.html" if self.shelf.has(section, name) else ""
        return LinkedView(self.shelf.name(section, name), href)

    def links(self, section: str, names: Iterable[str]) -> tuple[LinkedView, ...]:
        return tuple(self.link(section, name) for name in names)

    def entry(self, one: Listed, *, points: bool = False, picture: bool = False) -> Entry:
        """A brief in a list, with its key points and lead exhibit where they are wanted."""
        about, folder = one.about, f"{self.up}{one.slug}/"
        lead = lead_of(about.exhibits) if picture and about.page else None
        return Entry(
            one.slug,
            self.words(about.title),
            self.words(about.subtitle),
            folder + about.page if about.page else "",
            folder + about.pdf if about.pdf else "",
            self.link("sectors", about.sector_id),
            about.archetype,
            about.written,
            about.day,
            about.house if self.several else "",
            about.archived,
            about.fictional,
            tuple(map(self.words, about.points)) if points else (),
            self.picture(one, lead) if lead else None,
        )

    def title(self, one: Listed) -> LinkedView:
        """The title of a brief, leading to its page, or else to its PDF."""
        return LinkedView(self.words(one.about.title), self.page(one) or self.pdf(one))

    def page(self, one: Listed, anchor: str = "") -> str:
        """The address of a brief's page, or of a place on it; empty where it has none."""
        if not one.about.page:
            return ""
        return f"{self.up}{one.slug}/{one.about.page}" + (f"#{anchor}" if anchor else "")

    def pdf(self, one: Listed) -> str:
        return f"{self.up}{one.slug}/{one.about.pdf}" if one.about.pdf else ""

    def picture(self, one: Listed, exhibit: Shown) -> PictureView:
        """Of an exhibit in small: the drawing for phones, which is legible there."""
        folder = f"{self.up}{one.slug}/"
        if exhibit.small:
            return PictureView(folder + exhibit.small, exhibit.small_width, exhibit.small_height)
        return PictureView(folder + exhibit.picture, exhibit.width, exhibit.height)

    def tile(self, one: Listed, exhibit: Shown) -> TileView:
        drawn = bool(exhibit.picture and one.about.page)
        kind = "exhibit_" + exhibit.kind.replace("-", "_")
        return TileView(
            exhibit.label,
            self.words(exhibit.title),
            self.locale.label(kind if kind in self.locale.labels else "exhibit_own"),
            self.page(one, exhibit.anchor),
            self.picture(one, exhibit) if drawn else None,
            tuple(map(self.words, exhibit.lines)),
        )

    def numbers(self, found: Sequence[Found], own: str = "") -> tuple[NumberView, ...]:
        """Numbers as the ledgers of their editions tell them; a source of that name, whose page it is, goes unsaid."""
        return tuple(self._number(one, own) for one in found)

    def _number(self, found: Found, own: str) -> NumberView:
        edition, label = self.shelf.by_slug[found.slug], self.locale.label
        kind = label("kind_" + found.kind)
        key = self.words(label("in_brackets", text=found.key)) if found.key else NOTHING
        return NumberView(
            self.words(found.label) + key,
            self.words(found.scope),
            Markup(" → ").join(self.words(one or label("withheld")) for one in found.values),
            label("derived_from", kind=kind) if found.formula else kind,
            self.locale.spaced(" → ".join(label("as_written") if one is None else one for one in found.when)),
            self._source(found.source, own),
            self.words(found.locator),
            self._source(found.via, own),
            self.words(found.via_locator),
            self.words(found.formula),
            self.title(edition),
            self.page(edition, found.line),
        )

    def _source(self, name: str, own: str) -> LinkedView:
        return self.link("sources", name) if name and name != own else NOWHERE

    def listings(self, company: Company) -> tuple[ListingView, ...]:
        """Listings in the style of the house's data vendor, the primary one first."""
        return tuple(
            ListingView(
                self.locale.label("market_" + one.mic.lower()) if one.mic in NAMED else one.mic,
                listing(one, self.style),
            )
            for one in company.securities
        )

    def count(self, what: str, count: int) -> str:
        """``3 briefs``, in the words of the labels ``count_<what>_one`` and ``_many``."""
        number = "one" if count == 1 else "many"
        return self.locale.spaced(self.locale.label(f"count_{what}_{number}", count=f"{count:,}"))


def lead_of(exhibits: Sequence[Shown]) -> Shown | None:
    """The picture to show of a brief: of its lead exhibit, or else the first."""
    drawn = [one for one in exhibits if one.picture]
    return next((one for one in drawn if one.lead), drawn[0] if drawn else None)
