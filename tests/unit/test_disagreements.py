"""A disagreement on record, from the library to the pages of both theses: side by side, traced, and kept up to date."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from briefwright import editions, pipeline
from briefwright.jobs import Job
from briefwright.model.lang import Lang
from briefwright.release import Report, Request
from briefwright.world import World
from tests.unit.starter import edit, write

pytestmark = pytest.mark.slow

PROJECTS = Path(__file__).parents[1] / "projects"
AGAIN = "content/theses/widgets-again/thesis.yaml"
RECORD = """
widget-sales:
  about: {zh-Hans: 小部件销售额, en: Widget sales}
  sides:
    - {number: widgets/widget_sales, scope: {zh-Hans: 含出口, en: Exports included}}
    - {number: widgets-again/doubled, scope: {zh-Hans: 不含出口，加倍, en: "Exports excluded, doubled"}}
  why: {zh-Hans: 口径不同。, en: The scopes differ.}
"""
DOUBLED = """
computed:
  doubled: {formula: widget_sales + widget_sales, label: {zh-Hans: 加倍, en: Doubled}}
"""


@pytest.fixture
def widgets(project: World) -> World:
    """Two live theses; a number of the second is computed, and disputes one of the first."""
    shutil.copytree(PROJECTS / "base", project.root, dirs_exist_ok=True)
    shutil.copytree(PROJECTS / "invalid" / "one-thing-with-two-values", project.root, dirs_exist_ok=True)
    write(project, "content/disagreements/sales.yaml", RECORD)
    text = (
        (project.root / AGAIN).read_text(encoding="utf-8").replace("12.5", "13.1").replace("    measure: sales\n", "")
    )
    write(project, AGAIN, text.replace("    entity: widgets\n", "") + DOUBLED)
    for slug in ("widgets", "widgets-again"):
        edit(project, f"content/theses/{slug}/thesis.yaml", "written:", "status: live\nwritten:")
    return project


def page(world: World, slug: str, lang: Lang) -> BeautifulSoup:
    examined = pipeline.examine(world)
    assert [(finding.code, finding.message) for finding in examined.findings] == []
    job = examined.job(world, slug, lang, examined.languages(slug, ()), frozenset({"html"}))
    made = pipeline.edition(Job(slug, job, thesis=slug))
    assert made.findings == ()
    return BeautifulSoup(made.files["index.html"], "lxml")


def rows(soup: BeautifulSoup) -> list[list[str]]:
    found = soup.select(".sides tbody tr")
    return [[cell.get_text().replace("\u2060", "") for cell in row.find_all(["th", "td"])] for row in found]


@pytest.mark.parametrize("slug", ["widgets", "widgets-again"])
def test_both_theses_show_both_sides(widgets: World, slug: str) -> None:
    """Value, period, kind, source and scope, whichever thesis the numbers are from."""
    soup = page(widgets, slug, "en")
    assert rows(soup) == [
        ["Widget sales", "US$12.5bn", "2022", "actual", "Example Almanac1", "Exports included"],
        ["Doubled", "US$26.2bn", "2022", "actual", "derived by us", "Exports excluded, doubled"],
    ]
    block = soup.select_one(".disputed")
    assert isinstance(block, Tag)
    assert "The scopes differ." in block.get_text()


def test_every_language_shows_it(widgets: World) -> None:
    """In its own words, Hong Kong's derived."""
    assert rows(page(widgets, "widgets", "zh-Hans"))[0][-1] == "含出口"
    assert page(widgets, "widgets", "zh-Hant").select(".disputed")


def test_numbers_of_the_other_thesis_are_traced(widgets: World) -> None:
    """Each leads to its line of the appendix, and that to what it was computed from."""
    soup = page(widgets, "widgets", "en")
    for link in soup.select(".sides a.num, #n-widgets-again-doubled a"):
        assert soup.find(id=str(link["href"]).removeprefix("#")), link
    assert soup.find(id="n-widgets-again-widget_sales")


def build(world: World) -> Report:
    request = Request((), frozenset({"html"}), ("en",), workers=0)
    return editions.build(world, request, lambda *_: None)


def test_a_change_of_one_side_makes_both_theses_anew(widgets: World) -> None:
    """What an edition shows of another thesis is a part of what it is made from."""
    assert build(widgets).failed == ()
    edit(widgets, AGAIN, "value: 13.1", "value: 13.2")
    assert sorted(build(widgets).built) == ["widgets (en)", "widgets-again (en)"]
    assert b"US$26.4bn" in (widgets.root / "dist" / "en" / "widgets" / "index.html").read_bytes()


def test_a_thesis_whose_other_side_fails_is_not_made(widgets: World) -> None:
    """One side alone would hide what is disputed."""
    edit(widgets, AGAIN, "[widget_sales]", "[widget_sale]")
    assert pipeline.examine(widgets).sound == frozenset()
