"""Tasks for the executor's tests; in a module of their own because workers import them by name."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefwright.jobs import Job


def square(job: Job[int]) -> int:
    return job.payload**2


def act(job: Job[str]) -> object:
    """Does what the payload says."""
    verb, _, argument = job.payload.partition(" ")
    return ACTIONS[verb](argument)


def _sleep(seconds: str) -> str:
    time.sleep(float(seconds))
    return f"slept {seconds}"


def _hang(_: str) -> None:
    while True:
        sum(range(10_000_000))  # inside native code most of the time


def _hog(megabytes: str) -> int:
    return len([bytearray(1024 * 1024) for _ in range(int(megabytes))])


def _creep(_: str) -> None:
    """Takes most of the limit, then only time."""
    held = bytearray(265 * 1024 * 1024)
    time.sleep(60)
    held.clear()


def _words(text: str) -> None:
    os.write(2, text.encode())
    os.kill(os.getpid(), signal.SIGABRT)


def _signal(name: str) -> None:
    os.kill(os.getpid(), signal.Signals[name])
    time.sleep(5)


class Unpicklable(Exception):
    def __init__(self, one: int, two: int) -> None:
        super().__init__(lambda: (one, two))

    def __str__(self) -> str:
        raise RuntimeError("no text")


def _raise(kind: str) -> None:
    if kind == "unpicklable":
        raise Unpicklable(1, 2)
    if kind == "exit":
        sys.exit(4)
    if kind == "deep":
        _raise(kind)
    raise ValueError(f"the matter is {kind}")


def _result(kind: str) -> object:
    if kind == "unpicklable":
        return lambda: None
    return bytes(int(kind))


def _environment(name: str) -> str | None:
    return os.environ.get(name)


def _linger(file: str) -> None:
    """Leaves its pid, then never ends."""
    Path(file).write_text(str(os.getpid()), encoding="ascii")
    _hang("")


ACTIONS: dict[str, Callable[[str], object]] = {
    "linger": _linger,
    "sleep": _sleep,
    "hang": _hang,
    "hog": _hog,
    "creep": _creep,
    "words": _words,
    "leave": lambda code: os._exit(int(code)),
    "signal": _signal,
    "raise": _raise,
    "result": _result,
    "environment": _environment,
    "zone": lambda _: time.tzname,
    "pid": lambda _: os.getpid(),
    "parent": lambda _: os.getppid(),
    "write": lambda file: Path(file).write_text(str(os.getpid()), encoding="ascii"),
    "warmed": lambda _: WARMED,
    "loaded": lambda name: name in sys.modules,
    "print": print,
}
WARMED: list[int] = []


def warm() -> None:
    WARMED.append(os.getpid())


def times(factor: int, job: Job[int]) -> int:
    return factor * job.payload
