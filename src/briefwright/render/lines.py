"""How lines of Chinese begin and end on paper: no last line of one character, no empty half before an opening mark.

WeasyPrint knows neither ``text-spacing`` nor hanging marks. What a line ends with is settled in the tree before it is
laid out, what it begins with in the layout, where alone it is known. A mark that closes keeps its square at the end of
a line: lines are not justified, so nobody sees the half that is empty.
"""

import re
from collections.abc import Iterator
from typing import Any

from briefwright.language.spacing import HAN, OPENING

_BLOCKS = frozenset(("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "b", "small"))
_TITLES = frozenset(("title", "does", "limit"))
"""Classes of what wraps like a block though it is none."""
_PASSED = frozenset(("cite", "half", "han", "doubt"))
"""Classes of what may stand in the end of a text without being part of a word."""
_WHOLE = frozenset(("num", "ref", "nb", "no", "origin", "state"))
"""Classes of what is never broken."""
_INLINE = frozenset(("a", "strong", "em", "i", "b", "span"))
_KEPT = 2
"""How many characters a last line has at the least, marks not counted."""
_LAST = re.compile(rf"[{HAN}]")


def keep_ends(tree: Any) -> None:
    """Let the last two characters of every block of Chinese stand on one line. Changes ``tree`` in place."""
    for element in list(tree.iter()):
        if element.tag in _BLOCKS or not _TITLES.isdisjoint(_classes(element)):
            _keep_end(element)


def _keep_end(block: Any) -> None:
    """Wrap the end of ``block`` where it is plain text, but for marks and citations."""
    found = 0
    for at in range(len(block) - 1, -2, -1):
        child = block[at] if at >= 0 else None
        text = (child.tail if child is not None else block.text) or ""
        for place in range(len(text) - 1, -1, -1):
            if _LAST.match(text[place]):
                found += 1
                if found == _KEPT:
                    _wrap(block, at, text[:place], text[place:])
                    return
            elif text[place].isalnum():
                return
        if child is None or _PASSED.isdisjoint(_classes(child)):
            break
    if not found and child is not None and child.tag in _INLINE and _WHOLE.isdisjoint(_classes(child)):
        _keep_end(child)


def _wrap(block: Any, at: int, before: str, kept: str) -> None:
    """Put ``kept``, and all that follows the child ``at``, into an element that does not break."""
    whole = block.makeelement("span", {"class": "nb"})
    whole.text = kept
    following = list(block)[at + 1 :]
    for child in following:
        block.remove(child)
        whole.append(child)
    if at >= 0:
        block[at].tail = before
    else:
        block.text = before
    block.append(whole)


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def flush(document: Any) -> None:
    """Move lines that begin with an opening mark to the left by the half of its square that is empty."""
    for page in document.pages:
        moved = set()
        for line in _lines(page._page_box):  # noqa: SLF001 - WeasyPrint offers no other way to what it laid out
            empty = _empty_start(line)
            if empty:
                for child in line.children:
                    child.translate(-empty)
                moved |= {id(box) for box in line.descendants()}
        page.links = [
            (kind, target, box.hit_area() if id(box) in moved else area, box) for kind, target, area, box in page.links
        ]


def _lines(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "LineBox":
            yield child
        else:
            yield from _lines(child)


def _empty_start(line: Any) -> float:
    """How much is empty before the ink of a line, in CSS pixels; 0 where it begins with no full-width opening mark."""
    first = line
    while getattr(first, "children", ()):
        first = first.children[0]
    text = getattr(first, "text", "")
    is_left = line.style["text_align_all"] in ("start", "left", "justify")
    if not is_left or not text or text[0] not in OPENING or _is_half(first.style):
        return 0.0
    return float(first.style["font_size"]) / 2


def _is_half(style: Any) -> bool:
    features = style["font_feature_settings"]
    return features != "normal" and any(name == "halt" for name, _ in features)
