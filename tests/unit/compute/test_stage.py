"""The stage as a whole: places of findings, circles, silence about consequences, labels, size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute import results
from briefwright.compute.stage import STEP_LIMIT
from briefwright.model.finding import Finding
from briefwright.model.library import Shared
from briefwright.model.number import Derivation
from tests.unit.compute.theses import SHARED, computed, facts, house, series, thesis


def place(finding: Finding) -> tuple[int, int, int]:
    assert finding.span is not None
    return finding.span.line, finding.span.column, finding.span.length


BASE = facts(gpt3="175 | bn parameter", gpt2="1.5 | bn parameter")  # lines 1 to 3


@pytest.mark.parametrize(
    ("formula", "code", "column", "length", "help_text"),
    [
        ("ratio(gpt3, gpt4)", "N202", 18, 4, "did you mean"),
        ("ratoi(gpt3, gpt2)", "N202", 6, 5, "did you mean ratio?"),
        ("gpt2 + gpt3 + (gpt2 + gtp2)", "N202", 28, 4, "gpt2"),
        ("gpt2 * * gpt3", "N201", 13, 1, ""),
        ("gpt2 / gpt3[2021A]", "N202", 13, 11, "write gpt3"),
        ("share(gpt3, gpt2)", "N212", 6, 17, ""),
        ("ratio", "N203", 6, 5, "call it"),
        ("gpt2 - gpt3 - gpt2 - 4", "N204", 6, 22, "can only scale"),
    ],
)
def test_findings_point_into_the_formula(formula: str, code: str, column: int, length: int, help_text: str) -> None:
    """Line, column and length are those of the part at fault, also where the same text occurs before."""
    _, findings = computed(f"{BASE}computed:\n  r: {formula}\n")
    assert [(finding.code, place(finding)) for finding in findings] == [(code, (5, column, length))]
    assert help_text in findings[0].help


def test_findings_point_into_formulas_in_maps() -> None:
    """A formula with a label stands deeper, and is found there."""
    _, findings = computed(f"{BASE}computed:\n  r:\n    label: R\n    formula: gpt2 / gpt5\n")
    assert [place(finding) for finding in findings] == [(7, 21, 4)]


def test_series_where_a_number_is_expected() -> None:
    """The finding names a point to use."""
    _, findings = computed(series("x", "2021A: 5, 2022A: 6") + "computed:\n  r: s * 2\n")
    assert [(finding.code, finding.help) for finding in findings] == [
        ("N203", "name one of its points, such as s[2022A]")
    ]


def test_unknown_point_names_those_there_are() -> None:
    """N208 lists the points of the series."""
    _, findings = computed(series("x", "2021A: 5, 2022A: 6") + "computed:\n  r: s[2023A] * 2\n")
    assert [(finding.code, finding.help) for finding in findings] == [("N208", "there are s[2021A], s[2022A]")]


def test_one_fault_gives_one_finding() -> None:
    """What rests on a broken number is left out without a word; what does not is computed."""
    given = BASE + (
        "computed:\n"
        "  d: {formula: c * 2, label: D}\n"
        "  c: {formula: b * 2, label: C}\n"
        "  b: {formula: nothing * 2, label: B}\n"
        "  good: ratio(gpt3, gpt2)\n"
    )
    found, findings = computed(given)
    assert [finding.code for finding in findings] == ["N202"]
    assert {"b", "c", "d"}.isdisjoint(found.numbers)
    assert "good" in found.numbers


def test_a_broken_fact_gives_one_finding() -> None:
    """A fact without kind is reported once, however much rests on it."""
    given = "facts:\n  a: {label: A, value: 1, unit: x, source: bureau}\ncomputed:\n  b: {formula: a * 2, label: B}\n"
    _, findings = computed(given)
    assert [finding.code for finding in findings] == ["C122"]


def test_order_of_definition_does_not_matter() -> None:
    """A computed number may rest on one defined further down."""
    found, findings = computed(f"{BASE}computed:\n  b: {{formula: a * 2, label: B}}\n  a: ratio(gpt3, gpt2)\n")
    assert not findings
    assert found.numbers["b"].derivation == Derivation("a * 2", (), ("a",))


def test_circles_are_named() -> None:
    """N209 names the circle in the order in which its members rest on each other, once per circle."""
    given = (
        "computed:\n"
        "  a: {formula: b * 2, label: A}\n"
        "  b: {formula: c * 2, label: B}\n"
        "  c: {formula: a * 2, label: C}\n"
        "  d: {formula: d * 2, label: D}\n"
        "  e: {formula: a * 2, label: E}\n"
    )
    _, findings = computed(given)
    assert [(finding.code, finding.message.rpartition(": ")[2]) for finding in findings] == [
        ("N209", "a → b → c → a"),
        ("N209", "d → d"),
    ]
    assert [place(finding)[0] for finding in findings] == [2, 5]


def chained(length: int) -> str:
    steps = "".join(f"  n{index}: {{formula: n{index - 1} * 1, label: N}}\n" for index in range(1, length))
    return f"{BASE}computed:\n  n0: {{formula: gpt2 * 1, label: N}}\n{steps}"


def test_chains_are_limited() -> None:
    """A hundred steps are computed; a thousand are one finding, not a stack overflow."""
    assert not computed(chained(STEP_LIMIT))[1]
    _, findings = computed(chained(1000))
    assert [finding.code for finding in findings] == ["N212"]


def test_arithmetic_needs_a_label() -> None:
    """A formula names its result, an expression does not."""
    found, findings = computed(f"{BASE}computed:\n  a: gpt3 - gpt2\n  b: ratio(gpt3, gpt2)\n  c: gpt3\n")
    assert [(finding.code, place(finding)[0]) for finding in findings] == [("N203", 5)]
    assert "label" in findings[0].help
    assert found.numbers["c"].label == found.numbers["gpt3"].label


NAMED = """
    facts:
      part: {label: {zh-Hans: 部分, en: Part}, value: 1, unit: card, kind: actual, source: bureau}
      model: {label: {all: GPT-3}, value: 4, unit: card, kind: actual, source: bureau}
      plain: {label: 整体, value: 4, unit: card, kind: actual, source: bureau}
      time: {label: {all: T}, value: 3.5, unit: month, kind: actual, source: bureau}
    series:
      s: {label: {zh-Hans: 市场, zh-Hant: 市場, en: Market}, unit: card, points: {2021A: 1, 2022A: 2}, source: bureau}
    computed:
      a: share(part, model)
      b: share(part, plain)
      c: cagr(s)
      d: sum(model, model, part)
      e: difference(s[2022A], s[2021A])
      f: growth_from_doubling(time, 12 month)
      g: share(share(part, model) * 1, 1)
