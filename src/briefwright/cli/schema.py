"""``briefwright schema``: what content may say, as JSON Schema, for editors that complete and validate."""

import ast
import importlib
import inspect
import json
from functools import cache
from itertools import pairwise
from typing import Any

import click

from briefwright.model.base import Content
from briefwright.model.ledger import ledger_schema
from briefwright.model.records import RECORDS
from briefwright.model.thesis import Fact, Points, Thesis

KINDS = ("thesis", *RECORDS, "facts", "series")
LEDGER = "ledger"
_PLAIN = ["string", "number", "boolean"]


@click.command("schema")
@click.argument("kind", type=click.Choice((*KINDS, LEDGER)), default="thesis", metavar="[KIND]")
def command(kind: str) -> None:
    """Print the JSON Schema of a thesis, of the files in content/KIND/, or of the ledger.json of editions.

    KIND is thesis (the default), houses, analysts, sources, units, companies, sectors, datasets, disagreements,
    facts, series or ledger.
    """
    described = ledger_schema() if kind == LEDGER else schema(kind)
    click.echo(json.dumps(described, indent=2, ensure_ascii=False))


def schema(kind: str) -> dict[str, Any]:
    """Draft 2020-12. A file of shared records maps identifiers to records."""
    own: dict[str, type[Content]] = {"thesis": Thesis, "facts": Fact, "series": Points}
    model = own.get(kind) or RECORDS[kind]
    described = model.model_json_schema(mode="validation")
    _describe(described, model)
    for name, definition in described.get("$defs", {}).items():
        if found := _models().get(name):
            _describe(definition, found)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Briefwright {kind}"}
    described = _loosened(described)
    if kind == "thesis":
        return {**described, **head}
    definitions = described.pop("$defs", {})
    return {
        **head,
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/record"},
        "$defs": {**definitions, "record": described},
    }


def field_texts(model: type[Content]) -> dict[str, str]:
    """What the strings behind the fields of a model and of its bases say, by field."""
    texts: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, Content):
            texts |= _texts_of(one)
    return texts


def _texts_of(model: type[Content]) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(model))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(text, ast.Expr)
        and isinstance(text.value, ast.Constant)
        and isinstance(text.value.value, str)
    }


@cache
def _models() -> dict[str, type[Content]]:
    modules = [importlib.import_module(f"briefwright.model.{name}") for name in ("base", "records", "thesis")]
    found = [one for module in modules for one in vars(module).values()]
    return {one.__name__: one for one in found if inspect.isclass(one) and issubclass(one, Content)}


def _describe(definition: dict[str, Any], model: type[Content]) -> None:
    texts = field_texts(model)
    for name, field in definition.get("properties", {}).items():
        if name in texts:
            field["description"] = texts[name]


def _loosened(described: Any) -> Any:
    """Editors take ``002230`` for a number and ``true`` for a boolean; to us both are text that the model types."""
    if isinstance(described, list):
        return [_loosened(item) for item in described]
    if not isinstance(described, dict):
        return described
    kept = ("enum", "const", "default")
    loose = {key: value if key in kept else _loosened(value) for key, value in described.items()}
    if loose.get("type") == "string" and "enum" not in loose and "const" not in loose:
        loose["type"] = _PLAIN
    return loose
