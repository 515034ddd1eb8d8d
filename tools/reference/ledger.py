"""The page on ``ledger.json``, from the schema that a release publishes."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefwright.model.ledger import SCHEMA_FILE, ledger_schema

_HEAD = f"""\
# The ledger of an edition

`ledger.json` stands beside the page of every edition: each number that it prints or rests on, with its source or its
formula. `briefwright schema ledger` prints the JSON Schema, which a release holds as `{SCHEMA_FILE}`. What does not
apply to a number is left out. Amounts are exact decimals as text, in base units: 21.1 USD bn is `"21100000000"`.

A cell of a dataset whose licence does not let readers have it has no `exact`, and no `value` unless the brief prints
it; its `marks` say `withheld`.
"""


def page() -> str:
    """A table a kind of object, the file itself first."""
    schema = ledger_schema()
    kinds: Mapping[str, Any] = schema["$defs"]
    objects = {name: kind for name, kind in kinds.items() if "properties" in kind}
    parts = [_HEAD, "## ledger.json\n", *_table(schema, kinds)]
    for name, kind in objects.items():
        parts += [f"## {name}\n", f"{kind['description']}\n", *_table(kind, kinds)]
    return "\n".join(parts)


def _table(kind: Mapping[str, Any], kinds: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | holds | always | |"
    yield "|---|---|---|---|"
    required = kind.get("required", ())
    for name, field in kind["properties"].items():
        always = "yes" if name in required else ""
        yield f"| `{name}` | {_type(field, kinds)} | {always} | {_cell(field.get('description', ''))} |"
    yield ""


def _type(field: Mapping[str, Any], kinds: Mapping[str, Any]) -> str:
    if "$ref" in field:
        name = str(field["$ref"]).rpartition("/")[2]
        kind = kinds[name]
        return _choice(kind["enum"]) if "enum" in kind else f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(_type(one, kinds) for one in field["anyOf"] if one.get("type") != "null")
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return _choice(field["enum"])
    if field["type"] == "array":
        return f"list of {_type(field['items'], kinds)}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}[field["type"]]


def _choice(values: list[str]) -> str:
    return " · ".join(f"`{one}`" for one in values)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
