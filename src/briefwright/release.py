"""A build as seen from outside: what is asked for, whether anything has changed since, and how it ended.

Light: the answer that nothing has changed comes before anything heavy is imported.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright import doctor, fingerprint, publish
from briefwright.model.finding import Finding
from briefwright.model.lang import Lang
from briefwright.world import World

if TYPE_CHECKING:
    from briefwright.jobs import Workers

FORMATS = ("html", "pdf")
_BASE = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(/[A-Za-z0-9._~%/-]*)?")
PRELOAD = (
    *("altair", "babel.numbers", "briefwright.pipeline"),
    *("briefwright.chart", "briefwright.render", "briefwright.language"),
)
"""What workers import before their first job, whatever is made."""
PRELOAD_PDF = ("weasyprint", *PRELOAD)


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
    base_url: str = ""
    """Where the release will be online, ending in a slash; empty where that is not known."""


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


Progress = Callable[[str, int, int], None]
"""Called with an edition's name as it is finished, how many are, and how many there will be."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a release depends on, as fingerprints; ``options`` are what is asked for and what this machine has."""

    options: Mapping[str, str]
    prints: fingerprint.Fingerprint

    @classmethod
    def of(cls, world: World, request: Request) -> "Inputs":
        options = _options(world, request)
        return cls(options, fingerprint.of_project(world, options))


def unchanged(world: World, request: Request, inputs: Inputs) -> Report | None:
    """The report of a build with nothing to do; None where there is something, or theses are named.

    None, too, for a strict build: the release that is there may have been let through with warnings; and where the
    world is not trusted: it may be a stranger's.
    """
    out = world.root / request.out
    anew = request.theses or request.strict or not world.trusted
    before = None if anew else publish.read(out)
    if before and before.inputs == inputs.prints.release and publish.intact(out, before):
        return Report(published=out, unchanged=True)
    return None


def workers(world: World, request: Request) -> "Workers":
    """Workers for a build, to be entered before the stages are imported: theirs take longer, and go on beside."""
    from briefwright.jobs import Workers

    preload = PRELOAD_PDF if "pdf" in request.formats else PRELOAD
    return Workers(request.workers, as_of=world.as_of, preload=preload, warm=warm)


def warm() -> None:
    """What a worker does before its first job: the chart engine starts threads, so no fork may come after it."""
    import vl_convert  # noqa: F401 - the import is the work


def _options(world: World, request: Request) -> Mapping[str, str]:
    return {
        "as_of": world.as_of.isoformat(),
        "formats": ",".join(sorted(request.formats)),
        "langs": ",".join(request.langs),
        "base_url": request.base_url,
        "trusted": "base" if world.base else str(world.trusted),
        **doctor.stamp(),
    }


def base_url(text: str) -> str:
    """``text`` as the address that a release is made for, ending in a slash. Raises ValueError where it is none."""
    found = _BASE.fullmatch(text)
    if not found or ".." in text or "//" in (found[1] or ""):
        raise ValueError(text)
    return text.rstrip("/") + "/"


def paths(report: Report, slugs: Sequence[str]) -> Iterator[Path]:
    """The pages and PDFs of ``slugs`` in a published release, for people to open."""
    manifest = publish.read(report.published) if report.published else None
    for edition in manifest.editions if manifest else ():
        if edition.thesis in slugs or not slugs:
            yield from (
                report.published / name
                for name in edition.files
                if report.published and name.endswith(("/index.html", ".pdf"))
            )
