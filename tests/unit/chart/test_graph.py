"""The graph of an explanation: boxes that keep apart, lines that run through none, text that fits its box."""

import itertools
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefwright.chart.graph import PAD, WIDTH, Written, drawing, placed, written
from briefwright.chart.layers import Layout, layout
from briefwright.chart.theme import theme
from briefwright.language.widths import width
from briefwright.model.explanation import Edge, Graph, Node
from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import Kind
from briefwright.world import shipped_root

TOKENS: Mapping[str, Any] = yaml.safe_load((shipped_root() / "assets" / "tokens.yaml").read_text("utf-8"))
SVG = "{http://www.w3.org/2000/svg}"
WORDS = [
    "训练算力两个摩尔周期后的倍数",
    "Training compute, after two Moore periods",
    "中国AI软件及应用市场（2026年，预测）",
    "x" * 90,
]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """A root, numbers that rest on later ones, and sources; every box is reached from the root."""
    numbers = draw(st.integers(1, 12))
    sources = draw(st.integers(1, 4))
    edges = {(draw(st.integers(0, end - 1)), end) for end in range(1, numbers)}
    edges |= draw(st.sets(st.tuples(st.integers(0, numbers - 1), st.integers(0, numbers - 1)), max_size=12))
    found = {(f"n{start}", f"n{end}") for start, end in edges if start < end}
    found |= {(f"n{draw(st.integers(0, numbers - 1))}", f"source:{one}") for one in range(sources)}
    text = st.sampled_from(WORDS)
    nodes = [
        Node(
            id=f"n{index}",
            what="number",
            title=draw(text),
            value="1,248 倍",
            kind=Kind.ESTIMATE,
            remarks=("估计 · 2012年以来",) * draw(st.integers(0, 2)),
            formula=draw(st.sampled_from(["", "Growth from a doubling time"])),
            figures=draw(st.sampled_from(["", "a + b + " * 40])),
        )
        for index in range(numbers)
    ]
    nodes += [Node(id=f"source:{one}", what="source", title=draw(text), value=draw(text)) for one in range(sources)]
    return Graph(nodes=tuple(nodes), edges=tuple(Edge(start=start, end=end) for start, end in sorted(found)))


def texts_of(graph: Graph, lang: Lang) -> dict[str, Written]:
    return {node.id: written(node, theme(TOKENS, lang), lang) for node in graph.nodes}


def check(where: Layout) -> None:
    """No two boxes touch, all stand inside, lines lead to the right and level parts run through no box."""
    boxes = list(where.boxes.values())
    for one, other in itertools.combinations(boxes, 2):
        beside = one.right < other.x or other.right < one.x
        below = one.y + one.height < other.y or other.y + other.height < one.y
        assert beside or below
    for box in boxes:
        assert min(box.x, box.y) >= -0.001
        assert box.right <= where.width + 0.001
        assert box.y + box.height <= where.height + 0.001
    for (start, end), points in where.lines.items():
        assert points[0] == (where.boxes[start].right, where.boxes[start].middle)
        assert points[-1] == (where.boxes[end].x, where.boxes[end].middle)
        assert len(points) % 2 == 0
        for (x, y), (to_x, to_y) in itertools.pairwise(points):
            assert to_x > x
            crossed = [box for box in boxes if x < box.right and to_x > box.x and box.y <= y <= box.y + box.height]
            assert y != to_y or not crossed
        for left, right in itertools.pairwise(points[1:-1]):
            assert left[1] == right[1] or not [box for box in boxes if left[0] < box.x < right[0]]


@given(graphs(), st.sampled_from(LANGS))
def test_boxes_keep_apart_and_hold_their_text(graph: Graph, lang: Lang) -> None:
    """Whatever is drawn: geometry, text within the box, and sources in the last column."""
    texts = texts_of(graph, lang)
    where = placed(graph, texts)
    check(where)
    assert len({where.boxes[node.id].x for node in graph.nodes if node.what == "source"}) == 1
    for node in graph.nodes:
        for line in texts[node.id].lines:
            assert width(line.text, line.size) <= WIDTH - 2 * PAD
            assert line.size * 0.7 <= line.baseline <= texts[node.id].height - 3
        baselines = [line.baseline for line in texts[node.id].lines]
        assert baselines == sorted(set(baselines))


@given(graphs())
def test_the_picture_is_the_same_each_time_and_well_formed(graph: Graph) -> None:
    """Deterministic XML that names the number and draws every box and line."""
    picture = drawing(graph, TOKENS, "en")
    assert picture == drawing(graph, TOKENS, "en")
    root = ET.fromstring(picture)  # noqa: S314 - our own picture
    assert root.findtext(f"{SVG}title", "").startswith(graph.nodes[0].title)
    groups = root.findall(f"{SVG}g/{SVG}g")
    assert len(groups) == len(graph.nodes) + 1
    assert len(groups[0].findall(f"{SVG}path")) == len(graph.edges)


def test_text_is_escaped_and_fonts_are_those_of_the_language() -> None:
    """Angle brackets in a label are text; Traditional Chinese is set in its own forms."""
    node = Node(id="a", what="number", title="<b> & so", value="1", kind=Kind.ACTUAL)
    picture = drawing(Graph(nodes=(node,), edges=()), TOKENS, "zh-Hant")
    assert "&lt;b&gt; &amp; so" in picture
    assert "Noto Sans CJK HK" in picture
    assert 'xml:lang="zh-Hant"' in picture


def test_a_line_that_passes_a_column_has_a_lane() -> None:
    """From the first column to the third, past the box of the second."""
    found = layout({"a": (10, 10), "b": (10, 10), "c": (10, 10)}, [("a", "b"), ("b", "c"), ("a", "c")])
    check(found)
    assert len(found.lines["a", "c"]) == 4


def test_a_circle_is_refused() -> None:
    """A graph of computed numbers has none."""
    with pytest.raises(ValueError, match="circle"):
        layout({"a": (1, 1), "b": (1, 1)}, [("a", "b"), ("b", "a")])
