"""Disagreements on record: every value side by side with what it speaks for, who says so and what it covers."""

from briefwright.model.disagreement import Disputed, Standpoint
from briefwright.render.beside import said_by, when
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
    number = material.results.numbers[side.address]
    return SideView(
        typesetter.text(number.label, links=False),
        typesetter.number(number),
        material.locale.kind(number.kind),
        when(number, material),
        said_by(number, material, typesetter),
        typesetter.text(side.scope),
    )
