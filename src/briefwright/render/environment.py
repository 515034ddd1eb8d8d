"""Jinja, locked down: sandboxed, autoescaping, undefined names are errors, templates only from the project."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError, UndefinedError

from briefwright.model.finding import Finding, Refused, Span
from briefwright.render.sandbox import FILTERS, TESTS, Sandbox, Unknown, joined_output, near
from briefwright.world import World

SHIPPED = "shipped/"
"""Before a template's name: the shipped one, whatever stands over it. So an override can include what it overrides."""


class _Loader(BaseLoader):
    """Templates of the house and the sector, else the project's, else the shipped ones."""

    def __init__(self, world: World, layers: Sequence[str]) -> None:
        self.world, self.layers = world, layers

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        path = f"templates/{template}"
        try:
            path, data = self._first(template)
            text = data.decode()
        except Refused as refused:
            raise self._missing(template, refused) from None
        except UnicodeDecodeError:
            raise TemplateSyntaxError("the template is not UTF-8", 1, template, path) from None
        return text, path, lambda: self._is(template, path, data)

    def _first(self, template: str) -> tuple[str, bytes]:
        """The path and the bytes of the first file that there is. Raises Refused where there is none."""
        if template.startswith(SHIPPED):
            path = f"templates/{template.removeprefix(SHIPPED)}"
            return path, self.world.as_shipped().read(path)
        for layer in self.layers:
            path = f"templates/{layer}/{template}"
            try:
                return path, self.world.read(path)
            except Refused as refused:
                if any(finding.code != "L031" for finding in refused.findings):
                    raise
        path = f"templates/{template}"
        return path, self.world.read(path)

    def _missing(self, template: str, refused: Refused) -> TemplateNotFound:
        missing = TemplateNotFound(template, message="; ".join(one.message for one in refused.findings))
        known = (path.removeprefix("templates/") for path in self.world.files("templates") if path.endswith(".j2"))
        missing.near = near(template, known)  # type: ignore[attr-defined]
        return missing

    def _is(self, template: str, path: str, data: bytes) -> bool:
        """Whether a template is still what it was when it was compiled."""
        try:
            return self._first(template) == (path, data)
        except Refused:
            return False


@lru_cache(maxsize=8)
def environment(world: World, layers: tuple[str, ...] = ()) -> Sandbox:
    """The environment all templates are rendered in; kept, because compiling costs more than rendering.

    ``layers`` are folders below ``templates/`` whose files stand before the common ones, the first before the second.
    """
    return Sandbox(
        world,
        loader=_Loader(world, layers),
        autoescape=True,
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=not world.stamp,
    )


def render(jinja: Sandbox, name: str, context: Mapping[str, Any]) -> str:
    """A template's output. Raises Refused (R501) naming the template's line and the content it was rendering."""
    jinja.begin()
    try:
        return joined_output(jinja.get_template(name).generate(**context))
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
        RecursionError,
    ) as problem:
        raise Refused(_finding(jinja.world, name, problem)) from problem


def labelling(labels: Mapping[str, str]) -> Callable[..., str]:
    """``label(key, …)`` as templates have it: a fixed word with its placeholders filled."""

    def label(key: str, **values: str) -> str:
        try:
            return labels[key].format(**values)
        except KeyError as unknown:
            what = f"there is no label '{key}'" if key not in labels else f"the label '{key}' wants {unknown}"
            problem = UndefinedError(what)
            problem.near = near(str(key), labels) if key not in labels else ""  # type: ignore[attr-defined]
            raise problem from None

    return label


def _finding(world: World, name: str, problem: Exception) -> Finding:
    file, line, content = f"templates/{name}", 1, ""
    seen: dict[str, None] = {}
    if isinstance(problem, TemplateSyntaxError):
        file, line = problem.filename or file, problem.lineno
    trace = sys.exc_info()[2]
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith("templates/"):
            file, line = code.co_filename, trace.tb_lineno
            content = _content_place(trace.tb_frame.f_locals) or content
            seen |= {name: None for name in trace.tb_frame.f_locals if not name.startswith("_")}
        trace = trace.tb_next
    said = re.sub(r"'(?:\w+\.)*(\w+) object'", r"\1", str(problem)) or type(problem).__name__
    where = f", while rendering {content}" if content else ""
    return Finding("R501", f"{said}{where}", _span(world, file, line, said), _help(problem, said, seen))


def _span(world: World, file: str, line: int, said: str) -> Span:
    """The word on a template's line that an error names; else the line."""
    try:
        text = world.read(file).decode().splitlines()[line - 1]
    except (Refused, UnicodeDecodeError, IndexError):
        return Span(file, line)
    for word in re.findall(r"'([\w./-]+)'", said):
        before = r"\." if "attribute" in said else r"(?<!\w)"
        if found := re.search(rf"{before}({re.escape(word)})(?!\w)", text):
            return Span(file, line, found.start(1) + 1, len(word))
    return Span(file, line)


def _help(problem: Exception, said: str, seen: Iterable[str]) -> str:
    """The name that is probably meant; else where to look. ``seen`` are the names that the template knows."""
    close: str = getattr(problem, "near", "")
    if not close and (unknown := re.fullmatch(r"'(\w+)' is undefined", said)):
        close = near(unknown[1], seen)
    if not close and (unknown := re.search(r"No (filter|test) named '(\w+)'", said)):
        close = near(unknown[2], FILTERS if unknown[1] == "filter" else TESTS)
    if close:
        return f"did you mean '{close}'?"
    if re.search("undefined|attribute", said):
        return "the reference on templates lists what a block sees"
    return "mend the template, or delete it to use the shipped one"


def _content_place(names: Mapping[str, Any]) -> str:
    """The ``at`` of the innermost variable: Jinja gives what the template knew at its line, inner loops last."""
    return next((place for value in reversed(list(names.values())) if (place := getattr(value, "at", ""))), "")
