"""A301: every number printed goes back to a source, through formulas where it is derived."""

from collections.abc import Iterator, Mapping

from briefwright.audit.context import Audited
from briefwright.audit.reach import named, printed, shown
from briefwright.model.finding import Finding
from briefwright.model.number import Number, Results, Series


def traced(audited: Audited) -> Iterator[Finding]:
    """Every number printed has a value, and one that leads to sources.

    ``check`` and ``compute`` found the thesis sound: what has no value is what only computing could tell, such as a
    point that a computed series or a dataset does not have.
    """
    thesis, results = audited.thesis, audited.results
    known: dict[str, str] = {}
    for address, span, single in named(thesis):
        if single and address in results.series:
            said = f"'{address}' is a series, not one number"
            yield Finding("A301", said, span, _points(results.series[address]), thesis.slug)
        elif address not in results.numbers and address not in results.series:
            name = address.partition("[")[0]
            help_text = _points(results.series[name]) if name in results.series else "name a number that has a value"
            yield Finding("A301", f"'{address}' has no value", span, help_text, thesis.slug)
    for address, span in (*printed(thesis), *shown(thesis, results)):
        if address not in known:
            known[address] = _fault(address, results, known, ())
        if known[address]:
            help_text = "give the fact a source, or compute the number from numbers that have one"
            yield Finding("A301", f"'{address}' cannot be traced: {known[address]}", span, help_text, thesis.slug)


def _points(series: Series) -> str:
    shown = [point.address for point in series.points]
    return "name a point: " + ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


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
    if number.derivation.snapshots:
        return ""
    if not number.derivation.inputs:
        return f"'{number.address}' is computed from no sourced number: {number.derivation.expression}"
    path = (*path, number.address)
    faults = (_fault(address, results, known, path) for address in number.derivation.inputs)
    return next((fault for fault in faults if fault), "")
