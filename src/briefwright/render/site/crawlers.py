"""For programs that follow links: which pages there are, in which languages, and since when."""

from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
_SPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_MOST = 50_000
"""Pages that a sitemap may name."""


def crawled(paths: Iterable[str], days: Mapping[str, str], languages: Iterable[str], base_url: str) -> dict[str, bytes]:
    """``robots.txt``, and with an address the sitemap of the pages among ``paths``; ``days`` say when one was written.

    Search pages have nothing of their own and are left out.
    """
    if not base_url:
        return {ROBOTS: _robots("")}
    pages = sorted(path for path in paths if _is_page(path))[:_MOST]
    return {SITEMAP: _sitemap(pages, days, list(languages), base_url), ROBOTS: _robots(base_url)}


def _is_page(path: str) -> bool:
    return (path == "index.html" or path.endswith("/index.html")) and not path.endswith("/search/index.html")


def _robots(base_url: str) -> bytes:
    return ("User-agent: *\nAllow: /\n" + (f"Sitemap: {base_url}{SITEMAP}\n" if base_url else "")).encode()


def _sitemap(pages: list[str], days: Mapping[str, str], languages: list[str], base_url: str) -> bytes:
    known = set(pages)
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f"<urlset {_SPACES}>"]
    for path in pages:
        lang, _, below = path.partition("/")
        same = {tag: f"{tag}/{below}" for tag in languages if f"{tag}/{below}" in known} if lang in languages else {}
        lines += ["<url>", f"<loc>{escape(base_url + path)}</loc>"]
        if day := days.get(path):
            lines.append(f"<lastmod>{day}</lastmod>")
        if len(same) > 1:
            tongues = {**same, "x-default": next(iter(same.values()))}
            lines += [
                f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(base_url + address)}/>'
                for tag, address in tongues.items()
            ]
        lines.append("</url>")
    return ("\n".join([*lines, "</urlset>"]) + "\n").encode()
