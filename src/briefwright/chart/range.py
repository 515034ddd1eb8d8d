"""Bounds and ranges side by side: a bound is an open-ended bar, a range a floating one."""

from briefwright.chart.bar import bar
from briefwright.chart.subject import Figure, Subject


def range_(subject: Subject) -> Figure:
    """Lying bars in the author's order: a bound has no rank among points."""
    return bar(subject)
