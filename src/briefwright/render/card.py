"""What the preview of an edition shows, told by its view."""

from briefwright.model.card import Card
from briefwright.render.blocks import lead_exhibit
from briefwright.render.material import Material
from briefwright.render.plain import text_of, unspaced
from briefwright.render.views import BriefView


def card_of(material: Material, brief: BriefView) -> Card:
    """The exhibit that the thesis or its sector points out, where it is a picture; else the first picture there is."""
    label = material.locale.label
    pictures = {one.id: one.svg for one in material.exhibits if one.svg}
    lead = brief.views.get("lead_exhibit")
    first = lead.anchor if isinstance(lead, lead_exhibit.LeadView) else ""
    shown = sorted((one for one in brief.figures if one.id in pictures), key=lambda one: one.anchor != first)
    figure = shown[0] if shown else None
    kind = [brief.archetype, brief.sector, unspaced(brief.written)]
    return Card(
        house=brief.house.name,
        kind=" · ".join(kind + ([label("fictional")] if brief.fictional else [])),
        title=brief.title,
        subtitle=text_of(brief.subtitle),
        picture=pictures[figure.id] or "" if figure else "",
        exhibit=" · ".join(filter(None, [text_of(figure.title), figure.unit])) if figure else "",
        source=f"{label('source')}{label('colon')}{text_of(figure.source)}" if figure else "",
        figures=tuple((text_of(one.label), text_of(one.value)) for one in brief.key_data),
    )
