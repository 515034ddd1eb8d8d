"""``briefwright schema``: what content may say, as JSON Schema, for editors that complete and validate."""

import ast
import importlib
import inspect
import json
import pkgutil
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from typing import Any

import click
from pydantic import TypeAdapter

from briefwright import extensions, model
from briefwright.cli.common import world_of
from briefwright.load.own_blocks import own_blocks
from briefwright.load.shapes import kinds
from briefwright.model.base import Content
from briefwright.model.brief import brief_schema
from briefwright.model.ledger import ledger_schema
from briefwright.model.records import RECORDS
from briefwright.model.templates import Order, OwnBlock, Patch
from briefwright.model.thesis import Fact, Points, Thesis
from briefwright.world import World

KINDS = ("thesis", *RECORDS, "facts", "series")
TEMPLATES: dict[str, type[Content]] = {"block": OwnBlock, "outline": Patch}
"""Kinds of YAML files under templates/."""
EDITION: dict[str, Callable[[], dict[str, Any]]] = {"ledger": ledger_schema, "brief": brief_schema}
"""Files that stand beside the page of an edition."""
_PLAIN = ["string", "number", "boolean"]


@click.command("schema")
@click.argument("kind", type=click.Choice((*KINDS, *TEMPLATES, *EDITION)), default="thesis", metavar="[KIND]")
@click.pass_context
def command(ctx: click.Context, kind: str) -> None:
    """Print the JSON Schema of a thesis, of the files in content/KIND/, or of the data of editions.

    KIND is thesis (the default), houses, analysts, sources, units, companies, sectors, datasets, disagreements,
    facts or series; ledger or brief, of the ledger.json and the brief.json of an edition; or outline, of the lists of
    blocks in templates/archetypes, templates/sectors and templates/houses; or block, of what
    templates/blocks/<name>.yaml declares. Those of a thesis and of sectors know the charts of the project's own, that
    of a thesis its blocks.
    """
    described = EDITION[kind]() if kind in EDITION else schema(kind)
    if kind == "thesis":
        described = _with_own(described, world_of(ctx))
    if kind == "sectors":
        _led(described["$defs"]["record"])["enum"] += sorted(extensions.of(world_of(ctx)).charts)
    click.echo(json.dumps(described, indent=2, ensure_ascii=False))


def schema(kind: str) -> dict[str, Any]:
    """Draft 2020-12. A file of shared records maps identifiers to records."""
    own: dict[str, type[Content]] = {"thesis": Thesis, "facts": Fact, "series": Points}
    if kind == "outline":
        shapes = TypeAdapter(Order | Patch)
        described = shapes.json_schema(mode="validation")
    else:
        described_by = own.get(kind) or TEMPLATES.get(kind) or RECORDS[kind]
        described = described_by.model_json_schema(mode="validation")
        _describe(described, described_by)
    for name, definition in described.get("$defs", {}).items():
        if found := _models().get(name):
            _describe(definition, found)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Briefwright {kind}"}
    described = _loosened(described)
    if kind == "thesis" or kind in TEMPLATES:
        return {**described, **head}
    definitions = described.pop("$defs", {})
    if kind == "sectors":
        _led(described)["enum"] = list(kinds(Thesis, "exhibits"))
    return {
        **head,
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/record"},
        "$defs": {**definitions, "record": described},
    }


def _led(sector: dict[str, Any]) -> dict[str, Any]:
    """What the schema of a sector says of each kind of exhibit that it leads with."""
    items: dict[str, Any] = sector["properties"]["lead_exhibits"]["items"]
    return items


def _with_own(described: dict[str, Any], world: World) -> dict[str, Any]:
    """The schema of a thesis with the blocks and chart kinds that a project has of its own."""
    declared, _ = own_blocks(world)
    definitions = described["$defs"]
    blocks: dict[str, Any] = {}
    for name, fields in declared.models().items():
        own = _loosened(fields.model_json_schema(mode="validation", ref_template="#/$defs/{model}"))
        definitions |= own.pop("$defs", {})
        about = declared.blocks[name].about
        blocks[name] = {**own, "description": about} if about else own
    if blocks:
        described["properties"]["blocks"].pop("patternProperties", None)
        described["properties"]["blocks"] |= {"properties": blocks, "additionalProperties": False}
    own_chart = definitions["OwnChart"]
    own_chart["properties"]["chart"] = {"enum": sorted(extensions.of(world).charts)}
    own_chart["required"] = [name for name in own_chart["required"] if name != "drawn_by"]
    return described


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
    names = (module.name for module in pkgutil.iter_modules(model.__path__, "briefwright.model."))
    modules = [importlib.import_module(name) for name in names]
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
