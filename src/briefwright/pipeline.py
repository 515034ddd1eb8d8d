"""The map: the way of a thesis from files to a release. Stages know nothing of each other; this file composes them.

load     files → Library
check    Library → findings
compute  thesis → Results
audit    Results → findings
chart    Results → exhibits          (from here on per edition, in a worker process)
render   Results + exhibits → files
publish  files → release
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefwright import audit, check, collector, compute, extensions, load, publish
from briefwright.jobs import Job, Limits, Workers
from briefwright.model.about import About
from briefwright.model.card import Card
from briefwright.model.disagreement import Disputed, disputes, with_sides
from briefwright.model.finding import Exempt, Finding, Refused, has_errors, ordered
from briefwright.model.lang import Lang
from briefwright.model.library import Library, Record, Shared, ThesisRecord
from briefwright.model.number import Frame, Results
from briefwright.model.records import House
from briefwright.model.text import Text
from briefwright.publish import Content, EditionEntry, Font, Manifest
from briefwright.world import World

if TYPE_CHECKING:
    from briefwright.language import Locale
    from briefwright.render import Material


QUERY_LIMITS = Limits(seconds=20.0, memory_bytes=1024**3)
"""What the query of a table may use. DuckDB keeps to less by itself; this is for what it fails to notice."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The library with the results of every thesis that could be computed, and everything found on the way.

    ``folders`` are the slugs of all theses, loaded or not; ``sound`` those without an error: only they are rendered;
    ``drafts`` those that say so, even where they did not load; ``disputed`` what each shows beside its own numbers.
    """

    library: Library
    results: Mapping[str, Results]
    findings: tuple[Finding, ...]
    folders: tuple[str, ...]
    sound: frozenset[str]
    drafts: frozenset[str]
    disputed: Mapping[str, tuple[Disputed, ...]] = field(default_factory=dict)

    def status(self, slug: str) -> str:
        """``draft``, ``live`` or ``archived``; ``live`` for one that did not load, so that it stops a release."""
        if slug in self.drafts:
            return "draft"
        thesis = self.library.theses.get(slug)
        return thesis.data.status if thesis else "live"

    def concerned(self, finding: Finding) -> tuple[str, ...]:
        """The theses that a finding stops: its own, or all where it stands in what they share."""
        own = finding.thesis or _folder(finding)
        return (own,) if own else self.folders

    def job(
        self,
        world: World,
        slug: str,
        lang: Lang,
        languages: tuple[Lang, ...],
        formats: frozenset[str],
        base_url: str = "",
    ) -> "EditionJob":
        """The work of making one edition of a sound thesis, for a site at ``base_url`` where that is known."""
        disputed = self.disputed.get(slug, ())
        results = with_sides(slug, disputed, self.results)
        thesis, shared = self.library.theses[slug], self.library.shared
        return EditionJob(world, thesis, shared, results, lang, languages, formats, disputed, base_url)

    def shown_beside(self, slug: str) -> list[str]:
        """The other theses whose numbers this one shows, where they disagree with its own."""
        sides = [side for one in self.disputed.get(slug, ()) for side in one.sides]
        return sorted({side.thesis for side in sides if side.thesis and side.thesis != slug})

    def languages(self, slug: str, wanted: Sequence[Lang]) -> tuple[Lang, ...]:
        """The languages of the thesis' house, or those of them that are ``wanted``."""
        house = self.library.shared.house_of(self.library.theses[slug].data).data
        return tuple(lang for lang in house.languages if not wanted or lang in wanted)


@dataclass(frozen=True, slots=True)
class EditionJob:
    """One thesis in one language: the unit of work, picklable."""

    world: World
    thesis: ThesisRecord
    shared: Shared
    results: Results
    lang: Lang
    languages: tuple[Lang, ...]
    formats: frozenset[str]
    disputed: tuple[Disputed, ...] = ()
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class EditionResult:
    """An edition's files by name within its folder; what an index says of it; or the findings that prevented it."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    about: About = field(default_factory=About)
    findings: tuple[Finding, ...] = ()


def examine(world: World) -> Examined:
    """Load, check, compute, audit. A thesis with errors goes no further than the stage that found them.

    Of charts only the numbers are looked at: what a build would refuse to draw, a check says as well.
    """
    with collector.paused():
        return _examine(world)


def _examine(world: World) -> Examined:
    from briefwright import chart

    extend(world)
    library, found = load.library(world)
    findings = [*found, *check.findings(library, world.as_of)]
    used = {slug: _uses(library, thesis, world) for slug, thesis in library.theses.items()}
    frames, found = _tables(library, _sound(library, used, findings), world)
    findings += found
    results: dict[str, Results] = {}
    for slug in _sound(library, used, findings):
        results[slug], found = compute.results(library.theses[slug], library.shared, frames.get(slug))
        findings += found
    for slug in _sound(library, {slug: used[slug] for slug in results}, findings):
        findings += audit.findings(library.theses[slug], library.shared, results[slug], world.as_of)
        findings += chart.unsuited(library.theses[slug], results[slug])
    findings += [*audit.across(library, results, world.as_of), *audit.disagreements(library, results)]
    sound = _sound(library, {slug: used[slug] for slug in results}, findings)
    disputed, sound = _disputed(library, used, results, sound)
    whole = len(sound) == len(library.theses) and not has_errors(findings)
    findings += check.unused(library, world.as_of, sound, whole=whole)
    folders = tuple(dict.fromkeys(path.split("/")[2] for path in world.files("content/theses") if path.count("/") > 2))
    drafts = frozenset(slug for slug in folders if _is_draft(world, library, slug))
    return Examined(library, results, tuple(ordered(findings)), folders, frozenset(sound), drafts, disputed)


def extend(world: World, *, charts: bool = False) -> None:
    """Have the project's own formulas, and where ``charts`` are made, its chart kinds. Loading tells what is wrong."""
    try:
        own = extensions.of(world)
    except Refused:
        own = extensions.Extensions()
    compute.extend(own.formulas)
    if charts:
        from briefwright import chart

        chart.extend(own.charts)


