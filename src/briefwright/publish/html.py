"""What a page or style sheet points to, and what in it can be pointed to. A scanner, not a parser: pages are large."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Comments and raw text first, so that what looks like a tag inside them is not taken for one. Quantifiers are
# possessive and what is not closed runs to the end, so that no page is scanned twice.
_ATTRIBUTES = r"(?:[^\"'>]++|\"[^\"]*+\"?+|'[^']*+'?+)*+"
_TAG = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    rf"|(?P<raw>script|style)(?=[\s/>])(?P<raw_attributes>{_ATTRIBUTES})>?+(?P<text>.*?)(?:</(?P=raw)\b|\Z)"
    rf"|(?P<name>[a-z][^\s/>]*+)(?P<attributes>{_ATTRIBUTES})>?+)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+")
_CSS = re.compile(
    r"/\*.*?(?:\*/|\Z)|@import\s++(?P<quoted>\"[^\"]*+\"|'[^']*+')"
    r"|url\(\s*+(?P<url>\"[^\"]*+\"|'[^']*+'|[^\s\"'()]*+)\s*+\)",
    re.DOTALL | re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]?\s*+(?:url\s*+=\s*+)?(.*)", re.IGNORECASE | re.DOTALL)
_NAMES = re.compile(r"\s*(?:alternate|canonical|license|author)\s*", re.IGNORECASE)
"""What a ``link`` says that is only named by it, and not loaded."""
# An address in srcset ends at a space or with a comma, for it may have commas inside, as data: has.
_CANDIDATE = re.compile(r"[\s,]*+(\S++)(?:(?<=,)|[^,]*+)")
_PICTURES = frozenset({"img", "area", "input"})
_LOADING = frozenset({"src", "poster", "data", "action", "formaction", "background", "xlink:href", "longdesc"})


@dataclass(frozen=True, slots=True)
class Link:
    """An address as written, entities resolved, and its offset. ``use`` is what a reader's browser does with it:

    ``follow`` (a link to click), ``load`` (fetched with the page), ``picture`` (loaded as an image) or ``base``.
    """

    address: str
    use: str
    offset: int


@dataclass(frozen=True, slots=True)
class Page:
    """The links of one file in the order they stand, and its fragment targets.

    ``mute`` are the offsets of pictures that say nothing to who cannot see them: that have no ``alt``, be it empty.
    """

    links: tuple[Link, ...]
    anchors: frozenset[str]
    mute: tuple[int, ...] = ()


def line_starts(text: str) -> tuple[int, ...]:
    """The offset of the first character of every line."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


def place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def page(text: str) -> Page:
    """Scan an HTML page."""
    links: list[Link] = []
    anchors: set[str] = set()
    mute: list[int] = []
    for tag in _TAG.finditer(text):
        name = (tag["name"] or tag["raw"] or "").lower()
        group = "attributes" if tag["name"] else "raw_attributes"
        written = tag[group]
        if written and _tells(written.lower()):
            found = {key: (value, tag.start(group) + at) for key, value, at in _attributes(written)}
            links += _links(name, found)
            if name in _PICTURES and "alt" not in found and (name != "input" or found.get("type", ("",))[0] == "image"):
                mute.append(tag.start())
            for key in ("id", "name") if name == "a" else ("id",):
                if key in found:
                    anchors.add(found[key][0])
        if name == "style" and tag["text"]:
            links += _css(tag["text"], tag.start("text"))
    return Page(tuple(links), frozenset(anchors), tuple(mute))


def style_sheet(text: str) -> Page:
    """Scan a CSS file."""
    return Page(tuple(_css(text, 0)), frozenset())


def _tells(written: str) -> bool:
    """Whether attributes, in lower case, may hold an address or an anchor; written out, as it runs for every tag."""
    return (
        "href" in written
        or "id=" in written
        or "src" in written
        or "style" in written
        or "name=" in written
        or "refresh" in written
        or "poster" in written
        or "data=" in written
        or "action" in written
        or "background" in written
        or "longdesc" in written
        or " =" in written
        or "\n=" in written
    )


def _attributes(written: str) -> Iterator[tuple[str, str, int]]:
    for attribute in _ATTRIBUTE.finditer(written):
        value = attribute[2] or ""
        if value and value[0] in "\"'":
            value = value[1:-1]
        yield attribute[1].lower(), html.unescape(value) if "&" in value else value, attribute.start()


def _links(name: str, attributes: dict[str, tuple[str, int]]) -> Iterator[Link]:
    for key, (value, offset) in attributes.items():
        if key == "href":
            names = name in ("a", "area") or (name == "link" and _NAMES.fullmatch(attributes.get("rel", ("", 0))[0]))
            use = "base" if name == "base" else "follow" if names else "load"
            yield Link(value, "picture" if name in ("image", "feimage") else use, offset)
        elif key == "xlink:href" and name == "a":
            yield Link(value, "follow", offset)
        elif key in ("src", "xlink:href") and name in ("img", "image", "feimage"):
            yield Link(value, "picture", offset)
        elif key in _LOADING:
            yield Link(value, "load", offset)
        elif key in ("srcset", "imagesrcset"):
            yield from (Link(one[1].rstrip(","), "picture", offset) for one in _CANDIDATE.finditer(value))
        elif key == "style" and ("(" in value or "@" in value):
            yield from (Link(link.address, link.use, offset) for link in _css(value, 0))
        elif key == "http-equiv" and value.strip().lower() == "refresh" and "content" in attributes:
            content, where = attributes["content"]
            if target := _REFRESH.fullmatch(content):
                yield Link(target[1].strip("\"'"), "follow", where)


def _css(text: str, start: int) -> Iterator[Link]:
    for found in _CSS.finditer(text):
        address = found["quoted"] or found["url"]
        if address is not None:
            use = "load" if found["quoted"] else "picture"
            yield Link(_CSS_ESCAPE.sub(_unescaped, address.strip("\"'")), use, start + found.start())


def _unescaped(escape: "re.Match[str]") -> str:
    if escape[1] is None:
        return escape[2]
    number = int(escape[1], 16)
    return chr(number) if 0 < number < 0x110000 else "\ufffd"
