"""The issuer of a company note: its names, listings and place in the chain, what is known of it and what is not."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.issuer import ProfileLine
from briefwright.model.lang import Lang
from briefwright.model.records import Company
from briefwright.render.listing import NAMED, listing
from briefwright.render.setting import Setting
from briefwright.render.views import IssuerView, ListingView, Pair

_OTHERS: dict[Lang, tuple[Lang, ...]] = {"zh-Hans": ("en",), "zh-Hant": ("en",), "en": ("zh-Hans",)}
"""Whose names a reader of a language may meet elsewhere."""


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The issuer with its lines. ``segment`` is its stage of the value chain, ``units`` companies of its group."""

    issuer: IssuerView
    segment: Markup
    units: tuple[IssuerView, ...]
    lines: tuple[Pair, ...]
    not_given: tuple[Markup, ...]
    at: str = ""


def make(setting: Setting) -> ProfileView | None:
    """None where the thesis is about no company, or says nothing of it that the cover does not."""
    about = setting.thesis.company
    if about is None or not (about.profile or about.not_given or about.units or about.segment):
        return None
    chain = setting.thesis.value_chain
    stage = next((one for one in chain.stages if one.id == about.segment), None) if chain else None
    return ProfileView(
        issuer_of(setting, about.issuer),
        setting.set.text(stage.name, links=False) if stage else Markup(""),
        tuple(issuer_of(setting, name) for name in about.units),
        tuple(_line(setting, index, line) for index, line in enumerate(about.profile)),
        tuple(setting.set.text(item) for item in about.not_given),
        setting.at("company"),
    )


def issuer_of(setting: Setting, name: str) -> IssuerView:
    """A company of the library as a sidebar or a profile names it."""
    company: Company = setting.material.shared.companies[name].data
    style = setting.material.shared.house_of(setting.thesis).data.listing_style
    own = setting.locale.text(company.name)
    others = [company.name.written(lang, setting.locale.first) for lang in _OTHERS[setting.locale.lang]]
    listings = tuple(
        ListingView(_market(setting, security.mic), listing(security, style)) for security in company.securities
    )
    status = setting.locale.label("status_" + company.status)
    return IssuerView(
        setting.set.words(own), " / ".join(other for other in others if other and other != own), listings, status
    )


def _market(setting: Setting, mic: str) -> str:
    return setting.locale.label("market_" + mic.lower()) if mic in NAMED else mic


def _line(setting: Setting, index: int, line: ProfileLine) -> Pair:
    """A line with the sources of the statements that it rests on."""
    evidence = setting.thesis.evidence
    cited = [evidence[name].source for name in line.because if name in evidence]
    said = setting.set.text(line.says)
    marks = Markup("").join(setting.set.citation(source) for source in dict.fromkeys(cited) if source)
    stop = said[-1:] if said.endswith(("。", ".")) else Markup("")
    said = said[: len(said) - len(stop)] + marks + stop
    return Pair(setting.set.text(line.label, links=False), said, setting.at("company", "profile", index))
