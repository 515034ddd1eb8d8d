"""How the money is made: what is sold, who pays, by what measure, at what cost."""

from dataclasses import dataclass

from briefwright.render.setting import Setting
from briefwright.render.views import Pair

_ORDER = ("sells", "pays", "charges", "costs", "keeps", "weakens")


@dataclass(frozen=True, slots=True)
class BusinessModelView:
    """The parts that are given, each with its label."""

    parts: tuple[Pair, ...]


def make(setting: Setting) -> BusinessModelView | None:
    model = setting.thesis.business_model
    if model is None:
        return None
    given = [(name, getattr(model, name)) for name in _ORDER if getattr(model, name) is not None]
    parts = tuple(
        Pair(
            setting.set.words(setting.locale.label("model_" + name)),
            setting.set.text(said),
            setting.at("business_model", name),
        )
        for name, said in given
    )
    return BusinessModelView(parts) if parts else None
