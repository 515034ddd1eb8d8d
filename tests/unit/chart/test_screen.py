"""Charts on screens: dark where the reader likes it, narrow on phones, pixels, and live where scripts run."""

import json
import re
from itertools import combinations
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from briefwright.chart import library
from briefwright.language.widths import width
from briefwright.model.exhibit import Screen
from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import Kind
from tests.unit.chart.studio import LABELS, TOKENS, Box, Studio, number, series
from tests.unit.chart.test_hostile import HOSTILE
from tests.unit.chart.test_svg import EVENTS, EVERY, furnished

pytestmark = pytest.mark.slow

FULL: list[dict[str, Any]] = [{**one, "width": "full"} for one in EVERY]


def live(screen: Screen) -> dict[str, Any]:
    """What the script of a chart assigns."""
    said = re.fullmatch(
        r"\(self\.briefwrightCharts=self\.briefwrightCharts\|\|\{\}\)\[[^]]*\]=(.*);\n", screen.live.decode()
    )
    assert said
    found: dict[str, Any] = json.loads(said[1])
    return found


def tips(screen: Screen, form: str = "wide") -> list[dict[str, Any]]:
    """What places of the chart tell."""
    rows = (row for one in live(screen)[form]["data"] for row in one.get("values", ()))
    return [row["tip"] for row in rows if "tip" in row]


def texts(picture: str) -> list[Box]:
    """The room of the words of a picture."""
    found = []
    for node in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314 - our own
        size = float(node.attrib["font-size"].removesuffix("px"))
        long = width(node.text or "", size)
        left = float(node.attrib["x"]) - long * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
        foot = float(node.attrib["y"])
        found.append(Box(node.text or "", left, foot - size * 0.75, left + long, foot + size * 0.1))
    return found


@pytest.mark.parametrize("exhibit", FULL, ids=lambda one: str(one["chart"]))
def test_a_picture_for_screens_has_paper_and_colours_for_the_dark(exhibit: dict[str, Any]) -> None:
    """Each of its colours has one for readers who prefer the dark; the picture of paper has neither style nor paper."""
    view = furnished().view(exhibit, on_screen=True)
    assert view.screen is not None
    assert view.svg is not None
    assert "<style" not in view.svg
    style = re.search(r"<style>@media \(prefers-color-scheme:dark\)\{(.*?)\}</style>", view.screen.svg)
    assert style
    dark = set(TOKENS["dark"].values())
    for kind, colour in re.findall(r'\b(fill|stroke)="(#[0-9a-f]+)"', view.screen.svg):
        rules = re.findall(rf'(?:text)?\[{kind}="{colour}"\]\{{{kind}:([^}}]+)\}}', style[1] + "}")
        assert rules, (kind, colour)
        assert set(rules) <= dark
    assert f'<rect width="100%" height="100%" fill="{TOKENS["colour"]["paper"]}"/>' in view.screen.svg


def test_words_and_marks_alike_in_light_differ_in_the_dark() -> None:
    """Ink is the colour of words and of bars; in the dark words are lighter."""
    picture = furnished().screen(EVERY[0]).svg
    ink = TOKENS["colour"]["ink"]
    assert f'[fill="{ink}"]{{fill:{TOKENS["dark"]["actual"]}}}' in picture
    assert f'text[fill="{ink}"]{{fill:{TOKENS["dark"]["ink"]}}}' in picture


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("exhibit", FULL, ids=lambda one: str(one["chart"]))
def test_on_phones_no_word_is_cut_or_stands_on_another(exhibit: dict[str, Any], lang: Lang) -> None:
    """The narrow form is drawn anew, as wide as a phone, its words as large as in the wide one."""
    screen = furnished().screen(exhibit, lang)
    across, height = screen.narrow_size
    assert across == pytest.approx(325)
    found = texts(screen.narrow)
    assert found
    for box in found:
        assert box.left >= -0.5, box
        assert box.right <= across + 0.5, box
        assert box.top >= -0.5, box
        assert box.bottom <= height + 0.5, box
    for one, other in combinations(found, 2):
        assert not one.touches(other), (one, other)
    assert min(float(size) for size in re.findall(r'font-size="([\d.]+)px"', screen.narrow)) >= 9.6


def test_a_chart_of_half_width_has_no_narrow_form() -> None:
    """It is narrow already."""
    screen = furnished().screen(EVERY[0])
    assert screen.narrow == ""
    assert live(screen)["narrow"] is None


def test_pixels_are_about_a_thousand_across() -> None:
    """A PNG with the proportions of the picture."""
    for exhibit, across in ((EVERY[0], 650), (EVERY[1], 1008)):
        png = furnished().screen(exhibit).png
        assert png.startswith(b"\x89PNG\r\n")
        assert int.from_bytes(png[16:20]) == across


def test_exhibits_that_tell_no_numbers_are_pictures() -> None:
    """A timeline says all it knows; the library is not loaded for it."""
    screen = furnished().screen({"chart": "timeline", "events": EVENTS})
    assert screen.live == b""
    assert screen.engine == ""


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh-Hans", ["", "5,000万美元"]),
        ("zh-Hant", ["", "5,000萬美元"]),
        ("en", ["", "US$50m"]),
    ],
)
def test_a_bar_tells_its_number_as_prose_prints_it(lang: Lang, told: list[str]) -> None:
    """Value with unit, period, kind and publisher, in the language of the edition."""
    studio = Studio()
    studio.numbers = [number("a", "50", "USD m", period="2026E", label="A"), number("b", "over 2", "USD bn", label="B")]
    found = tips(studio.screen({"chart": "range", "of": ["a", "b"]}, lang))
    assert found[0]["head"] == "A"
    assert found[0]["rows"][0][:2] == told
    terms = [row[0] for row in found[0]["rows"][1:]]
    assert terms == [LABELS[lang][name] for name in ("column_period", "column_kind", "source")]
    assert found[0]["rows"][-1][1] == LABELS[lang]["list_comma"].join(["report", "digest"])


