"""The value chain of a thesis, drawn in HTML from the thesis itself; here its data and its sentence."""

from briefwright.chart import alt
from briefwright.chart.subject import Figure, Subject
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.finding import Refused


def chain(subject: Subject) -> Figure:
    """A figure without a drawing: one row a stage, upstream first."""
    found = subject.thesis.data.value_chain
    if found is None:
        message = "the thesis has no value chain to draw"
        raise Refused(subject.unsuited(message, "add value_chain with its stages to the thesis"))
    locale = subject.locale
    rows = tuple(
        (
            Cell(locale.text(stage.name)),
            Cell(locale.text(stage.does)),
            Cell(locale.join([locale.text(segment) for segment in stage.segments])),
        )
        for stage in found.stages
    )
    return Figure(
        table=DataTable(
            (locale.label("segment"), locale.label("stage_does"), locale.label("stage_segments")),
            rows,
            (False, False, False),
        ),
        alt=alt.sentence(subject, "alt_chain", [locale.join([subject.plain(stage.name) for stage in found.stages])]),
    )
