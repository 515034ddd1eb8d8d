"""Do values fit their unit, and periods their kind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from briefwright.check.context import Context
from briefwright.model.amount import Amount
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Record
from briefwright.model.period import Basis, Grain, Kind, Period
from briefwright.model.thesis import Fact, Points
from briefwright.model.unit import Measure, Unit

LARGEST = Decimal(10) ** 24
"""Nothing an investment brief counts is larger; a figure above this is a slip of the scale."""
_NEVER_NEGATIVE = (Measure.COUNT, Measure.DURATION, Measure.MULTIPLE)


def values(context: Context) -> Iterator[Finding]:
    """C120: negative counts, durations and multiples, amounts beyond any scale. C121: an actual that lies ahead.

    C125: a flow or stock that is a rate of exchange, an average or spot that is none.
    """
    thesis, record = context.thesis.data, context.thesis.record
    for name, item in thesis.facts.items():
        yield from fact(record, item, context.as_of, "facts", name)
    for name, series in thesis.series.items():
        yield from points(record, series, context.as_of, "series", name)


def fact(record: Record[Content], item: Fact, as_of: date, *pointer: str) -> Iterator[Finding]:
    """C120, C121 and C125 for the fact at ``pointer`` of a record."""
    yield from _basis(item, record, *pointer)
    yield from _amount(item.value, item.unit, record.at(*pointer, "value"))
    if item.period:
        yield from _period(item.period, item.kind, record.at(*pointer, "period"), as_of)


def points(record: Record[Content], series: Points, as_of: date, *pointer: str) -> Iterator[Finding]:
    """C120, C121 and C125 for the series at ``pointer`` of a record."""
    yield from _basis(series, record, *pointer)
    for period, amount in series.points.items():
        at = (*pointer, "points", str(period))
        yield from _amount(amount, series.unit, record.at(*at))
        yield from _period(period, series.kind, record.key(*at), as_of)


def _amount(amount: Amount, unit: Unit, span: Span) -> Iterator[Finding]:
    limits = [limit for limit in (amount.low, amount.high) if limit is not None]
    if unit.measure in _NEVER_NEGATIVE and min(limits) < 0:
        yield Finding("C120", f"a {unit.measure} cannot be negative", span, "mend the value or its unit")
    if max(abs(limit) for limit in limits).scaleb(unit.scale) > LARGEST:
        help_ = "the scale may stand twice: in the value and in the unit"
        yield Finding("C120", f"the value is beyond any scale in '{unit}'", span, help_)


def _basis(item: Fact | Points, record: Record[Content], *pointer: str) -> Iterator[Finding]:
    of_a_rate = item.basis in {Basis.AVERAGE, Basis.SPOT}
    if item.basis is None or of_a_rate == (item.unit.measure is Measure.EXCHANGE):
        return
    span = record.at(*pointer, "basis")
    if of_a_rate:
        said = f"'{item.basis}' is said of rates of exchange, and '{item.unit}' is none"
        yield Finding("C125", said, span, "write flow, stock or nothing")
    else:
        said = f"a rate of exchange is an average or spot, not a {item.basis}"
        yield Finding("C125", said, span, "write average for that of a period, spot for that of a day")


def _period(period: Period, kind: Kind | None, span: Span, as_of: date) -> Iterator[Finding]:
    if period.kind and kind and period.kind is not kind:
        said = f"the period {period} says {period.kind}, the field 'kind' says {kind}"
        yield Finding("C121", said, span, "keep the one that is true, and drop the other")
    elif (period.kind or kind) is Kind.ACTUAL and period.start and period.start > as_of:
        said = f"{period.label} lies ahead of {as_of.isoformat()} and cannot be actual"
        help_ = f"write {period.label}E or {period.label}F" if period.kind else "write `kind: estimate` or `forecast`"
        yield Finding("C121", said, span, help_)
    elif kind is Kind.ACTUAL and period.grain is Grain.HORIZON:
        said = f"what is to come {period.label} cannot be actual"
        yield Finding("C121", said, span, "write `kind: forecast`, or give the period in which it was")
