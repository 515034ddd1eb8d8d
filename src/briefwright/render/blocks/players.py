"""Who plays which part in the market, grouped by part."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.memo import Player
from briefwright.render.listing import listing
from briefwright.render.setting import Setting
from briefwright.render.shell import beside


@dataclass(frozen=True, slots=True)
class PlayerView:
    """A player; ``listing`` is its listings, else its status; it and ``page`` are empty for one without a record."""

    name: Markup
    listing: str
    does: Markup
    note: Markup
    at: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class PlayerGroupView:
    """The players of one part."""

    name: Markup
    players: tuple[PlayerView, ...]


@dataclass(frozen=True, slots=True)
class PlayersView:
    """The groups in the order in which they are first named."""

    groups: tuple[PlayerGroupView, ...]


def make(setting: Setting) -> PlayersView | None:
    names: dict[str, Markup] = {}
    grouped: dict[str, list[PlayerView]] = {}
    for index, one in enumerate(setting.thesis.players):
        key = setting.locale.text(one.group)
        names.setdefault(key, setting.set.text(one.group, links=False))
        grouped.setdefault(key, []).append(_player(setting, one, setting.at("players", index)))
    groups = tuple(PlayerGroupView(names[key], tuple(players)) for key, players in grouped.items())
    return PlayersView(groups) if groups else None


def _player(setting: Setting, one: Player, at: str) -> PlayerView:
    text, label = setting.set.text, setting.locale.label
    company = setting.material.shared.companies[one.company].data if one.company else None
    codes = label("comma").join(listing(security) for security in company.securities) if company else ""
    status = label("status_" + company.status) if company else ""
    name = text(company.name if company and one.who is None else one.who, links=False)
    page = beside("companies", one.company) if one.company else ""
    return PlayerView(name, codes or status, text(one.does), text(one.note), at, page)
