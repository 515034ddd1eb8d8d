"""Do values fit their unit, and periods their kind."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from briefwright.check.context import Context
from briefwright.model.amount import Amount
from briefwright.model.base import Content
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Record
from briefwright.model.period import Kind, Period
from briefwright.model.thesis import Fact, Points
from briefwright.model.unit import Measure, Unit

LARGEST = Decimal(10) ** 24
"""Nothing an investment brief counts is larger; a figure above this is a slip of the scale."""
_NEVER_NEGATIVE = (Measure.COUNT, Measure.DURATION, Measure.MULTIPLE)


def values(context: Context) -> Iterator[Finding]:
    """C120: negative counts, durations and multiples, amounts beyond any scale. C121: an actual that lies ahead."""
    thesis, record = context.thesis.data, context.thesis.record
    for name, item in thesis.facts.items():
        yield from fact(record, item, context.as_of, "facts", name)
    for name, series in thesis.series.items():
        yield from points(record, series, context.as_of, "series", name)


def fact(record: Record[Content], item: Fact, as_of: date, *pointer: str) -> Iterator[Finding]:
    """C120 and C121 for the fact at ``pointer`` of a record."""
    yield from _amount(item.value, item.unit, record.at(*pointer, "value"))
    if item.period:
        yield from _period(item.period, item.kind, record.at(*pointer, "period"), as_of)


def points(record: Record[Content], series: Points, as_of: date, *pointer: str) -> Iterator[Finding]:
    """C120 and C121 for the series at ``pointer`` of a record."""
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


def _period(period: Period, kind: Kind | None, span: Span, as_of: date) -> Iterator[Finding]:
    if period.kind and kind and period.kind is not kind:
        said = f"the period {period} says {period.kind}, the field 'kind' says {kind}"
        yield Finding("C121", said, span, "keep the one that is true, and drop the other")
    elif (period.kind or kind) is Kind.ACTUAL and period.start and period.start > as_of:
        said = f"{period.label} lies ahead of {as_of.isoformat()} and cannot be actual"
        help_ = f"write {period.label}E or {period.label}F" if period.kind else "write `kind: estimate` or `forecast`"
        yield Finding("C121", said, span, help_)
