"""The exhibits of an edition as a workbook: an index, and a sheet each with its data and what stands behind them.

Numbers are numbers, with the decimals that the brief prints; bounds, which no cell can hold, are text. Text is never a
formula: every cell of text says so by its type and its style, whatever it begins with.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import TYPE_CHECKING, Any

from briefwright.language.widths import width
from briefwright.model.amount import Form
from briefwright.model.exhibit import Cell, ExhibitView
from briefwright.model.ledger import Entry, Ledger
from briefwright.render.material import Material
from briefwright.render.plain import text_of, unspaced
from briefwright.render.views import BriefView, Figure

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RUN = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?")
_HOLDS = Decimal(10) ** 15
"""Whole numbers up to here keep every digit in a cell."""
_DECIMALS = 6
_RIGHT: dict[str, Any] = {"align": "right", "indent": 1}
_BOUNDS = {Form.ABOUT: "~", Form.ABOVE: ">", Form.AT_LEAST: "≥", Form.BELOW: "<", Form.AT_MOST: "≤"}
_LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_NARROW, _WIDE = 9.0, 56.0
_DIGITS, _LINE = 2.0, 15.0
"""Digits to an em, by which a column is measured, and the height of a line in points."""
Row = Sequence[tuple[Any, "Format"]]


def name(slug: str, lang: str) -> str:
    return f"{slug}.{lang}.xlsx"


def workbook(material: Material, brief: BriefView, ledger: Ledger, address: str = "") -> bytes:
    """The file; ``address`` is where the page is online, or empty. The same bytes for the same edition."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    day = material.world.as_of
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": unspaced(brief.title),
                "company": brief.house.name,
                "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 - the format has no zones
            }
        )
        _Writer(material, brief, ledger, book).write(address)
    return out.getvalue()


