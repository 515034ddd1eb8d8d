"""Chinese on paper where elements meet and lines end: marks half-width beside marks, no last line of one character.

WeasyPrint knows neither ``text-spacing`` nor hanging marks. What a line ends with is settled in the tree before it is
laid out, what it begins with in the layout, where alone it is known. A mark that closes keeps its square at the end of
a line: lines are not justified, so nobody sees the half that is empty.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefwright.language.spacing import HAN, OPENING, yielding

_BLOCKS = frozenset(("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "b", "small"))
_TITLES = frozenset(("title", "does", "limit"))
"""Classes of what wraps like a block though it is none."""
_PASSED = frozenset(("cite", "half", "han", "doubt"))
"""Classes of what may stand in the end of a text without being part of a word."""
_WHOLE = frozenset(("num", "ref", "nb", "no", "origin", "state"))
"""Classes of what is never broken."""
_TAGS = frozenset(("origin", "state"))
"""Classes of the small labels behind a title; alone on a line they may stand, with one character they may not."""
_INLINE = frozenset(("a", "strong", "em", "i", "b", "span", "sup", "small", "code"))
_KEPT = 2
"""How many characters a last line has at the least, marks not counted."""
_JOINER = "\u2060"
_NO_QUOTES = str.maketrans("", "", "“‘")
_HAN = re.compile(rf"[{HAN}]")
_RUNNING = frozenset(("p", "li", "dd", "strong", "h1", "h2"))
_TWO_WORDS = re.compile(r"(?<= )[^\s-]{1,11} [^\s-]{1,11}\s*\Z")
_TWO_HAN = re.compile(rf"([{HAN}]{{2}})(\s*)\Z")
_WORD = re.compile(r"[\w.,–-]{0,9}\Z", re.ASCII)
"""A word of Latin or a figure, at the end of a text."""


@dataclass(slots=True)
class _Slot:
    """A piece of text of the tree: of an element, or after it."""

    element: Any
    parent: Any
    is_tail: bool
    is_raised: bool
    yields: set[int] = field(default_factory=set)
    """Where in it marks give up their empty half."""

    @property
    def text(self) -> str:
        return str((self.element.tail if self.is_tail else self.element.text) or "")


def squeeze(tree: Any, *, traditional: bool) -> None:
    """Make marks half-width beside a mark in another element or label, or before a raised one. Changes ``tree``."""
    before: _Slot | None = None
    slots = list(_slots(tree, None, raised=False))
    for slot in slots:
        if slot is not None and not slot.text.strip(_JOINER):
            continue
        if slot:
            slot.yields.update(yielding(slot.text, traditional=traditional))
        if before and slot:
            said = before.text.rstrip(_JOINER)
            meeting = yielding(said[-1] + ("、" if slot.is_raised else slot.text[0]), traditional=traditional)
            before.yields.update([len(said) - 1] * (0 in meeting))
            slot.yields.update([0] * (1 in meeting))
        before = slot
    for slot in slots:
        if slot and slot.yields:
            _halve(slot)


def _slots(element: Any, parent: Any, *, raised: bool) -> Iterator[_Slot | None]:
    """Every text in reading order; None where a block, or a line of its own, begins or ends."""
    raised = raised or element.tag == "sup"
    is_block = element.tag not in _INLINE
    if is_block:
        yield None
    yield _Slot(element, parent, is_tail=False, is_raised=raised)
    for child in element:
        yield from _slots(child, element, raised=raised)
        yield _Slot(child, element, is_tail=True, is_raised=raised)
    if is_block:
        yield None


def _halve(slot: _Slot) -> None:
    """Wrap the marks of a text that give up their half; a joiner after one goes with it."""
    text, owner = slot.text, slot.parent if slot.is_tail else slot.element
    if not slot.is_tail and len(text) == 1 and len(owner) == 0 and owner.tag == "span":
        owner.set("class", " ".join(dict.fromkeys((*_classes(owner), "half"))))
        return
    at = list(owner).index(slot.element) + 1 if slot.is_tail else 0
    starts = sorted(slot.yields)
    ends = [*starts[1:], len(text)]
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        rest = text[start + 1 : end]
        joined = rest[: len(rest) - len(rest.lstrip(_JOINER))]
        half = owner.makeelement("span", {"class": "half"})
        half.text, half.tail = text[start] + joined, rest[len(joined) :]
        owner.insert(at + place, half)
    if slot.is_tail:
        slot.element.tail = text[: starts[0]]
    else:
        slot.element.text = text[: starts[0]]


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
            if _HAN.match(text[place]):
                found += 1
                if found == _KEPT:
                    _wrap(block, at, text[:place], text[place:])
                    return
            elif text[place].isalnum():
                if found:
                    start = len(_WORD.sub("", text[: place + 1]))
                    _wrap(block, at, text[:start], text[start:])
                return
        if child is None or _PASSED.isdisjoint(_classes(child)):
            break
    if not found and child is not None and not _TAGS.isdisjoint(_classes(child)):
        _keep_before(block, at)
    elif not found and child is not None and child.tag in _INLINE and _WHOLE.isdisjoint(_classes(child)):
        _keep_end(child)


def _keep_before(block: Any, at: int) -> None:
    """Wrap the end of what stands before the label ``at``, and leave the label free to go to the next line."""
    last = block[at - 1] if at else None
    text = (last.tail if last is not None else block.text) or ""
    end = _TWO_HAN.search(text)
    if end:
        whole = block.makeelement("span", {"class": "nb"})
        whole.text, whole.tail = end[1], end[2]
        if last is not None:
            last.tail = text[: end.start()]
        else:
            block.text = text[: end.start()]
        block.insert(at, whole)
    elif last is not None and not text.strip() and last.tag in _INLINE:
        _keep_end(last)


def keep_words(tree: Any) -> None:
    """Let the last two words of a block of English stand on one line, where they are short. Changes ``tree``."""
    for element in list(tree.iter()):
        if element.tag in _RUNNING or "sub" in _classes(element):
            at = len(element) - 1
            text = (element[at].tail if at >= 0 else element.text) or ""
            found = _TWO_WORDS.search(text)
            if found:
                _wrap(element, at, text[: found.start()], text[found.start() :])


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


def flush(document: Any, *, chinese: bool) -> None:
    """Move lines that begin with an opening mark to the left by the half of its square that is empty.

    Quotation marks have a square in ``chinese`` text only; brackets also where a Chinese name stands in English.
    """
    marks = OPENING if chinese else OPENING.translate(_NO_QUOTES)
    for page in document.pages:
        moved = set()
        for line in _lines(page._page_box):  # noqa: SLF001 - WeasyPrint offers no other way to what it laid out
            empty = _empty_start(line, marks)
            if empty:
                for child in line.children:
                    child.translate(-empty)
                for box in _first_boxes(line):  # what is drawn for them, such as a line below, begins with the ink
                    box.position_x, box.width = box.position_x + empty, box.width - empty
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


def _empty_start(line: Any, marks: str) -> float:
    """How much is empty before the ink of a line, in CSS pixels; 0 where it begins with no full-width opening mark."""
    first = [line, *_first_boxes(line)][-1]
    first = first.children[0] if getattr(first, "children", ()) else first
    text = getattr(first, "text", "")
    is_left = line.style["text_align_all"] in ("start", "left", "justify")
    if not is_left or not text or text[0] not in marks or _is_half(first.style):
        return 0.0
    return float(first.style["font_size"]) / 2


def _first_boxes(line: Any) -> list[Any]:
    """The inline boxes that begin with a line, from the outermost in."""
    found: list[Any] = []
    box = line
    while getattr(box, "children", ()) and type(box.children[0]).__name__ == "InlineBox":
        box = box.children[0]
        found.append(box)
    return found


def _is_half(style: Any) -> bool:
    features = style["font_feature_settings"]
    return features != "normal" and any(name == "halt" for name, _ in features)
