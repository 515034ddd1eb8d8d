"""A326: a number beside a citation is from the source that is cited."""

from collections.abc import Iterator

from briefwright.audit.clauses import Sentence
from briefwright.audit.context import Audited
from briefwright.model.finding import Finding
from briefwright.model.number import Results
from briefwright.model.segments import What, segments


def cited(audited: Audited) -> Iterator[Finding]:
    """Of each sentence that cites: a number that comes from none of the sources cited, nor is quoted in one of them."""
    for sentence in audited.sentences:
        sources = _citations(sentence)
        for lookup in sentence.lookups if sources else ():
            from_ = sources_behind(lookup.target, audited.results)
            if from_ and not from_ & set(sources):
                span = sentence.prose.span(lookup.offset, len(lookup.text))
                message = f"'{lookup.target}' is from {', '.join(sorted(from_))}, and the sentence cites {sources[0]}"
                yield audited.finding("A326", message, span, "cite the source of the number, or look up another number")


def sources_behind(address: str, results: Results) -> frozenset[str]:
    """The sources that a number goes back to: those it is from, those it is quoted in, and those of its datasets."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [address]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        series = results.series.get(name)
        points = series.points if series else ()
        for number in (*points, *((results.numbers[name],) if name in results.numbers else ())):
            if number.origin:
                found.update(one for one in (number.origin.source, number.origin.via) if one)
            if number.derivation:
                waiting += number.derivation.inputs
                found.update(snapshot.source for snapshot in number.derivation.snapshots)
    return frozenset(found)


def all_sources(audited: Audited) -> frozenset[str]:
    """The sources behind everything that a thesis prints."""
    found: set[str] = set()
    for address in audited.reached:
        number = audited.results.numbers[address]
        if number.origin:
            found.update(one for one in (number.origin.source, number.origin.via) if one)
        if number.derivation:
            found.update(snapshot.source for snapshot in number.derivation.snapshots)
    return frozenset(found)


def _citations(sentence: Sentence) -> list[str]:
    """The sources cited in a sentence. A citation before its first word belongs to the sentence before."""
    text = sentence.prose.text[sentence.start : sentence.start + len(sentence.bare)]
    found: list[str] = []
    begun = False
    for part in segments(text):
        begun = begun or (part.what is not What.CITATION and any(mark.isalnum() for mark in part.text))
        if part.what is What.CITATION and begun:
            found.append(part.target)
    return found
