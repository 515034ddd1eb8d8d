"""Jinja, locked down: sandboxed, autoescaping, undefined names are errors, templates only from the project."""

import re
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import TemplateError

from briefwright.model.finding import Finding, Refused, Span
from briefwright.render.sandbox import Sandbox, joined_output
from briefwright.world import World


class _Loader(BaseLoader):
    """Templates of the project, else the shipped ones."""

    def __init__(self, world: World) -> None:
        self.world = world

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja's signature
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        path = f"templates/{template}"
        try:
            data = self.world.read(path)
            text = data.decode()
        except Refused as refused:
            raise TemplateNotFound(template, message="; ".join(one.message for one in refused.findings)) from None
        except UnicodeDecodeError:
            raise TemplateSyntaxError("the template is not UTF-8", 1, template, path) from None
        return text, path, lambda: self._is(path, data)

    def _is(self, path: str, data: bytes) -> bool:
        """Whether a template is still what it was when it was compiled."""
        try:
            return self.world.read(path) == data
        except Refused:
            return False


@lru_cache(maxsize=2)
def environment(world: World) -> Sandbox:
    """The environment all templates are rendered in; kept, because compiling costs more than rendering."""
    return Sandbox(
        loader=_Loader(world),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=True,
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
        raise Refused(_finding(name, problem)) from problem


def _finding(name: str, problem: Exception) -> Finding:
    file, line, content = f"templates/{name}", 1, ""
    if isinstance(problem, TemplateSyntaxError):
        file, line = problem.filename or file, problem.lineno
    trace = sys.exc_info()[2]
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith("templates/"):
            file, line = code.co_filename, trace.tb_lineno
            content = _content_place(trace.tb_frame.f_locals) or content
        trace = trace.tb_next
    said = re.sub(r"'(?:\w+\.)*(\w+) object'", r"\1", str(problem)) or type(problem).__name__
    where = f", while rendering {content}" if content else ""
    help_text = "the reference on templates lists what a block sees" if re.search("undefined|attribute", said) else ""
    return Finding(
        "R501",
        f"{said}{where}",
        Span(file, line),
        help_text or "mend the template, or delete it to use the shipped one",
    )


def _content_place(names: Mapping[str, Any]) -> str:
    """The ``at`` of the innermost variable: Jinja gives what the template knew at its line, inner loops last."""
    return next((place for value in reversed(list(names.values())) if (place := getattr(value, "at", ""))), "")
