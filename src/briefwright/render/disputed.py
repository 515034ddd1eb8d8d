"""Disagreements on record: every value side by side with what it speaks for, who says so and what it covers."""

from markupsafe import Markup

from briefwright.model.disagreement import Disputed, Standpoint
from briefwright.model.number import Number
from briefwright.render.material import Material
from briefwright.render.typeset import Typesetter
from briefwright.render.views import DisputedView, SideView


def disputed_views(material: Material, typesetter: Typesetter) -> tuple[DisputedView, ...]:
    """The disagreements that the edition shows. Their numbers are in the appendix like any other."""
    return tuple(_view(one, material, typesetter) for one in material.disputed)


def _view(one: Disputed, material: Material, typesetter: Typesetter) -> DisputedView:
    sides = tuple(_side(side, material, typesetter) for side in one.sides)
    return DisputedView(typesetter.text(one.on, links=False), sides, typesetter.text(one.why))


def _side(side: Standpoint, material: Material, typesetter: Typesetter) -> SideView:
    locale, number = material.locale, material.results.numbers[side.address]
    if number.period:
        when = locale.when(number.period)
    elif number.as_of:
        when = locale.as_of(number.as_of)
    else:
        when = ""
    return SideView(
        typesetter.text(number.label, links=False),
        typesetter.number(number),
        locale.kind(number.kind),
        locale.spaced(when),
        _source(number, material, typesetter),
        typesetter.text(side.scope),
    )


def _source(number: Number, material: Material, typesetter: Typesetter) -> Markup:
    """Who says it, with the mark of the list of sources; what is computed says so."""
    if number.origin is None:
        return typesetter.words(material.locale.label("mark_derived"))
    publisher = material.shared.sources[number.origin.source].data.publisher
    return typesetter.words(material.locale.text(publisher)) + typesetter.citation(number.origin.source)
