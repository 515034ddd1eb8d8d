"""The exhibits of the shipped theses, in every language: no word on another, none cut off."""

from datetime import date
from functools import cache

import pytest

from briefwright import pipeline
from briefwright.model.lang import LANGS, Lang
from briefwright.world import World, shipped_root
from tests.unit.chart.test_geometry import check

pytestmark = pytest.mark.slow
THESES = sorted(path.parent.name for path in (shipped_root() / "content" / "theses").glob("*/thesis.yaml"))


@cache
def examined() -> tuple[World, pipeline.Examined]:
    world = World.here(shipped_root(), date(2026, 11, 22))
    return world, pipeline.examine(world)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", THESES)
def test_words_of_exhibits_keep_apart_and_inside(slug: str, lang: Lang) -> None:
    """Labels, ticks and names, as they are printed."""
    world, found = examined()
    job = found.job(world, slug, lang, (lang,), frozenset(("pdf",)))
    material, findings = pipeline.set_out(job)
    assert material is not None, findings
    for view in material.exhibits:
        if view.svg:
            check(view)
