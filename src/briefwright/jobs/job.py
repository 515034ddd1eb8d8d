"""What goes into the executor and what comes out of it."""

import sys
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefwright.model.finding import Finding, Span

P = TypeVar("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: seconds of processor time, and bytes of private memory (not code, not shared pages).

    By the clock it may take ``patience`` times as long: the machine may be busy with something else. Windows counts no
    processor time; there ``seconds`` are by the clock.
    """

    seconds: float = 60.0
    memory_bytes: int = 2 * 1024**3
    patience: float = 5.0

    @property
    def by_clock(self) -> float:
        return self.seconds * (1.0 if sys.platform == "win32" else self.patience)


@dataclass(frozen=True, slots=True)
class Job(Generic[P]):
    """One unit of work. ``name`` is what messages call it; ``thesis`` and ``span`` go into its findings."""

    name: str
    payload: P
    thesis: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """How a job ended: with a ``result``, or with a ``finding`` (J701, J702, J703) and no result.

    ``defect`` is true where the fault is the program's and not the content's. ``log`` then holds the traceback or the
    last words of the process, for a report to the developers; never shown unasked. ``seconds`` is wall-clock time.
    """

    job: str
    result: R | None = None
    finding: Finding | None = None
    defect: bool = False
    log: str = ""
    seconds: float = 0.0
