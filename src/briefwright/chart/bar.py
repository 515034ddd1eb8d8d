"""Ranked bars, linear from zero or logarithmic from a labelled tick."""

from collections.abc import Sequence
from decimal import Decimal

from briefwright.chart import alt
from briefwright.chart.lying import Lying
from briefwright.chart.subject import Figure, Item, Subject, bars_table, items, unit_head
from briefwright.language import Locale
from briefwright.model.exhibits import NumberChart


def bar(subject: Subject) -> Figure:
    """A figure of lying bars, largest first unless the author sets the order."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, NumberChart)  # noqa: S101 - the registry maps kinds to builders
    shown, unit, scale = items(subject, exhibit.of, exhibit.scale)
    if exhibit.chart == "bar" and exhibit.rank:
        shown = tuple(sorted(shown, key=lambda item: item.number.amount.value, reverse=True))
    log = exhibit.scale == "log"
    drawing = Lying(subject, shown, scale, ticks(subject.locale, shown) if log else ())
    return Figure(
        table=bars_table(subject, shown, unit, scale),
        alt=alt.of_bars(subject, shown, log=log),
        numbers=tuple(item.number for item in shown),
        unit=unit_head(subject, unit, scale, log=log),
        height=drawing.height,
        draw=drawing.draw,
    )


def ticks(locale: Locale, shown: Sequence[Item]) -> tuple[Decimal, ...]:
    """Ticks of a log axis under all bars: the first lies below every bar, so that none has no length."""
    ends = [end for item in shown for end in (item.number.amount.low, item.number.amount.high) if end is not None]
    low, high = min(ends), max(ends)
    found = locale.ticks(low, high, log=True, count=5)
    if found[0] * 2 > low:
        found = locale.ticks(found[0] / 2, high, log=True, count=5)
    return tuple(tick for tick in found if tick <= high)
