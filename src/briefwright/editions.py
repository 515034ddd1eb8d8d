"""What ``build`` does around the pipeline: which editions must be made, which are carried over, what is published."""

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefwright import collector, doctor, jobs, pipeline, publish, release, search, website
from briefwright.model.about import About
from briefwright.model.finding import Finding, Refused, has_errors, ordered
from briefwright.publish import EditionEntry, Manifest
from briefwright.release import Inputs, Progress, Report, Request, unchanged
from briefwright.world import World


@dataclass(frozen=True, slots=True)
class Order:
    """An edition to be made whose files go to ``folder``, and not through the memory of who asks for it."""

    edition: pipeline.EditionJob
    folder: Path


@dataclass(frozen=True, slots=True)
class Made:
    """What has become of an order: its files by their paths in the release; the rest as ``EditionResult``."""

    files: Mapping[str, publish.Stored] = field(default_factory=dict)
    about: About = field(default_factory=About)
    findings: tuple[Finding, ...] = ()


Work = jobs.Job[Order]
Done = jobs.Outcome[Made]


def build(
    world: World,
    request: Request,
    progress: Progress,
    inputs: Inputs | None = None,
    workers: jobs.Workers | None = None,
) -> Report:
    """Make a release in ``request.out``, or say why not; what was there stays whole in either case.

    Drafts are never in a release: naming them makes a folder ``drafts`` of the same shape. ``inputs``, where they are
    known already, are not looked at again; ``workers`` are the caller's, or made for this build. Raises Refused where
    the place cannot be written to (P602, P603).
    """
    inputs = inputs or Inputs.of(world, request)
    if report := unchanged(world, request, inputs):
        return report
    if workers is None:
        with release.workers(world, request) as made:
            return build(world, request, progress, inputs, made)
    examined = pipeline.examine(world)
    drafts = [slug for slug in request.theses if examined.status(slug) == "draft"]
    if drafts and len(drafts) < len(request.theses):
        said = f"drafts and live theses in one build: {', '.join(drafts)}"
        raise Refused(Finding("P604", said, None, "build drafts by themselves"))
    with publish.claim(world.root / ("drafts" if drafts else request.out), world.root) as place:
        stamped = replace(world, stamp=inputs.prints.shared)
        under_way = _Build(stamped, request, inputs, examined, place, drafting=bool(drafts))
        return under_way.run(workers, progress)


def made(work: Work) -> Made:
    """Make an edition and put its files on disk; a worker's task."""
    job = work.payload.edition
    result = pipeline.edition(jobs.Job(work.name, job, work.thesis, work.span))
    files = {f"{job.lang}/{job.thesis.slug}/{name}": data for name, data in result.files.items()}
    return Made(publish.store(files, work.payload.folder) if files else {}, result.about, result.findings)


