"""No word is cut off at the edge or stands on another, whatever the names and values."""

import json
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.chart.measure import spread, wrap
from briefwright.language.widths import width
from briefwright.model.exhibit import ExhibitView
from briefwright.model.lang import LANGS, Lang
from tests.unit.chart.studio import Studio, boxes, number, series

pytestmark = pytest.mark.slow

NAMES = st.text(alphabet="中国人工智能软件（）ABC de-12，", min_size=1, max_size=40).filter(str.strip)
VALUES = st.decimals(min_value=-(10**12), max_value=10**12, places=1).map(str)
POSITIVE = st.decimals(min_value=1, max_value=10**12, places=1).map(str)


def blank(spec: dict[str, Any]) -> str:
    """An empty picture as large as the specification asks for."""
    pad = spec["padding"]
    size = (spec["width"] + pad["left"] + pad["right"], spec["height"] + pad["top"] + pad["bottom"])
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"/>'


def check(view: ExhibitView) -> None:
    found = boxes(view)
    across, height = view.size
    for box in found:
        assert box.left >= -0.5, box
        assert box.right <= across + 0.5, (box, across)
        assert box.top >= -0.5, box
        assert box.bottom <= height + 0.5, (box, height)
    for one, other in combinations(found, 2):
        assert not one.touches(other), (one, other)


def drawn(studio: Studio, exhibit: dict[str, Any], lang: Lang = "zh-Hans") -> ExhibitView:
    """The view, without the engine where the layout alone is asked for."""
    return studio.view(exhibit, lang)


@pytest.fixture(autouse=True, scope="module")
def _no_engine() -> Any:
    """Geometry is decided before the engine runs; hundreds of pictures would only cost time."""
    from briefwright.chart import engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.ENGINE, "compiled", json.loads)
        patch.setattr(engine.ENGINE, "drawn", blank)
        yield


@settings(max_examples=30)
@given(st.lists(st.tuples(NAMES, VALUES), min_size=2, max_size=12), st.sampled_from(["full", "half"]))
def test_bars(bars: list[tuple[str, str]], across: str) -> None:
    """Lying bars, negative ones among them."""
    studio = Studio([number(f"n{index}", value, label=name) for index, (name, value) in enumerate(bars)])
    check(drawn(studio, {"chart": "bar", "of": [one.address for one in studio.numbers], "width": across}))


@settings(max_examples=30)
@given(
    st.lists(st.tuples(NAMES, POSITIVE, st.sampled_from(["", "over ", "at most ", "about "])), min_size=2, max_size=9),
    st.sampled_from(["full", "half"]),
    st.sampled_from(["linear", "log"]),
    st.sampled_from(LANGS),
)
def test_bounds(bars: list[tuple[str, str, str]], across: str, scale: str, lang: Lang) -> None:
    """Bounds with their words, on both scales, in every language."""
    made = [number(f"n{index}", sign + value, "USD bn", label=name) for index, (name, value, sign) in enumerate(bars)]
    exhibit = {"chart": "range", "of": [one.address for one in made], "width": across, "scale": scale}
    check(drawn(Studio(made), exhibit, lang))


@settings(max_examples=30)
@given(st.lists(VALUES, min_size=1, max_size=40), st.sampled_from(["full", "half"]))
def test_columns_of_a_series(values: list[str], across: str) -> None:
    """From one column to as many as there may be."""
    points = {str(1950 + index) + "A": value for index, value in enumerate(values)}
    check(drawn(Studio(series=[series("s", "CNY m", points)]), {"chart": "column", "of": ["s"], "width": across}))


@settings(max_examples=30)
@given(st.lists(st.tuples(NAMES, POSITIVE), min_size=1, max_size=7), st.sampled_from(["full", "half"]))
def test_columns_of_named_numbers(columns: list[tuple[str, str]], across: str) -> None:
    """Names wrap within their column."""
    made = [number(f"n{index}", value, label=name) for index, (name, value) in enumerate(columns)]
    check(drawn(Studio(made), {"chart": "column", "of": [one.address for one in made], "width": across}))


@settings(max_examples=30)
@given(
    st.lists(st.tuples(NAMES, st.lists(POSITIVE, min_size=2, max_size=8)), min_size=1, max_size=4),
    st.sampled_from(["full", "half"]),
    st.sampled_from(["linear", "log"]),
)
def test_lines(lines: list[tuple[str, list[str]]], across: str, scale: str) -> None:
    """Names at the ends, ticks at the side and below."""
    made = [
        series(f"s{index}", "CNY m", {f"{2000 + at}E": value for at, value in enumerate(values)}, label=name)
        for index, (name, values) in enumerate(lines)
    ]
    exhibit = {"chart": "line", "of": [one.address for one in made], "width": across, "scale": scale}
    check(drawn(Studio(series=made), exhibit))


@settings(max_examples=30)
@given(st.lists(NAMES, min_size=1, max_size=9), st.sampled_from(["full", "half"]), st.sampled_from(LANGS))
def test_timelines(says: list[str], across: str, lang: Lang) -> None:
    """Along a line or below each other."""
    events = [
        {"date": f"20{10 + index}-02-20", "says": {"all": text}, "inferred": "true"} for index, text in enumerate(says)
    ]
    check(drawn(Studio(), {"chart": "timeline", "events": events, "width": across}, lang))


@given(NAMES, st.floats(min_value=30, max_value=300), st.integers(min_value=1, max_value=5))
def test_wrapped_lines_fit_and_lose_nothing_but_blanks(text: str, room: float, lines: int) -> None:
    """Unless cut, which the ellipsis says, the lines are the text."""
    found = wrap(text, room, 10, lines)
    assert len(found) <= lines
    assert all(width(row, 10) <= room for row in found)
    if not found[-1].endswith("…"):
        assert "".join(found).replace(" ", "") == "".join(text.split())


def test_a_line_does_not_start_with_closing_nor_end_with_opening_punctuation() -> None:
    """The rules of Chinese line breaking hold in pictures too."""
    for room in range(30, 120, 5):
        found = wrap("文心一言、“悟道”（推定），盘古。", room, 10, 9)
        assert not any(row.startswith(("、", "”", "）", "，", "。")) for row in found)
        assert not any(row.endswith(("“", "（")) for row in found)


@given(st.lists(st.floats(min_value=-50, max_value=250), min_size=1, max_size=6))
def test_spread_blocks_keep_apart_and_in_order(wanted: list[float]) -> None:
    """Six blocks of 25 in 200 pixels always fit."""
    placed = spread(wanted, [25.0] * len(wanted), 0, 200)
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    tops = [placed[index] for index in order]
    assert all(after - before >= 25 - 1e-6 for before, after in pairwise(tops))
    assert min(tops) >= 12.5 - 1e-6
    assert max(tops) <= 187.5 + 1e-6
