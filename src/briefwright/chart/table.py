"""Comparison tables and matrices, drawn in HTML: cells keep their lookups, which the renderer resolves."""

from briefwright.chart.subject import Figure, Subject
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.exhibits import TableExhibit
from briefwright.model.number import Number
from briefwright.model.segments import What, segments
from briefwright.model.text import Text


def table(subject: Subject) -> Figure:
    """A figure without a drawing. A column of lookups alone is numeric."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, TableExhibit)  # noqa: S101 - the registry maps kinds to builders
    locale = subject.locale
    rows = tuple((Cell(locale.text(row.head)), *(_cell(subject, text) for text in row.cells)) for row in exhibit.rows)
    numeric = (False, *(_numeric(column) for column in zip(*(row[1:] for row in rows), strict=False)))
    head = (locale.text(exhibit.corner), *(locale.text(column) for column in exhibit.columns))
    return Figure(
        table=DataTable(head, rows, numeric),
        alt=locale.label(
            f"alt_{exhibit.chart}",
            title=subject.plain(exhibit.title),
            rows=str(len(exhibit.rows)),
            columns=str(len(exhibit.columns)),
        ),
        numbers=tuple(_numbers(subject, rows)),
    )


def _cell(subject: Subject, text: Text | None) -> Cell:
    if text is None:
        return Cell("")
    written = subject.locale.text(text)
    parts = segments(written.strip())
    only = parts[0] if len(parts) == 1 and parts[0].what is What.LOOKUP else None
    return Cell(written, only.target if only else "", numeric=only is not None)


def _numeric(column: tuple[Cell, ...]) -> bool:
    return any(cell.numeric for cell in column) and all(cell.numeric or not cell.text.strip() for cell in column)


def _numbers(subject: Subject, rows: tuple[tuple[Cell, ...], ...]) -> list[Number]:
    targets = [part.target for row in rows for cell in row for part in segments(cell.text) if part.what is What.LOOKUP]
    return [subject.results.numbers[target] for target in targets if target in subject.results.numbers]
