"""The blocks a brief is made of. Each is one file, ``templates/blocks/<name>.html.j2``.

A block with a context of its own has a module here too: the view that its template sees as ``block``, and the function
that makes it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from briefwright.render.blocks import (
    business_model,
    company_profile,
    competition,
    go_to_market,
    lead_exhibit,
    market_size,
    moats,
    must_be_true,
    open_questions,
    own,
    players,
    recommendation,
    risk_matrix,
    waves,
    why_now,
)
from briefwright.render.setting import Setting
from briefwright.render.views import BriefView


@dataclass(frozen=True, slots=True)
class Block:
    """``heading`` is the label of its heading, if it stands in the contents.

    ``speaks`` says whether a block that prints ``brief`` has anything to say. A block with ``make`` has a view of its
    own instead, and speaks where there is one. One that ``opens`` may have a chapter of the thesis as its opening, and
    speaks where it has.
    """

    heading: str
    speaks: Callable[[BriefView], bool] = lambda _brief: True
    make: Callable[[Setting], Any] | None = None
    opens: bool = False


BLOCKS: dict[str, Block] = {
    "cover": Block(""),
    "contents": Block("", lambda brief: bool(brief.sections or brief.chapters)),
    "lead_exhibit": Block("", make=lead_exhibit.make),
    "company_profile": Block("company_profile", make=company_profile.make),
    "recommendation": Block("recommendation", make=recommendation.make),
    "must_be_true": Block("must_be_true", make=must_be_true.make, opens=True),
    "why_now": Block("why_now", make=why_now.make, opens=True),
    "waves": Block("waves", make=waves.make, opens=True),
    "problem": Block("problem", lambda _brief: False, opens=True),
    "product": Block("product", lambda _brief: False, opens=True),
    "market_size": Block("market_size", make=market_size.make, opens=True),
    "competition": Block("competition", make=competition.make, opens=True),
    "players": Block("players", make=players.make, opens=True),
    "business_model": Block("business_model", make=business_model.make, opens=True),
    "go_to_market": Block("go_to_market", make=go_to_market.make, opens=True),
    "moats": Block("moats", make=moats.make, opens=True),
    "open_questions": Block("open_questions", make=open_questions.make, opens=True),
    "sections": Block("", lambda brief: bool(brief.sections)),
    "beneficiaries": Block("beneficiaries", lambda brief: bool(brief.beneficiaries)),
    "claims": Block("claims", lambda brief: any(point.wrong_if or point.evidence for point in brief.key_points)),
    "catalysts": Block("catalysts", lambda brief: bool(brief.catalysts)),
    "risks": Block("risks", lambda brief: bool(brief.risks)),
    "risk_matrix": Block("", make=risk_matrix.make),
    "gaps": Block("gaps", lambda brief: bool(brief.conflicts or brief.disputed or brief.not_given)),
    "appendix": Block("sources_and_methods", lambda brief: bool(brief.ledger or brief.sources)),
    "disclosures": Block("disclosures", lambda brief: bool(brief.house.disclosures or brief.legend)),
}
"""Name → block. To add one: a template, a module here with its view, an entry, its heading in the labels, a test."""


def block_of(name: str) -> Block:
    """The block ``name``; one of the project's own where the registry has none."""
    return BLOCKS.get(name) or Block("", make=partial(own.make, name))


def speaks(name: str, brief: BriefView) -> bool:
    """Whether the block has anything to say in this edition."""
    block = block_of(name)
    if name in brief.chapters:
        return True
    return bool(brief.views.get(name)) if block.make else block.speaks(brief)
