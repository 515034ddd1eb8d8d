"""A327: a number drawn, or put in a table, that has nothing in common with those beside it, or nothing beside it.

Numbers have something in common where they speak of one entity, measure or dataset, be it through formulas. Where any
of them does not say what it measures, nothing is judged; nor where the others have no more in common among themselves.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefwright.audit.context import Audited
from briefwright.audit.kin import Subjects, apart, subjects
from briefwright.audit.reach import numbers_at
from briefwright.model.exhibits import Exhibit, LineChart, NumberChart, TableExhibit
from briefwright.model.finding import Finding, Span
from briefwright.model.segments import What, segments
from briefwright.model.text import Text

_HELP = "draw what can be compared; where it is meant, let the chapter of the exhibit speak of it"
_HELP_ONE = "name a series or more numbers, or print this one in the text"
_HELP_CELL = "mend the lookup; a number of another thing belongs in a column of its own"


@dataclass(frozen=True, slots=True)
class _Cell:
    """The only number of a cell."""

    row: int
    column: int
    address: str
    span: Span


def odd(audited: Audited) -> Iterator[Finding]:
    """One finding for each such number of a chart or a table."""
    exhibits = audited.thesis.data.exhibits
    if not exhibits:
        return
    known = subjects(audited)
    for index, exhibit in enumerate(exhibits):
        if isinstance(exhibit, NumberChart | LineChart):
            yield from _chart(audited, index, exhibit, known)
        elif isinstance(exhibit, TableExhibit):
            yield from _table(audited, index, exhibit, known)


def _chart(
    audited: Audited, index: int, exhibit: NumberChart | LineChart, known: Mapping[str, Subjects | None]
) -> Iterator[Finding]:
    if exhibit.chart == "column" and len(exhibit.of) == 1 and exhibit.of[0] not in audited.results.series:
        said = f"exhibit '{exhibit.id}' draws '{exhibit.of[0]}' alone, and compares it with nothing"
        yield audited.finding("A327", said, audited.thesis.record.at("exhibits", index, "of", 0), _HELP_ONE)
    places = _odd_places([known.get(address) for address in exhibit.of])
    spoken = _spoken(audited, exhibit) if places else frozenset()
    for place in sorted(places):
        address = exhibit.of[place]
        others = [*exhibit.of[:place], *exhibit.of[place + 1 :]]
        meant = address in spoken and any(_made(audited, address) == _made(audited, other) for other in others)
        if not meant:
            said = f"exhibit '{exhibit.id}': '{address}' has nothing in common with the other numbers drawn"
            yield audited.finding("A327", said, audited.thesis.record.at("exhibits", index, "of", place), _HELP)


def _odd_places(behind: Sequence[Subjects | None]) -> frozenset[int]:
    """Places of those that stand apart from all others, where these hang together; none where one does not say."""
    known = [one for one in behind if one is not None]
    if len(known) < max(len(behind), 2):
        return frozenset()
    counts = Counter(subject for one in known for subject in one)
    alone = frozenset(place for place, one in enumerate(known) if all(counts[subject] == 1 for subject in one))
    return alone if len(alone) == 1 or len(known) == len(alone) == 2 else frozenset()


def _made(audited: Audited, address: str) -> tuple[str, ...]:
    """The formulas that make a number, none where it is a source's."""
    numbers = numbers_at(address, audited.results)
    derivation = numbers[0].derivation if numbers else None
    return derivation.formulas if derivation else ()


def _spoken(audited: Audited, exhibit: Exhibit) -> frozenset[str]:
    """The numbers that the exhibit's title and note look up, and the chapters that it stands in."""
    texts = [one for text in (exhibit.title, exhibit.note) if text for _, one in text.items]
    thesis = audited.thesis
    for section, entry in enumerate(thesis.data.sections):
        bodies = [body.text for (number, _), body in thesis.bodies.items() if number == section]
        if exhibit.id in entry.exhibits or any(f"[[{exhibit.id}]]" in body for body in bodies):
            texts += [one for _, one in entry.heading.items] + bodies
    return frozenset(part.target for text in texts for part in segments(text) if part.what is What.LOOKUP)


def _table(
    audited: Audited, index: int, exhibit: TableExhibit, known: Mapping[str, Subjects | None]
) -> Iterator[Finding]:
    """A cell apart from its whole row and column, where the column hangs together; a number twice in one row."""
    rows: dict[int, list[_Cell]] = {}
    columns: dict[int, list[_Cell]] = {}
    for cell in _cells(audited, index, exhibit):
        rows.setdefault(cell.row, []).append(cell)
        columns.setdefault(cell.column, []).append(cell)
    for row in rows.values():
        counts = Counter(cell.address for cell in row)
        for cell in row:
            if counts.pop(cell.address, 1) > 1:
                said = f"exhibit '{exhibit.id}' prints '{cell.address}' twice in one row"
                yield audited.finding("A327", said, cell.span, _HELP_CELL)
    for column in columns.values():
        places = _odd_places([known.get(cell.address) for cell in column]) if len(column) > 2 else ()
        for cell in [column[place] for place in places]:
            others = [known.get(one.address) for one in rows[cell.row] if one != cell]
            if all(apart(known.get(cell.address), other) for other in others):
                said = f"exhibit '{exhibit.id}': '{cell.address}' has nothing in common with its row and column"
                yield audited.finding("A327", said, cell.span, _HELP_CELL)


def _cells(audited: Audited, index: int, exhibit: TableExhibit) -> Iterator[_Cell]:
    for row, entry in enumerate(exhibit.rows):
        for column, text in enumerate(entry.cells):
            addresses = _looked_up(text)
            if len(addresses) == 1:
                span = audited.thesis.record.at("exhibits", index, "rows", row, "cells", column)
                yield _Cell(row, column, addresses.pop(), span)


def _looked_up(text: Text | None) -> set[str]:
    written = [one for _, one in text.items] if text else []
    return {part.target for one in written for part in segments(one) if part.what is What.LOOKUP}
