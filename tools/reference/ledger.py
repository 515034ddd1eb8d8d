"""The pages on ``ledger.json`` and ``brief.json``, from the schemas that a release publishes."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefwright.model.brief import SCHEMA_FILE as BRIEF_FILE
from briefwright.model.brief import brief_schema
from briefwright.model.ledger import SCHEMA_FILE, ledger_schema

_HEAD = f"""\
# The ledger of an edition

`ledger.json` stands beside the page of every edition: each number that it prints or rests on, with its source or its
formula. `briefwright schema ledger` prints the JSON Schema, which a release holds as `{SCHEMA_FILE}`. What does not
apply to a number is left out. Amounts are exact decimals as text, in base units: 21.1 USD bn is `"21100000000"`.

A cell of a dataset whose licence does not let readers have it has no `exact`, and no `value` unless the brief prints
it; its `marks` say `withheld`.
"""


_BRIEF = f"""\
# An edition as data

`brief.json` stands beside the page of every edition and holds all that the page prints: texts without markup, with the
numbers they look up and the sources they cite; claims, exhibits with their data, risks; and the ledger, in the shape of
[ledger.json](ledger.md). `briefwright schema brief` prints the JSON Schema, which a release holds as
`{BRIEF_FILE}`. What does not apply is left out. Of an exhibit whose data may not be passed on, head and rows are.
"""


def page() -> str:
    """``ledger.json``."""
    return _page(_HEAD, "ledger.json", ledger_schema(), {})


def brief_page() -> str:
    """``brief.json``; kinds of object that a ledger has are told there."""
    there: Mapping[str, Any] = ledger_schema()["$defs"]
    return _page(_BRIEF, "brief.json", brief_schema(), there)


def _page(head: str, file: str, schema: Mapping[str, Any], elsewhere: Mapping[str, Any]) -> str:
    """A table a kind of object, the file itself first."""
    kinds: Mapping[str, Any] = {name: {**kind, "told": name in elsewhere} for name, kind in schema["$defs"].items()}
    objects = {name: kind for name, kind in kinds.items() if "properties" in kind and not kind["told"]}
    parts = [head, f"## {file}\n", *_table(schema, kinds)]
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


def _named(name: str, kinds: Mapping[str, Any]) -> str:
    """A kind of object, by a link to where it is told; what is no object is told here."""
    kind = kinds[name]
    if "enum" in kind:
        return _choice(kind["enum"])
    if "properties" not in kind:
        return "text, true or false, a whole number, [Words](#words), or lists and maps of these"
    return f"[{name}]({'ledger.md' if kind['told'] else ''}#{name.lower()})"


def _type(field: Mapping[str, Any], kinds: Mapping[str, Any]) -> str:
    if "$ref" in field:
        return _named(str(field["$ref"]).rpartition("/")[2], kinds)
    if "anyOf" in field:
        return " or ".join(_type(one, kinds) for one in field["anyOf"] if one.get("type") != "null")
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return _choice(field["enum"])
    if field["type"] == "array":
        return f"list of {_type(field['items'], kinds)}"
    if field["type"] == "object":
        return f"map of {_type(field['additionalProperties'], kinds)}"
    return {"string": "text", "integer": "whole number", "boolean": "true or false"}[field["type"]]


def _choice(values: list[str]) -> str:
    return " · ".join(f"`{one}`" for one in values)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
