"""The layout holds where it is hard: a long thesis with all that is difficult to set, on A4 and on Letter."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from briefwright import jobs, pipeline
from briefwright.model.lang import Lang
from briefwright.world import World, shipped_root
from tests.release import stress
from tests.release.conftest import ROOT
from tests.release.geometry import RULES
from tests.release.sheets import Sheets
from tests.validators import verapdf

Once = Callable[[str, Callable[[Path], None]], Path]
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
CASES: list[tuple[Lang, str]] = [("zh-Hans", "A4"), ("en", "A4"), ("en", "Letter")]


def made(folder: Path, slug: str, lang: Lang) -> bytes:
    """The PDF of an edition, made in this process: a long brief may take longer than a release lets it."""
    world = World.here(folder, date(2026, 11, 22))
    examined = pipeline.examine(world)
    assert slug in examined.sound, [str(one) for one in examined.findings]
    job = examined.job(world, slug, lang, (lang,), frozenset(("pdf",)))
    result = pipeline.edition(jobs.Job(slug, job, thesis=slug))
    assert result.files, result.findings
    return result.files[f"{slug}.{lang}.pdf"]


def on(paper: str, folder: Path) -> None:
    """Let the project in ``folder`` print on ``paper``."""
    tokens = (ROOT / "assets" / "tokens.yaml").read_text("utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets" / "tokens.yaml").write_text(re.sub("size: A4", f"size: {paper}", tokens), "utf-8")


@cache
def _sheets(file: Path) -> Sheets:
    return Sheets(file.read_bytes())


@pytest.fixture(params=CASES, ids="-".join)
def sheets(once: Once, request: Any) -> tuple[Sheets, str]:
    lang, paper = request.param

    def make(folder: Path) -> None:
        stress.write(folder, shipped_root())
        on(paper, folder)
        (folder / "brief.pdf").write_bytes(made(folder, stress.SLUG, lang))

    return _sheets(once(f"stress-{lang}-{paper}", make) / "brief.pdf"), paper


def test_a_long_brief_keeps_every_rule_of_layout(sheets: tuple[Sheets, str]) -> None:
    """Forty exhibits, a table of 400 rows, long words and mixed scripts: no fault that a reader would notice."""
    brief, _ = sheets
    assert len(brief.pages) >= 30
    assert len(brief.exhibits) == stress.EXHIBITS
    assert {name: found for name, rule in RULES.items() if (found := rule(brief))} == {}


def test_it_is_printed_on_the_paper_that_the_house_wants(sheets: tuple[Sheets, str]) -> None:
    """Each page has the size that the tokens name."""
    brief, paper = sheets
    assert {(round(page.width), round(page.height)) for page in brief.pages} == {PAPERS[paper]}


def test_every_page_of_the_long_table_says_what_goes_on(sheets: tuple[Sheets, str]) -> None:
    """Between the page on which it begins and that on which it ends, and its head is repeated."""
    brief, _ = sheets
    first = brief.exhibits[0]
    name = next(kid for kid in first.kids if kid.tag == "Caption").text()
    said = [page.number for page in brief.pages if name in page.text("margin")]
    assert len(said) > 5
    assert said == list(range(first.last_page + 1, first.last_page + 1 + len(said)))
    assert all(re.search("续表|continued", brief.pages[number - 1].text("margin")) for number in said)


def test_it_keeps_both_standards(sheets: tuple[Sheets, str], tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a, its attachments included."""
    brief, _ = sheets
    file = tmp_path / "brief.pdf"
    file.write_bytes(brief.content)
    assert verapdf.broken_rules("ua1", [file]) + verapdf.broken_rules("3a", [file]) == []


def test_shipped_theses_fit_on_letter_too(once: Once) -> None:
    """The flagship in English, where lines are longest."""

    def make(folder: Path) -> None:
        for name in ("content", "templates", "assets"):
            shutil.copytree(ROOT / name, folder / name)
        on("Letter", folder)
        (folder / "brief.pdf").write_bytes(made(folder, "compute-and-networks", "en"))

    brief = _sheets(once("letter", make) / "brief.pdf")
    assert {name: found for name, rule in RULES.items() if (found := rule(brief))} == {}
