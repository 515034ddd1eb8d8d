"""Briefwright in Python and notebooks: the numbers of a project, frames out, and charts tried before YAML is written.

    from briefwright import api
    project = api.load(".")
    project.results("my-thesis")["market_cagr"]

Everything wrong with content is a ``ContentError``, a ValueError that carries findings.
"""

from briefwright.api.errors import ContentError, UnknownName
from briefwright.api.numbers import NumberView, ResultsView, SeriesView
from briefwright.api.project import Project, load
from briefwright.api.sketch import exhibit, yaml_of

__all__ = [
    "ContentError",
    "NumberView",
    "Project",
    "ResultsView",
    "SeriesView",
    "UnknownName",
    "exhibit",
    "load",
    "yaml_of",
]
