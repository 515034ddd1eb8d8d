"""What has to be true: the conditions of a thesis, how far they are shown, and what would settle them."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class ConditionView:
    """One condition; absent parts are empty. ``state`` is ``met``, ``partly``, ``open`` or empty, ``told`` in words."""

    says: Markup
    why: Markup
    shown: Markup
    test: Markup
    state: str
    told: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class MustBeTrueView:
    """The conditions in order."""

    conditions: tuple[ConditionView, ...]


def make(setting: Setting) -> MustBeTrueView | None:
    text, label = setting.set.text, setting.locale.label
    found = tuple(
        ConditionView(
            text(one.says),
            text(one.why),
            text(one.shown),
            text(one.test),
            one.state or "",
            label("state_" + one.state) if one.state else "",
            setting.at("must_be_true", index),
        )
        for index, one in enumerate(setting.thesis.must_be_true)
    )
    return MustBeTrueView(found) if found else None
