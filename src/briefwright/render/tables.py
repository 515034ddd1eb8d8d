"""Tables of a page for paper: columns as wide as their content asks, decimals aligned, the rest named overleaf.

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
_GAP, _GAP_AFTER_NUMBERS = 7.4, 9.7
"""What separates columns, in points: the padding of cells."""
TEXT_SIZE = 8.0
TEXT_SIZES = {"ledger": 7.0, "keydata": 7.8}
"""The size of a table's text by its class, as the style sheet sets it."""
_SHORT, _HEAD = 0.17, 0.3
"""Shares of a table up to which a column, or the heads of rows, rather stay whole."""
_TIGHT = 0.6
"""How much of what is left over numbers take beside text."""
_SAMPLE, _OTHERS = 24, 0.05
"""How many rows decide between widths, and the weight of lines that do not make a row higher."""
_FEW = 4.0
"""The least width of a column in em: fewer characters a line cannot be read."""
_BLOCKS = frozenset(("p", "li", "ul", "div", "br", "dt", "dd", "code"))
_DIGIT, _POINT = 0.648, 0.276
"""Advances of a tabular digit and of a point in Inter, in em."""
_DECIMAL = re.compile(r"([^\d]*)[\d,]+(?:\.(\d+))?([^\d]*)")
_SIGNS = frozenset(("", "%", "x"))
"""What may follow aligned figures; words after them stand below each other instead."""
_GLUE = "\u2060"
"""Between characters that stay on one line; of no width."""
_CLOSING = "）》」』】〉〕"


@dataclass(slots=True)
class _Column:
    """What a column asks for, in points: ``least`` breaks no word, ``most`` breaks no line, ``head`` is of its head."""

    least: float = 0.0
    most: float = 0.0
    head: float = 0.0
    words: dict[int, list[list[float]]] = field(default_factory=dict)
    """By row, of what stands in lines of its own, the widths of the pieces between which it may break."""
    numeric: bool = False
    names: bool = False
    """Whether it holds the heads of rows."""
    cells: list[Any] = field(default_factory=list)
    heads: list[Any] = field(default_factory=list)

    def weight(self, power: int) -> float:
        """Its part of the room with which the sum of ``power``-th powers of lines is least; never nothing."""
        lengths = (sum(map(sum, lines)) for lines in self.words.values())
        return float(sum(one**power for one in lengths) ** (1 / (power + 1))) or 1.0


