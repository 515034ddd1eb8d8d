"""Each validator lets a good file pass and names the fault of a bad one; otherwise its silence would mean nothing."""

from pathlib import Path

import pytest
import weasyprint

from tests.validators import axe, nu, verapdf

pytestmark = pytest.mark.slow

GOOD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1><p>Some text.</p>{more}</main></body></html>"""


def page(folder: Path, more: str = "") -> Path:
    file = folder / "page.html"
    file.write_text(GOOD.format(more=more), "utf-8")
    return file


def test_nu_passes_a_valid_page(tmp_path: Path) -> None:
    """No message on a page without fault."""
    assert nu.messages([page(tmp_path)]) == []


def test_nu_names_a_misplaced_element(tmp_path: Path) -> None:
    """A list item without a list is reported with the file it stands in."""
    (message,) = nu.messages([page(tmp_path, "<li>stray</li>")])
    assert "page.html" in message
    assert "li" in message


def test_axe_passes_an_accessible_page(tmp_path: Path) -> None:
    """No violation on a page without fault."""
    assert axe.violations([page(tmp_path).as_uri()]) == []


def test_axe_names_an_image_without_alternative(tmp_path: Path) -> None:
    """An image without alt text is a violation of `image-alt`."""
    (violation,) = axe.violations([page(tmp_path, '<img src="data:,">').as_uri()], width=390)
    assert ": image-alt: " in violation


def test_axe_judges_a_page_whose_policy_forbids_scripts(tmp_path: Path) -> None:
    """A strict Content-Security-Policy does not silence axe."""
    policy = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
    file = page(tmp_path, '<a href="#x"></a>')
    file.write_text(file.read_text("utf-8").replace("<title>", f"{policy}<title>"), "utf-8")
    assert any(": link-name: " in violation for violation in axe.violations([file.as_uri()]))


def write_pdf(source: Path, *, tagged: bool) -> Path:
    target = source.with_suffix(".pdf")
    variant = "pdf/ua-1" if tagged else None
    weasyprint.HTML(string=source.read_text("utf-8")).write_pdf(target, pdf_variant=variant, pdf_tags=tagged)
    return target


def test_verapdf_passes_a_tagged_pdf(tmp_path: Path) -> None:
    """A small PDF/UA-1 file breaks no rule."""
    assert verapdf.broken_rules("ua1", [write_pdf(page(tmp_path), tagged=True)]) == []


def test_verapdf_names_what_an_untagged_pdf_lacks(tmp_path: Path) -> None:
    """A PDF without tags breaks rules of PDF/UA-1, each named by clause."""
    broken = verapdf.broken_rules("ua1", [write_pdf(page(tmp_path), tagged=False)])
    assert any(": 7.1-" in rule for rule in broken)


def test_verapdf_says_what_is_no_pdf(tmp_path: Path) -> None:
    """A file that is no PDF is reported, not passed."""
    (broken,) = verapdf.broken_rules("3a", [page(tmp_path)])
    assert "unreadable" in broken
