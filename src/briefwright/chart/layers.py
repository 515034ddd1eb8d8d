"""Boxes in columns: a small layered layout for graphs without circles. Positions only; nothing is drawn here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

ACROSS = 60.0
"""Pixels between two columns."""
APART = 16.0
"""Pixels between two boxes of a column."""
LANE = 8.0
"""Height of the lane that is kept free where a line passes a column."""
_SWEEPS = 12

Slot = str | tuple[str, str, int]
"""A box by its name, or the lane of a line (start, end, column)."""


@dataclass(frozen=True, slots=True)
class Box:
    """Left, top, width and height in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """``lines`` holds, for each edge, the points it passes: the start's right side, lanes left and right, the end."""

    boxes: Mapping[str, Box]
    lines: Mapping[tuple[str, str], tuple[tuple[float, float], ...]]
    width: float
    height: float


def layout(
    sizes: Mapping[str, tuple[float, float]], edges: Sequence[tuple[str, str]], last: Sequence[str] = ()
) -> Layout:
    """``sizes`` (width, height) by name, the first standing alone on the left; every edge leads to the right.

    Boxes named in ``last`` stand in the last column. No two boxes touch, and no line runs through one. Raises
    ValueError for a graph that runs in a circle.
    """
    columns = _columns(list(sizes), edges, last)
    slots, links = _slots(columns, edges)
    heights = {slot: sizes[slot][1] if isinstance(slot, str) else LANE for column in slots for slot in column}
    _order(slots, links)
    middles = _middles(slots, links, heights)
    lefts, x = [], 0.0
    for column in slots:
        lefts.append(x)
        x += max(sizes[slot][0] for slot in column if isinstance(slot, str)) + ACROSS
    top = min(middles[slot] - heights[slot] / 2 for slot in heights)
    boxes = {
        slot: Box(lefts[index], middles[slot] - heights[slot] / 2 - top, *sizes[slot])
        for index, column in enumerate(slots)
        for slot in column
        if isinstance(slot, str)
    }
    rights = [left - ACROSS for left in [*lefts[1:], x]]
    lines = {edge: _line(edge, columns, boxes, {s: middles[s] - top for s in middles}, lefts, rights) for edge in edges}
    return Layout(boxes, lines, x - ACROSS, max(box.y + box.height for box in boxes.values()))


def _columns(names: Sequence[str], edges: Sequence[tuple[str, str]], last: Sequence[str]) -> dict[str, int]:
    """The longest way from the left to each box."""
    found = dict.fromkeys(names, 0)
    for _ in names:
        before = dict(found)
        for start, end in edges:
            found[end] = max(found[end], found[start] + 1)
        if found == before:
            break
    else:
        raise ValueError("the graph runs in a circle")
    deepest = max(found.values())
    return {name: deepest if name in last else column for name, column in found.items()}


def _slots(
    columns: Mapping[str, int], edges: Sequence[tuple[str, str]]
) -> tuple[list[list[Slot]], list[tuple[Slot, Slot]]]:
    """Boxes and lanes by column, and the links between neighbours of which every edge is made."""
    slots: list[list[Slot]] = [[] for _ in range(max(columns.values()) + 1)]
    for name, column in columns.items():
        slots[column].append(name)
    links: list[tuple[Slot, Slot]] = []
    for start, end in edges:
        lanes: list[Slot] = [(start, end, column) for column in range(columns[start] + 1, columns[end])]
        for column, lane in enumerate(lanes, columns[start] + 1):
            slots[column].append(lane)
        links += pairwise([start, *lanes, end])
    return slots, links


def _order(slots: list[list[Slot]], links: Sequence[tuple[Slot, Slot]]) -> None:
    """Sorts each column by the mean place of its neighbours, to and fro, so that few lines cross."""
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        near = _near(links, forward=forward)
        order = list(range(1, len(slots))) if forward else list(range(len(slots) - 2, -1, -1))
        for index in order:
            beside = {slot: place for place, slot in enumerate(slots[index - 1 if forward else index + 1])}
            own = {slot: place for place, slot in enumerate(slots[index])}
            means = {slot: _mean([beside[one] for one in near.get(slot, ())], own[slot]) for slot in slots[index]}
            slots[index].sort(key=lambda slot: (means[slot], own[slot]))


def _near(links: Sequence[tuple[Slot, Slot]], *, forward: bool) -> dict[Slot, list[Slot]]:
    """Each slot's neighbours on the left (``forward``) or on the right."""
    found: dict[Slot, list[Slot]] = {}
    for start, end in links:
        found.setdefault(end if forward else start, []).append(start if forward else end)
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _middles(
    slots: Sequence[Sequence[Slot]], links: Sequence[tuple[Slot, Slot]], heights: Mapping[Slot, float]
) -> dict[Slot, float]:
    """The vertical middle of each slot: as near to its neighbours' as the others of its column let it."""
    middles: dict[Slot, float] = {}
    for column in slots:
        y = -sum(heights[slot] + APART for slot in column) / 2
        for slot in column:
            middles[slot] = y + heights[slot] / 2
            y += heights[slot] + APART
    for sweep in range(_SWEEPS + 1):
        forward = sweep % 2 == 1
        near = _near(links, forward=forward)
        for column in slots if forward else reversed(slots):
            wanted = [_mean([middles[one] for one in near.get(slot, ())], middles[slot]) for slot in column]
            placed = _apart(wanted, [heights[slot] for slot in column])
            middles.update(zip(column, placed, strict=True))
    return middles


def _apart(wanted: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Middles in the order given, APART from each other, that differ least (in squares) from those wanted."""
    offsets = [0.0]
    for above, below in pairwise(heights):
        offsets.append(offsets[-1] + above / 2 + APART + below / 2)
    # Without the offsets the middles need only not fall: neighbours that would are pooled at their mean.
    pools: list[tuple[float, int]] = []
    for value, offset in zip(wanted, offsets, strict=True):
        pools.append((value - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (first, many), (second, more) = pools[-2:]
            pools[-2:] = [((first * many + second * more) / (many + more), many + more)]
    levels = [level for level, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _line(
    edge: tuple[str, str],
    columns: Mapping[str, int],
    boxes: Mapping[str, Box],
    middles: Mapping[Slot, float],
    lefts: Sequence[float],
    rights: Sequence[float],
) -> tuple[tuple[float, float], ...]:
    start, end = edge
    points = [(boxes[start].right, boxes[start].middle)]
    for column in range(columns[start] + 1, columns[end]):
        y = middles[start, end, column]
        points += [(lefts[column], y), (rights[column], y)]
    return (*points, (boxes[end].x, boxes[end].middle))
