"""Verifies that a release hangs together: no link into nowhere, none that a sub-path or ``file://`` would break."""

import difflib
import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from briefwright.model.finding import Finding, Span
from briefwright.publish.contents import Content, read
from briefwright.publish.html import Link, Page, line_starts, page, place, style_sheet

# What browsers drop from an address before they look at its scheme: these anywhere, and controls and spaces around it.
_DROPPED = str.maketrans(dict.fromkeys("\t\n\r"))
_AROUND = "".join(map(chr, range(33)))
_HELP = "mend the content or the template that writes this link"
_CARRIED = "this page is the last release's: make it anew, too; build without names and options, which makes all anew"
_MUTE = "a picture without alternative text"
_MUTE_HELP = 'write alt="…" in the template, with what the picture shows; alt="" where it only decorates'


def broken(
    tree: Mapping[str, Content],
    known: Mapping[str, tuple[str, ...]] | None = None,
    kept: Collection[str] | None = None,
) -> list[Finding]:
    """P601 for every link of the tree's ``.html`` and ``.css`` files that is broken or not allowed; P608.

    Keys are paths relative to the root of the release. ``known`` gives what the pages of the last release lead to
    (``Manifest.links``), and ``kept`` which files are as they were in it: those carried over, if left out. A page that
    is kept is read only where its links break, or where a page points into it as none did before. Raises OSError where
    a carried file cannot be read.
    """
    if kept is None:
        kept = frozenset(path for path, content in tree.items() if isinstance(content, Path))
    return _Verifier(tree, known or {}, kept).findings()


def targets(path: str, content: bytes) -> tuple[str, ...]:
    """What ``broken`` wants to know of a page once it is carried over: the files, with fragment, that it leads to."""
    found = set()
    for address in {link.address for link in _scan(path, content).links}:
        where, hash_, fragment = address.partition("#")
        if where and not _scheme(address):
            found.add(f"{_resolved(path, where)}{hash_}{fragment}")
    return tuple(sorted(found))


