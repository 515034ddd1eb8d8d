"""Single files of a project that a command replaces: a reader, or a kill, finds the old one or the new one."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A hidden folder below ``folder``, on the same file system, that goes away afterwards. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".staged-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def put(staged: Path, target: Path) -> None:
    """Move a written file to its place, on disk before it is seen there. Raises OSError."""
    with staged.open("rb") as file:
        os.fsync(file.fileno())
    staged.chmod(0o644)
    staged.replace(target)


def write(target: Path, content: bytes) -> None:
    """Write ``content`` in the place of what is at ``target``. Raises OSError."""
    with staging(target.parent) as folder:
        staged = folder / target.name
        staged.write_bytes(content)
        put(staged, target)
