"""Blocks of a project's own: what their templates see of the fields that they declare."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from briefwright.model.segments import What, segments
from briefwright.model.templates import FieldOf
from briefwright.model.text import Text
from briefwright.render.setting import Setting

Way = tuple[str | int, ...]


class Fields(SimpleNamespace):
    """The fields of a block, or of a map in it, by name; what content leaves out is empty. ``at`` is where it stands.

    A block has its ``heading`` besides, in the language of the edition.
    """


def make(name: str, setting: Setting) -> Fields | None:
    """The view of the block ``name``; None where it declares fields and the thesis fills none.

    A template without declared fields says what it says of ``brief`` alone, and always.
    """
    declared = setting.material.own.get(name)
    if declared is None:
        return Fields(heading=Markup(""), at="")
    given = setting.thesis.blocks.get(name)
    if not given:
        return None
    heading = setting.set.words(setting.locale.text(declared.heading))
    return _fields(declared.fields, given, setting, ("blocks", name), heading=heading)


def _fields(
    declared: Mapping[str, FieldOf], given: Mapping[str, Any], setting: Setting, way: Way, **more: Markup
) -> Fields:
    found = {name: _value(field, given.get(name), setting, (*way, name)) for name, field in declared.items()}
    return Fields(**found, **more, at=setting.at(*way))


def _value(field: FieldOf, value: Any, setting: Setting, way: Way) -> Any:
    if field.type == "list":
        entries = enumerate(value or ())
        return tuple(_value(field.of, item, setting, (*way, at)) for at, item in entries) if field.of else ()
    if field.type == "map":
        return _fields(field.fields, value, setting, way) if value else None
    if field.type == "choice":
        return value or ""
    return _set(value, setting, links=field.type != "title") if value else Markup("")


def _set(text: Text, setting: Setting, *, links: bool) -> Markup:
    """``text`` as printed; a number that stands alone with its kind, where it is not what happened."""
    shown = setting.set.text(text, links=links)
    alone = [part.what for part in segments(setting.locale.text(text).strip())] == [What.LOOKUP]
    return shown + setting.set.words(setting.set.kinds(text)) if alone else shown
