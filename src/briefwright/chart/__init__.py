"""Exhibits: from numbers to a Vega-Lite specification, a static SVG, a data table and a sentence."""

from briefwright.chart.engine import EngineFailed
from briefwright.chart.preview import preview
from briefwright.chart.registry import CHARTS, OWN, extend
from briefwright.chart.stage import views
from briefwright.chart.suited import unsuited
from briefwright.chart.theme import theme

__all__ = ["CHARTS", "OWN", "EngineFailed", "extend", "preview", "theme", "unsuited", "views"]
