"""Each section of ``docs/customising.md`` is followed with the installed wheel, and does what it says.

A section is a change by itself, in a fresh project. ``<language> file=`` is a file of the project, ``add=`` is put at
the end of one, ``diff file=`` changes lines of one for good: the lines with a minus are one run, as are those with a
plus, pair by pair. ``sh`` is run, ``sh exit=1`` leaves with that code, and ``text`` is what it prints, as in the guide.
"""

import json
import os
import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from tests.customising.conftest import ROOT
from tools.reference.guide import Block, fenced

pytestmark = pytest.mark.slow

PAGE = (ROOT / "docs" / "customising.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part for part in PAGE.split("\n## ")[1:]}
SLUG = "battery-swapping"


@dataclass
class Reader:
    """Follows one section in the folder ``at``; ``written`` are the files it wrote or changed."""

    program: Path
    at: Path
    written: set[str] = field(default_factory=set)
    printed: str = ""

    def follow(self, section: str) -> "Reader":
        for block in fenced(section):
            if block.lang == "sh":
                self.run(block)
            elif block.lang == "text":
                pattern = ".*".join(map(re.escape, block.text.strip().split("…")))
                assert re.search(pattern, self.printed, re.DOTALL), self.printed
            else:
                self.write(block)
        return self

    def write(self, block: Block) -> None:
        how, _, name = block.rest.partition("=")
        file = self.at / name
        self.written.add(name)
        if block.lang == "diff":
            before = file.read_text(encoding="utf-8")
            for pair in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", block.text, re.MULTILINE):
                old, new = (re.sub(r"^.", "", lines, flags=re.MULTILINE) for lines in pair)
                assert before.count(old) == 1, old
                before = before.replace(old, new)
            file.write_text(before, encoding="utf-8")
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        assert how in ("file", "add"), block
        before = file.read_text(encoding="utf-8") if how == "add" else ""
        file.write_text(before + block.text, encoding="utf-8")

    def run(self, block: Block) -> None:
        for line in block.text.splitlines():
            words, _, target = line.partition(" > ")
            done = subprocess.run(
                [self.program, *shlex.split(words)[1:]],
                cwd=self.at,
                env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], "SOURCE_DATE_EPOCH": "1772323200"},
                capture_output=True,
                check=False,
                text=True,
                timeout=300,
            )
            self.printed = done.stdout + done.stderr
            assert done.returncode == int(block.rest.removeprefix("exit=") or 0), self.printed
            if target:
                (self.at / target).parent.mkdir(exist_ok=True)
                (self.at / target).write_text(done.stdout, encoding="utf-8")

    def page(self, lang: str = "en") -> BeautifulSoup:
        return BeautifulSoup((self.at / f"dist/{lang}/{SLUG}/index.html").read_text(encoding="utf-8"), "html.parser")

    def blocks(self, lang: str = "en") -> list[str]:
        """The anchors of the blocks, in order; all chapters of the text are one."""
        found = [re.sub(r"^section-\d+$", "sections", str(one["id"])) for one in self.page(lang).select("main > [id]")]
        return list(dict.fromkeys(found))

    def pdf(self, lang: str = "en") -> Path:
        return self.at / f"dist/{lang}/{SLUG}/{SLUG}.{lang}.pdf"

    @cached_property
    def text(self) -> str:
        """The words of the English PDF."""
        with pypdfium2.PdfDocument(self.pdf()) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)

    def inks(self, page: int = 0) -> set[tuple[int, ...]]:
        """The colours of a page of the English PDF, as a picture has them."""
        with pypdfium2.PdfDocument(self.pdf()) as document:
            picture = document[page].render(scale=2).to_pil().convert("RGB")
        return {colour for _, colour in picture.getcolors(1 << 20)}


GREEN, BLUE = (0x00, 0x7A, 0x5E), (0x0B, 0x5F, 0xA5)


def look(reader: Reader) -> None:
    with pikepdf.open(reader.pdf()) as pdf:
        assert all([float(side) for side in page.mediabox] == [0, 0, 612, 792] for page in pdf.pages)
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert any("Serif" in font for font in fonts)
    assert not any("Inter" in font for font in fonts)
    assert GREEN in reader.inks()
    logo = reader.page().select_one(".mast img.logo")
    assert logo is not None
    assert logo["alt"] == "Sample Research"
    assert (reader.pdf().parent / str(logo["src"])).is_file()
    assert "#007a5e" in (reader.at / "dist/assets/site.en.css").read_text(encoding="utf-8")


