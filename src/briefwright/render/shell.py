"""What every HTML page of a release has around its content: head, policy, navigation, language switch, scripts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefwright.model.folders import SEARCH, SECTIONS
from briefwright.render.head import HeadView, Online, head_view
from briefwright.world import World

_SCRIPTS = "assets/scripts/"
ICON = "assets/icon.svg"
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",  # no page fetches but search; auditors ask the page itself for robots.txt
    "base-uri": "'none'",
    "form-action": "'none'",
}
SEARCHING = {"script-src": "'self' 'wasm-unsafe-eval'"}
"""What the policy of the search page allows beside: Pagefind is WebAssembly."""


@dataclass(frozen=True, slots=True)
class WayView:
    """An entry of the navigation; ``current`` where the page is it, or below it."""

    name: str
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class TongueView:
    """The page in one of its languages."""

    lang: str
    name: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """Something that a search can be narrowed by: ``kind``, ``sector``, ``company``, ``archetype`` or ``year``."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says of itself: its title, a sentence for search engines (may be empty), whose it is, its sheet.

    ``facets`` by name are what a search is narrowed by; a page without is not searched.
    """

    title: str
    description: str
    house: str
    sheet: str
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the release, as its shell needs it. ``root`` leads from it to the top: empty, or ``../../``.

    ``path`` is its address below the release; ``policy`` its Content-Security-Policy; ``scripts`` lie in ``assets/``;
    ``search`` leads to the search page, which finds the pages that have ``facets``; ``head`` is for who does not see
    the page.
    """

    lang: str
    path: str
    root: str
    title: str
    description: str
    house: str
    home: str
    sheet: str
    policy: str
    languages: tuple[TongueView, ...]
    ways: tuple[WayView, ...]
    scripts: tuple[str, ...]
    search: str
    facets: tuple[FacetView, ...]
    head: HeadView


def page_view(
    path: str,
    labels: Mapping[str, str],
    said: Said,
    languages: Mapping[str, str],
    scripts: Sequence[str] = (),
    policy: Mapping[str, str] | None = None,
    online: Online | None = None,
) -> PageView:
    """The shell of the page at ``path``, such as ``en/sectors/index.html``.

    ``languages`` gives the page in each language, this one included, by its address below the release; ``policy`` the
    directives that differ from the common ones; ``online`` what it says to those who do not see it.
    """
    lang = path.partition("/")[0]
    root = "../" * path.count("/")
    section = path.split("/")[1] if path.count("/") > 1 else ""
    return PageView(
        lang,
        path,
        root,
        said.title,
        said.description,
        said.house,
        f"{root}{lang}/index.html",
        said.sheet,
        policy_of(policy or {}),
        tuple(TongueView(tag, tongue(labels, tag), root + address, tag == lang) for tag, address in languages.items()),
        tuple(WayView(labels["site_" + name], f"{root}{lang}/{name}/index.html", name == section) for name in SECTIONS),
        tuple(scripts),
        f"{root}{lang}/{SEARCH}/index.html",
        tuple(FacetView(name, value) for name, values in said.facets.items() for value in values if value),
        head_view(path, (said.title, said.description, said.house), languages, online or Online()),
    )


def tongue(labels: Mapping[str, str], lang: str) -> str:
    """What a language is called in its own words."""
    return labels["language_" + lang.replace("-", "_").lower()]


def beside(section: str, name: str) -> str:
    """The address of the page of a sector, company or source on the page of a thesis."""
    return f"../{section}/{name}/index.html"


def policy_of(changes: Mapping[str, str]) -> str:
    """The Content-Security-Policy of a page: the common one, with the directives of ``changes`` in place."""
    return "; ".join(f"{name} {value}" for name, value in {**_POLICY, **changes}.items())


def scripts(world: World) -> dict[str, bytes]:
    """The scripts of all pages and their icon, where a release holds them."""
    names = (path for path in world.files(_SCRIPTS.rstrip("/")) if path.endswith(".js"))
    return {f"assets/{path.removeprefix(_SCRIPTS)}": world.read(path) for path in names} | {ICON: world.read(ICON)}


def addresses(pages: Iterable[str], below: str) -> dict[str, str]:
    """The same page in each of the languages ``pages``: its address ``below`` the folder of each."""
    return {lang: f"{lang}/{below}" for lang in pages}
