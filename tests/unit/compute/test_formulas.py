"""The formulas: golden values, and the traps that must be errors."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefwright.compute import FORMULAS
from briefwright.compute.arithmetic import CONTEXT
from briefwright.model.amount import Amount, Form
from briefwright.model.lang import LANGS
from briefwright.model.library import Shared
from briefwright.model.number import Number
from briefwright.model.period import Kind
from tests.unit.compute.theses import SHARED, computed, fact, facts, one, refused, series

IDC = series("USD bn", "2021A: 5.1, 2026E: 21.1")
COMPUTE = facts(
    ai="3.5 | month",
    moore="18 | month",
    v100="512 | card",
    v100_time="7 | month",
    a100="1024 | card",
    a100_time="1 | month",
    gpt1="117 | m parameter",
    gpt2="1.5 | bn parameter",
    gpt3="175 | bn parameter",
    stages="0.5 | year",
    week="2 | week",
)


def value(number: Number, places: str) -> str:
    assert number.amount.is_point
    return str(number.amount.value.quantize(Decimal(places), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("formula", "given", "places", "expected", "unit"),
    [
        ("cagr(s)", series("index", "2023A: 100, 2026E: 180"), "0.0001", "21.6440", "%"),
        ("cagr(s)", IDC, "0.1", "32.8", "%"),
        ("multiple(s)", IDC, "0.1", "4.1", "x"),
        ("cagr(s)", series("CNY bn", "2020A: 4, 2025E: 49.5"), "0.1", "65.4", "%"),
        ("multiple(s)", series("CNY bn", "2020A: 4, 2025E: 49.5"), "0.1", "12.4", "x"),
        ("growth_from_doubling(ai, moore)", COMPUTE, "0.1", "35.3", "x"),
        ("growth_from_doubling(moore, 18 month)", COMPUTE, "0.1", "2.0", "x"),
        ("growth_from_doubling(ai, 12 month)", COMPUTE, "0.1", "10.8", "x"),
        ("growth_from_doubling(ai, 1 year)", COMPUTE, "0.1", "10.8", "x"),
        ("growth_from_doubling(moore, 4 quarter)", COMPUTE, "0.1", "1.6", "x"),
        ("growth_from_doubling(week, 28 day)", COMPUTE, "1", "4", "x"),
        ("work(v100, v100_time)", COMPUTE, "1", "3584", "card-month"),
        ("work(a100, a100_time)", COMPUTE, "1", "1024", "card-month"),
        ("work(v100, v100_time) / work(a100, a100_time)", COMPUTE, "0.1", "3.5", "x"),
        ("ratio(gpt3, gpt2)", COMPUTE, "1", "117", "x"),
        ("multiple(gpt3, gpt1)", COMPUTE, "1", "1496", "x"),
        ("multiple(stages, a100_time)", COMPUTE, "1", "6", "x"),
        ("ratio(gpt3, v100)", COMPUTE, "1", "341796875", "bn parameter/card"),
        ("share(gpt2, gpt3)", COMPUTE, "0.001", "0.857", "%"),
        ("sum(gpt1, gpt2, gpt3)", COMPUTE, "1", "176617000000", "m parameter"),
        ("gpt1 + gpt2 * 2", COMPUTE, "1", "3117000000", "m parameter"),
        ("difference(gpt3, gpt2)", COMPUTE, "1", "173500000000", "bn parameter"),
        ("-(gpt2 - gpt3)", COMPUTE, "1", "173500000000", "bn parameter"),
        ("stages + a100_time", COMPUTE, "0.001", "0.583", "year"),
        ("difference(s[2025E], s[2023A])", series("%", "2023A: 1, 2025E: 10"), "1", "9", "pp"),
        ("yoy(s, 2024A)", series("CNY bn", "2023A: 80, 2024A: 100"), "1", "25", "%"),
        ("yoy(s, 2024)", series("CNY bn", "2023A: 80, 2024A: 100"), "1", "25", "%"),
        ("yoy(s, 2024Q1A)", series("CNY bn", "2023Q1A: 80, 2024Q1A: 60"), "1", "-25", "%"),
        ("yoy(s, 2024-02A)", series("CNY bn", "2023-02A: 80, 2024-02A: 80"), "1", "0", "%"),
        ("yoy(s, FY2024A)", series("CNY bn", "FY2023A: 80, FY2024A: 100"), "1", "25", "%"),
        ("cagr(s, 2022A, 2024A)", series("x", "2020A: 9, 2022A: 1, 2024A: 4"), "1", "100", "%"),
        ("sum(s)", series("CNY bn", "2023Q1A: 1, 2023Q2A: 2, 2023Q3A: 3, 2023Q4A: 4"), "1", "10000000000", "CNY bn"),
    ],
)
def test_golden_values(formula: str, given: str, places: str, expected: str, unit: str) -> None:
    """Values checked by hand or by another program."""
    number = one(formula, given)
    shown = str(number.unit) if number.unit.per is None else f"bn {number.unit.base}"
    assert (value(number, places), shown) == (expected, unit)


@pytest.mark.parametrize(
    ("formula", "given", "expected"),
    [
        ("cagr(s)", series("unstated bn", "2021A: over 25, 2025E: about 100"), "below 41.4213562"),
        ("cagr(s)", series("unstated bn", "2021A: over 25, 2025E: under 100"), "below 41.4213562"),
        ("cagr(s)", series("unstated bn", "2021A: 25, 2025E: at most 100"), "at most 41.4213562"),
        ("multiple(s)", series("unstated bn", "2021A: over 25, 2025E: 100"), "below 4"),
        ("multiple(s)", series("CNY bn", "2021A: 25, 2025E: over 100"), "over 4"),
        ("cagr(s)", series("x", "2021A: 1, 2023E: 4 to 9"), "100 to 200"),
        ("share(a, b)", facts(a="10 to 30 | card", b="100 | card"), "10 to 30"),
        ("a * 2", facts(a="about 3640 | PF-day"), "about 7280"),
        ("growth_from_doubling(a, 24 month)", facts(a="6 to 12 | month"), "4 to 16"),
        ("growth_from_doubling(a, 24 month)", facts(a="over 12 | month"), "below 4"),
        ("yoy(s, 2024A)", series("CNY bn", "2023A: 80, 2024A: at least 100"), "at least 25"),
    ],
)
def test_bounds_run_through_formulas(formula: str, given: str, expected: str) -> None:
    """A bound in an input is a bound in the result and never a point."""
    found, wanted = one(formula, given).amount, Amount.parse(expected)
    assert found.form is wanted.form
    for end, want in ((found.low, wanted.low), (found.high, wanted.high)):
        assert (end is None) == (want is None)
        assert end is None or want is None or abs(end - want) < Decimal("1e-6")


@pytest.mark.parametrize(
    ("code", "formula", "given"),
    [
        ("N206", "cagr(s)", series("CNY bn", "2021A: 0, 2026E: 21.1")),
        ("N206", "cagr(s)", series("CNY bn", "2021A: -3, 2026E: 21.1")),
        ("N206", "cagr(s)", series("CNY bn", "2021A: 3, 2026E: -21.1")),
        ("N206", "cagr(s)", series("CNY bn", "2021A: below 3, 2026E: 21.1")),
        ("N206", "yoy(s, 2024A)", series("CNY bn", "2023A: -80, 2024A: 100")),
        ("N206", "multiple(s)", series("CNY bn", "2023A: -80, 2024A: 100")),
        ("N206", "growth_from_doubling(a, 12 month)", facts(a="0 | month")),
        ("N207", "ratio(a, b)", facts(a="1 | card", b="0 | card")),
        ("N207", "a / b", facts(a="1 | card", b="below 5 | card")),
        ("N208", "yoy(s, 2025A)", series("CNY bn", "2023A: 80, 2024A: 100")),
        ("N208", "yoy(s, 2023A)", series("CNY bn", "2023A: 80, 2024A: 100")),
        ("N208", "cagr(s, 2023A, 2024E)", series("CNY bn", "2023A: 80, 2024A: 100")),
        ("N210", "cagr(s)", series("CNY bn", "FY2023A: 80, 2024A: 100")),
        ("N210", "cagr(s)", series("CNY bn", "2023Q1A: 80, 2023H2A: 100")),
        ("N210", "cagr(s, 2024A, 2023A)", series("CNY bn", "2023A: 80, 2024A: 100")),
        ("N210", "yoy(s, 2024-02-29)", series("CNY bn", "2022-02-20: 80, 2024-02-29: 100", more=", kind: actual")),
        ("N210", "share(s[2023A], s[2024A])", series("CNY bn", "2023A: 80, 2024A: 100")),
        ("N210", "sum(s)", series("CNY bn", "2023A: 80, 2025A: 100")),
        ("N210", "s[2023A] + s[2025A]", series("CNY bn", "2023A: 80, 2025A: 100")),
        ("N210", "s[FY2023A] / s[2024A]", series("CNY bn", "FY2023A: 80, 2024A: 100")),
        ("N211", "cagr(s)", series("CNY bn", "2023A: 80")),
        ("N211", "multiple(s)", series("CNY bn", "2023A: 80")),
        ("N212", "share(a, b)", facts(a="3 | card", b="2 | card")),
        ("N212", "share(a, b)", facts(a="-3 | USD", b="2 | USD")),
        ("N212", "growth_from_doubling(a, b)", facts(a="1 | month", b="below 5 | month")),
        ("N212", "doubling_path(a, 5000 month)", facts(a="100 | month")),
        ("N203", "doubling_path(a, 18 month, 4 month)", facts(a="3.5 | month")),
        ("N203", "doubling_path(a, 1.5 month)", facts(a="3.5 | month")),
        ("N203", "cagr(a)", facts(a="3.5 | month")),
        ("N203", "cagr()", facts(a="3.5 | month")),
        ("N203", "growth_from_doubling(a, b)", facts(a="3.5 | month", b="1 | card")),
        ("N203", "growth_from_doubling(a, 12)", facts(a="3.5 | month")),
        ("N203", "share(a)", facts(a="3.5 | month")),
        ("N204", "yoy(s, 2024A)", series("%", "2023A: 8, 2024A: 10")),
        ("N204", "work(a, 7 month)", facts(a="3.5 | USD")),
        ("N204", "growth_from_doubling(a, 12 month)", facts(a="3.5 | day")),
        ("N204", "sum(a, b)", facts(a="3.5 | card", b="1 | word")),
        ("N204", "a + b", facts(a="3.5 | %", b="1 | pp")),
        ("N204", "a + 1", facts(a="3.5 | %")),
        ("N204", "12 * 3", facts(a="3.5 | %")),
        ("N205", "sum(a, b)", facts(a="3.5 | USD bn", b="1 | CNY bn")),
        ("N205", "share(a, b)", facts(a="3.5 | USD bn", b="10 | unstated bn")),
    ],
)
def test_traps_are_errors(code: str, formula: str, given: str) -> None:
    """What has no meaning is a coded finding and gives no number."""
    assert refused(formula, given).code == code


def test_wrong_arguments_show_the_signature() -> None:
    """N203 says how the formula is written."""
    assert FORMULAS["share"].signature in refused("share(a)", facts(a="1 | card")).help


def test_path_has_a_point_for_every_step() -> None:
    """A path runs from one at step 0 to the multiple at the end, over elapsed periods of its noun."""
    found, findings = computed(
        f"{COMPUTE}computed:\n  path: doubling_path(ai, 18 month)\n  slow: doubling_path(moore, 1 year, 3 month)"
    )
    assert not findings
    path = found.series["path"]
    assert (len(path.points), path.x_noun, str(path.unit)) == (19, "month", "x")
    assert path.points[0].amount == Amount.point(1)
    assert value(found.numbers["path[18]"], "0.1") == "35.3"
    assert all(point.derivation == path.derivation for point in path.points)


def test_path_by_longer_steps() -> None:
    """With a step the labels count the noun that the step is in."""
    found, findings = computed(f"{COMPUTE}computed:\n  path: doubling_path(moore, 36 month, 1 year)")
    assert not findings
    assert [str(point.period) for point in found.series["path"].points] == ["0", "1", "2", "3"]
    assert found.series["path"].x_noun == "year"
    assert value(found.numbers["path[3]"], "1") == "4"


def test_increase_is_a_share_of_the_last_year() -> None:
    """An increase over a span of years is part of the value that the span ends with."""
    given = IDC + "computed:\n  more: {formula: 's[2026E] - s[2021A]', label: More}\n  result: share(more, s[2026E])\n"
    found, findings = computed(given)
    assert not findings
    assert value(found.numbers["result"], "0.1") == "75.8"


def test_unstated_currencies_join_within_one_source_only() -> None:
    """Two unstated currencies of one source are the same; of different sources nobody knows."""
    same = Shared(SHARED.houses, sources=SHARED.sources, facts={name: fact("5", "unstated bn") for name in ("a", "b")})
    assert value(one("ratio(a, b)", "", same), "1") == "1"
    assert value(one("sum(a, b) / b", "", same), "1") == "2"
    other = Shared(
        SHARED.houses,
        sources=SHARED.sources,
        facts=dict(same.facts) | {"b": fact("5", "unstated bn", source="digest", as_of="2023-01-01")},
    )
    assert refused("ratio(a, b)", "", other).code == "N205"
    via = {"source": "digest", "locator": "report 4"}
    quoted = {"a": fact("5", "unstated bn", via=via), "b": fact("5", "unstated bn", source="digest", via=via)}
    assert value(one("ratio(a, b)", "", Shared(SHARED.houses, sources=SHARED.sources, facts=quoted)), "1") == "1"


def test_scopes_of_unstated_currencies_survive_steps() -> None:
    """A computed amount of unstated currency still joins only what its inputs join."""
    shared = Shared(
        SHARED.houses,
        sources=SHARED.sources,
        facts={
            "a": fact("5", "unstated bn"),
            "b": fact("5", "unstated bn"),
            "c": fact("5", "unstated bn", source="digest", as_of="2023-01-01"),
        },
    )
    step = "computed:\n  ab: sum(a, b)\n  good: ratio(ab, a)\n  bad: ratio(ab, c)\n"
    found, findings = computed(step, shared)
    assert "good" in found.numbers
    assert [finding.code for finding in findings] == ["N205"]


def test_kind_is_the_least_certain() -> None:
    """A rate from an actual to an estimate is an estimate."""
    assert one("cagr(s)", IDC).kind is Kind.ESTIMATE
    assert one("cagr(s)", series("USD", "2021A: 1, 2022F: 2")).kind is Kind.FORECAST


@pytest.mark.parametrize(
    ("formula", "period"),
    [
        ("cagr(s)", "2021..2026"),
        ("multiple(s)", "2021..2026"),
        ("s[2026E] - s[2021A]", "2021..2026"),
        ("s[2026E] * 2", "2026E"),
        ("share(s[2026E], s[2026E])", "2026E"),
        ("s[2026E] * s[2021A] / s[2021A]", None),
    ],
)
def test_period_of_a_result(formula: str, period: str | None) -> None:
    """The inputs' period where they share one, the span for changes, else none."""
    found = one(formula, series("x", "2021A: 5.1, 2026E: 21.1")).period
    assert (str(found) if found else None) == period


