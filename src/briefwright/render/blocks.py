"""The blocks a brief is made of. Each is one file, ``templates/blocks/<name>.html.j2``."""

from collections.abc import Callable
from dataclasses import dataclass

from briefwright.render.views import BriefView


@dataclass(frozen=True, slots=True)
class Block:
    """``heading`` is the label of its heading, if it stands in the contents; ``speaks``: has it anything to say?"""

    heading: str
    speaks: Callable[[BriefView], bool]


BLOCKS: dict[str, Block] = {
    "cover": Block("", lambda _brief: True),
    "contents": Block("", lambda brief: bool(brief.sections)),
    "sections": Block("", lambda brief: bool(brief.sections)),
    "beneficiaries": Block("beneficiaries", lambda brief: bool(brief.beneficiaries)),
    "claims": Block("claims", lambda brief: any(point.wrong_if or point.evidence for point in brief.key_points)),
    "catalysts": Block("catalysts", lambda brief: bool(brief.catalysts)),
    "risks": Block("risks", lambda brief: bool(brief.risks)),
    "gaps": Block("gaps", lambda brief: bool(brief.conflicts or brief.disputed or brief.not_given)),
    "appendix": Block("sources_and_methods", lambda brief: bool(brief.ledger or brief.sources)),
    "disclosures": Block("disclosures", lambda brief: bool(brief.house.disclosures)),
}
