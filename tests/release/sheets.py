"""A tagged PDF as it lies on paper: every glyph with the place of its ink and the element it belongs to."""

import ctypes
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points, measured from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def touches(self, other: "Box", by: float) -> bool:
        """Whether the two share more than ``by`` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def around(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(eq=False, slots=True)
class Element:
    """An element of the document: its PDF tag, without the slash; its children in reading order.

    What is drawn belongs to leaves, which have no tag.
    """

    tag: str
    parent: "Element | None"
    kids: list["Element"] = field(default_factory=list)
    glyphs: list["Glyph"] = field(default_factory=list)
    pictures: list["Picture"] = field(default_factory=list)

    def all(self) -> Iterator["Element"]:
        """The element itself and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.all()

    def find(self, *tags: str) -> list["Element"]:
        return [one for one in self.all() if one.tag in tags]

    def ink(self) -> Iterator["Glyph | Picture"]:
        """Everything drawn for this element, in reading order."""
        for one in self.all():
            yield from one.glyphs
            yield from one.pictures

    @property
    def last_page(self) -> int:
        """The page on which its ink ends."""
        return max(ink.page for ink in self.ink())

    def text(self) -> str:
        """Without spaces, and without what is drawn in pictures."""
        return "".join(ink.text for ink in self.ink() if isinstance(ink, Glyph) and ink.place == "body")

    def box(self, page: int) -> Box | None:
        """The room its ink takes on a page."""
        found: Box | None = None
        for ink in self.ink():
            if ink.page == page:
                found = found.around(ink.box) if found else ink.box
        return found

    def ancestors(self) -> Iterator["Element"]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent


@dataclass(eq=False, slots=True)
class Glyph:
    """One glyph that leaves ink; ``element`` is None in the margins, and where a picture draws by reference."""

    text: str
    box: Box
    size: float
    page: int
    place: str
    """``body``, ``margin`` or ``picture``."""
    element: Element | None = None


@dataclass(eq=False, slots=True)
class Picture:
    """A picture: the room it was given on a page, and the glyphs drawn for it."""

    box: Box
    page: int
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """One page: ``number`` counts from 1."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    pictures: list[Picture]

    def of(self, place: str) -> list[Glyph]:
        return [glyph for glyph in self.glyphs if glyph.place == place]

    def text(self, place: str) -> str:
        return "".join(glyph.text for glyph in self.of(place))


class Sheets:
    """A whole PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root = Element("Document", None)
        marks: dict[tuple[int, int], Element] = {}
        numbers = {page.objgen: index for index, page in enumerate(self.pdf.pages, 1)}
        _grow(self.pdf.Root.StructTreeRoot, self.root, marks, numbers)
        document = pypdfium2.PdfDocument(content)
        self.pages = [_page(document[index], index + 1, marks) for index in range(len(document))]
        document.close()

    @cached_property
    def elements(self) -> list[Element]:
        return list(self.root.all())

    @cached_property
    def exhibits(self) -> list[Element]:
        """Every element that has a caption of its own, in reading order."""
        found = [caption.parent for caption in self.root.find("Caption")]
        return [one for one in found if one is not None]

    def next_ink(self, element: Element, but: tuple[str, ...]) -> "Glyph | Picture | None":
        """The first that is drawn after an element and does not belong to one tagged with any of ``but``."""
        within = {id(one) for one in element.all()}
        start = max(index for index, one in enumerate(self.elements) if id(one) in within) + 1
        for one in self.elements[start:]:
            if (one.glyphs or one.pictures) and not any(above.tag in but for above in one.ancestors()):
                ink: Glyph | Picture = one.glyphs[0] if one.glyphs else one.pictures[0]
                return ink
        return None

    def text(self) -> str:
        """The whole text in reading order, without spaces."""
        return self.root.text()


def _grow(node: Any, element: Element, marks: dict[tuple[int, int], Element], pages: dict[Any, int]) -> None:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" not in kid:
            continue  # an annotation
        leaf = not isinstance(kid, pikepdf.Dictionary)
        child = Element("" if leaf else str(kid.S)[1:], element)
        element.kids.append(child)
        if leaf:
            marks[pages[node.Pg.objgen], int(kid)] = child
        else:
            if child.tag == "Figure":
                # WeasyPrint gives the box in CSS pixels from the top.
                room = Box(*(float(side) * 0.75 for side in kid.A.BBox))
                child.pictures.append(Picture(room, pages[kid.Pg.objgen]))
            _grow(kid, child, marks, pages)


def _page(page: Any, number: int, marks: dict[tuple[int, int], Element]) -> Page:
    width, height = page.get_size()
    owners = {id(owner): owner for (at, _), leaf in marks.items() if at == number for owner in _figures(leaf)}
    pictures = [picture for owner in owners.values() for picture in owner.pictures]
    glyphs = list(_glyphs(page.get_textpage(), number, height, marks))
    for glyph in glyphs:
        if glyph.element:
            glyph.element.glyphs.append(glyph)
            for figure in _figures(glyph.element):
                glyph.place = "picture"
                figure.pictures[0].glyphs.append(glyph)
        elif glyph.place == "picture":
            for picture in pictures:
                if picture.box.touches(glyph.box, 0):
                    picture.glyphs.append(glyph)
    return Page(number, width, height, glyphs, pictures)


def _figures(element: Element) -> list[Element]:
    return [above for above in element.ancestors() if above.tag == "Figure"]


def _glyphs(text: Any, number: int, height: float, marks: dict[tuple[int, int], Element]) -> Iterator[Glyph]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if raw.FPDFText_IsGenerated(text, index) or character.isspace():
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        mark = raw.FPDFPageObj_GetMarkedContentID(raw.FPDFText_GetTextObject(text, index))
        element = marks.get((number, mark))
        place = "picture" if mark < 0 else "body" if element else "margin"
        box = Box(left.value, height - top.value, right.value, height - bottom.value)
        yield Glyph(character, box, raw.FPDFText_GetFontSize(text, index), number, place, element)
