"""Every page of a language but those of editions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefwright.model.folders import SEARCH
from briefwright.render import linked
from briefwright.render.environment import environment, labelling, render
from briefwright.render.head import FEED, Online
from briefwright.render.shell import SEARCHING, Said, page_view
from briefwright.render.site import indexes, records
from briefwright.render.site.language import Language
from briefwright.render.site.paging import path
from briefwright.render.site.parts import Parts
from briefwright.render.site.publishers import about
from briefwright.render.site.views import CompanyView, SectorView, SourceDetailView, TurnView
from briefwright.world import World

_TABLES = ("tables.js", "scroll.js")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be made: its address below the folder of the language, its template, title, and what it shows.

    ``view`` is what the template sees beside ``site``; ``facets`` are what a search is narrowed by.
    """

    below: str
    template: str
    title: str
    view: Any
    description: str = ""
    facets: Mapping[str, Sequence[str]] | None = None
    scripts: tuple[str, ...] = ()
    policy: Mapping[str, str] | None = None


def pages(world: World, language: Language, others: Sequence[Language], base_url: str = "") -> dict[str, bytes]:
    """``others`` are all languages of the release; a page leads to itself in each, or to that language's home.

    ``base_url`` is where the site will be, empty where that is not known.
    """
    jinja, label = environment(world), labelling(language.labels)
    tree: dict[str, bytes] = {}
    for one in _sheets(language):
        about = one.description or f"{one.title} · {language.site.house}"
        said = Said(one.title, about, language.site.house, language.sheet, one.facets or {})
        tongues = {
            other.lang: f"{other.lang}/{one.below if one.below in other.pages else 'index.html'}" for other in others
        }
        path = f"{language.lang}/{one.below}"
        online = Online(base_url, feeds=_feeds(language, one), data=_linked(language, one))
        page = page_view(path, language.labels, said, tongues, one.scripts, one.policy, online)
        context = {"site": language.site, "page": page, "label": label, "view": one.view}
        tree[path] = render(jinja, f"site/{one.template}.html.j2", context).encode()
    return tree


def _linked(language: Language, one: Sheet) -> list[linked.Linked]:
    """What a page is about in the words of schema.org: a company, where its record is there."""
    name = one.below.split("/")[1] if one.template == "company" else ""
    record = language.shelf.shared.companies.get(name)
    if record is None:
        return []
    others = (other for _, other in one.view.names)
    return [{"@context": linked.CONTEXT, **linked.organisation(record.data, [one.title, *others])}]


def _feeds(language: Language, one: Sheet) -> dict[str, str]:
    """The feeds that a page offers: that of the language, and a sector's its own."""
    found = {f"{language.lang}/{FEED}": language.site.house}
    if one.template == "sector":
        folder = "/".join(one.below.split("/")[:2])
        found[f"{language.lang}/{folder}/{FEED}"] = f"{plain(one.view.name)} · {language.site.house}"
    return found


def _parts(language: Language, depth: int) -> Parts:
    style = language.houses[0].data.listing_style if language.houses else "wind"
    return Parts(language.shelf, "../" * depth, style, several=language.several)


def _sheets(language: Language) -> Iterator[Sheet]:
    yield from _lists(language)
    yield from _galleries(language)
    yield from _records(language)


def _lists(language: Language) -> Iterator[Sheet]:
    label, parts = language.labels, _parts(language, 1)
    yield Sheet("index.html", "index", label["site_title"], indexes.home(_parts(language, 0)), language.site.tagline)
    yield Sheet("sectors/index.html", "sectors", label["site_sectors"], indexes.sectors(parts))
    companies = indexes.companies(parts)
    yield Sheet("companies/index.html", "companies", label["site_companies"], companies, scripts=_TABLES)
    yield Sheet("sources/index.html", "sources", label["site_sources"], indexes.sources(parts), scripts=_TABLES)
    yield Sheet("about/index.html", "about", label["site_about"], about(parts, language.houses))
    script = (f"{SEARCH}.js",)
    yield Sheet(f"{SEARCH}/index.html", "search", label["site_search"], None, scripts=script, policy=SEARCHING)


def _galleries(language: Language) -> Iterator[Sheet]:
    for page in range(1, len(language.galleries) + 1):
        below = path("exhibits", page)
        view = indexes.gallery(_parts(language, below.count("/")), language.galleries, page)
        yield Sheet(below, "exhibits", _placed(language.labels["site_exhibits"], view.turn), view)


def _records(language: Language) -> Iterator[Sheet]:
    for (section, name), held in language.records.items():
        for page in range(1, len(held) + 1):
            yield _record(language, section, name, page)


def _record(language: Language, section: str, name: str, page: int) -> Sheet:
    """Of a sector, company or source; a search finds the first of its pages."""
    held, label, below = language.records[section, name], language.labels, path(f"{section}/{name}", page)
    parts = _parts(language, below.count("/"))
    view: SectorView | CompanyView | SourceDetailView
    facets: dict[str, Sequence[str]] = {"kind": [label["found_" + _ONE[section]]]}
    if section == "sectors":
        view = records.sector(parts, name, held, page)
        title, description = plain(view.name), plain(view.asks)
        facets["sector"] = [title]
    elif section == "companies":
        view = records.company(parts, name, held, page)
        said = [other for _, other in view.names] + [one.code for one in view.listings]
        title, description = plain(view.name), label["comma"].join(said) or view.status
        facets["company"] = [title]
    else:
        view = records.source(parts, name, held, page)
        title, description = records.line(view, label["comma"]), plain(view.note)
    found = facets if page == 1 else None
    return Sheet(below, _ONE[section], _placed(title, view.turn), view, description, found, _TABLES)


def _placed(title: str, turn: TurnView) -> str:
    """The title of a page of several: all but the first say which they are."""
    return f"{title} · {turn.place}" if turn.before else title


_ONE = {"sectors": "sector", "companies": "company", "sources": "source"}


def plain(text: Markup) -> str:
    """Without markup, for titles and descriptions."""
    return text.striptags()
