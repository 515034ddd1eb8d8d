"""Pages of the site that are not editions: an index per language, the front page, style sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefwright.render.environment import environment, labelling, render
from briefwright.render.shell import SEARCH, SEARCHING, SECTIONS, Said, addresses, page_view, scripts
from briefwright.render.style import dark, sheet, variables
from briefwright.world import World

__all__ = ["Entry", "SiteView", "front_page", "pages", "scripts", "style_sheets"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief on an index page; ``page`` and ``pdf`` are the names of its files, or empty."""

    slug: str
    title: str
    subtitle: str
    sector: str
    archetype: str
    written: str
    page: str
    pdf: str


@dataclass(frozen=True, slots=True)
class SiteView:
    """``site`` in the templates of ``templates/site/``."""

    lang: str
    house: str
    tagline: str
    as_of: str
    languages: tuple[tuple[str, str], ...]
    briefs: tuple[Entry, ...]


def pages(world: World, view: SiteView, labels: Mapping[str, str]) -> dict[str, bytes]:
    """The pages of one language that are no editions."""
    tree = {f"{view.lang}/index.html": _page(world, "site/index.html.j2", "index.html", view, labels)}
    for section in SECTIONS:
        below = f"{section}/index.html"
        tree[f"{view.lang}/{below}"] = _page(world, "site/section.html.j2", below, view, labels)
    below = f"{SEARCH}/index.html"
    tree[f"{view.lang}/{below}"] = _page(world, "site/search.html.j2", below, view, labels)
    return tree


def front_page(world: World, view: SiteView, labels: Mapping[str, str]) -> bytes:
    """``index.html``: the choice of language."""
    return render(environment(world), "site/root.html.j2", {"site": view, "label": labelling(labels)}).encode()


def style_sheets(
    world: World, tokens: Mapping[str, Mapping[str, object]], languages: Sequence[str], house: str = ""
) -> dict[str, bytes]:
    """One sheet a language, because the fonts differ; of a ``house`` with a look of its own."""
    rules = world.read("assets/site.css").decode()
    return {sheet(lang, house): (variables(tokens, lang) + dark(tokens) + rules).encode() for lang in languages}


def _page(world: World, template: str, below: str, view: SiteView, labels: Mapping[str, str]) -> bytes:
    section = below.partition("/")[0]
    title = labels["site_" + section] if section in (*SECTIONS, SEARCH) else labels["site_title"]
    said = Said(title, view.tagline, view.house, sheet(view.lang))
    languages = addresses((lang for lang, _ in view.languages), below)
    more = ((f"{SEARCH}.js",), SEARCHING) if section == SEARCH else ()
    page = page_view(f"{view.lang}/{below}", labels, said, languages, *more)
    context = {"site": view, "page": page, "label": labelling(labels)}
    return render(environment(world), template, context).encode()
