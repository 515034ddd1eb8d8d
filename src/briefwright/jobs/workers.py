"""The executor's own side: keeps the worker processes, hands out jobs, collects outcomes.

Each worker is a pebble pool of one process, so that the fate of a process is the fate of the one job it had, whatever
the moment of its death; a pool of several shares pipes and locks between processes.
"""

import contextlib
import multiprocessing
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import date
from multiprocessing import forkserver
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from briefwright.jobs import verdict
from briefwright.jobs.job import Job, Limits, Outcome
from briefwright.jobs.worker import Reply, Setup, attempt, begin, environment, perform

P = TypeVar("P")
R = TypeVar("R")

# A server that has imported the heavy modules once and forks per worker: two workers are ready after 1.7 s of one core
# (by spawn: of both), and one that replaces a discarded worker after 0.01 s (spawn: 1.7 s). Elsewhere forking without
# exec is unsafe below system frameworks.
_METHOD = "forkserver" if sys.platform == "linux" else "spawn"
_OWN = ("briefwright.jobs.uncollected", "pebble", "briefwright.jobs")
_TICK = 0.1
_GRACE = 0.3
"""Seconds that an answer may be on its way after its process has gone."""
_LOG_TAIL = 20_000
_UNPICKLABLE = (pickle.PicklingError, AttributeError, TypeError, ValueError, RecursionError)


@dataclass(slots=True)
class _Worker:
    """A process slot; ``pool`` is made when first needed and again after every error."""

    pool: ProcessPool | None = None


@dataclass(slots=True)
class _Running:
    """A job in a worker: where it stands in its run and what has been seen of its process."""

    number: int
    job: Job[Any]
    worker: _Worker
    since: float
    pid: int | None = None
    began: float | None = None
    peak: int = 0
    missed: float | None = None
    """Since when the process has been gone without an answer."""
    left: bool = False

    @property
    def seconds(self) -> float:
        return time.monotonic() - (self.began or self.since)


@dataclass(slots=True)
class _Callbacks:
    started: Callable[[Job[Any]], None] | None = None
    finished: Callable[[Job[Any], Outcome[Any]], None] | None = None


