"""The six PDFs as documents: valid, accessible, complete, in reading order, every link leading somewhere."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from briefwright.model.finding import Refused
from briefwright.render import paper
from tests.release.conftest import ROOT, Release
from tests.release.sheets import Glyph, Sheets
from tests.validators import tools, verapdf

FAMILIES = {"Inter", "Noto-Sans-CJK", "Noto-Serif-CJK", "Noto-Sans-Mono-CJK"}
BLOCKS = ["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "figcaption", "blockquote"]
SMALL = '<!doctype html><html lang="en"><head><title>A page</title></head><body><h1>A page</h1>{}</body></html>'


def letters(text: str) -> str:
    """What of a text does not depend on how it is set: letters and digits, no spaces, hyphens or punctuation."""
    return "".join(character for character in unicodedata.normalize("NFKC", text) if character.isalnum())


@cache
def labels(lang: str) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((ROOT / f"templates/labels/{lang}.yaml").read_text("utf-8"))
    return found


@cache
def main_of(page: Path) -> Tag:
    """The body of an edition's page without what paper does not have: tables behind pictures, files to fetch."""
    soup = BeautifulSoup(page.read_text("utf-8"), "lxml")
    for aside in soup.select("details, a[download]"):
        aside.decompose()
    main = soup.select_one("main")
    assert main is not None
    return main


def passages(element: Tag) -> Iterator[str]:
    """The texts of the innermost blocks, in order, without what only a screen offers."""
    for block in element.find_all(BLOCKS):
        if (
            not block.find(BLOCKS)
            and not block.find_parent(class_="of-exhibit")
            and (text := letters(block.get_text()))
        ):
            yield text


def missing(texts: Iterator[str], whole: str) -> list[str]:
    """Those of ``texts`` that do not come in ``whole`` after the one before."""
    found, at = [], 0
    for text in texts:
        place = whole.find(text, at)
        if place < 0:
            found.append(text)
        else:
            at = place + len(text)
    return found


