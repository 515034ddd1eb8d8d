"""From CSV, workbook and Parquet to the printed page: what a reader sees, and where each figure leads."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pdfplumber
import pytest

from briefwright.model.lang import LANGS

pytestmark = pytest.mark.slow


def ledger(showcase: Path, lang: str) -> dict[str, Any]:
    """The ledger of an edition."""
    found: dict[str, Any] = json.loads((showcase / lang / "ice" / "ledger.json").read_text("utf-8"))
    return found


def printed(showcase: Path, lang: str) -> str:
    with pdfplumber.open(showcase / lang / "ice" / f"ice.{lang}.pdf") as document:
        return "\n".join(page.extract_text() for page in document.pages)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", ("Rmb910.0m", "Rmb270.0m", "Rmb230.0m", "70.9%", "n.m.", "Rmb792.0m", "15.2%", "within five")),
        ("zh-Hans", ("9.1亿元", "2.7亿元", "2.3亿元", "70.9%", "7.9亿元", "15.2%")),
    ],
)
def test_every_way_in_reaches_the_page(showcase: Path, lang: str, words: tuple[str, ...]) -> None:
    """Numbers over odd periods, a conversion, concentration over a table, a workbook's cell, growth from a loss."""
    text = re.sub(r"[\s\u2060]", "", printed(showcase, lang)) if lang != "en" else printed(showcase, lang)
    assert [word for word in words if word not in text] == []


def test_both_sides_of_a_disagreement_are_printed(showcase: Path) -> None:
    """Though the thesis names one of them."""
    text = printed(showcase, "en")
    assert "Rmb5.2bn" in text
    assert "Rmb4.4bn" in text
    assert "Exports left out" in text


def test_ledgers_fit_the_schema_that_is_published_with_them(showcase: Path) -> None:
    """In every language, and every number leads to a source and a place in it, or to a snapshot."""
    schema = json.loads((showcase / "schema" / "ledger.json").read_text("utf-8"))
    for lang in ("zh-Hans", "zh-Hant", "en"):
        jsonschema.Draft202012Validator(schema).validate(ledger(showcase, lang))


def test_what_may_not_be_handed_out_is_not(showcase: Path) -> None:
    """The data of a chart on a dataset of the house alone stays; of the others it is given."""
    folder = showcase / "en" / "ice" / "exhibits"
    assert (folder / "works.csv").is_file()
    assert (folder / "quays.csv").is_file()
    assert not (folder / "trade.csv").exists()
    assert {path.name for path in showcase.rglob("*.xlsx")} == {
        f"{slug}.{lang}.xlsx" for slug in ("ice", "rota") for lang in LANGS
    }  # of the editions; none of the datasets
    assert not list(showcase.rglob("*.parquet"))


def test_explain_leads_from_a_share_to_the_row_of_a_file(showcase: Path) -> None:
    """Down to the snapshot's hash."""
    command = [sys.executable, "-m", "briefwright", "--root", str(showcase.parent), "explain", "top_two"]
    done = subprocess.run([*command, "--lang", "en"], capture_output=True, check=True, text=True, timeout=120)
    for words in ("Concentration ratio", "by_works.blocks", "works.csv", "sha256", "Registry of Ice"):
        assert words in done.stdout
