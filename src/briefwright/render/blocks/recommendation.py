"""The rating that a brief gives, since when and why; the house's scale is printed with the disclosures."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.view import Rating
from briefwright.render.grounds import ground
from briefwright.render.setting import Setting
from briefwright.render.typeset import Typesetter
from briefwright.render.views import RatingView


@dataclass(frozen=True, slots=True)
class RecommendationView:
    """The rating given, the day it was first given, why, and what that rests on."""

    rating: RatingView
    since: str
    rationale: Markup
    evidence: tuple[Markup, ...]
    at: str = ""


def make(setting: Setting) -> RecommendationView | None:
    """None where the brief gives no view."""
    view, rating = setting.thesis.view, given(setting)
    if view is None or rating is None:
        return None
    return RecommendationView(
        rating,
        setting.locale.spaced(setting.locale.as_of(view.since.as_of)),
        setting.set.text(view.rationale),
        tuple(ground(setting, name) for name in view.because),
        setting.at("view"),
    )


def given(setting: Setting) -> RatingView | None:
    """The rating of the brief, if it gives one."""
    view = setting.thesis.view
    return next((one for one in legend(setting) if view and one.id == view.rating), None)


def legend(setting: Setting) -> tuple[RatingView, ...]:
    """The whole scale of the house, for a brief that gives a view; else nothing."""
    if setting.thesis.view is None:
        return ()
    ratings = setting.material.shared.house_of(setting.thesis).data.ratings
    return tuple(rating_of(setting.set, rating) for rating in ratings)


def rating_of(typesetter: Typesetter, rating: Rating) -> RatingView:
    """A grade of a scale, as it is explained."""
    text, locale = typesetter.text, typesetter.locale
    return RatingView(
        rating.id,
        text(rating.name, links=False),
        text(rating.meaning, links=False),
        locale.spaced(locale.when(rating.horizon)),
        text(rating.benchmark, links=False),
    )
