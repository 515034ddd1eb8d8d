"""What an edition says of itself, for indexes: taken from the view that its page prints."""

from collections.abc import Iterator

from briefwright.model.about import About, Cited, Naming, Role, Shown
from briefwright.model.text import Text
from briefwright.render.brief import BriefBuilder
from briefwright.render.page import shown_blocks
from briefwright.render.views import BriefView, Figure


def about_of(builder: BriefBuilder, brief: BriefView, page: str, pdf: str, ledger: str) -> About:
    """``page``, ``pdf`` and ``ledger`` are the names of the files that the edition has, or empty."""
    material, thesis = builder.material, builder.thesis
    return About(
        title=brief.title,
        subtitle=builder.set.plain(thesis.subtitle),
        summary=builder.set.plain(thesis.summary),
        sector=brief.sector,
        sector_id=thesis.sector,
        archetype=brief.archetype,
        archetype_id=thesis.archetype,
        house=brief.house.name,
        house_id=material.house,
        written=brief.written,
        day=thesis.written.as_of.day.isoformat(),
        page=page,
        pdf=pdf,
        ledger=ledger,
        engine=next((figure.engine for figure in brief.figures if figure.engine), ""),
        archived=brief.archived,
        fictional=brief.fictional,
        analysts=tuple(thesis.analysts),
        points=tuple(builder.set.plain(claim.says) for claim in thesis.claims),
        exhibits=_exhibits(builder, brief),
        companies=tuple(_namings(builder, shown_blocks(brief, material))),
        sources=tuple(
            Cited(name, builder.locale.text(material.shared.sources[name].data.publisher))
            for name in builder.setting.uses.sources
        ),
        shared=builder.appendix.shared(),
    )


def _exhibits(builder: BriefBuilder, brief: BriefView) -> tuple[Shown, ...]:
    view = brief.views.get("lead_exhibit")
    chosen = builder.thesis.lead_exhibit
    lead = view.anchor if view else next((one.anchor for one in brief.figures if one.id == chosen), "")
    return tuple(_shown(builder, figure, lead) for figure in brief.figures)


def _shown(builder: BriefBuilder, figure: Figure, lead: str) -> Shown:
    exhibit = builder.exhibits[figure.id]
    width, height = (round(side) for side in figure.size)
    return Shown(
        figure.id,
        exhibit.number,
        figure.label,
        builder.set.plain_string(exhibit.title),
        exhibit.unit,
        exhibit.kind,
        figure.anchor,
        figure.alt,
        figure.src,
        width,
        height,
        figure.anchor == lead,
    )


def _namings(builder: BriefBuilder, shown: frozenset[str]) -> Iterator[Naming]:
    """Every company that the thesis names by its identifier, in the order of the brief's parts."""
    thesis, plain = builder.thesis, builder.set.plain
    if about := thesis.company:
        stages = _stages(builder)
        anchor = "company_profile" if "company_profile" in shown else ""
        where = (about.segment or "", stages.get(about.segment or "", ""))
        yield _naming(builder, about.issuer, "issuer", where, thesis.subtitle, anchor)
        for name in about.units:
            yield _naming(builder, name, "unit", ("", ""), None, anchor)
    if "beneficiaries" in shown:
        stages = _stages(builder)
        for item in thesis.beneficiaries:
            if item.company:
                where = (item.segment, stages.get(item.segment, ""))
                yield _naming(builder, item.company, "beneficiary", where, item.mechanism, "beneficiaries")
    if "competition" in shown and thesis.competition:
        for rival in thesis.competition.rivals:
            if rival.company:
                yield _naming(builder, rival.company, "rival", ("", ""), rival.strength, "competition")
    if "players" in shown:
        for player in thesis.players:
            if player.company:
                where = ("", plain(player.group))
                yield _naming(builder, player.company, "player", where, player.does, "players")


def _stages(builder: BriefBuilder) -> dict[str, str]:
    chain = builder.thesis.value_chain
    return {stage.id: builder.set.plain(stage.name) for stage in chain.stages} if chain else {}


def _naming(
    builder: BriefBuilder, company: str, role: Role, where: tuple[str, str], says: Text | None, anchor: str
) -> Naming:
    name = builder.locale.text(builder.material.shared.companies[company].data.name)
    return Naming(company, name, role, *where, builder.set.plain(says), anchor)
