"""Jinja, locked down: sandboxed, autoescaping, undefined names are errors, templates only from the project."""

import re
import sys
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import World

OUTPUT_LIMIT = 16 * 1024 * 1024
"""Characters one template may write; a brief has a hundredth of that."""
REPEAT_LIMIT = 100_000


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
            text = self.world.read(path).decode()
        except Refused as refused:
            raise TemplateNotFound(template, message="; ".join(one.message for one in refused.findings)) from None
        except UnicodeDecodeError:
            raise TemplateSyntaxError("the template is not UTF-8", 1, template, path) from None
        return text, path, lambda: True


class _Sandbox(ImmutableSandboxedEnvironment):
    """Also bounds the operators with which a template could eat memory."""

    intercepted_binops = frozenset(["**", "*", "%"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "**":
            raise SecurityError("'**' is not available in templates")
        if any(isinstance(side, (str, list, tuple, bytes)) for side in (left, right)):
            raise SecurityError(f"'{operator}' works on numbers only in templates")
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        wide = isinstance(obj, str) and attr in (
            "format",
            "format_map",
            "ljust",
            "rjust",
            "center",
            "zfill",
            "expandtabs",
        )
        return not wide and super().is_safe_attribute(obj, attr, value)


def environment(world: World) -> Environment:
    """The environment all templates are rendered in."""
    jinja = _Sandbox(
        loader=_Loader(world),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    for name in ("lipsum", "cycler", "joiner"):
        jinja.globals.pop(name, None)
    jinja.filters.pop("center", None)
    jinja.filters.pop("xmlattr", None)
    return jinja


def render(jinja: Environment, name: str, context: Mapping[str, Any]) -> str:
    """A template's output. Raises Refused (R501) naming the template's line and the content it was rendering."""
    written: list[str] = []
    size = 0
    try:
        for piece in jinja.get_template(name).generate(**context):
            size += len(piece)
            if size > OUTPUT_LIMIT:
                raise SecurityError(f"the template writes more than {OUTPUT_LIMIT:,} characters")
            written.append(piece)
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
    return "".join(written)


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


def _content_place(local: Mapping[str, Any]) -> str:
    """The ``at`` of the innermost loop variable: Jinja names them ``l_<depth>_<name>``."""
    depths = sorted(
        (name for name in local if re.match(r"l_\d+_", name)), key=lambda name: int(name.split("_")[1]), reverse=True
    )
    return next((place for name in depths if (place := getattr(local[name], "at", ""))), "")
