"""Rows of a table: points told apart by a key, with one period or none."""

from datetime import date
from decimal import localcontext

import pytest

from briefwright.compute.arithmetic import CONTEXT
from briefwright.compute.evaluate import Known, evaluate
from briefwright.compute.expression import parse
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Path, Quantity
from briefwright.model.amount import Amount
from briefwright.model.finding import Span
from briefwright.model.number import Number, Origin, Series
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.text import ALL, Text
from briefwright.model.unit import Unit

HERE = Span("here")


def column(known: Known, name: str, unit: str, rows: dict[str, str], period: str = "") -> None:
    """A table's column, its points labelled by their keys."""
    moment, made = Period.parse(period) if period else None, Unit.parse(unit)
    points = [
        Number(
            f"{name}[{key}]",
            Text.of({ALL: key}),
            Amount.parse(value),
            made,
            Kind.ACTUAL,
            HERE,
            moment,
            AsOf(date(2024, 1, 1)),
            Origin("source"),
        )
        for key, value in rows.items()
    ]
    known.add_series(Series(name, Text.of({ALL: name}), made, tuple(points), HERE))


@pytest.fixture(params=["", "2023A"])
def known(request: pytest.FixtureRequest) -> Known:
    found = Known()
    column(found, "t.share", "%", {"Alder": "40", "Birch": "30", "Cedar": "20", "2023": "10"}, request.param)
    column(found, "t.sales", "USD", {"Alder": "8", "Birch": "6", "Cedar": "4", "2023": "2"}, request.param)
    column(found, "t.margin", "%", {"Cedar": "5", "Birch": "10", "Alder": "20", "2023": "0"}, request.param)
    column(found, "t.other", "USD", {"Alder": "8", "Birch": "6"}, request.param)
    column(found, "t.none", "USD", {}, request.param)
    return found


def result(formula: str, known: Known) -> Quantity | Path:
    with localcontext(CONTEXT):
        return evaluate(parse(formula), known)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("hhi(t.share)", "3000"),
        ("cr(2, t.share)", "70"),
        ("sum(t.sales)", "20"),
        ("mean(t.sales)", "5"),
        ("median(t.sales)", "5"),
        ("minimum(t.sales)", "2"),
        ("maximum(t.sales)", "8"),
        ("count(t.sales)", "4"),
        ("first(t.sales)", "8"),
        ("weighted_average(t.margin, t.sales)", "12"),
        ("share(t.sales[Alder], sum(t.sales))", "40"),
        ("t.sales[Alder] / t.sales[2023]", "4"),
    ],
)
def test_formulas_that_need_no_time(known: Known, formula: str, expected: str) -> None:
    """They take rows in any order; pairs are matched by key."""
    found = result(formula, known)
    assert isinstance(found, Quantity)
    assert found.amount == Amount.parse(expected)


@pytest.mark.parametrize(
    "formula",
    [
        "cagr(t.sales)",
        "multiple(t.sales)",
        "yoy(t.sales, 2023)",
        "growth(t.sales)",
        "rebase(t.sales, 2023)",
        "contribution(t.sales, t.sales, 2023)",
        "doubling_time(t.sales)",
    ],
)
def test_formulas_over_time_refuse_rows(known: Known, formula: str) -> None:
    """The first and the last row are no beginning and no end."""
    with pytest.raises(Problem, match=r"periods do not tell the points of 't\.sales' apart") as caught:
        result(formula, known)
    assert caught.value.remark.code == "N210"


@pytest.mark.parametrize(
    ("code", "formula"),
    [
        ("N208", "weighted_average(t.sales, t.other)"),
        ("N208", "weighted_average(t.other, t.sales)"),
        ("N211", "mean(t.none)"),
        ("N211", "cr(1, t.none)"),
        ("N211", "weighted_average(t.none, t.none)"),
        ("N211", "cagr(t.none)"),
        ("N208", "t.sales[Dogwood]"),
        ("N203", "t.none * 2"),
    ],
)
def test_missing_rows_are_errors(known: Known, code: str, formula: str) -> None:
    """A row without its weight, a column without rows, a key that there is not."""
    with pytest.raises(Problem) as caught:
        result(formula, known)
    assert caught.value.remark.code == code


def test_rows_go_by_their_keys_alone(known: Known) -> None:
    """A period that all rows share names none of them, and a key that looks like a year is a key."""
    assert known.numbers["t.share[2023]"].amount == Amount.point(10)
    assert [address for address in known.numbers if address.startswith("t.other")] == [
        "t.other[Alder]",
        "t.other[Birch]",
    ]
