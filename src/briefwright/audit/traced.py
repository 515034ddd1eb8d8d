"""A301: every number printed goes back to a source, through formulas where it is derived."""

from collections.abc import Iterator, Mapping

from briefwright.model.finding import Finding, Span
from briefwright.model.library import Shared, ThesisRecord, prose_of
from briefwright.model.number import Number, Results
from briefwright.model.segments import What, segments
from briefwright.model.thesis import LineChart, NumberChart


def traced(thesis: ThesisRecord, shared: Shared, results: Results) -> Iterator[Finding]:
    """Numbers that are not in ``results`` are unknown or failed, which ``check`` and ``compute`` have said."""
    del shared
    known: dict[str, str] = {}
    for address, span in printed(thesis):
        if address not in known:
            known[address] = _fault(address, results, known, ())
        if known[address]:
            help_text = "give the fact a source, or compute the number from numbers that have one"
            yield Finding("A301", f"'{address}' cannot be traced: {known[address]}", span, help_text, thesis.slug)


def printed(thesis: ThesisRecord) -> Iterator[tuple[str, Span]]:
    """Every number that the thesis prints or rests on, with the place that names it."""
    for text in prose_of(thesis):
        for part in segments(text.text):
            if part.what is What.LOOKUP:
                yield part.target, text.span(part.offset, len(part.text))
    record = thesis.record
    for index, exhibit in enumerate(thesis.data.exhibits):
        if isinstance(exhibit, NumberChart | LineChart):
            for place, address in enumerate(exhibit.of):
                yield address, record.at("exhibits", index, "of", place)
    for index, claim in enumerate(thesis.data.claims):
        for place, address in enumerate(claim.because):
            yield address, record.at("claims", index, "because", place)


def _fault(address: str, results: Results, known: Mapping[str, str], path: tuple[str, ...]) -> str:
    """Why ``address`` does not lead to sources; "" where it does, or where it is not a number of ``results``."""
    if address in known:
        return known[address]
    if address in path:
        return f"'{address}' rests on itself"
    if series := results.series.get(address):
        faults = (_number_fault(point, results, known, (*path, address)) for point in series.points)
        return next((fault for fault in faults if fault), "")
    if number := results.numbers.get(address):
        return _number_fault(number, results, known, path)
    return f"'{path[-1]}' reads '{address}', which has no value" if path else ""


def _number_fault(number: Number, results: Results, known: Mapping[str, str], path: tuple[str, ...]) -> str:
    if number.origin:
        return "" if number.origin.source else f"'{number.address}' names no source"
    if not number.derivation:
        return f"'{number.address}' has neither a source nor a formula"
    if not number.derivation.inputs:
        return f"'{number.address}' is computed from no sourced number: {number.derivation.expression}"
    path = (*path, number.address)
    faults = (_fault(address, results, known, path) for address in number.derivation.inputs)
    return next((fault for fault in faults if fault), "")
