"""``briefwright schema``: what content may say, as JSON Schema, for editors that complete and validate."""

import json
from typing import Any

import click

from briefwright.model.base import Content
from briefwright.model.records import RECORDS
from briefwright.model.thesis import Fact, Thesis

KINDS = ("thesis", *RECORDS, "facts")


@click.command("schema")
@click.argument("kind", type=click.Choice(KINDS), default="thesis")
def command(kind: str) -> None:
    """Print the JSON Schema of a thesis, or of the files in content/KIND/."""
    click.echo(json.dumps(schema(kind), indent=2, ensure_ascii=False))


def schema(kind: str) -> dict[str, Any]:
    """Draft 2020-12. A file of shared records maps identifiers to records."""
    model: type[Content] = Thesis if kind == "thesis" else Fact if kind == "facts" else RECORDS[kind]
    described = model.model_json_schema(mode="validation")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Briefwright {kind}"}
    if kind == "thesis":
        return {**described, **head}
    definitions = described.pop("$defs", {})
    return {
        **head,
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/record"},
        "$defs": {**definitions, "record": described},
    }
