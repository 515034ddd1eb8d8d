"""Formulas put together at random over numbers of every sort: a value or a finding, never an exception."""

from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute import FORMULAS, chain
from briefwright.compute.formula import COUNT, DURATION, MORE, NUMBER, PERIOD, SERIES
from briefwright.model.amount import Form
from briefwright.model.number import Number
from briefwright.model.period import Grain, Period
from briefwright.model.unit import Measure, Unit
from tests.unit.compute.theses import SHARED, computed
from tests.unit.model.texts import AMOUNTS, PERIODS, UNITS

_BASES = ("", "flow", "stock", "average", "spot")
_KINDS = ("actual", "estimate", "forecast", "opinion")
_SERIES = {
    "years": ("CNY 亿", "2021A: -1, 2022A: 0, 2023A: 2, 2026E: over 4", ", basis: flow"),
    "fiscal": ("USD m", "FY2021A: 1, FY2022A: 2, FY2023E: 3 to 4", ", year_end: 6"),
    "unplaced": ("USD m", "FY2021A: 1, FY2022A: 2", ""),
    "dates": ("CNY", "2022A: 52, 2022Q3YTDA: 36, 2023Q1A: 14, 2023H1A: 30, 2023Q3YTDA: 48", ""),
    "parts": ("%", "2021A: 40, 2022A: 30, 2023A: 20", ""),
    "days": ("CNY/USD", "2023-02-20: 7, 2023-03-20: 7.1, 2024-02-20: 7.2", ", kind: actual, basis: spot"),
    "later": ("x", "within 5 years: 2, within 18 months: 1", ", kind: forecast"),
    "stock": ("card", "2021Q1A: 1, 2021Q2A: 2, 2021Q3A: at most 3", ", basis: stock"),
}
_NAMES = {
    SERIES: st.sampled_from(sorted(_SERIES)),
    PERIOD: st.sampled_from([one for one in PERIODS if not one.startswith("within")] + ["2023", "2022"]),
    DURATION: st.sampled_from(["3 year", "0 month", "18 month", "2 day"]),
    COUNT: st.sampled_from(["1", "3", "0"]),
}


@st.composite
def facts(draw: st.DrawFn) -> str:
    """Three facts of any amount, unit, basis, kind and time."""
    lines = []
    for name in ("a", "b", "c"):
        value, unit = draw(st.sampled_from(AMOUNTS)), draw(st.sampled_from(UNITS))
        when = draw(st.sampled_from(PERIODS))
        period = Period.parse(when)
        kind = f", kind: {draw(st.sampled_from(_KINDS))}" if period.kind is None else ""
        basis = draw(st.sampled_from(_BASES))
        lines.append(
            f"  {name}: {{label: {name}, value: '{value}', unit: '{unit}', "
            f"period: {when}{kind}, as_of: 2023-06-30, source: bureau"
            f"{f', basis: {basis}' if basis else ''}, year_end: {draw(st.integers(1, 12))}}}"
        )
    return "\n".join(["facts:", *lines, "series:", *_series()]) + "\n"


def _series() -> list[str]:
    return [
        f"  {name}: {{label: {name}, unit: '{unit}', points: {{{points}}}, source: bureau{more}}}"
        for name, (unit, points, more) in _SERIES.items()
    ]


_points = st.sampled_from(["years[2023A]", "fiscal[FY2022]", "dates[2023H1]", "days[2023-02-20]", "stock[2021Q3]"])
_number = st.one_of(st.sampled_from(["a", "b", "c"]), _points, st.sampled_from(["2", "0.5", "3 year", "12 month"]))


@st.composite
def call(draw: st.DrawFn, within: st.SearchStrategy[str]) -> str:
    """A call of any formula with arguments of one of its forms."""
    formula = FORMULAS[draw(st.sampled_from(sorted(FORMULAS)))]
    form = list(draw(st.sampled_from(formula.forms)))
    if form[-1] == MORE:
        form[-1:] = [NUMBER] * draw(st.integers(0, 3))
    return f"{formula.name}({', '.join(draw(_NAMES.get(what, within)) for what in form)})"


expression = st.recursive(
    _number,
    lambda within: st.one_of(
        call(within),
        st.tuples(within, st.sampled_from("+-*/"), within).map(lambda one: f"({one[0]} {one[1]} {one[2]})"),
        within.map(lambda one: f"-{one}"),
    ),
    max_leaves=6,
)


@given(facts(), st.lists(st.one_of(call(_number), expression), min_size=6, max_size=6), st.booleans())
def test_any_formula_gives_a_value_or_a_finding(given_yaml: str, formulas: list[str], undefined: bool) -> None:
    """What it gives has a unit that can be written, limits in order, and an explanation; what fails has a code."""
    more = ", undefined: n.m." if undefined else ""
    lines = [f"  r{index}: {{formula: '{formula}', label: R{more}}}" for index, formula in enumerate(formulas)]
    found, findings = computed(f"{given_yaml}computed:\n" + "\n".join(lines) + "\n")
    failed = {one.span.line for one in findings if one.span}
    first = given_yaml.count("\n") + 2
    for index, formula in enumerate(formulas):
        address = f"r{index}"
        if address in found.numbers or address in found.series:
            for number in found.series[address].points if address in found.series else (found.numbers[address],):
                _is_sound(number)
            chain(found, SHARED, address)
        else:
            assert first + index in failed, formula
    assert all(finding.code[0] in "NC" and finding.message for finding in findings)


def _is_sound(number: Number) -> None:
    bare_count = number.unit == Unit(Measure.COUNT)
    assert bare_count or Unit.parse(str(number.unit)) == number.unit
    amount = number.amount
    if amount.form is Form.NOT_MEANINGFUL:
        assert number.reason
        return
    assert amount.low is not None or amount.high is not None
    assert amount.low is None or amount.high is None or amount.low <= amount.high
    if number.period and number.period.grain is not Grain.ELAPSED:
        assert str(Period.parse(str(number.period))) == str(number.period)
