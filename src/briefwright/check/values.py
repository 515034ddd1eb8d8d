"""Do values fit their unit, and periods their kind."""

from collections.abc import Iterator
from decimal import Decimal

from briefwright.check.context import Context
from briefwright.model.amount import Amount
from briefwright.model.finding import Finding
from briefwright.model.library import Pointer
from briefwright.model.period import Kind, Period
from briefwright.model.unit import Measure, Unit

LARGEST = Decimal(10) ** 24
"""Nothing an investment brief counts is larger; a figure above this is a slip of the scale."""


def values(context: Context) -> Iterator[Finding]:
    """C120: negative counts, durations and multiples, amounts beyond any scale. C121: an actual that lies ahead."""
    thesis = context.thesis.data
    for name, fact in thesis.facts.items():
        yield from _amount(context, fact.value, fact.unit, ("facts", name, "value"))
        yield from _period(context, fact.period, fact.kind, ("facts", name, "period"))
    for name, series in thesis.series.items():
        for period, amount in series.points.items():
            yield from _amount(context, amount, series.unit, ("series", name, "points", str(period)))
            yield from _period(context, period, series.kind, ("series", name, "points", str(period)))


def _amount(context: Context, amount: Amount, unit: Unit, pointer: Pointer) -> Iterator[Finding]:
    limits = [limit for limit in (amount.low, amount.high) if limit is not None]
    span = context.thesis.record.at(*pointer)
    if unit.measure in (Measure.COUNT, Measure.DURATION, Measure.MULTIPLE) and min(limits) < 0:
        yield Finding("C120", f"a {unit.measure} cannot be negative", span, "mend the value or its unit")
    if max(abs(limit) for limit in limits).scaleb(unit.scale) > LARGEST:
        yield Finding(
            "C120",
            f"the value is beyond any scale in '{unit}'",
            span,
            "the scale may stand twice: in the value and in the unit",
        )


def _period(context: Context, period: Period | None, kind: Kind | None, pointer: Pointer) -> Iterator[Finding]:
    if period is None or period.start is None:
        return
    span = context.thesis.record.at(*pointer)
    if (period.kind or kind) is Kind.ACTUAL and period.start > context.as_of:
        yield Finding(
            "C121", f"{period.label} lies ahead and cannot be actual", span, f"write {period.label}E or {period.label}F"
        )
    if period.kind and kind and period.kind is not kind:
        said = f"the period says {period.kind}, the field 'kind' says {kind}"
        yield Finding("C121", said, span, "keep one of them")
