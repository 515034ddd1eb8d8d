"""A release in one language, indexed once: which editions and numbers each sector, company and source page draws on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from briefwright.language import Locale
from briefwright.model.about import About, Naming
from briefwright.model.library import Shared
from briefwright.model.number import Results
from briefwright.model.text import Text
from briefwright.render.typeset import Typesetter, Uses

SIZE = "market-size"
"""The measure, and the block, that make a number one for the size of a market."""
_SIZED = "market size"


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition of the release: what it says of itself, and its ledger as ``ledger.json`` has it (empty without)."""

    slug: str
    about: About
    ledger: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a ledger, and the edition it stands in; or a computed series, by its ``label`` and both ``ends``.

    ``entry`` is then the last of it. ``made`` is how it was computed, empty for what was found.
    """

    edition: Listed
    entry: Mapping[str, Any]
    ends: tuple[Mapping[str, Any], ...]
    made: Mapping[str, Any]
    label: str = ""


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
            self._take(one)
            self._take_numbers(one)
        for name, record in shared.companies.items():
            if record.data.parent and name in self.companies:
                self.units.setdefault(record.data.parent, []).append(name)

    def _take(self, one: Listed) -> None:
        about = one.about
        self.sectors.setdefault(about.sector_id, []).append(one)
        self._names.setdefault(("sectors", about.sector_id), about.sector)
        named: dict[str, list[Naming]] = {}
        for naming in about.companies:
            named.setdefault(naming.company, []).append(naming)
            self._names.setdefault(("companies", naming.company), naming.name)
        for entry in one.ledger.get("numbers", ()):
            if (entity := entry.get("entity", "")) in self.shared.companies:
                named.setdefault(entity, [])
        for company, places in named.items():
            self.companies.setdefault(company, []).append((one, places))
        for source in about.sources:
            self.sources.setdefault(source.id, []).append(one)
            self._names.setdefault(("sources", source.id), source.name)

    def _take_numbers(self, one: Listed) -> None:
        behind = _Behind(one.ledger)
        for found in _lines(one):
            entry, direct = found.entry, _own_sources(found.entry)
            for source in direct:
                self.found.setdefault(source, []).append(found)
                self._cite(source, one)
            for source in behind.sources(entry["address"]):
                if source not in direct:
                    self.derived.setdefault(source, []).append(found)
                    self._cite(source, one)
            if entity := entry.get("entity", ""):
                self.measured.setdefault(entity, []).append(found)
            places = entry.get("places", ())
            if entry.get("measure") == SIZE or any(place["where"] == _SIZED for place in places):
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


def _lines(one: Listed) -> Iterator[Found]:
    """The numbers of an edition as its appendix lists them: a computed series is one line."""
    entries = {entry["address"]: entry for entry in one.ledger.get("numbers", ())}
    computed = {series["points"][-1]: series for series in one.ledger.get("series", ()) if series.get("derivation")}
    inside = {point for series in computed.values() for point in series["points"]}
    for address, entry in entries.items():
        if series := computed.get(address):
            ends = tuple(entries[point] for point in dict.fromkeys((series["points"][0], address)))
            yield Found(one, entry, ends, series["derivation"], series["label"])
        elif address not in inside:
            yield Found(one, entry, (entry,), entry.get("derivation", {}))


class _Behind:
    """The sources behind each number of a ledger, down its derivations."""

    def __init__(self, ledger: Mapping[str, Any]) -> None:
        self._entries = {entry["address"]: entry for entry in ledger.get("numbers", ())}
        self._points: dict[str, list[str]] = {}
        for address in self._entries:
            name, bracket, _ = address.partition("[")
            if bracket:
                self._points.setdefault(name, []).append(address)
        self._known: dict[str, dict[str, None]] = {}

    def sources(self, address: str) -> Mapping[str, None]:
        if address not in self._known:
            self._known[address] = {}  # what is behind itself adds nothing; ledgers have no circles
            found: dict[str, None] = {}
            entry = self._entries.get(address)
            if entry is not None:
                found |= dict.fromkeys(_own_sources(entry))
                inputs: Sequence[str] = entry.get("derivation", {}).get("inputs", ())
            else:
                inputs = self._points.get(address, ())
            for one in inputs:
                found |= self.sources(one)
            self._known[address] = found
        return self._known[address]


def _own_sources(entry: Mapping[str, Any]) -> list[str]:
    """The sources that an entry names itself."""
    origin = entry.get("origin", {})
    named = [origin.get("source", ""), origin.get("via", "")]
    named += [one["source"] for one in entry.get("derivation", {}).get("snapshots", ())]
    return list(dict.fromkeys(name for name in named if name))
