"""Pages of two builds: which belongs to which, what is marked, what the page of both shows."""

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from briefwright import compare, raster
from briefwright.compare.page import known, told, write
from briefwright.compare.pictures import leaves
from briefwright.model.finding import Refused
from tests.unit.cli.conftest import Run, run

__all__ = ["run"]  # the fixture


def page(*marks: int, width: int = 200) -> bytes:
    """A white page with a black square at each height."""
    picture = Image.new("RGB", (width, 280), "white")
    for mark in marks:
        ImageDraw.Draw(picture).rectangle((40, mark, 60, mark + 10), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def pdf(file: Path, *heights: float) -> None:
    """A document of blank pages of these heights."""
    file.parent.mkdir(parents=True, exist_ok=True)
    document = pypdfium2.PdfDocument.new()
    for height in heights:
        document.new_page(200, height)
    document.save(file)


def test_a_page_put_in_between_does_not_change_those_behind_it() -> None:
    """They are the same pages under other numbers."""
    found = leaves([page(10), page(20)], [page(10), page(99), page(20)])
    assert [(leaf.state, leaf.old, leaf.new) for leaf in found] == [("same", 1, 1), ("added", 0, 2), ("same", 2, 3)]


def test_pages_that_are_gone_are_told() -> None:
    """With their old number and picture."""
    found = leaves([page(10), page(20), page(30)], [page(10)])
    assert [(leaf.state, leaf.old, leaf.new) for leaf in found[1:]] == [("removed", 2, 0), ("removed", 3, 0)]
    assert found[1].before == page(20)
    assert found[1].after == b""


def test_what_changed_is_marked_on_both_sides_and_nothing_else() -> None:
    """Red where it was, green where it is; the ink stays dark."""
    (leaf,) = leaves([page(10, 100)], [page(10, 200)])
    assert leaf.state == "changed"
    before, after = (Image.open(io.BytesIO(side)).convert("RGB") for side in (leaf.before, leaf.after))
    assert before.getpixel((50, 15)) == after.getpixel((50, 15)) == (0, 0, 0)
    red, green = before.getpixel((50, 205)), after.getpixel((50, 105))
    assert isinstance(red, tuple)
    assert isinstance(green, tuple)
    assert red[0] > red[1] + 40
    assert green[1] > green[0] + 40
    assert before.getpixel((150, 150)) == (255, 255, 255)
    assert 0 < leaf.share < 0.05


def test_a_shade_too_faint_to_see_is_no_change() -> None:
    """As where another version smooths an edge."""
    picture = Image.new("RGB", (50, 50), (250, 250, 250))
    out = io.BytesIO()
    picture.save(out, "PNG")
    blank = io.BytesIO()
    Image.new("RGB", (50, 50), "white").save(blank, "PNG")
    assert [leaf.state for leaf in leaves([blank.getvalue()], [out.getvalue()])] == ["same"]


def test_pages_of_other_sizes_can_be_compared() -> None:
    """Both lie on a sheet that holds either."""
    (leaf,) = leaves([page(10)], [page(10, width=240)])
    assert Image.open(io.BytesIO(leaf.before)).size == (240, 280)


def test_the_document_that_changed_most_comes_first(tmp_path: Path) -> None:
    """Then the others that changed; the unchanged are named and not drawn."""
    for side, heights in (("a", (100, 100)), ("b", (100, 150))):
        pdf(tmp_path / side / "en/little.pdf", *heights)
        pdf(tmp_path / side / "en/much.pdf", heights[1], heights[1])
        pdf(tmp_path / side / "en/equal.pdf", 100)
    equal = (tmp_path / "a/en/equal.pdf").read_bytes()
    (tmp_path / "b/en/equal.pdf").write_bytes(equal)
    pdf(tmp_path / "b/en/new.pdf", 90)
    pairs = compare.compared(tmp_path / "a", tmp_path / "b")
    assert [(pair.name, pair.state, len(pair.changed)) for pair in pairs] == [
        ("en/much.pdf", "changed", 2),
        ("en/little.pdf", "changed", 1),
        ("en/new.pdf", "added", 1),
        ("en/equal.pdf", "same", 0),
    ]
    assert told(pairs) == "3 of 4 PDFs differ, on 4 pages."
    html = write(pairs, ("a", "b<c>"), tmp_path / "out").read_text("utf-8")
    assert "b&lt;c&gt;" in html
    assert re.findall(r'<h2 id="d\d">([^<]*)', html) == ["en/much.pdf", "en/little.pdf", "en/new.pdf"]
    pictures = re.findall(r'<img src="([^"]+)"', html)
    assert len(pictures) == len(set(pictures)) == 8
    assert [name for name in pictures if not (tmp_path / "out" / name).is_file()] == []


def test_only_folders_of_its_own_are_written_over(tmp_path: Path) -> None:
    """An earlier comparison is; a folder of somebody's files is not."""
    write([], ("a", "b"), tmp_path / "out")
    assert known(tmp_path / "out")
    assert known(tmp_path / "fresh")
    (tmp_path / "mine").mkdir()
    assert known(tmp_path / "mine")
    (tmp_path / "mine" / "index.html").write_text("<html>", encoding="utf-8")
    assert not known(tmp_path / "mine")


def test_the_command_writes_the_page_and_says_what_differs(run: Run, tmp_path: Path) -> None:
    """The page's name on standard output, the count beside it."""
    pdf(tmp_path / "a/x.pdf", 100)
    pdf(tmp_path / "b/x.pdf", 100, 100)
    ran = run("compare", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "seen", root=tmp_path)
    assert (ran.code, ran.out.strip()) == (0, str(tmp_path / "seen" / "index.html"))
    assert "1 of 1 PDFs differs, on 1 page." in ran.err
    ran = run("compare", tmp_path / "a", tmp_path / "b", "--out", tmp_path / "a", root=tmp_path)
    assert ran.code == 2
    assert (tmp_path / "a/x.pdf").is_file()


def test_without_anything_that_draws_it_says_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it has done any work."""
    monkeypatch.setattr(raster, "_PROGRAM", "no-such-program")
    monkeypatch.setattr(raster, "_LIBRARY", "no_such_library")
    pdf(tmp_path / "a/x.pdf", 100)
    pdf(tmp_path / "b/x.pdf", 120)
    ran = run("compare", tmp_path / "a", tmp_path / "b", root=tmp_path)
    assert ran.code == 2
    assert "P605" in ran.err
    assert "poppler" in ran.err


@pytest.mark.parametrize("draw", [raster._by_poppler, raster._by_pdfium])
def test_both_ways_of_drawing_give_every_page_in_order(draw: raster.Drawer, tmp_path: Path) -> None:
    """A dot a point at 72 dots an inch."""
    pdf(tmp_path / "x.pdf", *range(100, 112))
    heights = [Image.open(io.BytesIO(one)).height for one in draw(tmp_path / "x.pdf", 72)]
    assert heights == list(range(100, 112))


@pytest.mark.parametrize("draw", [raster._by_poppler, raster._by_pdfium])
def test_what_is_no_pdf_is_refused_by_name(draw: raster.Drawer, tmp_path: Path) -> None:
    """P606, not a traceback."""
    (tmp_path / "x.pdf").write_bytes(b"nothing")
    with pytest.raises(Refused) as refused:
        draw(tmp_path / "x.pdf", 72)
    assert [finding.code for finding in refused.value.findings] == ["P606"]
    assert "x.pdf" in refused.value.findings[0].message
