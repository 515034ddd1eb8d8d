"""The blocks of a memo: each stands where it has something to say, and a chapter may open it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup

from briefwright.render.blocks import BLOCKS
from briefwright.world import shipped_root
from tests.unit.render.test_edition import BARE, BOTH, FACT, SAID, both, made, page_of

pytestmark = pytest.mark.slow

MEMO: dict[str, Any] = BARE | {"archetype": "vc-memo", "facts": FACT}
STEPS: list[dict[str, Any]] = [{"name": both("One"), "says": SAID}, {"name": both("Two"), "says": SAID}]
FILLED: dict[str, dict[str, Any]] = {
    "must_be_true": {"must_be_true": [{"says": SAID, "state": "open"}]},
    "why_now": {"why_now": [{"force": both("F"), "now": SAID}]},
    "waves": {"waves": [{"title": both("T"), "steps": STEPS}]},
    "players": {"players": [{"who": both("W"), "group": both("G"), "does": SAID}]},
    "business_model": {"business_model": {"sells": SAID}},
    "go_to_market": {"go_to_market": [{"name": both("N"), "offer": SAID}]},
    "moats": {"moats": [{"says": both("M"), "how": SAID}]},
    "open_questions": {"open_questions": [{"asks": SAID}]},
}
ARCHETYPE = yaml.safe_load((shipped_root() / "templates/archetypes/vc-memo.yaml").read_text("utf-8"))
OPENED = [name for name in ARCHETYPE["blocks"] if BLOCKS[name].opens]


def chapters(page: BeautifulSoup) -> list[str]:
    return [str(section["id"]) for section in page.select("section.chapter")]


def opening(*blocks: str) -> dict[str, Any]:
    return {"sections": [{"heading": both(f"On {name}"), "block": name} for name in blocks]}


@pytest.mark.parametrize("block", FILLED)
def test_a_block_stands_where_it_has_something_to_say_and_nowhere_else(tmp_path: Path, block: str) -> None:
    """Filling one field brings its block, and the appendix with the number it prints."""
    page = page_of(made(tmp_path, MEMO | FILLED[block]))
    assert chapters(page) == [block, "appendix"]
    section = page.select_one(f"#{block}")
    assert section is not None
    assert section.select("a.num")


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_without_its_fields_a_memo_is_a_finished_page(tmp_path: Path, lang: Any) -> None:
    """No heading, list or table of any of the blocks."""
    page = page_of(made(tmp_path, MEMO | {"facts": {}}, lang))
    assert chapters(page) == []


def test_parts_left_out_leave_no_label(tmp_path: Path) -> None:
    """A business model of one part has one row; a moat without measures no list of them; a question stands alone."""
    page = page_of(made(tmp_path, MEMO | FILLED["business_model"] | FILLED["moats"] | FILLED["open_questions"]))
    assert len(page.select("#business_model dl.canvas > div")) == 1
    assert page.select("#moats dl, #open_questions dl") == []


@pytest.mark.parametrize("block", OPENED)
def test_a_chapter_opens_a_block(tmp_path: Path, block: str) -> None:
    """It stands where the block does, even alone: the label above, its own heading below and in the contents."""
    page = page_of(made(tmp_path, MEMO | {"facts": {}} | opening(block)))
    assert chapters(page) == [block]
    assert [head.get_text() for head in page.select("section h2")] == [f"On {block}"]
    assert page.select_one("p.over") is not None
    assert [link.get_text() for link in page.select("nav.contents a")] == [f"On {block}"]


def test_chapters_stand_in_the_order_of_the_blocks_and_exhibits_with_them(tmp_path: Path) -> None:
    """Whatever order the thesis lists them in: exhibit 1 is the first that a reader meets."""
    row = {"head": both("R"), "cells": [both("C")]}
    grid = {"chart": "table", "columns": [both("K")], "rows": [row]}
    thesis = MEMO | {"facts": {}} | opening("moats", "why_now")
    for section, name in zip(thesis["sections"], ("late", "early"), strict=True):
        section["exhibits"] = [name]
    thesis["exhibits"] = [grid | {"id": name, "title": both(name)} for name in ("late", "early")]
    page = page_of(made(tmp_path, thesis))
    assert chapters(page) == ["why_now", "moats"]
    captions = [caption.get_text(" ", strip=True) for caption in page.select("figcaption")]
    assert captions == ["Exhibit 1 early", "Exhibit 2 late"]


@pytest.mark.parametrize("name", ["moat", "cover"])
def test_a_chapter_cannot_open_what_takes_none(tmp_path: Path, name: str) -> None:
    """A name that is no block, or a block that has no room for a chapter: said at its own place."""
    result = made(tmp_path, MEMO | opening(name))
    (finding,) = result.findings
    assert finding.code == "R501"
    assert finding.span is not None
    assert finding.span.file.endswith("widgets/thesis.yaml")
    assert name in finding.message
    assert finding.help.startswith(
        "did you mean 'moats'" if name == "moat" else "those that can be opened are: must_be_true,"
    )


def bars(tmp_path: Path, steps: list[Mapping[str, Any]]) -> list[list[int]]:
    """The columns that the cells of each row span, the head left out."""
    model = {"title": both("T"), "spans": [both("A"), both("B"), both("C")], "steps": steps}
    page = page_of(made(tmp_path, MEMO | {"waves": [model]}))
    rows = page.select("table.spans tbody tr")
    return [[int(str(cell.get("colspan", "1"))) for cell in row.select("td")] for row in rows]


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        ({"start": 1}, [1, 2]),
        ({"start": 2, "end": 3}, [1, 2]),
        ({"start": 3}, [2, 1]),
        ({"start": 2, "end": 2}, [1, 1, 1]),
        ({}, [3]),
        ({"start": 3, "end": 1}, [2, 1]),
        ({"start": 9, "end": 12}, [2, 1]),
    ],
)
def test_bars_stand_over_their_columns(tmp_path: Path, place: dict[str, Any], cells: list[int]) -> None:
    """Every row fills all columns, also where a stage is placed beyond the last."""
    first, second = bars(tmp_path, [STEPS[0] | place, STEPS[1] | {"start": 1, "end": 3}])
    assert first == cells
    assert second == [3]


def test_stages_without_time_are_a_strip(tmp_path: Path) -> None:
    """One item a stage, in order."""
    page = page_of(made(tmp_path, MEMO | FILLED["waves"]))
    assert [item.get_text() for item in page.select("ol.strip b")] == ["One", "Two"]


def test_players_are_grouped_by_their_part(tmp_path: Path) -> None:
    """A group comes once, in the order of its first player; listings and status come from the company's record."""
    company = """
acme: {name: {all: Acme}, securities: [{mic: XNAS, code: ACME}]}
solo: {name: {all: Solo}, status: private}
"""
    players = [
        {"company": "acme", "group": both("Models"), "does": both("a")},
        {"who": both("Anyone"), "group": both("Buyers"), "does": both("b")},
        {"company": "solo", "group": both("Models"), "does": both("c")},
    ]
    page = page_of(
        made(tmp_path, MEMO | {"facts": {}, "players": players}, files={"content/companies/a.yaml": company})
    )
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])][:2] for row in page.select("#players tbody tr")]
    assert rows == [["Models"], ["Acme", "ACME.O"], ["Solo", "Private"], ["Buyers"], ["Anyone", "—"]]


