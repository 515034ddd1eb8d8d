"""What ``build`` does around the pipeline: which editions must be made, which are carried over, and what is published."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefwright import fingerprint, jobs, pipeline, publish
from briefwright.model.finding import Finding, has_errors, ordered
from briefwright.model.text import Lang
from briefwright.publish.manifest import Edition, Manifest
from briefwright.world import World

FORMATS = ("html", "pdf")


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. No ``theses`` means all that are live; no ``langs`` all of the house's."""

    theses: tuple[str, ...] = ()
    formats: frozenset[str] = frozenset(FORMATS)
    langs: tuple[Lang, ...] = ()
    out: str = "dist"
    workers: int = 2
    strict: bool = False
    keep_going: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How a build ended. ``published`` names the release's folder, if there is a new or an unchanged one."""

    findings: tuple[Finding, ...] = ()
    published: Path | None = None
    unchanged: bool = False
    built: tuple[str, ...] = ()
    carried: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    defects: tuple[str, ...] = ()
    """Logs of jobs that failed by a fault of the program."""


@dataclass(slots=True)
class _Plan:
    """Editions to make and editions to keep, and the release that is being made."""

    jobs: list[jobs.Job[pipeline.EditionJob]] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    kept: dict[tuple[str, str], Edition] = field(default_factory=dict)


Progress = Callable[[str, int, int], None]
"""Called with an edition's name as it is finished, how many are, and how many there will be."""


def build(world: World, request: Request, progress: Progress) -> Report:
    """Make a release in ``request.out``, or say why not; what was there stays whole in either case."""
    out = world.root / request.out
    publish.probe(out, world.root)
    before = publish.read(out)
    prints = fingerprint.of_project(world, _options(world, request))
    if before and not request.theses and before.inputs == prints.release and publish.intact(out, before):
        return Report(published=out, unchanged=True)
    with jobs.Workers(request.workers, as_of=world.as_of, preload=pipeline.PRELOAD, warm=pipeline.warm) as workers:
        examined = pipeline.examine(world)
        chosen = _chosen(examined, request, before)
        stopped = _stopped(examined, chosen, request)
        if stopped and not request.keep_going:
            return Report(examined.findings, failed=tuple(stopped))
        plan = _plan(world, examined, request, prints, before, [slug for slug in chosen if slug not in stopped])
        _keep(plan, before, chosen, stopped, examined, request)
        results = _run(plan, workers, progress)
    findings = [*examined.findings, *results.findings]
    failed = [*stopped, *results.failed]
    if (results.failed and not request.keep_going) or (request.strict and findings):
        return Report(tuple(ordered(findings)), failed=tuple(failed or chosen), defects=tuple(results.defects))
    _keep(plan, before, results.failed, results.failed, examined, request)
    tree, manifest = _assemble(world, examined, request, plan, results, before, prints.release if not failed else "")
    findings += publish.release(tree, manifest, out)
    done = not has_errors(findings) or (request.keep_going and not any(finding.code.startswith("P") for finding in findings))
    return Report(
        tuple(ordered(findings)),
        out if done else None,
        built=tuple(results.files),
        carried=tuple("/".join(reversed(edition)) for edition in plan.kept),
        failed=tuple(failed),
        defects=tuple(results.defects),
    )


@dataclass(slots=True)
class _Results:
    files: dict[str, pipeline.EditionResult] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def _options(world: World, request: Request) -> Mapping[str, str]:
    return {
        "as_of": world.as_of.isoformat(),
        "formats": ",".join(sorted(request.formats)),
        "langs": ",".join(request.langs),
        "strict": str(request.strict),
    }


def _chosen(examined: pipeline.Examined, request: Request, before: Manifest | None) -> list[str]:
    """Slugs to build: those named, else all that are not drafts; theses that did not load included, by their folder."""
    if request.theses:
        return list(dict.fromkeys(request.theses))
    return [slug for slug in examined.folders if examined.status(slug) != "draft"]


def _stopped(examined: pipeline.Examined, chosen: Sequence[str], request: Request) -> list[str]:
    """Chosen theses that may not be built: with errors, or under ``--strict`` with any finding."""
    warned = {slug for finding in examined.findings if request.strict for slug in examined.concerned(finding)}
    return [slug for slug in chosen if slug in warned or slug not in examined.sound]


