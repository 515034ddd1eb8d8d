"""What a build would say of exhibits before it draws them, in no language: do their numbers suit their charts."""

from briefwright.chart.line import series_of
from briefwright.chart.subject import Charted, numbers_of
from briefwright.model.exhibits import LineChart, NumberChart
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import ThesisRecord
from briefwright.model.number import Results


def unsuited(thesis: ThesisRecord, results: Results) -> list[Finding]:
    """Every X401 of the charts of a thesis; nothing is drawn."""
    found: list[Finding] = []
    for index, exhibit in enumerate(thesis.data.exhibits):
        charted = Charted(exhibit, index, thesis, results)
        try:
            if isinstance(exhibit, NumberChart):
                numbers_of(charted, exhibit.of, exhibit.scale)
            elif isinstance(exhibit, LineChart):
                series_of(charted, exhibit)
        except Refused as refused:
            found += refused.findings
    return found
