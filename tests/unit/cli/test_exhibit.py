"""``briefwright exhibit``: one exhibit alone, as every kind of file, for slides."""

import io
import re
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree as ET

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from briefwright.world import shipped_root
from tests.unit.cli.conftest import Run
from tests.unit.starter import tree
from tests.validators.verapdf import broken_rules

pytestmark = pytest.mark.slow
ROOT = shipped_root() / "templates" / "specimen"
MM = 72 / 25.4
PROFILES: tuple[Literal["ua1"], Literal["3a"]] = ("ua1", "3a")


def made(run: Run, folder: Path, exhibit: str, *options: str, form: str) -> bytes:
    """The file of an exhibit."""
    file = folder / f"x.{form}"
    ran = run("exhibit", "specimen", exhibit, "--out", file, *options, root=ROOT)
    assert ran.code == 0, ran.out + ran.err
    assert ran.out.strip().splitlines()[-1] == str(file)
    return file.read_bytes()


def test_a_pdf_holds_title_unit_note_and_source_and_nothing_else(run: Run, tmp_path: Path) -> None:
    """On one page, no larger than it needs; without a number, which means nothing outside of the brief."""
    content = made(run, tmp_path, "market", "--lang", "en", form="pdf")
    with pdfplumber.open(io.BytesIO(content)) as document:
        (page,) = document.pages
        text = page.extract_text()
        lowest = max(word["bottom"] for word in page.extract_words())
        assert page.height - lowest < 8 * MM
        assert page.height - lowest > 0
    for words in (
        "The market grows steadily",
        "Rmb m",
        "Note: The last year is a forecast.",
        "Source: Registry of Lamps",
    ):
        assert words in text
    assert "Exhibit" not in text
    assert "Lighthouse" not in text


def test_every_font_of_a_pdf_is_in_it(run: Run, tmp_path: Path) -> None:
    """So that a slide looks the same everywhere."""
    content = made(run, tmp_path, "chain", "--lang", "zh-Hans", form="pdf")
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        descriptors = [one["/FontDescriptor"] for one in fonts if "/FontDescriptor" in one]
        assert descriptors
        assert [one for one in descriptors if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())] == []


def test_a_pdf_alone_keeps_both_standards(run: Run, tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a, as the brief does."""
    made(run, tmp_path, "works", "--lang", "en", form="pdf")
    assert [broken_rules(profile, [tmp_path / "x.pdf"]) for profile in PROFILES] == [[], []]


@pytest.mark.parametrize("exhibit", ["market", "harbours", "chain", "figures"])
def test_pictures_and_what_is_set_as_text_can_be_had_as_png(run: Run, tmp_path: Path, exhibit: str) -> None:
    """Two dots to the pixel at the width asked for, and not empty."""
    content = made(run, tmp_path, exhibit, "--width", "120", form="png")
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.width == pytest.approx(120 / 25.4 * 96 * 2, abs=2)
        dark = sum(picture.convert("L").histogram()[:128])
    assert dark > 500


def test_the_width_scales_the_whole(run: Run, tmp_path: Path) -> None:
    """Text with it, so that the proportions stay."""
    sizes = []
    for width in ("100", "200"):
        content = made(run, tmp_path, "works", "--width", width, form="pdf")
        with pdfplumber.open(io.BytesIO(content)) as document:
            (page,) = document.pages
            sizes.append((float(page.width), float(page.height), max(char["size"] for char in page.chars)))
    assert [size[0] for size in sizes] == pytest.approx([100 * MM, 200 * MM], abs=0.5)
    assert sizes[1][1] / sizes[0][1] == pytest.approx(2, abs=0.02)


def test_an_svg_is_the_drawing_with_its_words(run: Run, tmp_path: Path) -> None:
    """One file that needs no other."""
    text = made(run, tmp_path, "market", "--lang", "en", form="svg").decode()
    root = ET.fromstring(text)  # noqa: S314 - our own
    words = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
    for part in ("The market grows steadily", "Rmb m", "Note:", "Source:", "2023A"):
        assert part in words
    assert root.get("aria-label") == "The market grows steadily"
    assert re.findall(r'(?:href|src)="', text) == []


def test_what_is_set_as_text_is_refused_as_svg(run: Run, tmp_path: Path) -> None:
    """X403, at the exhibit's own line."""
    ran = run("exhibit", "specimen", "harbours", "--format", "svg", "--out", tmp_path / "x.svg", root=ROOT)
    assert ran.code == 1
    assert "X403" in ran.out
    assert "content/theses/specimen/thesis.yaml" in ran.out
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("specimen", "markt"), "Did you mean 'market'?"),
        (("specimn", "market"), "Did you mean 'specimen'?"),
        (("specimen", "market", "--out", "x.bmp"), "--format"),
    ],
)
def test_wrong_names_are_wrong_usage(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """With the nearest that there is."""
    ran = run("exhibit", *arguments, root=ROOT)
    assert ran.code == 2
    assert said in ran.err
