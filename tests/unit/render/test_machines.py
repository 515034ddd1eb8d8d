"""What the shipped library's editions give to programs: brief.json, the workbook, the page as one file, the preview."""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag
from PIL import Image

from briefwright import pipeline
from briefwright.jobs import Job
from briefwright.model.brief import Brief, brief_schema
from briefwright.model.lang import LANGS, Lang
from briefwright.render.single import alone
from briefwright.world import World, shipped_root

pytestmark = pytest.mark.slow

WORLD = World(shipped_root(), date(2026, 11, 22), shipped_root())
SLUGS = sorted(path.name for path in (shipped_root() / "content" / "theses").iterdir())
EDITIONS = pytest.mark.parametrize(("slug", "lang"), [(slug, lang) for slug in SLUGS for lang in LANGS])
FORMATS = frozenset({"html", "files"})
BASE = "https://example.org/research/"
NUMERIC = re.compile(r"-?\d+(?:\.\d+)?")


@cache
def examined() -> pipeline.Examined:
    return pipeline.examine(WORLD)


@cache
def files(slug: str, lang: Lang, base: str = "") -> dict[str, bytes]:
    """An edition's files with those for programs."""
    job = examined().job(WORLD, slug, lang, examined().languages(slug, ()), FORMATS, base)
    result = pipeline.edition(Job("one", job))
    assert not [finding for finding in result.findings if finding.severity == "error"]
    return dict(result.files)


def brief(slug: str, lang: Lang) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files(slug, lang)["brief.json"])
    return found


def words(value: Any) -> Iterator[dict[str, Any]]:
    """Every text with what it looks up and cites."""
    if (
        isinstance(value, dict)
        and isinstance(value.get("text"), str)
        and value.keys() <= {"text", "numbers", "sources"}
    ):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from words(one)


@EDITIONS
def test_the_brief_has_the_published_shape(slug: str, lang: Lang) -> None:
    """It validates by the schema, reads back as what it was, and has the ledger as ledger.json has it."""
    found = brief(slug, lang)
    jsonschema.Draft202012Validator(brief_schema()).validate(found)
    assert Brief.model_validate(found).plain() == found
    assert (found["thesis"], found["lang"], found["as_of"], found["brief"]) == (slug, lang, "2026-11-22", 1)
    ledger = json.loads(files(slug, lang)["ledger.json"])
    assert found["ledger"] == {name: ledger[name] for name in ("numbers", "series", "sources", "methods")}


@EDITIONS
def test_the_brief_is_complete(slug: str, lang: Lang) -> None:
    """Every text and every exhibit of the page is in it, without markup and with addresses that the ledger has."""
    found = brief(slug, lang)
    known = {one["address"] for one in (*found["ledger"]["numbers"], *found["ledger"]["series"])}
    sources = {one["id"] for one in found["ledger"]["sources"]}
    looked_up = 0
    for one in words(found):
        assert not re.search(r"</?\w+[ >]|\{\{|[\u2009\u2060\u202f]", one["text"]), one
        assert set(one.get("numbers", ())) <= known
        assert set(one.get("sources", ())) <= sources
        looked_up += len(one.get("numbers", ()))
    assert looked_up
    data = examined().library.theses[slug].data
    for name, given in (("claims", data.claims), ("exhibits", data.exhibits), ("catalysts", data.catalysts)):
        assert len(found.get(name, ())) == len(given)
    assert {one["id"] for one in found["exhibits"]} == {one.id for one in data.exhibits}
    assert all(one["rows"] for one in found["exhibits"])
    placed = {name for one in found["chapters"] for part in one.get("parts", ()) for name in part.get("exhibits", ())}
    assert placed <= {one["id"] for one in found["exhibits"]}
    assert set(found["files"].values()) <= files(slug, lang).keys()


@EDITIONS
def test_nothing_of_the_content_folder_leaves_with_an_edition(slug: str, lang: Lang) -> None:
    """No file for programs names a YAML file or a folder of content."""
    made = files(slug, lang)
    with zipfile.ZipFile(io.BytesIO(made[f"{slug}.{lang}.xlsx"])) as book:
        texts = [book.read(name) for name in book.namelist()]
    for data in (*texts, made["brief.json"], made[f"{slug}.{lang}.html"]):
        assert b".yaml" not in data
        assert b"content/theses" not in data


