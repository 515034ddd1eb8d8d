"""The guide's fenced blocks, and the project they make: see ``tests/test_docs.py`` for what each sort of block is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefwright import scaffold
from briefwright.world import shipped_root

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "guide.md"
THESIS = "content/theses/electric-ferries/thesis.yaml"
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
        """The file of the project that the block is, or for a ``diff`` changes."""
        return self.rest.removeprefix("file=") if self.rest.startswith("file=") else ""

    @property
    def is_piece(self) -> bool:
        return self.lang == "yaml" and self.rest == "thesis"


def blocks() -> list[Block]:
    """Every block of the guide, in order."""
    return fenced(PAGE.read_text(encoding="utf-8"))


def fenced(page: str) -> list[Block]:
    """Every block of a page, in order."""
    return [
        Block(found["lang"], found["rest"] or "", found["text"], page.count("\n", 0, found.start()) + 1)
        for found in _FENCE.finditer(page)
    ]


def thesis(page: Sequence[Block]) -> str:
    """The pieces of the thesis as one: what stands under the same key comes together, in order."""
    parts: dict[str, list[str]] = {}
    key = ""
    for line in "".join(block.text for block in page if block.is_piece).splitlines():
        if found := re.match(r"[a-z_]+:", line):
            key = found[0]
            parts.setdefault(key, [line])
            continue
        parts[key].append(line)
    return "\n".join(line for lines in parts.values() for line in lines) + "\n"


def project(folder: Path) -> None:
    """Write the project that a reader has at the end of the guide, without what was built."""
    scaffold.project(shipped_root(), folder)
    page = blocks()
    for block in page:
        if block.file and block.lang != "diff":
            write(folder / block.file, block.text)
    write(folder / THESIS, thesis(page))


def write(file: Path, text: str) -> None:
    """Write ``text`` to ``file``, its folders made where they lack."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
