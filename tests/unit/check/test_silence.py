"""What the checks must not say: sound content, and what follows from a mistake that has been told already."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefwright import pipeline
from briefwright.check import Context, uses
from briefwright.model.finding import Finding
from briefwright.world import World
from tests.unit.starter import edit, write

BASE = Path(__file__).parents[2] / "projects" / "base"
THESIS = "content/theses/widgets/thesis.yaml"
HOUSE = "content/houses/house.yaml"
EN, ZH = "content/theses/widgets/market.en.md", "content/theses/widgets/market.zh-Hans.md"
SERIES = """
series:
  market:
    label: {zh-Hans: 市场, en: Market}
    unit: USD bn
    points: {2021A: 10, 2022A: 12}
    source: almanac
"""


@pytest.fixture
def widgets(project: World) -> World:
    """A small sound project."""
    shutil.copytree(BASE, project.root, dirs_exist_ok=True)
    return project


def said(world: World) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in pipeline.examine(world).findings]


def context(world: World) -> Context:
    library = pipeline.examine(world).library
    return Context(library, library.theses["widgets"], world.as_of)


def all_languages(world: World) -> None:
    """Text that is the same in every language, such as a model's name."""
    edit(world, THESIS, "title: {zh-Hans: 小部件, en: Widgets}", "title: {all: GPT-3}")


def some_and_all(world: World) -> None:
    """One language said apart, the rest together."""
    edit(world, THESIS, "title: {zh-Hans: 小部件, en: Widgets}", "title: {zh-Hans: 小部件, all: Widgets}")


def plain_text_in_one_language(world: World) -> None:
    """A house of one language needs no maps by language."""
    edit(world, HOUSE, "[zh-Hans, zh-Hant, en]", "[en]")
    edit(world, THESIS, "title: {zh-Hans: 小部件, en: Widgets}", "title: Widgets")
    (world.root / ZH).unlink()


def traditional_chinese_is_derived(world: World) -> None:
    """It needs no text of its own where there is simplified Chinese, in the house's list or not."""
    edit(world, HOUSE, "[zh-Hans, zh-Hant, en]", "[zh-Hant, en]")


def points_with_and_without_letter(world: World) -> None:
    """``market[2022]`` is ``market[2022A]``: the languages print the same number."""
    write(world, THESIS, world.read(THESIS).decode() + SERIES)
    write(world, EN, "{{ widget_sales }} {{ market[2022] }} [@almanac]\n")
    write(world, ZH, "{{ market[2022A] }}与{{ widget_sales }} [@almanac]\n")


def exhibit_named_in_text_and_list(world: World) -> None:
    """What Markdown places, the section may list; mentions elsewhere are not placements."""
    exhibit = "\nexhibits:\n  - {id: sales, chart: column, of: [market], title: {zh-Hans: 图, en: Sales}}\n"
    edit(world, THESIS, "body: market.{lang}.md", "body: market.{lang}.md\n    exhibits: [sales]")
    write(world, THESIS, world.read(THESIS).decode() + SERIES + exhibit)
    write(world, EN, "See [[sales]]. {{ widget_sales }} [@almanac]\n\n[[sales]]\n\nAgain [[sales]].\n")


def composed_nouns(world: World) -> None:
    """Work is counted in a noun made of two that are known."""
    edit(world, THESIS, "unit: USD bn", "unit: widget-month")
    write(world, "content/units/units.yaml", "widget:\n  name: {zh-Hans: 件}\n  one: widget\n  many: widgets\n")


def names_used_by_way_of_others(world: World) -> None:
    """A source that only a shared fact names is used, and so is a company that is a parent."""
    fact = "label: {zh-Hans: 产量, en: Output}, value: 3, unit: USD bn, period: 2022A, source: gazette"
    fact = f"output: {{{fact}}}"
    write(world, "content/facts/facts.yaml", fact + "\n")
    write(
        world, "content/sources/more.yaml", "gazette:\n  publisher: {zh-Hans: 公报, en: Gazette}\n  date: 2023-01-01\n"
    )
    edit(world, THESIS, "because: [widget_sales]", "because: [widget_sales, output]")


def estimates_of_the_past_and_the_future(world: World) -> None:
    """Only an actual that lies ahead is impossible; the sentences say what the number is."""
    edit(world, THESIS, "period: 2022A", "period: 2030E")
    edit(world, "content/theses/widgets/market.en.md", "Widget sales were", "Widget sales are estimated at")
    edit(world, "content/theses/widgets/market.zh-Hans.md", "销售额为", "销售额估计为")


def negative_money(world: World) -> None:
    """A loss is a number."""
    edit(world, THESIS, "value: 12.5", "value: -12.5")