def test_the_schema_is_strict() -> None:
    """An unknown key is refused anywhere but among what blocks print."""
    validator = jsonschema.Draft202012Validator(brief_schema())
    jsonschema.Draft202012Validator.check_schema(brief_schema())
    found = brief("generative-ai-memo", "en")
    for name in ("claims", "exhibits", "risks", "chapters"):
        broken = {**found, name: [{**found[name][0], "surprise": 1}, *found[name][1:]]}
        assert not validator.is_valid(broken), name
    assert not validator.is_valid({**found, "surprise": 1})
    assert not validator.is_valid({name: value for name, value in found.items() if name != "ledger"})


@EDITIONS
def test_the_workbook_holds_the_exhibits(slug: str, lang: Lang) -> None:
    """A sheet each after the index; a number of the data is the same number, a bound is text; nothing is a formula."""
    data = files(slug, lang)[f"{slug}.{lang}.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    exhibits = sorted(brief(slug, lang)["exhibits"], key=lambda one: one["number"])
    assert len(book.worksheets) == len(exhibits) + 1
    for sheet, exhibit in zip(book.worksheets[1:], exhibits, strict=True):
        assert exhibit["title"]["text"] in str(sheet["A1"].value)
        for down, row in enumerate(exhibit["rows"], 5):
            for across, cell in enumerate(row, 1):
                shown = sheet.cell(down, across).value
                if NUMERIC.fullmatch(cell.get("value", "")):
                    assert shown == pytest.approx(float(cell["value"]), rel=1e-12)
                elif not isinstance(shown, int | float):
                    assert (shown or "") == cell["text"]
        assert all(cell.data_type in "sn" for row in sheet.iter_rows() for cell in row)
    frames = pd.read_excel(io.BytesIO(data), sheet_name=None, header=None)
    assert list(frames) == book.sheetnames


def test_a_lookup_in_a_table_is_a_number_with_its_unit() -> None:
    """What prints 3.5bn is 3.5, in a format that prints it so."""
    book = openpyxl.load_workbook(io.BytesIO(files("generative-ai-memo", "en")["generative-ai-memo.en.xlsx"]))
    cell = next(cell for row in book["Exhibit 2"].iter_rows() for cell in row if cell.number_format == '0.0"bn"')
    assert cell.value == pytest.approx(3.5)


def test_formulas_stand_as_text() -> None:
    """The formula behind a number is told, not computed."""
    book = openpyxl.load_workbook(io.BytesIO(files("home-grown-models", "en")["home-grown-models.en.xlsx"]))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    told = [cell for cell in cells if str(cell.value).startswith("difference(")]
    assert told
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in told)


def test_the_index_leads_to_sheets_and_to_the_page() -> None:
    """Links into the book always, to the page where its address is known."""
    for base, kinds in (("", {"internal"}), (BASE, {"internal", "page"})):
        data = files("multimodal", "en", base)["multimodal.en.xlsx"]
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
        assert {"internal" if link.location and not link.target else "page" for link in links} == kinds
        targets = {link.target for link in links if link.target}
        assert all(target.startswith(f"{BASE}en/multimodal/index.html") for target in targets)


def test_the_same_edition_has_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock, no order of chance, in none of the files."""
    before = files("multimodal", "zh-Hans")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    files.cache_clear()
    assert files("multimodal", "zh-Hans") == before


def test_libreoffice_keeps_the_values(tmp_path: Path) -> None:
    """Opened and saved by another program, cells hold what they held."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (libreoffice-calc) is not installed")
    data = files("smart-robots", "zh-Hant")["smart-robots.zh-Hant.xlsx"]
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "book.xlsx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    before, after = (openpyxl.load_workbook(path) for path in (source, tmp_path / "book.xlsx"))
    assert before.sheetnames == after.sheetnames
    for old, new in zip(before.worksheets, after.worksheets, strict=True):
        for row in old.iter_rows():
            for cell in row:
                assert new[cell.coordinate].value == cell.value, f"{old.title}!{cell.coordinate}"


