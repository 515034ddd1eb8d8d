"""Walking content models by the path of a validation error: which keys, which tags a place knows."""

import types
from collections.abc import Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from briefwright.model.base import Content

TAG = "chart"
"""The key that says which of several models an entry is (pydantic's discriminator)."""
OWN = "own"
"""The tag of all kinds of a project's own; authors write the name of the kind in its place."""


def model_at(model: type[Content], path: Sequence[str | int]) -> type[Content] | None:
    """The model that holds the last part of ``path``, an error's ``loc``; None where there is none."""
    here: Any = model
    for part in path[:-1]:
        options = _options(here)
        if len(options) > 1:
            here = next((option for option in options if part in _tags(option)), None)
        elif get_origin(options[0]) is list:
            here = get_args(options[0])[0]
        elif get_origin(options[0]) is dict:
            here = get_args(options[0])[1]
        else:
            fields = getattr(options[0], "model_fields", {})
            here = fields[part].annotation if part in fields else None
        if here is None:
            return None
    found = _options(here)
    return found[0] if len(found) == 1 and isinstance(found[0], type) and issubclass(found[0], Content) else None


def tags_at(model: type[Content], path: Sequence[str | int]) -> tuple[str, ...]:
    """The tags known at ``path``, which leads to an entry of a tagged union."""
    holder = model_at(model, path[:-1]) if path else None
    name = path[-2] if len(path) > 1 else ""
    if holder is None or name not in holder.model_fields:
        return ()
    entries = get_args(_options(holder.model_fields[str(name)].annotation)[0])
    return tuple(tag for entry in entries for option in _options(entry) for tag in _tags(option))


def kinds(model: type[Content], field: str) -> tuple[str, ...]:
    """The tags that authors may write in the entries of ``field``."""
    return tuple(tag for tag in tags_at(model, (field, 0)) if tag != OWN)


def _options(annotation: Any) -> tuple[Any, ...]:
    """The types an annotation allows besides None, ``Annotated`` taken off."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(option for arg in get_args(annotation) if arg is not type(None) for option in _options(arg))
    return (annotation,)


def _tags(option: Any) -> tuple[str, ...]:
    field = getattr(option, "model_fields", {}).get(TAG)
    return get_args(field.annotation) if field else ()
