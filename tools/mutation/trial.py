"""One corruption: the library is examined with it, and what is found that was not found before is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from briefwright import compute, load, pipeline
from briefwright.language import Locale
from briefwright.model.finding import Finding
from briefwright.model.lang import LANGS
from briefwright.world import FILE_LIMIT, World
from tools.mutation.material import Material, read

_CONTENT = "content"
_SHARED = ("sources", "companies", "facts", "series")


@dataclass(frozen=True, slots=True)
class Copied(World):
    """A project whose content is as it was copied into memory, whatever happens to its files meanwhile."""

    content: Mapping[str, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, as_of: date) -> "Copied":
        """All of ``content/`` that can be read."""
        world = World.here(root, as_of)
        return cls(
            world.root, world.as_of, world.shipped, content={path: world.read(path) for path in world.files(_CONTENT)}
        )

    def files(self, folder: str) -> list[str]:
        """As a world does."""
        if folder.split("/", maxsplit=1)[0] != _CONTENT:
            return World.files(self, folder)
        return sorted(path for path in self.content if path.startswith(f"{folder}/"))

    def read(self, path: str, limit: int = FILE_LIMIT) -> bytes:
        """As a world does, Refused included."""
        return self.content[path] if path in self.content else World.read(self, path, limit)

    def edited(self, files: Mapping[str, str]) -> "Copied":
        """The same with ``files`` reading otherwise."""
        return replace(self, content={**self.content, **{path: text.encode() for path, text in files.items()}})


@dataclass(frozen=True, slots=True)
class Laboratory:
    """The unmutated library: its world, what is found in it, the numbers of its theses."""

    world: Copied
    examined: pipeline.Examined

    @classmethod
    def of(cls, world: Copied) -> "Laboratory":
        return cls(world, pipeline.examine(world))

    def findings(self, files: Mapping[str, str]) -> list[Finding]:
        """What is found with ``files`` read as given and was not found without."""
        known = {(finding.code, finding.message) for finding in self.examined.findings}
        found = pipeline.examine(self.world.edited(files)).findings
        return [finding for finding in found if (finding.code, finding.message) not in known]

    def same_numbers(self, slug: str, files: Mapping[str, str]) -> bool:
        """Whether every number of the thesis comes out as it was: then nothing was corrupted."""
        library, _ = load.library(self.world.edited(files))
        if slug not in library.theses:
            return False
        known = self.examined.results[slug]
        results, _ = compute.results(library.theses[slug], library.shared, dict(known.frames))
        return {name: (number.amount, number.unit) for name, number in results.numbers.items()} == {
            name: (number.amount, number.unit) for name, number in known.numbers.items()
        }

    def materials(self) -> list[Material]:
        """One for each sound thesis, and one for sources, companies and the numbers that theses share."""
        shared = self.examined.library.shared
        sources = tuple(shared.sources)
        made = []
        for slug in sorted(self.examined.sound):
            files = self._files(f"content/theses/{slug}")
            texts, holders = read(self.world, files)
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
        texts, holders = read(self.world, [path for folder in _SHARED for path in self._files(f"content/{folder}")])
        return [*made, Material("shared", texts, holders, sources=sources, nouns=tuple(shared.units))]

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