def _plan(
    world: World,
    examined: pipeline.Examined,
    request: Request,
    prints: fingerprint.Fingerprint,
    before: Manifest | None,
    slugs: Sequence[str],
) -> _Plan:
    plan = _Plan()
    old = {(edition.thesis, edition.lang): edition for edition in before.editions} if before else {}
    for slug in slugs:
        languages = examined.languages(slug, request.langs)
        for lang in languages:
            key = _key(prints, slug, lang, request, world)
            known = old.get((slug, lang))
            if known and known.key == key:
                plan.kept[slug, lang] = known
                continue
            name = f"{slug} ({lang})"
            plan.keys[name] = key
            plan.jobs.append(jobs.Job(name, examined.job(world, slug, lang, languages, request.formats), thesis=slug))
    return plan


def _key(prints: fingerprint.Fingerprint, slug: str, lang: str, request: Request, world: World) -> str:
    parts = (prints.shared, prints.theses.get(slug, ""), lang, ",".join(request.langs), *sorted(_options(world, request).items()))
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _keep(
    plan: _Plan,
    before: Manifest | None,
    chosen: Sequence[str],
    failed: Sequence[str],
    examined: pipeline.Examined,
    request: Request,
) -> None:
    """Carry over from the last release: theses not named, and with ``--keep-going`` those that failed."""
    for edition in before.editions if before else ():
        named = edition.thesis in chosen
        gone = edition.thesis not in examined.folders or examined.status(edition.thesis) == "draft"
        if (not named and request.theses and not gone) or edition.thesis in failed:
            plan.kept.setdefault((edition.thesis, edition.lang), edition)


def _run(plan: _Plan, workers: jobs.Workers, progress: Progress) -> _Results:
    results = _Results()
    done = 0

    def finished(job: jobs.Job[pipeline.EditionJob], outcome: jobs.Outcome[pipeline.EditionResult]) -> None:
        nonlocal done
        done += 1
        progress(job.name, done, len(plan.jobs))

    outcomes = workers.run(plan.jobs, pipeline.edition, finished=finished)
    for job, outcome in zip(plan.jobs, outcomes, strict=True):
        if outcome.result is not None:
            results.findings += outcome.result.findings
            if not has_errors(outcome.result.findings):
                results.files[job.name] = outcome.result
                continue
        if outcome.finding:
            results.findings.append(outcome.finding)
        if outcome.defect:
            results.defects.append(outcome.log)
        if job.thesis not in results.failed:
            results.failed.append(job.thesis)
    return results


def _assemble(
    world: World,
    examined: pipeline.Examined,
    request: Request,
    plan: _Plan,
    results: _Results,
    before: Manifest | None,
    inputs: str,
) -> tuple[dict[str, publish.Content], Manifest]:
    """The whole tree of the release, and its manifest."""
    out = world.root / request.out
    tree: dict[str, publish.Content] = {}
    editions: list[Edition] = []
    for edition in plan.kept.values():
        tree |= {path: out / path for path in edition.files}
        editions.append(edition)
    for job in plan.jobs:
        result = results.files.get(job.name)
        if result is None or job.thesis in results.failed:
            continue
        folder = f"{job.payload.lang}/{job.thesis}"
        files = {f"{folder}/{name}": data for name, data in result.files.items()}
        tree |= files
        editions.append(Edition(job.thesis, job.payload.lang, plan.keys[job.name], tuple(sorted(files)), dict(result.about)))
    editions.sort(key=lambda edition: (edition.thesis, edition.lang))
    tree |= pipeline.site(world, examined, editions)
    return tree, pipeline.manifest(world, editions, tree, inputs)


def paths(report: Report, slugs: Sequence[str]) -> Iterator[Path]:
    """The pages and PDFs of ``slugs`` in a published release, for people to open."""
    manifest = publish.read(report.published) if report.published else None
    for edition in manifest.editions if manifest else ():
        if edition.thesis in slugs or not slugs:
            yield from (report.published / name for name in edition.files if report.published and name.endswith((".html", ".pdf")))
