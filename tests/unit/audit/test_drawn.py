"""A304: the figures of exhibits, held against the numbers once more."""

from dataclasses import replace
from typing import Any

import pytest

from briefwright import audit
from briefwright.model.exhibit import Cell, DataTable, ExhibitView
from briefwright.model.finding import Finding
from briefwright.model.number import Number
from briefwright.model.period import Kind, Period
from tests.unit.audit.content import DAY, number, results, shared, thesis
from tests.unit.chart.studio import locale

SALES = number("sales", "21.1", "USD bn")
FLEET = number("fleet", "over 40", "ferry")
GOOD = ExhibitView(
    id="e",
    kind="bar",
    number=1,
    title="Sales",
    unit="US$ bn",
    alt="Bar chart: Sales. Sales: US$21.1bn; 1 more in the table.",
    note="",
    width="full",
    table=DataTable(
        ("Number", "Value"),
        ((Cell("Sales"), Cell("21.1", "sales", "21.1", numeric=True)), (Cell("x"), Cell("–", numeric=True))),
    ),
    svg="<svg/>",
    addresses=("sales",),
    marks=("actual",),
)


def found(view: ExhibitView, *known: Number, **fields: Any) -> list[Finding]:
    exhibit = {"id": "e", "chart": "bar", "title": "图", "of": ["sales"]} | fields
    numbers = results(*(known or (SALES, FLEET)))
    return audit.exhibits(thesis(exhibits=[exhibit]), shared(), numbers, DAY, [view], locale("en"))


def with_cell(cell: Cell) -> ExhibitView:
    return replace(GOOD, table=DataTable(GOOD.table.head, ((Cell("Sales"), cell),)))


def test_an_exhibit_of_numbers_passes() -> None:
    """Values in any scale, bounds with their word, cells without a figure."""
    assert found(GOOD) == []
    assert found(with_cell(Cell("21,100", "sales", "21100", numeric=True))) == []
    assert found(with_cell(Cell("over 40", "fleet", ">40", numeric=True))) == []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (Cell("21.1", "", "21.1", numeric=True), "prints 21.1, which is no number of the thesis"),
        (Cell("21.1", "gone", "21.1", numeric=True), "prints 21.1, which is no number of the thesis"),
        (Cell("21.4", "sales", "21.4", numeric=True), "prints 21.4 for 'sales', which has another value"),
        (Cell("over 40", "fleet", "40", numeric=True), "prints over 40 for 'fleet', which has another value"),
        (Cell("40", "fleet", ">40", numeric=True), "prints 40 for 'fleet', a bound, without saying so"),
    ],
)
def test_a_cell_that_is_no_number(cell: Cell, message: str) -> None:
    """Without an address, with another value, or a bound that prints as a point."""
    (finding,) = found(with_cell(cell))
    assert finding.code == "A304"
    assert message in finding.message


def test_an_alt_text_with_a_figure_of_its_own() -> None:
    """It says what the numbers print."""
    (finding,) = found(replace(GOOD, alt="Bar chart: Sales. Sales: US$22.4bn."))
    assert finding.message == "the alt text of exhibit 'e' says US$22.4bn, which none of its numbers prints"


def test_kinds_are_marked() -> None:
    """So that the source line can name them."""
    forecast = replace(SALES, kind=Kind.FORECAST)
    (finding,) = found(GOOD, forecast)
    assert "holds a forecast and does not mark it" in finding.message
    assert found(replace(GOOD, marks=("forecast",)), forecast) == []


def test_rebased_lines_are_recomputed() -> None:
    """Their values are no numbers of the thesis, but follow from them."""
    points = tuple(number(f"s[{year}]", amount, "USD bn") for year, amount in (("2023A", "4"), ("2024A", "5")))
    series = tuple(replace(one, period=Period.parse(one.address[2:-1])) for one in points)
    exhibit = {"id": "e", "chart": "line", "title": "图", "of": ["s"], "index_at": "2023A"}
    known = results(series={"s": series})
    for text, count in (("125.0", 0), ("126.0", 1)):
        view = replace(with_cell(Cell(text, "", text, numeric=True)), alt="", addresses=())
        made = audit.exhibits(thesis(exhibits=[exhibit]), shared(), known, DAY, [view], locale("en"))
        assert len(made) == count
