"""A329, too: nothing around a printed number names it: the label of key data, the claim, the exhibit, the paragraph."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from briefwright.audit.context import Audited
from briefwright.audit.kin import named, terms
from briefwright.audit.reach import numbers_at
from briefwright.model.finding import Finding
from briefwright.model.library import Prose
from briefwright.model.segments import Segment, What, segments

_UNPRINTED = ("facts", "series", "computed", "tables", "evidence", "accepted")
_ENOUGH = 8
"""A paragraph of fewer words, counting pairs of Chinese characters, says too little."""
_HELP = "mend the lookup; if it is right, use a word of the number's label, or of its name"


@dataclass(slots=True)
class _Place:
    """One paragraph, or entry of a list, in every language that could be set beside it."""

    words: list[str] = field(default_factory=list)
    lookups: list[tuple[Prose, Segment]] = field(default_factory=list)


def unnamed(audited: Audited) -> Iterator[Finding]:
    """One finding for each number that shares no word with its surroundings, in whatever language."""
    for key, place in _places(audited).items():
        spoken = terms(place.words) if place.lookups else frozenset()
        if len(spoken) < (_ENOUGH if key[0] == "body" else 1):
            continue
        told: set[str] = set()
        for prose, part in place.lookups:
            if part.target in told:
                continue
            told.add(part.target)
            if (called := _called(audited, part.target)) and not called & spoken:
                said = f"nothing around '{part.target}' names it"
                yield audited.finding("A329", said, prose.span(part.offset, len(part.text)), _HELP)


def _called(audited: Audited, address: str) -> frozenset[str]:
    """What a number is called by its label, its names and those of the formulas that make it."""
    numbers = numbers_at(address, audited.results)
    own = address.partition("[")[0].replace("_", " ").replace(".", " ")
    return terms([own, *named(numbers)]) if numbers else frozenset()


def _places(audited: Audited) -> Mapping[tuple[object, ...], _Place]:
    places: dict[tuple[object, ...], _Place] = {}
    thesis = audited.thesis
    for prose in thesis.record.prose:
        if prose.pointer[0] not in _UNPRINTED:
            _put(places, prose.pointer[:2] if len(prose.pointer) > 2 else prose.pointer[:1], prose, prose.text, 0)
    alike = _as_many(audited)
    for (section, lang), body in sorted(thesis.bodies.items()):
        prose = Prose(body.text, lang, "body", None, body=body)
        heading = [one for entry in thesis.data.sections[section : section + 1] for _, one in entry.heading.items]
        start = 0
        for number, paragraph in enumerate(body.text.split("\n\n")):
            key = ("body", section, number, "" if section in alike else lang)
            _put(places, key, prose, paragraph, start)
            places[key].words += heading
            start += len(paragraph) + 2
    return places


def _as_many(audited: Audited) -> frozenset[int]:
    """Sections of as many paragraphs in every language."""
    counts: dict[int, set[int]] = {}
    for (section, _), body in audited.thesis.bodies.items():
        counts.setdefault(section, set()).add(body.text.count("\n\n"))
    return frozenset(section for section, found in counts.items() if len(found) == 1)


def _put(
    places: dict[tuple[object, ...], _Place], key: tuple[object, ...], prose: Prose, text: str, start: int
) -> None:
    place = places.setdefault(key, _Place())
    place.words.append(text)
    for part in segments(text):
        if part.what is What.LOOKUP:
            shifted = Segment(part.what, part.text, part.offset + start, part.target, part.option)
            place.lookups.append((prose, shifted))
