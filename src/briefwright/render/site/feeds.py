"""Atom feeds (RFC 4287): of a language, and of each sector in it."""

import uuid
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from briefwright.render.head import FEED
from briefwright.render.plain import unspaced
from briefwright.render.site.language import Language
from briefwright.render.site.shelf import Listed

_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "briefwright.invalid")
_MOST = 50
"""Entries of a feed, the newest."""
_MEDIA = {"page": "text/html", "pdf": "application/pdf"}


def feeds(language: Language, base_url: str, day: str) -> dict[str, bytes]:
    """Every feed by its address below the release. ``day`` is when an empty one was last changed.

    Entries are known by the brief and its language, so that they stay the same wherever the site is moved.
    """
    lang, site = language.lang, unspaced(language.site.house)
    tree = {f"{lang}/{FEED}": _feed(language, "", site, language.shelf.editions, base_url, day)}
    for sector, editions in language.shelf.sectors.items():
        title = f"{language.shelf.name('sectors', sector).striptags()} · {site}"
        below = f"sectors/{sector}/"
        tree[f"{lang}/{below}{FEED}"] = _feed(language, below, unspaced(title), editions, base_url, day)
    return tree


def name_of(*parts: str) -> str:
    """A name for ever, as feeds want it."""
    return uuid.uuid5(_SPACE, "\n".join(parts)).urn


def _feed(language: Language, below: str, title: str, editions: Sequence[Listed], base_url: str, day: str) -> bytes:
    lang, site = language.lang, unspaced(language.site.house)
    shown = sorted(editions, key=lambda one: (one.about.day, one.slug), reverse=True)[:_MOST]
    root = base_url or "../" * (below.count("/") + 1)
    here = f"{root}{lang}/{below}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(lang)}>',
        f"<id>{name_of(site, lang, below)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_moment(max((one.about.day for one in shown), default=day))}</updated>",
        f"<author><name>{escape(site)}</name></author>",
        _link("alternate", f"{here}index.html", _MEDIA["page"]),
    ]
    if base_url:
        lines.append(_link("self", here + FEED, "application/atom+xml"))
    for one in shown:
        lines += _entry(one, lang, f"{root}{lang}/{one.slug}/")
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _entry(one: Listed, lang: str, folder: str) -> list[str]:
    about = one.about
    said = [about.subtitle, about.summary, *about.points]
    summary = "\n".join(unspaced(text) for text in said if text) or about.title
    files = {"page": about.page, "pdf": about.pdf}
    made = [kind for kind, name in files.items() if name]
    return [
        "<entry>",
        f"<id>{name_of(about.house_id, one.slug, lang)}</id>",
        f"<title>{escape(unspaced(about.title))}</title>",
        f"<updated>{_moment(about.day)}</updated>",
        f"<author><name>{escape(unspaced(about.house))}</name></author>",
        f"<category term={quoteattr(about.sector_id)} label={quoteattr(unspaced(about.sector))}/>",
        *(_link("alternate" if kind == made[0] else "enclosure", folder + files[kind], _MEDIA[kind]) for kind in made),
        f"<summary>{escape(summary)}</summary>",
        "</entry>",
    ]


def _link(relation: str, address: str, media: str) -> str:
    return f'<link rel="{relation}" type="{media}" href={quoteattr(address)}/>'


def _moment(day: str) -> str:
    """The beginning of a day: what the content knows of the time."""
    return f"{day}T00:00:00Z"
