"""What templates see, told from the view models themselves: their docstrings, fields and types."""

import ast
import dataclasses
import inspect
import re
import textwrap
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from briefwright.render import views
from briefwright.render.blocks import BLOCKS
from briefwright.render.shell import PageView
from briefwright.render.site.views import PAGES, SiteView, TongueHomeView

_PLAIN = {str: "text", Markup: "HTML", bool: "true or false", int: "number", float: "number", Any: "value"}


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A value of a view: its name, its type as annotated, what is said of it ("" where its name says all)."""

    name: str
    type: Any
    said: str


@dataclasses.dataclass(frozen=True, slots=True)
class View:
    """A view that templates see."""

    name: str
    said: str
    fields: tuple[Field, ...]


@cache
def view_of(kind: type) -> View:
    """A view class, told."""
    hints = typing.get_type_hints(kind)
    said = _attribute_docs(kind)
    fields = tuple(Field(field.name, hints[field.name], said.get(field.name, "")) for field in dataclasses.fields(kind))
    return View(kind.__name__, _flat(kind.__doc__ or ""), fields)


def block_view(name: str) -> type | None:
    """The view of its own that the template of a shipped block sees as ``block``, if it has one."""
    block = BLOCKS.get(name)
    if block is None or block.make is None:
        return None
    made = typing.get_type_hints(block.make).get("return")
    return next(iter(held_by(made)), None)


def page_view(name: str) -> type | None:
    """The view that a template of the site's pages sees as ``view``, if it has one."""
    return PAGES.get(name)


def known_views(extra: Iterable[type] = ()) -> dict[str, type]:
    """Every view by name: of briefs, of blocks with one of their own, of the site, and all that these hold."""
    found: dict[str, type] = {}
    of_site = (SiteView, PageView, *PAGES.values(), TongueHomeView)
    waiting = [views.BriefView, *filter(None, map(block_view, BLOCKS)), *of_site, *extra]
    while waiting:
        kind = waiting.pop(0)
        if kind.__name__ not in found:
            found[kind.__name__] = kind
            waiting += [held for field in view_of(kind).fields for held in held_by(field.type)]
    return found


def held_by(annotation: Any) -> list[type]:
    """The views in an annotation."""
    return [one for one in _parts(annotation) if isinstance(one, type) and dataclasses.is_dataclass(one)]


def type_words(annotation: Any, link: Callable[[str], str] = str) -> str:
    """A type as template authors know it: ``list of Point``; ``link`` writes the name of a view."""
    if annotation is Any or (isinstance(annotation, type) and annotation in _PLAIN):
        return _PLAIN[annotation]
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return f"list of {type_words(inner[0], link)}"
        return " and ".join(type_words(one, link) for one in inner)
    if origin in (typing.Union, UnionType):
        there = [type_words(one, link) for one in inner if one is not NoneType]
        return " or ".join(there) + (", or none" if NoneType in inner else "")
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return f"map of {type_words(inner[1], link)} by {type_words(inner[0], link)}"
    return link(annotation.__name__) if held_by(annotation) else str(annotation)


def used_of(source: str, name: str = "brief") -> list[str]:
    """What a template takes of the variable ``name``, in order of first use; [] where it cannot be parsed."""
    try:
        tree = Environment(autoescape=True).parse(source)
    except TemplateSyntaxError:
        return []
    taken = (node for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name))
    return list(dict.fromkeys(node.attr for node in taken if node.node.name == name))  # type: ignore[attr-defined]


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _parts(inner)


def _attribute_docs(kind: type) -> dict[str, str]:
    """The strings that stand below fields."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    found: dict[str, str] = {}
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, below in pairwise(statements):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            text = below.value.value if isinstance(below.value, ast.Constant) else None
            if isinstance(text, str):
                found[field.target.id] = _flat(text)
    return found


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", inspect.cleandoc(text)).replace("``", "`")
