"""What would keep others out: how each moat is built, how one sees it, what wears it down."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class MoatView:
    """A moat; absent parts are empty. ``origin`` says whether the source states it or we infer it."""

    says: Markup
    how: Markup
    measure: Markup
    against: Markup
    origin: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class MoatsView:
    """The moats in order."""

    moats: tuple[MoatView, ...]


def make(setting: Setting) -> MoatsView | None:
    text, label = setting.set.text, setting.locale.label
    found = tuple(
        MoatView(
            text(one.says),
            text(one.how),
            text(one.measure),
            text(one.against),
            label("moat_" + one.origin),
            setting.at("moats", index),
        )
        for index, one in enumerate(setting.thesis.moats)
    )
    return MoatsView(found) if found else None
