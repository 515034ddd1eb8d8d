"""The specimen: a fictional brief with every block and kind of exhibit, to see what a template or a token does."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from briefwright import editions, load, pipeline, publish
from briefwright.model.finding import Refused, has_errors
from briefwright.model.lang import LANGS, Lang
from briefwright.publish import Content
from briefwright.release import Progress, Report, Request
from briefwright.render.blocks import BLOCKS
from briefwright.render.brief import BriefBuilder
from briefwright.render.views import BriefView
from briefwright.world import World, shipped_root

SLUG = "specimen"
DAY = date(2025, 2, 20)
"""The day it speaks for: what it shows does not depend on when."""
_SHIPPED = Path("templates", "specimen")
_HOUSE = "specimen-house"
_THESIS = Path("content", "theses", SLUG)
_LAYERED = ("templates", "assets")
_ARCHETYPE = "sector-report"
"""Whose list of blocks is replaced by one of all."""


def build(world: World, out: Path, langs: tuple[Lang, ...], workers: int, progress: Progress) -> Report:
    """The specimen as ``world``'s templates and tokens set it, once for each house with a look of its own, to ``out``.

    Raises Refused as a build does.
    """
    with _project(world) as made:
        report = editions.build(made, Request(langs=langs, out="dist", workers=workers), progress)
        if report.published is None:
            return report
        manifest = publish.read(report.published)
        if manifest is None:
            return report
        tree: dict[str, Content] = {name: report.published / name for name in manifest.files}
        publish.release(tree, manifest, out)
    return report


def view(lang: Lang = "en") -> BriefView | None:
    """The specimen as templates see it, by what is shipped; None where it has errors."""
    with _project(World.here(shipped_root())) as made:
        examined = pipeline.examine(made)
        if SLUG not in examined.sound:
            return None
        job = examined.job(made, SLUG, lang, LANGS, frozenset())
        try:
            material, findings = pipeline.set_out(job)
        except Refused:
            return None
        return None if material is None or has_errors(findings) else BriefBuilder(material).build()


@contextmanager
def _project(world: World) -> Iterator[World]:
    """A project with the specimen's content and the templates and assets of ``world``."""
    with tempfile.TemporaryDirectory(prefix="briefwright-") as folder:
        root = Path(folder).resolve() / "project"
        shutil.copytree(world.shipped / _SHIPPED, root)
        if world.root != world.shipped:
            for name in _LAYERED:
                for path in world.files(name):
                    if world.own(path):
                        (root / path).parent.mkdir(parents=True, exist_ok=True)
                        (root / path).write_bytes(world.read(path))
        order = root / "templates" / "archetypes" / f"{_ARCHETYPE}.yaml"
        order.parent.mkdir(parents=True, exist_ok=True)
        order.write_text(f"blocks: [{', '.join(BLOCKS)}]\n", encoding="utf-8")
        made = World(root, DAY, world.shipped)
        for house in load.houses_with_look(made, "paper.css", "site.css"):
            _dressed(root, house)
        yield made


def _dressed(root: Path, house: str) -> None:
    """A second specimen, of a house of that name: it takes on the look that the house has."""
    houses = root / "content" / "houses" / "house.yaml"
    text = houses.read_text(encoding="utf-8")
    first = text.partition(f"{_HOUSE}:")[2].partition("\n\n")[0]
    houses.write_text(f"{text.rstrip()}\n\n{house}:{first.rstrip()}\n", encoding="utf-8")
    target = root / "content" / "theses" / f"{SLUG}-{house}"
    shutil.copytree(root / _THESIS, target)
    thesis = target / "thesis.yaml"
    dressed = re.sub(r"^house: .*$", f"house: {house}", thesis.read_text(encoding="utf-8"), flags=re.MULTILINE)
    thesis.write_text(dressed, encoding="utf-8")
