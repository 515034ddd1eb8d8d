"""How one bar looks, lying or standing: solid for actuals, lighter for expectations, open-ended for bounds."""

from dataclasses import dataclass
from typing import Any

from briefwright.chart.sheet import Axis, Sheet, printed
from briefwright.chart.theme import Theme
from briefwright.model.amount import Form
from briefwright.model.number import Number
from briefwright.model.period import Kind

OPEN = 16.0
"""Pixels an open-ended bar goes on for: two chevrons beyond its bound."""
_CAP = 2.0


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a bar stands on its axis, in the printed unit; ``tip`` is the end its label stands beside."""

    start: float
    end: float
    tip: float


def extent(number: Number, scale: int, base: float) -> Extent:
    """From ``base`` to the value or bound; a range floats between its limits."""
    amount = number.amount
    if amount.form is Form.RANGE and amount.low is not None and amount.high is not None:
        low, high = printed(amount.low, scale), printed(amount.high, scale)
        return Extent(low, high, high)
    value = printed(amount.value, scale)
    return Extent(base, value, value)


def style(number: Number, theme: Theme) -> tuple[str, dict[str, Any]]:
    """The class of a bar and its look; the class names the layer in the specification."""
    form = number.amount.form
    if form in (Form.BELOW, Form.AT_MOST):
        return "bar-at-most", {"fill": theme.paper, "stroke": theme.bound, "strokeWidth": 1, "strokeDash": [3, 2]}
    if not number.amount.is_point:
        return "bar-range" if form is Form.RANGE else "bar-at-least", {"fill": theme.bound}
    if number.kind is Kind.ACTUAL:
        return "bar-actual", {"fill": theme.actual}
    return f"bar-{number.kind.value}", {"fill": theme.estimate, "stroke": theme.actual, "strokeWidth": 0.75}


def draw(sheet: Sheet, axis: Axis, number: Number, place: Extent, across: tuple[float, float]) -> None:
    """The bar on ``sheet``, ``across`` in pixels, with what marks a bound."""
    name, look = style(number, sheet.theme)
    sheet.bar(name, look, axis, place.start, place.end, across)
    end, form = axis.at(place.tip), number.amount.form
    if form in (Form.ABOVE, Form.AT_LEAST):
        _chevrons(sheet, axis, end, across)
    if form in (Form.BELOW, Form.AT_MOST, Form.RANGE):
        _cap(sheet, axis, end, across)
    if form is Form.RANGE:
        _cap(sheet, axis, axis.at(place.start), across)


def room(number: Number) -> float:
    """Pixels between the end of a bar and its label that the mark of a bound takes."""
    return OPEN if number.amount.form in (Form.ABOVE, Form.AT_LEAST) else 0.0


def _cap(sheet: Sheet, axis: Axis, at: float, across: tuple[float, float]) -> None:
    first, last = across
    line = (first, at, last, at) if axis.upward else (at, first, at, last)
    sheet.rule(*line, sheet.theme.ink, _CAP, over=True)


def _chevrons(sheet: Sheet, axis: Axis, at: float, across: tuple[float, float]) -> None:
    first, last = across
    inset = (last - first) * 0.18
    depth = 4.0
    for start in (at + 3.5, at + 9.0):
        points = [(start, first + inset), (start + depth, (first + last) / 2), (start, last - inset)]
        if axis.upward:
            points = [(side, 2 * at - along) for along, side in points]
        sheet.path(points, sheet.theme.bound, 2.0)
