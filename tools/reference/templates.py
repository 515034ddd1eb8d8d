"""The page on templates: the blocks of a brief, and every value that they see."""

import dataclasses
import inspect
import re
from types import ModuleType
from typing import Any, get_args, get_origin

from markupsafe import Markup

from briefwright.render import views
from briefwright.render.blocks import BLOCKS
from briefwright.render.sandbox import FILTERS
from tools.reference.guide import ROOT

_HEAD = """\
# Templates

A file of a project under `templates/` replaces the shipped one of the same path. Templates are Jinja in a sandbox: they
see plain values, an undefined name is an error, and all text is escaped but what is marked as HTML here. Content is
never a template. The filters there are: {filters}. A template that takes far more steps than a brief needs is stopped.

Every block, and the layouts `screen` and `paper` around them, see

- `brief`: the edition, a [BriefView](#briefview);
- `medium`: `screen` or `paper`;
- `label(key, …)`: a fixed word from `templates/labels/<language>.yaml`, where a project may replace them;
- `pdf`: the name of the PDF beside the page, or empty.

The layouts also have `body`, the blocks in the order of the archetype, and `styles`, for paper. `at` in a value is the
place in the content it was made from; an error names it.

## Blocks

An archetype (`templates/archetypes/<name>.yaml`) lists blocks in order. A block with nothing to say leaves no trace.

| block | draws |
|---|---|
"""


def page() -> str:
    """The whole page, without the line that says how it is made."""
    rows = [f"| `{name}` | {_comment(name)} |" for name in BLOCKS]
    head = _HEAD.replace("{filters}", ", ".join(f"`{name}`" for name in FILTERS))
    parts = [head + "\n".join(rows) + "\n", "## Values\n"]
    return "\n".join(parts + [_view(view) for view in reversed(_views(views))])


def _comment(name: str) -> str:
    """What the comment at the head of a block says of it."""
    text = (ROOT / "templates" / "blocks" / f"{name}.html.j2").read_text(encoding="utf-8")
    found = re.match(r"\{#-?\s*(.*?)\s*-?#\}", text, re.DOTALL)
    return re.sub(r"\s+", " ", found[1]) if found else ""


def _views(module: ModuleType) -> list[Any]:
    found = [one for one in vars(module).values() if dataclasses.is_dataclass(one) and inspect.isclass(one)]
    return [one for one in found if one.__module__ == module.__name__]


def _view(view: Any) -> str:
    rows = [f"| `{field.name}` | {_type(field.type)} |" for field in dataclasses.fields(view)]
    said = re.sub(r"\s+", " ", inspect.cleandoc(view.__doc__ or "")).replace("``", "`")
    return f"### {view.__name__}\n\n{said}\n\n| value | is |\n|---|---|\n" + "\n".join(rows) + "\n"


_PLAIN = {str: "text", Markup: "HTML", bool: "true or false", int: "number", float: "number"}


def _type(annotation: Any) -> str:
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)
        if inner[-1] is Ellipsis:
            return f"list of {_type(inner[0])}"
        return " and ".join(_type(one) for one in inner)
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
