"""Processor time inside one warm process: a PDF by page, a chart. Prints JSON.

``python -m bench.warm RUNS PROJECT…``, or ``page PROJECT FOLDER`` to write the finished page for other engines.
"""

import io
import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf

from briefwright import chart, jobs, pipeline
from briefwright.render import paper
from briefwright.world import World

AS_OF = date(2026, 2, 1)


@dataclass(slots=True)
class Paper:
    """What the render stage handed to the PDF engine."""

    html: str = ""
    assets: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    name: str = ""

    def linked(self) -> str:
        """The page with its pictures as files beside it."""
        return self.html.replace(paper.BASE + "exhibits/", "")

    def inline(self) -> str:
        """The page with its pictures as inline SVG."""

        def svg(match: re.Match[str]) -> str:
            text = self.assets[match[1]][0].decode()
            return text[text.index("<svg") :]

        return re.sub(rf'<img src="({re.escape(paper.BASE)}[^"]+)"[^>]*>', svg, self.html)


def captured(root: Path) -> tuple[Paper, Callable[[], pipeline.EditionResult]]:
    """The paper of a project's only thesis, and a call that makes its edition anew."""
    world = World.here(root, AS_OF)
    examined = pipeline.examine(world)
    (slug,) = examined.folders
    languages = examined.languages(slug, ())
    job = examined.job(world, slug, languages[0], languages, frozenset(("html", "pdf")))
    kept, real = Paper(), paper.pdf

    def keep(html: str, assets: Any, name: str, **more: Any) -> bytes:
        kept.html, kept.assets, kept.name = html, dict(assets), name
        return real(html, assets, name, **more)

    with patch.object(paper, "pdf", keep):
        made = pipeline.edition(jobs.Job(slug, job, thesis=slug))
    if not made.files:
        raise RuntimeError(str(made.findings))
    return kept, lambda: pipeline.edition(jobs.Job(slug, job, thesis=slug))


def stock(page: Paper) -> bytes:
    """The same page with inline SVG through WeasyPrint's own interface, tags and PDF/A on."""
    import weasyprint

    document = weasyprint.HTML(string=page.inline(), base_url=paper.BASE)
    content: bytes = document.write_pdf(pdf_tags=True, pdf_variant="pdf/a-3a")
    return content


def pages(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as document:
        return len(document.pages)


def spent(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    since = time.process_time()
    work()
    return time.process_time() - since


@dataclass(slots=True)
class Figures:
    """Seconds of processor time by run; ``charts`` are seconds a chart."""

    pages: int
    ours: list[float] = field(default_factory=list)
    stock: list[float] = field(default_factory=list)
    charts: list[float] = field(default_factory=list)
    edition: list[float] = field(default_factory=list)


def measure(roots: list[Path], runs: int) -> list[Figures]:
    """The projects take turns, so that a slow spell of the machine weighs on all of them."""
    briefs = [captured(root) for root in roots]
    found = [Figures(pages(paper.pdf(page.html, page.assets, page.name))) for page, _ in briefs]
    stock(briefs[0][0])
    for _ in range(runs):
        for figures, (page, edition) in zip(found, briefs, strict=True):
            figures.ours.append(spent(lambda page=page: paper.pdf(page.html, page.assets, page.name)))  # type: ignore[misc]
            figures.stock.append(spent(lambda page=page: stock(page)))  # type: ignore[misc]
            with timed_charts(figures.charts):
                figures.edition.append(spent(edition))
    return found


@contextmanager
def timed_charts(times: list[float]) -> Iterator[None]:
    """Note what a chart takes, theme, layout and engine, while editions are made."""
    real = chart.views

    def timed(*arguments: Any, **options: Any) -> Any:
        since = time.process_time()
        made = real(*arguments, **options)
        times.append((time.process_time() - since) / sum(1 for view in made[0] if view.svg))
        return made

    with patch.object(chart, "views", timed):
        yield


def show(root: Path, folder: Path) -> None:
    """Write the finished page for other engines: ``linked.html`` with its pictures, ``inline.html`` with inline SVG."""
    page, _ = captured(root)
    (folder / "linked.html").write_text(page.linked(), encoding="utf-8")
    (folder / "inline.html").write_text(page.inline(), encoding="utf-8")
    for address, (data, media) in page.assets.items():
        if media == "image/svg+xml" and "/exhibits/" in address:
            (folder / address.rpartition("/")[2]).write_bytes(data)


if __name__ == "__main__":
    if sys.argv[1] == "page":
        show(Path(sys.argv[2]), Path(sys.argv[3]))
        raise SystemExit(0)
    figures = measure([Path(root) for root in sys.argv[2:]], int(sys.argv[1]))
    sys.stdout.write(json.dumps([asdict(one) for one in figures]) + "\n")
