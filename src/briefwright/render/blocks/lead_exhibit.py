"""What readers of the sector look for first, and the exhibit of this brief that shows it."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting, place
from briefwright.render.typeset import anchor


@dataclass(frozen=True, slots=True)
class LeadView:
    """``asks`` is the sector's question; ``label``, ``title`` and ``anchor`` are those of the exhibit."""

    asks: Markup
    label: str
    title: Markup
    anchor: str
    at: str = ""


def make(setting: Setting) -> LeadView | None:
    """The exhibit that the thesis points out, else the first of a kind that the sector names; else None."""
    record = setting.material.shared.sectors[setting.thesis.sector]
    sector = record.data
    placed = sorted(setting.exhibits.values(), key=lambda exhibit: exhibit.number)
    kinds = {one.id: getattr(one, "drawn_by", one.chart) for one in setting.thesis.exhibits}
    usual = next((one for kind in sector.lead_exhibits for one in placed if kinds[one.id] == kind), None)
    found = setting.exhibits.get(setting.thesis.lead_exhibit or "", usual)
    if sector.looks_for is None or found is None:
        return None
    return LeadView(
        setting.set.text(sector.looks_for),
        setting.locale.spaced(setting.locale.label("exhibit", number=str(found.number))),
        setting.set.string(found.title, links=False),
        anchor("x", found.id),
        place(record.at("looks_for")),
    )