def dataset_with_a_hyphen(world: World) -> None:
    """Its slug has hyphens, the name of its numbers underscores."""
    columns = (
        "{year: {type: period}, amount: {type: number, unit: USD bn, kind: actual, label: {zh-Hans: 额, en: Sum}}}"
    )
    record = (
        f"file: x.csv\n  source: almanac\n  as_of: 2023-01-01\n  licence: {{redistribute: true}}\n  columns: {columns}"
    )
    write(world, "content/datasets/all.yaml", f"widget-sales:\n  {record}\n")
    write(world, "content/datasets/x.csv", "year,amount\n2020,1.5\n2021,2.5\n")
    edit(world, THESIS, "because: [widget_sales]", "because: [widget_sales, 'widget_sales.amount[2021]']")


SOUND = (
    all_languages,
    some_and_all,
    plain_text_in_one_language,
    traditional_chinese_is_derived,
    points_with_and_without_letter,
    exhibit_named_in_text_and_list,
    composed_nouns,
    names_used_by_way_of_others,
    estimates_of_the_past_and_the_future,
    negative_money,
    dataset_with_a_hyphen,
)


@pytest.mark.parametrize("change", SOUND, ids=lambda change: change.__name__)
def test_sound_content_gets_no_finding(widgets: World, change: Callable[[World], None]) -> None:
    """Each change is explained where it is made."""
    change(widgets)
    assert said(widgets) == []


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("content/sources/almanac.yaml", "almanac:\n  publisher: {zh-Hans: 年鉴, en: Almanac}\n  dat: 2023\n", "L020"),
        ("content/sources/almanac.yaml", "almanac: [\n", "L004"),
        ("content/sources/almanac.yaml", "", "L011"),
        ("content/sources/almanac.yaml", "\0", "L003"),
        ("content/sectors/widgets.yaml", "widgets: {}\n", "L021"),
        ("content/houses/house.yaml", "house:\n  name: x\n", "L021"),
    ],
)
def test_a_broken_shared_record_is_one_finding(widgets: World, path: str, text: str, code: str) -> None:
    """Nothing is said of the names that lead to it, nor of what only a sound library could tell."""
    write(widgets, path, text)
    examined = pipeline.examine(widgets)
    assert [finding.code for finding in examined.findings] == [code]
    assert examined.sound == frozenset()


def test_a_misspelt_name_is_one_finding(widgets: World) -> None:
    """That the right name is then used nowhere is not said as well."""
    write(
        widgets,
        "content/sources/more.yaml",
        "gazette:\n  publisher: {zh-Hans: 公报, en: Gazette}\n  date: 2023-01-01\n",
    )
    for path in (EN, ZH):
        edit(widgets, path, "[@almanac]", "[@almanac] [@gazete]")
    assert [message[:4] for message in said(widgets)] == ["C101", "C101"]


def test_a_thesis_that_does_not_load_makes_nothing_unused(widgets: World) -> None:
    """What it uses cannot be known."""
    write(widgets, THESIS, "title: [\n")
    assert [message[:4] for message in said(widgets)] == ["L004"]


def test_a_shared_record_is_checked_once_for_all_theses(widgets: World) -> None:
    """Three theses that print the same house do not make three findings of it."""
    for slug in ("second", "third"):
        shutil.copytree(widgets.root / "content/theses/widgets", widgets.root / "content/theses" / slug)
    edit(widgets, HOUSE, "name: {zh-Hans: 示例研究社, en: Example House}", "name: {zh-Hans: 示例研究社}")
    assert said(widgets) == ["C130 'name' has no text in en"]


def test_uses_follow_records_into_records(widgets: World) -> None:
    """Facts lead to their sources and units, companies to their parents."""
    names_used_by_way_of_others(widgets)
    assert uses(context(widgets)) == {
        "houses/house",
        "sectors/widgets",
        "sources/almanac",
        "facts/output",
        "sources/gazette",
    }


def test_what_a_sector_prints_is_looked_up_too(widgets: World) -> None:
    """A standing risk may print a number: it is used, and it must be known."""
    risk = 'says: {zh-Hans: "{{ widget_sales }}", en: "{{ widget_sales }}"}'
    write(widgets, "content/sectors/widgets.yaml", f"widgets:\n  name: {{all: W}}\n  standing_risks: [{{{risk}}}]\n")
    for path in (EN, ZH):
        write(widgets, path, "Text. [@almanac]\n")
    edit(widgets, THESIS, "because: [widget_sales]", "because: [rule]")
    rule = "evidence:\n  rule: {says: {zh-Hans: 规, en: Rule}, source: almanac}\n\nclaims:"
    edit(widgets, THESIS, "claims:", rule)
    assert said(widgets) == []
    assert {*context(widgets).lookups()} == {"widget_sales"}


def test_findings_say_a_way_out(widgets: World) -> None:
    """Every finding of the checks has help."""
    edit(widgets, THESIS, "source: almanac", "source: nobody")
    findings: tuple[Finding, ...] = pipeline.examine(widgets).findings
    assert findings
    assert all(finding.help for finding in findings)
