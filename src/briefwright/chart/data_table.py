"""Tables of data, drawn in HTML: the rows of a frame, every figure with the number behind it."""

from collections.abc import Sequence

from briefwright.chart.subject import Figure, Subject, value_cell
from briefwright.model.exhibit import Cell, DataTable
from briefwright.model.exhibits import DataExhibit
from briefwright.model.finding import Refused
from briefwright.model.number import Frame, FrameColumn, Number
from briefwright.model.period import Period


def data_table(subject: Subject) -> Figure:
    """A figure without a drawing, a row a row of the frame. Raises Refused X401 where the table has no such column."""
    exhibit = subject.exhibit
    assert isinstance(exhibit, DataExhibit)  # noqa: S101 - the registry maps kinds to builders
    frame = subject.results.frames.get(exhibit.of)
    if frame is None:
        raise Refused(subject.unsuited(f"there is no table '{exhibit.of}'", "name one that stands under tables", "of"))
    chosen = _chosen(subject, frame, exhibit.columns)
    columns = [_column(subject, frame, column) for column in chosen]
    rows = tuple(zip(*(cells for _, cells, _ in columns), strict=True))
    return Figure(
        table=DataTable(tuple(head for head, _, _ in columns), rows, tuple(one.type == "number" for one in chosen)),
        alt=subject.locale.label(
            "alt_table", title=subject.plain(exhibit.title), rows=str(len(rows)), columns=str(len(columns) - 1)
        ),
        numbers=tuple(number for _, _, numbers in columns for number in numbers),
    )


def _chosen(subject: Subject, frame: Frame, names: Sequence[str]) -> list[FrameColumn]:
    known = {column.name: column for column in frame.columns}
    unknown = [name for name in names if name not in known]
    if unknown:
        message = f"the table '{frame.name}' has no column '{unknown[0]}'"
        place = list(names).index(unknown[0])
        raise Refused(subject.unsuited(message, f"its columns are {', '.join(known)}", "columns", place))
    return [known[name] for name in names] or list(frame.columns)


def _column(subject: Subject, frame: Frame, column: FrameColumn) -> tuple[str, list[Cell], list[Number]]:
    """Head, cells and numbers of a column; the unit stands in the head, once."""
    locale, at = subject.locale, frame.columns.index(column)
    label = subject.plain(column.label)
    if column.type != "number" or column.unit is None:
        period = column.type == "period"
        words = [locale.period(Period.parse(row[at])) if period and row[at] else row[at] for row in frame.rows]
        return label, [Cell(text) for text in words], []
    series = subject.results.series.get(f"{frame.name}.{column.name}")
    numbers = iter(series.points if series else ())
    by_row = [next(numbers, None) if row[at] else None for row in frame.rows]
    shown = [number for number in by_row if number]
    limits = [end for number in shown for end in (number.amount.low, number.amount.high) if end is not None]
    scale = locale.scale_for(limits, column.unit)
    unit = locale.unit_header(column.unit, scale)
    cells = [
        value_cell(number, subject.digits(number, scale), scale) if number else Cell("–", numeric=True)
        for number in by_row
    ]
    return label + locale.label("in_brackets", text=unit) if unit else label, cells, shown
