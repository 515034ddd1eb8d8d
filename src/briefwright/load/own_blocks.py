"""Blocks of a project's own with fields of their own: what is declared of them, and content read by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from briefwright.load.validate import content
from briefwright.load.wording import suggestion
from briefwright.load.yaml_source import Tree, plain
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Places, Pointer
from briefwright.model.templates import DEEPEST, RESERVED, FieldOf, OwnBlock, model_of, plain_of
from briefwright.model.thesis import Thesis
from briefwright.world import World

FOLDER = "templates/blocks"


@dataclass(frozen=True, slots=True)
class Declared:
    """``blocks`` by name; ``broken`` are those whose declaration has findings: content for them makes none."""

    blocks: Mapping[str, OwnBlock]
    broken: frozenset[str] = frozenset()

    def models(self) -> dict[str, type[Content]]:
        """The content model of each block."""
        return {name: model_of(name, block.fields) for name, block in self.blocks.items()}


def own_blocks(world: World) -> tuple[Declared, list[Finding]]:
    """Every block declared in ``templates/blocks/<name>.yaml``, and what is wrong with declarations."""
    found: dict[str, OwnBlock] = {}
    broken: set[str] = set()
    findings: list[Finding] = []
    files = world.files(FOLDER)
    for path in files:
        name = PurePosixPath(path).stem
        if not path.endswith(".yaml"):
            continue
        block, faults = _declaration(world, path)
        if f"{FOLDER}/{name}.html.j2" not in files:
            help_ = f"write {FOLDER}/{name}.html.j2, which says how the block is printed"
            faults.append(Finding("L031", f"the block '{name}' has no template", Places(path, {}, {}).at(), help_))
        findings += faults
        if block is None or faults:
            broken.add(name)
        else:
            found[name] = block
    return Declared(found, frozenset(broken)), findings


def filled(thesis: Thesis, tree: Tree, places: Places, declared: Declared) -> tuple[Thesis | None, list[Finding]]:
    """``thesis`` with the content of its own blocks read by their declarations; None where something does not fit."""
    trees = tree.get("blocks") if isinstance(tree, dict) else None
    if not isinstance(trees, dict):
        return thesis, []
    models, findings, read = declared.models(), list[Finding](), {}
    for name, item in trees.items():
        if name in declared.broken:
            continue
        if name not in models:
            findings.append(_undeclared(name, models, places))
            continue
        data, faults = content(models[name], item, places, ("blocks", name))
        findings += faults
        if data:
            read[name] = plain_of(data)
    return (None if findings else thesis.model_copy(update={"blocks": read})), findings


def _undeclared(name: str, known: Iterable[str], places: Places) -> Finding:
    close = suggestion(name, known)
    help_ = f"did you mean '{close}'?" if close else f"declare its fields in {FOLDER}/{name}.yaml"
    if name in Thesis.model_fields:
        help_ = f"what a shipped block says stands at the margin of the file: '{name}: …'"
    return Finding("L070", f"no block '{name}' of your own is declared", places.key("blocks", name), help_)


def _declaration(world: World, path: str) -> tuple[OwnBlock | None, list[Finding]]:
    try:
        tree, places, findings = plain(path, world.read(path))
    except Refused as refused:
        return None, list(refused.findings)
    if findings:
        return None, findings
    block, findings = content(OwnBlock, tree, places)
    return block, findings if block is None else _rules(block.fields, places, ("fields",))


_NEEDS = {"choice": "choices", "list": "of", "map": "fields"}


def _rules(fields: Mapping[str, FieldOf], places: Places, pointer: Pointer) -> list[Finding]:
    """L074 where a field does not say what its type needs, or says what it has no use for."""
    findings = []
    for name, field in fields.items():
        if name in RESERVED:
            help_ = f"call it otherwise: templates see {' and '.join(RESERVED)} of every block"
            findings.append(Finding("L074", f"'{name}' cannot be a field", places.key(*pointer, name), help_))
        findings += _rule(field, places, (*pointer, name))
    return findings


def _rule(field: FieldOf, places: Places, pointer: Pointer) -> list[Finding]:
    findings = []
    for kind, key in _NEEDS.items():
        given = bool(getattr(field, key))
        if (kind == field.type) != given:
            said = f"a field of type {field.type} {'has no use for' if given else 'needs'} '{key}'"
            help_ = "take it out" if given else f"add '{key}: …'"
            findings.append(Finding("L074", said, places.at(*pointer, *([key] if given else [])), help_))
    if len(pointer) > 2 * DEEPEST:
        help_ = "give the block fewer levels"
        return [Finding("L074", "lists and maps stand too deep in each other", places.at(*pointer), help_)]
    if field.of:
        findings += _rule(field.of, places, (*pointer, "of"))
    return findings + _rules(field.fields, places, (*pointer, "fields"))
