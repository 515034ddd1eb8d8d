"""Editions and companies in the words of schema.org, and only what the content says: a desk is no person."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefwright.model.ledger import Ledger, SourceOf
from briefwright.model.records import Company
from briefwright.render.material import Material
from briefwright.render.plain import text_of, unspaced
from briefwright.render.views import BriefView, Figure

CONTEXT = "https://schema.org"
Linked = dict[str, Any]


def report(material: Material, brief: BriefView, ledger: Ledger, pdf: str, picture: str) -> Linked:
    """A ``Report`` with its sources, companies and data; ``pdf`` and ``picture`` are names of files beside it."""
    locale, address = material.locale, material.address
    house: Linked = {"@type": "Organization", "name": brief.house.name}
    written = ledger.written
    given: Linked = {
        "@context": CONTEXT,
        "@type": "Report",
        "@id": address,
        "url": address,
        "name": unspaced(brief.title),
        "headline": unspaced(brief.title),
        "description": text_of(brief.summary or brief.subtitle),
        "inLanguage": brief.lang,
        "dateCreated": written.day if not (written.after or written.inferred) else "",
        "author": house,
        "publisher": house,
        "genre": brief.archetype,
        "articleSection": brief.sector,
        "image": address.removesuffix("index.html") + picture if address and picture else "",
        "encoding": [_file(pdf, "application/pdf")] if pdf else [],
        "about": _issuer(material),
        "mentions": _named(material),
        "citation": [_source(one) for one in ledger.sources],
        "hasPart": [_dataset(material, one, ledger, house) for one in brief.figures if one.data],
    }
    if brief.fictional:
        given["creativeWorkStatus"] = locale.label("fictional")
    return filled(given)


def organisation(company: Company, names: Sequence[str]) -> Linked:
    """A company by its ``names``, the one that is printed first. A ticker is the market's code and the local code."""
    listed = bool(company.securities)
    return filled(
        {
            "@type": "Corporation" if listed else "Organization",
            "name": unspaced(names[0]),
            "alternateName": [unspaced(name) for name in names[1:]],
            "tickerSymbol": [f"{one.mic} {one.code}" for one in company.securities],
        }
    )


def filled(given: Mapping[str, Any]) -> Linked:
    """Without what is empty."""
    return {name: value for name, value in given.items() if value not in ("", [], {}, None)}


def _issuer(material: Material) -> Linked:
    about = material.thesis.data.company
    return _company(material, about.issuer) if about else {}


def _named(material: Material) -> list[Linked]:
    thesis = material.thesis.data
    names = [item.company for item in thesis.beneficiaries] + [item.company for item in thesis.players]
    issuer = thesis.company.issuer if thesis.company else None
    return [_company(material, name) for name in dict.fromkeys(names) if name and name != issuer]


def _company(material: Material, name: str) -> Linked:
    company = material.shared.companies[name].data
    return organisation(company, [material.locale.text(company.name)])


def _source(source: SourceOf) -> Linked:
    publisher = filled({"@type": "Organization", "name": unspaced(source.publisher)})
    day = source.date.day if source.date and not (source.date.after or source.date.inferred) else ""
    name = unspaced(source.title) or unspaced(source.publisher)
    work: Linked = {"@type": "CreativeWork", "name": name, "publisher": publisher}
    return filled({**work, "datePublished": day, "url": source.address})


def _dataset(material: Material, figure: Figure, ledger: Ledger, house: Linked) -> Linked:
    view = next(one for one in material.exhibits if one.id == figure.id)
    behind = {one for entry in ledger.numbers if entry.address in view.addresses for one in _datasets(entry)}
    terms = [material.locale.text(material.shared.datasets[one].data.licence.terms) for one in sorted(behind)]
    licences = [{"@type": "CreativeWork", "name": text} for text in dict.fromkeys(filter(None, terms))]
    return filled(
        {
            "@type": "Dataset",
            "@id": f"{material.address}#{figure.anchor}" if material.address else "",
            "name": text_of(figure.title),
            "description": unspaced(figure.alt),
            "inLanguage": material.locale.lang,
            "creator": house,
            "license": licences,
            "distribution": [_file(figure.data, "text/csv", "DataDownload")],
        }
    )


def _datasets(entry: Any) -> list[str]:
    found = [entry.origin.snapshot] if entry.origin and entry.origin.snapshot else []
    found += entry.derivation.snapshots if entry.derivation else ()
    return [one.dataset for one in found]


def _file(name: str, media: str, kind: str = "MediaObject") -> Linked:
    return {"@type": kind, "encodingFormat": media, "contentUrl": name}
