"""What a page says to those who do not see it: search engines, networks that show links, readers of feeds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefwright.render.plain import unspaced

FEED = "feed.xml"
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_HK", "en": "en_GB"}
_IN_SCRIPTS = str.maketrans({one: f"\\u{ord(one):04x}" for one in "<>&\u2028\u2029"})
_PICTURE = ("1200", "630")


@dataclass(frozen=True, slots=True)
class Online:
    """What is known of a page beyond what it shows. ``base_url`` is where the site will be, empty where not known.

    ``kind`` is that of Open Graph; ``picture`` the address of its preview below the release; ``feeds`` are titles of
    feeds by their addresses, ``data`` objects of JSON-LD.
    """

    base_url: str = ""
    kind: str = "website"
    picture: str = ""
    feeds: Mapping[str, str] | None = None
    data: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link of a head: ``name`` is a language, or the title of a feed."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class MetaView:
    """Something that a page says of itself, by the name that others ask for."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of a page, beyond title and style sheet. Without an address of the site, ``canonical`` is empty.

    ``meta`` are properties of Open Graph, ``cards`` names of the same for who asks by other names; ``data`` is JSON-LD,
    made so that nothing in it can end its element.
    """

    canonical: str
    alternates: tuple[LinkView, ...]
    feeds: tuple[LinkView, ...]
    meta: tuple[MetaView, ...]
    cards: tuple[MetaView, ...]
    data: tuple[Markup, ...]


def head_view(path: str, words: tuple[str, str, str], languages: Mapping[str, str], online: Online) -> HeadView:
    """Of the page at ``path``; ``words`` are its title, description and house, ``languages`` the same page in each."""
    lang, _, below = path.partition("/")
    base = online.base_url
    same = {tag: address for tag, address in languages.items() if address == f"{tag}/{below}"}
    alternates = [LinkView(tag, base + address) for tag, address in same.items()] if base and len(same) > 1 else []
    if alternates:
        alternates.append(LinkView("x-default", alternates[0].href))
    root = "../" * path.count("/")
    feeds = tuple(LinkView(title, root + address) for address, title in (online.feeds or {}).items())
    picture = base + online.picture if base and online.picture else ""
    return HeadView(
        base + path if base else "",
        tuple(alternates),
        feeds,
        tuple(_graph(path, lang, words, same, online, picture)),
        _cards(unspaced(words[0])) if picture else (),
        tuple(embedded(one) for one in online.data),
    )


def _cards(title: str) -> tuple[MetaView, ...]:
    return MetaView("twitter:card", "summary_large_image"), MetaView("twitter:image:alt", title)


def _graph(
    path: str, lang: str, words: tuple[str, str, str], same: Mapping[str, str], online: Online, picture: str
) -> list[MetaView]:
    title, description, house = map(unspaced, words)
    given = [
        ("og:type", online.kind),
        ("og:title", title),
        ("og:description", description),
        ("og:site_name", house),
        ("og:locale", _LOCALES.get(lang, "")),
        *(("og:locale:alternate", _LOCALES.get(tag, "")) for tag in same if tag != lang),
        ("og:url", online.base_url + path if online.base_url else ""),
        ("og:image", picture),
        *((f"og:image:{side}", length) for side, length in zip(("width", "height"), _PICTURE, strict=True) if picture),
        ("og:image:alt", title if picture else ""),
    ]
    return [MetaView(name, value) for name, value in given if value]


def embedded(data: Mapping[str, Any]) -> Markup:
    """An object as JSON that may stand in a script element, whatever its strings hold."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(written.translate(_IN_SCRIPTS))  # noqa: S704 - what could end the element is escaped