def test_an_unknown_player_is_a_finding(tmp_path: Path) -> None:
    """C102, as for a beneficiary."""
    with pytest.raises(AssertionError, match="C102"):
        made(tmp_path, MEMO | {"players": [{"company": "nobody", "group": both("G"), "does": both("d")}]})


def test_cards_set_figures_side_by_side(tmp_path: Path) -> None:
    """Each row is a card with its figure linked to the appendix; the source line stays."""
    cells = [{"all": "{{ sales }}"}, both("small print")]
    exhibit = {
        "id": "figures",
        "chart": "cards",
        "title": both("Two"),
        "columns": [both("V"), both("R")],
        "rows": [{"head": both("One"), "cells": cells}, {"head": both("Other"), "cells": [both("none"), None]}],
    }
    thesis = MEMO | {"exhibits": [exhibit], "sections": [{"heading": both("H"), "exhibits": ["figures"]}]}
    result = made(tmp_path, thesis, formats=BOTH)
    cards = page_of(result).select("ul.cards li")
    assert [card.select_one("b").get_text() for card in cards] == ["One", "Other"]  # type: ignore[union-attr]
    assert [len(card.select(".small")) for card in cards] == [1, 0]
    assert cards[0].select("a.num")
    assert result.files["widgets.en.pdf"].startswith(b"%PDF")


def test_a_thesis_points_out_its_own_lead(tmp_path: Path) -> None:
    """Before the first of a kind that its sector names."""
    sector = "widgets:\n  name: {all: Widgets}\n  looks_for: {all: What pays.}\n  lead_exhibits: [table]\n"
    row = {"head": both("R"), "cells": [both("C")]}
    grid = {"chart": "table", "columns": [both("K")], "rows": [row]}
    thesis = MEMO | {"facts": {}, "archetype": "led"} | opening("moats")
    thesis["exhibits"] = [grid | {"id": name, "title": both(name)} for name in ("first", "second")]
    thesis["sections"][0]["exhibits"] = ["first", "second"]
    files = {
        "content/sectors/widgets.yaml": sector,
        "templates/archetypes/led.yaml": "blocks: [cover, lead_exhibit, moats]\nname: {all: Led}\n",
    }
    for lead, title in (({"lead_exhibit": "second"}, "second"), ({}, "first")):
        page = page_of(made(tmp_path / title, thesis | lead, files=files))
        link = page.select_one("a[href^='#x-']")
        assert link is not None
        assert link["href"] == f"#x-{title}"


def test_a_lead_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    """C104, as for any exhibit that is named."""
    with pytest.raises(AssertionError, match="C104"):
        made(tmp_path, MEMO | {"lead_exhibit": "nowhere"})
