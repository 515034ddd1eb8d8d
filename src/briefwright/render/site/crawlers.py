"""For programs that follow links: which pages there are, in which languages, and since when."""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_OPENING = f'<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">'
_PAGES = 50_000
_BYTES = 50 * 1024 * 1024
"""What one sitemap may hold, by its standard. Where there is more, the sitemap is an index of several."""


def crawled(paths: Iterable[str], days: Mapping[str, str], languages: Iterable[str], base_url: str) -> dict[str, bytes]:
    """``robots.txt``, and with an address the sitemap of the pages among ``paths``; ``days`` say when one was written.

    Search pages have nothing of their own and are left out.
    """
    if not base_url:
        return {ROBOTS: _robots("")}
    pages = sorted(path for path in paths if _is_page(path))
    return {**_sitemaps(_entries(pages, days, list(languages), base_url), base_url), ROBOTS: _robots(base_url)}


def _is_page(path: str) -> bool:
    return (path == "index.html" or path.endswith("/index.html")) and not path.endswith("/search/index.html")


def _robots(base_url: str) -> bytes:
    return ("User-agent: *\nAllow: /\n" + (f"Sitemap: {base_url}{SITEMAP}\n" if base_url else "")).encode()


def _sitemaps(entries: Iterable[bytes], base_url: str) -> dict[str, bytes]:
    """One sitemap, or an index in its place with ``sitemap-1.xml`` and so on beside it."""
    parts = [_document(_OPENING, part, "</urlset>") for part in _parts(entries)]
    if len(parts) == 1:
        return {SITEMAP: parts[0]}
    named = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    listed = [f"<sitemap>\n<loc>{escape(base_url + name)}</loc>\n</sitemap>\n".encode() for name in named]
    return {SITEMAP: _document(f"<sitemapindex {_NAMESPACE}>", listed, "</sitemapindex>"), **named}


def _parts(entries: Iterable[bytes]) -> list[list[bytes]]:
    """The entries in order, in as many parts as the limits ask for; at least one."""
    around = len(_document(_OPENING, (), "</urlset>"))
    parts: list[list[bytes]] = [[]]
    size = around
    for entry in entries:
        if parts[-1] and (len(parts[-1]) == _PAGES or size + len(entry) > _BYTES):
            parts.append([])
            size = around
        parts[-1].append(entry)
        size += len(entry)
    return parts


def _document(opening: str, entries: Iterable[bytes], closing: str) -> bytes:
    head = f'<?xml version="1.0" encoding="utf-8"?>\n{opening}\n'.encode()
    return head + b"".join(entries) + f"{closing}\n".encode()


def _entries(pages: list[str], days: Mapping[str, str], languages: list[str], base_url: str) -> Iterator[bytes]:
    """What a sitemap says of each page: its address, its day and its other languages."""
    known = set(pages)
    for path in pages:
        lang, _, below = path.partition("/")
        same = {tag: f"{tag}/{below}" for tag in languages if f"{tag}/{below}" in known} if lang in languages else {}
        lines = ["<url>", f"<loc>{escape(base_url + path)}</loc>"]
        if day := days.get(path):
            lines.append(f"<lastmod>{day}</lastmod>")
        if len(same) > 1:
            tongues = {**same, "x-default": next(iter(same.values()))}
            lines += [
                f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(base_url + address)}/>'
                for tag, address in tongues.items()
            ]
        yield ("\n".join([*lines, "</url>"]) + "\n").encode()
