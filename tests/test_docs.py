"""The guide is run as its reader would run it, and the reference pages say what the code does.

Fenced blocks of ``docs/guide.md``, in order, in one project:

- ``sh`` is run in process, each line a command or an ``export``; ``sh exit=1`` must leave with that code. ``text``
  behind it is what it prints, in order, where a line ``…`` stands for any lines and ``…`` in a line for any characters.
- a language with ``file=`` is a file of the project; ``diff file=`` is a change of one line for the next ``sh`` block.
- ``yaml thesis`` is a piece of one thesis, which is written in the draft's place before the first command behind the
  last piece.
- ``console`` is set-up of a machine and is not run. A block without a language is a picture.
"""

import re
import shlex
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from pydantic import TypeAdapter

from briefwright import cli
from briefwright.cli.schema import KINDS, schema
from briefwright.model.base import AmountField, DateField, PeriodField, UnitField
from tools.reference import guide, pages
from tools.reference.__main__ import FOLDER, stale
from tools.reference.guide import THESIS, Block, write

ROOT = Path(__file__).resolve().parent.parent
Captured = pytest.CaptureFixture[str]


class Reader:
    """Follows the guide in ``folder``."""

    def __init__(self, folder: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.capsys, self.monkeypatch = folder, capsys, monkeypatch
        self.undo: list[Callable[[], object]] = []
        self.printed = ""
        self.do: dict[str, Callable[[Block], None]] = {
            "sh": self.run,
            "text": self.compare,
            "diff": self.change,
            "console": lambda _: None,
            "": lambda _: None,
        }

    def follow(self, page: Sequence[Block]) -> None:
        last = max(place for place, block in enumerate(page) if block.is_piece)
        whole = guide.thesis(page)
        for place, block in enumerate(page):
            if block.is_piece:
                continue
            if block.lang == "sh" and place > last and whole:
                write(self.folder / THESIS, whole)
                whole = ""
            if block.file and block.lang != "diff":
                write(self.folder / block.file, block.text)
            else:
                self.do[block.lang](block)

    def run(self, block: Block) -> None:
        wanted = int(block.rest.removeprefix("exit=") or 0)
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            if words[0] == "cd":
                self.folder /= words[1]
                self.monkeypatch.chdir(self.folder)
            elif words[0] == "export":
                self.monkeypatch.setenv(*words[1].split("=", 1))
            elif words[:2] == ["mkdir", "-p"]:
                (self.folder / words[2]).mkdir(parents=True, exist_ok=True)
            else:
                assert words[0] == "briefwright", f"line {block.line}: a reader cannot run {line}"
                code = self.command(words[1:])
                assert code == wanted, f"line {block.line}: {line} left with {code}\n{self.printed}"
        while self.undo:
            self.undo.pop()()

    def command(self, words: list[str]) -> int:
        target = None
        if ">" in words:
            words, target = words[: words.index(">")], words[-1]
        code = cli.main(words + (["--jobs", "0"] if words[0] == "build" else []))
        said = self.capsys.readouterr()
        self.printed = said.out + said.err
        if target:
            write(self.folder / target, said.out)
        return code

    def compare(self, block: Block) -> None:
        pattern = ".*".join(map(re.escape, block.text.strip().split("…")))
        assert re.search(pattern, self.printed, re.DOTALL), f"line {block.line}\n{self.printed}"

    def change(self, block: Block) -> None:
        file = self.folder / block.file
        before = file.read_text(encoding="utf-8")
        old, new = (line[1:] for line in block.text.splitlines())
        assert before.count(old) == 1, f"line {block.line}: {old}"
        file.write_text(before.replace(old, new), encoding="utf-8")
        self.undo.append(lambda: file.write_text(before, encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.filterwarnings(r"ignore:Exception ignored in.*sRGB2014\.icc:pytest.PytestUnraisableExceptionWarning")
def test_the_guide_can_be_followed(tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command does what the page says, with the files the page shows, and prints what the page prints."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    Reader(tmp_path, capsys, monkeypatch).follow(guide.blocks())


def test_the_generated_reference_pages_are_current() -> None:
    """They say what the program says; ``python -m tools.reference`` writes them anew."""
    assert stale() == []


_FIELDS: dict[str, Any] = {"amount": AmountField, "unit": UnitField, "period": PeriodField, "date": DateField}


@pytest.mark.parametrize("field", _FIELDS)
def test_every_form_in_the_page_on_numbers_is_understood(field: str) -> None:
    """The examples in the first column of its tables are values of their field."""
    page = (FOLDER / "numbers.md").read_text(encoding="utf-8")
    table = page[page.index(f"| {field} |") :].split("\n\n", 1)[0]
    forms = [form for row in table.splitlines()[2:] for form in re.findall(r"`([^`]+)`", row.split("|")[1])]
    assert len(forms) > 3
    for form in forms:
        value = yaml.load(form, yaml.BaseLoader) if form.startswith("{") else form  # noqa: S506 - reads strings alone
        TypeAdapter(_FIELDS[field]).validate_python(value)


def as_editors_read(value: object) -> object:
    """YAML as an editor types it, dates as the strings they are in JSON."""
    if isinstance(value, dict):
        return {str(as_editors_read(key)): as_editors_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_editors_read(item) for item in value]
    return value.isoformat() if isinstance(value, date | datetime) else value


LIBRARIES = ("content", "templates/starter/project/content")


@pytest.mark.parametrize("library", LIBRARIES)
def test_editors_accept_what_the_program_accepts(library: str) -> None:
    """The published schema holds for every sound file, though an editor types 002230 as a number."""
    seen = set()
    for file in sorted((ROOT / library).rglob("*.yaml")):
        kind = "thesis" if file.name == "thesis.yaml" else file.parent.name
        seen.add(kind)
        written = as_editors_read(yaml.safe_load(file.read_text(encoding="utf-8")))
        jsonschema.Draft202012Validator(schema(kind)).validate(written)
    assert {"thesis", "houses", "sources"} <= seen <= set(KINDS)


def test_the_schema_says_what_every_field_of_a_thesis_is_for() -> None:
    """An editor can show it, and so does the reference page."""
    fields = schema("thesis")["properties"]
    assert [name for name, field in fields.items() if not field.get("description")] == []


def test_a_misspelt_field_is_refused_by_the_schema() -> None:
    """What is no field, an editor underlines."""
    with pytest.raises(jsonschema.ValidationError, match="subtitel"):
        jsonschema.Draft202012Validator(schema("thesis")).validate({"subtitel": "x"})


PROSE = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every relative link names a file that there is and, after #, one of its headings."""
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)", text):
        link = "".join(target)
        if link.startswith("http"):
            continue
        name, _, anchor = link.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), link
        if anchor:
            assert anchor in anchors(file), link


@pytest.mark.parametrize("page", [page for page in PROSE if page.parent.name == "docs"], ids=lambda page: page.name)
def test_a_file_that_is_shown_is_named_where_readers_see_it(page: Path) -> None:
    """What stands behind the fence is not shown by those who print Markdown."""
    text = page.read_text(encoding="utf-8")
    shown = re.finditer(r"(?:\n\n|^)((?:[^\n`][^\n]*\n|`[^`][^\n]*\n)*)\n```\w+ (?:file|add)=(\S+)\n", text)
    named = [(match[2], f"`{match[2]}`" in match[1]) for match in shown]
    assert len(named) == len(re.findall(r"^```\w+ (?:file|add)=", text, re.MULTILINE))
    assert [file for file, is_named in named if not is_named] == []


def test_every_shipped_sector_says_why_it_differs() -> None:
    """In a row of the table, with a reason."""
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.+) \|$", (ROOT / "docs" / "customising.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(name for name, why in rows if "so" in why) == sorted(
        file.stem for file in (ROOT / "templates" / "sectors").glob("*.yaml")
    )


def anchors(file: Path) -> set[str]:
    """The names of a page's headings, as repositories make them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_generated_page_says_that_it_is() -> None:
    """Nobody should mend by hand what the next run writes over."""
    assert all((FOLDER / name).read_text(encoding="utf-8").startswith("<!-- Made by") for name in pages.PAGES)
