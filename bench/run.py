"""Measures the budgets beside peers, in one run, and writes docs/performance.md: ``make bench``.

Every figure is the median of several runs. Ours and the peers' take turns, and a ratio is the median of the ratios of
each turn, so that a busy machine weighs on both sides alike.
"""

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench import brief, peers
from bench.sample import Sample, adopt_orphans, line, median, run

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
_MARK = "<!-- measured -->"
_AS_OF = ("--as-of", "2026-02-01")
_PEAK = """
import resource, sys
from briefwright.cli import main
code = main(sys.argv[1:])
print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. ``ratio`` is ours divided by the peer's, or says what it is."""

    what: str
    budget: str
    measured: str
    ratio: str = ""


@dataclass(slots=True)
class Bench:
    """One run of all measurements in a scratch folder."""

    scratch: Path
    rounds: int
    sizes: Sequence[int]
    rows: list[Row] = field(default_factory=list)

    def all(self) -> list[Row]:
        for part in (self.cold, self.warm, self.libraries, self.query):
            for row in part():
                sys.stdout.write(f"{row.what}: {row.measured}; budget {row.budget or 'none'}; {row.ratio}\n")
                sys.stdout.flush()
                self.rows.append(row)
        return self.rows

    def cold(self) -> Iterator[Row]:
        """The dense brief from nothing, by us and by others."""
        project, folder = self.scratch / "dense", self.scratch / "peers"
        brief.dense(project)
        peers.prepare(folder)
        ours, others = self._turns(project, folder)
        mine = _middle(ours)
        yield Row("dense brief, cold, YAML and data → HTML + PDF", "", _seconds(mine))
        for name, budget in (
            ("the parts Quarto runs", "≤ 0.5 ×"),
            ("Altair + headless Chromium, PDF alone", "< 1 ×"),
            ("stock WeasyPrint on the finished HTML, PDF alone, no tags", ""),
        ):
            if name in others:
                ratio = median([one.wall / two.wall for one, two in zip(ours, others[name], strict=True)])
                work = median([one.cpu / two.cpu for one, two in zip(ours, others[name], strict=True)])
                measured = _seconds(_middle(others[name]))
                yield Row(f"beside {name}", budget, measured, f"{ratio:.2f} × wall, {work:.2f} × processor")
            else:
                yield Row(f"beside {name}", budget, "not on this machine")

    def _turns(self, project: Path, folder: Path) -> tuple[list[Sample], dict[str, list[Sample]]]:
        self._build(project)  # once unmeasured: byte code, font caches
        _module("bench.warm", "page", project, folder)
        chromium = peers.chromium_path()
        others: dict[str, list[Sample]] = {}
        ours = []
        for _ in range(self.rounds):
            shutil.rmtree(project / "dist")
            ours.append(self._build(project))
            others.setdefault("the parts Quarto runs", []).append(peers.quarto_parts(folder))
            if chromium:
                sample = peers.altair_and_chromium(folder, chromium)
                others.setdefault("Altair + headless Chromium, PDF alone", []).append(sample)
            sample = peers.stock_weasyprint(folder)
            others.setdefault("stock WeasyPrint on the finished HTML, PDF alone, no tags", []).append(sample)
        return ours, others

    def warm(self) -> Iterator[Row]:
        """Processor time by page and by document, from briefs of two and six chapters; charts."""
        roots = []
        for chapters in (2, 4, 6):
            root = self.scratch / f"chapters-{chapters}"
            brief.dense(root, chapters)
            roots.append(root)
        out = _module("bench.warm", str(max(self.rounds, 3)), *roots).out
        found = json.loads(out.splitlines()[-1])
        # The least of the runs: inside one process a busy machine can only add.
        slopes = {name: line([(one["pages"], min(one[name])) for one in found]) for name in ("ours", "stock")}
        (mine, start), (theirs, _) = slopes["ours"], slopes["stock"]
        largest = found[-1]
        total = median([one / two for one, two in zip(largest["ours"], largest["stock"], strict=True)])
        yield Row(
            "PDF with tags and PDF/A, warm: processor time a dense page",
            "≤ 70 ms",
            f"{_ms(mine)}; stock, inline SVG: {_ms(theirs)} (least of the runs)",
            f"{mine / theirs:.2f} × a page, {total:.2f} × all {largest['pages']} pages",
        )
        yield Row("the same, a document on top", "≤ 200 ms", _ms(start))
        yield Row("chart, warm", "≤ 20 ms", _ms(min(largest["charts"])))
        yield Row("edition (charts, HTML, PDF), warm", "", _ms(min(largest["edition"])))

    def libraries(self) -> Iterator[Row]:
        """Libraries of small theses: nothing changed, one edited, growth, memory."""
        times: dict[int, float] = {}
        for size in self.sizes:
            project = self.scratch / f"library-{size}"
            brief.library(project, size)
            built = self._build(project, "--format", "html")
            times[size] = built.cpu
            told = f"peak memory of the parent {_peak(built.out):.0f} MB"
            yield Row(f"library of {size}, HTML, from nothing", "", _seconds(built), told)
            if size in (sorted(self.sizes)[-2], max(self.sizes)):
                yield self._weight(project, size)
            still = [self._build(project, "--format", "html") for _ in range(self.rounds)]
            budget = {13: "≤ 0.4 s", 1000: "≤ 1.0 s"}.get(size, "")
            yield Row(f"`build` with nothing changed, {size} theses", budget, _seconds(_middle(still)))
            yield self._edited(project, size, "html", "≤ 0.33 s" if size == 1000 else "")
        few, some, many = min(times), sorted(times)[-2], max(times)
        lower, upper = (times[some] - times[few]) / (some - few), (times[many] - times[some]) / (many - some)
        yield Row(
            f"growth: processor time a thesis, {few} to {some} and {some} to {many}",
            "≤ 1.1 ×",
            f"{_ms(lower)}, {_ms(upper)}",
            f"{upper / lower:.2f} ×",
        )
        project = self.scratch / "library-paper"
        brief.library(project, 13)
        self._build(project)
        yield self._edited(project, 13, "html,pdf", "≤ 1.5 s (of 1,000)")

    def _weight(self, project: Path, size: int) -> Row:
        """What the release weighs, and how long a search of it takes a reader."""
        words = ("harbour", brief.title(size // 2).rpartition(" ")[2])
        found = json.loads(_module("bench.site", project / "dist", *words).out.splitlines()[-1])
        asked = "; ".join(
            f"'{one['word']}' ({one['found']} pages) {one['first']:.0f} ms, again {one['again']:.0f} ms"
            for one in found["asked"]
        )
        whole, index = found["bytes"] / 1e6, found["index_bytes"] / 1e6
        measured = f"{whole:.1f} MB in {found['files']} files, of these the search index {index:.1f} MB"
        return Row(f"release of {size}, HTML: its size, and a reader's search", "", measured, asked or "no Chromium")

    def query(self) -> Iterator[Row]:
        """A table out of a Parquet file of 5 million rows, in a process from nothing."""
        root = self.scratch / "query"
        _module("bench.query", "make", root)
        asked = [_module("bench.query", "ask", root) for _ in range(self.rounds)]
        peak = median([_peak(one.out) for one in asked])
        measured = f"{_seconds(_middle(asked))}, {peak:.0f} MB"
        yield Row("table out of 5 million rows of Parquet, cold, hashed and checked", "≤ 2 s, ≤ 500 MB", measured)

    def _edited(self, project: Path, size: int, formats: str, budget: str) -> Row:
        samples, said = [], ""
        for turn in range(self.rounds):
            file = project / "content" / "theses" / brief.slug(size // 2) / "market.en.md"
            file.write_text(file.read_text("utf-8") + f"\nEdited{' again' * turn}.\n", encoding="utf-8")
            samples.append(self._build(project, "--format", formats))
            said = next((text for text in samples[-1].out.splitlines() if text.startswith("published")), "")
        what = said.partition(": ")[2]
        return Row(
            f"one thesis edited of {size}, {formats.replace(',', ' and ').upper()}",
            budget,
            _seconds(_middle(samples)),
            what,
        )

    @staticmethod
    def _build(project: Path, *options: str) -> Sample:
        return run([sys.executable, "-c", _PEAK, "--root", project, "build", *_AS_OF, *options])


def _module(name: str, *arguments: str | Path) -> Sample:
    return run([sys.executable, "-m", name, *arguments], ROOT)


def _middle(samples: Sequence[Sample]) -> Sample:
    return Sample(median([one.wall for one in samples]), median([one.cpu for one in samples]))


def _peak(printed: str) -> float:
    """The peak of memory a command printed, in MB; the system tells kB, macOS bytes."""
    found = re.findall(r"^peak (\d+)$", printed, re.MULTILINE)
    return int(found[-1]) / 1024 / (1 if sys.platform == "linux" else 1024)


def _seconds(sample: Sample) -> str:
    return f"{sample.wall:.2f} s wall, {sample.cpu:.2f} s processor"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def machine() -> str:
    """The machine in general words, and how busy it was."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}; "
        f"load average at the end {load}"
    )


def write(rows: Sequence[Row], rounds: int, before: str) -> None:
    """Put the table between the marks of the page; what is written around them stays."""
    text = PAGE.read_text("utf-8")
    head, _, rest = text.partition(_MARK)
    _, _, tail = rest.partition(_MARK)
    table = ["| what | budget | measured (median) | ratio |", "|---|---|---|---|"]
    table += [f"| {row.what} | {row.budget} | {row.measured} | {row.ratio} |" for row in rows]
    note = f"Median of {rounds} runs. Machine: {machine()}, at the start {before}."
    PAGE.write_text("\n".join([f"{head}{_MARK}", "", note, "", *table, "", f"{_MARK}{tail}"]), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each measurement")
    parser.add_argument("--full", action="store_true", help="libraries of up to 1,000 theses (some minutes)")
    parser.add_argument("--dry", action="store_true", help="print, do not write the page")
    chosen = parser.parse_args()
    adopt_orphans()
    before = f"{os.getloadavg()[0]:.1f}"
    sizes = (10, 13, 100, 1000) if chosen.full else (10, 13, 100, 300)
    with tempfile.TemporaryDirectory(prefix="briefwright-bench-") as scratch:
        rows = Bench(Path(scratch), chosen.rounds, sizes).all()
    if not chosen.dry:
        write(rows, chosen.rounds, before)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
