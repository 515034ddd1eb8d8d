"""An edition as a whole: blocks with nothing to say leave no trace, every number leads to where it comes from."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from briefwright import pipeline
from briefwright.jobs import Job
from briefwright.model.exhibit import Cell, DataTable, ExhibitView
from briefwright.model.lang import Lang
from briefwright.pipeline import EditionResult
from briefwright.render.blocks import BLOCKS
from briefwright.render.data import csv_of
from briefwright.world import World, shipped_root
from tests.release.sheets import Sheets

pytestmark = pytest.mark.slow

TESTS = Path(__file__).resolve().parents[2]
BASE = TESTS / "projects" / "base"
GOLDEN = TESTS / "golden" / "project"
BOTH = frozenset({"html", "pdf"})
HTML = frozenset({"html"})

EVERY_BLOCK = f"name: {{all: Everything}}\nblocks: [{', '.join(BLOCKS)}]\n"
BARE: dict[str, Any] = {
    "archetype": "everything",
    "sector": "widgets",
    "status": "live",
    "written": "2023-06-30",
    "title": {"zh-Hans": "小部件", "en": "Widgets"},
}
FACT: dict[str, Any] = {
    "sales": {
        "label": {"zh-Hans": "销售额", "en": "Sales"},
        "value": "12.5",
        "unit": "USD bn",
        "period": "2022A",
        "source": "almanac",
    }
}
SAID = {"zh-Hans": "说{{ sales }}", "en": "Said {{ sales }}"}
STAGES = [{"id": "one", "name": {"all": "A1"}}, {"id": "two", "name": {"all": "A2"}}]


def both(text: str) -> dict[str, str]:
    return {"all": text}


FILLED: dict[str, dict[str, Any]] = {
    "sections": {"sections": [{"heading": both("H")}]},
    "beneficiaries": {
        "value_chain": {"stages": STAGES},
        "beneficiaries": [{"who": both("W"), "segment": "one", "mechanism": SAID}],
    },
    "claims": {"claims": [{"says": SAID, "because": ["sales"]}]},
    "catalysts": {"catalysts": [{"date": "2024-01-01", "says": SAID, "source": "almanac"}]},
    "risks": {"risks": [{"says": SAID}]},
    "gaps": {"not_given": [SAID]},
    "appendix": {"summary": SAID},
    "market_size": {"market": {"sizes": [{"of": "sales"}]}},
    "competition": {"competition": {"grounds": [{"over": both("O"), "wins": SAID}]}},
    "risk_matrix": {"risks": [{"says": SAID, "likelihood": "low", "impact": "high"}]},
    "must_be_true": {"must_be_true": [{"says": both("M"), "why": SAID}]},
    "why_now": {"why_now": [{"force": both("F"), "now": SAID}]},
    "waves": {
        "waves": [
            {"title": both("T"), "steps": [{"name": both("A1"), "says": SAID}, {"name": both("A2"), "says": SAID}]}
        ]
    },
    "problem": {"sections": [{"heading": both("H"), "block": "problem"}]},
    "product": {"sections": [{"heading": both("H"), "block": "product"}]},
    "players": {"players": [{"who": both("W"), "group": both("G"), "does": SAID}]},
    "business_model": {"business_model": {"sells": SAID}},
    "go_to_market": {"go_to_market": [{"name": both("N"), "offer": SAID}]},
    "moats": {"moats": [{"says": both("M"), "how": SAID}]},
    "open_questions": {"open_questions": [{"asks": SAID}]},
}
BESIDE = {"risk_matrix": {"risks"}}
"""Chapters that stand beside a block whenever it does."""
ELSEWHERE = {"cover", "contents", "disclosures", "lead_exhibit", "company_profile", "recommendation"}
"""Blocks tried in tests of their own, because they need more than a thesis."""


def made(
    root: Path,
    thesis: Mapping[str, Any],
    lang: Lang = "en",
    formats: frozenset[str] = HTML,
    files: Mapping[str, str] | None = None,
) -> EditionResult:
    """One edition of a project of this one thesis."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    folder = root / "content" / "theses" / "widgets"
    for old in folder.glob("*"):
        old.unlink()
    archetype = root / "templates" / "archetypes" / "everything.yaml"
    archetype.parent.mkdir(parents=True, exist_ok=True)
    archetype.write_text(EVERY_BLOCK, "utf-8")
    (folder / "thesis.yaml").write_text(yaml.safe_dump(dict(thesis), allow_unicode=True, sort_keys=False), "utf-8")
    for name, text in (files or {}).items():
        target = root / name if "/" in name else folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return edition(World(root.resolve(), date(2024, 1, 2), shipped_root()), "widgets", lang, formats)


