"""Tables of a page for paper: columns as wide as their content asks, decimals aligned, a name for what goes on overleaf.

Works on the tree just before it is laid out, so that the tables of every block gain, a project's own too. WeasyPrint's
automatic layout would give long text nearly all the room; browsers do better, so screens keep theirs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefwright.language.widths import pieces, width
from briefwright.render.style import MEASURE

_BESIDE, _ASIDE = 229.0, 108.0
"""The room of a table beside another exhibit, and in the column of key data, in points."""
_GAP = 7.4
"""What separates columns, in points: the padding of cells."""
TEXT_SIZE = 8.0
TEXT_SIZES = {"ledger": 7.0, "keydata": 7.8}
"""The size of a table's text by its class, as the style sheet sets it."""
_SHORT, _HEAD, _CROWDED = 0.17, 0.3, 0.8
"""Shares of a table: up to which a column, or the heads of rows, need not wrap; above which they must after all."""
_FEW = 4.0
"""The least width of a column in em: fewer characters a line cannot be read."""
_BLOCKS = frozenset(("p", "li", "ul", "div", "br", "dt", "dd", "code"))
_DIGIT, _POINT = 0.648, 0.276
"""Advances of a tabular digit and of a point in Inter, in em."""
_DECIMAL = re.compile(r"([^\d]*)[\d,]+(?:\.(\d+))?([^\d]*)")
_CLOSING = "）》」』】〉〕"


@dataclass(slots=True)
class _Column:
    """What a column asks for, in points: ``least`` breaks no word, ``most`` breaks no line, ``head`` is of its head."""

    least: float = 0.0
    most: float = 0.0
    head: float = 0.0
    area: float = 0.0
    """The sum of the squares of its cells' lengths."""
    numeric: bool = False
    names: bool = False
    """Whether it holds the heads of rows."""
    cells: list[Any] = field(default_factory=list)
    heads: list[Any] = field(default_factory=list)