def said_by(program: str, package: str, *arguments: str | Path) -> str:
    """What a program prints on either output; it must end well."""
    command = [tools.need(program, package), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, check=False, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_qpdf_finds_the_files_sound(release: Release) -> None:
    """``qpdf --check`` has nothing to say about syntax, streams or cross references."""
    for pdf in release.pdfs():
        said = said_by("qpdf", "qpdf", "--check", pdf)
        assert "No syntax or stream encoding errors found" in said
        assert "WARNING" not in said


def test_every_font_is_embedded_and_cut_to_what_is_used(release: Release) -> None:
    """``pdffonts`` lists embedded subsets only, all of the families that set-up installs."""
    for pdf in release.pdfs():
        rows = said_by("pdffonts", "poppler-utils", pdf).splitlines()[2:]
        assert rows
        for row in rows:
            assert row.split()[-5:-2] == ["yes", "yes", "yes"], row  # embedded, subset, with a map to Unicode
            family = re.sub(r"^[A-Z]{6}\+|(?:-(?:SC|HK|Semi|Bold|Italic|Regular|Medium))*$", "", row.split()[0])
            assert family in FAMILIES, row


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_verapdf_finds_them_accessible_and_fit_for_archives(release: Release, profile: Any) -> None:
    """PDF/UA-1 and PDF/A-3a in one file, no rule broken."""
    assert verapdf.broken_rules(profile, release.pdfs()) == []


def test_a_character_that_no_font_has_is_never_printed_as_an_empty_box() -> None:
    """The PDF is refused, with the character named."""
    with pytest.raises(Refused, match=r"notdef.*U\+10FFFD"):
        paper.pdf(SMALL.format("<p>\U0010fffd</p>"), {}, "a page")


def test_lists_and_links_of_any_shape_are_tagged_as_accessibility_wants_them(tmp_path: Path) -> None:
    """Loose and nested lists, and links that hold markup, keep to PDF/UA-1."""
    body = """<ul><li><p>One</p><p>More</p></li><li>Two<ul><li><p>Three</p></li></ul></li></ul>
    <ol><li><p>A <a href="#x">link with <b>markup</b> and <i>more</i></a></p><ol><li>x</li></ol></li></ol>
    <ul style="list-style: none"><li><p id="x">no label</p></li></ul><h2>Next</h2>
    <blockquote><p>q</p></blockquote><dl><dt>t</dt><dd><p>d</p></dd></dl>"""
    file = tmp_path / "page.pdf"
    file.write_bytes(paper.pdf(SMALL.format(body), {}, "a page"))
    assert verapdf.broken_rules("ua1", [file]) == []


def test_the_file_says_what_it_is(release: Release, edition: str) -> None:
    """Language, title shown in the window, author, no date of making; both standards in its metadata."""
    lang = edition.partition("/")[0]
    with pikepdf.open(release.pdf(edition)) as pdf:
        title = main_of(release.page(edition)).select_one("h1")
        assert title is not None
        assert str(pdf.Root.Lang) == lang
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert letters(str(pdf.docinfo["/Title"])) == letters(title.get_text())
        assert str(pdf.docinfo["/Author"])
        assert {"/CreationDate", "/ModDate"}.isdisjoint(pdf.docinfo.keys())
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == (
                "3",
                "A",
                "1",
            )


def test_bookmarks_are_the_chapters_in_order(release: Release, edition: str) -> None:
    """Below the title, one bookmark a chapter, as the page has them, and none for the headings of the cover."""
    wanted = [letters(heading.get_text()) for heading in main_of(release.page(edition)).select("section.chapter h2")]
    with pikepdf.open(release.pdf(edition)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert [letters(one.title) for one in title.children] == wanted


def test_the_text_is_all_there_in_reading_order(release: Release, edition: str, sheets: Sheets) -> None:
    """Every block of the page outside its exhibits comes in the PDF's tags after the one before it.

    On paper a key exhibit behind the cover is part of its left column.
    """
    main = BeautifulSoup(str(main_of(release.page(edition))), "lxml")
    for column, box in zip(main.select(".cover .lead"), main.select(".cover + .lead-exhibit"), strict=False):
        column.append(box.extract())
    for figure in main.select("figure"):
        figure.decompose()
    assert main.body is not None
    texts = list(passages(main.body))
    assert len(texts) > 100
    assert missing(iter(texts), letters(sheets.text())) == []


def test_a_text_out_of_order_is_noticed() -> None:
    """What stands before its predecessor, or nowhere, is missing."""
    assert missing(iter(["one", "two", "three"]), "twoonethree") == ["two"]
    assert missing(iter(["one", "two"]), "one") == ["two"]


def test_every_exhibit_is_there_whole(release: Release, edition: str, sheets: Sheets) -> None:
    """In the order of their numbers, each exhibit has its number, title, cells, note and source line."""
    figures = main_of(release.page(edition)).select("figure")
    words = labels(edition.partition("/")[0])
    whole = letters(sheets.text())
    assert len(figures) >= 3
    for number, figure in enumerate(figures, 1):
        caption = figure.select_one("figcaption")
        source = figure.select_one(".src")
        assert caption is not None
        assert source is not None
        assert letters(caption.get_text()).startswith(letters(words["exhibit"].format(number=number)))
        assert source.get_text().startswith(words["source"])
        assert len(letters(source.get_text())) > len(letters(words["source"]))
        assert missing(passages(figure), whole[whole.index(letters(caption.get_text())) :]) == []
    captions = [letters(one.text()) for one in sheets.root.find("Caption")]
    assert captions == [letters(one.get_text()) for one in main_of(release.page(edition)).select("figcaption")]


def test_every_picture_tells_what_it_shows(release: Release, edition: str) -> None:
    """Each Figure of the PDF carries the sentence that the page has as its alternative."""
    wanted = sorted(str(image["alt"]) for image in main_of(release.page(edition)).select("img"))
    with pikepdf.open(release.pdf(edition)) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert sorted(str(one.Alt) for one in figures) == wanted


def test_every_page_says_whose_it_is_and_which(release: Release, edition: str, sheets: Sheets) -> None:
    """House and title at the head of every page but the first; the page's number at the foot of all."""
    lang = edition.partition("/")[0]
    with pikepdf.open(release.pdf(edition)) as pdf:
        house, title = letters(str(pdf.docinfo["/Author"])), letters(str(pdf.docinfo["/Title"]))
    foot = letters(labels(lang)["running_foot"])
    assert len(sheets.pages) >= 5, edition
    for page in sheets.pages:
        head = "" if page.number == 1 else house + title
        said = letters(page.text("margin"))
        # A table that goes on from the page before is named last.
        rest = said.removeprefix(f"{head}{foot}{page.number}")
        assert rest != said
        assert not rest or rest.endswith(letters(labels(lang)["continued"].replace("{text}", "")))


def test_every_link_within_the_file_leads_somewhere(release: Release, edition: str) -> None:
    """Each annotation names a destination that the file has, or an address on the web."""
    with pikepdf.open(release.pdf(edition)) as pdf:
        names = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == "/Link"]
        inner = [str(link.Dest) for link in links if "/Dest" in link]
        outer = [str(link.A.URI) for link in links if "/A" in link]
    assert len(inner) > 50
    assert set(inner) - names == set()
    assert len(inner) + len(outer) == len(links)
    assert all(address.startswith(("https://", "http://")) for address in outer)


def test_the_numbers_and_the_data_of_exhibits_travel_with_the_file(release: Release, edition: str) -> None:
    """The ledger and every CSV of the page, byte for byte, each once with its relation; nothing else."""
    folder = release.page(edition).parent
    wanted = {file.name: file.read_bytes() for file in (*folder.glob("exhibits/*.csv"), folder / "ledger.json")}
    assert len(wanted) > 1 or not main_of(release.page(edition)).select("img")
    with pikepdf.open(release.pdf(edition)) as pdf:
        found = {name: held.get_file().read_bytes() for name, held in pdf.attachments.items()}
        relations = {str(one.UF): str(one.AFRelationship) for one in pdf.Root.AF}
        assert len(pdf.Root.AF) == len(wanted)
        assert all(str(one.Desc) for one in pdf.Root.AF)
    assert found == wanted
    assert relations == {name: "/Supplement" if name == "ledger.json" else "/Data" for name in wanted}


def test_links_say_where_they_lead_in_words(release: Release, edition: str) -> None:
    """What a screen reader reads out is no identifier of ours."""
    with pikepdf.open(release.pdf(edition)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if "/Dest" in link]
        said = [(str(link.Contents), str(link.Dest)) for link in links]
    assert [one for one, target in said if not one.strip() or one == target or one.startswith(("n-", "u-", "s-"))] == []


def test_traditional_chinese_is_set_in_the_glyphs_of_hong_kong(release: Release, edition: str) -> None:
    """And simplified in those of the mainland: the same character is drawn otherwise."""
    wanted, other = ("HK", "SC") if edition.startswith("zh-Hant") else ("SC", "HK")
    names = said_by("pdffonts", "poppler-utils", release.pdf(edition))
    assert f"CJK-{wanted}" in names
    assert f"CJK-{other}" not in names


def test_tagged_text_is_read_in_the_order_in_which_it_stands(release: Release, edition: str, sheets: Sheets) -> None:
    """Down each page, no block begins above the one before it, unless it stands beside it."""
    assert release.pdf(edition).is_file()
    faults = []
    before: Glyph | None = None
    for glyph in (ink for ink in sheets.root.ink() if isinstance(ink, Glyph) and ink.place == "body"):
        if before and (glyph.page < before.page or (glyph.page == before.page and _goes_back(before, glyph))):
            faults.append(f"page {glyph.page}: '{glyph.text}' after '{before.text}'")
        before = glyph
    assert faults == []


def _goes_back(before: Glyph, after: Glyph) -> bool:
    return after.box.bottom < before.box.top - 2 and after.box.left <= before.box.left
