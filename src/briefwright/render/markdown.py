"""Markdown bodies to HTML: no raw HTML, no pictures, safe links; lookups and exhibits by the content grammar."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from briefwright.model.placement import placed_on
from briefwright.model.segments import What, segments
from briefwright.render.typeset import Typesetter
from briefwright.render.views import EMPTY

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_SAFE_LINK = re.compile(r"(?:https?://[^\s]+|#[\w-]+)\Z")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text (``html``), or a place for one or two exhibits side by side."""

    html: Markup = EMPTY
    exhibits: tuple[str, ...] = ()


def passages(text: str, typesetter: Typesetter, heading_level: int) -> list[Passage]:
    """``text`` in order. Its highest headings become ``<h{heading_level}>``, whichever the author began with."""
    # A line that places exhibits is a paragraph of its own, with blank lines around it or without.
    apart = "\n".join(f"\n{line}\n" if placed_on(line) else line for line in text.split("\n"))
    tokens = _parser().parse(apart)
    _rank(tokens, heading_level)
    found: list[Passage] = []
    run: list[Token] = []
    index = 0
    while index < len(tokens):
        placed = _placed(tokens, index)
        if placed:
            _flush(run, found, typesetter)
            found.append(Passage(exhibits=placed))
            index += 3
            continue
        run.append(tokens[index])
        index += 1
    _flush(run, found, typesetter)
    return found


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table").disable(["image", "code"])
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    parser.inline.ruler.before("link", "segment", _segment)
    return parser


def _segment(state: "StateInline", silent: bool) -> bool:
    if state.src[state.pos] not in "{[":
        return False
    first = segments(state.src[state.pos :])[0]
    if first.what in (What.WORDS, What.MALFORMED):
        return False
    if not silent:
        token = state.push("segment", "", 0)
        token.meta = {"segment": first}
    state.pos += len(first.text)
    return True


def _placed(tokens: Sequence["Token"], index: int) -> tuple[str, ...]:
    """The exhibits that the paragraph starting here places; none if it is a paragraph of text."""
    if tokens[index].type != "paragraph_open" or tokens[index].level:
        return ()
    parts = segments(tokens[index + 1].content)
    references = tuple(part.target for part in parts if part.what is What.REFERENCE)
    others = any(part.what is not What.REFERENCE and part.text.strip() for part in parts)
    return () if others else references


def _flush(run: list["Token"], found: list[Passage], typesetter: Typesetter) -> None:
    if run:
        found.append(Passage(html=_Writer(typesetter).block(run)))
        run.clear()


def _rank(tokens: Sequence["Token"], top: int) -> None:
    """Give headings the levels of the page: from ``top`` down without a gap, as screen readers and PDF/UA ask."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    levels = sorted({token.tag for token in headings})
    last = top - 1
    for token in headings:
        if token.type == "heading_open":
            last = min(top + levels.index(token.tag), last + 1, 6)
        token.tag = f"h{last}"


_BLOCKS = {
    "paragraph": "p", "bullet_list": "ul", "ordered_list": "ol", "list_item": "li", "blockquote": "blockquote",
    "thead": "thead", "tbody": "tbody", "tr": "tr", "th": "th", "td": "td",
}  # fmt: skip
_INLINE = {"em": "em", "strong": "strong"}


class _Writer:
    """Writes the tokens that the parser can yield; anything else is left out by the parser's own rule list."""

    def __init__(self, typesetter: Typesetter) -> None:
        self.typesetter = typesetter

    def block(self, tokens: Sequence["Token"]) -> Markup:
        html = Markup("")
        for index, token in enumerate(tokens):
            name, _, way = token.type.rpartition("_")
            if token.type == "inline":
                html += self.inline(token.children or [])
            elif token.type in ("fence", "code_block"):
                html += Markup("<pre>{}</pre>").format(token.content)
            elif token.type == "hr":
                html += Markup("<hr>")
            elif name == "heading":
                html += self._tag(token.tag, way)
            elif name == "table":
                html += self._table(tokens[index:]) if way == "open" else Markup("</table></div>")
            elif name in _BLOCKS and not token.hidden:
                scope = ' scope="col"' if name == "th" and way == "open" else ""
                html += self._tag(_BLOCKS[name] + (scope if way == "open" else ""), way)
        return html

    def _table(self, tokens: Sequence["Token"]) -> Markup:
        """A table that a narrow screen can move sideways, named by its heads for those who do not see it."""
        end = next(index for index, token in enumerate(tokens) if token.type == "thead_close")
        heads = ["".join(map(self._plain, token.children or [])) for token in tokens[:end] if token.type == "inline"]
        name = self.typesetter.spaced(self.typesetter.locale.join([head for head in heads if head]))
        return Markup('<div class="scroll" tabindex="0" role="region" aria-label="{}"><table class="table">').format(
            name
        )

    def inline(self, tokens: Sequence["Token"]) -> Markup:
        html = Markup("")
        last = ""
        for token in tokens:
            name, _, way = token.type.rpartition("_")
            plain = self._plain(token)
            html += self.typesetter.gap(last, plain)
            last = plain or last
            if token.type == "text":
                html += self.typesetter.words(token.content)
            elif token.type == "segment":
                if token.meta["segment"].what is What.CITATION:
                    html = html.rstrip(" ")
                html += self.typesetter.parts((token.meta["segment"],))
            elif token.type == "code_inline":
                html += Markup("<code>{}</code>").format(token.content)
            elif token.type in ("softbreak", "hardbreak"):
                html += Markup("<br>") if token.type == "hardbreak" else self._soft()
            elif token.type == "link_open":
                html += Markup('<a class="out" rel="noopener noreferrer nofollow" href="{}">').format(_href(token))
            elif token.type == "link_close":
                html += Markup("</a>")
            elif name in _INLINE:
                html += self._tag(_INLINE[name], way)
        return html

    def _plain(self, token: "Token") -> str:
        if token.type == "segment":
            return self.typesetter.plain_part(token.meta["segment"])
        return token.content if token.type in ("text", "code_inline") else ""

    def _soft(self) -> str:
        """A line end in the source is a space in English and nothing in Chinese."""
        return " " if self.typesetter.locale.lang == "en" else ""

    @staticmethod
    def _tag(name: str, way: str) -> Markup:
        bare = name.partition(" ")[0]
        return Markup(f"<{name}>") if way == "open" else Markup(f"</{bare}>")  # noqa: S704 - names from the tables above


def _href(token: Any) -> str:
    return str(token.attrGet("href") or "")
