"""Content, results and exhibits of one edition to the view that templates print.

Order matters: the text is set in the order in which it is read, because sources are numbered as they are first cited.
"""

from collections.abc import Callable
from itertools import starmap
from typing import Any

from markupsafe import Markup

from briefwright.model.exhibit import Cell, ExhibitView
from briefwright.model.placement import body_of, chapter_order, printed_with
from briefwright.model.records import Risk, ValueChain
from briefwright.model.segments import What, segments
from briefwright.model.sourced import Event
from briefwright.model.templates import archetype_label
from briefwright.model.thesis import Beneficiary, Claim, Datum, Section
from briefwright.render import markdown
from briefwright.render.blocks import block_of
from briefwright.render.blocks.company_profile import issuer_of
from briefwright.render.blocks.recommendation import given, legend
from briefwright.render.disputed import disputed_views
from briefwright.render.grounds import ground
from briefwright.render.ledger import Appendix
from briefwright.render.listing import listing
from briefwright.render.material import Material
from briefwright.render.setting import Setting, place
from briefwright.render.shell import beside, tongue
from briefwright.render.typeset import anchor, held
from briefwright.render.views import (
    BeneficiaryView,
    BriefView,
    CellView,
    EventView,
    Figure,
    HouseView,
    Pair,
    Part,
    Point,
    RiskView,
    SectionView,
    StageView,
)  # fmt: skip

NONE = Markup("")
_DRAWN = {"value-chain": "chain", "table": "table", "matrix": "matrix", "cards": "cards", "data-table": "table"}
"""Kinds of exhibits that are drawn in HTML, and how."""
_MARK = 4
"""Up to so many characters a cell holds no words but a mark: yes, ●, n.a."""
_TOLD = ("estimate", "forecast", "opinion")
"""Kinds of numbers that the source line of an exhibit names."""
_NARROW = 15
"""Characters for which the column of the key data has room beside their label."""