class _Writer:
    def __init__(self, material: Material, brief: BriefView, ledger: Ledger, book: Any) -> None:
        self.material, self.brief, self.book = material, brief, book
        self.label = material.locale.label
        self.entries = {entry.address: entry for entry in ledger.numbers}
        self.publishers = {one.id: unspaced(one.publisher) for one in ledger.sources}
        self.views = {view.id: view for view in material.exhibits}
        ink, muted, rule = (str(material.tokens["colour"][one]) for one in ("ink", "muted", "rule"))
        text: dict[str, Any] = {"quote_prefix": True, "valign": "top"}
        self.cell: dict[str, Any] = {"valign": "top", "bottom": 1, "bottom_color": rule}
        self.text = book.add_format(text | self.cell | {"text_wrap": True})
        self.plain = book.add_format(text)
        self.muted = book.add_format(text | {"font_color": muted})
        self.title = book.add_format(text | {"bold": True, "font_size": 14, "font_color": ink})
        head: dict[str, Any] = {"bold": True, "text_wrap": True, "font_color": ink, "bottom": 2, "bottom_color": ink}
        self.head = book.add_format(text | head)
        self.right = book.add_format(text | head | _RIGHT)
        self.bound = book.add_format(text | self.cell | _RIGHT)
        self.link = book.add_format(self.cell | {"font_color": ink, "underline": 1})
        self._formats: dict[str, Format] = {}

    def write(self, address: str) -> None:
        index = self.book.add_worksheet(self.label("exhibit_list"))
        sheets = [(figure, self.book.add_worksheet(_sheet(figure))) for figure in self.brief.figures]
        self._index(index, address)
        for figure, sheet in sheets:
            self._exhibit(sheet, figure)

    def _index(self, sheet: "Worksheet", address: str) -> None:
        label, colon = self.label, self.label("colon")
        self._line(sheet, 0, unspaced(self.brief.title), self.title)
        days = (
            f"{label(key)}{colon}{unspaced(day)}"
            for key, day in (("written", self.brief.written), ("as_of_day", self.brief.as_of))
        )
        self._line(sheet, 1, " · ".join([self.brief.house.name, *days]), self.muted)
        if self.brief.fictional:
            self._line(sheet, 2, label("fictional_notice"), self.muted)
        heads = [label("exhibit_head"), label("exhibit_title"), label("unit"), label("source")]
        rows: list[Row] = [[(head, self.head) for head in [*heads, label("on_page")][: 5 if address else 4]]]
        for figure in self.brief.figures:
            told = [_sheet(figure), text_of(figure.title), unspaced(figure.unit), text_of(figure.source)]
            rows.append([(text, self.text) for text in told])
        self._rows(sheet, 4, rows)
        for at, figure in enumerate(self.brief.figures, 5):
            sheet.write_url(at, 0, f"internal:'{_sheet(figure)}'!A1", self.link, _sheet(figure))
            if address:
                sheet.write_url(at, 4, f"{address}#{figure.anchor}", self.link, label("on_page"))
        self._finish(sheet, [(4, rows)], 5)

    def _exhibit(self, sheet: "Worksheet", figure: Figure) -> None:
        label, colon = self.label, self.label("colon")
        self._line(sheet, 0, f"{_sheet(figure)}{colon}{text_of(figure.title)}", self.title)
        if figure.unit:
            self._line(sheet, 1, f"{label('unit')}{colon}{unspaced(figure.unit)}", self.muted)
        view = self.views[figure.id]
        data = [] if figure.closed else self._data(figure, view)
        at = 3
        self._rows(sheet, at, data)
        at += len(data) + bool(data)
        if figure.closed:
            self._line(sheet, at, label("data_withheld"), self.plain)
            at += 2
        for key, words in (("note", figure.note), ("source", figure.source)):
            if words:
                self._line(sheet, at, f"{label(key)}{colon}{text_of(words)}", self.plain)
                at += 1
        behind = [] if figure.closed else self._behind(view)
        if behind:
            self._line(sheet, at + 1, label("numbers"), self.title)
            self._rows(sheet, at + 2, behind)
        self._finish(sheet, [(3, data), (at + 2, behind)], 4 if data else 0)

    def _data(self, figure: Figure, view: ExhibitView) -> list[Row]:
        rows: list[Row] = [[(text_of(cell.html), self.right if cell.numeric else self.head) for cell in figure.head]]
        for shown, own in zip(figure.rows, view.table.rows, strict=True):
            rows.append([self._cell(text_of(cell.html), raw) for cell, raw in zip(shown, own, strict=True)])
        return rows

    def _cell(self, text: str, cell: Cell) -> tuple[Any, "Format"]:
        """A number where the cell is one: its own value, or that of the one number it prints."""
        if cell.numeric and _NUMBER.fullmatch(cell.raw) and _fits(Decimal(cell.raw)):
            return float(cell.raw), self._format(_decimals(text), "," in text)
        entry = self.entries.get(cell.address) if not cell.raw else None
        if entry and (found := _printed(text, entry)):
            value, before, after = found
            return value, self._format(_decimals(text), "," in text, before, after)
        return text, self.bound if cell.numeric else self.text

    def _behind(self, view: ExhibitView) -> list[Row]:
        """What stands behind the numbers of an exhibit, a line each."""
        keys = ("column_name", "column_value", "column_exact", "unit", "column_kind", "column_period", "column_origin")
        right = ("column_value", "column_exact")
        rows: list[Row] = [[(self.label(key), self.right if key in right else self.head) for key in keys]]
        for entry in (self.entries[address] for address in view.addresses if address in self.entries):
            when = entry.period.text if entry.period else entry.as_of.text if entry.as_of else ""
            exact, unit = self._exact(entry)
            told = (unit, self.material.locale.kind(entry.kind), unspaced(when), self._origin(entry))
            rows.append(
                [
                    (unspaced(entry.label), self.text),
                    (unspaced(entry.value) or self.label("withheld"), self.bound),
                    exact,
                    *((text, self.text) for text in told),
                ]
            )
        return rows if len(rows) > 1 else []

    def _exact(self, entry: Entry) -> tuple[tuple[Any, "Format"], str]:
        """The amount in the unit that the language counts in, and that unit; a bound as text."""
        exact, unit, locale = entry.exact, self.material.results.numbers[entry.address].unit, self.material.locale
        if exact is None:
            return ("", self.bound), ""
        limits = [Decimal(end) if end is not None else None for end in (exact.low, exact.high)]
        scale = locale.scale_for([end for end in limits if end is not None], unit)
        low, high = (end.scaleb(-scale) if end is not None else None for end in limits)
        header = unspaced(locale.unit_header(unit, scale))
        if exact.form == Form.POINT and low is not None and _fits(low):
            decimals = min(_DECIMALS, max(0, -int(low.normalize().as_tuple().exponent)))
            return (float(low), self._format(decimals, grouped=True)), header
        ends = [f"{end.normalize():,f}" for end in dict.fromkeys((low, high)) if end is not None]
        return (_BOUNDS.get(exact.form, "") + " – ".join(ends), self.bound), header

    def _origin(self, entry: Entry) -> str:
        """The formula as text, or the source and the place in it."""
        if made := entry.derivation:
            return " ".join(made.expression.split())
        if entry.origin is None:
            return ""
        publisher = self.publishers.get(entry.origin.source, entry.origin.source)
        place = self.label("locator", text=entry.origin.locator) if entry.origin.locator else ""
        return publisher + place

    def _format(self, decimals: int, grouped: bool, before: str = "", after: str = "") -> "Format":
        digits = ("#,##0" if grouped else "0") + (f".{'0' * decimals}" if decimals else "")
        code = _literal(before) + digits + _literal(after)
        if code not in self._formats:
            self._formats[code] = self.book.add_format(self.cell | _RIGHT | {"num_format": code})
        return self._formats[code]

    @staticmethod
    def _line(sheet: "Worksheet", at: int, text: str, form: "Format") -> None:
        sheet.write_string(at, 0, text[:_LONGEST], form)

    @staticmethod
    def _rows(sheet: "Worksheet", at: int, rows: Sequence[Row]) -> None:
        for down, row in enumerate(rows, at):
            for across, (value, form) in enumerate(row):
                if isinstance(value, float):
                    sheet.write_number(down, across, value, form)
                elif not value:
                    sheet.write_blank(down, across, None, form)
                else:
                    sheet.write_string(down, across, value[:_LONGEST], form)

    def _finish(self, sheet: "Worksheet", tables: Sequence[tuple[int, Sequence[Row]]], head: int) -> None:
        """Columns as wide as their cells and rows as high, the head kept in sight, one page wide on paper.

        ``tables`` are rows with the place of the first.
        """
        rows = [row for _, table in tables for row in table]
        across = range(max(map(len, rows), default=0))
        columns = [min(_WIDE, max(_NARROW, *(_units(row[at][0]) for row in rows if len(row) > at))) for at in across]
        for at, units in enumerate(columns):
            sheet.set_column(at, at, units)
        for first, table in tables:
            for down, row in enumerate(table, first):
                lines = max(ceil(_units(value) / columns[at]) for at, (value, _) in enumerate(row))
                sheet.set_row(down, _LINE * lines + 3)
        if head:
            sheet.freeze_panes(head, 0)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9 if str(self.material.tokens["page"]["size"]).lower() == "a4" else 1)
        sheet.fit_to_pages(1, 0)


