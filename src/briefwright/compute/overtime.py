"""What the formulas share that add and split amounts over the months of a year."""

from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Points
from briefwright.compute.units import written
from briefwright.model.period import Basis
from briefwright.model.unit import Measure

_ADDING = (Measure.MONEY, Measure.COUNT, Measure.DURATION)


def flows(series: Points, doing: str) -> None:
    """Raises Problem N204 where the series does not add up over time, N213 where it says that it is no flow."""
    unit, name = series.series.unit, series.series.address
    if unit.measure not in _ADDING:
        message = f"{doing} needs amounts that add up over a year, not {written(unit, name)}"
        raise Problem.of("N204", message, "compute from the amounts behind it", argument=0)
    other = next((point.basis for point in series.points if point.basis not in {None, Basis.FLOW}), None)
    if other is not None:
        message = f"{doing} needs flows, and '{name}' is a {other}"
        raise Problem.of("N213", message, "what stands at a moment is not spread over months", argument=0)
