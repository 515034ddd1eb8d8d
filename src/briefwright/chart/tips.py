"""What a reader who points at a chart is told: the number as prose prints it, its period and kind, and who says so."""

from collections.abc import Sequence

from briefwright.chart.sheet import Tip
from briefwright.chart.subject import Item, Subject
from briefwright.model.behind import sources
from briefwright.model.number import Number
from briefwright.model.period import Kind

_MOST = 4
"""Publishers that are named; of more, the first."""
_ALL = -1

Row = tuple[str, str, int]


def of_item(subject: Subject, item: Item) -> Tip:
    """Of a bar or column."""
    number, label = item.number, subject.locale.label
    rows: list[Row] = [("", subject.locale.number(number), _ALL)]
    if when := _when(subject, number):
        rows.append((label("column_period"), when, _ALL))
    rows.append((label("column_kind"), _kind(subject, number), _ALL))
    return Tip(item.label, (*rows, *_sources(subject, [number])))


def of_moment(subject: Subject, head: str, points: Sequence[tuple[int, str, Number]]) -> Tip:
    """Of a moment on a time axis: (index, name, number) of every line that has a number there."""
    rows: list[Row] = []
    for index, name, number in points:
        told = subject.locale.number(number)
        if number.kind is not Kind.ACTUAL or number.derivation:
            told += subject.locale.label("in_brackets", text=_kind(subject, number))
        rows.append((name, told, index))
    return Tip(head, (*rows, *_sources(subject, [number for _, _, number in points])))


def _when(subject: Subject, number: Number) -> str:
    if number.period:
        return subject.locale.when(number.period)
    return subject.locale.as_of(number.as_of) if number.as_of else ""


def _kind(subject: Subject, number: Number) -> str:
    """Its kind, or that it was worked out here."""
    kind = subject.locale.kind(number.kind)
    if not number.derivation:
        return kind
    derived = subject.locale.label("mark_derived")
    return derived if number.kind is Kind.ACTUAL else subject.locale.join([kind, derived])


def _sources(subject: Subject, numbers: Sequence[Number]) -> list[Row]:
    named = [subject.publishers[name] for name in sources(numbers, subject.results) if name in subject.publishers]
    names = list(dict.fromkeys(named))
    if not names:
        return []
    more = ["…"] if len(names) > _MOST else []
    return [(subject.locale.label("source"), subject.locale.join([*names[:_MOST], *more]), _ALL)]