def _tables(library: Library, slugs: Sequence[str], world: World) -> tuple[dict[str, dict[str, Frame]], list[Finding]]:
    """The tables of these theses by slug and name, made in one process apart: no data comes into this one."""
    asking = [slug for slug in slugs if library.theses[slug].data.tables]
    if not asking:
        return {}, []
    from briefwright import data

    findings: list[Finding] = []
    work: list[Job[data.Question]] = []
    for slug in asking:
        asked, found = data.questions(library.theses[slug], library.shared)
        findings += found
        work += [Job(f"{one.thesis}: {one.table}", one, one.thesis, one.span) for one in asked]
    frames: dict[str, dict[str, Frame]] = {slug: {} for slug in asking}
    with Workers(min(1, len(work)), QUERY_LIMITS, world.as_of, ("duckdb",)) as workers:
        for job, outcome in zip(work, workers.run(work, data.answer), strict=True):
            if isinstance(outcome.result, Frame):
                frames[job.thesis][job.payload.table] = outcome.result
            else:
                findings += outcome.result or ()
            findings += [outcome.finding] if outcome.finding else []
    return frames, findings


def _disputed(
    library: Library, used: Mapping[str, frozenset[str]], results: Mapping[str, Results], sound: Sequence[str]
) -> tuple[dict[str, tuple[Disputed, ...]], list[str]]:
    """What each thesis shows of disagreements, and those that stay sound: both sides must be there to be shown."""
    shown: dict[str, tuple[Disputed, ...]] = {}
    kept: list[str] = []
    left = list(sound)
    others: dict[str, frozenset[str]] = {}
    for slug in sound:
        ids = sorted(name.partition("/")[2] for name in used[slug] if name.startswith("disagreements/"))
        shown[slug], others[slug] = disputes(slug, ids, library.shared.disagreements, results)
    while kept != left:
        kept, left = left, [slug for slug in left if others[slug] <= set(left)]
    return shown, kept


def _is_draft(world: World, library: Library, slug: str) -> bool:
    if thesis := library.theses.get(slug):
        return thesis.data.status == "draft"
    try:
        text = world.read(f"content/theses/{slug}/thesis.yaml")
    except Refused:
        return False
    return re.search(rb"""^status:[ ]*["']?draft\b""", text, re.MULTILINE) is not None


def _uses(library: Library, thesis: ThesisRecord, world: World) -> frozenset[str]:
    return check.uses(check.Context(library, thesis, world.as_of))


def _sound(library: Library, used: Mapping[str, frozenset[str]], findings: Sequence[Finding]) -> list[str]:
    """Those of the theses in ``used`` without an error, be it in their own folder or in a shared record they use."""
    wrong = {slug for finding in findings if has_errors([finding]) and (slug := _folder(finding))}
    wrong |= check.stopped(used, library.shared, findings)
    return [slug for slug in used if slug not in wrong and _has_house(library, slug)]


def _folder(finding: Finding) -> str:
    """The thesis in whose folder a finding stands, or ``""``."""
    parts = finding.span.file.split("/") if finding.span else []
    return parts[2] if parts[:2] == ["content", "theses"] and len(parts) > 3 else ""


def _has_house(library: Library, slug: str) -> bool:
    try:
        library.shared.house_of(library.theses[slug].data)
    except KeyError:  # reported by check as C108, or the house is broken
        return False
    return True


def edition(work: Job[EditionJob]) -> EditionResult:
    """Chart and render. Runs in a worker; reads only templates and assets."""
    from briefwright import render

    try:
        material, findings = set_out(work.payload)
        if material is None:
            return EditionResult(findings=tuple(findings))
        pages, found = render.edition(material, work.payload.formats)
    except Refused as refused:
        return EditionResult(findings=refused.findings)
    if pages is None:
        return EditionResult(findings=(*findings, *found))
    picture, said = _preview(work.payload, material, pages.card)
    return EditionResult(pages.files | picture, pages.about, (*findings, *found, *said))


