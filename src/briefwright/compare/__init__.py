"""Two builds side by side: which PDFs differ, on which pages, and where on the page."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from briefwright import publish, raster
from briefwright.compare.page import write
from briefwright.compare.pictures import Leaf, leaves

__all__ = ["Leaf", "Pair", "compared", "write"]

DPI = 80
"""Enough to read the text of a page in half a window."""
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """A PDF as it was and as it is. ``state`` is ``same``, ``changed``, ``added`` or ``removed``.

    ``leaves`` are its pages, those of both sides matched; empty where the two files are the same.
    """

    name: str
    title: str
    state: str
    leaves: tuple[Leaf, ...] = ()

    @property
    def changed(self) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in self.leaves if leaf.state != "same")


def compared(before: Path, after: Path, progress: Callable[[str], None] = lambda _name: None) -> list[Pair]:
    """Every PDF of two releases, those with most changed pages first.

    Raises Refused where pages cannot be drawn (P605, P606). Files that are the same are not drawn.
    """
    titles = {**_titles(before), **_titles(after)}
    names = sorted({*_pdfs(before), *_pdfs(after)})
    if any(_differ(before / name, after / name) for name in names):
        raster.drawer()  # not after minutes of work

    def pair(name: str) -> Pair:
        old, new = before / name, after / name
        title = titles.get(name, name)
        if not _differ(old, new):
            return Pair(name, title, "same")
        found = leaves(*(raster.pages(file, DPI) if file.is_file() else [] for file in (old, new)))
        state = "removed" if not new.is_file() else "added" if not old.is_file() else "changed"
        progress(name)
        return Pair(name, title, state, found)

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        pairs = list(pool.map(pair, names))
    return sorted(pairs, key=lambda one: (one.state == "same", -len(one.changed), one.name))


def _pdfs(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.pdf"):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(folder).as_posix()


def _differ(old: Path, new: Path) -> bool:
    return not (old.is_file() and new.is_file()) or old.read_bytes() != new.read_bytes()


def _titles(folder: Path) -> dict[str, str]:
    """What a release calls its PDFs; nothing for a folder that is none."""
    manifest = publish.read(folder)
    return {
        name: edition.about.title
        for edition in (manifest.editions if manifest else ())
        for name in edition.files
        if name.endswith(".pdf") and edition.about.title
    }
