"""What others do with the same content, each step a process of its own, as they run it."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import brief
from bench.sample import Sample, run

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_EXECUTE = """
import nbclient, nbformat
book = nbformat.read("brief.ipynb", as_version=4)
nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
nbformat.write(book, "done.ipynb")
"""
_PANDOC = "import pypandoc; print(pypandoc.get_pandoc_path())"
_TYPST = "import typst; typst.compile('brief.typ', output='typst.pdf')"
_STOCK = "import weasyprint; weasyprint.HTML('inline.html').write_pdf('stock.pdf')"


def prepare(folder: Path) -> None:
    """Write the dense brief in the forms that peers read."""
    folder.mkdir(parents=True, exist_ok=True)
    brief.table(folder / "kites.csv")
    (folder / "brief.md").write_text(brief.for_pandoc(), encoding="utf-8")
    (folder / "brief.ipynb").write_text(brief.notebook(), encoding="utf-8")
    (folder / "charts.py").write_text("\n".join(brief.altair_cells()), encoding="utf-8")


def quarto_parts(folder: Path) -> Sample:
    """Jupyter runs the charts; pandoc writes HTML and Typst; Typst writes the PDF. Once each, which flatters Quarto."""
    pandoc = run([sys.executable, "-c", _PANDOC]).out.strip()
    steps: Sequence[Sequence[str]] = (
        (sys.executable, "-c", _EXECUTE),
        (pandoc, "brief.md", "-s", "--toc", "--embed-resources", "-o", "brief.html"),
        (pandoc, "brief.md", "-s", "--toc", "-t", "typst", "-o", "brief.typ"),
        (sys.executable, "-c", _TYPST),
    )
    return _all(steps, folder)


def chromium_path() -> str | None:
    return next((found for name in _CHROMIUM if (found := shutil.which(name))), None)


def altair_and_chromium(folder: Path, chromium: str) -> Sample:
    """A script draws the charts with Altair; a headless Chromium prints the finished page."""
    printing = (
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
        *(f"--user-data-dir={folder}/profile", "--print-to-pdf=chromium.pdf", f"file://{folder}/linked.html"),
    )
    return _all(((sys.executable, "charts.py"), printing), folder)


def stock_weasyprint(folder: Path) -> Sample:
    """WeasyPrint as it comes on the finished page with inline SVG: no charts, no tags, no PDF/A."""
    return _all(((sys.executable, "-c", _STOCK),), folder)


def _all(steps: Sequence[Sequence[str]], folder: Path) -> Sample:
    total = Sample(0.0, 0.0)
    for step in steps:
        total += run(step, folder)
    return total
