"""Exhibits: from numbers to a Vega-Lite specification, a static SVG, a data table and a sentence."""

from briefwright.chart.registry import CHARTS, OWN, extend
from briefwright.chart.stage import views
from briefwright.chart.suited import unsuited

__all__ = ["CHARTS", "OWN", "extend", "unsuited", "views"]
