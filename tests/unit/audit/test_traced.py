"""A301: printed numbers lead to sources."""

from typing import Any

import pytest

from briefwright import audit
from briefwright.model.number import Number, Results
from tests.unit.audit.content import DAY, number, results, shared, thesis

SOURCED = number("market", "21.1", "USD bn")


def messages(found: Results, **fields: Any) -> list[str]:
    fields = fields or {"summary": "{{ it }}"}
    return [finding.message for finding in audit.findings(thesis(**fields), shared(), found, DAY)]


def test_sourced_and_derived_numbers_pass() -> None:
    """A number with a source, and one computed from it at any remove, can be traced."""
    chain = results(SOURCED, number("half", "10", "USD bn", "market"), number("it", "5", "USD bn", "half", "market"))
    assert messages(chain) == []


def test_numbers_over_series_pass() -> None:
    """A formula may read a series, whose points have sources."""
    points = (number("s[2021A]", "5.1", "USD bn"), number("s[2026E]", "21.1", "USD bn"))
    assert messages(results(number("it", "32.8", "%", "s"), series={"s": points})) == []


@pytest.mark.parametrize(
    ("numbers", "reason"),
    [
        ([number("it", "5", "x", expression="2 + 3")], "'it' is computed from no sourced number: 2 + 3"),
        ([number("it", "5", "x", source="")], "'it' names no source"),
        ([number("it", "5", "x", "gone")], "'it' reads 'gone', which has no value"),
        ([number("it", "5", "x", "a"), number("a", "5", "x", "it")], "'it' rests on itself"),
        ([number("it", "5", "x", "a"), number("a", "5", "x", source="")], "'a' names no source"),
        (
            [SOURCED, number("it", "5", "x", "market", "a"), number("a", "1", "x", expression="1")],
            "'a' is computed from",
        ),
    ],
)
def test_untraced_numbers_are_found(numbers: list[Number], reason: str) -> None:
    """The message says where the trace breaks off."""
    (message,) = messages(results(*numbers))
    assert message.startswith(f"'it' cannot be traced: {reason}")


def test_a_series_with_one_unsourced_point_is_found() -> None:
    """All points of a printed series are printed."""
    points = (number("s[2021A]", "5.1", "USD bn"), number("s[2026E]", "21.1", "USD bn", source=""))
    exhibits = [{"id": "e", "chart": "column", "title": "图", "of": ["s"]}]
    assert messages(results(series={"s": points}), exhibits=exhibits) == [
        "'s' cannot be traced: 's[2026E]' names no source"
    ]


def test_exhibits_and_claims_are_read() -> None:
    """What an exhibit draws and what a claim rests on is traced as what prose prints."""
    broken = results(number("it", "5", "x", source=""))
    exhibits = [{"id": "e", "chart": "bar", "title": "图", "of": ["it"]}]
    assert len(messages(broken, exhibits=exhibits)) == 1
    assert len(messages(broken, claims=[{"says": "甲", "because": ["it"]}])) == 1


def test_a_lookup_without_a_value_is_found() -> None:
    """What check and compute cannot tell beforehand, such as a point that a dataset does not have."""
    assert messages(results()) == ["'it' has no value"]


def test_a_lookup_of_a_series_is_found() -> None:
    """Prose prints one number; an exhibit may draw the whole."""
    series = {"it": (number("it[0]", "1", "x"), number("it[1]", "2", "x"))}
    assert messages(results(series=series)) == ["'it' is a series, not one number"]
    exhibits = [{"id": "e", "chart": "line", "title": "图", "of": ["it"]}]
    assert messages(results(series=series), exhibits=exhibits) == []


def test_evidence_is_not_a_number() -> None:
    """A claim may rest on a statement, which has no trace to follow here."""
    assert messages(results(), evidence={"plan": {"says": "乙"}}, claims=[{"says": "甲", "because": ["plan"]}]) == []
