"""A project's own chart kinds and formulas: ``extensions.py`` in its root, Python that runs with all its rights.

That the file is there is the consent to run it; a world that is not trusted never reads it. It is executed once for
each state of its text in each process, and says what it has in two names, ``CHARTS`` and ``FORMULAS``.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType, ModuleType, TracebackType
from typing import Any

from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import EXTENSIONS, World

FILE = EXTENSIONS

FAULTS = (
    *(ArithmeticError, AssertionError, AttributeError, ImportError, LookupError, NameError, OSError, RuntimeError),
    *(SyntaxError, TypeError, ValueError),
)
"""What Python code raises by mistake."""
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
    return _loaded(str(world.home(FILE)), world.read(FILE))


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


@lru_cache(maxsize=4)
def _loaded(root: str, source: bytes) -> Extensions:  # noqa: ARG001 - two projects may have the same text
    module = ModuleType(_MODULE)
    sys.modules[_MODULE] = module  # dataclasses look there for the module they are written in
    try:
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
