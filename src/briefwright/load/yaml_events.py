"""YAML as a stream of events with character positions: libyaml's, or PyYAML's own where libyaml is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    import yaml.cyaml

    _FAST: Any = yaml.cyaml.CParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML built without libyaml: slower, the same events
    _FAST = None

Mark = Any
"""``line`` and ``column`` count from 0; ``index`` is a character offset. PyYAML has two unrelated classes of it."""


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


@dataclass(eq=False)
class Slip(Exception):
    """The parser gave up: at ``line`` and ``column`` (from 0), inside something opened at ``opened``."""

    line: int
    column: int
    opened: tuple[int, int]
    context: str = ""
    problem: str = ""


def events(text: str, *, pure: bool = False) -> Iterator[yaml.Event]:
    """The events of ``text``, which must hold no forbidden character. Raises Slip."""
    try:
        parser = _PureParser(text) if pure or _FAST is None else _FAST(text)
        try:
            while (event := parser.get_event()) is not None:
                yield event
        finally:
            parser.dispose()
    except yaml.MarkedYAMLError as problem:
        mark: Mark = problem.problem_mark or problem.context_mark
        opened: Mark = problem.context_mark or mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        place = (opened.line, opened.column) if opened else (line, column)
        raise Slip(line, column, place, problem.context or "", problem.problem or "") from None
    except (yaml.YAMLError, ValueError, OverflowError):
        # The pure parser turns an escape beyond U+10FFFF into a plain ValueError, without a place.
        raise Slip(0, 0, (0, 0)) from None