def test_a_bound_is_told_as_one() -> None:
    """Over two billion is not two billion."""
    studio = Studio()
    studio.numbers = [number("a", "50", "USD bn", label="A"), number("b", "over 2", "USD bn", label="B")]
    assert tips(studio.screen({"chart": "range", "of": ["a", "b"]}, "en"))[1]["rows"][0][1] == "over US$2bn"


def test_a_moment_tells_every_line_and_kinds_that_are_not_actual() -> None:
    """Rows have the index of their series, by which they go with it when it is hidden."""
    screen = furnished().screen(EVERY[3], "en")
    first, last = tips(screen)
    assert [row[2] for row in first["rows"]] == [0, 1, -1]
    assert first["rows"][0][:2] == ["市场", "US$5.1bn"]
    assert last["rows"][0][:2] == ["市场", "US$21.1bn (estimate)"]
    assert live(screen)["legend"] == ["市场", "其他"]
    assert screen.keys


def test_lines_can_be_hidden_with_their_names_and_points() -> None:
    """Every mark that is drawn for a line says of which; the grid and the axis of none."""
    rows = [row for one in live(furnished().screen(EVERY[3]))["wide"]["data"] for row in one.get("values", ())]
    for series_, name in ((0, "市场"), (1, "其他")):
        mine = [row for row in rows if row.get("series") == series_]
        assert name in [row.get("words") for row in mine]
        assert any("order" in row for row in mine)
    assert any("series" not in row for row in rows)


@pytest.mark.parametrize("exhibit", FULL[:4], ids=lambda one: str(one["chart"]))
def test_a_live_chart_reaches_nothing_and_its_colours_are_the_sheets(exhibit: dict[str, Any]) -> None:
    """No address; expressions only over the names that charts give to columns; colours are variables."""
    said = live(furnished().screen(exhibit))

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            assert not {"url", "href", "image", "usermeta", "$schema"}.intersection(value), value
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, str):
            assert not re.fullmatch(r"#[0-9a-fA-F]{3,8}", value)

    for form in ("wide", "narrow"):
        walk(said[form])
        assert "var(--" in json.dumps(said[form])


@pytest.mark.parametrize("text", [*HOSTILE, "</script><script>alert(1)</script>", '" onmouseover="x', "#14213d"])
def test_hostile_names_are_words_in_live_charts(text: str) -> None:
    """They stand in data alone, and nothing in the script could be taken for markup."""
    studio = Studio()
    studio.numbers = [number("a", "1", label=text), number("b", "2", label="plain")]
    studio.series = [series("s", "x", {"2020A": "1", "2021A": "2"}, label=text)]
    studio.series += [series("t", "x", {"2020A": "1", "2021A": "3"}, label="plain")]
    for exhibit in ({"chart": "bar", "of": ["a", "b"]}, {"chart": "line", "of": ["s", "t"]}):
        screen = studio.screen(exhibit)
        assert not re.search(rb"[<>&]", screen.live)
        spec = live(screen)["wide"]
        told = json.dumps([row for one in spec["data"] for row in one.get("values", ())], ensure_ascii=False)
        assert json.dumps(text, ensure_ascii=False)[1:-1].split()[0] in told
        for one in spec["data"]:
            one.pop("values", None)
        assert json.dumps(text)[1:-1] not in json.dumps(spec)


def test_forms_for_screens_are_the_same_every_time() -> None:
    """Bytes of pictures, pixels and scripts."""
    assert [furnished().screen(one) for one in EVERY] == [furnished().screen(one) for one in EVERY]


def test_the_library_is_small_the_same_and_has_its_licences() -> None:
    """Part by part, not the whole, with the engine that is locked; a classic script that leaves one name behind."""
    script = library.script()
    assert script == library.script.__wrapped__()
    assert len(script) < 500_000
    assert script.startswith(b"/*! Vega 6")
    for said in (b"University of Washington Interactive Data Lab", b"Mike Bostock", b"AS IS"):
        assert said in script
    assert b"vegaEmbed" not in script
    assert re.search(rb'\*/\n\(function\(\)\{"use strict";', script)
    assert library.name() == library.name()
    assert re.fullmatch(r"vega-\d+\.\d+\.\d+-[0-9a-f]{8}\.js", library.name())


def test_with_another_engine_the_whole_library_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the engine holds other versions of the parts, charts are live all the same."""
    monkeypatch.setattr(library, "_PART_BY_PART", "import {View} from '/npm/vega-view@0.0.1/+esm';")
    assert b"briefwrightVega" in library.script.__wrapped__()


def test_kinds_are_told() -> None:
    """What was worked out here says so."""
    studio = Studio()
    studio.numbers = [number("a", "1", label="A", inputs=["b"]), number("b", "2", label="B", kind=Kind.FORECAST)]
    found = tips(studio.screen({"chart": "bar", "of": ["a", "b"]}, "en"))
    kinds = {tip["head"]: [row[1] for row in tip["rows"] if row[0] == "Kind"] for tip in found}
    assert kinds == {"A": ["derived by us"], "B": ["forecast"]}
