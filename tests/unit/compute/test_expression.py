"""The formula language: what it reads, and where it says a formula is wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.compute.expression import Binary, Call, Literal, Moment, Name, Negated, Node, names, parse
from briefwright.compute.problem import Problem, Remark


def shown(node: Node) -> str:
    """The tree with every operation in brackets."""
    if isinstance(node, Literal):
        return f"{node.text} {node.noun}".strip()
    if isinstance(node, Name):
        return node.address
    if isinstance(node, Moment):
        return f"@{node.period}"
    if isinstance(node, Negated):
        return f"(-{shown(node.of)})"
    if isinstance(node, Call):
        return f"{node.name}({', '.join(shown(argument) for argument in node.arguments)})"
    assert isinstance(node, Binary)
    return f"({shown(node.left)} {node.sign} {shown(node.right)})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", "a"),
        ("a + b * c", "(a + (b * c))"),
        ("a - b - c", "((a - b) - c)"),
        ("a / b * c", "((a / b) * c)"),
        ("(a + b) * c", "((a + b) * c)"),
        ("-a * b", "((-a) * b)"),
        ("a - -b", "(a - (-b))"),
        ("a*12", "(a * 12)"),
        ("a * 0.5", "(a * 0.5)"),
        ("cn_ai_software[2026E]", "cn_ai_software[2026E]"),
        ("prices.close / prices.close[2023-02-20]", "(prices.close / prices.close[2023-02-20])"),
        ("path[18]", "path[18]"),
        ("cagr(s)", "cagr(s)"),
        ("cagr(s, 2021A, 2026E)", "cagr(s, @2021A, @2026E)"),
        ("yoy(s, FY2026)", "yoy(s, @FY2026)"),
        ("yoy(s, 2023Q1)", "yoy(s, @2023Q1)"),
        ("yoy(s, 2023-02)", "yoy(s, @2023-02)"),
        ("yoy(s, 2026)", "yoy(s, 2026)"),
        ("growth(d, 12 month)", "growth(d, 12 month)"),
        ("sum(a, b + c, share(d, e))", "sum(a, (b + c), share(d, e))"),
        ("none()", "none()"),
    ],
)
def test_formulas_are_read(text: str, tree: str) -> None:
    """Operators bind as in arithmetic, periods and durations are arguments."""
    assert shown(parse(text)) == tree


def fault(text: str) -> Remark:
    with pytest.raises(Problem) as caught:
        parse(text)
    return caught.value.remark


@pytest.mark.parametrize(
    ("text", "offset", "length"),
    [
        ("", 0, 1),
        ("a +", 2, 1),
        ("a b", 2, 1),
        ("(a + b", 0, 1),
        ("a)", 1, 1),
        ("a + 2026E", 4, 5),
        ("a × b", 2, 1),
        ("a ^ 2", 2, 1),
        ("a ** 2", 3, 1),
        ("1e3 * a", 0, 3),
        ("1,5 * a", 1, 1),
        ("a * .5", 4, 2),
        ("GPT3 * 2", 0, 4),
        ("a [2021A]", 2, 1),
        ("yoy(s, 2023-13)", 7, 7),
        ("f(a b)", 4, 1),
        ("f(a,)", 4, 1),
        ("x.y(a)", 0, 3),
        ("12 months", 3, 6),
        ("__import__('os')", 0, 10),
        ("a; b", 1, 1),
        ("lambda: a", 6, 1),
        ("9" * 31, 0, 31),
        ("a\n+ $", 4, 1),
    ],
)
def test_a_fault_points_at_its_place(text: str, offset: int, length: int) -> None:
    """Every syntax error is N201 with the offset and length of what is wrong."""
    found = fault(text)
    assert (found.code, found.offset, found.length) == ("N201", offset, length)


def test_lookalike_signs_name_the_sign_to_write() -> None:
    """Signs that authors copy from print are refused with the right one."""
    assert fault("a × b").help == "write *"
    assert fault("cagr（s）").help == "write ("


@pytest.mark.parametrize(
    "text", ["(" * 200 + "a" + ")" * 200, "-" * 200 + "a", "f(" * 200 + "a" + ")" * 200, "+".join("a" * 400)]
)
def test_size_is_limited(text: str) -> None:
    """Deep nesting and endless sums are refused before they cost anything."""
    assert fault(text).code == "N201"


def test_length_is_limited() -> None:
    """A formula has at most 1,000 characters."""
    assert "limit" in fault("a" * 1001).message


def test_names_are_listed_in_order() -> None:
    """Every address a formula reads, as often as it reads it."""
    found = [name.address for name in names(parse("share(b, a + c.d[2021]) * -b"))]
    assert found == ["b", "a", "c.d[2021]", "b"]


@given(st.one_of(st.text(max_size=60), st.text(alphabet="ab12.()[],+-*/ E FYQ×\n", max_size=60)))
def test_no_text_crashes_the_parser(text: str) -> None:
    """Any text is either a tree or a finding with a place inside it."""
    try:
        tree = parse(text)
    except Problem as problem:
        remark = problem.remark
        assert remark.code == "N201"
        assert remark.offset is not None
        assert 0 <= remark.offset <= max(len(text) - 1, 0)
    else:
        assert tree.offset >= 0
        assert tree.offset + tree.length <= len(text)
