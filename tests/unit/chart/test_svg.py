"""The picture: what is in it, what is not, and that it is the same everywhere."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import altair as alt
import pytest

from briefwright.chart import engine, svg
from briefwright.model.exhibit import ExhibitView
from briefwright.model.lang import LANGS, Lang
from tests.unit.chart.studio import ROOT, Studio, number, parsed, series

pytestmark = pytest.mark.slow

EVENTS = [{"date": date, "says": {"all": f"事件{date}"}} for date in ("2017", "2020-05", "2022-11-30")]
EVERY: list[dict[str, Any]] = [
    {"chart": "column", "of": ["market"], "width": "half"},
    {"chart": "bar", "of": ["low", "high"], "scale": "log"},
    {"chart": "range", "of": ["low", "over", "band", "under"]},
    {"chart": "line", "of": ["market", "other"]},
    {"chart": "timeline", "events": EVENTS},
]


def furnished() -> Studio:
    made = Studio()
    made.numbers = [number("low", "1"), number("high", "900"), number("over", "over 5", label="Over")]
    made.numbers += [number("band", "2 to 7"), number("under", "at most 4")]
    made.series = [series("market", "USD bn", {"2021A": "5.1", "2026E": "21.1"}, label="市场")]
    made.series += [series("other", "USD bn", {"2021A": "4", "2026E": "9"}, label="其他")]
    return made


@pytest.fixture(scope="module")
def pictures() -> tuple[ExhibitView, ...]:
    views, findings = furnished().views(*EVERY)
    assert findings == []
    return views


def test_every_drawn_kind_yields_a_picture_of_its_size(pictures: tuple[ExhibitView, ...]) -> None:
    """Width is the text block or half of it; the SVG says the same as the view."""
    assert [view.size[0] for view in pictures] == [325, 672, 672, 672, 672]
    for view in pictures:
        root = parsed(view)
        assert (float(root.attrib["width"]), float(root.attrib["height"])) == view.size


def test_a_picture_refers_to_nothing_and_scripts_nothing(pictures: tuple[ExhibitView, ...]) -> None:
    """No address but the namespace, no style, script, image or foreign object."""
    for view in pictures:
        assert view.svg is not None
        assert re.findall(r"[a-z]+://[^\"' ]+", view.svg) == ["http://www.w3.org/2000/svg"]
        tags = {node.tag.rpartition("}")[2] for node in parsed(view).iter()}
        assert tags <= {"svg", "title", "g", "path", "line", "rect", "circle", "text"}
        assert "aria-" not in view.svg


def test_a_picture_has_a_title_that_is_its_alternative(pictures: tuple[ExhibitView, ...]) -> None:
    """PDF/UA and screen readers find the sentence in the title."""
    for view in pictures:
        root = parsed(view)
        assert root.get("role") == "img"
        assert root[0].text == view.alt


@pytest.mark.parametrize(("lang", "cjk"), [("zh-Hans", "SC"), ("zh-Hant", "HK"), ("en", "SC")])
def test_digits_come_from_one_typeface(lang: Lang, cjk: str) -> None:
    """One family list for all words, Inter first, no blank after its commas, which WeasyPrint would keep."""
    for view in furnished().views(*EVERY, lang=lang)[0]:
        assert view.svg is not None
        assert re.findall(r'font-family="([^"]*)"', view.svg) == [f"Inter,Noto Sans CJK {cjk},sans-serif"]


def test_specifications_are_valid_altair(pictures: tuple[ExhibitView, ...]) -> None:
    """What is built without Altair's checks passes them, so that a user can take a specification on from there."""
    for view in pictures:
        assert alt.Chart.from_dict(dict(view.spec or {})).to_dict()


def test_pictures_are_the_same_in_processes_that_hash_differently() -> None:
    """Identifiers, order and digits do not depend on the process."""
    code = (
        "from tests.unit.chart.test_svg import EVERY, furnished\n"
        "views, _ = furnished().views(*EVERY)\n"
        "print([(view.svg, view.alt, view.table) for view in views])"
    )
    outputs = []
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]
    assert outputs[0].count("<svg") == len(EVERY)


