"""Numbers that are not meaningful, and figures stated for what is computed."""

import pytest

from briefwright.compute import chain
from briefwright.model.amount import Amount
from briefwright.model.finding import Finding
from briefwright.model.number import Number, Results
from tests.unit.compute.theses import SHARED, computed, facts, series

LOSS = (
    series("CNY bn", "2022A: -10, 2023A: 20, 2024A: 30")
    + "  t: {label: T, unit: CNY bn, points: {2023A: 5, 2024A: 4}, source: bureau}\n"
    + facts(profit="20 | CNY bn", profit2="20 | CNY bn", loss="-5 | CNY bn", zero="0 | CNY bn", ships="3 | ship")
)


def undefined(formulas: str, given: str = LOSS) -> tuple[Results, list[Finding]]:
    """``name: formula`` each on a line; a trailing ``?`` asks for n.m."""
    lines = []
    for line in formulas.strip().splitlines():
        name, formula = line.strip().split(": ", 1)
        asked = ", undefined: n.m." if formula.endswith("?") else ""
        lines.append(f"  {name}: {{formula: '{formula.removesuffix('?')}', label: {name}{asked}}}\n")
    return computed(f"{given}computed:\n{''.join(lines)}")


def the(formula: str) -> Number:
    found, findings = undefined(f"r: {formula}?")
    assert not findings
    return found.numbers["r"]


@pytest.mark.parametrize(
    ("formula", "reason", "unit", "period"),
    [
        ("yoy(s, 2023)", "'s' a year before 2023A is not, or not surely, above zero", "%", "2023A"),
        ("cagr(s)", "the first value of 's' is not, or not surely, above zero", "%", "2022..2024"),
        ("multiple(profit, loss)", "the base of the multiple is not, or not surely, above zero", "x", None),
        ("profit / zero", "the divisor is or may be zero", "x", None),
        ("profit / (profit - profit2)", "the divisor is or may be zero", "x", None),
        ("gap(zero, profit)", "the first size is not, or not surely, above zero", "%", None),
        ("doubling_time(yoy(t, 2024))", "the growth is not, or not surely, above zero", "year", "2024A"),
    ],
)
def test_what_has_no_meaning_says_so(formula: str, reason: str, unit: str, period: str | None) -> None:
    """With `undefined: n.m.` the number has no value, its unit and period all the same, and the reason."""
    number = the(formula)
    assert not number.amount.is_meaningful
    assert (number.reason, str(number.unit), str(number.period) if number.period else None) == (reason, unit, period)
    assert number.derivation is not None
    assert number.derivation.expression == formula
    assert number.derivation.inputs


def test_it_is_an_error_where_nobody_asks() -> None:
    """The default is to refuse."""
    _, findings = undefined("r: yoy(s, 2023)")
    assert [finding.code for finding in findings] == ["N206"]


@pytest.mark.parametrize(
    "formula", ["profit + ships", "ratio(ships, zero)", "yoy(s, 2020)", "nothing * 2", "profit / 0", "profit +"]
)
def test_mistakes_stay_errors(formula: str) -> None:
    """Only formulas outside their domain are not meaningful; wrong units, names and periods are mended."""
    found, findings = undefined(f"r: {formula}?")
    assert "r" not in found.numbers
    assert len(findings) == 1


def test_nothing_is_computed_from_it_silently() -> None:
    """What rests on it is an error that names it, or says so itself."""
    found, findings = undefined("a: yoy(s, 2023)?\nb: a * 2\nc: a * 2?\nd: c * 2?\ne: maximum(a, a)")
    assert [finding.code for finding in findings] == ["N217", "N217"]
    why = "'a' is not meaningful: 's' a year before 2023A is not, or not surely, above zero"
    assert findings[0].message == why
    assert {"b", "e"}.isdisjoint(found.numbers)
    assert found.numbers["c"].reason == why
    assert found.numbers["d"].reason == f"'c' is not meaningful: {why}"
    assert str(found.numbers["d"].period) == "2023A"


def test_a_path_says_it_point_by_point() -> None:
    """The points that have a meaning have a value; a formula may read those, and not the others."""
    formulas = "g: growth(s)?\nx: g[2024] * 2\ny: g[2023] * 2\nz: mean(g)\nk: sum(g)?"
    found, findings = undefined(formulas)
    assert [finding.code for finding in findings] == ["N217", "N217"]
    bad, good = found.series["g"].points
    assert (bad.amount.is_meaningful, good.amount) == (False, Amount.parse("50"))
    assert bad.reason == "'s' a year before 2023A is not, or not surely, above zero"
    assert found.numbers["x"].amount == Amount.parse("100")
    assert found.numbers["k"].reason.startswith("'g[2023A]' is not meaningful")


def test_a_path_is_refused_where_nobody_asks() -> None:
    """One point without meaning is one error."""
    found, findings = undefined("g: growth(s)")
    assert [finding.code for finding in findings] == ["N206"]
    assert "g" not in found.series


def stated(formula: str, value: str, unit: str) -> tuple[Results, list[Finding]]:
    figure = f"{{value: '{value}', unit: '{unit}'}}"
    return computed(f"{LOSS}computed:\n  r:\n    formula: {formula}\n    label: R\n    stated: {figure}\n")


@pytest.mark.parametrize(
    ("formula", "value", "unit", "expected"),
    [
        ("profit * 2", "40.1", "CNY bn", "40100000000"),
        ("profit * 2", "401", "CNY 亿", "40100000000"),
        ("profit * 2", "over 40", "CNY bn", "over 40000000000"),
        ("share(profit, profit)", "99.9", "%", "99.9"),
        ("doubling_time(yoy(s, 2024))", "20.5", "month", "1.708333333333333333333333333333333333333333333333333"),
    ],
)
def test_a_stated_figure_is_kept_in_base_units(formula: str, value: str, unit: str, expected: str) -> None:
    """Whatever scale it is printed in; durations in the noun of the result."""
    found, findings = stated(formula, value, unit)
    assert not findings
    figure, wanted = found.numbers["r"].stated, Amount.parse(expected)
    assert figure is not None
    assert figure.form is wanted.form
    assert abs(figure.value - wanted.value) < 1e-40


@pytest.mark.parametrize(
    ("formula", "unit"),
    [
        ("profit * 2", "USD bn"),
        ("profit * 2", "ship"),
        ("share(profit, profit)", "pp"),
        ("ships * 2", "card"),
        ("rebase(s, 2024)", "index"),
    ],
)
def test_a_stated_figure_in_another_unit_is_a_finding(formula: str, unit: str) -> None:
    """N216 points at it; the number itself stands."""
    found, findings = stated(formula, "5", unit)
    assert [finding.code for finding in findings] == ["N216"]
    assert findings[0].span is not None
    assert findings[0].span.line == LOSS.count("\n") + 5
    assert "r" in found.numbers or "r" in found.series


def test_explain_shows_what_has_no_meaning() -> None:
    """The working with the real inputs stands beside the reason."""
    found, _ = undefined("a: yoy(s, 2023)?")
    (made,) = [entry.derivation for entry in chain(found, SHARED, "a").numbers if entry.address == "a"]
    assert made is not None
    assert made.in_figures == "20 CNY bn / -10 CNY bn − 1"
