"""All exhibits of one thesis in one language, numbered in the order in which the brief places them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefwright.chart import library, origins, screen
from briefwright.chart.engine import EngineFailed
from briefwright.chart.registry import builder
from briefwright.chart.subject import Figure, Subject
from briefwright.chart.svg import compiled, dimensions, svg
from briefwright.chart.theme import FULL, HALF, Palette, palette, theme
from briefwright.language import Locale
from briefwright.model.behind import sources
from briefwright.model.exhibit import ExhibitView, Screen
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Shared, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.placement import placement_rows
from briefwright.model.records import Source
from briefwright.model.segments import Segment, What, segments


def views(
    thesis: ThesisRecord,
    shared: Shared,
    results: Results,
    locale: Locale,
    tokens: Mapping[str, Mapping[str, object]],
    blocks: Sequence[str] = (),
    *,
    on_screen: bool = False,
) -> tuple[tuple[ExhibitView, ...], list[Finding]]:
    """The exhibits in the order of the thesis, those left out that cannot be made: X401 and X402 say which and why.

    ``blocks`` are those of the archetype, whose order the chapters have. A pair placed side by side has half width and
    one height, whatever each would have alone. ``on_screen``, pictures come in the forms that the site has as well.
    """
    rows = placement_rows(thesis.data, thesis.bodies, locale.lang, blocks)
    order = {name: index + 1 for index, name in enumerate(name for row in rows for name in row)}
    look = theme(tokens, locale.lang)
    colours = palette(tokens) if on_screen else None
    publishers = {name: _publisher(record.data, locale) for name, record in shared.sources.items()}
    subjects = [
        Subject(exhibit, index, thesis, results, locale, look, order, publishers)
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
            figure, size = figures[name], (_across(widths[name]), heights.get(name, 0.0))
            try:
                drawing, problems = _drawing(subject, figure, size, colours)
            except Refused as refused:  # a chart of the project's own, which fails only when it is drawn
                findings += refused.findings
                continue
            made.append(_view(subject, shared, figure, widths[name], drawing))
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


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What is drawn of an exhibit; nothing of one that is set as text."""

    size: tuple[float, float] = (0, 0)
    spec: Mapping[str, Any] | None = None
    svg: str | None = None
    screen: Screen | None = None


def _drawing(
    subject: Subject, figure: Figure, size: tuple[float, float], colours: Palette | None
) -> tuple[_Drawing, list[Finding]]:
    """The drawing of a figure, for the screen too where there are ``colours``. Raises Refused as the figure does."""
    if figure.draw is None:
        return _Drawing(), []
    spec = _spec(figure, size)
    shown = {**spec, "layer": [one for one in spec["layer"] if not _tells(one)]} if "layer" in spec else spec
    try:
        whole = compiled(spec)
        picture = svg(screen.silent(whole), subject.exhibit.id, figure.alt, subject.theme.font)
        made = _for_screen(subject, figure, whole, picture, colours) if colours else None
    except EngineFailed as problem:
        message = f"exhibit '{subject.exhibit.id}': {problem}"
        mend = "try again; if it fails again, draw it as a table and report the defect"
        found = Finding("X402", message, subject.span(), mend, subject.thesis.slug)
        return _Drawing(size, shown), [found]
    return _Drawing(dimensions(picture), shown, picture, made), []


def _for_screen(subject: Subject, figure: Figure, whole: Mapping[str, Any], picture: str, colours: Palette) -> Screen:
    """The forms of a picture that the site has. Raises EngineFailed."""
    name, font = subject.exhibit.id, subject.theme.font
    thin = _narrow(figure) if dimensions(picture)[0] > HALF else None
    narrow = svg(screen.silent(thin), f"{name}-narrow", figure.alt, font) if thin else ""
    telling = any(screen.tells(mark.get("name", "")) for mark in whole.get("marks", ()))
    return Screen(
        svg=screen.adaptive(picture, colours),
        png=screen.pixels(picture, colours, font),
        narrow=screen.adaptive(narrow, colours) if narrow else "",
        narrow_size=dimensions(narrow),
        live=screen.live(name, whole, thin, colours, figure.legend) if telling else b"",
        keys=telling and bool(figure.legend),
        engine=library.name() if telling else "",
    )


def _narrow(figure: Figure) -> dict[str, Any] | None:
    """The figure drawn anew for a phone, compiled; None where a chart of the project's own has no such form."""
    if figure.height is None:
        return None
    try:
        return compiled(_spec(figure, (HALF, float(round(figure.height(HALF))))))
    except Refused:
        return None


def _spec(figure: Figure, size: tuple[float, float]) -> dict[str, Any]:
    drawn = figure.draw(*size) if figure.draw else {}
    spec: dict[str, Any] = drawn if isinstance(drawn, dict) else drawn.to_dict(validate=False)
    return spec


def _tells(layer: Mapping[str, Any]) -> bool:
    return screen.tells(str(layer.get("name", "")))


def _publisher(source: Source, locale: Locale) -> str:
    """Who publishes a source, flagged where it is doubtful."""
    doubt = locale.label("in_brackets", text=locale.label("reliability_doubtful"))
    return locale.text(source.publisher) + (doubt if source.reliability == "doubtful" else "")


def _view(subject: Subject, shared: Shared, figure: Figure, width: str, drawing: _Drawing) -> ExhibitView:
    exhibit, locale = subject.exhibit, subject.locale
    parts = [part for text in (exhibit.title, exhibit.note) for part in segments(locale.text(text))]
    parts += [part for row in figure.table.rows for cell in row for part in segments(cell.text)]
    numbers = [*figure.numbers, *_looked_up(parts, subject.results)]
    cited = [part.target for part in parts if part.what is What.CITATION]
    behind = [*sources(numbers, subject.results), *figure.sources, *cited, *exhibit.sources]
    return ExhibitView(
        id=exhibit.id,
        kind=exhibit.chart,
        number=subject.order[exhibit.id],
        title=locale.text(exhibit.title),
        unit=figure.unit,
        alt=figure.alt,
        note=locale.text(exhibit.note),
        width=width,
        table=figure.table,
        svg=drawing.svg,
        size=drawing.size,
        spec=drawing.spec,
        addresses=tuple(dict.fromkeys(number.address for number in numbers)),
        sources=tuple(name for name in dict.fromkeys(behind) if name in shared.sources),
        marks=origins.marks(numbers),
        screen=drawing.screen,
    )


def _looked_up(parts: Sequence[Segment], results: Results) -> list[Number]:
    return [
        results.numbers[part.target] for part in parts if part.what is What.LOOKUP and part.target in results.numbers
    ]
