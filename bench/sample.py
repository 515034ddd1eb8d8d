"""Runs a command and tells what it cost: wall time, processor time of all its processes, memory."""

import contextlib
import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Sample:
    """``wall`` and ``cpu`` in seconds; ``out`` what it printed on both streams."""

    wall: float
    cpu: float
    out: str = ""

    def __add__(self, other: "Sample") -> "Sample":
        return Sample(self.wall + other.wall, self.cpu + other.cpu, self.out + other.out)


def adopt_orphans() -> None:
    """On Linux, make this process the parent of what its children leave behind, so that its time is counted."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def run(command: Sequence[str | Path], cwd: Path | None = None) -> Sample:
    """Run ``command`` to its end. Raises RuntimeError with its output where it fails."""
    before = _children()
    since = time.monotonic()
    process = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)  # noqa: S603
    wall = time.monotonic() - since
    text = process.stdout.decode(errors="replace")
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{text[-3000:]}")
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, 0)[0]:
            pass
    return Sample(wall, _children() - before, text)


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def line(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Slope and intercept of the least-squares line through ``points``."""
    fitted = statistics.linear_regression(*zip(*points, strict=True))
    return fitted.slope, fitted.intercept
