"""One corruption: the library is examined with it, and what is found that was not found before is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from briefwright import compute, load, pipeline
from briefwright.language import Locale
from briefwright.model.finding import Finding
from briefwright.model.lang import LANGS
from briefwright.world import FILE_LIMIT, World
from tools.mutation.material import Material, read


@dataclass(frozen=True, slots=True)
class Edited(World):
    """A project of which some files read otherwise than they are."""

    edits: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: str, limit: int = FILE_LIMIT) -> bytes:
        """The edited bytes of a file, or its own. Raises Refused as a world does."""
        return self.edits[path] if path in self.edits else World.read(self, path, limit)


@dataclass(frozen=True, slots=True)
class Laboratory:
    """The unmutated library: its world, what is found in it, the numbers of its theses."""

    world: World
    examined: pipeline.Examined

    @classmethod
    def of(cls, root: Path, as_of: date) -> "Laboratory":
        world = World.here(root, as_of)
        return cls(world, pipeline.examine(world))

    def findings(self, files: Mapping[str, str]) -> list[Finding]:
        """What is found with ``files`` read as given and was not found without."""
        edits = {path: text.encode() for path, text in files.items()}
        world = Edited(self.world.root, self.world.as_of, self.world.shipped, edits)
        known = {(finding.code, finding.message) for finding in self.examined.findings}
        found = pipeline.examine(world).findings
        return [finding for finding in found if (finding.code, finding.message) not in known]

    def same_numbers(self, slug: str, files: Mapping[str, str]) -> bool:
        """Whether every number of the thesis comes out as it was: then nothing was corrupted."""
        edits = {path: text.encode() for path, text in files.items()}
        library, _ = load.library(Edited(self.world.root, self.world.as_of, self.world.shipped, edits))
        if slug not in library.theses:
            return False
        results, _ = compute.results(library.theses[slug], library.shared)
        before = self.examined.results[slug].numbers
        return {name: (number.amount, number.unit) for name, number in results.numbers.items()} == {
            name: (number.amount, number.unit) for name, number in before.items()
        }

    def materials(self) -> list[Material]:
        """One for each thesis that is sound and not fictional, and one for sources and companies."""
        shared = self.examined.library.shared
        sources = tuple(shared.sources)
        made = []
        for slug in sorted(self.examined.sound):
            files = self._files(f"content/theses/{slug}")
            texts, holders = read(self.world.root, files)
            results, thesis = self.examined.results[slug], self.examined.library.theses[slug].data
            names = tuple(name for name in results.numbers if "[" not in name)
            made.append(
                Material(
                    slug,
                    texts,
                    holders,
                    names,
                    tuple(thesis.evidence),
                    sources,
                    tuple(shared.units),
                    self._printer(slug),
                )
            )
        texts, holders = read(self.world.root, [*self._files("content/sources"), *self._files("content/companies")])
        return [*made, Material("shared", texts, holders, sources=sources)]

    def _files(self, folder: str) -> list[str]:
        return [path for path in self.world.files(folder) if path.endswith((".yaml", ".md"))]

    def _printer(self, slug: str) -> "Printer":
        library = self.examined.library
        house = library.shared.house_of(library.theses[slug].data).data
        units = {name: record.data for name, record in library.shared.units.items()}
        locales: dict[str, Locale] = {lang: Locale(lang, house, units, load.labels(self.world, lang)) for lang in LANGS}
        return Printer(locales, self.examined, slug)


@dataclass(frozen=True, slots=True)
class Printer:
    """What a lookup prints in a language."""

    locales: Mapping[str, Locale]
    examined: pipeline.Examined
    slug: str

    def __call__(self, lang: str, name: str, option: str) -> str:
        number = self.examined.results[self.slug].numbers.get(name)
        return self.locales[lang].number(number, option) if number else ""
