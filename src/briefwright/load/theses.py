"""Theses: ``content/theses/<slug>/thesis.yaml`` with the Markdown files its sections name."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

from briefwright.load.characters import brief, decode
from briefwright.load.lookups import malformed
from briefwright.load.own_blocks import Declared, filled
from briefwright.load.paths import beside, read, read_named, stray
from briefwright.load.records import twice
from briefwright.load.shapes import OWN, TAG
from briefwright.load.validate import Names, content
from briefwright.load.yaml_source import BYTES, Tree, plain
from briefwright.model.base import Slug
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.folders import RESERVED
from briefwright.model.lang import LANGS, Lang
from briefwright.model.library import Body, Record, ThesisRecord
from briefwright.model.records import House
from briefwright.model.thesis import Thesis
from briefwright.world import World

FOLDER = "content/theses"
MAIN = "thesis.yaml"
NOTES = "README.md"
BODY_BYTES = 1024 * 1024

_SLUG = re.compile(get_args(Slug)[1].pattern)
_ANY_LANG = "{lang}"
_A_FOLDER = f"a thesis has a folder: {FOLDER}/<slug>/{MAIN}"
_NAMED = ("facts", "series", "computed", "evidence")
"""Parts of a thesis whose names share one space: a lookup or a reason names any of them."""


@dataclass(frozen=True, slots=True)
class Own:
    """What a project has besides what is shipped: ``blocks`` with fields of their own, names of ``charts``."""

    blocks: Declared = field(default_factory=lambda: Declared({}))
    charts: frozenset[str] = frozenset()


def theses(
    world: World, files: Sequence[str], houses: Mapping[str, Record[House]], own: Own
) -> tuple[dict[str, ThesisRecord], set[str], list[Finding]]:
    """Theses by slug, slugs of broken ones, findings. ``files`` are all below FOLDER, ``own`` its own parts."""
    found: dict[str, ThesisRecord] = {}
    broken: set[str] = set()
    findings: list[Finding] = []
    for slug, paths in _folders(files).items():
        if not slug:
            findings += [stray(world, path, _A_FOLDER) for path in paths]
            continue
        thesis, remarks = _thesis(world, slug, paths, houses, own)
        findings += [replace(remark, thesis=slug) for remark in remarks]
        if thesis:
            found[slug] = thesis
        else:
            broken.add(slug)
    return found, broken, findings


def queries(world: World, slug: str) -> set[str]:
    """The SQL in a thesis' file, as it stands there; none where the file has none or cannot be read."""
    path = f"{FOLDER}/{slug}/{MAIN}"
    try:
        tree, _, _ = plain(path, world.read(path))
    except Refused:
        return set()
    tables = tree.get("tables") if isinstance(tree, dict) else None
    found = (
        [table.get("query") for table in tables.values() if isinstance(table, dict)] if isinstance(tables, dict) else []
    )
    return {query for query in found if isinstance(query, str)}


def _folders(files: Iterable[str]) -> dict[str, list[str]]:
    """Slug → its files; under ``""`` files that are in no thesis' folder."""
    folders: dict[str, list[str]] = {}
    for path in files:
        slug, slash, _ = path.removeprefix(f"{FOLDER}/").partition("/")
        if slash or slug != NOTES:
            folders.setdefault(slug if slash else "", []).append(path)
    return folders


def _thesis(
    world: World, slug: str, paths: list[str], houses: Mapping[str, Record[House]], own: Own
) -> tuple[ThesisRecord | None, list[Finding]]:
    main = f"{FOLDER}/{slug}/{MAIN}"
    if main not in paths:
        message = f"the folder '{FOLDER}/{slug}' has no {MAIN}"
        return None, [
            Finding("L031", message, Span(_nearest(paths)), f"name the thesis' file {MAIN}, or delete the folder")
        ]
    findings = []
    if not _SLUG.match(slug):
        help_ = "name the folder in small letters, digits and hyphens, as in home-grown-models"
        findings.append(Finding("L028", f"'{brief(slug)}' is not well formed as a slug", Span(main), help_))
    if slug in RESERVED:
        help_ = f"name the folder otherwise: the site has its own {', '.join(RESERVED[:-1])} and {RESERVED[-1]}"
        findings.append(Finding("L080", f"a thesis cannot be called '{slug}'", Span(main), help_))
    data, refused = read(world, main, BYTES)
    if data is None:
        return None, [*findings, *refused]
    tree, places, faults = plain(main, data)
    findings += faults
    tree = tree if tree is None else _own_charts(tree, own.charts)
    thesis, faults = (
        (None, []) if tree is None else content(Thesis, tree, places, own=Names(own.charts, own.blocks.blocks))
    )
    findings += faults
    if thesis:
        thesis, faults = filled(thesis, tree, places, own.blocks)
        findings += faults
    if thesis is None:
        return None, findings
    record = Record(slug, thesis, places)
    house = _house(thesis, houses)
    bodies = _Bodies(world, record, paths, tuple(house.languages) if house else ())
    bodies.read()
    loaded = ThesisRecord(record, bodies.found)
    return loaded, [*findings, *_names(record), *bodies.findings, *bodies.unused(main), *malformed(loaded.prose)]