def edition(world: World, slug: str, lang: Lang, formats: frozenset[str]) -> EditionResult:
    examined = pipeline.examine(world)
    assert slug in examined.sound, examined.findings
    job = examined.job(world, slug, lang, examined.languages(slug, ()), formats)
    return pipeline.edition(Job("one", job))


def page_of(result: EditionResult) -> BeautifulSoup:
    assert not result.findings, result.findings
    return BeautifulSoup(result.files["index.html"].decode(), "lxml")


@cache
def golden(lang: Lang) -> BeautifulSoup:
    world = World(GOLDEN, date(2025, 6, 30), shipped_root())
    return page_of(edition(world, "lamps", lang, HTML))


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_a_thesis_with_almost_nothing_is_a_finished_page(tmp_path: Path, lang: Lang) -> None:
    """A title alone: house, kind, dates and title, and no heading, list or table without anything below it."""
    result = made(tmp_path, BARE, lang, BOTH)
    page = page_of(result)
    assert page.select_one("section.chapter, nav.contents, figure, table") is None
    assert page.select_one("aside .author") is not None
    for element in page.select("main *"):
        assert element.get_text(strip=True) or element.name in ("br", "img"), element
    sheets = Sheets(result.files[f"widgets.{lang}.pdf"])
    assert len(sheets.pages) == 1
    assert "None" not in sheets.text()


@pytest.mark.parametrize("block", FILLED)
def test_a_block_stands_where_it_has_something_to_say_and_nowhere_else(tmp_path: Path, block: str) -> None:
    """Filling one field brings its chapter, and no other but the one that says where its numbers come from."""
    page = page_of(made(tmp_path, BARE | {"facts": FACT} | FILLED[block]))
    found = {str(section["id"]).replace("section-1", "sections") for section in page.select("section.chapter")}
    prints_numbers = "{{" in str(FILLED[block]) or block in {"claims", "market_size"}
    assert found == {block} | BESIDE.get(block, set()) | ({"appendix"} if prints_numbers else set())


def test_every_block_is_tried_here() -> None:
    """Blocks added later need a case above, or tests of their own."""
    assert set(FILLED) == set(BLOCKS) - ELSEWHERE


def test_contents_name_the_chapters_there_are(tmp_path: Path) -> None:
    """Each entry leads to a chapter, in order, and every chapter has one."""
    page = page_of(made(tmp_path, BARE | {"facts": FACT} | FILLED["sections"] | FILLED["risks"] | FILLED["gaps"]))
    listed = [str(link["href"])[1:] for link in page.select("nav.contents a")]
    assert listed == [section["id"] for section in page.select("section.chapter")]


