"""What a project's ``extensions.py`` is written with: the same pieces that the shipped charts and formulas use."""

from briefwright.chart.alt import of_bars
from briefwright.chart.sheet import printed
from briefwright.chart.subject import Figure, Item, Subject, bars_table, items, unit_head
from briefwright.compute.arithmetic import Interval, minus, over_positive, plus, scaled, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import COUNT, DURATION, MORE, NUMBER, PERIOD, SERIES, Formula, points, quantity
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Points, Quantity, derived, like
from briefwright.model.finding import Finding, Refused
from briefwright.model.unit import Unit

__all__ = [
    "COUNT",
    "DURATION",
    "MORE",
    "NUMBER",
    "PERIOD",
    "SERIES",
    "Argument",
    "Figure",
    "Finding",
    "Formula",
    "Interval",
    "Item",
    "Points",
    "Problem",
    "Quantity",
    "Refused",
    "Subject",
    "Unit",
    "above_zero",
    "bars_table",
    "derived",
    "items",
    "like",
    "minus",
    "of_bars",
    "over_positive",
    "plus",
    "points",
    "printed",
    "quantity",
    "scaled",
    "times",
    "unit_head",
]