def test_as_of_is_the_latest() -> None:
    """A result is as fresh as its latest input says."""
    shared = Shared(
        SHARED.houses,
        sources=SHARED.sources,
        facts={"a": fact("1", "card"), "b": fact("2", "card", as_of="2024-01-01")},
    )
    as_of = one("a / b", "", shared).as_of
    assert as_of is not None
    assert str(as_of.day) == "2024-01-01"


def test_every_formula_is_documented() -> None:
    """Names, definitions and labels in every language, and an identity, for the methods appendix."""
    for name, formula in FORMULAS.items():
        assert name == formula.name
        assert formula.signature.startswith(f"{name}(")
        assert formula.source
        for texts in (formula.names, formula.definition, *formula.labels.values()):
            assert set(texts) == set(LANGS)
            assert all(texts.values())


positive = st.decimals(min_value="0.01", max_value=10_000, places=2)


@given(positive, st.decimals(min_value="-0.9", max_value=3, places=3), st.integers(1, 30))
def test_cagr_inverts_compounding(start: Decimal, rate: Decimal, years: int) -> None:
    """Growth compounded at a rate over n years has that rate for its CAGR; n counts periods, not points."""
    end = CONTEXT.multiply(start, CONTEXT.power(1 + rate, years))
    assume(Decimal("1e-20") < end < Decimal("1e30"))
    number = one("cagr(s)", series("index", f"2000A: {start:f}, {2000 + years}A: {end:.38f}"))
    assert number.amount.form is Form.POINT
    assert abs(number.amount.value / 100 - rate) < Decimal("1e-15")


@given(st.lists(positive, min_size=2, max_size=6))
def test_shares_of_parts_sum_to_the_whole(parts: list[Decimal]) -> None:
    """The shares of all parts in their sum add up to 100 %."""
    given = facts(**{f"p{index}": f"{part:f} | USD bn" for index, part in enumerate(parts)})
    names = [f"p{index}" for index in range(len(parts))]
    shares = " + ".join(f"share({name}, sum({', '.join(names)}))" for name in names)
    total = one(shares, given)
    assert str(total.unit) == "%"
    assert abs(total.amount.value - 100) < Decimal("1e-40")


@given(st.integers(1, 60), st.integers(0, 120))
def test_growth_doubles_every_doubling_time(doubling: int, over: int) -> None:
    """One doubling time later the multiple is twice what it was."""
    given = facts(d=f"{doubling} | month")
    now = one(f"growth_from_doubling(d, {over} month)", given).amount.value
    then = one(f"growth_from_doubling(d, {over + doubling} month)", given).amount.value
    assert abs(then / now - 2) < Decimal("1e-25")