def _own_charts(tree: Tree, charts: Collection[str]) -> Tree:
    """``tree`` with each chart kind of the project's own named where the model has it."""
    exhibits = tree.get("exhibits") if isinstance(tree, dict) and charts else None
    if not isinstance(tree, dict) or not isinstance(exhibits, list):
        return tree
    read: list[Tree] = [
        {**one, TAG: OWN, "drawn_by": one[TAG]} if isinstance(one, dict) and one.get(TAG) in charts else one
        for one in exhibits
    ]
    return {**tree, "exhibits": read}


def _nearest(paths: list[str]) -> str:
    return next((path for path in paths if path.endswith((".yaml", ".yml"))), paths[0])


def _house(thesis: Thesis, houses: Mapping[str, Record[House]]) -> House | None:
    if thesis.house:
        return houses[thesis.house].data if thesis.house in houses else None
    return next(iter(houses.values())).data if len(houses) == 1 else None


def _names(record: Record[Thesis]) -> list[Finding]:
    """L051 for names that stand twice where one name must mean one thing."""
    thesis = record.data
    groups = (
        [(name, record.key(group, name)) for group in _NAMED for name in getattr(thesis, group)],
        [(exhibit.id, record.at("exhibits", at, "id")) for at, exhibit in enumerate(thesis.exhibits)],
        [(claim.id, record.at("claims", at, "id")) for at, claim in enumerate(thesis.claims) if claim.id],
        [
            (stage.id, record.at("value_chain", "stages", at, "id"))
            for at, stage in enumerate(thesis.value_chain.stages if thesis.value_chain else ())
        ],
    )
    return [finding for group in groups for finding in twice(group)]


@dataclass(slots=True)
class _Wanted:
    """A body in one language; ``needed`` unless its absence is fine."""

    section: int
    lang: Lang
    path: str
    needed: bool


class _Bodies:
    """The Markdown of one thesis. ``languages`` are the house's, or none where the house is not known."""

    def __init__(self, world: World, record: Record[Thesis], paths: list[str], languages: tuple[Lang, ...]) -> None:
        self.world, self.record, self.paths, self.languages = world, record, paths, languages
        self.found: dict[tuple[int, Lang], Body] = {}
        self.findings: list[Finding] = []
        self.used: set[str] = set()
        self.texts: dict[str, Body | None] = {}

    def read(self) -> None:
        for section, item in enumerate(self.record.data.sections):
            if item.body is None:
                continue
            try:
                wanted = self._wanted(section, item.body)
            except Refused as refused:
                self.findings += refused.findings
                continue
            for one in wanted:
                if one.needed or one.path in self.paths:
                    self._body(one)

    def unused(self, main: str) -> list[Finding]:
        """L034 for files that nothing names; none while a body is not found, for it may be one of them."""
        if any(finding.code in ("L023", "L030", "L031") for finding in self.findings):
            return []
        left = [
            path for path in self.paths if path not in self.used and path != main and not path.endswith(f"/{NOTES}")
        ]
        help_ = "name it as the 'body' of a section, or delete it"
        return [stray(self.world, path, help_) for path in left]

    def _wanted(self, section: int, body: str) -> list[_Wanted]:
        """The files of a body. Raises Refused where its name cannot be used."""
        place = self.record.at("sections", section, "body")
        folder = f"{FOLDER}/{self.record.id}"
        if "{" in body.replace(_ANY_LANG, "") or "}" in body.replace(_ANY_LANG, ""):
            raise Refused(
                Finding("L023", f"'{brief(body)}' holds braces other than {_ANY_LANG}", place, f"write {_ANY_LANG}")
            )
        path = beside(folder, body, ".md", place)
        if _ANY_LANG not in body:
            self.used.add(path)
            first = self.languages[0] if self.languages else LANGS[0]
            return [_Wanted(section, first, path, needed=True)]
        by_language = {lang: path.replace(_ANY_LANG, lang) for lang in LANGS}
        # Files in languages that the house does not have yet wait for it and are no fault.
        self.used.update(by_language.values())
        has_hans = by_language["zh-Hans"] in self.paths
        languages = self.languages or LANGS
        if "zh-Hant" in languages and "zh-Hans" not in languages and by_language["zh-Hant"] not in self.paths:
            # What is derived needs what it is derived from, even where the house does not print that.
            languages = (*languages, "zh-Hans") if has_hans else languages
        optional = ("zh-Hant",) if has_hans or "zh-Hans" in languages else ()
        return [
            _Wanted(section, lang, by_language[lang], needed=bool(self.languages) and lang not in optional)
            for lang in languages
        ]

    def _body(self, wanted: _Wanted) -> None:
        if wanted.path not in self.texts:
            self.texts[wanted.path] = self._text(wanted)
        if body := self.texts[wanted.path]:
            self.found[wanted.section, wanted.lang] = body

    def _text(self, wanted: _Wanted) -> Body | None:
        place = self.record.at("sections", wanted.section, "body")
        others = [path for path in self.paths if path.endswith(".md") and path not in self.used]
        try:
            data = read_named(self.world, wanted.path, place, others, BODY_BYTES)
        except Refused as refused:
            self.findings += refused.findings
            return None
        text, findings = decode(wanted.path, data)
        self.findings += findings
        if text is not None and not text.strip():
            self.findings.append(
                Finding("L011", "the file holds nothing", Span(wanted.path), "write the text, or take the body out")
            )
            return None
        return None if text is None else Body(wanted.path, text)