def test_identifiers_of_the_engine_are_renumbered_with_the_exhibits_own() -> None:
    """Two pictures on one page share no identifier, and references follow."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<defs><clipPath id="clip7"><rect width="3.14159"/></clipPath></defs>'
        '<g clip-path="url(#clip7)" transform="translate(1,2)"><path d="M0,0h5" fill="#fff"/></g></svg>'
    )
    cleaned = svg.clean(drawn, "market", "T", "Inter")
    assert 'id="market-1"' in cleaned
    assert 'clip-path="url(#market-1)"' in cleaned
    assert "clip7" not in cleaned
    assert "3.14159" not in cleaned


@pytest.mark.parametrize(
    "spec",
    [
        {"data": {"url": "data.csv"}},
        {"layer": [{"mark": "image"}]},
        {"layer": [{"mark": {"type": "image"}}]},
        {"encoding": {"href": {"field": "a"}}},
        {"encoding": {"x": {"axis": {"labelExpr": "datum.value"}}}},
        {"transform": [{"calculate": "1", "as": "a"}]},
        {"params": [{"name": "p", "expr": "1"}]},
        {"width": {"signal": "1"}},
    ],
)
def test_a_specification_that_could_reach_out_or_compute_is_refused(spec: dict[str, Any]) -> None:
    """Kinds added by a project are held to the same: no address, no expression."""
    with pytest.raises(engine.EngineFailed, match="not allowed"):
        svg.compiled(spec)


def test_what_data_is_called_is_no_matter_of_the_specification() -> None:
    """A column of data may be called url."""
    assert list(svg.forbidden({"data": {"values": [{"url": "x"}]}})) == []


def test_the_engine_works_on_after_a_failure() -> None:
    """An error is told in one line, and the next picture comes."""
    one = engine.Engine()
    with pytest.raises(engine.EngineFailed) as failure:
        one.compiled('{"mark": "nonsense"}')
    assert "\n" not in str(failure.value)
    assert one.drawn(one.compiled('{"data": {"values": [{}]}, "mark": "point"}')).startswith("<svg")


def test_the_engine_works_on_after_a_hang() -> None:
    """A regular expression without end is left behind after the limit, and the next picture comes.

    In a process of its own: the thread left behind would burn a core until the tests end.
    """
    hang = {"calculate": "test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!')", "as": "b"}
    code = (
        "import json, os, sys\n"
        "from briefwright.chart.engine import Engine, EngineFailed\n"
        "one = Engine()\n"
        "good = {'data': {'values': [{'a': 1}]}, 'mark': 'point'}\n"
        "one.drawn(one.compiled(json.dumps(good)))\n"
        f"bad = dict(good, transform=[{hang!r}], encoding={{'x': {{'field': 'b', 'type': 'nominal'}}}})\n"
        "try:\n    one.drawn(one.compiled(json.dumps(bad)), seconds=1)\n"
        "except EngineFailed as failure:\n    print(failure)\n"
        "print(one.drawn(one.compiled(json.dumps(good)), seconds=20)[:4], flush=True)\n"
        "os._exit(0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines() == ["no picture within 1 seconds", "<svg"], done.stderr


def test_a_failing_engine_is_a_finding_that_names_the_exhibit(monkeypatch: pytest.MonkeyPatch) -> None:
    """X402 for the one that failed; its data and the other exhibits are there."""
    drawn = engine.ENGINE.drawn
    calls: list[dict[str, Any]] = []

    def once(spec: dict[str, Any]) -> str:
        calls.append(spec)
        if len(calls) == 1:
            raise engine.EngineFailed("out of memory")
        return drawn(spec)

    monkeypatch.setattr(engine.ENGINE, "drawn", once)
    views, findings = furnished().views(*EVERY[:2])
    assert [finding.code for finding in findings] == ["X402"]
    assert "'x0'" in findings[0].message
    assert "out of memory" in findings[0].message
    assert views[0].svg is None
    assert views[0].table.rows
    assert (views[1].svg or "").startswith("<svg")


@pytest.mark.parametrize("lang", LANGS)
def test_paper_prints_the_picture_in_the_named_fonts(lang: Lang, tmp_path: Path) -> None:
    """WeasyPrint draws the words with Inter and Noto Sans CJK, nothing else."""
    weasyprint = pytest.importorskip("weasyprint")
    views, _ = furnished().views(EVERY[3], lang=lang)
    picture = tmp_path / "x.svg"
    picture.write_text(views[0].svg or "", encoding="utf-8")
    paper = weasyprint.HTML(string=f'<img src="{picture.as_uri()}" alt="x">').write_pdf(uncompressed_pdf=True)
    fonts = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([A-Za-z-]+)", paper))
    assert {name.split(b"-")[0] for name in fonts} <= {b"Inter", b"Noto", b"NotoSansCJKsc", b"NotoSansCJKhk"}
    assert any(name.startswith(b"Inter") for name in fonts)
