"""A328: what a claim or a beneficiary rests on has something in common with it, in words or in what is measured.

Nothing is named twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefwright.audit.context import Audited
from briefwright.audit.kin import lineage, named, subjects, terms
from briefwright.audit.reach import numbers_at
from briefwright.model.finding import Finding
from briefwright.model.segments import What, segments
from briefwright.model.text import Text
from briefwright.model.thesis import Beneficiary, Claim

_ENOUGH = 20
"""A claim of fewer words, counting pairs of Chinese characters, is too terse to be held against its grounds."""
_HELP = "name what it does rest on, or say how it follows from this"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a text or a ground speaks of: its words, what its numbers measure of what, and what they rest on."""

    terms: frozenset[str]
    subjects: frozenset[str] = frozenset()

    def meets(self, other: "_Spoken") -> bool:
        return bool(self.terms & other.terms or self.subjects & other.subjects)


def grounds(audited: Audited) -> Iterator[Finding]:
    """One finding for each ground that shares no word and no subject with what rests on it, nor with another ground."""
    thesis, record = audited.thesis.data, audited.thesis.record
    resting = [("claim", ("claims", index), one.because, _claim(one)) for index, one in enumerate(thesis.claims)]
    resting += [
        ("beneficiary", ("beneficiaries", index), one.because, _beneficiary(audited, one))
        for index, one in enumerate(thesis.beneficiaries)
    ]
    known = _behind(audited) if resting else {}
    for kind, pointer, because, texts in resting:
        for place in (place for place, name in enumerate(because) if name in because[:place]):
            said = f"the {kind} names '{because[place]}' twice"
            yield audited.finding("A328", said, record.at(*pointer, "because", place), "name each ground once")
        told = _spoken(audited, texts, known)
        if len(told.terms) < _ENOUGH:
            continue
        for place in _unmet(told, [_ground(audited, name, known) for name in because]):
            said = f"the {kind} rests on '{because[place]}', which has nothing in common with what it says"
            yield audited.finding("A328", said, record.at(*pointer, "because", place), _HELP)


def _claim(claim: Claim) -> list[Text | str | None]:
    return [claim.says, claim.detail, claim.wrong_if]


def _beneficiary(audited: Audited, item: Beneficiary) -> list[Text | str | None]:
    """Its own words, those of its company and of the stage of the value chain that it stands in."""
    company = audited.shared.companies.get(item.company or "")
    chain = audited.thesis.data.value_chain
    stages = [stage for stage in (chain.stages if chain else ()) if stage.id == item.segment]
    around = [text for stage in stages for text in (stage.name, stage.does, *stage.segments)]
    return [item.who, item.group, item.mechanism, company.data.name if company else None, *around]


def _behind(audited: Audited) -> Mapping[str, frozenset[str]]:
    """Address of each number and series to what it measures of what, where all behind it say so, and rests on."""
    measured, names = subjects(audited), lineage(audited)
    return {
        address: (found or frozenset()) | {f"number {name}" for name in names[address.partition("[")[0]]}
        for address, found in measured.items()
    }


def _spoken(audited: Audited, texts: Sequence[Text | str | None], known: Mapping[str, frozenset[str]]) -> _Spoken:
    """Texts, with the names of the numbers they print."""
    written = [one for text in texts if isinstance(text, Text) for _, one in text.items]
    printed = {part.target for one in written for part in segments(one) if part.what is What.LOOKUP}
    numbers = [number for address in sorted(printed) for number in numbers_at(address, audited.results)]
    behind = frozenset[str]().union(*(known.get(address, frozenset()) for address in printed))
    return _Spoken(terms([*texts, *named(numbers)]), behind)


def _ground(audited: Audited, name: str, known: Mapping[str, frozenset[str]]) -> _Spoken:
    if statement := audited.thesis.data.evidence.get(name):
        return _Spoken(terms([statement.says, statement.note, name.replace("_", " ")]))
    numbers = numbers_at(name, audited.results)
    own = name.partition("[")[0].replace("_", " ").replace(".", " ")
    return _Spoken(terms([own, *named(numbers)]), known.get(name, frozenset()))


def _unmet(told: _Spoken, found: Sequence[_Spoken]) -> list[int]:
    """Places of the grounds that no chain of common words or subjects joins to what rests on them."""
    left = {place: ground for place, ground in enumerate(found) if ground.terms}
    joined = [told]
    while joined and left:
        one = joined.pop()
        joined += [left.pop(place) for place, ground in [*left.items()] if ground.meets(one)]
    return sorted(left)
