"""Formulas over numbers of every sort: never a crash, and bounds that hold what points give."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.compute import FORMULAS
from briefwright.compute.arithmetic import CONTEXT
from briefwright.compute.evaluate import Known, evaluate, evaluate_or_undefined
from briefwright.compute.expression import Node, parse
from briefwright.compute.formula import COUNT, DURATION, MORE, PERIOD, SERIES
from briefwright.compute.problem import Problem, Skipped
from briefwright.compute.quantity import Path, Quantity
from briefwright.model.amount import Amount, Form
from briefwright.model.codes import CODES
from briefwright.model.finding import Span
from briefwright.model.number import Number, Origin, Series
from briefwright.model.period import AsOf, Basis, Kind, Period
from briefwright.model.text import ALL, Text
from briefwright.model.unit import Unit

SINGLE = ("a", "b", "c", "d", "e")
MANY = ("s", "t", "keyed", "rows.of")
YEARS = ("2021A", "2022A", "2023A", "2024E", "2025F")
PERIODS = (*YEARS, "FY2023A", "2023Q1A", "2023H1", "2023Q2YTD", "2023-02", "2024-02-29", "2021..2023", "2022..")
HERE = Span("here")
_LABEL = Text.of({ALL: "L"})
units = st.sampled_from(
    ["%", "%", "pp", "x", "index", "CNY bn", "CNY bn", "USD m", "unstated bn", "card", "CNY/card"]
) | (st.sampled_from(["month", "year", "day", "card-month", "CNY/USD", "bp", "CNY/month", "k card", "card/month"]))
digits = st.sampled_from(["0", "1", "2", "3.5", "25", "-4", "100", "0.001", "99999999999999999999", "1e40", "1e-40"])
decimals = digits.map(Decimal) | st.decimals(-200, 200, places=2)
periods = st.none() | st.sampled_from(PERIODS).map(Period.parse) | st.just(Period.elapsed(3))
bases = st.none() | st.sampled_from(Basis)
SIDES = (Form.ABOVE, Form.AT_LEAST, Form.BELOW, Form.AT_MOST, Form.POINT, Form.ABOUT)


@st.composite
def amounts(draw: st.DrawFn) -> Amount:
    low, high = sorted((draw(decimals), draw(decimals)))
    form = draw(st.sampled_from([*SIDES, Form.RANGE, Form.NOT_MEANINGFUL, Form.POINT, Form.POINT]))
    if form is Form.NOT_MEANINGFUL:
        return Amount.not_meaningful()
    if form is Form.RANGE and low < high:
        return Amount(low, high, form)
    return Amount.bound(Form.POINT if form is Form.RANGE else form, low)


def number(address: str, amount: Amount, unit: Unit, period: Period | None, basis: Basis | None = None) -> Number:
    kind = (period.kind if period else None) or Kind.ACTUAL
    as_of = AsOf(date(2023, 6, 30))
    return Number(address, _LABEL, amount, unit, kind, HERE, period, as_of, Origin("source"), basis=basis)


@st.composite
def library(draw: st.DrawFn, written: st.SearchStrategy[Amount]) -> Known:
    """Numbers of few units, periods and bases, so that formulas often fit."""
    known = Known(broken={"broken"})
    few_units = st.sampled_from([Unit.parse(draw(units)), Unit.parse(draw(units))])
    few_periods, few_bases = st.sampled_from([draw(periods), draw(periods)]), st.sampled_from([None, draw(bases)])
    for name in SINGLE:
        known.numbers[name] = number(name, draw(written), draw(few_units), draw(few_periods), draw(few_bases))
    for name in MANY:
        unit, basis = draw(few_units), draw(few_bases)
        moments: list[Period | None]
        if name in ("s", "t"):
            chosen = draw(st.just(YEARS) | st.lists(st.sampled_from(PERIODS), unique=True, max_size=4))
            moments = [Period.parse(text) for text in chosen]
        else:
            moments = [draw(st.none() | st.just(Period.parse("2023A")))] * draw(st.integers(0, 4))
        keys = [str(moment) if name in ("s", "t") else f"k{row}" for row, moment in enumerate(moments)]
        points = [
            number(f"{name}[{key}]", draw(written), unit, moment, basis)
            for key, moment in zip(keys, moments, strict=True)
        ]
        known.add_series(Series(name, _LABEL, unit, tuple(points), HERE))
    return known


singles = st.sampled_from(SINGLE)
leaves = singles | st.sampled_from([*SINGLE, *MANY, "s[2023]", "keyed[k1]", "broken", "nothing", "2", "0", "12 month"])


@st.composite
def calls(draw: st.DrawFn, inner: st.SearchStrategy[str] = singles) -> str:
    """A named formula with arguments of the sort it takes, numbers from ``inner``."""
    formula = FORMULAS[draw(st.sampled_from(sorted(FORMULAS)))]
    form = list(draw(st.sampled_from(formula.forms)))
    if form[-1] == MORE:
        form[-1:] = ["number"] * draw(st.integers(0, 3))
    sorts = {
        SERIES: st.sampled_from(MANY),
        PERIOD: st.sampled_from(["2022", "2023A", "2024E", "2023Q1", "FY2023"]),
        DURATION: st.sampled_from(["6 month", "1 year", "2 day", "a", "b"]),
        COUNT: st.sampled_from(["1", "2", "9"]),
    }
    arguments = [draw(sorts.get(sort, inner)) for sort in form]
    return f"{formula.name}({', '.join(arguments)})"


nested = st.recursive(
    leaves,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({' '.join(parts)})")
        | inner.map(lambda one: f"-{one}")
        | calls(inner)
        | calls(inner)
    ),
    max_leaves=6,
)
expressions = st.one_of(calls(), calls(), calls(), nested)


def outcome(
    tree: Node, known: Known, compute: Callable[[Node, Known], Quantity | Path] = evaluate
) -> Quantity | Path | str:
    """The value, or the code of the Problem."""
    with localcontext(CONTEXT):
        try:
            return compute(tree, known)
        except Problem as problem:
            return problem.remark.code
        except Skipped:
            return ""


def values(found: Quantity | Path | str) -> list[Quantity]:
    if isinstance(found, str):
        return []
    return [point for _, point in found.points] if isinstance(found, Path) else [found]


@settings(max_examples=200, deadline=None)
@given(library(amounts()), expressions)
def test_every_formula_gives_a_value_or_a_coded_problem(known: Known, expression: str) -> None:
    """Whatever units, periods, bounds and holes the numbers have."""
    tree = parse(expression)
    found = outcome(tree, known)
    if isinstance(found, str):
        assert found in CODES or not found
    for value in values(found):
        low, high = value.amount.low, value.amount.high
        assert value.amount.is_meaningful == (value.undefined is None)
        assert not value.amount.is_meaningful or low is not None or high is not None
        assert low is None or high is None or low <= high
    assert bool(values(found)) <= bool(values(outcome(tree, known, evaluate_or_undefined)))


@st.composite
def held(draw: st.DrawFn) -> tuple[Amount, Amount]:
    """An amount and a point that it holds."""
    low = draw(st.sampled_from(["0", "0.5", "1", "4", "20", "-3"]).map(Decimal))
    width = draw(st.sampled_from(["0", "0", "1", "5"]).map(Decimal))
    inside = low + width * draw(st.sampled_from(["0", "0.5", "1"]).map(Decimal))
    sides = [Amount(low, None, Form.AT_LEAST), Amount(None, low + width, Form.AT_MOST)]
    exact = Amount(low, low + width, Form.RANGE) if width else Amount.point(low)
    return draw(st.sampled_from([exact, exact, exact, *sides])), Amount.point(inside)


@settings(max_examples=200, deadline=None)
@given(st.data(), library(st.just(Amount.point(1))), expressions)
def test_bounds_hold_what_points_give(data: st.DataObject, known: Known, expression: str) -> None:
    """A formula over bounds gives bounds that hold its value for any numbers within them."""
    tree = parse(expression)
    addresses = sorted({number.address for number in known.numbers.values()})
    pairs = {address: data.draw(held()) for address in addresses}
    bounded = outcome(tree, replace(known, assumed={address: pair[0] for address, pair in pairs.items()}))
    exact = outcome(tree, replace(known, assumed={address: pair[1] for address, pair in pairs.items()}))
    wide, narrow = values(bounded), values(exact)
    if len(wide) != len(narrow):
        return
    for bound, point in zip(wide, narrow, strict=True):
        if not bound.amount.is_meaningful or not point.amount.is_meaningful:
            continue
        assert (bound.unit, bound.period) == (point.unit, point.period)
        slack = Fraction(1, 10**25) * (1 + abs(Fraction(point.amount.value)))
        low, high = bound.amount.low, bound.amount.high
        assert low is None or point.amount.low is None or Fraction(low) <= Fraction(point.amount.low) + slack
        assert high is None or point.amount.high is None or Fraction(high) >= Fraction(point.amount.high) - slack
