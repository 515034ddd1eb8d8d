"""Ways to customers, grouped, with what stands in the way."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.render.setting import Setting


@dataclass(frozen=True, slots=True)
class RouteView:
    """A way to customers; absent parts are empty. ``group`` is empty where it is that of the route before."""

    group: Markup
    name: Markup
    offer: Markup
    example: Markup
    obstacle: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class GoToMarketView:
    """The routes in order."""

    routes: tuple[RouteView, ...]


def make(setting: Setting) -> GoToMarketView | None:
    text = setting.set.text
    routes: list[RouteView] = []
    last = ""
    for index, one in enumerate(setting.thesis.go_to_market):
        group = setting.locale.text(one.group)
        shown = text(one.group, links=False) if group != last else Markup("")
        last = group
        parts = (text(one.name, links=False), text(one.offer), text(one.example), text(one.obstacle))
        routes.append(RouteView(shown, *parts, setting.at("go_to_market", index)))
    return GoToMarketView(tuple(routes)) if routes else None
