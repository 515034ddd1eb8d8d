"""``python -m tools.reference`` writes the generated reference pages; with ``--check`` it names those out of date."""

import sys
from pathlib import Path

from tools.reference.pages import PAGES

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"


def stale() -> list[str]:
    """Names of the pages that differ from what the program says."""
    return [name for name, page in PAGES.items() if _now(name) != page()]


def _now(name: str) -> str:
    file = FOLDER / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        old = stale()
        for name in old:
            print(f"docs/reference/{name} is out of date: run python -m tools.reference", file=sys.stderr)
        return int(bool(old))
    if arguments:
        print("usage: python -m tools.reference [--check]", file=sys.stderr)
        return 2
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
