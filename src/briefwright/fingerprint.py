"""Hashes of everything a release depends on: whether a build has anything to do, and for which theses.

Content is read, not trusted to its times. The files are those that ``World.files`` names, but walked in one pass, as
the answer "nothing has changed" is to come within a fraction of a second for thousands of files.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefwright.world import EXTENSIONS, World, walk

_THESES = "content/theses"
_LAYERED = ("templates", "assets")
_ENGINES = frozenset(
    [
        "altair",
        "babel",
        "duckdb",
        "fonttools",
        "jinja2",
        "markdown-it-py",
        "opencc",
        "openpyxl",
        "pandas",
        "pagefind-bin-extended",
        "pydyf",
        "pyyaml",
        "tinycss2",
        "tinyhtml5",
        "vl-convert-python",
        "weasyprint",
        "xlsxwriter",
    ]
)
_WHOLE = 64 * 1024 * 1024
"""Bytes up to which a file is hashed whole. A build reads nothing larger; its two ends and its size stand for it."""
_END = 1024 * 1024
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hexadecimal SHA-256 of three extents.

    ``release`` changes with anything at all, ``shared`` with anything but options and the theses' own folders,
    ``theses`` (by slug) with what is in the folder.
    """

    release: str
    shared: str
    theses: Mapping[str, str]


def of_project(world: World, options: Mapping[str, str]) -> Fingerprint:
    """The fingerprint of a project's content, templates and assets, of the program and its engines, and of ``options``.

    Times, the order of discovery and where the project lies make no difference. Links, devices and unreadable files are
    never opened; that they are there, and what a link says, counts. Raises nothing for any state of the disk.
    """
    own: dict[str, list[tuple[str, str]]] = {}
    common: list[tuple[str, str]] = []
    for name, path in _content(world):
        slug, below, _ = name.removeprefix(f"{_THESES}/").partition("/")
        belongs = name.startswith(f"{_THESES}/") and below
        (own.setdefault(slug, []) if belongs else common).append((name, path))
    for folder in _LAYERED:  # the project's files shadow the shipped ones
        common += (dict(walk(world.shipped, folder)) | dict(walk(world.home(folder), folder))).items()
    common.append((EXTENSIONS, os.path.join(world.home(EXTENSIONS), EXTENSIONS)))  # noqa: PTH118 - as below; said to be unopened where there is none
    common += [(f"code/{name}", path) for name, path in walk(Path(__file__).parent, "") if name.endswith(".py")]
    theses = {slug: files_digest(files) for slug, files in own.items()}
    shared = _combined({"files": files_digest(common)}, _engines())
    return Fingerprint(_combined({"shared": shared}, theses, options), shared, theses)


def _content(world: World) -> Iterator[tuple[str, str]]:
    """The files below ``content/``, each where it is read from."""
    for home in (world.root, world.base):
        if home is not None:
            yield from (one for one in walk(home, "content") if world.base is None or world.home(one[0]) == home)


def files_digest(files: Sequence[tuple[str, str]]) -> str:
    """One hash over files, given as (name that counts, path on disk), in the order of their names."""
    digest = _Digest()
    for name, path in sorted(files):
        digest.add(name, _file_digest(path))
    return digest.hex


def _combined(*mappings: Mapping[str, str]) -> str:
    digest = _Digest()
    for number, mapping in enumerate(mappings):
        for name, value in sorted(mapping.items()):
            digest.add(f"{number} {name}", value)
    return digest.hex


def _engines() -> dict[str, str]:
    """The installed versions of the libraries that shape the output, from the names of their metadata folders.

    ``importlib.metadata`` gives the same at many times the cost.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208 - only names are wanted
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                project, _, version = name.removesuffix(".dist-info").partition("-")
                if (project := project.lower().replace("_", "-")) in _ENGINES:
                    versions.setdefault(project, version)
    return versions


class _Digest:
    """A hash of pairs of strings that no other pairs share, wherever one string ends and the next begins."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def add(self, name: str, value: str) -> None:
        for part in (name, value):
            data = part.encode("utf-8", "surrogateescape")
            self._hash.update(b"%d:" % len(data) + data)

    @property
    def hex(self) -> str:
        return self._hash.hexdigest()


def _file_digest(path: str) -> str:
    """The hash of a regular file's bytes; for anything else a word that says what it is."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError:
        return _unopened(path)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return f"kind {stat.S_IFMT(status.st_mode)}"
        data = os.read(handle, min(status.st_size, _WHOLE) + 1)
        if status.st_size > _WHOLE:
            data = os.pread(handle, _END, 0) + os.pread(handle, _END, status.st_size - _END)
            return f"{status.st_size} {hashlib.sha256(data).hexdigest()}"
        digest = hashlib.sha256(data)
        while rest := os.read(handle, _END):
            digest.update(rest)
        return digest.hexdigest()
    except OSError as problem:
        return f"unreadable {problem.errno}"
    finally:
        os.close(handle)


def _unopened(path: str) -> str:
    try:
        return f"link {Path(path).readlink()}"
    except OSError as problem:
        return f"unopened {problem.errno}"