RUST = (0xC0, 0x56, 0x2B)


def rules_of_style(reader: Reader) -> None:
    with pypdfium2.PdfDocument(reader.pdf()) as document:
        pages = range(len(document))
    assert any(RUST in reader.inks(page) for page in pages)
    sheet = reader.page().select_one('link[rel="stylesheet"]')
    assert sheet is not None
    assert sheet["href"] == "../../assets/houses/my-house/site.en.css"
    dressed, common = (
        (reader.at / f"dist/assets/{name}").read_text(encoding="utf-8")
        for name in ("houses/my-house/site.en.css", "site.en.css")
    )
    assert dressed == f"{common}#risks h2 {{ color: #c0562b; }}\n"


def changed_blocks(reader: Reader) -> None:
    found = reader.blocks()
    assert found.index("gaps") == found.index("sections") + 1
    assert found.index("moats") == found.index("gaps") + 1
    assert "Density of stations" in reader.page().select_one("#moats").get_text()  # type: ignore[union-attr]
    assert found.index("risks") + 1 == found.index("beneficiaries")
    assert reader.page().select_one("nav.contents") is None


def own_archetype(reader: Reader) -> None:
    assert {"beneficiaries", "claims"}.isdisjoint(reader.blocks())
    assert "Short note" in reader.page().select_one(".kind").get_text()  # type: ignore[union-attr]
    assert "短評" in reader.page("zh-Hant").select_one(".kind").get_text()  # type: ignore[union-attr]


def overridden(reader: Reader) -> None:
    page = reader.page()
    assert page.select_one("#gaps .ask").get_text() == "Sample Research · 1"  # type: ignore[union-attr]
    risks = page.select_one("#risks")
    assert risks is not None
    assert risks.select("dl")
    assert risks.find_next_sibling("p", class_="note") is not None


def extended_sector(reader: Reader) -> None:
    found = reader.blocks()
    assert found.index("catalysts") < found.index("sections")
    assert found.index("risks") + 1 == found.index("beneficiaries")
    assert reader.page().select_one("nav.contents") is None
    assert reader.page().select_one("#catalysts .dates") is not None


def own_block(reader: Reader) -> None:
    found = reader.blocks()
    assert found.index("peers") == found.index("beneficiaries") + 1
    page = reader.page()
    assert page.select_one('.contents a[href="#peers"]').get_text() == "Peers at a glance"  # type: ignore[union-attr]
    assert page.select_one("#peers tr.ahead td a.num") is not None
    assert "estimate" in page.select_one("#peers tr.ahead td").get_text()  # type: ignore[union-attr]
    assert "同業對照" in reader.page("zh-Hant").select_one("#peers h2").get_text()  # type: ignore[union-attr]
    ledger = json.loads((reader.pdf().parent / "ledger.json").read_text(encoding="utf-8"))
    share = next(one for one in ledger["numbers"] if one["address"] == "leader_share")
    assert {"where": "block", "id": "peers", "anchor": "peers"} in share["places"]
    assert "Peers at a glance" in reader.text
    written = json.loads((reader.at / ".vscode/thesis.schema.json").read_text(encoding="utf-8"))
    fields = written["properties"]["blocks"]["properties"]["peers"]
    assert fields["required"] == ["lead"]
    assert fields["properties"]["lead"]["description"] == "One sentence above the table."
    reader.written.discard(".vscode/thesis.schema.json")
    wrong(reader, "stands: ahead", "stands: ahed", "L023")
    wrong(reader, "{{ leader_stations }}，", "225座，", "A302")
    wrong(reader, "[@example-survey]\n      en", "[@example-servey]\n      en", "C101")


