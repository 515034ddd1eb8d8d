"""What a reader would call a fault of layout, as rules on a PDF. Each gives the faults it finds, in words."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from tests.release.sheets import Box, Glyph, Page, Picture, Sheets

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
TOP, FOOT = 42.0, 57.0
"""The least margins of the page in points, as the style sheet sets them: its first page has no running head."""
MEASURE = 475.08
"""The width of the text in points, on A4 and on Letter; what is left of the page are its side margins."""
NOTE_LINES = 24
"""Two lines of a note or of a source, in points."""
TEXT_BLOCKS = frozenset(("P", "TD", "TH", "LBody", "Caption", "H1", "H2", "H3"))
NO_START, NO_END = frozenset("、。，．：；！？）》」』】〉〕”’％%…"), frozenset("（《「『【〈〔“‘")
UNITS = frozenset("亿億万萬倍%％元个個家张張")
EMPTY = 0.26
"""How much of the text block may stay empty at the foot of a page."""
CLOSING, OPENING = "）》」』】〉〕”’", "（《「『【〈〔“‘"
STOPS = "。，、；：！？"
LOOSE, LOOSE_CENTRED, LOOSE_OPENING = 0.36, 0.5, 0.78
"""Ems between the ink of two marks from which on it shows that neither gave up its empty half.

