"""The fight for the market: how concentrated it is, who competes, and on what."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.competition import Competition, Rival
from briefwright.model.text import Text
from briefwright.render.listing import listing
from briefwright.render.setting import Setting
from briefwright.render.shell import beside
from briefwright.render.views import Pair


@dataclass(frozen=True, slots=True)
class RivalView:
    """One who competes; ``listing`` is its listings, else its status; ``share`` and ``weakness`` may be empty.

    ``page`` leads to the company's page, where it is one.
    """

    name: Markup
    listing: str
    share: Markup
    strength: Markup
    weakness: Markup
    at: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class GroundView:
    """What is competed on; ``loses`` may be empty."""

    over: Markup
    wins: Markup
    loses: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class CompetitionView:
    """The whole block. ``shared``, ``weak`` and ``losing`` say whether any line has a share, a weakness, a loss."""

    says: Markup
    measures: tuple[Pair, ...]
    rivals: tuple[RivalView, ...]
    shared: bool
    weak: bool
    grounds: tuple[GroundView, ...]
    losing: bool
    note: Markup
    at: str = ""


def make(setting: Setting) -> CompetitionView | None:
    """None where the thesis says nothing of its competition."""
    written = setting.thesis.competition
    if written is None or not (written.says or written.measures or written.rivals or written.grounds):
        return None
    text = setting.set.text
    says = text(written.says)
    measures = tuple(
        Pair(text(one.label, links=False), _marked(setting, one.value), setting.at("competition", "measures", index))
        for index, one in enumerate(written.measures)
    )
    rivals = tuple(_rival(setting, index, one) for index, one in enumerate(written.rivals))
    grounds = _grounds(setting, written)
    return CompetitionView(
        says,
        measures,
        rivals,
        any(one.share for one in rivals),
        any(one.weakness for one in rivals),
        grounds,
        any(one.loses for one in grounds),
        text(written.note),
        setting.at("competition"),
    )


def _rival(setting: Setting, index: int, one: Rival) -> RivalView:
    text = setting.set.text
    company = setting.material.shared.companies[one.company].data if one.company else None
    style = setting.material.shared.house_of(setting.thesis).data.listing_style
    codes = setting.locale.label("comma").join(
        listing(security, style) for security in (company.securities if company else ())
    )
    status = setting.locale.label("status_" + company.status) if company else ""
    return RivalView(
        text(company.name if company and one.who is None else one.who, links=False),
        codes or status,
        _marked(setting, one.share),
        text(one.strength),
        text(one.weakness),
        setting.at("competition", "rivals", index),
        beside("companies", one.company) if one.company else "",
    )


def _marked(setting: Setting, text: Text | None) -> Markup:
    """A number that stands alone, with its kind where it is not what happened."""
    if text is None:
        return Markup("")
    return setting.set.text(text) + setting.set.words(setting.set.kinds(text))


def _grounds(setting: Setting, written: Competition) -> tuple[GroundView, ...]:
    text = setting.set.text
    return tuple(
        GroundView(
            text(one.over, links=False), text(one.wins), text(one.loses), setting.at("competition", "grounds", index)
        )
        for index, one in enumerate(written.grounds)
    )
