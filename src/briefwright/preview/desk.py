"""What the server knows: the library as it was last read, and the editions that were asked for, made when they are."""

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from briefwright import fingerprint, jobs, pipeline, release, website
from briefwright.model.finding import Finding, Refused, Severity, ordered
from briefwright.model.lang import LANGS, Lang
from briefwright.world import World

_KEPT = 200
"""Editions that are kept; a browser shows one at a time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition's files as they are now. Where it cannot be made, ``files`` are those of the last time it could."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    stale: bool = False


class Desk:
    """The project under preview. ``version`` rises with every change that was taken in.

    May be used from several threads; work is done by one at a time.
    """

    def __init__(self, world: World, workers: jobs.Workers, theses: Sequence[str] = ()) -> None:
        self.world, self._workers, self._theses = world, workers, tuple(theses)
        self._lock = threading.Lock()
        self._made: dict[tuple[str, Lang, str], tuple[str, pipeline.EditionResult]] = {}
        self._good: dict[tuple[str, Lang], Mapping[str, bytes]] = {}
        self._engines: dict[str, bytes] = {}
        self.version = 0
        self.refused: tuple[Finding, ...] = ()
        self.examined: pipeline.Examined | None = None
        self._prints = fingerprint.of_project(world, {})

    def refresh(self) -> bool:
        """Read the project anew, if anything in it has changed since; returns whether it has."""
        with self._lock:
            prints = fingerprint.of_project(self.world, {})
            if self.examined is not None and prints == self._prints:
                return False
            self._prints = prints
            try:
                self.examined, self.refused = pipeline.examine(self.world), ()
            except Refused as refused:
                self.refused = refused.findings
            self.version += 1
            return True

    def findings(self, slug: str = "") -> list[Finding]:
        """What was found in the library, errors first; with ``slug`` only what concerns that thesis."""
        examined = self.examined
        found = [one for one in examined.findings if not slug or slug in examined.concerned(one)] if examined else []
        return sorted([*self.refused, *ordered(found)], key=lambda one: one.severity is not Severity.ERROR)

    def theses(self) -> list[str]:
        """The slugs that are shown."""
        folders = self.examined.folders if self.examined else ()
        return [slug for slug in folders if not self._theses or slug in self._theses]

    def languages(self, slug: str) -> tuple[Lang, ...]:
        """Those of a thesis' house; those it was last seen in where it cannot be read."""
        if self.examined and slug in self.examined.library.theses:
            try:
                return self.examined.languages(slug, ())
            except KeyError:
                pass
        return tuple(lang for lang in LANGS if (slug, lang) in self._good) or LANGS[:1]

    def title(self, slug: str, lang: Lang) -> str:
        """The thesis' title as written, or its slug."""
        thesis = self.examined.library.theses.get(slug) if self.examined else None
        written = thesis.data.title.written(lang, lang) if thesis else None
        return written or (thesis.data.title.items[0][1] if thesis else slug)

    def edition(self, slug: str, lang: Lang, form: str = "html") -> Shown:
        """The edition's files as of now, in ``form`` ``html`` or ``pdf``: kept ones where nothing has changed."""
        with self._lock:
            examined = self.examined
            if examined is None or slug not in examined.sound or lang not in examined.languages(slug, ()):
                return Shown(self._good.get((slug, lang), {}), stale=True)
            key = self._key(examined, slug)
            known = self._made.get((slug, lang, form))
            result = known[1] if known and known[0] == key else self._make(examined, slug, lang, form)
            self._made.pop((slug, lang, form), None)
            self._made[slug, lang, form] = key, result
            while len(self._made) > _KEPT:
                self._made.pop(next(iter(self._made)))
            if result.files and form == "html":
                self._good[slug, lang] = result.files
            if result.files:
                return Shown(result.files, result.findings)
            return Shown(self._good.get((slug, lang), {}) if form == "html" else {}, result.findings, stale=True)

    def assets(self) -> Mapping[str, bytes]:
        """Style sheets and scripts by their paths, as of now. Raises Refused where tokens or a file cannot be read."""
        from briefwright.render import site

        return website.style_sheets(self.world, LANGS) | site.scripts(self.world)

    def engine(self, name: str) -> bytes:
        """The script of this name which draws live charts, made when first asked for; empty where it is not ours."""
        with self._lock:
            if name not in self._engines:
                (outcome,) = self._workers.run([jobs.Job(name, name)], pipeline.engine)
                if not outcome.result:
                    return b""
                self._engines[name] = outcome.result
            return self._engines[name]

    def shared(self, lang: Lang) -> bytes:
        """Which of the theses seen so far share a number, for the script of pages."""
        from briefwright.render.site.shared import FILE, shared_numbers

        with self._lock:
            made = {slug: one[1].about for (slug, of, form), one in self._made.items() if (of, form) == (lang, "html")}
        return shared_numbers(lang, made)[f"{lang}/{FILE}"]

    def _key(self, examined: pipeline.Examined, slug: str) -> str:
        others = [(other, self._prints.theses.get(other, "")) for other in examined.shown_beside(slug)]
        parts = (self._prints.shared, self._prints.theses.get(slug, ""), others)
        return hashlib.sha256(repr(parts).encode()).hexdigest()

    def _make(self, examined: pipeline.Examined, slug: str, lang: Lang, form: str) -> pipeline.EditionResult:
        """One edition, in a process with limits."""
        languages = examined.languages(slug, ())
        payload = examined.job(self.world, slug, lang, languages, frozenset({form}))
        job = jobs.Job(f"{slug} ({lang})", payload, slug)
        (outcome,) = self._workers.run([job], pipeline.edition)
        said = [outcome.finding] if outcome.finding else []
        made = outcome.result or pipeline.EditionResult()
        return pipeline.EditionResult(made.files, made.about, (*made.findings, *said))


def workers(world: World) -> jobs.Workers:
    """One worker, ready for pages and PDFs, to be entered before the desk is made."""
    return release.workers(world, release.Request(workers=1))
