"""The home page, the lists of sectors, companies and sources, and the gallery of exhibits."""

from collections.abc import Sequence
from dataclasses import replace

from briefwright.model.records import Source
from briefwright.render.site.paging import turn
from briefwright.render.site.parts import Parts, lead_of
from briefwright.render.site.shelf import Listed
from briefwright.render.site.views import (
    CompaniesView,
    CompanyEntry,
    GalleryView,
    HomeView,
    LinkedView,
    SectorEntry,
    SectorsView,
    ShelfView,
    SourceEntry,
    SourcesView,
)

_IN_FULL, _IN_SHORT = 8, 40
"""How many briefs the home page shows with picture and subtitle, and how many more by their titles."""
_NEW = 4
"""How many briefs of a company stand in the list; its page has all."""


def home(parts: Parts) -> HomeView:
    """The newest brief, the next in full, some more in short; all others are found through their sector.

    Of those of one day, what has a picture comes first.
    """
    editions = sorted(
        parts.shelf.editions, key=lambda one: (one.about.day, lead_of(one.about.exhibits) is not None), reverse=True
    )
    return HomeView(
        parts.entry(editions[0], points=True, picture=True) if editions else None,
        tuple(parts.entry(one, picture=True) for one in editions[1:_IN_FULL]),
        tuple(parts.entry(one) for one in editions[_IN_FULL : _IN_FULL + _IN_SHORT]),
        len(editions) > _IN_FULL + _IN_SHORT,
        _sectors(parts),
    )


def sectors(parts: Parts) -> SectorsView:
    return SectorsView(_sectors(parts))


def _sectors(parts: Parts) -> tuple[SectorEntry, ...]:
    """Every sector, that with the newest evidence first."""
    shelf, found = parts.shelf, []
    for name, briefs in shelf.sectors.items():
        record, link = shelf.shared.sectors.get(name), parts.link("sectors", name)
        asks = shelf.text(record.data.looks_for if record else None)
        found.append(SectorEntry(link.text, link.href, asks, parts.count("briefs", len(briefs))))
    return tuple(found)


def companies(parts: Parts) -> CompaniesView:
    """Every company by its name."""
    shelf = parts.shelf
    found = []
    for name, named in shelf.companies.items():
        record = shelf.shared.companies.get(name)
        codes = parts.locale.label("list_comma").join(
            one.code for one in (parts.listings(record.data) if record else ())
        )
        status = parts.locale.label("status_" + record.data.status) if record else ""
        sectors = dict.fromkeys(one.about.sector_id for one, _ in named)
        briefs = tuple(parts.title(one) for one, _ in named[:_NEW])
        found.append(
            CompanyEntry(parts.link("companies", name), codes or status, parts.links("sectors", sectors), briefs)
        )
    return CompaniesView(tuple(sorted(found, key=lambda one: _sorted(one.name))))


def sources(parts: Parts) -> SourcesView:
    """Every source, by publisher and title."""
    shelf = parts.shelf
    found = []
    for name, briefs in shelf.sources.items():
        record = shelf.shared.sources.get(name)
        reliability = record.data.reliability if record else ""
        numbers = len(shelf.found.get(name, ()))
        found.append(
            SourceEntry(
                parts.link("sources", name),
                shelf.text(record.data.title if record else None),
                _dated(parts, record.data) if record else "",
                parts.locale.label("reliability_" + reliability) if reliability else "",
                reliability == "doubtful",
                numbers,
                len(briefs),
            )
        )
    return SourcesView(tuple(sorted(found, key=lambda one: (_sorted(one.publisher), one.title.striptags()))))


def _dated(parts: Parts, source: Source) -> str:
    """Its day; that it is inferred, its own page says, and the list would in every line."""
    return parts.locale.spaced(parts.locale.as_of(replace(source.date.as_of, inferred=False))) if source.date else ""


def _sorted(name: LinkedView) -> tuple[str, str]:
    """By the letters of a name, whatever their case."""
    plain = name.text.striptags()
    return plain.casefold(), name.href


def gallery(parts: Parts, galleries: Sequence[Sequence[Listed]], page: int) -> GalleryView:
    """The ``page``-th page, from 1."""
    return GalleryView(
        tuple(
            ShelfView(parts.entry(one), tuple(parts.tile(one, exhibit) for exhibit in one.about.exhibits))
            for one in galleries[page - 1]
        ),
        turn(parts, "exhibits", page, len(galleries)),
    )