@dataclass(slots=True)
class _Build:
    """One build under way, in a claimed place."""

    world: World
    request: Request
    inputs: Inputs
    examined: pipeline.Examined
    place: publish.Place
    drafting: bool
    before: Manifest | None = None
    whole: bool = False
    """Whether the last release is there, and lacks nothing."""
    work: list[Work] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[str, str], EditionEntry] = field(default_factory=dict)

    def run(self, workers: jobs.Workers, progress: Progress) -> Report:
        # What lies there may be a stranger's, too, with a manifest to fit.
        self.before = publish.read(self.place.out) if self.world.trusted else None
        # A strict build is what goes online: it carries over nothing that was changed by hand, or by a fault of a disk.
        self.whole = self.before is not None and publish.intact(self.place.out, self.before, hashes=self.request.strict)
        chosen = list(dict.fromkeys(self.request.theses)) or self._all()
        said = self._said(chosen)
        stopped = self._stopped(chosen, said)
        # Without names the whole library is asked for, and with it what no thesis uses yet.
        wrong = bool(stopped) or (has_errors(said) and not self.request.theses)
        # A site is some house's, even one of nothing but what is carried over.
        keep_going = self.request.keep_going and bool(self.examined.library.shared.houses)
        if not chosen or (wrong and not keep_going):
            return Report(tuple(said), failed=tuple(stopped))
        self._plan([slug for slug in chosen if slug not in stopped])
        results = self._make(workers, progress)
        findings = [*said, *results.findings]
        failed = [*stopped, *results.failed]
        if results.failed and not self.request.keep_going:
            return Report(tuple(ordered(findings)), failed=tuple(failed), defects=tuple(results.defects))
        self._carry_over(chosen, failed)
        partial = wrong or bool(results.failed or self.request.theses)
        with collector.paused():
            tree, manifest = self._assemble(results, "" if partial else self.inputs.prints.release, workers)
            broken = publish.release(tree, manifest, self.place, self._alike())
        return Report(
            tuple(ordered([*findings, *broken])),
            None if has_errors(broken) else self.place.out,
            built=tuple(name for name in results.files if results.theses[name] not in failed),
            carried=tuple(f"{slug} ({lang})" for slug, lang in sorted(self.kept)),
            failed=tuple(failed),
            defects=tuple(results.defects),
        )

    def _all(self) -> list[str]:
        """All theses but drafts; one that did not load counts, so that its errors stop the release."""
        return [slug for slug in self.examined.folders if self.examined.status(slug) != "draft"]

    def _said(self, chosen: Sequence[str]) -> list[Finding]:
        """The findings that are this build's: not those of drafts, nor of theses that are not named."""
        mine = set(chosen or self.examined.folders)
        found = self.examined.findings
        return [one for one in found if not self.examined.folders or mine.intersection(self.examined.concerned(one))]

    def _stopped(self, chosen: Sequence[str], said: Sequence[Finding]) -> list[str]:
        """Chosen theses that may not be built: with errors, or under ``--strict`` with any finding."""
        strict = self.request.strict
        failing = [finding for finding in said if strict and finding.fails(strict=True)]
        warned = {slug for finding in failing for slug in self.examined.concerned(finding)}
        return [slug for slug in chosen if slug in warned or slug not in self.examined.sound]

    def _plan(self, slugs: Sequence[str]) -> None:
        """A job for every edition whose inputs have changed since the last release; the others are kept."""
        old = {(edition.thesis, edition.lang): edition for edition in self.before.editions} if self.before else {}
        for slug in slugs:
            languages = self.examined.languages(slug, self.request.langs)
            # One without a page is nothing that a page of this release could lead to.
            aside = [
                edition.lang
                for edition in old.values()
                if edition.thesis == slug and edition.about.page and self._aside(edition, [slug])
            ]
            shown = tuple(lang for lang in self.examined.languages(slug, ()) if lang in (*languages, *aside))
            for lang in languages:
                key = self._key(slug, lang, shown)
                known = old.get((slug, lang))
                if self.whole and known and known.key == key:
                    self.kept[slug, lang] = known
                    continue
                name = f"{slug} ({lang})"
                self.keys[name] = key
                formats = self.request.formats | ({"files"} if "html" in self.request.formats else frozenset())
                job = self.examined.job(self.world, slug, lang, shown, formats, self.request.base_url)
                order = Order(job, self.place.made / str(len(self.work)))
                self.work.append(jobs.Job(name, order, thesis=slug))

    def _key(self, slug: str, lang: str, shown: Sequence[str]) -> str:
        parts = (
            self.inputs.prints.shared,
            self.inputs.prints.theses.get(slug, ""),
            lang,
            shown,
            sorted(self.inputs.options.items()),
            # What it shows of other theses changes with them.
            [(other, self.inputs.prints.theses.get(other, "")) for other in self.examined.shown_beside(slug)],
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _carry_over(self, chosen: Sequence[str], failed: Sequence[str]) -> None:
        """Keep from the last release what is not asked for, and under ``--keep-going`` the theses that failed.

        Raises Refused where the last release cannot be read, lacks a file of them, or was made for another address.
        """
        again = "build without names and options, which makes all anew"
        asked = self.world.trusted and not self.drafting and (self.request.theses or failed)
        if self.before is None and asked and publish.is_release(self.place.out):
            said = (
                f"the last release in '{self.place.out.name}' is another version's, or damaged: nothing is carried over"
            )
            raise Refused(Finding("P602", said, None, again))
        for edition in self.before.editions if self.before else ():
            if self._aside(edition, chosen) or edition.thesis in failed:
                self.kept.setdefault((edition.thesis, edition.lang), edition)
        for edition in self.kept.values():
            for name in edition.files:
                if not (self.place.out / name).is_file():
                    said = f"the last release in '{self.place.out.name}' lacks '{name}', which is to be carried over"
                    raise Refused(Finding("P602", said, None, again))
        if self.kept and self.before and self.before.base_url != self.request.base_url:
            made = f"'{self.before.base_url}'" if self.before.base_url else "no address"
            told = f"the last release in '{self.place.out.name}' was made for {made}"
            raise Refused(Finding("P602", f"{told}, and its editions are to be carried over", None, again))

    def _aside(self, edition: EditionEntry, chosen: Sequence[str]) -> bool:
        """Whether names on the command line leave this edition of the last release as it is.

        One whose thesis was removed, or moved between drafts and live ones, is not a part of the next release.
        """
        gone = edition.thesis not in self.examined.folders
        moved = (self.examined.status(edition.thesis) == "draft") != self.drafting
        other = bool(self.request.langs) and edition.lang not in self.request.langs
        return bool(self.request.theses) and (edition.thesis not in chosen or other) and not gone and not moved

    def _make(self, workers: jobs.Workers, progress: Progress) -> "_Results":
        results = _Results(self.request.strict)
        done = 0

        def finished(job: Work, _outcome: Done) -> None:
            nonlocal done
            done += 1
            progress(job.name, done, len(self.work))

        with ThreadPoolExecutor(1) as beside:
            beside.submit(doctor.fonts)  # the manifest wants their hashes, and this process has nothing else to do
            outcomes = workers.run(self.work, made, finished=finished)
            for job, outcome in zip(self.work, outcomes, strict=True):
                results.take(job, outcome)
        return results

    def _assemble(
        self, results: "_Results", inputs: str, workers: jobs.Workers
    ) -> tuple[dict[str, publish.Content], Manifest]:
        """The whole tree of the release, and its manifest."""
        tree: dict[str, publish.Content] = {}
        editions = list(self.kept.values())
        for edition in editions:
            tree |= {path: self.place.out / path for path in edition.files}
        for job in self.work:
            result = results.files.get(job.name)
            if result is None or job.thesis in results.failed:
                continue
            tree |= result.files
            lang, key = job.payload.edition.lang, self.keys[job.name]
            editions.append(EditionEntry(job.thesis, lang, key, tuple(sorted(result.files)), result.about))
        editions.sort(key=lambda edition: (edition.thesis, edition.lang))
        base = self.request.base_url
        tree |= website.site(self.world, self.examined, editions, tree, base)
        tree |= website.schemas(editions, self._schemas())
        tree |= self._engines(editions, workers)
        tree |= self._index(tree)
        shared = self.inputs.prints.shared
        return tree, pipeline.manifest(self.world, editions, tree, inputs, self._alike(), base, shared)

    def _schemas(self) -> dict[str, Path]:
        """Those of the last release, where they are this program's."""
        before = self._alike()
        known = before.files if before else {}
        return {path: self.place.out / path for path in known if path.startswith(website.SCHEMAS)}

    def _alike(self) -> Manifest | None:
        """The last release if it is whole, of this program and the same shared files: what it says of itself holds."""
        alike = self.whole and self.before is not None and self.before.shared == self.inputs.prints.shared
        return self.before if alike else None

    def _engines(self, editions: Sequence[EditionEntry], workers: jobs.Workers) -> dict[str, publish.Content]:
        """What draws live charts, where there are any: the last release's, or made anew, which takes a second.

        Where it cannot be made the charts stay pictures.
        """
        found: dict[str, publish.Content] = {}
        before = self._alike()
        known = before.files if before else {}
        for path in sorted({f"assets/{one.about.engine}" for one in editions if one.about.engine}):
            if path in known and (self.place.out / path).is_file():
                found[path] = self.place.out / path
                continue
            (outcome,) = workers.run([jobs.Job(path, path.rpartition("/")[2])], pipeline.engine)
            found |= {path: outcome.result} if outcome.result else {}
        return found

    def _index(self, tree: Mapping[str, publish.Content]) -> Mapping[str, publish.Content]:
        """The index that readers search; of pages with the same bytes what the last release's says."""
        pages = {path: content for path, content in tree.items() if search.searched(path)}
        files = {path: one.file if isinstance(one, publish.Stored) else one for path, one in pages.items()}
        before = self._alike()
        known = before.files if before else {}
        then = {path: entry.sha256 for path, entry in known.items() if search.searched(path)}
        same = {path for path, content in pages.items() if path in then and _is(content, then[path])}
        changed = {*pages, *then} - same
        last = {path: self.place.out / path for path in known if path.startswith(search.FOLDER)}
        return search.renewed(files, last, changed) if changed or not last else last


def _is(content: publish.Content, sha256: str) -> bool:
    """Whether content has this hash; what is carried over keeps its own."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest() == sha256
    return isinstance(content, Path) or content.sha256 == sha256


@dataclass(slots=True)
class _Results:
    strict: bool
    theses: dict[str, str] = field(default_factory=dict)
    files: dict[str, Made] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)

    def take(self, job: Work, outcome: Done) -> None:
        """Sort one outcome: made, or failed with the thesis it belongs to."""
        self.theses[job.name] = job.thesis
        if outcome.finding:
            self.findings.append(outcome.finding)
        if outcome.defect:
            self.defects.append(outcome.log)
        if outcome.result is not None:
            self.findings += outcome.result.findings
            if not (outcome.result.findings if self.strict else has_errors(outcome.result.findings)):
                self.files[job.name] = outcome.result
                return
        if job.thesis not in self.failed:
            self.failed.append(job.thesis)
