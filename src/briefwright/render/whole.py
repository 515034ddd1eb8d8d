"""``brief.json``: the view of an edition as plain values. It reads what templates print, and adds identifiers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from briefwright.model import brief as model
from briefwright.model.brief import Words
from briefwright.model.lang import LANGS
from briefwright.model.ledger import DayOf, Entries, Ledger
from briefwright.model.period import Period
from briefwright.render.listing import listing
from briefwright.render.material import Material
from briefwright.render.plain import lines_of, text_of, unspaced
from briefwright.render.typeset import anchor
from briefwright.render.views import BriefView, Figure, RatingView, SectionView

FILE = "brief.json"
_LINKED = re.compile(r'href="#([ns])-([^"]+)"')
_OF_THE_PAGE = frozenset({"at", "anchor", "src", "again"})
"""Fields of views that mean something to a template alone, the place in the content among them."""


def whole(material: Material, brief: BriefView, ledger: Ledger, files: model.Files, address: str = "") -> model.Brief:
    """The edition; ``ledger`` is that of its page, ``address`` where the page is online."""
    return _Reader(material, brief, ledger).brief(files, address)


class _Reader:
    """Knows which number and which source a link of the page leads to."""

    def __init__(self, material: Material, brief: BriefView, ledger: Ledger) -> None:
        self.material, self.view, self.ledger = material, brief, ledger
        self.thesis = material.thesis.data
        addresses = [*(series.address for series in ledger.series), *(entry.address for entry in ledger.numbers)]
        self.numbers = {anchor("n", address): address for address in addresses}
        self.sources = {anchor("s", one.id): one.id for one in ledger.sources}

    def brief(self, files: model.Files, address: str) -> model.Brief:
        thesis, view, material, says = self.thesis, self.view, self.material, self.optional
        house = material.shared.house_of(thesis)
        head = {name: getattr(self.ledger, name) for name in ("product", "thesis", "lang", "as_of")}
        entries = Entries(**{name: getattr(self.ledger, name) for name in Entries.model_fields})
        return model.Brief(
            brief=1,
            **head,
            languages=tuple(lang for lang in LANGS if lang in material.languages),
            address=address,
            status=thesis.status,
            fictional=thesis.fictional,
            written=self._day(self.ledger.written),
            house=model.HouseOf(id=house.id, name=view.house.name, contact=view.house.contact),
            archetype=model.Named(id=thesis.archetype, name=view.archetype),
            sector=model.Named(id=thesis.sector, name=view.sector),
            analysts=tuple(model.Person(name=text_of(who.label), role=text_of(who.value)) for who in view.analysts),
            title=unspaced(view.title),
            subtitle=says(view.subtitle),
            summary=says(view.summary),
            issuer=self._issuer(),
            rating=self._rating(view.rating) if view.rating else None,
            ratings=tuple(self._rating(rating) for rating in view.legend),
            key_data=tuple(
                model.Datum(label=self.words(one.label), value=self.words(one.value)) for one in view.key_data
            ),
            claims=self._claims(),
            stages=tuple(model.StageOf(id=one.id, name=text_of(one.name), focus=one.focus) for one in view.stages),
            chapters=self._chapters(),
            exhibits=tuple(self._exhibit(figure) for figure in view.figures),
            beneficiaries=self._beneficiaries(),
            catalysts=self._catalysts(),
            risks=self._risks(),
            conflicts=tuple(map(self.words, view.conflicts)),
            disagreements=self._disagreements(),
            not_given=tuple(map(self.words, view.not_given)),
            blocks={name: self._value(block) for name, block in view.views.items() if block is not None},
            disclosures=tuple(map(self.words, view.house.disclosures)),
            ledger=entries,
            files=files,
        )

    def words(self, html: Markup) -> Words:
        return self._said(html, text_of(html))

    def _said(self, html: str, text: str) -> Words:
        found: dict[str, dict[str, None]] = {"n": {}, "s": {}}
        for kind, name in _LINKED.findall(html):
            known = self.numbers if kind == "n" else self.sources
            if target := known.get(f"{kind}-{name}"):
                found[kind][target] = None
        return Words(text=text, numbers=tuple(found["n"]), sources=tuple(found["s"]))

    def optional(self, html: Markup) -> Words | None:
        return self.words(html) if html else None

    def _day(self, day: DayOf) -> DayOf:
        return day.model_copy(update={"text": unspaced(day.text)})

    def _issuer(self) -> model.IssuerOf | None:
        view, own = self.view.issuer, self.thesis.company
        if view is None or own is None:
            return None
        company = self.material.shared.companies[own.issuer].data
        style = self.material.shared.house_of(self.thesis).data.listing_style
        return model.IssuerOf(
            id=own.issuer,
            name=text_of(view.name),
            other_name=view.other_name,
            status=company.status,
            securities=tuple(
                model.Listed(mic=one.mic, code=one.code, text=listing(one, style)) for one in company.securities
            ),
        )

    def _rating(self, rating: RatingView) -> model.RatingOf:
        return model.RatingOf(
            id=rating.id,
            name=text_of(rating.name),
            meaning=self.words(rating.meaning),
            horizon=unspaced(rating.horizon),
            benchmark=text_of(rating.benchmark),
        )

    def _claims(self) -> tuple[model.ClaimOf, ...]:
        return tuple(
            model.ClaimOf(
                id=claim.id or "",
                says=self.words(point.says),
                detail=self.optional(point.detail),
                because=tuple(claim.because),
                rests_on=tuple(map(self.words, point.evidence)),
                wrong_if=self.optional(point.wrong_if),
            )
            for claim, point in zip(self.thesis.claims, self.view.key_points, strict=True)
        )

    def _chapters(self) -> tuple[model.Chapter, ...]:
        """In the order in which the brief prints them."""
        found: list[model.Chapter] = []
        for name in self.material.blocks:
            opening = self.view.chapters.get(name, ())
            found += [self._chapter(section, name) for section in opening]
            if name == "sections":
                found += [self._chapter(section) for section in self.view.sections]
        return tuple(found)

    def _chapter(self, section: SectionView, block: str = "") -> model.Chapter:
        parts = tuple(
            model.PartOf(
                text=self._said(part.html, lines_of(part.html)) if part.html else None,
                html=str(part.html),
                exhibits=tuple(figure.id for figure in part.figures),
            )
            for part in section.parts
        )
        return model.Chapter(anchor=section.anchor, heading=self.words(section.heading), block=block, parts=parts)

    def _exhibit(self, figure: Figure) -> model.ExhibitOf:
        view = next(one for one in self.material.exhibits if one.id == figure.id)
        known = {one.address for one in self.ledger.numbers}
        raw = view.table.rows
        rows = (
            tuple(
                model.CellOf(
                    text=text_of(cell.html), value=given.raw, number=given.address if given.address in known else ""
                )
                for cell, given in zip(row, own, strict=True)
            )
            for row, own in zip(figure.rows, raw, strict=True)
        )
        return model.ExhibitOf(
            id=figure.id,
            number=view.number,
            kind=view.kind,
            anchor=figure.anchor,
            title=self.words(figure.title),
            unit=unspaced(figure.unit),
            describes=unspaced(figure.alt),
            note=self.optional(figure.note),
            source=text_of(figure.source),
            sources=view.sources,
            numbers=tuple(address for address in view.addresses if address in known),
            closed=figure.closed,
            picture=figure.src,
            data=figure.data,
            head=() if figure.closed else tuple(text_of(cell.html) for cell in figure.head),
            rows=() if figure.closed else tuple(rows),
        )

    def _beneficiaries(self) -> tuple[model.BeneficiaryOf, ...]:
        return tuple(
            model.BeneficiaryOf(
                name=self.words(view.name),
                company=own.company or "",
                group=self.optional(view.group),
                listing=unspaced(view.listing),
                segment=own.segment,
                mechanism=self.words(view.mechanism),
                because=tuple(own.because),
            )
            for own, view in zip(self.thesis.beneficiaries, self.view.beneficiaries, strict=True)
        )

    def _catalysts(self) -> tuple[model.CatalystOf, ...]:
        return tuple(
            model.CatalystOf(
                when=unspaced(view.when),
                **_days(event.date),
                says=self.words(view.says),
                past=view.past,
                inferred=event.inferred,
            )
            for event, view in zip(self.thesis.catalysts, self.view.catalysts, strict=True)
        )

    def _risks(self) -> tuple[model.RiskOf, ...]:
        """Those of the thesis first, then the sector's, as the view has them."""
        own = self.thesis.risks
        sector = self.material.shared.sectors[self.thesis.sector].data.standing_risks
        return tuple(
            model.RiskOf(
                says=self.words(view.says),
                cause=self.optional(view.cause),
                effect=self.optional(view.effect),
                indicator=self.optional(view.indicator),
                mitigant=self.optional(view.mitigant),
                origin=risk.origin if index < len(own) else "standing",
                likelihood=risk.likelihood,
                impact=risk.impact,
            )
            for index, (risk, view) in enumerate(zip((*own, *sector), self.view.risks, strict=True))
        )

    def _disagreements(self) -> tuple[model.DisagreementOf, ...]:
        return tuple(
            model.DisagreementOf(
                on=self.words(one.on),
                sides=tuple(
                    model.SideOf(
                        label=self.words(side.label),
                        value=self.words(side.value),
                        kind=side.kind,
                        period=unspaced(side.period),
                        source=self.words(side.source),
                        scope=self.words(side.scope),
                    )
                    for side in one.sides
                ),
                why=self.optional(one.why),
            )
            for one in self.view.disputed
        )

    def _value(self, value: Any) -> Any:
        """A block's view, whatever it holds: text of markup, no places, nothing empty."""
        if isinstance(value, Markup):
            return self.words(value)
        if isinstance(value, SimpleNamespace):
            return self._filled(vars(value))
        if is_dataclass(value):
            return self._filled({field.name: getattr(value, field.name) for field in fields(value)})
        if isinstance(value, Mapping):
            return self._filled(value)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(self._value(one) for one in value)
        return unspaced(value) if isinstance(value, str) else value

    def _filled(self, items: Mapping[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in items.items() if name not in _OF_THE_PAGE}
        return {name: self._value(value) for name, value in given.items() if value not in (None, "", ())}


def _days(period: Period) -> dict[str, str | None]:
    first, last = period.start, period.end
    return {"start": first.isoformat() if first else None, "end": last.isoformat() if last else None}
