"""Fills pages that an exhibit leaves half empty: the exhibit moves past the text that follows it, and the text up.

An exhibit never breaks, so one that does not fit goes to the next page whole and leaves a gap. The layout is measured,
the tree changed, and laid out again; an exhibit never passes another one or a heading: numbers keep their order.
"""

from collections.abc import Callable, Iterator
from typing import Any

GAP = 0.16
"""The share of a page that may stay empty. Below it, the text would hardly gain what the exhibit loses in nearness."""
LARGE = 0.26
"""The share that has to be mended: with whatever text there is, and in a second layout more, where one does not do."""
PASSES = 2
"""Layouts in addition to the first at the most, each two thirds of a PDF's time."""
_TEXT = ("p", "ul", "ol", "blockquote")
_NEAR_TOP = 24.0
"""In CSS pixels: an exhibit this close to the top of a page is the first thing on it."""


def laid_out(tree: Any, render: Callable[[], Any]) -> Any:
    """The best document that ``render`` makes of ``tree`` as exhibits move. ``tree`` is changed in place.

    All that leave a gap move at once. That shifts what follows, so a layout can turn out worse than the one before.
    """
    document = best = render()
    for number in range(PASSES):
        if not _moved(tree, document, LARGE if number else GAP):
            break
        document = render()
        best = min(best, document, key=_emptiness)
    return best


def _emptiness(document: Any) -> float:
    """How empty the pages but the last are; one large gap is worse than two that are half as large."""
    return sum(_gap(page) ** 2 for page in document.pages[:-1])


def _moved(tree: Any, document: Any, least: float) -> bool:
    """Whether an exhibit was moved past text: each that will leave more than ``least`` of a page empty.

    What a page takes up, those after it lose: there an exhibit may come to fit, or to leave more.
    """
    parents = {child: parent for parent in tree.iter() for child in parent}
    heights = _heights(document)
    taken, moved = 0.0, False
    for page, following in zip(document.pages, document.pages[1:], strict=False):
        exhibit = _first_exhibit(following, parents)
        if exhibit is None:
            continue
        height = page._page_box.height  # noqa: SLF001 - as below
        room = _gap(page) * height + taken
        if taken and heights[exhibit] <= room:
            taken = room
        elif room > least * height:
            enough = 0.0 if room > LARGE * height else room / 2
            taken = _past_text(parents[exhibit], exhibit, room, heights, enough)
            moved |= taken > 0
        else:
            taken = 0.0
    return moved


def _past_text(parent: Any, exhibit: Any, room: float, heights: dict[Any, float], enough: float) -> float:
    """Move an exhibit past as much of the text after it as fills ``room``, if that is ``enough``; how much it was."""
    index = list(parent).index(exhibit)
    passed, height = 0, 0.0
    for sibling in list(parent)[index + 1 :]:
        if sibling.tag not in _TEXT or height >= room:
            break
        passed, height = passed + 1, height + heights.get(sibling, 0.0)
    if not passed or height < enough:
        return 0.0
    parent.remove(exhibit)
    parent.insert(index + passed, exhibit)
    return min(height, room)


def _is_exhibit(element: Any) -> bool:
    return bool(element.tag == "figure" or (element.tag == "div" and element.get("class") == "pair"))


def _gap(page: Any) -> float:
    """The share of a page that is left empty at its foot."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint offers no other way to what was laid out where
    top, height = box.content_box_y(), box.height
    bottoms = [line.position_y + line.height for line in _lines(box)]
    gap: float = (top + height - max(bottoms, default=top)) / height
    return gap


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
        if _is_exhibit(element) and found.position_y - box.content_box_y() < _NEAR_TOP:
            whole = parents[element] if parents[element].get("class") == "pair" else element
            return whole if parents[whole].tag == "section" else None
    return None


def _heights(document: Any) -> dict[Any, float]:
    """The height of every text and exhibit in pixels, over all pages it stands on."""
    heights: dict[Any, float] = {}
    for page in document.pages:
        outermost: dict[Any, Any] = {}  # lines are boxes of the same element
        for box in page._page_box.descendants():  # noqa: SLF001 - as above
            if box.element is not None and (box.element.tag in _TEXT or _is_exhibit(box.element)):
                outermost.setdefault(box.element, box)
        for element, box in outermost.items():
            heights[element] = heights.get(element, 0.0) + box.margin_height()
    return heights