"""


def test_labels_are_derived_in_every_language_written() -> None:
    """Templates are filled in the languages that all inputs are labelled in; plain labels are in the first language."""
    shared = Shared({"house": house("zh-Hans", "zh-Hant", "en")}, sources=SHARED.sources)
    found, findings = results(thesis(NAMED.replace("      g: share(share(part, model) * 1, 1)\n", "")), shared)
    assert not findings
    labels = {name: dict(found.numbers[name].label.items) for name in "abcdef"}
    assert labels["a"] == {"zh-Hans": "部分占GPT-3的比重", "en": "Share of Part in GPT-3"}
    assert labels["b"] == {"zh-Hans": "部分占整体的比重"}
    assert labels["c"] == {"zh-Hans": "市场年复合增速", "zh-Hant": "市場年複合增長率", "en": "CAGR of Market"}
    assert labels["d"] == {"zh-Hans": "GPT-3、GPT-3和部分合计", "en": "Sum of GPT-3, GPT-3 and Part"}
    assert labels["e"]["en"] == "Market (2022A) less Market (2021A)"
    assert labels["f"] == {
        "zh-Hans": "按T推算12个月的增长倍数",
        "zh-Hant": "按T推算12個月的增長倍數",
        "en": "Growth over 12 months, from T",
    }


def test_written_labels_decimals_and_notes_win() -> None:
    """What the author says of a computed number is kept."""
    found, _ = computed(f"{BASE}computed:\n  r: {{formula: 'ratio(gpt3, gpt2)', label: R, decimals: 0, note: N}}\n")
    number = found.numbers["r"]
    assert number.note is not None
    assert (dict(number.label.items), number.decimals, dict(number.note.items)) == ({"": "R"}, 0, {"": "N"})


def test_derivation_lists_formulas_and_reads() -> None:
    """Outer formulas first, every address once, points by their full address."""
    given = (
        BASE
        + series("x", "2021A: 5, 2022A: 6")
        + "computed:\n  r: {formula: 'multiple(s) * ratio(gpt3, gpt2)', label: R}\n"
    )
    found, findings = computed(given)
    assert not findings
    expected = Derivation(
        "multiple(s) * ratio(gpt3, gpt2)", ("multiple", "ratio"), ("s[2022A]", "s[2021A]", "gpt3", "gpt2")
    )
    assert found.numbers["r"].derivation == expected


def test_results_do_not_depend_on_the_run() -> None:
    """Two runs give equal results in the same order."""
    first, second = computed(NAMED)[0], computed(NAMED)[0]
    assert list(first.numbers.items()) == list(second.numbers.items())


@given(st.text(alphabet="ab12.()[],+-*/ sEmonthshare_cagr", min_size=1, max_size=40).filter(str.strip))
def test_no_formula_crashes_the_stage(formula: str) -> None:
    """Any formula is a number, or findings within its file."""
    quoted = formula.replace("'", "''")
    given = facts(a="1 | card", b="2 | month") + series("card", "2021A: 1, 2022A: 2")
    found, findings = computed(f"{given}computed:\n  r: {{formula: '{quoted}', label: R}}\n")
    assert ("r" in found.numbers or "r" in found.series) != bool(findings)
