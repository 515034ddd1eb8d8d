"""What stands beside a number where several are compared: the period it speaks for, and who says it."""

from markupsafe import Markup

from briefwright.model.number import Number
from briefwright.render.material import Material
from briefwright.render.typeset import Typesetter


def when(number: Number, material: Material) -> str:
    """Its period, or else its as-of day; "" where it has neither."""
    locale = material.locale
    if number.period:
        return locale.spaced(locale.when(number.period))
    return locale.spaced(locale.as_of(number.as_of)) if number.as_of else ""


def said_by(number: Number, material: Material, typesetter: Typesetter) -> Markup:
    """Who says it, with the mark of the list of sources; what is computed says so."""
    if number.origin is None:
        return typesetter.words(material.locale.label("mark_derived"))
    publisher = material.shared.sources[number.origin.source].data.publisher
    return typesetter.words(material.locale.text(publisher)) + typesetter.citation(number.origin.source)
