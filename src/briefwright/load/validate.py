"""Trees of strings to content models; what does not fit becomes findings in plain words at exact places."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from briefwright.load.characters import brief
from briefwright.load.shapes import OWN, TAG, model_at, tags_at
from briefwright.load.wording import Words, language, meant, reading, single, suggestion, text
from briefwright.load.yaml_source import FAULTS, Tree
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Span
from briefwright.model.lang import LANGS
from briefwright.model.library import Places, Pointer
from briefwright.model.text import ALL

T = TypeVar("T", bound=Content)
Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a project has of its own, by name: an author may have meant one of these."""

    charts: Collection[str] = ()
    blocks: Collection[str] = ()


def content(
    model: type[T], tree: Tree, places: Places, pointer: Pointer = (), own: Names | None = None
) -> tuple[T | None, list[Finding]]:
    """``tree``, which stands at ``pointer`` of its file, as a ``model``; or None and findings L020 to L028.

    A None in a map makes no finding here: the reader of the file has made it. ``own`` are names to suggest.
    """
    try:
        return model.model_validate(tree), []
    except ValidationError as problem:
        errors = problem.errors(include_url=False, include_input=False)[:FAULTS]
        faults = [fault for error in errors for fault in _faults(model, tree, places, pointer, error, own or Names())]
        return None, [fault.finding for fault in _without_echoes(faults)]


@dataclass(frozen=True, slots=True)
class _Fault:
    """A finding; and, to tell echoes, the map it concerns with a key it misses or the key it suggests."""

    finding: Finding
    parent: Pointer = ()
    missing: str = ""
    suggests: str = ""


def _without_echoes(found: list[_Fault]) -> list[_Fault]:
    """A misspelt key is also a missing one: the misspelling is the finding."""
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


def _faults(
    model: type[Content], tree: Tree, places: Places, start: Pointer, error: Any, own: Names
) -> Iterator[_Fault]:
    """The faults of one pydantic error; none where the file's reader has made the finding."""
    loc, kind, context = error["loc"], error["type"], error.get("ctx", {})
    site = _site(tree, start, loc)
    if kind == "missing":
        yield _missing(places, site, str(loc[-1]))
    elif site.value is None:
        if site.in_list:
            words = Words("L022", "this entry of the list is empty", "fill it in, or delete it")
            yield _worded(words, places.at(*site.pointer))
    elif kind == "extra_forbidden":
        yield _unknown_key(model, places, site, loc, own)
    elif kind in ("union_tag_invalid", "union_tag_not_found"):
        yield from _tag(model, places, site, loc, own)
    elif kind in ("unknown_language", "empty_text") and isinstance(site.value, dict):
        yield from _languages(places, site.pointer, site.value)
    else:
        place = places.key(*site.pointer) if site.on_key else places.at(*site.pointer)
        yield _worded(reading(kind, site.value, context), place)


def _worded(words: Words, place: Span) -> _Fault:
    return _Fault(Finding(words.code, words.message, place, words.help))


def _missing(places: Places, site: _Site, name: str) -> _Fault:
    place = places.key(*site.pointer)
    return _Fault(Finding("L021", f"the key '{name}' is missing", place, f"add '{name}: …'"), site.pointer, name)


def _unknown_key(model: type[Content], places: Places, site: _Site, loc: Loc, own: Names) -> _Fault:
    holder = model_at(model, loc)
    key, known = str(loc[-1]), list(holder.model_fields) if holder else []
    close = suggestion(key, known)
    help_ = "write the keys out: YAML's merge key is not used here" if key == "<<" else meant(key, known)
    if not site.pointer[:-1] and key in own.blocks:
        close, help_ = "", f"what a block of your own says stands under 'blocks:', as '  {key}: …'"
    finding = Finding("L020", f"unknown key '{brief(key)}'", places.key(*site.pointer), help_)
    return _Fault(finding, site.pointer[:-1], suggests=close)


def _tag(model: type[Content], places: Places, site: _Site, loc: Loc, own: Names) -> Iterator[_Fault]:
    choices = [tag for tag in tags_at(model, loc) if tag != OWN] + sorted(own.charts)
    tag = site.value.get(TAG, "") if isinstance(site.value, dict) else ""
    place = places.at(*site.pointer, TAG)
    if tag == "":
        help_ = f"add '{TAG}: …', one of: {', '.join(choices)}"
        yield _worded(Words("L021", f"the key '{TAG}' is missing", help_), places.at(*site.pointer))
    elif isinstance(tag, str):
        yield _worded(Words("L023", f"unknown {TAG} '{brief(tag)}'", meant(tag, choices)), place)
    elif tag is not None:
        yield _worded(single(tag, None), place)


def _languages(places: Places, pointer: Pointer, items: dict[str, Tree]) -> Iterator[_Fault]:
    """All faults of a text by language, of which the model names the first."""
    for key, item in items.items():
        if item is None:
            continue  # most often the end of a text with a comma: the file's reader has said so
        if key not in (*LANGS, ALL):
            yield _worded(language(key), places.key(*pointer, key))
        elif not (isinstance(item, str) and item.strip()):
            yield _worded(text(item, None), places.at(*pointer, key))
