"""The graph of an explanation, drawn: the number on the left, what it rests on beside it, sources on the right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

from briefwright.chart.layers import Box, Layout, layout
from briefwright.chart.measure import wrap
from briefwright.chart.theme import Theme, theme
from briefwright.language.spacing import spaced
from briefwright.model.explanation import Graph, Node
from briefwright.model.lang import Lang

WIDTH = 216.0
"""Of every box, in pixels."""
PAD = 12.0
_MARGIN = 24.0
_BAR = 3.0
_LEAST = 10.0
"""The least that a line runs level before it bends, so that it meets its box at a right angle."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in a box: its baseline below the top of the box, its size, colour and weight."""

    text: str
    baseline: float
    size: float
    colour: str
    weight: int


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a box. ``rule`` is the height of the line above the formula; 0 without one."""

    lines: tuple[Line, ...]
    height: float
    rule: float = 0.0


def drawing(graph: Graph, tokens: Mapping[str, Mapping[str, object]], lang: Lang) -> str:
    """The graph as an SVG of its own, in the fonts and colours of ``tokens``; the same bytes for the same graph."""
    look = theme(tokens, lang)
    texts = {node.id: written(node, look, lang) for node in graph.nodes}
    return _svg(graph, texts, placed(graph, texts), look, str(tokens["colour"]["wash"]), lang)


def placed(graph: Graph, texts: Mapping[str, Written]) -> Layout:
    """Where the boxes stand, each as tall as what is written in it."""
    return layout(
        {node.id: (WIDTH, texts[node.id].height) for node in graph.nodes},
        [(edge.start, edge.end) for edge in graph.edges],
        [node.id for node in graph.nodes if node.what == "source"],
    )


def written(node: Node, look: Theme, lang: Lang) -> Written:
    """The texts of a box in lines that fit it."""
    setting = _Setting(lang)
    if node.what == "source":
        setting.add(node.title, 10.2, look.ink, 600, 3)
        setting.add(node.value, 9.6, look.text, 400, 3)
        for remark in node.remarks:
            setting.add(remark, 9.6, look.muted, 400, 2)
        return Written(tuple(setting.lines), setting.y + PAD - 2)
    setting.add(node.title, 10.2, look.text, 400, 3)
    setting.add(node.value, 16.0, look.ink, 600, 2)
    for remark in node.remarks:
        setting.add(remark, 9.6, look.muted, 400, 2)
    rule = 0.0
    if node.formula or node.figures:
        setting.y += 7
        rule = setting.y
        setting.y += 5
        setting.add(node.formula, 9.6, look.accent, 600, 2)
        setting.add(node.figures, 9.6, look.text, 400, 4)
    return Written(tuple(setting.lines), setting.y + PAD - 2, rule)


class _Setting:
    """Lines one below the other, ``y`` pixels down so far."""

    def __init__(self, lang: Lang) -> None:
        self.lines: list[Line] = []
        self.y = PAD - 2
        self._chinese = lang != "en"

    def add(self, text: str, size: float, colour: str, weight: int, most: int) -> None:
        if not text:
            return
        for row in wrap(spaced(text) if self._chinese else text, WIDTH - 2 * PAD, size, most):
            height = round(size * 1.36, 1)
            self.lines.append(Line(row, self.y + height * 0.76, size, colour, weight))
            self.y += height


def _svg(graph: Graph, texts: Mapping[str, Written], where: Layout, look: Theme, wash: str, lang: Lang) -> str:
    width, height = round(where.width + 2 * _MARGIN), round(where.height + 2 * _MARGIN)
    first = graph.nodes[0]
    name = escape(f"{first.title}: {first.value}")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        f' role="img" xml:lang="{lang}" font-family={quoteattr(look.font)}>'
    )
    parts = [
        head,
        f"<title>{name}</title>",
        f'<rect width="{width}" height="{height}" fill="{look.paper}"/>',
        f'<g transform="translate({_MARGIN:g} {_MARGIN:g})">',
        f'<g fill="none" stroke="{look.estimate}" stroke-width="1.1">',
        *(f'<path d="{_path(line)}"/>' for line in where.lines.values()),
        "</g>",
    ]
    for node in graph.nodes:
        parts += _box(node, texts[node.id], where.boxes[node.id], look, wash, main=node is first)
    return "\n".join([*parts, "</g>", "</svg>"])


def _path(points: tuple[tuple[float, float], ...]) -> str:
    """Level through the lanes, and between columns a curve that leaves and arrives level."""
    x, y = points[0]
    drawn = [f"M{x:.1f} {y:.1f}"]
    for index, ((x, y), (to_x, to_y)) in enumerate(pairwise(points)):
        if index % 2:
            drawn.append(f"H{to_x:.1f}")
        else:
            half = max((to_x - x) / 2, _LEAST)
            drawn.append(f"C{x + half:.1f} {y:.1f} {to_x - half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}")
    return "".join(drawn)


def _box(node: Node, text: Written, box: Box, look: Theme, wash: str, *, main: bool) -> Iterator[str]:
    is_source = node.what == "source"
    fill = wash if is_source or main else look.paper
    edge = look.ink if main else look.rule
    yield (
        f'<g transform="translate({box.x:.1f} {box.y:.1f})">'
        f'<rect width="{box.width:.1f}" height="{box.height:.1f}" rx="2" fill="{fill}" stroke="{edge}"/>'
    )
    if not is_source:
        colour = look.bound if node.is_bound else look.fill(node.kind) if node.kind else look.rule
        yield f'<rect width="{_BAR}" height="{box.height:.1f}" fill="{colour}"/>'
    if text.rule:
        right = box.width - PAD
        yield f'<path d="M{PAD:g} {text.rule:.1f}H{right:.1f}" stroke="{look.rule}"/>'
    for line in text.lines:
        weight = f' font-weight="{line.weight}"' if line.weight != 400 else ""
        yield (
            f'<text x="{PAD:g}" y="{line.baseline:.1f}" font-size="{line.size:g}" fill="{line.colour}"{weight}>'
            f"{escape(line.text)}</text>"
        )
    yield "</g>"
