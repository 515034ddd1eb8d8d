"""The about page: who publishes, on what scale, with which disclosures, and how numbers are traced."""

from collections.abc import Sequence

from briefwright.model.library import Record
from briefwright.model.period import Kind
from briefwright.model.records import House
from briefwright.render.blocks.recommendation import rating_of
from briefwright.render.site.parts import Parts
from briefwright.render.site.views import AboutView, PublisherView


def about(parts: Parts, houses: Sequence[Record[House]]) -> AboutView:
    """``houses`` in the order of the site."""
    label = parts.locale.label
    kinds = tuple((label("kind_" + kind.value), label("kind_means_" + kind.value)) for kind in Kind)
    derived = (label("kind_derived"), label("kind_means_derived"))
    return AboutView(tuple(_publisher(parts, house) for house in houses), (*kinds, derived))


def _publisher(parts: Parts, house: Record[House]) -> PublisherView:
    """Those who sign are all who do so in the house's editions here, the newest first."""
    shelf, text, data = parts.shelf, parts.shelf.text, house.data
    signing = dict.fromkeys(
        name for one in shelf.editions if one.about.house_id == house.id for name in one.about.analysts
    )
    people = [shelf.shared.analysts[name].data for name in signing if name in shelf.shared.analysts]
    return PublisherView(
        text(data.name),
        text(data.tagline),
        data.contact or "",
        tuple((text(one.name), text(one.title)) for one in people),
        tuple(rating_of(shelf.set, one) for one in data.ratings),
        tuple(map(text, data.disclosures)),
    )
