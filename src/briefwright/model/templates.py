"""What the YAML files under ``templates/`` say: which blocks a brief has, and the fields of a project's own blocks."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, create_model
from pydantic_core import PydanticCustomError

from briefwright.model.base import Content, Line, NumberName, Slug
from briefwright.model.segments import What, segments
from briefwright.model.text import Text, Title

BlockName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$", max_length=80)]
"""The name of a block: that of its template."""
RESERVED = ("at", "heading")
"""What every view has of itself, so that no field can have the name."""
DEEPEST = 4
"""How far lists and maps of an own block may stand inside each other."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


_Names = Annotated[list[BlockName], BeforeValidator(_listed, json_schema_input_type=str | list[str])]


class Place(Content):
    """A place in a brief: behind or before the first of these blocks that it has.

    Without either, or where the brief has none of them, at the end of the body: before sources and disclosures.
    """

    after: _Names = Field(default_factory=list)
    """A block, or several of which the first that is there counts."""
    before: _Names = Field(default_factory=list)
    """The same, the other way round."""


class Put(Place):
    """A block and its place."""

    block: BlockName
    """A file of templates/blocks."""


class Changes(Content):
    """Changes of a list of blocks, made in this order."""

    drop: list[BlockName] = Field(default_factory=list)
    """Blocks to leave out; one that is not there is no fault, because one sector suits several archetypes."""
    add: list[Put] = Field(default_factory=list)
    """Blocks to have; one that is there already stays where it is."""
    move: list[Put] = Field(default_factory=list)
    """Blocks to stand elsewhere; one that is not there is left out."""


class _Listing(Content):
    """What the files of archetypes, sectors and houses have in common."""

    name: Title | None = None
    """Of an archetype: how a brief of this kind is called."""
    extends: Slug | None = None
    """Another of its kind, whose changes are made first."""


class Order(_Listing):
    """An archetype, sector or house that lists its blocks in full."""

    blocks: list[BlockName] = Field(min_length=1)
    """Every block, in order."""


class Patch(_Listing):
    """An archetype, sector or house that changes a list of blocks: an archetype that which it extends."""

    blocks: Changes = Field(default_factory=Changes)
    """What is changed."""


class FieldOf(Content):
    """One field of a block of one's own."""

    type: Literal["text", "title", "number", "choice", "list", "map"]
    """text and title are by language, a title short; number is a lookup; choice one of several words."""
    about: Line | None = None
    """What it is for: shown by editors."""
    required: bool = False
    """Whether content must give it."""
    choices: list[Line] = Field(default_factory=list)
    """Of a choice: the words."""
    of: "FieldOf | None" = None
    """Of a list: what its entries are."""
    fields: dict[NumberName, "FieldOf"] = Field(default_factory=dict)
    """Of a map: its fields."""


class OwnBlock(Place):
    """A block of one's own: ``templates/blocks/<name>.yaml`` beside its template.

    Where it says ``after`` or ``before``, it is in every brief of the project whose thesis says something for it.
    """

    heading: Title
    """Of the block, by language; also its line in the contents."""
    about: Line | None = None
    """What it is for: shown by editors."""
    fields: dict[NumberName, FieldOf] = Field(min_length=1)
    """What content may say under ``blocks: {<name>: …}``."""


def archetype_label(archetype: str) -> str:
    """The fixed label that says what a brief of a shipped archetype is called."""
    return "archetype_" + archetype.replace("-", "_")


def one_lookup(text: Text) -> Text:
    """``text``, if it is one lookup and nothing else in every language."""
    for _, written in text.items:
        parts = segments(written.strip())
        if len(parts) != 1 or parts[0].what is not What.LOOKUP:
            raise PydanticCustomError("lookup", "expected a lookup")
    return text


NumberText = Annotated[Text, AfterValidator(one_lookup)]


def model_of(name: str, fields: Mapping[str, FieldOf]) -> type[Content]:
    """The content model that the declared ``fields`` describe, for validation and for the schema."""
    found: dict[str, Any] = {}
    for key, field in fields.items():
        annotation = _annotation(f"{name}_{key}", field)
        described = Field(description=field.about) if field.required else Field(default=None, description=field.about)
        found[key] = (annotation if field.required else annotation | None, described)
    return create_model(name, __base__=Content, **found)


def _annotation(name: str, field: FieldOf) -> Any:
    if field.type == "list" and field.of:
        return list[_annotation(name, field.of)]  # type: ignore[misc]
    if field.type == "map":
        return model_of(name, field.fields)
    if field.type == "choice":
        return Literal[tuple(field.choices)]
    return {"text": Text, "title": Title, "number": NumberText}[field.type]


def plain_of(value: Any) -> Any:
    """A validated value without its model, which no worker would know: texts, words, lists and maps."""
    if isinstance(value, Content):
        named = ((key, getattr(value, key)) for key in type(value).model_fields)
        return {key: plain_of(item) for key, item in named if item is not None}
    return [plain_of(item) for item in value] if isinstance(value, list) else value
