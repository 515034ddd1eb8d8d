"""The page of one sector, company or source: what every brief of the release says that concerns it."""

from collections.abc import Iterable, Sequence

from briefwright.model.about import Naming
from briefwright.model.lang import LANGS
from briefwright.model.records import Risk, Sector
from briefwright.render.site.numbers import Found
from briefwright.render.site.paging import turn
from briefwright.render.site.parts import NOTHING, Parts
from briefwright.render.site.shelf import Listed
from briefwright.render.site.views import (
    CompanyView,
    LinkedView,
    NamedInView,
    NamingView,
    PlaceView,
    SectorRiskView,
    SectorView,
    SourceDetailView,
    TileView,
)


def sector(parts: Parts, name: str, pages: Sequence[Sequence[Listed]], page: int) -> SectorView:
    """Its briefs, its chain with the companies placed in it, figures for its market, its standing risks.

    ``pages`` are the briefs by page, ``page`` counts from 1; so below.
    """
    shelf = parts.shelf
    record = shelf.shared.sectors.get(name)
    data = record.data if record and page == 1 else None
    chain = data.value_chain if data else None
    briefs = shelf.sectors[name] if page == 1 else ()
    placed, elsewhere = _placed(parts, briefs, {stage.id for stage in chain.stages} if chain else set())
    stages = _places(parts, data, placed) if data else ()
    return SectorView(
        shelf.name("sectors", name),
        shelf.text(data.looks_for if data else None),
        tuple(parts.entry(one, picture=True) for one in pages[page - 1]),
        chain.form if chain else "",
        stages[::-1] if chain and chain.form == "layers" else stages,
        elsewhere,
        parts.numbers(_on(pages[page - 1], shelf.sizes.get(name, ()))),
        tuple(_risk(parts, risk) for risk in (data.standing_risks if data else ())),
        turn(parts, f"sectors/{name}", page, len(pages)),
    )


def _on(briefs: Iterable[Listed], numbers: Iterable[Found]) -> list[Found]:
    """Those of ``numbers`` that the briefs of a page print."""
    slugs = {one.slug for one in briefs}
    return [one for one in numbers if one.slug in slugs]


def _placed(
    parts: Parts, briefs: Iterable[Listed], known: set[str]
) -> tuple[dict[str, dict[str, None]], tuple[LinkedView, ...]]:
    """Companies by stage of the sector's chain, and those that stand in none of its stages."""
    placed: dict[str, dict[str, None]] = {}
    others: dict[str, None] = {}
    for one in briefs:
        for naming in one.about.companies:
            if naming.stage in known:
                placed.setdefault(naming.stage, {})[naming.company] = None
            else:
                others[naming.company] = None
    settled = {company for companies in placed.values() for company in companies}
    return placed, parts.links("companies", (company for company in others if company not in settled))


def _places(parts: Parts, data: Sector, placed: dict[str, dict[str, None]]) -> tuple[PlaceView, ...]:
    shelf = parts.shelf
    return tuple(
        PlaceView(
            shelf.text(stage.name),
            shelf.text(stage.does),
            tuple(map(shelf.text, stage.segments)),
            parts.links("companies", placed.get(stage.id, ())),
        )
        for stage in (data.value_chain.stages if data.value_chain else ())
    )


def _risk(parts: Parts, risk: Risk) -> SectorRiskView:
    text = parts.shelf.text
    return SectorRiskView(
        text(risk.says), text(risk.cause), text(risk.effect), text(risk.indicator), text(risk.mitigant)
    )


def company(parts: Parts, name: str, pages: Sequence[Sequence[Listed]], page: int) -> CompanyView:
    """Its names and listings, every brief that names it and how, numbers measured of it and exhibits of those."""
    shelf, locale = parts.shelf, parts.locale
    record = shelf.shared.companies.get(name)
    data = record.data if record else None
    own = locale.text(data.name) if data else ""
    others = [(lang, data.name.written(lang, locale.first)) for lang in LANGS if lang != locale.lang] if data else []
    measured = _on(pages[page - 1], shelf.measured.get(name, ()))
    named = {one.slug: places for one, places in shelf.companies[name]}
    return CompanyView(
        shelf.name("companies", name),
        tuple({text: (lang, text) for lang, text in others if text and text != own}.values()),
        locale.label("status_" + data.status) if data else "",
        parts.listings(data) if data else (),
        parts.link("companies", data.parent) if data and data.parent else None,
        parts.links("companies", shelf.units.get(name, ())),
        tuple(
            NamedInView(parts.entry(one), tuple(_naming(parts, one, place) for place in named[one.slug]))
            for one in pages[page - 1]
        ),
        parts.numbers(measured),
        _of_it(parts, measured),
        turn(parts, f"companies/{name}", page, len(pages)),
    )


def _naming(parts: Parts, one: Listed, naming: Naming) -> NamingView:
    return NamingView(
        parts.locale.label("role_" + naming.role),
        parts.words(naming.segment),
        parts.words(naming.says),
        parts.page(one, naming.anchor),
    )


def _of_it(parts: Parts, measured: Iterable[Found]) -> tuple[TileView, ...]:
    """Exhibits that print a number measured of the company: the ledgers say so."""
    shown: dict[tuple[str, str], None] = {}
    for found in measured:
        shown |= dict.fromkeys((found.slug, exhibit) for exhibit in found.exhibits)
    tiles = []
    for slug, exhibit in shown:
        one = parts.shelf.by_slug[slug]
        tiles += [parts.tile(one, each) for each in one.about.exhibits if each.id == exhibit and one.about.page]
    return tuple(tiles)


def source(parts: Parts, name: str, pages: Sequence[Sequence[Listed]], page: int) -> SourceDetailView:
    """Its bibliographic line, the numbers that rest on it, the briefs that cite it."""
    shelf, locale = parts.shelf, parts.locale
    record = shelf.shared.sources.get(name)
    data = record.data if record else None
    return SourceDetailView(
        shelf.name("sources", name),
        shelf.text(data.title if data else None),
        locale.spaced(locale.as_of(data.date.as_of)) if data and data.date else "",
        locale.label("reliability_" + data.reliability) if data else "",
        data is not None and data.reliability == "doubtful",
        (data.address or "") if data else "",
        shelf.text(data.note) if data else NOTHING,
        parts.numbers(_on(pages[page - 1], shelf.found.get(name, ())), name),
        parts.numbers(_on(pages[page - 1], shelf.derived.get(name, ()))),
        tuple(parts.entry(one) for one in pages[page - 1]),
        turn(parts, f"sources/{name}", page, len(pages)),
    )


def line(view: SourceDetailView, comma: str) -> str:
    """Publisher and title in one line, as the title of the page."""
    return comma.join(part.striptags() for part in (view.publisher, view.title) if part)