def wrong(reader: Reader, right: str, slip: str, code: str) -> None:
    """The same thesis with a slip has a finding in its line."""
    file = reader.at / f"content/theses/{SLUG}/thesis.yaml"
    before = file.read_text(encoding="utf-8")
    assert before.count(right) == 1, right
    file.write_text(before.replace(right, slip), encoding="utf-8")
    line = before[: before.index(right)].count("\n") + 1
    done = subprocess.run([reader.program, "check"], cwd=reader.at, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert re.search(rf"thesis\.yaml:{line}:\d+: error {code} ", done.stdout), done.stdout
    file.write_text(before, encoding="utf-8")


def own_chart(reader: Reader) -> None:
    pictures = sorted((reader.pdf().parent / "exhibits").glob("*.svg"))
    assert any("#b5292f" in one.read_text(encoding="utf-8") for one in pictures)
    assert "500" in pictures[0].read_text(encoding="utf-8")
    exhibit = reader.page().select_one("figure img")
    assert exhibit is not None
    assert str(exhibit["alt"]).startswith("Chart: ")
    file = reader.at / "extensions.py"
    file.write_text(file.read_text(encoding="utf-8").replace("look = subject.theme", "look = subject.teme"), "utf-8")
    done = subprocess.run([reader.program, "build"], cwd=reader.at, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert re.search(r"extensions\.py:7:\d+: error X404 ", done.stdout + done.stderr), done.stdout + done.stderr


def own_formula(reader: Reader) -> None:
    page = reader.page()
    assert re.search(r"about\s2\.8x", page.select_one(".keydata").get_text())  # type: ignore[union-attr]
    assert "The first divided by the second" in page.select_one("#appendix").get_text()  # type: ignore[union-attr]
    done = subprocess.run(
        [reader.program, "--untrusted", "check"], cwd=reader.at, capture_output=True, check=False, text=True
    )
    assert done.returncode == 1
    assert "L076" in done.stdout
    assert "no formula is named 'per_one'" in done.stdout


def labels(reader: Reader) -> None:
    assert "In brief" in reader.page().get_text()
    assert "Figure 1" in reader.page().get_text()
    assert "What could go wrong" in reader.page().get_text()
    assert "Exhibit 1" not in reader.page().get_text()
    assert "要点速览" in reader.page("zh-Hans").get_text()
    assert "重點速覽" in reader.page("zh-Hant").get_text()


def second_house(reader: Reader) -> None:
    with pikepdf.open(reader.pdf()) as pdf:
        assert [float(side) for side in pdf.pages[0].mediabox] == [0, 0, 612, 792]
    assert "Harbour Research" in reader.text
    assert BLUE in reader.inks()
    assert not (reader.at / "dist/zh-Hant" / SLUG).exists()
    sheet = reader.page().select_one('link[rel="stylesheet"]')
    assert sheet is not None
    assert sheet["href"] == "../../assets/houses/harbour/site.en.css"
    assert "#0b5fa5" in (reader.at / "dist/assets/houses/harbour/site.en.css").read_text(encoding="utf-8")
    assert "#0b5fa5" not in (reader.at / "dist/assets/site.en.css").read_text(encoding="utf-8")


def nothing_published(reader: Reader) -> None:
    assert not (reader.at / "dist" / "manifest.json").exists()


PROVED: dict[str, Callable[[Reader], None]] = {
    "Colours, fonts, paper and logo": look,
    "Rules of style for a house": rules_of_style,
    "Drop, add and move blocks": changed_blocks,
    "An archetype of your own": own_archetype,
    "One block, written anew": overridden,
    "A sector that extends another": extended_sector,
    "A block of your own": own_block,
    "A chart of your own": own_chart,
    "A formula of your own": own_formula,
    "Every fixed word": labels,
    "A second house": second_house,
    "When a template is wrong": nothing_published,
}


def test_every_section_is_proved() -> None:
    """A section with files or commands needs a proof; what only explains needs none."""
    assert [name for name, part in SECTIONS.items() if fenced(part)] == list(PROVED)


@pytest.mark.parametrize("name", PROVED)
def test_a_section_does_what_it_says(name: str, installed: Path, research: Path) -> None:
    """Followed in a fresh project, it has its effect, with at most three files and none of ours."""
    shipped = {path: path.stat().st_mtime_ns for path in installed.parents[1].rglob("shipped/**/*") if path.is_file()}
    assert shipped
    reader = Reader(installed, research).follow(SECTIONS[name])
    PROVED[name](reader)
    assert len(reader.written) <= 3, reader.written
    assert {path: path.stat().st_mtime_ns for path in shipped} == shipped


def test_the_page_begins_with_a_project() -> None:
    """The first commands are what the tests' own project is made with."""
    first = fenced(PAGE.split("\n## ", 1)[0])[0]
    assert first.text == "briefwright init research\ncd research\n"