def prepare(tree: Any, continued: str) -> None:
    """Change every table of ``tree`` in place. ``continued`` makes the name of the rest of a table: ``{} (continued)``."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    heading = ""
    for element in list(tree.iter()):
        if element.tag in ("h1", "h2", "h3", "h4", "figcaption"):
            heading = _called(element)
        elif element.tag == "table":
            size = next((TEXT_SIZES[name] for name in _classes(element) if name in TEXT_SIZES), TEXT_SIZE)
            columns = _columns(element, size)
            if columns and element.find("colgroup") is None:
                _set_widths(element, widths(columns, _room(element, parents), size))
            for column in columns:
                if column.numeric:
                    _align(column.cells)
                    for cell in (*column.heads, *column.cells):
                        _halve_last(cell)
            if "keydata" in _classes(element):
                for cell in element.iter("td"):
                    _halve_last(cell)
            _name_rest(element, continued.replace("{}", heading) if heading else "")


def _called(element: Any) -> str:
    """What a caption or heading says, without the unit."""
    kept = [part for part in element if part.tag != "small"] if element.tag == "figcaption" else None
    said = [element.text or "", *(_text(part) + (part.tail or "") for part in kept)] if kept else [_text(element)]
    return " ".join("".join(said).split())


def _text(element: Any) -> str:
    return "".join(element.itertext())


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _room(table: Any, parents: Mapping[Any, Any]) -> float:
    above = table
    while (above := parents.get(above)) is not None:
        if above.tag == "aside":
            return _ASIDE
        if "pair" in _classes(above):
            return _BESIDE
    return MEASURE


def _grid(table: Any) -> Iterator[tuple[bool, list[tuple[int, Any]]]]:
    """The rows of a table: whether in its head, and its cells with the column each stands in; none that span columns."""
    hanging: dict[int, int] = {}
    for row in table.iter("tr"):
        cells, at = [], 0
        for cell in row:
            while hanging.get(at, 0):
                hanging[at] -= 1
                at += 1
            across, down = (int(cell.get(name, "1")) for name in ("colspan", "rowspan"))
            if across == 1:
                cells.append((at, cell))
            for column in range(at, at + across):
                hanging[column] = down - 1
            at += across
        for column in [one for one in hanging if one >= at and hanging[one]]:
            hanging[column] -= 1
        yield all(cell.tag == "th" and cell.get("scope") != "row" for _, cell in cells), cells


def _columns(table: Any, size: float) -> list[_Column]:
    found: dict[int, _Column] = {}
    for is_head, cells in _grid(table):
        for at, cell in cells:
            column = found.setdefault(at, _Column())
            lines = list(_lines(cell))
            words = max((width(word.strip(), size) for line in lines for word in pieces(line)), default=0.0)
            whole = max((width(line, size) for line in lines), default=0.0)
            column.numeric |= "n" in _classes(cell)
            if is_head:
                column.head, column.least = max(column.head, whole), max(column.least, words)
                column.heads.append(cell)
                continue
            column.names |= cell.tag == "th"
            column.cells.append(cell)
            column.most, column.least = max(column.most, whole), max(column.least, words)
            column.area += sum(width(line, size) for line in lines) ** 2
    return [found.get(at, _Column()) for at in range(max(found, default=-1) + 1)]


def _lines(cell: Any) -> Iterator[str]:
    """The text of a cell, by blocks."""
    line = cell.text or ""
    for child in cell:
        if child.tag in _BLOCKS:
            if line.strip():
                yield line.strip()
            line = ""
            yield from _lines(child)
        else:
            line += _text(child)
        line += child.tail or ""
    if line.strip():
        yield " ".join(line.split(" "))


def widths(columns: Sequence[_Column], room: float, size: float = TEXT_SIZE) -> list[float]:
    """The widths of columns, together ``room``.

    Numbers do not wrap, nor do short columns and the heads of rows unless that leaves too little. Text shares what is
    left by the cube root of the squares of its lengths: with those widths the rows need the fewest lines.
    """
    inner = room - _GAP * (len(columns) - 1)
    most = [max(one.most, min(one.head, 1.4 * max(one.most, one.least)), one.least) for one in columns]
    floor = [min(max(one.least, _FEW * size), wish) for one, wish in zip(columns, most, strict=True)]
    whole = [
        wish if one.numeric or wish <= (_HEAD if one.names else _SHORT) * inner else least
        for one, wish, least in zip(columns, most, floor, strict=True)
    ]
    least = whole if sum(whole) <= _CROWDED * inner or sum(whole) <= inner == sum(most) else floor
    if sum(most) <= inner:
        loose = [wish * (0.6 if one.numeric else 1) for one, wish in zip(columns, most, strict=True)]
        spare = (inner - sum(most)) / (sum(loose) or 1)
        shares = [wish + spare * part for wish, part in zip(most, loose, strict=True)]
    elif sum(least) >= inner:
        shares = [part * inner / sum(least) for part in least]
    else:
        shares = _shared([one.area ** (1 / 3) or 1.0 for one in columns], least, most, inner)
    return [share + _GAP for share in shares[:-1]] + shares[-1:]


def _shared(weights: Sequence[float], least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """``room`` by ``weights``, each share between its ``least`` and its ``most``; between them there is room to share."""
    low, high = 0.0, room / min(weights)
    for _ in range(40):
        factor = (low + high) / 2
        total = sum(min(max(factor * one, a), b) for one, a, b in zip(weights, least, most, strict=True))
        low, high = (factor, high) if total < room else (low, factor)
    return [min(max(high * one, a), b) for one, a, b in zip(weights, least, most, strict=True)]


def _set_widths(table: Any, found: Sequence[float]) -> None:
    group = table.makeelement("colgroup", {})
    for one in found:
        group.append(table.makeelement("col", {"style": f"width: {100 * one / sum(found):.2f}%"}))
    table.insert(1 if len(table) and table[0].tag == "caption" else 0, group)


def _align(cells: Sequence[Any]) -> None:
    """Put the points of a column below each other, where its numbers differ in decimals and in nothing after them."""
    texts = ["".join(_text(cell).split()) for cell in cells]
    found = [(cell, match) for cell, text in zip(cells, texts, strict=True) if (match := _DECIMAL.fullmatch(text))]
    ends, most = {match[3] for _, match in found}, max((len(match[2] or "") for _, match in found), default=0)
    if len(ends) != 1:
        return
    for cell, match in found:
        lacks = most - len(match[2] or "")
        if lacks:
            after = lacks * _DIGIT + (0 if match[2] else _POINT)
            cell.set("style", f"--after: {after:.3f}em")


def _halve_last(cell: Any) -> None:
    """A closing bracket at the right edge gives up its empty half, so that it stands below figures without one."""
    last = cell
    while len(last) and not (last[-1].tail or "").strip():
        last = last[-1]
    in_tail = len(last) > 0
    text = ((last[-1].tail if in_tail else last.text) or "").rstrip()
    if not text.endswith(tuple(_CLOSING)) or "half" in _classes(last):
        return
    half = cell.makeelement("span", {"class": "half"})
    half.text = text[-1]
    if in_tail:
        last[-1].tail = text[:-1]
        last.append(half)
    else:
        last.text = text[:-1]
        last.insert(0, half)


def _name_rest(table: Any, name: str) -> None:
    """Mark where a table begins and ends, for the line over its rest on later pages (see the style sheet).

    Neither mark may be the first thing of its row: WeasyPrint takes what a page begins with for what it began with.
    """
    rows = [row for row in table.iter("tr") if len(row) > 1 and row[0].get("scope") != "col"]
    if name and len(rows) > 1:
        rows[0][-1].set("data-continued", name)
        rows[-1][-1].set("data-ends", "")
