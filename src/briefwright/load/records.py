"""The shared records: ``content/<folder>/*.yaml``, each file a map from identifiers to records."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from briefwright.load.characters import brief
from briefwright.load.paths import read
from briefwright.load.validate import content
from briefwright.load.yaml_source import BYTES, FAULTS, Tree, plain
from briefwright.model.base import Content, NumberName, Slug
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Places, Record
from briefwright.model.records import RECORDS, Dataset, House, Sector, ValueChain
from briefwright.model.thesis import Fact, Points
from briefwright.world import World

T = TypeVar("T", bound=Content)

FACTS, SERIES = "facts", "series"
SNAPSHOTS = (".csv", ".parquet")
MODELS: dict[str, type[Content]] = {**RECORDS, FACTS: Fact, SERIES: Points}

_TOP_KEY = re.compile(r"^['\"]?([A-Za-z0-9][\w-]*)['\"]?\s*:", re.MULTILINE)
_SLUG = (re.compile(get_args(Slug)[1].pattern), "small letters, digits and hyphens, as in home-grown-models")
_NAME = (re.compile(get_args(NumberName)[1].pattern), "small letters, digits and underscores, as in cn_ai_software")
_NOUN = (re.compile(r"^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z][A-Za-z0-9]*)*$"), "one word, as in parameter or card-month")
_IDS = {FACTS: _NAME, SERIES: _NAME, "units": _NOUN}
"""Folders whose identifiers are not slugs."""


@dataclass(slots=True)
class Shelf:
    """What has been read: ``records[folder][id]``; ``broken`` are ``folder/id`` that exist and cannot be used.

    ``folder/*`` stands for whatever a file holds that cannot be looked at.
    """

    records: dict[str, dict[str, Record[Content]]] = field(default_factory=lambda: {folder: {} for folder in MODELS})
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    places: dict[str, Span] = field(default_factory=dict)

    def of(self, folder: str, model: type[T]) -> Mapping[str, Record[T]]:
        """The records of one folder, typed."""
        return {id_: record for id_, record in self.records[folder].items() if isinstance(record.data, model)}  # type: ignore[misc]


def shelf(world: World, files: Iterable[str]) -> Shelf:
    """All records of ``files``, which are the .yaml files below the folders of MODELS."""
    found = Shelf()
    for path in files:
        data, findings = read(world, path, BYTES)
        found.findings += findings
        folder = path.split("/")[1]
        if data is None:
            found.broken.add(f"{folder}/*")
        else:
            _file(found, folder, path, data)
    return found


def _file(found: Shelf, folder: str, path: str, data: bytes) -> None:
    tree, places, findings = plain(path, data)
    found.findings += findings
    if isinstance(tree, dict):
        before = len(found.findings)
        for id_, item in tree.items():
            if len(found.findings) - before > FAULTS:
                found.broken.add(f"{folder}/{id_}")
            else:
                _record(found, folder, id_, item, places)
        return
    if tree is not None:
        help_ = "write an identifier and a colon, and the record indented below"
        found.findings.append(Finding("L022", "expected a map from identifiers to records", places.at(), help_))
    # The file is broken, its records are not unknown: their names are taken from its look.
    text = places.text or data.decode("utf-8", errors="replace")
    names = [match[1] for match in _TOP_KEY.finditer(text)]
    found.broken.update(f"{folder}/{name}" for name in names or ["*"])


def _record(found: Shelf, folder: str, id_: str, item: Tree, places: Places) -> None:
    name, place = f"{folder}/{id_}", places.key(id_)
    pattern, form = _IDS.get(folder, _SLUG)
    sound = bool(pattern.match(id_))
    if not sound:
        found.findings.append(
            Finding("L028", f"'{brief(id_)}' is not well formed as an identifier", place, f"write {form}")
        )
    if first := found.places.get(name):
        message = (
            f"'{id_}' is defined twice: in {first.file}, line {first.line}, and in {place.file}, line {place.line}"
        )
        found.findings.append(Finding("L051", message, place, "keep one of the two, or rename one"))
        return
    found.places[name] = place
    data, findings = (None, []) if item is None else content(MODELS[folder], item, places, (id_,))
    record = None if data is None else Record(id_, data, places, (id_,))
    if record:
        findings = _rules(record)
    found.findings += findings
    if record and sound and not findings:
        found.records[folder][id_] = record
    else:
        found.broken.add(name)


def _rules(record: Record[Content]) -> list[Finding]:
    """What a model alone cannot say at the right place."""
    match record.data:
        case Dataset(columns=columns, as_of=as_of, pull=pull):
            missing = []
            if as_of is None and pull is None:
                message, help_ = "the dataset does not say as of which day it is true", "add 'as_of: 2025-12-31'"
                missing.append(Finding("L021", message, record.key(), help_))
            if pull and not record.data.file.endswith(SNAPSHOTS):
                message = f"'{record.data.file}' cannot be pulled: a snapshot is a CSV or a Parquet file"
                missing.append(Finding("L023", message, record.at("file"), f"name it {' or '.join(SNAPSHOTS)}"))
            for name, column in columns.items():
                lacks = [key for key in ("unit", "kind") if column.type == "number" and getattr(column, key) is None]
                place = record.key("columns", name)
                missing += [
                    Finding("L021", f"the number column '{name}' has no {key}", place, f"add '{key}: …'")
                    for key in lacks
                ]
            periods = [name for name, column in columns.items() if column.type == "period"]
            for name in periods[1:]:
                message = f"'{name}' is a second column of type period, after '{periods[0]}'"
                missing.append(Finding("L023", message, record.key("columns", name), "declare one of them as text"))
            return missing
        case House(languages=languages):
            return [
                Finding("L051", f"the language '{lang}' is listed twice", record.at("languages", at), "list it once")
                for at, lang in enumerate(languages) if lang in languages[:at]
            ]  # fmt: skip
        case Sector(value_chain=ValueChain() as chain):
            return twice(
                (stage.id, record.at("value_chain", "stages", at, "id")) for at, stage in enumerate(chain.stages)
            )
    return []


def twice(names: Iterable[tuple[str, Span]]) -> list[Finding]:
    """L051 for each name that an earlier one of the same file took."""
    first: dict[str, Span] = {}
    findings = []
    for name, place in names:
        if name in first:
            message = f"'{name}' is used twice: on line {first[name].line} and on line {place.line}"
            findings.append(Finding("L051", message, place, "rename one of the two"))
        else:
            first[name] = place
    return findings
