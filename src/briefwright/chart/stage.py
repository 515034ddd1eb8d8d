"""All exhibits of one thesis in one language, numbered in the order in which the brief places them."""

from collections.abc import Mapping, Sequence

from briefwright.chart import origins
from briefwright.chart.engine import EngineFailed
from briefwright.chart.registry import builder
from briefwright.chart.subject import Figure, Subject
from briefwright.chart.svg import dimensions, svg
from briefwright.chart.theme import FULL, HALF, theme
from briefwright.language import Locale
from briefwright.model.behind import sources
from briefwright.model.exhibit import ExhibitView
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.placement import placement_rows
from briefwright.model.segments import Segment, What, segments


def views(
    thesis: ThesisRecord,
    shared: Shared,
    results: Results,
    locale: Locale,
    tokens: Mapping[str, Mapping[str, object]],
    blocks: Sequence[str] = (),
) -> tuple[tuple[ExhibitView, ...], list[Finding]]:
    """The exhibits in the order of the thesis, those left out that cannot be made: X401 and X402 say which and why.

    ``blocks`` are those of the archetype, whose order the chapters have. A pair placed side by side has half width and
    one height, whatever each would have alone.
    """
    rows = placement_rows(thesis.data, thesis.bodies, locale.lang, blocks)
    order = {name: index + 1 for index, name in enumerate(name for row in rows for name in row)}
    look = theme(tokens, locale.lang)
    subjects = [
        Subject(exhibit, index, thesis, results, locale, look, order)
        for index, exhibit in enumerate(thesis.data.exhibits)
    ]
    figures, findings = _figures(subjects)
    widths = {subject.exhibit.id: subject.exhibit.width for subject in subjects}
    widths |= {name: "half" for row in rows if len(row) > 1 for name in row}
    heights = _heights(rows, figures, widths)
    made = []
    for subject in subjects:
        name = subject.exhibit.id
        if name in figures:
            try:
                view, problems = _view(subject, shared, figures[name], widths[name], heights.get(name, 0.0))
            except Refused as refused:  # a chart of the project's own, which fails only when it is drawn
                findings += refused.findings
                continue
            made.append(view)
            findings += problems
    return tuple(made), findings


def _figures(subjects: Sequence[Subject]) -> tuple[dict[str, Figure], list[Finding]]:
    figures: dict[str, Figure] = {}
    findings: list[Finding] = []
    for subject in subjects:
        try:
            figures[subject.exhibit.id] = builder(subject)(subject)
        except Refused as refused:
            findings += refused.findings
    return figures, findings


def _across(width: str) -> float:
    return HALF if width == "half" else FULL


def _heights(
    rows: Sequence[Sequence[str]], figures: Mapping[str, Figure], widths: Mapping[str, str]
) -> dict[str, float]:
    """The height of each drawing in pixels, the tallest of its row."""
    found: dict[str, float] = {}
    for row in rows:
        drawn = {name: figures[name].height for name in row if name in figures}
        tall = {name: round(height(_across(widths[name]))) for name, height in drawn.items() if height}
        found |= dict.fromkeys(tall, float(max(tall.values(), default=0)))
    return found


def _view(
    subject: Subject, shared: Shared, figure: Figure, width: str, height: float
) -> tuple[ExhibitView, list[Finding]]:
    exhibit, locale = subject.exhibit, subject.locale
    findings: list[Finding] = []
    picture, spec, across = None, None, _across(width)
    if figure.draw:
        drawn = figure.draw(across, height)
        spec = drawn if isinstance(drawn, dict) else drawn.to_dict(validate=False)
        try:
            picture = svg(spec, exhibit.id, figure.alt, subject.theme.font)
        except EngineFailed as problem:
            message = f"exhibit '{exhibit.id}': {problem}"
            mend = "try again; if it fails again, draw it as a table and report the defect"
            findings.append(Finding("X402", message, subject.span(), mend, subject.thesis.slug))
    parts = [part for text in (exhibit.title, exhibit.note) for part in segments(locale.text(text))]
    parts += [part for row in figure.table.rows for cell in row for part in segments(cell.text)]
    numbers = [*figure.numbers, *_looked_up(parts, subject.results)]
    cited = [part.target for part in parts if part.what is What.CITATION]
    behind = [*sources(numbers, subject.results), *figure.sources, *cited, *exhibit.sources]
    view = ExhibitView(
        id=exhibit.id,
        kind=exhibit.chart,
        number=subject.order[exhibit.id],
        title=locale.text(exhibit.title),
        unit=figure.unit,
        alt=figure.alt,
        note=locale.text(exhibit.note),
        width=width,
        table=figure.table,
        svg=picture,
        size=dimensions(picture) if picture else (across, height) if figure.draw else (0, 0),
        spec=spec,
        addresses=tuple(dict.fromkeys(number.address for number in numbers)),
        sources=tuple(name for name in dict.fromkeys(behind) if name in shared.sources),
        marks=origins.marks(numbers),
    )
    return view, findings


def _looked_up(parts: Sequence[Segment], results: Results) -> list[Number]:
    return [
        results.numbers[part.target] for part in parts if part.what is What.LOOKUP and part.target in results.numbers
    ]
