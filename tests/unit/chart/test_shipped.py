"""The exhibits of the shipped theses, of the specimen and of the stress thesis, in every language, as they are printed.

No word on another or on a mark, none cut off; bars stand on zero; the unit is said once.
"""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from itertools import pairwise, product
from math import log10
from typing import Any

import pytest

from briefwright import pipeline, specimen
from briefwright.chart import engine
from briefwright.model.exhibit import ExhibitView
from briefwright.model.lang import LANGS
from briefwright.model.unit import Measure, Unit
from briefwright.render import Material
from briefwright.world import World, shipped_root
from tests.release import stress
from tests.unit.chart.studio import Box, boxes, words
from tests.unit.chart.test_geometry import blank, check

pytestmark = pytest.mark.slow
THESES = sorted(path.parent.name for path in (shipped_root() / "content" / "theses").glob("*/thesis.yaml"))
EDITIONS = [*product((*THESES, specimen.SLUG), LANGS), (stress.SLUG, "zh-Hans"), (stress.SLUG, "en")]
BARS = frozenset(("column", "bar", "range"))
PLACES = {"x": "left", "y": "top"}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[World, pipeline.Examined]]:
    """The project of each thesis, examined once."""
    folder = tmp_path_factory.mktemp("projects")
    shutil.copytree(shipped_root() / "templates" / "specimen", folder / "specimen")
    stress.write(folder / "stress", shipped_root())
    made = {root: World.here(root, date(2026, 11, 22)) for root in (shipped_root(), *sorted(folder.iterdir()))}
    found = {
        root.name if root.parent == folder else "": (world, pipeline.examine(world)) for root, world in made.items()
    }
    return dict.fromkeys(THESES, found[""]) | found


@pytest.fixture(scope="module", params=EDITIONS, ids="-".join)
def material(request: Any, projects: dict[str, tuple[World, pipeline.Examined]]) -> Material:
    """An edition with its exhibits laid out; what is tested is decided before the engine draws."""
    slug, lang = request.param
    world, found = projects[slug]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine.ENGINE, "compiled", json.loads)
        patch.setattr(engine.ENGINE, "drawn", blank)
        made, findings = pipeline.set_out(found.job(world, slug, lang, (lang,), frozenset(("pdf",))))
    assert made is not None, findings
    return made


def drawn(material: Material) -> list[ExhibitView]:
    return [view for view in material.exhibits if view.svg]


def units(material: Material, view: ExhibitView) -> set[Unit]:
    """Of what a chart draws: one, or none where that is no number."""
    exhibit = next(one for one in material.thesis.data.exhibits if one.id == view.id)
    known, series = material.results.numbers, material.results.series
    if getattr(exhibit, "index_at", None):
        return {Unit(Measure.INDEX)}
    return {(series.get(name) or known[name]).unit.base for name in getattr(exhibit, "of", ())}


def bar_layers(view: ExhibitView) -> list[dict[str, Any]]:
    assert view.spec is not None
    return [layer for layer in view.spec["layer"] if layer["name"].startswith("bar-")]


def value_axis(layer: dict[str, Any]) -> str:
    """``x`` or ``y``: the channel along which the marks of a layer are measured."""
    return next(name for name in ("x", "y") if layer["encoding"][name].get("scale"))


def pixel(layer: dict[str, Any], name: str, value: float, view: ExhibitView) -> float:
    """Where a value stands, in pixels of the whole picture."""
    assert view.spec is not None
    scale, length = layer["encoding"][name]["scale"], view.spec["width" if name == "x" else "height"]
    low, high, at = (log10(one) if scale["type"] == "log" else one for one in (*scale["domain"], value))
    part = (at - low) / (high - low)
    return float(view.spec["padding"][PLACES[name]] + length * (part if name == "x" else 1 - part))


def bars(view: ExhibitView) -> Iterator[Box]:
    """The room of each bar."""
    assert view.spec is not None
    for layer in bar_layers(view):
        along = value_axis(layer)
        across = "y" if along == "x" else "x"
        pad = view.spec["padding"][PLACES[across]]
        for row in layer["data"]["values"]:
            one, other = sorted(pixel(layer, along, row[end], view) for end in ("start", "end"))
            first, last = row["first"] + pad, row["last"] + pad
            yield Box("bar", *((one, first, other, last) if along == "x" else (first, one, last, other)))


def strokes(view: ExhibitView) -> Iterator[Box]:
    """The lines of series, in pieces of at most four pixels."""
    assert view.spec is not None
    for layer in view.spec["layer"]:
        if layer["name"].startswith("line"):
            rows = layer["data"]["values"]
            at = [tuple(pixel(layer, name, row[name], view) for name in ("x", "y")) for row in rows]
            for (one, start), (other, end) in pairwise(zip(rows, at, strict=True)):
                steps = int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) // 4) + 1
                for step in range(steps + 1) if one["path"] == other["path"] else ():
                    x, y = (start[axis] + (end[axis] - start[axis]) * step / steps for axis in (0, 1))
                    yield Box("line", x - 1, y - 1, x + 1, y + 1)


def test_words_keep_apart_and_inside(material: Material) -> None:
    """Labels, ticks and names."""
    assert drawn(material) or material.thesis.record.id == "baidu-ernie"
    for view in drawn(material):
        check(view)


def test_no_word_stands_on_a_bar_or_on_a_line(material: Material) -> None:
    """Values stand beyond the ends of their bars, names beside the ends of their lines."""
    for view in drawn(material):
        for mark in (*bars(view), *strokes(view)):
            for word in boxes(view):
                assert not word.touches(mark), (view.id, word, mark)


def test_bars_stand_on_zero(material: Material) -> None:
    """Zero is on the axis, and every bar starts there but ranges, which lie between their limits.

    A log axis has no zero: that it is one stands beside the title, and its first tick, where bars start, has a label.
    """
    for view in drawn(material):
        layers = bar_layers(view)
        assert bool(layers) == (view.kind in BARS)
        for layer in layers:
            scale = layer["encoding"][value_axis(layer)]["scale"]
            low, high = scale["domain"]
            starts = {row["start"] for row in layer["data"]["values"]}
            if scale["type"] == "log":
                assert view.unit.endswith(material.locale.label("log_scale"))
                assert f"{low:g}" in words(view)
                assert starts == {low}
            else:
                assert low <= 0 <= high
                assert starts == {0} or layer["name"].startswith("bar-range")


def test_the_unit_is_said_once(material: Material) -> None:
    """Beside the title, and not again at a tick, a value or a name, nor in the cells of the table behind."""
    for view in drawn(material):
        for noun in {material.locale.unit_header(unit, 0) for unit in units(material, view)}:
            assert view.unit.count(noun) == 1
            said = [*words(view), *(cell.text for row in view.table.rows for cell in row)]
            assert [word for word in said if repeats(word, noun)] == []


def repeats(word: str, noun: str) -> bool:
    """Whether a printed string holds a unit: ``5.1 USD``, ``GPT-1 parameters``; not ``x`` within ``text``."""
    return bool(re.search(rf"(?<![A-Za-z]){re.escape(noun)}(?![A-Za-z])", word))


def test_a_unit_that_is_said_again_is_noticed() -> None:
    """As a word of its own, or right after a figure."""
    assert repeats("GPT-1 parameters", "parameters")
    assert repeats("51亿美元", "美元")
    assert not repeats("text", "x")