def _units(value: float | str) -> float:
    """How wide a cell has to be, in the digits that a column is measured by."""
    text = f"{value:,.2f}" if isinstance(value, float) else value
    return width(text, 1.0) * _DIGITS + 1.5


def _sheet(figure: Figure) -> str:
    """The name of a sheet: Exhibit 3, 图表3."""
    return unspaced(figure.label)


def _fits(value: Decimal) -> bool:
    return abs(value) < _HOLDS


def _decimals(text: str) -> int:
    found = _RUN.search(text)
    return len(found[0].partition(".")[2]) if found else 0


def _literal(text: str) -> str:
    """Text in a number format. It has no way to hold a quotation mark within quotation marks."""
    return '"' + text.replace('"', "”") + '"' if text else ""


def _printed(text: str, entry: Entry) -> tuple[float, str, str] | None:
    """The exact value in the scale in which ``text`` prints it, and what stands around it; None where unclear."""
    runs = list(_RUN.finditer(text))
    exact = entry.exact
    if len(runs) != 1 or exact is None or exact.form != Form.POINT or exact.low is None:
        return None
    shown = Decimal(runs[0][0].replace(",", "").replace("−", "-"))
    unit = Decimal(1).scaleb(-_decimals(text))
    for scale in range(-3, 16):
        value = Decimal(exact.low).scaleb(-scale)
        if _fits(value) and abs(value - shown) * 2 <= unit and (shown or not value):
            return float(value), text[: runs[0].start()], text[runs[0].end() :]
    return None