The second is a stop of Traditional type, in the middle of its square; or one that opens, with its ink on the right.
"""
INDENT = 0.25
"""Ems by which a line that begins with an opening mark may stand further right than the other lines of its block."""


def overlaps(sheets: Sheets) -> list[str]:
    """Glyphs whose ink lies on that of others, or on a picture.

    A tenth of their height is let pass, because boxes come rounded; and what kerning draws together: r and a comma.
    """
    found = []
    for page in sheets.pages:
        cells: dict[tuple[int, int], list[tuple[int, Glyph]]] = defaultdict(list)
        seen = set()
        for index, glyph in enumerate(page.glyphs):
            for cell in _cells(glyph.box):
                for before, other in cells[cell]:
                    if (before, index) not in seen and _collide(other, glyph, kerned=before == index - 1):
                        seen.add((before, index))
                        found.append(f"page {page.number}: '{glyph.text}' on '{other.text}' at {_at(glyph.box)}")
                cells[cell].append((index, glyph))
        found += [
            f"page {page.number}: '{glyph.text}' on a picture at {_at(glyph.box)}"
            for glyph in (*page.of("body"), *page.of("margin"))
            for picture in page.pictures
            if picture.box.touches(glyph.box, 1)
        ]
    return found


def _collide(one: Glyph, other: Glyph, *, kerned: bool) -> bool:
    if one.text == other.text == "—":
        return False  # the two halves of a Chinese dash are drawn to meet
    by = max(0.75, 0.1 * max(one.box.height, other.box.height))
    if not one.box.touches(other.box, by):
        return False
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    return not kerned or across > min(one.box.width, other.box.width) / 2


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // 16), int(box.right // 16) + 1):
        for row in range(int(box.top // 16), int(box.bottom // 16) + 1):
            yield column, row


def outside(sheets: Sheets) -> list[str]:
    """Ink of the text block in the margins, and ink of the margins off the page."""
    found = []
    for page in sheets.pages:
        side = (page.width - MEASURE) / 2
        block = Box(side - 1, TOP - 1, page.width - side + 1, page.height - FOOT + 1)
        sheet = Box(14, 14, page.width - 14, page.height - 14)
        found += [
            f"page {page.number}: '{glyph.text}' at {_at(glyph.box)}"
            for glyph in page.glyphs
            if not _within(glyph.box, sheet if glyph.place == "margin" else block)
        ]
        found += [
            f"page {page.number}: a picture at {_at(one.box)}" for one in page.pictures if not _within(one.box, block)
        ]
    return found


def _within(box: Box, other: Box) -> bool:
    return box.left >= other.left and box.right <= other.right and box.top >= other.top and box.bottom <= other.bottom


def lone_headings(sheets: Sheets) -> list[str]:
    """Headings with nothing below them on their page."""
    return [
        f"page {heading.last_page}: '{heading.text()}'"
        for heading in sheets.root.find(*HEADINGS)
        if (after := sheets.next_ink(heading, but=HEADINGS)) is None or after.page != heading.last_page
    ]


def parted_exhibits(sheets: Sheets) -> list[str]:
    """Exhibits torn between caption and body, or between body and source line.

    An element that goes on over a page break is one element a page; only tables may do so, with a row at the least.
    """
    found = []
    for exhibit in sheets.exhibits:
        parts = [part for part in exhibit.kids if any(part.ink())]
        if len(parts) < 2:
            found.append(f"page {parts[0].last_page}: '{parts[0].text()}' without its body")
    for page in sheets.pages:
        first = next((glyph.element for glyph in page.of("body") if glyph.element), None)
        for part in first.ancestors() if first else ():
            rest = [kid for kid in part.kids if any(kid.ink())]
            if part.parent and part.tag == "NonStruct" and {kid.tag for kid in rest} == {"P"}:
                found.append(f"page {page.number}: '{part.text()[:40]}' without its body")
    return found


def _before_end_matter(sheets: Sheets, page: Page) -> bool:
    headings = sheets.root.find("H2")
    last = len(sheets.pages)
    return bool(headings) and page.number == last - 1 and headings[-1].last_page == last


ALLOWED: dict[str, Callable[[Sheets, Page], bool]] = {
    "the list of sources goes with the disclosures, which do not stand alone on the last page": _before_end_matter,
}
"""The causes for which a page may have more left empty, and how they are told."""
MOST_EMPTY = 0.5
"""How much may stay empty for such a cause."""


def gaps(sheets: Sheets) -> list[str]:
    """Pages but the last with much left empty at their foot, and for no cause that allows it."""
    found = []
    for page in sheets.pages[:-1]:
        boxes = [glyph.box for glyph in page.of("body")] + [picture.box for picture in page.pictures]
        lowest = max((box.bottom for box in boxes), default=0.0)
        height = page.height - FOOT - TOP
        empty = (page.height - FOOT - lowest) / height
        allowed = any(cause(sheets, page) for cause in ALLOWED.values())
        if empty > (MOST_EMPTY if allowed else EMPTY):
            found.append(f"page {page.number}: {empty:.0%} empty")
    return found


def parted_rows(sheets: Sheets) -> list[str]:
    """Table rows that go on over a page break: what comes after it has no head."""
    return [
        f"page {row.last_page}: '{row.text()[:40]}'"
        for body in sheets.root.find("TBody")
        for row in body.kids[:1]
        if any(row.ink()) and not any(row.kids[0].ink())
    ]


def uneven_pairs(sheets: Sheets) -> list[str]:
    """Exhibits side by side that look unequal.

    Their captions begin level, their pictures too and are as high as each other, and they end within two lines.
    """
    found = []
    for pair in {id(one.parent): one.parent for one in sheets.exhibits}.values():
        sides = [kid for kid in pair.kids if any(part.tag == "Caption" for part in kid.kids)] if pair else []
        for left, right in itertools.pairwise(sides):
            one, other = left.box(left.last_page), right.box(right.last_page)
            if not one or not other or left.last_page != right.last_page or one.right > other.left:
                continue  # one below the other
            pictures = [ink.box for side in (left, right) for ink in side.ink() if isinstance(ink, Picture)]
            level = abs(one.top - other.top) < 3 and abs(one.bottom - other.bottom) < NOTE_LINES
            if not level or _spread(box.height for box in pictures) > 2 or _spread(box.top for box in pictures) > 3:
                heights = [(round(box.top), round(box.height)) for box in pictures]
                found.append(f"page {left.last_page}: {_at(one)} beside {_at(other)}, pictures {heights}")
    return found


def _spread(values: Iterable[float]) -> float:
    least_first = sorted(values)
    return least_first[-1] - least_first[0] if least_first else 0


def clipped_pictures(sheets: Sheets) -> list[str]:
    """Glyphs of a picture that reach beyond its edge, where they are cut off."""
    return [
        f"page {page.number}: '{glyph.text}' at {_at(glyph.box)}"
        for page in sheets.pages
        for picture in page.pictures
        for glyph in picture.glyphs
        if not _within(glyph.box, picture.box)
    ]


def forbidden_breaks(sheets: Sheets) -> list[str]:
    """Lines of Chinese that start with a mark that closes or stops, or end with one that opens."""
    return [
        f"page {after[0].page}: '{_words(before)[-8:]}' | '{_words(after)[:8]}'"
        for before, after in _line_breaks(sheets)
        if after[0].text in NO_START or before[-1].text in NO_END
    ]


def loose_marks(sheets: Sheets) -> list[str]:
    """Full-width marks beside each other, or before a raised one, none of which gave up its empty half."""
    is_traditional = str(sheets.pdf.Root.get("/Lang", "")) == "zh-Hant"
    first = CLOSING if is_traditional else CLOSING + STOPS
    found = []
    for line in _all_lines(sheets):
        for one, other in itertools.pairwise(line):
            is_raised = other.size < 0.8 * one.size
            if one.text not in first or not (is_raised or other.text in CLOSING + STOPS + OPENING):
                continue
            gap = (other.box.left - one.box.right) / one.size
            usual = LOOSE_CENTRED if is_traditional else LOOSE
            if gap > (LOOSE_OPENING if other.text in OPENING else usual):
                found.append(f"page {one.page}: '{one.text}{other.text}' {gap:.2f} em apart at {_at(one.box)}")
    return found


def indented_lines(sheets: Sheets) -> list[str]:
    """Lines that begin with an opening mark and its empty half, so that they look indented."""
    found = []
    for lines in _blocks(sheets):
        for line in lines:
            others = [other[0].box.left for other in lines if other is not line and other[0].page == line[0].page]
            if line[0].text in OPENING and others:
                by = (line[0].box.left - min(others)) / line[0].size
                if by > INDENT:
                    found.append(f"page {line[0].page}: '{_words(line)[:8]}' by {by:.2f} em")
    return found


def lone_characters(sheets: Sheets) -> list[str]:
    """Last lines of a block that hold one Chinese character, or only the dots that lead to a page number."""
    found = []
    for lines in _blocks(sheets):
        text = _words(lines[-1]).strip(STOPS + CLOSING)
        is_lone = len(text) == 1 and "\u3400" <= text <= "\u9fff"
        if len(lines) > 1 and (is_lone or text.startswith("..")):
            found.append(f"page {lines[-1][0].page}: '{_words(lines[-2])[-8:]}' | '{_words(lines[-1])}'")
    return found


def lone_disclosures(sheets: Sheets) -> list[str]:
    """A last page that begins with the last chapter, where other pages went before it."""
    headings = sheets.root.find("H2")
    first = next((glyph for glyph in sheets.pages[-1].of("body")), None)
    if len(sheets.pages) < 2 or not headings or first is None or first.element is None:
        return []
    begins = any(above is headings[-1] for above in first.element.ancestors())
    return [f"page {first.page}: '{headings[-1].text()}' alone"] if begins else []


def split_numbers(sheets: Sheets) -> list[str]:
    """Figures at the end of a line whose unit starts the next."""
    return [
        f"page {after[0].page}: '{_words(before)[-8:]}' | '{_words(after)[:8]}'"
        for before, after in _line_breaks(sheets)
        if before[-1].text.isdigit() and after[0].text in UNITS
    ]


def _words(line: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in line)


def _line_breaks(sheets: Sheets) -> Iterator[tuple[list[Glyph], list[Glyph]]]:
    """Each line of a block with the next one of the same block."""
    for lines in _blocks(sheets):
        yield from itertools.pairwise(lines)


def _all_lines(sheets: Sheets) -> Iterator[list[Glyph]]:
    for lines in _blocks(sheets):
        yield from lines


def _blocks(sheets: Sheets) -> Iterator[list[list[Glyph]]]:
    """The lines of each block that holds no other."""
    for block in sheets.root.all():
        if block.tag in TEXT_BLOCKS and not any(one.tag in TEXT_BLOCKS for one in block.all() if one is not block):
            lines: list[list[Glyph]] = []
            for glyph in block.ink():
                if isinstance(glyph, Glyph) and glyph.place == "body":
                    before = lines[-1][-1] if lines else None
                    if before and before.page == glyph.page and not _returns(before, glyph):
                        lines[-1].append(glyph)
                    else:
                        lines.append([glyph])
            if lines:
                yield lines


def _returns(before: Glyph, after: Glyph) -> bool:
    """Whether a line ends between two glyphs: the later one stands further left and lower."""
    return after.box.left < before.box.left and after.box.top + after.box.bottom > 2 * before.box.bottom


def _at(box: Box) -> str:
    return f"{box.left:.0f},{box.top:.0f}–{box.right:.0f},{box.bottom:.0f}"


RULES: dict[str, Callable[[Sheets], list[str]]] = {
    "overlaps": overlaps,
    "outside": outside,
    "lone headings": lone_headings,
    "parted exhibits": parted_exhibits,
    "gaps": gaps,
    "parted rows": parted_rows,
    "uneven pairs": uneven_pairs,
    "clipped pictures": clipped_pictures,
    "forbidden breaks": forbidden_breaks,
    "split numbers": split_numbers,
    "loose marks": loose_marks,
    "indented lines": indented_lines,
    "lone characters": lone_characters,
    "lone disclosures": lone_disclosures,
}