class BriefBuilder:
    """Builds the view of one edition, and leaves the appendix it made."""

    appendix: Appendix

    def __init__(self, material: Material) -> None:
        self.setting = Setting(material)
        self.material, self.locale, self.thesis = material, material.locale, material.thesis.data
        self.uses, self.set, self._at = self.setting.uses, self.setting.set, self.setting.at
        self.exhibits, self.rows = self.setting.exhibits, self.setting.rows
        self.figures: dict[str, Figure] = {}

    def build(self) -> BriefView:
        """The whole view, its appendix included."""
        thesis, material = self.thesis, self.material
        made = self._made()
        views = made.pop("views")
        for source in self.uses.named:
            self.uses.cite(source)
        self.appendix = Appendix(material, self.set)
        order = sorted(self.figures.values(), key=lambda figure: self.exhibits[figure.id].number)
        house = material.shared.house_of(thesis).data
        return BriefView(
            slug=material.thesis.slug,
            lang=self.locale.lang,
            title=self.set.plain(thesis.title),
            archetype=self.locale.text(material.archetype) or self.locale.label(archetype_label(thesis.archetype)),
            sector=self.locale.text(material.shared.sectors[thesis.sector].data.name),
            house=HouseView(
                self.set.plain(house.name),
                self.set.plain(house.tagline),
                house.contact or "",
                made.pop("disclosures"),
            ),
            analysts=self._analysts(),
            written=self.locale.spaced(self.locale.as_of(thesis.written.as_of)),
            as_of=self.locale.spaced(self.locale.day(material.world.as_of)),
            draft=thesis.status == "draft",
            archived=thesis.status == "archived",
            fictional=thesis.fictional,
            key_points=self._points(made.pop("points"), made.pop("evidence")),
            stages=self._stages(thesis.value_chain, whole=False) if thesis.value_chain else (),
            figures=tuple(order),
            ledger=self.appendix.lines(),
            sources=self.appendix.sources(),
            methods=self.appendix.methods(),
            languages=tuple((lang, tongue(self.locale.labels, lang)) for lang in material.languages),
            views=views,
            sector_page=beside("sectors", thesis.sector),
            **made,
        )

    def _made(self) -> dict[str, Any]:
        """What each block prints, set in the order in which the archetype has the blocks."""
        thesis, text = self.thesis, self.set.text
        makers: dict[str, Callable[[], dict[str, Any]]] = {
            "cover": self._cover,
            "sections": lambda: {"sections": self._chapters("sections")},
            "beneficiaries": lambda: {
                "beneficiaries": tuple(starmap(self._beneficiary, enumerate(thesis.beneficiaries)))
            },
            "claims": lambda: {"evidence": [self._evidence(claim) for claim in thesis.claims]},
            "catalysts": lambda: {"catalysts": tuple(starmap(self._event, enumerate(thesis.catalysts)))},
            "risks": lambda: {"risks": self._risks()},
            "gaps": lambda: {
                "conflicts": tuple(text(item) for item in thesis.conflicts),
                "disputed": disputed_views(self.material, self.set),
                "not_given": tuple(text(item) for item in thesis.not_given),
            },
            "disclosures": lambda: {
                "disclosures": tuple(text(item) for item in self.material.shared.house_of(thesis).data.disclosures),
                "legend": legend(self.setting),
            },
        }
        order = dict.fromkeys([*self.material.blocks, *makers])
        made: dict[str, Any] = {}
        views: dict[str, Any] = {}
        chapters: dict[str, tuple[SectionView, ...]] = {}
        for name in order:
            if name != "sections" and (opening := self._chapters(name)):
                chapters[name] = opening
            if name in makers:
                made |= makers[name]()
            elif make := block_of(name).make:
                views[name] = make(self.setting)
        return {**made, "views": views, "chapters": chapters}

    def _chapters(self, block: str) -> tuple[SectionView, ...]:
        """The chapters that ``block`` prints; those of the block ``sections`` are numbered among themselves."""
        blocks, sections = self.material.blocks, self.thesis.sections
        own = [i for i in chapter_order(self.thesis, blocks) if printed_with(sections[i], blocks) == block]
        return tuple(self._section(index, sections[index], place) for place, index in enumerate(own, 1))

    def _cover(self) -> dict[str, Any]:
        thesis, text = self.thesis, self.set.text
        return {
            "title_html": text(thesis.title, links=False),
            "subtitle": text(thesis.subtitle, links=False),
            "summary": text(thesis.summary),
            "issuer": issuer_of(self.setting, thesis.company.issuer) if thesis.company else None,
            "rating": given(self.setting),
            "points": [(text(claim.says), text(claim.detail)) for claim in thesis.claims],
            "key_data": tuple(
                Pair(self._datum(datum), _parting(text(datum.value)), self._at("key_data", index))
                for index, datum in enumerate(thesis.key_data)
            ),
        }

    def _datum(self, datum: Datum) -> Markup:
        """The label of key data, with the kind of its number where the label does not say it."""
        label, kinds = self.set.text(datum.label, links=False), self.set.kinds(datum.value)
        said = kinds.strip(" ()（）").casefold() in self.locale.text(datum.label).casefold()
        return label if said else label + self.set.kept(self.set.kinds(datum.value, short=True))

    def _analysts(self) -> tuple[Pair, ...]:
        people = (self.material.shared.analysts[name].data for name in self.thesis.analysts)
        return tuple(
            Pair(self.set.text(one.name, links=False), self.set.text(one.title, links=False)) for one in people
        )

    def _points(
        self, heads: list[tuple[Markup, Markup]], evidence: list[tuple[tuple[Markup, ...], Markup]]
    ) -> tuple[Point, ...]:
        again = [self.set.text(claim.says, links=False) for claim in self.thesis.claims]
        return tuple(
            Point(*head, *rest, again[index], self._at("claims", index))
            for index, (head, rest) in enumerate(zip(heads, evidence, strict=True))
        )

    def _evidence(self, claim: Claim) -> tuple[tuple[Markup, ...], Markup]:
        """What a claim rests on, and what would prove it wrong."""
        return tuple(ground(self.setting, name) for name in claim.because), self.set.text(claim.wrong_if)

    def _section(self, index: int, section: Section, ordinal: int) -> SectionView:
        body = body_of(self.material.thesis.bodies, index, self.locale.lang)
        heading = self.set.text(section.heading, links=False)
        parts: list[Part] = []
        if body is not None:
            source = self.locale.convert(body.text) if body.file.endswith(".zh-Hans.md") else body.text
            for passage in markdown.passages(source, self.set, heading_level=3):
                figures = tuple(self._figure(name) for name in passage.exhibits)
                parts.append(Part(passage.html, figures))
        listed = [row for row in self.rows if set(row) <= set(section.exhibits) and not set(row) & set(self.figures)]
        parts += [Part(figures=tuple(self._figure(name) for name in row)) for row in listed]
        return SectionView(
            f"section-{index + 1}",
            self.locale.label("section_number", ordinal=self.locale.label(f"ordinal_{ordinal}")),
            heading,
            tuple(parts),
            self._at("sections", index),
        )

    def _figure(self, name: str) -> Figure:
        view = self.exhibits[name]
        index = next(i for i, exhibit in enumerate(self.thesis.exhibits) if exhibit.id == name)
        for address in view.addresses:
            self.uses.numbers.setdefault(self._entry(address), False)
        chain = self.thesis.value_chain if view.kind == "value-chain" else None
        closed = bool(self.material.book.closed(view.addresses))
        figure = Figure(
            id=name,
            anchor=anchor("x", name),
            label=self.locale.spaced(self.locale.label("exhibit", number=str(view.number))),
            title=self.set.string(view.title),
            again=self.set.string(view.title, links=False),
            unit=view.unit,
            alt=view.alt,
            note=self.set.string(view.note),
            source=self._source_line(view),
            drawing=_DRAWN.get(view.kind, "picture"),
            width=view.width,
            src=f"exhibits/{name}.svg" if view.svg else "",
            data=f"exhibits/{name}.csv" if view.svg and not closed else "",
            closed=closed,
            size=view.size,
            **self._on_screen(view, closed=closed),
            head=tuple(CellView(self.set.string(head, links=False), numeric) for head, numeric in _heads(view)),
            rows=tuple(tuple(self._cell(cell, view) for cell in row) for row in view.table.rows),
            stacks=_stacks(view),
            form=chain.form if chain else "",
            stages=self._stages(chain, whole=True) if chain else (),
            at=self._at("exhibits", index),
        )
        self.figures[name] = figure
        return figure

    def _cell(self, cell: Cell, view: ExhibitView) -> CellView:
        """A cell of a table exhibit holds content; a cell of the data behind a picture is formatted already."""
        order = self._order(cell)
        if view.svg is None and view.kind != "data-table":
            return CellView(self.set.string(cell.text), cell.numeric, order)
        if cell.address:
            target = anchor("n", self._entry(cell.address))
            shown = self.set.words(cell.text)
            link = Markup('<a class="{}" href="#{}">{}</a>').format(held(shown), target, shown)
            return CellView(link, cell.numeric, order)
        return CellView(self.set.words(cell.text), cell.numeric, order)

    def _order(self, cell: Cell) -> str:
        """What a cell of numbers is sorted by: its number, or the only one that its text looks up."""
        looked_up = [part.target for part in segments(cell.text) if part.what is What.LOOKUP]
        number = self.material.results.numbers.get(cell.address or (looked_up[0] if len(looked_up) == 1 else ""))
        if not cell.numeric or number is None:
            return ""
        ends = [end for end in (number.amount.low, number.amount.high) if end is not None]
        return f"{sum(ends) / len(ends):f}" if ends else ""

    @staticmethod
    def _on_screen(view: ExhibitView, *, closed: bool) -> dict[str, Any]:
        """The files that a screen has of an exhibit. One whose data is closed is not live, as that takes its data."""
        screen = view.screen
        if screen is None:
            return {}
        found = {
            "pixels": f"exhibits/{view.id}.png",
            "narrow": f"exhibits/{view.id}.narrow.svg" if screen.narrow else "",
        }
        if not screen.live or closed:
            return found
        return {**found, "live": f"exhibits/{view.id}.js", "engine": screen.engine, "keys": screen.keys}

    def _entry(self, address: str) -> str:
        number = self.material.results.numbers.get(address)
        return self.set.entry(number) if number else address

    def _source_line(self, view: ExhibitView) -> Markup:
        names = [self._publisher(one) for one in view.sources]
        self.uses.named += view.sources
        own = (
            []
            if names and view.kind not in ("table", "matrix", "cards", "value-chain")
            else [self.locale.label("own_compilation")]
        )
        kinds = self.locale.join([self.locale.label("mark_" + mark) for mark in view.marks if mark in _TOLD])
        told = self.locale.label("contains", kinds=kinds) if kinds else ""
        return self.set.words(self.locale.join([*dict.fromkeys(names), *own]) + told)

    def _publisher(self, name: str) -> str:
        """Who publishes a source, flagged where it is doubtful."""
        written = self.locale.text(self.material.shared.sources[name].data.publisher)
        if name not in self.set.doubtful:
            return written
        return written + self.locale.label("in_brackets", text=self.locale.label("reliability_doubtful"))

    def _stages(self, chain: ValueChain, *, whole: bool) -> tuple[StageView, ...]:
        """The stages of a chain; without ``whole`` only their names, as the cover prints them."""
        return tuple(
            StageView(
                stage.id,
                self.set.text(stage.name, links=False),
                self.set.text(stage.does) if whole else NONE,
                tuple(self.set.text(segment, links=False) for segment in stage.segments),
                tuple(
                    self._name(item) for item in self.thesis.beneficiaries if item.company and item.segment == stage.id
                ),
                stage.focus,
                self._at("value_chain", "stages", index),
            )
            for index, stage in enumerate(chain.stages)
        )

    def _name(self, item: Beneficiary) -> Markup:
        if item.company:
            return self.set.text(self.material.shared.companies[item.company].data.name, links=False)
        return self.set.text(item.who, links=False)

    def _beneficiary(self, index: int, item: Beneficiary) -> BeneficiaryView:
        chain = self.thesis.value_chain
        stage = next((one for one in chain.stages if one.id == item.segment), None) if chain else None
        company = self.material.shared.companies[item.company].data if item.company else None
        style = self.material.shared.house_of(self.thesis).data.listing_style
        listed = company.securities if company else ()
        codes = self.locale.label("comma").join(listing(security, style) for security in listed)
        status = self.locale.label("status_" + company.status) if company and not codes else ""
        return BeneficiaryView(
            self.set.text(item.group, links=False),
            self._name(item),
            codes or status,
            self.set.text(stage.name, links=False) if stage else NONE,
            self.set.text(item.mechanism),
            self._at("beneficiaries", index),
            beside("companies", item.company) if item.company else "",
        )

    def _event(self, index: int, event: Event) -> EventView:
        past = event.date.end is not None and event.date.end < self.material.world.as_of
        when = self.locale.when(event.date) + (self.locale.label("inferred_mark") if event.inferred else "")
        says = self.set.cited(event.says, event.source)
        return EventView(self.locale.spaced(when), says, past, self._at("catalysts", index))

    def _risks(self) -> tuple[RiskView, ...]:
        sector = self.material.shared.sectors[self.thesis.sector]
        mine = [(risk, self._at("risks", index)) for index, risk in enumerate(self.thesis.risks)]
        standing = [(risk, place(sector.at("standing_risks", i))) for i, risk in enumerate(sector.data.standing_risks)]
        label = self.locale.label
        own = tuple(self._risk(risk, at, label("risk_" + risk.origin)) for risk, at in mine)
        return own + tuple(self._risk(risk, at, label("standing_risks")) for risk, at in standing)

    def _risk(self, risk: Risk, at: str, origin: str) -> RiskView:
        text = self.set.text
        parts = (text(risk.says), text(risk.cause), text(risk.effect), text(risk.indicator), text(risk.mitigant))
        return RiskView(*parts, origin, at)


def _stacks(view: ExhibitView) -> bool:
    """Figures are compared down their columns and marks across rows, so that both stay side by side."""
    heads = _heads(view)
    words = (len(cell.text) for row in view.table.rows for cell in row[1:] if not cell.numeric)
    return len(heads) > 3 and 2 * sum(numeric for _, numeric in heads) < len(heads) and max(words, default=0) > _MARK


def _heads(view: ExhibitView) -> list[tuple[str, bool]]:
    numeric = view.table.numeric or (False,) * len(view.table.head)
    return list(zip(view.table.head, numeric, strict=True))


def _parting(value: Markup) -> Markup:
    """A value of the key data; one too long for its narrow column parts between words, rather than leave the page."""
    return value.replace("\u00a0", " ") if len(value.striptags()) > _NARROW else value
