"""A326: a number beside a citation is from the source that is cited."""

from collections.abc import Iterator

from briefwright.audit.clauses import Sentence
from briefwright.audit.context import Audited
from briefwright.model.behind import named, sources
from briefwright.model.finding import Finding
from briefwright.model.segments import What, segments


def cited(audited: Audited) -> Iterator[Finding]:
    """Of each sentence that cites: a number that comes from none of the sources cited, nor is quoted in one of them."""
    for sentence in audited.sentences:
        cites = _citations(sentence)
        for lookup in sentence.lookups if cites else ():
            from_ = sources(named(lookup.target, audited.results), audited.results)
            if from_ and not set(from_) & set(cites):
                span = sentence.prose.span(lookup.offset, len(lookup.text))
                message = f"'{lookup.target}' is from {', '.join(sorted(from_))}, and the sentence cites {cites[0]}"
                yield audited.finding("A326", message, span, "cite the source of the number, or look up another number")


def all_sources(audited: Audited) -> frozenset[str]:
    """The sources behind everything that a thesis prints."""
    reached = (audited.results.numbers[address] for address in audited.reached)
    return frozenset(sources(reached, audited.results))


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