@dataclass(slots=True)
class _Verifier:
    tree: Mapping[str, Content]
    known: Mapping[str, tuple[str, ...]]
    kept: Collection[str]
    before: frozenset[str] = frozenset()
    """Every target of the last release, all of which it had."""
    pages: dict[str, Page] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    sound: set[tuple[str, str, str]] = field(default_factory=set)

    def findings(self) -> list[Finding]:
        for path in self.tree:
            while (path := posixpath.dirname(path)) and path not in self.folders:
                self.folders.add(path)
        scanned = [path for path in sorted(self.tree) if path.endswith((".html", ".css"))]
        carried = {path for path in scanned if path in self.known and path in self.kept}
        self.before = frozenset().union(*self.known.values())
        lost = {target for target in set().union(*(self.known[path] for path in carried)) if self._is_lost(target)}
        found = []
        for path in scanned:
            if path not in carried or not lost.isdisjoint(self.known[path]):
                found += self._of_page(path)
        return found

    def _is_lost(self, target: str) -> bool:
        """Whether a target that was there in the last release may be there no more."""
        path, _, fragment = target.partition("#")
        if path not in self.tree:
            return True
        return bool(fragment) and path not in self.kept and not self._has(path, fragment)

    def _of_page(self, path: str) -> list[Finding]:
        scanned = self._page(path)
        folder = posixpath.dirname(path)
        usual = _CARRIED if isinstance(self.tree[path], Path) else ""
        faults = [("P608", at, _MUTE, _MUTE_HELP) for at in scanned.mute]
        for link in scanned.links:
            own = link.address.startswith("#")
            if (own and link.address[1:] in scanned.anchors) or (folder, link.address, link.use) in self.sound:
                continue
            if problem := self._problem(path, link):
                told = f"'{link.address[:200]}' {problem[0]}"
                faults.append(("P601", link.offset, told, usual or problem[1] or _HELP))
            elif not own:
                self.sound.add((folder, link.address, link.use))
        self.pages[path] = Page((), scanned.anchors)  # what others may point to; a release has thousands
        places = line_starts(_text(read(self.tree[path]))) if faults else ()
        return [Finding(code, said, Span(path, *place(places, at)), help_) for code, at, said, help_ in faults]

    def _problem(self, path: str, link: Link) -> tuple[str, str] | None:
        """What is wrong with a link, and a way out where there is a better one than the usual."""
        address = link.address.translate(_DROPPED).strip(_AROUND)
        scheme = _scheme(address)
        if link.use == "base":
            return "moves the base of all links", "leave out <base>: links are relative to their page"
        if scheme:
            return _foreign(scheme, address, link.use)
        if address.startswith(("//", "\\", "/\\")):
            return "names a site without a scheme", "write https:// in front"
        if address.startswith("/"):
            return "is an absolute path, which breaks below a sub-path", "make it relative to the page"
        if "\\" in address:
            return "has a backslash", "write folders with /"
        return self._into_nowhere(path, address)

    def _into_nowhere(self, path: str, address: str) -> tuple[str, str] | None:
        """What is wrong with a relative address: its file, its folder, or its fragment."""
        where, _, fragment = address.partition("#")
        if not where and not address.startswith("#"):
            return "is empty", ""
        target = _resolved(path, where) if where else path
        if target == ".." or target.startswith("../"):
            return "leads out of the release", ""
        if target == "." or where.partition("?")[0].endswith("/") or target in self.folders:
            return "names a folder", "end it with index.html: a page opened from disk finds no folders"
        if target not in self.tree:
            return f"leads to '{target}', which is not in the release", self._similar(target)
        held = target in self.kept and f"{target}#{fragment}" in self.before
        if fragment and not held and not self._has(target, fragment):
            near = _nearest(unquote(fragment), self._page(target).anchors)
            return f"leads to '{fragment}', which '{target}' does not have", near
        return None

    def _has(self, path: str, fragment: str) -> bool:
        """Whether a page has the place that a fragment names; in other files a fragment may mean anything."""
        if not path.endswith(".html") or fragment == "top":
            return True
        anchors = self._page(path).anchors
        return fragment in anchors or unquote(fragment) in anchors

    def _similar(self, target: str) -> str:
        folded = {path.casefold(): path for path in self.tree}
        if target.casefold() in folded:
            return f"did you mean '{folded[target.casefold()]}'? Capital and small letters differ"
        return _nearest(target, self.tree)

    def _page(self, path: str) -> Page:
        if path not in self.pages:
            self.pages[path] = _scan(path, read(self.tree[path]))
        return self.pages[path]


def _resolved(path: str, where: str) -> str:
    """The path in the release that a relative address without fragment means on the page at ``path``."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(where.partition("?")[0])))


def _scan(path: str, content: bytes) -> Page:
    text = _text(content)
    return style_sheet(text) if path.endswith(".css") else page(text)


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _foreign(scheme: str, address: str, use: str) -> tuple[str, str] | None:
    """What is wrong with an address that has a scheme."""
    if use == "follow" and scheme in ("http", "https", "mailto"):
        return None
    if scheme in ("http", "https"):
        return "is loaded from another site", "copy the file into the project and name it there"
    if scheme == "data":
        if use == "picture" and address.lower().startswith("data:image/"):
            return None
        return "is data in an address, allowed for pictures only", ""
    return f"has the scheme '{scheme}:', which is not allowed", ""


def _scheme(address: str) -> str:
    head, colon, _ = address.partition(":")
    plain = head.replace("+", "").replace("-", "").replace(".", "")
    return head.lower() if colon and plain.isascii() and plain.isalnum() and plain[0].isalpha() else ""


def _nearest(name: str, names: "Mapping[str, Content] | frozenset[str]") -> str:
    near = difflib.get_close_matches(name, sorted(names)[:2000], n=1)
    return f"did you mean '{near[0]}'?" if near else ""