def _preview(job: EditionJob, material: "Material", card: Card) -> tuple[dict[str, bytes], list[Finding]]:
    """The picture that is shown beside links to an edition, where its files are wanted."""
    from briefwright import chart
    from briefwright.render.files import PREVIEW

    if "files" not in job.formats:
        return {}, []
    try:
        return {PREVIEW: chart.preview(card, chart.theme(material.tokens, job.lang))}, []
    except chart.EngineFailed as problem:
        place, mend = job.thesis.record.at("title"), "try again; if it fails again, report the defect"
        return {}, [Finding("X402", f"the preview of the page: {problem}", place, mend, job.thesis.slug)]


def engine(work: Job[str]) -> bytes:
    """The script of this name which draws live charts; empty where it is not this engine's, or fails. In a worker."""
    from briefwright.chart import EngineFailed, library

    try:
        return library.script() if work.payload == library.name() else b""
    except EngineFailed:
        return b""


def set_out(job: EditionJob) -> tuple["Material | None", list[Finding]]:
    """What an edition is rendered from, its exhibits drawn; None where those are wrong. Raises Refused as ``look``."""
    from briefwright import chart, render

    extend(job.world, charts=True)
    look, house = _look(job.world, job.thesis, job.shared, job.lang)
    locale = locale_of(job.shared, house.data, job.lang, look.labels)
    exhibits, findings = chart.views(
        job.thesis, job.shared, job.results, locale, look.tokens, look.blocks, on_screen="html" in job.formats
    )
    findings += audit.exhibits(job.thesis, job.shared, job.results, job.world.as_of, exhibits, locale)
    if has_errors(findings):
        return None, findings
    known = _book(job.thesis, job.shared, job.results, locale, look.blocks, job.disputed)
    material = render.Material(
        job.world,
        job.thesis,
        job.shared,
        job.results,
        exhibits,
        locale,
        known,
        look.tokens,
        look.blocks,
        job.languages,
        job.disputed,
        look.layers,
        look.own,
        house.id,
        look.archetype,
        job.base_url,
    )
    return material, findings


def _look(world: World, thesis: ThesisRecord, shared: Shared, lang: Lang) -> tuple[load.Look, Record[House]]:
    """What an edition looks like, and the house whose look it is. Raises Refused as ``load.look``."""
    house = shared.house_of(thesis.data)
    return load.look(world, lang, thesis.data.archetype, thesis.data.sector, house.id), house


def exempted(world: World, examined: Examined) -> list[Exempt]:
    """What the audit lets stand: every finding that a thesis accepts, every passage marked as quoted."""
    return audit.exempted(examined.library, examined.results, world.as_of)


def manifest(
    world: World,
    editions: Sequence[EditionEntry],
    tree: Mapping[str, Content],
    inputs: str,
    before: Manifest | None,
    base_url: str = "",
    shared: str = "",
) -> Manifest:
    """The release's manifest: editions, fonts, and for every file its hash and what it came from."""
    from briefwright import __version__, doctor

    fonts = {face: Font(font.file.name, font.sha256) for face, font in doctor.fonts().items()}
    sources: dict[str, tuple[str, ...]] = dict.fromkeys(tree, ("templates/site", "assets"))
    for edition in editions:
        sources |= dict.fromkeys(edition.files, (f"content/theses/{edition.thesis}", "templates", "assets"))
    files = publish.described(tree, sources, before)
    return Manifest(world.as_of.isoformat(), __version__, inputs, fonts, tuple(editions), files, base_url, shared)


def book(world: World, examined: Examined, slug: str, lang: Lang) -> compute.EditionBook:
    """What is known of every number of a thesis, as its edition in ``lang`` tells it. Raises Refused as ``look``."""
    thesis, shared = examined.library.theses[slug], examined.library.shared
    look, house = _look(world, thesis, shared, lang)
    locale = locale_of(shared, house.data, lang, look.labels)
    disputed = examined.disputed.get(slug, ())
    return _book(thesis, shared, with_sides(slug, disputed, examined.results), locale, look.blocks, disputed)


def _book(
    thesis: ThesisRecord,
    shared: Shared,
    results: Results,
    locale: "Locale",
    blocks: Sequence[str],
    disputed: Sequence[Disputed],
) -> compute.EditionBook:
    sector, house = shared.sectors.get(thesis.data.sector), shared.house_of(thesis.data)
    places = compute.Places(thesis, results, locale.lang, locale.text, blocks).of(sector, house, disputed)
    return compute.EditionBook(thesis, results, shared, locale, places, blocks)


def _names(shared: Shared) -> list[Text]:
    """Registered names, which are printed as registered."""
    return [record.data.name for record in shared.companies.values()]


def locale_of(shared: Shared, house: House, lang: Lang, labels: Mapping[str, str]) -> "Locale":
    """How an edition, or the site, of a house writes a language."""
    from briefwright.language import Locale

    units = {name: record.data for name, record in shared.units.items()}
    return Locale(lang, house, units, labels, _names(shared))
