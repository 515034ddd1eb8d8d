"""Fills pages that an exhibit leaves half empty: the exhibit moves past the text that follows it, and the text up.

An exhibit never breaks, so one that does not fit goes to the next page whole and leaves a gap. The layout is measured,
the tree changed, and laid out again; an exhibit never passes another one or a heading: numbers keep their order.
"""

from collections.abc import Callable, Iterator
from typing import Any

GAP = 0.14
"""The share of a page that may stay empty. Below it, the text would hardly gain what the exhibit loses in nearness."""
PASSES = 4
LONG = 20
"""Pages from which a layout is too dear to be made for one exhibit: all are moved at once, and laid out once more."""
_TEXT = ("p", "ul", "ol", "blockquote")
_NEAR_TOP = 24.0
"""In CSS pixels: an exhibit this close to the top of a page is the first thing on it."""


def laid_out(tree: Any, render: Callable[[], Any]) -> Any:
    """The document that ``render`` makes of ``tree``, after exhibits have moved. ``tree`` is changed in place."""
    document = render()
    is_long = len(document.pages) >= LONG
    for _ in range(1 if is_long else PASSES):
        if not _moved(tree, document, several=is_long):
            break
        document = render()
    return document


def _moved(tree: Any, document: Any, *, several: bool) -> bool:
    """Whether an exhibit was moved past text: the first that leaves a gap, because a move shifts all that follow.

    With ``several`` every one that leaves a gap, though after the first a gap may be another.
    """
    parents = {child: parent for parent in tree.iter() for child in parent}
    heights: dict[Any, float] = {}
    moved = False
    for page, following in zip(document.pages, document.pages[1:], strict=False):
        gap = _gap(page)
        exhibit = _first_exhibit(following, parents) if gap else None
        if exhibit is None:
            continue
        heights = heights or _heights(document)
        moved |= _past_text(parents[exhibit], exhibit, gap, heights)
        if moved and not several:
            break
    return moved


def _past_text(parent: Any, exhibit: Any, gap: float, heights: dict[Any, float]) -> bool:
    """Move an exhibit past as much of the text that follows it as fills ``gap``; whether there was any."""
    index = list(parent).index(exhibit)
    passed, height = 0, 0.0
    for sibling in list(parent)[index + 1 :]:
        if sibling.tag not in _TEXT or height >= gap:
            break
        passed, height = passed + 1, height + heights.get(sibling, 0.0)
    if passed:
        parent.remove(exhibit)
        parent.insert(index + passed, exhibit)
    return passed > 0


def _gap(page: Any) -> float:
    """Pixels left empty at the foot of a page; 0 where that is little."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint offers no other way to what was laid out where
    top, height = box.content_box_y(), box.height
    bottoms = [line.position_y + line.height for line in _lines(box)]
    gap: float = top + height - max(bottoms, default=top)
    return gap if gap > GAP * height else 0.0


def _lines(box: Any) -> Iterator[Any]:
    """Boxes of text lines and pictures in the flow of a page; not those of its margins."""
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "MarginBox":
            continue
        if type(child).__name__ in ("LineBox", "BlockReplacedBox"):
            yield child
        else:
            yield from _lines(child)


def _first_exhibit(page: Any, parents: dict[Any, Any]) -> Any:
    """The exhibit, or pair of exhibits, that stands first on a page; None where something else does."""
    box = page._page_box  # noqa: SLF001 - as above
    for found in box.descendants():
        element = found.element
        if element is None or element not in parents:
            continue
        is_pair = element.tag == "div" and element.get("class") == "pair"
        if (element.tag == "figure" or is_pair) and found.position_y - box.content_box_y() < _NEAR_TOP:
            whole = parents[element] if parents[element].get("class") == "pair" else element
            return whole if parents[whole].tag == "section" else None
    return None


def _heights(document: Any) -> dict[Any, float]:
    """The height of every element in pixels, over all pages it stands on."""
    heights: dict[Any, float] = {}
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - as above
            if box.element is not None and box.element.tag in _TEXT and hasattr(box, "margin_height"):
                heights[box.element] = heights.get(box.element, 0.0) + box.margin_height()
    return heights
