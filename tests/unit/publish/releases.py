"""Small releases for the tests, and for the processes they kill: nothing here imports a test framework."""

from pathlib import Path

from briefwright.publish import Manifest, described, release

CALLS = ("open", "write", "fsync", "rename", "link", "mkdir", "chmod", "fchmod", "close", "listdir")
"""The system calls of a build that tests let fail, or kill it at."""


def tree_of(name: str, files: int = 6) -> dict[str, bytes]:
    """A small release whose every file tells which it belongs to."""
    pages = {f"part-{n}/index.html": f"<p>{name} {n}".encode() * 50 for n in range(files)}
    return {"index.html": f"<a href='part-0/index.html'>{name}</a>".encode(), **pages}


def publish(name: str, out: Path) -> None:
    tree = tree_of(name)
    assert release(tree, Manifest("2023-02-20", "0", name, files=described(tree, {})), out) == []
