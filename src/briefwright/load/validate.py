"""Trees of strings to content models; what does not fit becomes findings in plain words at exact places."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from briefwright.load.characters import brief
from briefwright.load.shapes import TAG, model_at, tags_at
from briefwright.load.wording import Words, language, meant, reading, single, suggestion, text
from briefwright.load.yaml_source import Tree
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Places, Pointer

T = TypeVar("T", bound=Content)
Loc = tuple[str | int, ...]


def content(model: type[T], tree: Tree, places: Places, pointer: Pointer = ()) -> tuple[T | None, list[Finding]]:
    """``tree``, which stands at ``pointer`` of its file, as a ``model``; or None and findings L020 to L028.

    A None in a map makes no finding here: the reader of the file has made it.
    """
    try:
        return model.model_validate(tree), []
    except ValidationError as problem:
        errors = problem.errors(include_url=False, include_input=False)
        faults = [_fault(model, tree, places, pointer, error) for error in errors]
        return None, [fault.finding for fault in _without_echoes(fault for fault in faults if fault)]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A finding; and, to tell echoes, the map it concerns with a key it misses or the key it suggests."""

    finding: Finding
    parent: Pointer = ()
    missing: str = ""
    suggests: str = ""


def _without_echoes(faults: Iterable[_Fault]) -> list[_Fault]:
    """A misspelt key is also a missing one: the misspelling is the finding."""
    found = list(faults)
    suggested = {(fault.parent, fault.suggests) for fault in found if fault.suggests}
    return [fault for fault in found if not fault.missing or (fault.parent, fault.missing) not in suggested]


@dataclass(frozen=True, slots=True)
class _Site:
    """Where an error is: the deepest value on its path, whether its key is meant, whether it is an entry of a list."""

    value: Tree
    pointer: Pointer
    on_key: bool
    in_list: bool


def _site(tree: Tree, start: Pointer, loc: Loc) -> _Site:
    node, pointer, in_list = tree, start, False
    for at, part in enumerate(loc):
        if part == "[key]" and at == len(loc) - 1:
            return _Site(str(loc[at - 1]), pointer, on_key=True, in_list=False)
        if isinstance(node, dict) and in_list and node.get(TAG) == part and at + 1 < len(loc):
            in_list = False  # the tag of a union, which pydantic counts as a step of the path
            continue
        if isinstance(node, dict) and part in node:
            node, pointer, in_list = node[str(part)], (*pointer, part), False
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            node, pointer, in_list = node[part], (*pointer, part), True
        else:
            break
    return _Site(node, pointer, on_key=False, in_list=isinstance(pointer[-1] if pointer else "", int))


def _fault(model: type[Content], tree: Tree, places: Places, start: Pointer, error: Any) -> _Fault | None:
    """The fault of one pydantic error; None where the file's reader has made the finding."""
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    site = _site(tree, start, loc)
    if kind == "missing":
        return _missing(places, site, str(loc[-1]))
    if kind == "extra_forbidden":
        return _unknown_key(model, places, site, loc)
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _tag(model, places, site, loc)
    if kind in ("unknown_language", "empty_text") and "key" in context:
        return _text_item(places, site, kind, context["key"])
    if site.value is None and not site.in_list:
        return None
    place = places.key(*site.pointer) if site.on_key else places.at(*site.pointer)
    if site.value is None:
        return _worded(Words("L022", "this entry of the list is empty", "fill it in, or delete it"), place)
    return _worded(reading(kind, site.value, context), place)


def _worded(words: Words, place: Span) -> _Fault:
    return _Fault(Finding(words.code, words.message, place, words.help))


def _missing(places: Places, site: _Site, name: str) -> _Fault:
    place = places.key(*site.pointer)
    return _Fault(Finding("L021", f"the key '{name}' is missing", place, f"add '{name}: …'"), site.pointer, name)


def _unknown_key(model: type[Content], places: Places, site: _Site, loc: Loc) -> _Fault | None:
    if site.value is None:
        return None
    holder = model_at(model, loc)
    key, known = str(loc[-1]), list(holder.model_fields) if holder else []
    close = suggestion(key, known)
    help_ = "write the keys out: YAML's merge key is not used here" if key == "<<" else meant(key, known)
    finding = Finding("L020", f"unknown key '{brief(key)}'", places.key(*site.pointer), help_)
    return _Fault(finding, site.pointer[:-1], suggests=close)


def _tag(model: type[Content], places: Places, site: _Site, loc: Loc) -> _Fault | None:
    choices = tags_at(model, loc)
    tag = site.value.get(TAG, "") if isinstance(site.value, dict) else ""
    if tag is None:
        return None
    if not tag:
        help_ = f"add '{TAG}: …', one of: {', '.join(choices)}"
        return _worded(Words("L021", f"the key '{TAG}' is missing", help_), places.at(*site.pointer))
    place = places.at(*site.pointer, TAG)
    if not isinstance(tag, str):
        return _worded(single(tag, None), place)
    return _worded(Words("L023", f"unknown {TAG} '{brief(tag)}'", meant(tag, choices)), place)


def _text_item(places: Places, site: _Site, kind: str, key: str) -> _Fault | None:
    """For one language of a text."""
    if kind == "unknown_language":
        return _worded(language(key), places.key(*site.pointer, key))
    item = site.value.get(key) if isinstance(site.value, dict) else None
    return None if item is None else _worded(text(item, None), places.at(*site.pointer, key))
