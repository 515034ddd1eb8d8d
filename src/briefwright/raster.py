"""Pages of PDFs as pictures: by poppler's ``pdftoppm`` where it is installed, else by pypdfium2."""

import importlib.util
import io
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from briefwright.model.finding import Finding, Refused

_SECONDS = 300
_PROGRAM = "pdftoppm"
_LIBRARY = "pypdfium2"
_HELP = "install poppler (Debian: apt-get install poppler-utils; macOS: brew install poppler), or briefwright[pictures]"
_ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps what it does in one place for the whole process."""

Drawer = Callable[[Path, float], list[bytes]]


def pages(pdf: Path, dpi: float) -> list[bytes]:
    """Every page of ``pdf`` as a PNG, in order.

    Raises Refused: P605 where this machine has nothing to draw pages with, P606 where the file is no PDF that it reads.
    """
    return drawer()(pdf, dpi)


def drawer() -> Drawer:
    """What draws pages here. Raises Refused (P605) where nothing does."""
    if shutil.which(_PROGRAM):
        return _by_poppler
    if importlib.util.find_spec(_LIBRARY):
        return _by_pdfium
    raise Refused(Finding("P605", f"neither {_PROGRAM} nor {_LIBRARY} is installed", help=_HELP))


def _by_poppler(pdf: Path, dpi: float) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="briefwright-") as folder:
        command = [_PROGRAM, "-r", f"{dpi:g}", "-png", str(pdf.resolve()), f"{folder}/page"]
        try:
            done = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603 - no shell, one file
        except subprocess.TimeoutExpired:
            raise _unread(pdf, f"drawing took more than {_SECONDS} seconds") from None
        # Numbers are padded to one length, so that names are in the order of pages.
        made = [file.read_bytes() for file in sorted(Path(folder).iterdir())]
    if done.returncode or not made:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise _unread(pdf, said[-1] if said else "it has no pages")
    return made


def _by_pdfium(pdf: Path, dpi: float) -> list[bytes]:
    import pypdfium2

    made = []
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except (pypdfium2.PdfiumError, OSError) as problem:
            raise _unread(pdf, str(problem)) from None
        with document:
            for page in document:
                out = io.BytesIO()
                page.render(scale=dpi / 72).to_pil().save(out, "PNG")
                page.close()
                made.append(out.getvalue())
    return made


def _unread(pdf: Path, why: str) -> Refused:
    return Refused(Finding("P606", f"the pages of '{pdf.name}' cannot be drawn: {why[:200]}", help="build it anew"))
