"""Datasets whose licence keeps them from readers: printed figures stay, the table behind them is not handed out."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from briefwright.compute.explain import WITHHELD
from briefwright.model.lang import Lang
from briefwright.pipeline import EditionResult
from tests.release.sheets import Sheets
from tests.unit.render.test_edition import BARE, BOTH, HTML, both, made

pytestmark = pytest.mark.slow

CSV = "year,revenue\n2021A,10.25\n2022A,12.5\n2023A,13.75\n"
HASH = hashlib.sha256(CSV.encode()).hexdigest()
RECORD = """
sales:
  file: sales.csv
  columns:
    year: {type: period}
    revenue: {type: number, label: {zh-Hans: 收入, en: Revenue}, unit: USD bn, kind: actual}
  source: almanac
  as_of: 2024-01-01
  licence: {redistribute: REDISTRIBUTE}
"""
GROWTH = {"formula": "cagr(sales.revenue)", "label": {"zh-Hans": "增速", "en": "Growth"}}
CHART = {"id": "line", "chart": "line", "title": {"zh-Hans": "收入", "en": "Revenue"}, "of": ["sales.revenue"]}


def edition(
    root: Path, thesis: dict[str, Any], *, may: bool, lang: Lang = "en", formats: frozenset[str] = HTML
) -> EditionResult:
    """An edition over the dataset, which readers ``may`` have."""
    files = {
        "content/datasets/sales.csv": CSV,
        "content/datasets/sales.yaml": RECORD.replace("REDISTRIBUTE", "true" if may else "false"),
    }
    result = made(root, BARE | thesis, lang, formats, files)
    assert not [one for one in result.findings if one.severity == "error"], result.findings
    return result


def said(text: str) -> dict[str, Any]:
    return {"summary": both(text)}


def entries(result: EditionResult) -> dict[str, dict[str, Any]]:
    return {entry["address"]: entry for entry in json.loads(result.files["ledger.json"])["numbers"]}


def drawn() -> dict[str, Any]:
    return {"exhibits": [CHART], "sections": [{"heading": both("H"), "exhibits": ["line"]}]}


def test_a_cell_names_its_file_and_hash(tmp_path: Path) -> None:
    """In the ledger whole, on paper the beginning of the hash."""
    result = edition(tmp_path, said("{{ sales.revenue[2022A] }}"), may=True, formats=BOTH)
    entry = entries(result)["sales.revenue[2022A]"]
    snapshot = entry["origin"]["snapshot"]
    assert (snapshot["dataset"], snapshot["sha256"], snapshot["rows"]) == ("sales", HASH, 3)
    assert entry["origin"]["locator"]
    assert entry["exact"] == {"form": "point", "low": "12500000000", "high": "12500000000"}
    for text in (
        BeautifulSoup(result.files["index.html"].decode(), "lxml").get_text(),
        Sheets(result.files["widgets.en.pdf"]).text(),
    ):
        flat = "".join(text.split())
        assert f"sales.csv·sha256{HASH[:12]}…" in flat
        assert entry["origin"]["locator"].replace(" ", "") in flat


@pytest.mark.parametrize(("lang", "cell"), [("en", "row 3, column revenue"), ("zh-Hant", "第3行revenue列")])
def test_a_cell_is_named_in_the_language_of_the_edition(tmp_path: Path, lang: Lang, cell: str) -> None:
    """Row and column."""
    result = edition(tmp_path, said("{{ sales.revenue[2022A] }}"), may=True, lang=lang)
    assert entries(result)["sales.revenue[2022A]"]["origin"]["locator"] == cell


def test_what_readers_may_have_is_handed_out(tmp_path: Path) -> None:
    """The data of the exhibit, and every cell in the ledger."""
    result = edition(tmp_path, drawn(), may=True)
    assert b"12.5" in result.files["exhibits/line.csv"]
    assert "exhibits/line.js" in result.files
    assert "exact" in entries(result)["sales.revenue[2023A]"]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
def test_the_data_of_an_exhibit_are_kept_and_the_page_says_why(tmp_path: Path, lang: Lang) -> None:
    """The picture and its printed figures stay."""
    result = edition(tmp_path, drawn(), may=False, lang=lang)
    assert "exhibits/line.csv" not in result.files
    assert "exhibits/line.js" not in result.files
    assert "exhibits/line.svg" in result.files
    page = result.files["index.html"].decode()
    assert "exhibits/line.csv" not in page
    assert {"zh-Hans": "授权条款", "zh-Hant": "授權條款", "en": "licence"}[lang] in page


def test_a_printed_cell_keeps_its_printed_form_alone(tmp_path: Path) -> None:
    """No exact amount, and a mark that says so."""
    entry = entries(edition(tmp_path, said("{{ sales.revenue[2022A] }}"), may=False))["sales.revenue[2022A]"]
    assert entry["value"] == "US$12.5bn"
    assert "exact" not in entry
    assert WITHHELD in entry["marks"]


def test_a_cell_that_others_rest_on_is_named_and_not_told(tmp_path: Path) -> None:
    """Neither in the file, nor in the appendix, nor in the figures of what is computed from it; that itself is."""
    thesis = {"computed": {"growth": GROWTH}, **said("{{ growth }}")}
    result = edition(tmp_path, thesis, may=False)
    found = entries(result)
    assert found["growth"]["exact"]["low"].startswith("15.8")
    assert "in_words" in found["growth"]["derivation"]
    assert "in_figures" not in found["growth"]["derivation"]
    assert not {"value", "exact"} & found["sales.revenue[2021A]"].keys()
    everything = b"".join(data for name, data in result.files.items() if name.endswith((".json", ".html", ".csv")))
    assert b"10.25" not in everything
    assert b"13.75" not in everything
    assert b"licensed data" in everything
    open_ = edition(tmp_path / "open", thesis, may=True)
    assert entries(open_)["growth"]["derivation"]["in_figures"] == "(US$13.75bn / US$10.25bn)^(1/2) − 1"