def prepare(tree: Any, continued: str) -> None:
    """Change every table of ``tree`` in place. ``continued`` names its rest overleaf: ``{} (continued)``."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    heading = ""
    for element in list(tree.iter()):
        if element.tag in ("h1", "h2", "h3", "h4"):
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
            name = _caption(element, parents) or heading
            _name_rest(element, continued.replace("{}", name) if name else "")
        elif "kind" in _classes(element):
            _halve_last(element)


def _caption(table: Any, parents: Mapping[Any, Any]) -> str:
    """The caption of the exhibit that a table is; "" for one that merely follows an exhibit."""
    above = table
    while above is not None and above.tag != "figure":
        above = parents.get(above)
    caption = above.find("figcaption") if above is not None else None
    return _called(caption) if caption is not None else ""


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
    """The rows of a table: whether in its head, and its cells with the column each stands in, but those that span."""
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
    for row, (is_head, cells) in enumerate(_grid(table)):
        for at, cell in cells:
            column = found.setdefault(at, _Column())
            lines = [[width(word, size) for word in pieces(line)] for line in _lines(cell)]
            words = max((word for line in lines for word in line), default=0.0)
            whole = max(map(sum, lines), default=0.0)
            column.numeric |= "n" in _classes(cell)
            if is_head:
                column.head, column.least = max(column.head, whole), max(column.least, words)
                column.heads.append(cell)
                continue
            column.names |= cell.tag == "th"
            column.cells.append(cell)
            column.most, column.least = max(column.most, whole), max(column.least, words)
            column.words[row] = lines
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
            line += _GLUE.join(_text(child)) if "nb" in _classes(child) else _text(child)
        line += child.tail or ""
    if line.strip():
        yield " ".join(line.split(" "))


def widths(columns: Sequence[_Column], room: float, size: float = TEXT_SIZE) -> list[float]:
    """The widths of columns, together ``room``.

    Numbers do not wrap. Where everything fits on one line it stays there, and what is left over is shared. Else, of
    some ways to share the room, the one with the fewest lines.
    """
    gaps = [_GAP_AFTER_NUMBERS if one.numeric else _GAP for one in columns[:-1]] + [0.0]
    inner = room - sum(gaps)
    most = [max(one.most, one.head, one.least) for one in columns]
    if sum(most) > inner:
        most = [max(one.most, one.least, min(one.head, 1.4 * one.most)) for one in columns]
    if sum(most) <= inner:
        loose = [wish * (_TIGHT if one.numeric else 1) for one, wish in zip(columns, most, strict=True)]
        spare = (inner - sum(most)) / (sum(loose) or 1)
        shares = [wish + spare * part for wish, part in zip(most, loose, strict=True)]
    else:
        ways = [
            _shared([one.weight(power) for one in columns], least, most, inner)
            for least in _floors(columns, most, inner, size)
            for power in (4, 2)
        ]
        shares = min(ways, key=lambda way: _lines_taken(columns, way))
    return [share + gap for share, gap in zip(shares, gaps, strict=True)]


def _floors(columns: Sequence[_Column], most: Sequence[float], inner: float, size: float) -> Iterator[list[float]]:
    """The least that columns may be given: with short ones and heads of rows whole, or with no word broken."""
    plain = [
        wish if one.numeric and wish <= _HEAD * inner else min(max(one.least, _FEW * size), wish)
        for one, wish in zip(columns, most, strict=True)
    ]
    for head, short in ((_HEAD, _SHORT), (0.0, _SHORT), (_HEAD, 0.0)):
        yield [
            wish if wish <= (head if one.names else short) * inner else least
            for one, wish, least in zip(columns, most, plain, strict=True)
        ]
    yield plain


def _shared(weights: Sequence[float], least: Sequence[float], most: Sequence[float], room: float) -> list[float]:
    """``room`` by ``weights``, each from ``least`` to ``most``; in proportion to ``least`` where that is too much."""
    if sum(least) >= room:
        return [part * room / sum(least) for part in least]
    low, high = 0.0, room / min(weights)
    for _ in range(30):
        factor = (low + high) / 2
        total = sum(min(max(factor * one, a), b) for one, a, b in zip(weights, least, most, strict=True))
        low, high = (factor, high) if total < room else (low, factor)
    return [min(max(high * one, a), b) for one, a, b in zip(weights, least, most, strict=True)]


def _lines_taken(columns: Sequence[_Column], shares: Sequence[float]) -> float:
    """How high the rows are: of each row, the lines of its longest cell, those of the others weighing little.

    A column too narrow for a word counts as ten lines. Of long tables every so manieth row is enough.
    """
    found = 0.0
    rows = sorted({row for column in columns for row in column.words})
    for row in rows[:: len(rows) // _SAMPLE + 1]:
        taken = [
            sum(_filled(line, share) for line in column.words.get(row, ()))
            for column, share in zip(columns, shares, strict=True)
        ]
        found += max(taken) + _OTHERS * sum(taken)
    return found + 10 * sum(share < column.least - 0.5 for column, share in zip(columns, shares, strict=True))


def _filled(line: Sequence[float], room: float) -> int:
    """How many lines of ``room`` the pieces of a line fill."""
    if sum(line) <= room:
        return 1
    lines, left = 1, room
    for piece in line:
        if piece > left and left < room:
            lines, left = lines + 1, room
        left -= piece
    return lines


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
    if len(ends) != 1 or not ends <= _SIGNS:
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
