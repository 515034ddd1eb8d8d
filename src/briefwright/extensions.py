"""A project's own chart kinds and formulas: ``extensions.py`` in its root, Python that runs with all its rights.

That the file is there is the consent to run it; a world that is not trusted never reads it. It is executed once for
each state of its text in each process, and says what it has in two names, ``CHARTS`` and ``FORMULAS``.
"""

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType, ModuleType, TracebackType
from typing import Any

from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import EXTENSIONS, World

FILE = EXTENSIONS

FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, OSError, RuntimeError),
    *(SyntaxError, SystemExit, TypeError, ValueError),
)
"""What Python code raises by mistake. That it leaves the program is no reason for the program to go, too."""
SECONDS = 30.0
"""How long the project's code may take at a time where nothing else bounds it: at loading, and for one formula."""
_MODULE = "briefwright_project_extensions"
_NONE: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Extensions:
    """``charts`` by the name that an exhibit's ``chart:`` gives, ``formulas`` by their own names."""

    charts: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    formulas: Mapping[str, Any] = field(default_factory=dict)


def of(world: World) -> Extensions:
    """A project's extensions; none where it has none or is not trusted. Raises Refused (L075) where they fail."""
    if not (world.trusted or world.base) or not there(world):
        return Extensions()
    found = _once(str(world.home(FILE)), world.read(FILE))
    if isinstance(found, Refused):
        raise Refused(*found.findings)
    return found


def there(world: World) -> bool:
    """Whether the project has such a file."""
    file = world.home(FILE) / FILE
    return file.exists() or file.is_symlink()


def left_out(world: World) -> list[Finding]:
    """L076 where there are extensions that are not to be run."""
    if world.trusted or world.base or not there(world):
        return []
    said = "the project's own charts and formulas are left out: it is not trusted"
    return [Finding("L076", said, Span(FILE), "build it without --untrusted once you have read the file")]


def fault(problem: BaseException, what: str) -> tuple[str, Span]:
    """What to say of an exception that came out of the project's code, and its line there."""
    line = problem.lineno or 1 if isinstance(problem, SyntaxError) else _line(problem.__traceback__)
    said = problem.msg if isinstance(problem, SyntaxError) else str(problem)
    return f"{what}: {type(problem).__name__}: {said}"[:300], Span(FILE, line)


def _line(trace: TracebackType | None) -> int:
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class Endless(RuntimeError):
    """The project's code has taken longer than SECONDS."""

    def __str__(self) -> str:
        return f"it takes longer than {SECONDS:g} seconds"


@contextmanager
def bounded() -> Iterator[None]:
    """Raises Endless in the middle of code that goes on for too long; code in C is let finish."""
    thread = threading.get_ident()
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    alarm = threading.Timer(SECONDS, lambda: raise_in(ctypes.c_ulong(thread), ctypes.py_object(Endless)))
    alarm.daemon = True
    alarm.start()
    try:
        yield
    finally:
        alarm.cancel()


@lru_cache(maxsize=4)
def _once(root: str, source: bytes) -> Extensions | Refused:  # noqa: ARG001 - two projects may have the same text
    """What fails is remembered, too: else it would be run again, and waited for, whenever it is asked for."""
    try:
        return _loaded(source)
    except Refused as refused:
        return refused


def _loaded(source: bytes) -> Extensions:
    module = ModuleType(_MODULE)
    sys.modules[_MODULE] = module  # dataclasses look there for the module they are written in
    try:
        with bounded():
            exec(compile(source, FILE, "exec"), module.__dict__)  # noqa: S102 - the project's own code, and trusted
    except FAULTS as problem:
        said, place = fault(problem, "the project's extensions do not load")
        raise Refused(Finding("L075", said, place, "mend the line, or take the file away")) from None
    charts, formulas = getattr(module, "CHARTS", _NONE), getattr(module, "FORMULAS", ())
    if not isinstance(charts, Mapping) or not all(isinstance(name, str) and callable(charts[name]) for name in charts):
        raise _shapeless("CHARTS", "CHARTS = {'name': function}")
    if not isinstance(formulas, list | tuple) or not all(hasattr(one, "function") for one in formulas):
        raise _shapeless("FORMULAS", "FORMULAS = [Formula(…)]")
    return Extensions(dict(charts), {one.name: one for one in formulas})


def _shapeless(name: str, shape: str) -> Refused:
    return Refused(Finding("L075", f"{name} has not the shape it needs", Span(FILE), f"write {shape}"))
