"""Examples of findings, made by really going wrong: each is a change of one line in the guide's project."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from briefwright import pipeline
from briefwright.jobs import Job
from briefwright.model.codes import CODES
from briefwright.model.finding import Finding
from briefwright.world import World, shipped_root
from tools.reference import guide

SLUG = "electric-ferries"
AS_OF = date(2026, 3, 1)
_FILE = Path(__file__).with_name("findings.yaml")


@dataclass(frozen=True)
class Example:
    """``wrong`` is the line that gives ``finding``, ``right`` the line mended; all are empty where none is shown."""

    code: str
    means: str
    file: str = ""
    wrong: str = ""
    right: str = ""
    finding: Finding | None = None


def examples(folder: Path) -> list[Example]:
    """One for each code, in the order of CODES. ``folder`` is empty and will hold the guide's project."""
    guide.project(folder)
    world = World(folder.resolve(), AS_OF, shipped_root())
    written: dict[str, dict[str, Any]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    if list(written) != list(CODES):
        raise SystemExit(f"{_FILE.name} has not the codes of model/codes.py: {sorted(set(written) ^ set(CODES))}")
    if found := everything(world):
        raise SystemExit(f"the guide's own project has findings: {found}")
    return [_example(world, code, entry) for code, entry in written.items()]


def everything(world: World, *, render: bool = False) -> list[Finding]:
    """Findings of the guide's thesis up to the charts in English; with ``render``, up to its page and PDF."""
    examined = pipeline.examine(world)
    if examined.findings or SLUG not in examined.sound:
        return list(examined.findings)
    formats = frozenset(("html", "pdf") if render else ())
    job = examined.job(world, SLUG, "en", ("en",), formats)
    return list(pipeline.edition(Job(SLUG, job, thesis=SLUG)).findings)


def _example(world: World, code: str, entry: dict[str, Any]) -> Example:
    if "add" in entry:
        file = world.root / entry["add"]
        guide.write(file, "Words.\n")
        found = _of(code, everything(world))
        file.unlink()
        return Example(code, entry["means"], entry["add"], "", "", found)
    if "file" not in entry:
        return Example(code, entry["means"])
    path = _path(entry["file"])
    also = entry.get("also", [])
    changes = [entry, *({"file": entry["file"]} | one for one in (also if isinstance(also, list) else [also]))]
    before = {_path(one["file"]): (world.root / _path(one["file"])).read_text(encoding="utf-8") for one in changes}
    after = dict(before)
    for one in changes:
        after[_path(one["file"])] = _changed(code, after[_path(one["file"])], one)
    for name, text in after.items():
        guide.write(world.root / name, text)
    found = _of(code, everything(world, render=code.startswith("R")))
    for name, text in before.items():
        guide.write(world.root / name, text)
    return Example(code, entry["means"], path, entry["wrong"], entry.get("mend", entry["right"]), found)


def _path(short: str) -> str:
    folder = "content/" if "/" in short else f"content/theses/{SLUG}/"
    return folder + short


def _changed(code: str, text: str, entry: dict[str, Any]) -> str:
    if entry["right"] not in text:
        raise SystemExit(f"{code}: the guide has no longer '{entry['right']}'")
    return text.replace(entry["right"], entry["wrong"], 1)


def _of(code: str, found: list[Finding]) -> Finding:
    mine = [finding for finding in found if finding.code == code]
    if not mine:
        raise SystemExit(f"{code}: the example gives {[(one.code, one.message) for one in found]}")
    return mine[0]
