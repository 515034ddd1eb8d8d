"""The workers of a build are given no more to import than what is made needs."""

from datetime import date
from pathlib import Path

from briefwright import release
from briefwright.world import World


def test_pages_alone_need_no_pdf_engine(tmp_path: Path) -> None:
    """WeasyPrint, the slowest of all imports, is preloaded where PDFs are asked for and nowhere else."""
    world = World.here(tmp_path, date(2026, 2, 1))
    assert "weasyprint" not in release.workers(world, release.Request(formats=frozenset(["html"]))).preload
    assert "weasyprint" in release.workers(world, release.Request(formats=frozenset(["pdf"]))).preload