def test_disclosures_of_the_house_come_last(tmp_path: Path) -> None:
    """As the house writes them."""
    house = "house:\n  name: {all: H}\n  languages: [en]\n  disclosures: [Not advice.]\n"
    page = page_of(made(tmp_path, BARE, files={"content/houses/house.yaml": house}))
    (chapter,) = page.select("section.chapter")
    assert chapter["id"] == "disclosures"
    assert "Not advice." in chapter.get_text()


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_every_number_printed_has_a_line_with_its_source(lang: Lang) -> None:
    """From each number to its line, from the line back to where it first stands, to its inputs and its source."""
    page = golden(lang)
    ids = [str(element["id"]) for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    numbers = page.select("a.num")
    assert len(numbers) > 15
    for link in numbers:
        line = _target(page, link)
        assert line.name == "tr"
        assert line.select("a[href^='#s-'], a[href^='#n-']"), line
    for line in page.select("table.ledger tbody tr"):
        for link in line.select("a"):
            target = _target(page, link)
            assert (target.name in ("tr", "li")) or target["href"] == f"#{line['id']}"


def _target(page: BeautifulSoup, link: Tag) -> Tag:
    found = page.find(id=str(link["href"])[1:])
    assert isinstance(found, Tag), link
    return found


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_the_line_back_leads_to_the_first_printing(lang: Lang) -> None:
    """A name in the appendix leads to the first place in the text where its number is linked."""
    page = golden(lang)
    first: dict[str, Tag] = {}
    for link in page.select("a.num"):
        if link.find_parent("figure") is None:
            first.setdefault(str(link["href"]), link)
    backs = page.select("table.ledger th a")
    assert backs
    for back in backs:
        line = back.find_parent("tr")
        assert line is not None
        assert first[f"#{line['id']}"] is _target(page, back)


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_sources_are_numbered_in_the_order_of_reading(lang: Lang) -> None:
    """The first mark that a reader meets is 1, and the list at the end has them in that order."""
    page = golden(lang)
    seen = list(dict.fromkeys(int(mark.get_text()) for mark in page.select("sup.cite a")))
    assert seen == sorted(seen)
    listed = [str(item["id"]) for item in page.select("ol.sources li")]
    cited = list(dict.fromkeys(str(mark["href"])[1:] for mark in page.select("sup.cite a")))
    assert cited == listed[: len(cited)]


def test_a_claim_with_a_number_is_printed_twice_and_anchored_once(tmp_path: Path) -> None:
    """On the cover with links, in the table of claims without: no id twice."""
    page = page_of(made(tmp_path, BARE | {"facts": FACT} | FILLED["claims"]))
    assert page.get_text().count("Said US$12.5bn") == 2
    assert len(page.select("#u-sales")) == 1


def test_a_stage_whose_words_are_not_printed_anchors_nothing(tmp_path: Path) -> None:
    """What a stage does is told in the diagram only; without one, its number is in no line of the appendix."""
    stages = [STAGES[0] | {"does": SAID}, STAGES[1]]
    page = page_of(made(tmp_path, BARE | {"facts": FACT, "value_chain": {"stages": stages}, **FILLED["risks"]}))
    (back,) = page.select("table.ledger th a")
    assert _target(page, back).find_parent(id="risks") is not None


def test_an_error_in_a_project_template_names_both_places(tmp_path: Path) -> None:
    """The line of the template, and the line of the content it was rendering."""
    template = '<section id="risks">\n{% for risk in brief.risks %}\n{{ risk.sayz }}\n{% endfor %}\n</section>\n'
    thesis = BARE | {"facts": FACT, "risks": [{"says": both("First")}]}
    result = made(tmp_path, thesis, files={"templates/blocks/risks.html.j2": template})
    (finding,) = result.findings
    assert finding.code == "R501"
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == ("templates/blocks/risks.html.j2", 3)
    text = (tmp_path / "content/theses/widgets/thesis.yaml").read_text("utf-8").splitlines()
    line = next(number for number, one in enumerate(text, 1) if "First" in one) - 1
    assert f"content/theses/widgets/thesis.yaml:{line}" in finding.message


def installed(character: str) -> bool:
    command = ["fc-list", f":charset={ord(character):x}"]
    return bool(subprocess.run(command, capture_output=True, check=True).stdout.strip())


@pytest.mark.parametrize("character", ["\U00012000", "\U0001f9ff", "\ue000"], ids=["cuneiform", "emoji", "private use"])
def test_a_character_that_no_font_has_is_told_at_its_place(tmp_path: Path, character: str) -> None:
    """In YAML and in Markdown: file, line and column of its first printing."""
    if installed(character):
        pytest.skip("a font of this machine has it")
    thesis = BARE | {"sections": [{"heading": both("H"), "body": "body.{lang}.md"}]}
    bodies = {f"body.{lang}.md": f"One\n\nTwo {character} three\n" for lang in ("zh-Hans", "en")}
    (finding,) = made(tmp_path / "a", thesis, formats=BOTH, files=bodies).findings
    assert (finding.code, f"U+{ord(character):04X}" in finding.message) == ("R503", True)
    assert finding.span is not None
    assert (finding.span.file.endswith(".md"), finding.span.line, finding.span.column) == (True, 3, 5)
    (finding,) = made(tmp_path / "b", BARE | {"summary": both(f"One {character}")}, formats=BOTH).findings
    assert finding.span is not None
    assert finding.span.file == "content/theses/widgets/thesis.yaml"
    assert finding.span.line > 1


def test_data_for_readers_holds_no_formula() -> None:
    """Text that a spreadsheet would run is disarmed, numbers stay numbers; a byte-order mark comes first."""
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "plain", "a,b", 'q"q']
    rows = tuple((Cell(text), Cell("-1.2", raw="-1.2", numeric=True), Cell("n/a", numeric=True)) for text in hostile)
    view = ExhibitView("x", "table", 1, "t", "", "", "", "full", DataTable(("=head", "value", "none"), rows))
    content = csv_of(view)
    assert content.startswith(b"\xef\xbb\xbf'=head,value,none\r\n")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1] == "'=1+1,-1.2,n/a"
    assert [line for line in lines if line[:1] in ("=", "+", "-", "@", "\t")] == []
    assert 'plain,-1.2,n/a\r\n"a,b",-1.2,n/a\r\n"q""q",-1.2,n/a\r\n' in content.decode("utf-8-sig")


def test_a_numeric_cell_with_text_in_it_is_disarmed_too() -> None:
    """What claims to be a number and is none is treated as text."""
    view = ExhibitView(
        "x", "table", 1, "t", "", "", "", "full", DataTable(("h",), ((Cell("x", raw="=1+1", numeric=True),),))
    )
    assert b"'=1+1" in csv_of(view)