@EDITIONS
def test_the_single_file_stands_alone(slug: str, lang: Lang) -> None:
    """No script, no handler, nothing loaded, no link to a file; its style sheet is the one that its policy names."""
    html = files(slug, lang)[f"{slug}.{lang}.html"].decode()
    soup = BeautifulSoup(html, "lxml")
    assert not soup.find_all(["script", "link", "button", "iframe", "object", "template"])
    for tag in soup.find_all(True):
        assert isinstance(tag, Tag)
        assert not [key for key in tag.attrs if key.startswith("on") or key in ("style", "data-live", "data-keys")], tag
        for key in ("src", "srcset"):
            assert str(tag.get(key, "data:image/")).startswith("data:image/"), tag
        assert re.match(r"#|https?:|mailto:", str(tag.get("href", "#"))), tag
        assert not (tag.name == "a" and not tag.get("href") and {"download", "hreflang", "rel"} & tag.attrs.keys())
    ids = {str(tag["id"]) for tag in soup.find_all(id=True)}
    assert {str(tag["href"])[1:] for tag in soup.find_all(href=re.compile("^#"))} <= ids
    digest = base64.b64encode(hashlib.sha256(re.findall(r"<style>(.*?)</style>", html, re.DOTALL)[0].encode()).digest())
    policy = str(soup.find_all("meta", attrs={"http-equiv": "Content-Security-Policy"})[0]["content"])
    assert f"style-src 'sha256-{digest.decode()}'" in policy
    assert "script-src 'none'" in policy
    page = BeautifulSoup(files(slug, lang)["index.html"].decode(), "lxml")
    pictures = {img["alt"] for img in page.find_all("img", alt=True)}
    assert {img["alt"] for img in soup.find_all("img", alt=True)} == pictures


def test_with_an_address_the_single_file_leads_online() -> None:
    """Relative links become absolute ones."""
    html = files("multimodal", "en", BASE)["multimodal.en.html"].decode()
    found = set(re.findall(r'href="([^"#][^"]*)"', html))
    assert f"{BASE}en/multimodal/index.html" in found
    assert f"{BASE}en/multimodal/ledger.json" in found


@EDITIONS
def test_the_preview_has_the_size_that_networks_ask_for(slug: str, lang: Lang) -> None:
    """1200 by 630 pixels, and something on them."""
    with Image.open(io.BytesIO(files(slug, lang)["preview.png"])) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(1 << 20) or range(99)) > 20


def test_files_for_programs_come_only_when_asked() -> None:
    """The live preview makes pages, not these."""
    job = examined().job(WORLD, "multimodal", "en", ("en",), frozenset({"html"}))
    made = pipeline.edition(Job("one", job)).files
    assert not {"brief.json", "multimodal.en.xlsx", "multimodal.en.html", "preview.png"} & made.keys()
    assert b'class="downloads"' not in made["index.html"]


OFFER = '<p class="offers"><a href="{}a.csv" download>CSV</a></p>z'
TONGUE = '<a hreflang="en" href="{}">x</a>'
KEPT = '<a href="#x">x</a><a href="https://a.example/?b&amp;c">y</a>'
INSIDE = '<img alt="a > b" src="data:image/svg+xml;base64,PHN2Zy8+">'


@pytest.mark.parametrize(
    ("html", "offline", "online"),
    [
        ("<script src='a.js'></script><button>x</button><b>y</b>", "<b>y</b>", "<b>y</b>"),
        (OFFER.format(""), "z", OFFER.format(BASE)),
        (TONGUE.format("../x/index.html#y"), "<a>x</a>", TONGUE.format("https://example.org/x/index.html#y")),
        (KEPT, KEPT, KEPT),
        ('<img alt="a > b" src="p.svg">', INSIDE, INSIDE),
    ],
)
def test_what_needs_other_files_is_taken_out(html: str, offline: str, online: str) -> None:
    """Pictures become data, links words, or absolute where the page is online; the rest stays to the letter."""
    pictures = {"p.svg": b"<svg/>"}
    assert alone(html, pictures, "") == offline
    assert alone(html, pictures, BASE) == online
