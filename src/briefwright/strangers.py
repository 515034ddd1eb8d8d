"""What is left out of a change by somebody who is not trusted, and how large and how long its build may be."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefwright import extensions, fingerprint
from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import DECIDING, World, below, walk

FILES = 20_000
BYTES = 256 * 1024 * 1024
SECONDS = 20 * 60.0
"""What a build of such a project may take: files and bytes below ``content/``, and time in all."""
_LISTED = 20
# Not the keyboard's own: what runs in the background of a shell is deaf to that.
_ALARM = signal.SIGINT if sys.platform == "win32" else signal.SIGALRM


def left_out(world: World) -> list[Finding]:
    """L076 for extensions that nothing stands in for, L077 for every file in whose place the base branch's is used."""
    if world.base is None:
        return extensions.left_out(world)
    findings = []
    files = {path for home in (world.root, world.base) for name in DECIDING for path in _files(home, name)}
    for path in sorted(files):
        mine, theirs = (_print(home, path) for home in (world.root, world.base))
        if mine != theirs:
            findings.append(Finding("L077", _said(path, mine, theirs), Span(path), _HELP))
    if len(findings) > _LISTED:
        said = f"{len(findings) - _LISTED + 1} more files differ from the base branch and are left out"
        findings[_LISTED - 1 :] = [Finding("L077", said, findings[_LISTED - 1].span, _HELP)]
    return findings


_HELP = "have somebody who is trusted read the change, and build it without --untrusted"


def _said(path: str, mine: str, theirs: str) -> str:
    if not mine:
        return f"'{path}' is taken out by this change, and used all the same"
    return f"'{path}' {'differs from' if theirs else 'is not in'} the base branch: it is left out"


def _files(home: Path, name: str) -> list[str]:
    file = home / name
    return [name] if file.is_symlink() or file.is_file() else below(home, name)


def _print(home: Path, path: str) -> str:
    """A hash of what is there, without opening anything but regular files; "" where nothing is."""
    file = home / path
    return fingerprint.files_digest([("", str(file))]) if os.path.lexists(file) else ""


def measured(world: World) -> None:
    """Raises Refused (L079) where the content of a project that is not trusted is more than a build of it may read."""
    sizes = [_size(path) for _, path in walk(world.root, "content")]
    for much, limit, unit in ((len(sizes), FILES, "files"), (sum(sizes), BYTES, "bytes")):
        if much > limit:
            said = f"the content has {much:,} {unit}; of a project that is not trusted {limit:,} are read"
            raise Refused(
                Finding(
                    "L079", said, Span("content"), "propose less at a time, or have somebody build it who is trusted"
                )
            )


def _size(path: str) -> int:
    """The bytes of a file; 0 where the system does not say, and does not read it either."""
    try:
        return os.lstat(path).st_size
    except OSError:
        return 0


@contextmanager
def bounded(world: World) -> Iterator[None]:
    """Hold what runs inside to the limits, where the world is not trusted. Raises Refused (L079, J704)."""
    if world.trusted:
        yield
        return
    measured(world)
    over = threading.Event()
    before = signal.signal(_ALARM, signal.default_int_handler)
    watch = threading.Timer(SECONDS, _stop, [over])
    watch.daemon = True
    watch.start()
    try:
        yield
    except KeyboardInterrupt:
        if not over.is_set():
            raise
        said = f"stopped after {SECONDS:,.0f} seconds, which is all a project that is not trusted gets"
        raise Refused(Finding("J704", said, None, "propose less at a time")) from None
    finally:
        watch.cancel()
        signal.signal(_ALARM, before)


def _stop(over: threading.Event) -> None:
    """Interrupt the main thread as a keyboard would: its workers and half-written folders are cleared away."""
    over.set()
    if sys.platform == "win32":
        signal.raise_signal(_ALARM)
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, _ALARM)
