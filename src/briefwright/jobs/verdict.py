"""Turns the end of a job that gave no result into a finding: too slow, too large, or crashed."""

import re
import signal
import sys
from typing import Any

from briefwright.jobs.job import Job, Limits, Outcome
from briefwright.model.finding import Finding

# What runtimes say as they die of a failed allocation: V8, Rust, GLib, the C++ library, and libc.
_OUT_OF_MEMORY = re.compile(
    r"out of memory|memory allocation of \d+ bytes failed|failed to allocate|bad_alloc|cannot allocate memory"
    r"|heap limit|MemoryError",
    re.IGNORECASE,
)
_NEAR = 0.85
"""Share of the memory limit from which a death or timeout is put down to memory: allocators thrash before they fail."""
_LARGE = "look for a table, picture or data file far larger than what the brief prints of it"
_REPORT = "this is a defect of the program: please report it, with the log"


def too_slow(job: Job[Any], limits: Limits, peak: int, seconds: float, *, by_clock: bool) -> Outcome[Any]:
    if _near(peak, limits):
        return too_large(job, limits, "", seconds)
    told = f"{limits.by_clock:g} s" if by_clock else f"{limits.seconds:g} s of processor time"
    message = f"edition '{job.name}' took longer than {told} and was stopped"
    return _outcome(job, "J701", message, _LARGE, seconds=seconds)


def too_large(job: Job[Any], limits: Limits, log: str, seconds: float) -> Outcome[Any]:
    message = f"edition '{job.name}' needed more than {limits.memory_bytes / 1024**2:,.0f} MiB of memory"
    return _outcome(job, "J702", message, _LARGE, log=log, seconds=seconds)


def no_space(job: Job[Any], log: str, seconds: float) -> Outcome[Any]:
    message = f"edition '{job.name}' found no room for its temporary files"
    help_ = "free some disk space, or set TMPDIR to a roomier folder"
    return _outcome(job, "J703", message, help_, log=log, seconds=seconds)


def raised(job: Job[Any], log: str, seconds: float) -> Outcome[Any]:
    """The task raised an exception it should have turned into findings; the last line of ``log`` names it."""
    last = log.strip().rsplit("\n", 1)[-1].split(":", 1)[0][:80]
    message = f"edition '{job.name}' stopped at an unforeseen error ({last})"
    return _outcome(job, "J703", message, _REPORT, defect=True, log=log, seconds=seconds)


def died(job: Job[Any], limits: Limits, code: int | None, peak: int, log: str, seconds: float) -> Outcome[Any]:
    """The process ended by itself or was killed. ``code`` is its exit code, or minus the signal that ended it."""
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return too_slow(job, limits, peak, seconds, by_clock=False)
    if _OUT_OF_MEMORY.search(log) or _near(peak, limits):
        return too_large(job, limits, log, seconds)
    if code == -signal.SIGKILL:
        message = f"the process of edition '{job.name}' was killed from outside (SIGKILL)"
        help_ = "the system does this when memory runs out: build with fewer jobs at a time"
        return _outcome(job, "J703", message, help_, log=log, seconds=seconds)
    message = f"the process of edition '{job.name}' crashed ({_named(code)})"
    return _outcome(job, "J703", message, _REPORT, defect=True, log=log, seconds=seconds)


def never_began(job: Job[Any], log: str, seconds: float) -> Outcome[Any]:
    message = f"no process could be started for edition '{job.name}'"
    help_ = "see that the machine has memory and process slots to spare; " + _REPORT
    return _outcome(job, "J703", message, help_, defect=True, log=log, seconds=seconds)


def _outcome(
    job: Job[Any], code: str, message: str, help_: str, *, defect: bool = False, log: str = "", seconds: float
) -> Outcome[Any]:
    finding = Finding(code, message, job.span, help_, job.thesis)
    return Outcome(job.name, finding=finding, defect=defect, log=log, seconds=seconds)


def _near(peak: int, limits: Limits) -> bool:
    return peak >= _NEAR * limits.memory_bytes


def _named(code: int | None) -> str:
    if code is None:
        return "before it could answer"
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    return f"exit code {code}"
