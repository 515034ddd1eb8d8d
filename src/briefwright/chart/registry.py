"""Every kind of exhibit and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from briefwright import extensions
from briefwright.chart.bar import bar
from briefwright.chart.baseline import cut
from briefwright.chart.chain import chain
from briefwright.chart.column import column
from briefwright.chart.data_table import data_table
from briefwright.chart.line import line
from briefwright.chart.range import range_
from briefwright.chart.subject import Builder, Figure, Subject
from briefwright.chart.table import table
from briefwright.chart.timeline import timeline
from briefwright.model.exhibits import OwnChart
from briefwright.model.finding import Finding, Refused, Span

CHARTS: dict[str, Builder] = {
    "column": column,
    "bar": bar,
    "line": line,
    "range": range_,
    "timeline": timeline,
    "value-chain": chain,
    "data-table": data_table,
    "table": table,
    "matrix": table,
    "cards": table,
}
"""The value of ``chart`` in an exhibit → its builder."""
OWN: dict[str, Builder] = {}
"""The same for the kinds of a project's extensions: what ``extend`` has set last."""


def extend(own: Mapping[str, Builder]) -> None:
    """Have the chart kinds ``own``, and no others besides the shipped ones."""
    OWN.clear()
    OWN.update(own)


def builder(subject: Subject) -> Builder:
    """What draws an exhibit."""
    if isinstance(subject.exhibit, OwnChart):
        return partial(_guarded, OWN[subject.exhibit.drawn_by])
    return CHARTS[subject.exhibit.chart]


def _guarded(own: Callable[[Subject], Any], subject: Subject) -> Figure:
    """What a builder of the project makes. Raises Refused, X404 where its code fails."""
    name = getattr(subject.exhibit, "drawn_by", "")
    mend = "mend it in extensions.py, or draw the exhibit as a chart of another kind"
    try:
        figure = own(subject)
    except extensions.FAULTS as problem:
        said, place = extensions.fault(problem, f"the chart '{name}' failed")
        raise Refused(Finding("X404", said, place, mend, subject.thesis.slug)) from None
    if not isinstance(figure, Figure):
        said = f"the chart '{name}' returned no Figure"
        raise Refused(Finding("X404", said, Span(extensions.FILE), mend, subject.thesis.slug))
    return replace(figure, draw=partial(_drawn, figure.draw, name, subject.thesis.slug)) if figure.draw else figure


def _drawn(draw: Callable[[float, float], Any], name: str, slug: str, width: float, height: float) -> dict[str, Any]:
    try:
        drawn = draw(width, height)
        spec: dict[str, Any] = drawn if isinstance(drawn, dict) else drawn.to_dict(validate=False)
    except extensions.FAULTS as problem:
        said, place = extensions.fault(problem, f"the chart '{name}' failed")
        raise Refused(Finding("X404", said, place, "mend it in extensions.py", slug)) from None
    if cut(spec):
        said = f"the bars of the chart '{name}' do not start at zero: their lengths mislead"
        mend = "leave zero on the axis of bars and areas, or draw points"
        raise Refused(Finding("X404", said, Span(extensions.FILE), mend, slug))
    return spec