@dataclass(slots=True)
class Workers:
    """``count`` worker processes, each discarded after any error; a context manager. ``count`` 0 runs jobs in process.

    Entering returns at once: the imports of ``preload`` (module names; on Linux only such that start no threads) go on
    beside the caller's work. ``warm`` (a function of a module) runs once in each worker before its first job. ``as_of``
    is the workers' SOURCE_DATE_EPOCH; of the caller's environment they see only where libraries and fonts are.
    """

    count: int
    limits: Limits = field(default_factory=Limits)
    as_of: date | None = None
    preload: tuple[str, ...] = ()
    warm: Callable[[], object] | None = None
    _spool: Path | None = None
    _workers: list[_Worker] = field(default_factory=list)
    _numbered: int = 0

    def __enter__(self) -> Self:
        if self.count:
            self._spool = Path(tempfile.mkdtemp(prefix="briefwright-"))
            self._workers = [_Worker() for _ in range(self.count)]
            if _METHOD == "forkserver":
                with _interrupts_held(), _only(environment(self.as_of)):
                    multiprocessing.set_forkserver_preload([*_OWN, *self.preload])
                    forkserver.ensure_running()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every worker at once, whatever it does, and remove the temporary files."""
        pools = [worker.pool for worker in self._workers if worker.pool is not None]
        try:
            _end(*pools)
        finally:
            self._workers = []
            if self._spool is not None:
                shutil.rmtree(self._spool, ignore_errors=True)
                self._spool = None

    def run(
        self,
        jobs: Sequence[Job[P]],
        task: Callable[[Job[P]], R],
        *,
        started: Callable[[Job[P]], None] | None = None,
        finished: Callable[[Job[P], Outcome[R]], None] | None = None,
    ) -> Iterator[Outcome[R]]:
        """Yield the outcome of ``task(job)`` for each job, in the order given, once it and those before it are known.

        ``task`` is a function of a module, or ``functools.partial`` of one: what it binds is sent to each worker once.
        The callbacks come in the caller's thread, in the order things happen. Raises what pickle raises where ``task``
        cannot be pickled. Not reentrant: one run at a time.
        """
        callbacks = _Callbacks(started, finished)
        if not self.count:
            yield from _in_process(jobs, task, callbacks)
            return
        if self._spool is None:
            raise RuntimeError("the workers are closed")
        task_file = self._spool / f"task-{self._numbered}"
        task_file.write_bytes(pickle.dumps(task, protocol=pickle.HIGHEST_PROTOCOL))
        waiting = deque(enumerate(jobs, self._numbered))
        first = following = self._numbered
        self._numbered += len(jobs)
        running: dict[Future[Reply], _Running] = {}
        done: dict[int, Outcome[R]] = {}
        while following < self._numbered:
            self._fill(waiting, running, done, str(task_file), callbacks)
            while following in done:
                yield self._with_result(following, jobs[following - first], done.pop(following))
                following += 1
            ended, _ = wait(running, timeout=_TICK, return_when=FIRST_COMPLETED)
            self._look_at(running, callbacks)
            for future in sorted(ended, key=lambda one: running[one].number):
                run = running.pop(future)
                done[run.number] = self._outcome(future, run)
                _tell(callbacks, run.job, done[run.number])
        task_file.unlink()

    def _fill(
        self,
        waiting: "deque[tuple[int, Job[Any]]]",
        running: dict[Future[Reply], _Running],
        done: dict[int, Outcome[Any]],
        task_file: str,
        callbacks: _Callbacks,
    ) -> None:
        """Give every idle worker a job."""
        busy = {id(run.worker) for run in running.values()}
        for worker in self._workers:
            while waiting and id(worker) not in busy:
                number, job = waiting.popleft()
                try:
                    sent = pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL)
                except _UNPICKLABLE as problem:
                    done[number] = verdict.raised(job, f"{type(problem).__name__}: {problem}", 0.0)
                    _tell(callbacks, job, done[number])
                    continue
                arguments = (number, str(self._spool), task_file, sent, self.limits.seconds)
                future = self._pool(worker).schedule(perform, args=arguments, timeout=self.limits.by_clock)
                running[future] = _Running(number, job, worker, time.monotonic())
                busy.add(id(worker))

    def _pool(self, worker: _Worker) -> ProcessPool:
        if worker.pool is None or not worker.pool.active:
            setup = Setup(str(self._spool), self.limits, environment(self.as_of), self.preload, self.warm)
            context = multiprocessing.get_context(_METHOD)
            worker.pool = ProcessPool(1, initializer=begin, initargs=(setup,), context=context)
            with _interrupts_held():  # a process that is just starting would answer Ctrl-C with a traceback
                started = worker.pool.active
            if not started:
                raise RuntimeError("a worker pool did not start")
        return worker.pool

    def _look_at(self, running: dict[Future[Reply], _Running], callbacks: _Callbacks) -> None:
        """Note which jobs have begun and what memory they hold; give up on a worker that never begins."""
        for future, run in running.items():
            if run.pid is None:
                run.pid = _integer(self._file(run.number, "pid"))
                if run.pid is not None:
                    run.began = time.monotonic()
                    if callbacks.started:
                        callbacks.started(run.job)
                elif run.seconds > self.limits.by_clock:
                    self._give_up(future, run)
            elif not future.done():
                run.peak = max(run.peak, _private_memory(run.pid))
                if run.missed is None and not _alive(run.pid):
                    run.missed = time.monotonic()
                if run.missed is not None and time.monotonic() - run.missed > _GRACE:
                    self._give_up(future, run)  # it left with exit code 0: for pebble, a worker out of work

    def _give_up(self, future: Future[Reply], run: _Running) -> None:
        run.left = True
        self._discard(run.worker)
        if not future.done():  # the end of its pool may have ended it
            future.set_exception(BrokenProcessPool("no answer"))

    def _outcome(self, future: Future[Reply], run: _Running) -> Outcome[Any]:
        problem = future.exception()
        if problem is None:
            reply = future.result()
            if reply.kind == "ok":
                return Outcome(run.job.name, seconds=run.seconds)
            self._discard(run.worker)
            if reply.kind == "memory":
                return verdict.too_large(run.job, self.limits, reply.log, run.seconds)
            if reply.kind == "space":
                return verdict.no_space(run.job, reply.log, run.seconds)
            return verdict.raised(run.job, reply.log, run.seconds)
        log = self._log(run, problem)
        self._discard(run.worker)
        if isinstance(problem, TimeoutError):
            return verdict.too_slow(run.job, self.limits, run.peak, run.seconds, by_clock=True)
        if run.pid is None:
            return verdict.never_began(run.job, log, run.seconds)
        code = problem.exitcode if isinstance(problem, ProcessExpired) else 0 if run.left else None
        return verdict.died(run.job, self.limits, code, run.peak, log, run.seconds)

    def _with_result(self, number: int, job: Job[Any], outcome: Outcome[Any]) -> Outcome[Any]:
        """``outcome`` with its result read from the spool, which until then held it instead of memory."""
        file = self._file(number, "result")
        if outcome.finding is None:
            reply, result = attempt(lambda: pickle.loads(file.read_bytes()))  # noqa: S301 - written by our own worker
            if reply.kind == "ok":
                outcome = Outcome(outcome.job, result, seconds=outcome.seconds)
            else:
                outcome = verdict.raised(job, reply.log, outcome.seconds)
        file.unlink(missing_ok=True)
        self._file(number, "pid").unlink(missing_ok=True)
        return outcome

    def _log(self, run: _Running, problem: BaseException) -> str:
        """The last words of the process that ended."""
        pid = run.pid or getattr(problem, "pid", None)
        try:
            text = self._file(pid, "log").read_text("utf-8", "replace") if pid else ""
        except OSError:
            text = ""
        return text[-_LOG_TAIL:]

    def _file(self, name: int, kind: str) -> Path:
        if self._spool is None:
            raise RuntimeError("the workers are closed")
        return self._spool / f"{name}.{kind}"

    @staticmethod
    def _discard(worker: _Worker) -> None:
        """End a worker that had an error: an engine may be left in a state that spoils its next job."""
        pool, worker.pool = worker.pool, None
        if pool is not None:
            _end(pool)


def run(
    jobs: Sequence[Job[P]],
    task: Callable[[Job[P]], R],
    *,
    workers: int,
    limits: Limits | None = None,
    started: Callable[[Job[P]], None] | None = None,
    finished: Callable[[Job[P], Outcome[R]], None] | None = None,
) -> Iterator[Outcome[R]]:
    """``Workers.run`` with workers that live for this run alone."""
    with Workers(workers, limits or Limits()) as pool:
        yield from pool.run(jobs, task, started=started, finished=finished)


def _in_process(jobs: Sequence[Job[P]], task: Callable[[Job[P]], R], callbacks: _Callbacks) -> Iterator[Outcome[R]]:
    for job in jobs:
        since = time.monotonic()
        if callbacks.started:
            callbacks.started(job)
        reply, result = attempt(lambda job=job: task(job))  # type: ignore[misc]
        seconds = time.monotonic() - since
        outcome: Outcome[R]
        if reply.kind == "ok":
            outcome = Outcome(job.name, result, seconds=seconds)
        elif reply.kind == "memory":
            outcome = verdict.too_large(job, Limits(), reply.log, seconds)
        else:
            outcome = verdict.raised(job, reply.log, seconds)
        _tell(callbacks, job, outcome)
        yield outcome


def _end(*pools: ProcessPool) -> None:
    for pool in pools:
        pool.stop()  # type: ignore[no-untyped-call]
    for pool in pools:
        pool.join()


def _tell(callbacks: _Callbacks, job: Job[Any], outcome: Outcome[Any]) -> None:
    if callbacks.finished:
        callbacks.finished(job, outcome)


def _integer(file: Path) -> int | None:
    try:
        return int(file.read_text("ascii"))
    except (OSError, ValueError):
        return None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _private_memory(pid: int) -> int:
    """Bytes that count against RLIMIT_DATA; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    _, found, rest = status.partition("VmData:")
    return int(rest.split()[0]) * 1024 if found else 0


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Processes and threads started inside are deaf to Ctrl-C, which is the caller's to answer."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _only(wanted: dict[str, str]) -> Iterator[None]:
    """Replace the environment for a child that inherits it; with the module paths, which the server needs."""
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(wanted, PYTHONPATH=os.pathsep.join(path for path in sys.path if path))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
