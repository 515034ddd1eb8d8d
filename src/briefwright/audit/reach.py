"""Which numbers a thesis prints, and which those rest on."""

from collections.abc import Iterable, Iterator, Mapping

from briefwright.model.exhibits import DataExhibit, LineChart, NumberChart
from briefwright.model.finding import Span
from briefwright.model.library import ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.reasons import because, sized
from briefwright.model.segments import What, segments


def printed(thesis: ThesisRecord) -> Iterator[tuple[str, Span]]:
    """Every number that the thesis prints or names as evidence, with the place that names it."""
    return ((address, span) for address, span, _ in named(thesis))


def named(thesis: ThesisRecord) -> Iterator[tuple[str, Span, bool]]:
    """As ``printed``; True where one number must stand, and not a series. Evidence that is a statement is left out."""
    for text in thesis.prose:
        for part in segments(text.text):
            if part.what is What.LOOKUP:
                yield part.target, text.span(part.offset, len(part.text)), True
    record = thesis.record
    for index, exhibit in enumerate(thesis.data.exhibits):
        if isinstance(exhibit, NumberChart | LineChart):
            for place, address in enumerate(exhibit.of):
                yield address, record.at("exhibits", index, "of", place), False
    for way, address in (*sized(thesis.data), *because(thesis.data)):
        if address not in thesis.data.evidence:
            yield address, record.at(*way), False


def shown(thesis: ThesisRecord, results: Results) -> Iterator[tuple[str, Span]]:
    """The columns of numbers that data tables print, as series or, of a table of one row, as numbers."""
    for index, exhibit in enumerate(thesis.data.exhibits):
        if isinstance(exhibit, DataExhibit) and (frame := results.frames.get(exhibit.of)):
            for column in frame.columns:
                address = f"{exhibit.of}.{column.name}"
                wanted = not exhibit.columns or column.name in exhibit.columns
                if wanted and (address in results.series or address in results.numbers):
                    yield address, thesis.record.at("exhibits", index, "of")


def reached(thesis: ThesisRecord, results: Results) -> dict[str, Span]:
    """Address of every number printed and of every number behind one, to the place that first names it or leads there.

    Series stand for their points.
    """
    found: dict[str, Span] = {}
    waiting = [*printed(thesis), *shown(thesis, results)][::-1]
    seen: set[str] = set()
    while waiting:
        address, span = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        for number in numbers_at(address, results):
            if number.address not in found:
                found[number.address] = span
                inputs = number.derivation.inputs if number.derivation else ()
                waiting += [(name, span) for name in inputs[::-1]]
        series = results.series.get(address)
        if series and series.derivation:
            waiting += [(name, span) for name in series.derivation.inputs[::-1]]
    return found


def numbers_at(address: str, results: Results) -> tuple[Number, ...]:
    """The number at ``address``, or the points of the series; none where there is neither."""
    if address in results.series:
        return results.series[address].points
    return (results.numbers[address],) if address in results.numbers else ()


def numbers_of(addresses: Iterable[str] | Mapping[str, Span], results: Results) -> list[Number]:
    """The numbers at ``addresses``, each once, in order."""
    found = {number.address: number for address in addresses for number in numbers_at(address, results)}
    return list(found.values())
