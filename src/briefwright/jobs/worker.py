"""The side of the executor that runs inside a worker process.

Results go through files of the spool folder and only a short reply through pebble's pipe: a process that is killed
while it writes a long message would leave half of it in the pipe, and the reader waiting for the rest.
"""

import contextlib
import errno
import faulthandler
import gc
import importlib
import locale
import math
import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from briefwright.jobs.job import Limits

if sys.platform == "linux":
    from multiprocessing import forkserver
if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG = 1
_KEPT = (
    *("PATH", "HOME", "TMPDIR", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "XDG_DATA_HOME"),
)
_loaded: dict[str, Callable[[Any], Any]] = {}


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs before its first job. ``spool`` is the folder of logs, markers and results."""

    spool: str
    limits: Limits
    environment: Mapping[str, str]
    preload: tuple[str, ...] = ()
    warm: Callable[[], object] | None = None


class Reply(NamedTuple):
    """What a worker says of a job: ``ok``, ``memory``, ``space`` or ``raised``; a traceback where it is not ``ok``."""

    kind: str
    log: str = ""


def environment(as_of: date | None) -> dict[str, str]:
    """The environment of workers: fixed zone and locale, nothing of the user's but where libraries and fonts are."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    fixed = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
    # A numeric library's thread pool would make forking the warm server unsafe, and earns nothing on tables of a brief.
    fixed |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    # Else a worker would look for its modules in the folder it is started in: a project's multiprocessing.py would run.
    fixed["PYTHONSAFEPATH"] = "1"
    if as_of is not None:
        fixed["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(as_of, datetime.min.time(), UTC).timestamp()))
    return kept | fixed


def begin(setup: Setup) -> None:
    """Initialise a worker: it ends with its parent, has no terminal, a fixed environment, a memory limit; warm up."""
    # Pebble's own handler runs between bytecodes, so a worker inside native code would take seconds to stop.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()
    os.environ.clear()
    os.environ.update(setup.environment)
    if hasattr(time, "tzset"):
        time.tzset()
    with contextlib.suppress(locale.Error):
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
    _redirect(Path(setup.spool, f"{os.getpid()}.log"))
    faulthandler.enable()
    if sys.platform != "win32":
        _limit(resource.RLIMIT_DATA, setup.limits.memory_bytes)
        _limit(resource.RLIMIT_CORE, 0)
    for module in setup.preload:
        with contextlib.suppress(ImportError):  # the job that needs it says so, with its name
            importlib.import_module(module)
    if setup.warm is not None:
        setup.warm()
    # What is there now stays for ever, and a job's objects for the job: `perform` collects between jobs, not within.
    gc.freeze()
    gc.disable()


def perform(number: int, spool: str, task_file: str, job: bytes, seconds: float) -> Reply:
    """Run one job: pickled ``job`` in, its result pickled into ``<number>.result`` of the spool.

    ``seconds`` of processor time are all it may take.
    """
    gc.collect()
    _start_clock(seconds)
    Path(spool, f"{number}.pid").write_text(str(os.getpid()), encoding="ascii")
    reply, result = attempt(lambda: _task(task_file)(pickle.loads(job)))  # noqa: S301 - bytes of our own parent
    if reply.kind != "ok":
        return reply
    spooled, _ = attempt(lambda: _spool(Path(spool, f"{number}.result"), result))
    return spooled


def attempt(call: Callable[[], Any]) -> tuple[Reply, Any]:
    """``call()`` and how it went; the one place where any exception of a job becomes an answer."""
    try:
        return Reply("ok"), call()
    except MemoryError:
        return Reply("memory", _trace()), None
    except (Exception, SystemExit) as problem:  # noqa: BLE001 - whatever a job raises must not reach the other jobs
        number = problem.errno if isinstance(problem, OSError) else None
        kind = {errno.ENOMEM: "memory", errno.ENOSPC: "space", errno.EDQUOT: "space"}.get(number or 0, "raised")
        return Reply(kind, _trace()), None


def _trace() -> str:
    try:
        return traceback.format_exc()
    except MemoryError:
        return "MemoryError"


def _spool(file: Path, result: object) -> None:
    with file.open("wb") as out:
        pickle.dump(result, out, protocol=pickle.HIGHEST_PROTOCOL)


def _task(file: str) -> Callable[[Any], Any]:
    if file not in _loaded:
        _loaded.clear()
        _loaded[file] = pickle.loads(Path(file).read_bytes())  # noqa: S301 - written by our own parent
    return _loaded[file]


def _start_clock(seconds: float) -> None:
    """Have the system end this process where the job takes more processor time than it may, in whole seconds."""
    if sys.platform != "win32":
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        until = math.ceil(used.ru_utime + used.ru_stime + seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))


def _redirect(log: Path) -> None:
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(handle, stream)
    os.close(handle)


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (ceiling, ceiling))


def _end_with_parent() -> None:
    """On Linux, have the kernel end this process when the caller does. Elsewhere an idle worker ends with its pipe."""
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # The parent is the fork server, which lives while anyone holds this pipe: the caller should be the only one.
    server = getattr(forkserver, "_forkserver", None)
    alive = getattr(server, "_forkserver_alive_fd", None)
    if alive is not None:
        os.close(alive)
        server._forkserver_alive_fd = None  # type: ignore[union-attr]  # noqa: SLF001 - there is no public way
