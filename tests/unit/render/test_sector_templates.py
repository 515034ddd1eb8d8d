"""What sectors change of a brief; competition, the risk matrix, and the exhibit that readers look for first."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from briefwright import load
from briefwright.world import World, shipped_root
from tests.unit.render.test_edition import BARE, FACT, SAID, both, made, page_of

pytestmark = pytest.mark.slow

SECTORS = (
    "generative-ai",
    "ai-infrastructure",
    "media-content",
    "enterprise-software",
    "internet-platforms",
    "robotics",
)
DAY = date(2026, 1, 15)
SECTOR = "widgets:\n  name: {all: Widgets}\n"
LOOKS = SECTOR + "  looks_for: {zh-Hans: 先看表, en: The table first}\n  lead_exhibits: [timeline, table]\n"


def blocks(archetype: str, sector: str, root: Path) -> tuple[str, ...]:
    world = World(root, DAY, shipped_root())
    return load.look(world, "en", archetype, sector).blocks


@pytest.mark.parametrize("archetype", ["sector-report", "theme-note", "vc-memo", "industry-study"])
def test_each_sector_makes_a_brief_of_its_own(archetype: str, tmp_path: Path) -> None:
    """No two of the six have the same blocks in the same order, and none has what the archetype alone has."""
    lists = {blocks(archetype, sector, tmp_path) for sector in (*SECTORS, "no-such-sector")}
    assert len(lists) == len(SECTORS) + 1


@pytest.mark.parametrize("sector", SECTORS)
def test_each_shipped_sector_has_a_chain_risks_and_a_lead(sector: str) -> None:
    """Its record is what its theses start from."""
    library, _ = load.library(World(shipped_root(), DAY, shipped_root()))
    record = library.shared.sectors[sector].data
    assert record.value_chain is not None
    assert len(record.standing_risks) >= 2
    assert record.looks_for is not None
    assert record.lead_exhibits


def test_the_chains_of_the_six_differ() -> None:
    """Each is that of its own industry."""
    library, _ = load.library(World(shipped_root(), DAY, shipped_root()))
    chains = [library.shared.sectors[sector].data.value_chain for sector in SECTORS]
    assert len({tuple(stage.id for stage in chain.stages) for chain in chains if chain}) == len(SECTORS)


def exhibit(name: str) -> dict[str, Any]:
    rows = [{"head": both("R"), "cells": [both("C")]}]
    return {"id": name, "chart": "table", "title": both("T " + name), "columns": [both("K")], "rows": rows}


def test_the_lead_is_the_first_exhibit_of_the_kind_that_the_sector_names(tmp_path: Path) -> None:
    """A kind that the brief has not is passed over; the link leads to the exhibit."""
    thesis = {
        "exhibits": [exhibit("one"), exhibit("two")],
        "sections": [{"heading": both("H"), "exhibits": ["one", "two"]}],
    }
    page = page_of(made(tmp_path, BARE | thesis, files={"content/sectors/widgets.yaml": LOOKS}))
    lead = page.select_one("#lead_exhibit")
    assert lead is not None
    assert "The table first" in lead.get_text()
    assert [link["href"] for link in lead.select("a")] == ["#x-one"]
    assert page.select_one("#x-one") is not None


def test_without_such_an_exhibit_nothing_is_pointed_out(tmp_path: Path) -> None:
    """A pointer to nowhere would be worse than none."""
    page = page_of(made(tmp_path, BARE, files={"content/sectors/widgets.yaml": LOOKS}))
    assert page.select_one("#lead_exhibit") is None


def risk(name: str, likelihood: str | None = None, impact: str | None = None) -> dict[str, Any]:
    graded = {"likelihood": likelihood, "impact": impact}
    return {"says": both(name), **{key: grade for key, grade in graded.items() if grade}}


def test_the_matrix_places_each_risk_by_both_grades_under_its_number(tmp_path: Path) -> None:
    """Rows fall from high to low likelihood, columns rise from low to high impact; ungraded risks are counted."""
    risks = [risk("first"), risk("second", "high", "low"), risk("third", "low", "high"), risk("fourth", "low")]
    page = page_of(made(tmp_path, BARE | {"risks": risks}))
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("td")] for row in page.select(".heat tbody tr")
    ]
    assert rows == [["2 second", "", ""], ["", "", ""], ["", "", "3 third"]]
    note = page.select_one("#risk_matrix .note")
    assert note is not None
    left_out = len(page.select("ol.risks > li")) - 2
    assert f"{left_out} of the risks" in note.get_text()


def test_no_matrix_without_grades(tmp_path: Path) -> None:
    """One grade alone gives a risk no place, and none is made up."""
    page = page_of(made(tmp_path, BARE | {"risks": [risk("first"), risk("second", "high")]}))
    assert page.select_one("#risks") is not None
    assert page.select_one("#risk_matrix") is None


def test_competition_prints_shares_with_their_kind_and_leaves_out_columns_that_are_empty(tmp_path: Path) -> None:
    """A forecast share says so; where nobody has a weakness there is no such column."""
    share = {
        "label": both("Share"),
        "value": "40",
        "unit": "%",
        "period": "2027F",
        "source": "almanac",
    }
    competition = {
        "measures": [{"label": both("Largest"), "value": both("{{ share }}")}],
        "rivals": [
            {"who": both("A-Works"), "share": both("{{ share }}"), "strength": SAID},
            {"who": both("B-Works"), "strength": SAID},
        ],
    }
    thesis = BARE | {"facts": FACT | {"share": share}, "competition": competition}
    page = page_of(made(tmp_path, thesis))
    heads = [head.get_text() for head in page.select(".rivals thead th")]
    assert heads == ["Competitor", "Share", "Strengths"]
    cells = [cell.get_text() for cell in page.select(".rivals td.n")]
    assert cells == ["40% (forecast)", "—"]
    measure = page.select_one(".measures dd")
    assert measure is not None
    assert "(forecast)" in measure.get_text()
