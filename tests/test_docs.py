"""The guide is run as its reader would run it, and the reference pages say what the code does.

Fenced blocks of ``docs/guide.md``, in order, in one project:

- ``sh`` is run in process, each line a command; ``sh exit=1`` must leave with that code. ``text`` behind it is what it
  prints, in order, where a line ``…`` stands for any lines and ``…`` in a line for any characters.
- a language with ``file=`` is a file of the project; ``diff file=`` is a change of one line for the next ``sh`` block.
- ``yaml thesis`` is a piece of one thesis, which is written in the draft's place before the first command behind the
  last piece.
- ``console`` is set-up of a machine and is not run. A block without a language is a picture.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from briefwright import cli, pipeline
from briefwright.cli.schema import schema
from briefwright.model.amount import Amount
from briefwright.model.period import Period
from briefwright.model.unit import Unit
from briefwright.world import World, shipped_root

ROOT = Path(__file__).resolve().parent.parent
GUIDE = ROOT / "docs" / "guide.md"
THESIS = "content/theses/electric-ferries/thesis.yaml"
AS_OF = date(2026, 3, 1)
_FENCE = re.compile(r"^```(?P<lang>[a-z]*)(?: (?P<rest>[^\n]*))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, what stands behind it, its text and its line in the guide."""

    lang: str
    rest: str
    text: str
    line: int

    @property
    def file(self) -> str:
        return self.rest.removeprefix("file=") if self.rest.startswith("file=") else ""

    @property
    def is_piece(self) -> bool:
        return self.lang == "yaml" and self.rest == "thesis"


def blocks() -> list[Block]:
    page = GUIDE.read_text(encoding="utf-8")
    return [
        Block(found["lang"], found["rest"] or "", found["text"], page.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(page)
    ]


def joined(pieces: Sequence[str]) -> str:
    """Pieces of a thesis as one: what stands under the same key comes together, in order."""
    parts: dict[str, list[str]] = {}
    key = ""
    for line in "".join(pieces).splitlines():
        if found := re.match(r"[a-z_]+:", line):
            key = found[0]
            if key not in parts:
                parts[key] = [line]
            continue
        parts[key].append(line)
    return "\n".join(line for lines in parts.values() for line in lines) + "\n"


def whole_project(folder: Path) -> None:
    """The guide's project with every file it shows and its thesis complete, without a build."""
    assert cli.main(["init", str(folder)]) == 0
    for block in blocks():
        if block.file and block.lang != "diff":
            write(folder / block.file, block.text)
    write(folder / THESIS, joined([block.text for block in blocks() if block.is_piece]))


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


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
        whole = joined([block.text for block in page if block.is_piece])
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
    Reader(tmp_path, capsys, monkeypatch).follow(blocks())
