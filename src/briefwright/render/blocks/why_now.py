"""Why now: what has changed, force by force, and what has not."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class DriverView:
    """A force: how it stood, how it stands, what holds it back; absent parts are empty."""

    force: Markup
    was: Markup
    now: Markup
    limit: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class WhyNowView:
    """The forces in order."""

    drivers: tuple[DriverView, ...]


def make(setting: Setting) -> WhyNowView | None:
    text = setting.set.text
    found = tuple(
        DriverView(text(one.force), text(one.was), text(one.now), text(one.limit), setting.at("why_now", index))
        for index, one in enumerate(setting.thesis.why_now)
    )
    return WhyNowView(found) if found else None
