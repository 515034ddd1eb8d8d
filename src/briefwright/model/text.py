"""Text in several languages, and the languages there are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, cast

from pydantic import AfterValidator, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from briefwright.model.lang import LANGS, Lang
from briefwright.model.segments import words

FIRST = ""
"""The key of a plain string: it is in the house's first language."""
ALL = "all"
"""The key of text that is the same in every language, such as a model's name."""


def _key(plain: str) -> str:
    """A plain string without a letter of its own, such as a lookup alone or a year, is the same in every language."""
    return FIRST if any(character.isalpha() for character in words(plain)) else ALL


@dataclass(frozen=True, slots=True)
class Text:
    """A string by language: in YAML a string, or a map with keys ``zh-Hans``, ``zh-Hant``, ``en``, ``all``."""

    items: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> "Text":
        return cls(((_key(value), value),) if isinstance(value, str) else tuple(value.items()))

    def written(self, lang: Lang, first: Lang) -> str | None:
        """What the author wrote for ``lang``; None where nothing is. ``first`` is the house's first language."""
        found = dict(self.items)
        if lang in found:
            return found[lang]
        if ALL in found:
            return found[ALL]
        return found.get(FIRST) if lang == first else None

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._validate, serialization=core_schema.plain_serializer_function_ser_schema(lambda text: dict(text.items))
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        string = {"type": "string", "minLength": 1}
        by_language = {
            "type": "object",
            "properties": dict.fromkeys((*LANGS, ALL), string),
            "additionalProperties": False,
        }
        return {"anyOf": [string, by_language | {"minProperties": 1}]}

    @classmethod
    def _validate(cls, value: Any) -> "Text":
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            if not value.strip():
                raise PydanticCustomError("empty_text", "text is empty")
            return cls(((_key(value), value),))
        if not isinstance(value, dict) or not value:
            raise PydanticCustomError("text_shape", "expected text, or a map from language to text")
        for key, item in value.items():
            if key not in (*LANGS, ALL):
                raise PydanticCustomError(
                    "unknown_language", "unknown language '{key}'", {"key": key, "choices": [*LANGS, ALL]}
                )
            if not isinstance(item, str) or not item.strip():
                raise PydanticCustomError("empty_text", "text for '{key}' is empty or not a string", {"key": key})
        return cls(tuple(cast(dict[str, str], value).items()))


SHORT = 240
"""Characters a title, heading, name or label may have: a few lines of a cover, and more than any needs."""


def _short(text: Text) -> Text:
    longest = max(len(written) for _, written in text.items)
    if longest > SHORT:
        context = {"max_length": SHORT, "count": longest}
        raise PydanticCustomError("long_text", "text of {count} characters; at most {max_length} fit", context)
    return text


Title = Annotated[Text, AfterValidator(_short)]
"""Text that must stay short, because it stands where a long one breaks the page."""
