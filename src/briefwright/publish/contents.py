"""What a file of a release is made from."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that a worker wrote to disk, so that it need not pass through memory: where, and what is known of it.

    ``links`` are what a page leads to, as the manifest has them.
    """

    file: Path
    sha256: str
    size: int
    links: tuple[str, ...] = ()


Content = bytes | Path | Stored
"""One file of a tree: its bytes, a new file on disk, or where it lies if it is carried over from the last release."""


def read(content: Content) -> bytes:
    """Raises OSError where a file cannot be read."""
    if isinstance(content, bytes):
        return content
    return (content if isinstance(content, Path) else content.file).read_bytes()
