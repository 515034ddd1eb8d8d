"""Whether this machine can build: Python, the libraries WeasyPrint loads, the fonts, the project; and how to mend it.

Fonts are asked of the same library, by the same rules, as WeasyPrint asks, so the answer is the file that will be used.
"""

import ctypes
import ctypes.util
import hashlib
import importlib.metadata
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefwright.world import World

OLDEST_PYTHON = (3, 11)
FAMILIES = ("Inter", "Noto Sans CJK SC", "Noto Sans CJK HK", "Noto Serif CJK SC", "Noto Serif CJK HK")
PACKAGES = ("weasyprint", "vl-convert-python", "altair", "babel", "opencc", "pandas", "pydantic")

# fontconfig's weights of the faces that the shipped style sheets set.
_STYLES = {"Regular": 80, "SemiBold": 180, "Bold": 200}
# What WeasyPrint opens: the name for the linker's search, then Linux's and macOS's file names.
_LIBRARIES = {
    "GObject": ("gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    "Pango": ("pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz": ("harfbuzz", "libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    "HarfBuzz subset": ("harfbuzz-subset", "libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
    "fontconfig": ("fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib"),
}
# Libraries it can do without, and what that costs.
_SPARED = {"HarfBuzz subset": "not found; PDFs take longer to make (Debian: libharfbuzz-subset0)"}
_MEND_LIBRARIES = {
    "Darwin": "brew install pango harfbuzz fontconfig",
    "Linux": "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0, or your distribution's packages",
}
_MEND_FONTS = {
    "Darwin": "brew install font-inter font-noto-sans-cjk font-noto-serif-cjk",
    "Linux": "apt-get install fonts-inter fonts-noto-cjk, or your distribution's Inter and Noto CJK",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, and what to do where ``ok`` is false."""

    name: str
    ok: bool
    detail: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Font:
    """The file that serves a face, and its SHA-256 in hexadecimal."""

    file: Path
    sha256: str


def report(world: World | None = None, families: Sequence[str] = FAMILIES) -> list[Check]:
    """Every check, in a fixed order; with ``world``, the project as well. Never raises."""
    checks = [_python(), *_packages(), *_libraries(), *_fonts(tuple(families))]
    return checks + (_project(world) if world else [])


@cache
def fonts(families: tuple[str, ...] = FAMILIES) -> dict[str, Font]:
    """The font file behind each face (``Inter Bold``) that this machine has; faces it lacks are left out."""
    found = {}
    for family in families:
        for style, weight in _STYLES.items():
            if file := _match(family, weight):
                found[f"{family} {style}"] = Font(file, _sha256(file))
    return found


def stamp() -> dict[str, str]:
    """The file behind each face by name and size: enough to notice, cheaply, that other fonts would be used."""
    files = {f"{family} {style}": _match(family, weight) for family in FAMILIES for style, weight in _STYLES.items()}
    return {face: f"{file.name} {file.stat().st_size}" for face, file in files.items() if file}


def _python() -> Check:
    wanted = ".".join(str(part) for part in OLDEST_PYTHON)
    here = f"{platform.python_version()} at {sys.executable}"
    return Check("Python", sys.version_info[:2] >= OLDEST_PYTHON, here, f"install Python {wanted} or later")


def _packages() -> Iterator[Check]:
    for name in PACKAGES:
        try:
            yield Check(name, ok=True, detail=importlib.metadata.version(name))
        except importlib.metadata.PackageNotFoundError:
            yield Check(name, ok=False, detail="not installed", mend="install briefwright with its dependencies")


def _libraries() -> Iterator[Check]:
    mend = _MEND_LIBRARIES.get(platform.system(), "install Pango, HarfBuzz and fontconfig")
    for name, names in _LIBRARIES.items():
        library = _open(names)
        if library is None and name in _SPARED:
            yield Check(name, ok=True, detail=_SPARED[name])
        elif library is None:
            yield Check(name, ok=False, detail="cannot be loaded", mend=mend)
        else:
            yield Check(name, ok=True, detail=_version(library) if name == "Pango" else "found")


def _version(pango: ctypes.CDLL) -> str:
    pango.pango_version_string.restype = ctypes.c_char_p
    return bytes(pango.pango_version_string()).decode()


def _fonts(families: tuple[str, ...]) -> Iterator[Check]:
    mend = _MEND_FONTS.get(platform.system(), "install the font")
    faces = fonts(families)
    for family in families:
        mine = [face for name, face in faces.items() if name.removeprefix(f"{family} ") in _STYLES]
        if mine:
            files = dict.fromkeys(f"{face.file} (sha256 {face.sha256[:12]})" for face in mine)
            yield Check(family, ok=True, detail=", ".join(files))
        else:
            yield Check(family, ok=False, detail="no file has this family", mend=mend)


def _project(world: World) -> list[Check]:
    content = any(world.files("content"))
    writable = os.access(world.root, os.W_OK)
    able = "can be written" if writable else "cannot be written"
    return [
        Check(
            "content",
            content,
            f"in {world.root / 'content'}" if content else f"there is none in {world.root}",
            "briefwright init DIR starts a project; --root DIR names one",
        ),
        Check("output", writable, f"{world.root} {able}", "make the folder writable"),
    ]


@cache
def _open(names: tuple[str, ...]) -> ctypes.CDLL | None:
    for name in names[1:]:
        with suppress(OSError):
            return ctypes.CDLL(name)
    # Last, because on Linux this search starts other programs.
    found = ctypes.util.find_library(names[0])
    return ctypes.CDLL(found) if found else None


def _match(family: str, weight: int) -> Path | None:
    """The file fontconfig gives for a family at a weight; None where its best answer is another family."""
    library = _open(_LIBRARIES["fontconfig"])
    if library is None:
        return None
    pointer = ctypes.c_void_p
    for function in (library.FcPatternCreate, library.FcFontMatch):
        function.restype = pointer
    pattern = pointer(library.FcPatternCreate())
    library.FcPatternAddString(pattern, b"family", family.encode())
    library.FcPatternAddInteger(pattern, b"weight", weight)
    library.FcConfigSubstitute(None, pattern, 0)
    library.FcDefaultSubstitute(pattern)
    outcome = ctypes.c_int()
    match = pointer(library.FcFontMatch(None, pattern, ctypes.byref(outcome)))
    library.FcPatternDestroy(pattern)
    if match.value is None:
        return None
    file = next(_strings(library, match, b"file"), "")
    same = family.casefold() in {name.casefold() for name in _strings(library, match, b"family")}
    library.FcPatternDestroy(match)
    return Path(file) if same and file else None


def _strings(library: ctypes.CDLL, pattern: ctypes.c_void_p, field: bytes) -> Iterator[str]:
    text = ctypes.c_char_p()
    index = 0
    while library.FcPatternGetString(pattern, field, index, ctypes.byref(text)) == 0:
        yield (text.value or b"").decode(errors="replace")
        index += 1


@cache
def _sha256(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()
