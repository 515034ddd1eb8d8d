"""What the columns of a table hold: unit, kind, basis and label, those of a dataset's column or said beside them."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Record, ThesisRecord
from briefwright.model.number import FrameColumn
from briefwright.model.period import Kind
from briefwright.model.records import Column, Dataset
from briefwright.model.tables import Picked, Selection
from briefwright.model.text import ALL, Text
from briefwright.model.unit import Measure, Unit

_WORDS = ("dataset", "order", "group", "of", "statistic", "unit")
"""Keys whose values are one word."""
_OF_NUMBERS = ("sum", "mean", "median", "deviation")
_NOT_SUMMED = {
    Measure.PERCENT: "percentages",
    Measure.POINTS: "percentage points",
    Measure.MULTIPLE: "multiples",
    Measure.INDEX: "indices",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as a thesis writes it, and how to speak of it."""

    name: str
    selection: Selection
    thesis: ThesisRecord

    def finding(self, code: str, message: str, help_: str, *pointer: str | int) -> Finding:
        """A finding at ``pointer`` below the table: at a value of one word, else at the key that leads there."""
        record = self.thesis.record
        find = record.at if pointer and pointer[-1] in _WORDS else record.key
        span = find("tables", self.name, *pointer)
        return Finding(code, message, span, help_, self.thesis.slug)

    def refused(self, code: str, message: str, help_: str, *pointer: str | int) -> Refused:
        return Refused(self.finding(code, message, help_, *pointer))


def columns(asked: Asked, records: Sequence[Record[Dataset]]) -> tuple[tuple[FrameColumn, ...], list[Finding]]:
    """The columns of a table over ``records``, and C145, C146, N203 and N204 for those that do not do."""
    made, findings = [], list[Finding]()
    for name, picked in asked.selection.columns.items():
        found = _column(asked, name, picked, records)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            made.append(found)
    return tuple(made), findings


def near(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Help for a name that is none of ``known``."""
    names = list(known)
    if close := difflib.get_close_matches(word, names, 1):
        return f"did you mean '{close[0]}'?"
    return otherwise or f"there are: {', '.join(names[:20])}"


def _column(asked: Asked, name: str, picked: Picked, records: Sequence[Record[Dataset]]) -> FrameColumn | Finding:
    written = asked.selection.query is not None
    if picked.of is None and (written or (picked.statistic == "count" and name not in records[0].data.columns)):
        return _own(asked, name, picked)
    found = _source(asked, name, picked, records)
    if isinstance(found, Finding):
        return found
    key, column = found
    if fault := _misfit(asked, name, picked, key, column):
        return fault
    if picked.statistic == "count":
        return _own(asked, name, picked)
    label = picked.label or column.label or Text.of({ALL: key})
    if column.type != "number":
        return FrameColumn(name, column.type, label)
    unit = column.unit
    if picked.statistic == "deviation" and unit and unit.measure is Measure.PERCENT:
        unit = Unit(Measure.POINTS)
    return FrameColumn(name, "number", label, unit, picked.kind or column.kind, column.basis, picked.decimals)


def _own(asked: Asked, name: str, picked: Picked) -> FrameColumn | Finding:
    """A column that is in no dataset: a count, or what a query computes."""
    counted = picked.statistic == "count"
    number = counted or picked.unit is not None or picked.kind is not None
    kind = picked.kind or (Kind.ACTUAL if counted else None)
    lacks = [key for key, value in (("unit", picked.unit), ("kind", kind)) if number and value is None]
    lacks += [] if picked.label else ["label"]
    if lacks:
        said = "is a count" if counted else "names no column of a dataset"
        help_ = f"add {', '.join(f'{key}:' for key in lacks)}"
        if not number:
            help_ = (
                "write 'of: dataset.column' whose unit and kind it has; or unit:, kind: and label:, of text a label:"
            )
        return asked.finding("C146", f"'{name}' {said}, and has no {' and no '.join(lacks)}", help_, "columns", name)
    if not number:
        return FrameColumn(name, "text", picked.label or Text.of({ALL: name}))
    return FrameColumn(name, "number", picked.label or Text.of({ALL: name}), picked.unit, kind, None, picked.decimals)


def _source(
    asked: Asked, name: str, picked: Picked, records: Sequence[Record[Dataset]]
) -> tuple[str, Column] | Finding:
    """The column of a dataset that a column is made of."""
    dataset, dot, key = (picked.of or name).rpartition(".")
    pointer = ("columns", name, "of") if picked.of else ("columns", name)
    known = {record.id.replace("-", "_"): record for record in records}
    if not dot and len(known) == 1:
        (record,) = known.values()
    elif (record_ := known.get(dataset.replace("-", "_"))) is not None:
        record = record_
    else:
        help_ = near(dataset, known) if known and dataset else "write it as dataset.column"
        return asked.finding("C145", f"'{picked.of or name}' is no column of a dataset read here", help_, *pointer)
    if key in record.data.columns:
        return key, record.data.columns[key]
    message = f"the dataset '{record.id}' has no column '{key}'"
    return asked.finding("C145", message, near(key, record.data.columns), *pointer)


def _misfit(asked: Asked, name: str, picked: Picked, key: str, column: Column) -> Finding | None:
    """What cannot be made, or said, of a dataset's column."""
    if picked.statistic in _OF_NUMBERS and column.type != "number":
        message = f"'{key}' is {column.type}, and a {picked.statistic} is one of numbers"
        return asked.finding("N203", message, "write count, first, minimum or maximum", "columns", name, "statistic")
    if picked.statistic == "sum" and column.unit and (what := _NOT_SUMMED.get(column.unit.measure)):
        help_ = "take their mean, or sum what they are shares of"
        return asked.finding(
            "N204", f"'{key}' is in {column.unit}: {what} do not add up", help_, "columns", name, "statistic"
        )
    if picked.statistic != "count":
        if column.type == "number" and picked.unit is not None:
            message = f"'{name}' has the unit of '{key}', {column.unit}, and a unit beside it"
            return asked.finding("C146", message, "leave the unit out", "columns", name, "unit")
        if column.type != "number" and (picked.unit or picked.kind):
            return asked.finding(
                "C146", f"'{key}' is {column.type}, without a unit or kind", "leave both out", "columns", name
            )
    return None
