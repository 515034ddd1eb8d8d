"""A model's schema with what the string below each field says of it.

Pydantic can do so by itself (``use_attribute_docstrings``), but does it where a model is made: reading the sources of
all of them was a fifth of what every build imports, for schemas that few ask for.
"""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from pydantic import BaseModel


def schema_of(model: type[BaseModel], base: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of ``model``. Of models below ``base`` in this package every field is described."""
    made = model.model_json_schema(mode="validation")
    shapes: dict[str, Any] = {model.__name__: made, **made.get("$defs", {})}
    for one in _below(base):
        if one.__name__ in shapes:
            properties = shapes[one.__name__]["properties"]
            for name, field in one.model_fields.items():
                if text := _found(one, name):
                    key = str(field.validation_alias or name)
                    properties[key] = dict(sorted({"description": text, **properties[key]}.items()))
    return made


def _below(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for one in base.__subclasses__():
        if one.__module__.startswith(f"{__package__}."):
            yield one
            yield from _below(one)


def _found(model: type[BaseModel], field: str) -> str:
    """What is said of a field where it is declared."""
    owners = (one for one in model.__mro__ if one.__module__.startswith(f"{__package__}."))
    return next(
        (text for one in owners if (text := _said(inspect.getmodule(one)).get(one.__name__, {}).get(field))), ""
    )


@cache
def _said(module: ModuleType | None) -> dict[str, dict[str, str]]:
    """The strings below fields in a module, by class and field."""
    parsed = ast.parse(inspect.getsource(module) if module else "")
    return {node.name: dict(_fields(node)) for node in parsed.body if isinstance(node, ast.ClassDef)}


def _fields(made: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for declared, below in zip(made.body, made.body[1:], strict=False):
        if isinstance(declared, ast.AnnAssign) and isinstance(declared.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield declared.target.id, inspect.cleandoc(text)
