"""A release in one language, indexed once: which editions and numbers each sector, company and source page draws on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from briefwright.language import Locale
from briefwright.model.about import About, Naming
from briefwright.model.library import Shared
from briefwright.model.number import Results
from briefwright.model.text import Text
from briefwright.render.site import numbers
from briefwright.render.site.numbers import Found
from briefwright.render.typeset import Typesetter, Uses


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition of the release: what it says of itself, and what reads its ``ledger.json`` (empty without)."""

    slug: str
    about: About
    ledger: Callable[[], Mapping[str, Any]] = dict


class Shelf:
    """All editions of a language, newest evidence first, and what they share.

    ``companies``, ``sectors`` and ``sources`` are those that have a page: every one that an edition names.
    """

    def __init__(self, editions: Iterable[Listed], shared: Shared, locale: Locale) -> None:
        self.shared, self.locale = shared, locale
        self.editions = sorted(sorted(editions, key=lambda one: one.slug), key=lambda one: one.about.day, reverse=True)
        self.set = Typesetter(locale, Results(), {}, Uses())
        self.by_slug = {one.slug: one for one in self.editions}
        self.sectors: dict[str, list[Listed]] = {}
        self.companies: dict[str, list[tuple[Listed, list[Naming]]]] = {}
        self.sources: dict[str, list[Listed]] = {}
        self.found: dict[str, list[Found]] = {}
        self.derived: dict[str, list[Found]] = {}
        self.measured: dict[str, list[Found]] = {}
        self.sizes: dict[str, list[Found]] = {}
        self.units: dict[str, list[str]] = {}
        """Companies by the one that they are a part of."""
        self._names: dict[tuple[str, str], str] = {}
        self._words: dict[str, Markup] = {}
        for one in self.editions:
            ledger = one.ledger()
            self._take(one, numbers.entities(ledger))
            self._take_numbers(one, ledger)
        for name, record in shared.companies.items():
            if record.data.parent and name in self.companies:
                self.units.setdefault(record.data.parent, []).append(name)

    def _take(self, one: Listed, entities: Iterable[str]) -> None:
        about = one.about
        self.sectors.setdefault(about.sector_id, []).append(one)
        self._names.setdefault(("sectors", about.sector_id), about.sector)
        named: dict[str, list[Naming]] = {}
        for naming in about.companies:
            named.setdefault(naming.company, []).append(naming)
            self._names.setdefault(("companies", naming.company), naming.name)
        for entity in entities:
            if entity in self.shared.companies:
                named.setdefault(entity, [])
        for company, places in named.items():
            self.companies.setdefault(company, []).append((one, places))
        for source in about.sources:
            self.sources.setdefault(source.id, []).append(one)
            self._names.setdefault(("sources", source.id), source.name)

    def _take_numbers(self, one: Listed, ledger: Mapping[str, Any]) -> None:
        for found in numbers.found(one.slug, ledger):
            for source in found.direct:
                self.found.setdefault(source, []).append(found)
                self._cite(source, one)
            for source in found.behind:
                self.derived.setdefault(source, []).append(found)
                self._cite(source, one)
            if found.entity:
                self.measured.setdefault(found.entity, []).append(found)
            if found.is_size:
                self.sizes.setdefault(one.about.sector_id, []).append(found)

    def _cite(self, source: str, one: Listed) -> None:
        """A brief whose numbers rest on a source stands on its page."""
        listed = self.sources.setdefault(source, [])
        if not listed or listed[-1] is not one:
            listed.append(one)

    def name(self, section: str, name: str) -> Markup:
        """The name of a sector or company, or the publisher of a source: its record's, else as an edition has it."""
        shared = self.shared
        known: Text | None = None
        if section == "sources" and name in shared.sources:
            known = shared.sources[name].data.publisher
        elif section == "sectors" and name in shared.sectors:
            known = shared.sectors[name].data.name
        elif section == "companies" and name in shared.companies:
            known = shared.companies[name].data.name
        return self.words(self.locale.text(known) if known else self._names.get((section, name), name))

    def words(self, text: str) -> Markup:
        """Words as print has them; kept, because titles and names come again on page after page."""
        if text not in self._words:
            self._words[text] = self.set.words(text)
        return self._words[text]

    def text(self, text: Text | None) -> Markup:
        """A text of a record as print has it, without links."""
        return self.set.text(text, links=False)

    def has(self, section: str, name: str) -> bool:
        """Whether the release has a page of that sector, company or source."""
        if section == "sectors":
            return name in self.sectors
        return name in (self.companies if section == "companies" else self.sources)

    def briefs(self, section: str, name: str) -> list[Listed]:
        """Those that the page of a record lists, newest first."""
        if section == "companies":
            return [one for one, _ in self.companies[name]]
        return (self.sectors if section == "sectors" else self.sources)[name]

    def numbers(self, section: str, name: str) -> Iterator[Found]:
        """Those that the page of a record lists."""
        sources = (self.found, self.derived)
        for held in {"sectors": (self.sizes,), "companies": (self.measured,)}.get(section, sources):
            yield from held.get(name, ())

    def records(self) -> Iterator[tuple[str, str]]:
        """Section and identifier of every such page, in the order of making."""
        for section, held in (("sectors", self.sectors), ("companies", self.companies), ("sources", self.sources)):
            yield from ((section, name) for name in sorted(held))
