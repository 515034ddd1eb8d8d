"""Pages of the site that are not editions: an index per language, the front page, style sheets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefwright.render.environment import environment, labelling, render
from briefwright.render.style import dark, rules, sheet, variables
from briefwright.world import World


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


def index_page(world: World, view: SiteView, labels: Mapping[str, str]) -> bytes:
    """``<lang>/index.html``."""
    return _page(world, "site/index.html.j2", view, labels)


def front_page(world: World, view: SiteView, labels: Mapping[str, str]) -> bytes:
    """``index.html``: the choice of language."""
    return _page(world, "site/root.html.j2", view, labels)


def style_sheets(
    world: World, tokens: Mapping[str, Mapping[str, object]], languages: Sequence[str], house: str = ""
) -> dict[str, bytes]:
    """One sheet a language, because the fonts differ; of a ``house`` with a look of its own."""
    own = "".join(text for _, text in rules(world, "assets/site.css", house))
    return {sheet(lang, house): (variables(tokens, lang) + dark(tokens) + own).encode() for lang in languages}


def _page(world: World, name: str, view: SiteView, labels: Mapping[str, str]) -> bytes:
    return render(environment(world), name, {"site": view, "label": labelling(labels)}).encode()
