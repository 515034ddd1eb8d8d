"""The sector template that no shipped thesis has, on a fictional one: software sold by the seat to ice houses."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.release.geometry import RULES
from tests.release.sheets import Sheets
from tests.validators import verapdf

pytestmark = pytest.mark.slow
LANGS = ("zh-Hans", "zh-Hant", "en")


def page(showcase: Path, lang: str) -> BeautifulSoup:
    return BeautifulSoup((showcase / lang / "rota" / "index.html").read_text("utf-8"), "lxml")


def pdf(showcase: Path, lang: str) -> bytes:
    return (showcase / lang / "rota" / f"rota.{lang}.pdf").read_bytes()


def said(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split())


def test_the_way_in_and_what_keeps_it_there_follow_the_argument(showcase: Path) -> None:
    """And the exhibit that its readers look for stands before it."""
    found = [str(one["id"]) for one in page(showcase, "en").select("main > [id]")]
    wanted = ["lead_exhibit", "section-1", "business_model", "go_to_market", "moats", "claims", "risks", "risk_matrix"]
    assert [name for name in found if name in wanted] == wanted


def test_risks_are_a_register_with_the_numbers_of_the_matrix(showcase: Path) -> None:
    """A line each; where only the risk is known, it has the line to itself."""
    shown = page(showcase, "en")
    register = shown.select_one("#risks table.register")
    assert register is not None
    assert [said(head) for head in register.select("thead th")] == [
        "Risk",
        "Cause",
        "Effect",
        "What to watch",
        "Mitigant",
    ]
    rows = register.select("tbody tr")
    assert [said(row.select("th .at")[0]) for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [len(row.select("td")) for row in rows] == [4, 4, 4, 4, 0, 0]
    assert [row.select("th")[0].get("colspan") for row in rows] == [None, None, None, None, "5", "5"]
    assert [said(row.select("td")[0]) for row in rows[:4]] == [
        "The free year hides demand, and few use more than the handover",
        "The guild’s charter keeps records of hours local",
        "—",
        "—",
    ]
    graded = {said(risk) for risk in shown.select("#risk_matrix .risk")}
    assert graded == {said(row.select("th")[0]).removesuffix(f" {said(row.select('.origin')[0])}") for row in rows[:3]}


def test_columns_in_which_nothing_stands_are_left_out(showcase: Path) -> None:
    """No route of the thesis has an example."""
    heads = [said(head) for head in page(showcase, "en").select("#go_to_market thead th")]
    assert heads == ["Route", "Offer", "Obstacle"]


@pytest.mark.parametrize("lang", LANGS)
def test_its_paper_keeps_the_rules_of_layout(showcase: Path, lang: str) -> None:
    """The register and a long value among the key data stay within their columns."""
    sheets = Sheets(pdf(showcase, lang))
    assert {name: found for name, rule in RULES.items() if (found := rule(sheets))} == {}


def test_its_paper_keeps_both_standards(showcase: Path, tmp_path: Path) -> None:
    """A row that is one head alone is a row of a table still."""
    files = []
    for lang in LANGS:
        file = tmp_path / f"{lang}.pdf"
        file.write_bytes(pdf(showcase, lang))
        files.append(file)
    assert verapdf.broken_rules("ua1", files) + verapdf.broken_rules("3a", files) == []
