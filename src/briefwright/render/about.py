"""What an edition says of itself, for indexes: taken from the view that its page prints."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from briefwright.model.about import About, Cited, Naming, Role, Shown
from briefwright.model.text import Text
from briefwright.render.brief import BriefBuilder
from briefwright.render.page import shown_blocks
from briefwright.render.views import BriefView, Figure

_LINES = 5
"""So many heads of a table stand for it in small."""
_MARKS = re.compile(r"<sup\b.*?</sup>", re.DOTALL)


def unmarked(text: Markup) -> str:
    """Words without the marks of sources."""
    return Markup(_MARKS.sub("", text)).striptags().replace("\u2060", "")  # noqa: S704 - less of what was safe


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
        written=builder.locale.spaced(builder.locale.as_of(replace(thesis.written.as_of, inferred=False))),
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
    small = exhibit.screen.narrow_size if exhibit.screen and figure.narrow else (0, 0)
    heads = [stage.name for stage in figure.stages] or [row[0].html for row in figure.rows if row]
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
        figure.narrow,
        round(small[0]),
        round(small[1]),
        () if figure.src else tuple(unmarked(head) for head in heads[:_LINES]),
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
