"""A323 and C147: one thing with two values, and disagreements on record."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from briefwright import audit
from briefwright.audit.across import equal_sides, two_values
from briefwright.compute import results as computed
from briefwright.model.library import Library, Record, ThesisRecord
from briefwright.model.records import Disagreement, Source
from briefwright.model.thesis import Fact
from tests.unit.audit.content import DAY, places, shared, thesis

MARKET = {
    "label": "市场",
    "value": "5.1",
    "unit": "USD bn",
    "period": "2021A",
    "source": "idc",
    "entity": "cn",
    "measure": "size",
}
PLAIN = {key: value for key, value in MARKET.items() if key not in ("entity", "measure")} | {"locator": "p1"}


def library(
    *theses: Mapping[str, Any], facts: Mapping[str, Any] | None = None, sides: tuple[str, ...] = (), **fields: Any
) -> Library:
    """Theses ``t0``, ``t1`` … with these facts, facts of the library, and one disagreement where there are sides."""
    records: dict[str, ThesisRecord] = {}
    for index, given in enumerate(theses):
        made = thesis(facts=dict(given), **fields)
        records[f"t{index}"] = replace(
            made, record=replace(made.record, id=f"t{index}", places=places(f"t{index}.yaml"))
        )
    dated = {"publisher": "IDC", "date": "2023-01-31"}
    record = {"about": "规模", "sides": [{"number": side, "scope": "口径"} for side in sides]}
    common = replace(
        shared(),
        sources={name: Record(name, Source.model_validate(dated), places("s.yaml")) for name in ("idc", "gartner")},
        facts={name: Record(name, Fact.model_validate(fact), places("f.yaml")) for name, fact in (facts or {}).items()},
        disagreements={"it": Record("it", Disagreement.model_validate(record), places("d.yaml"))} if sides else {},
    )
    return Library(common, records)


def said(made: Library) -> list[tuple[str, str]]:
    """Theses and messages of A323."""
    results = {slug: computed(record, made.shared)[0] for slug, record in made.theses.items()}
    return [(finding.thesis, finding.message) for finding in two_values(made, results)]


def agreed(made: Library) -> list[str]:
    results = {slug: computed(record, made.shared)[0] for slug, record in made.theses.items()}
    return [finding.message for finding in equal_sides(made, results)]


def test_two_theses_with_two_values() -> None:
    """A finding in each, that names the other."""
    assert said(library({"a": MARKET}, {"b": MARKET | {"value": "5.3"}})) == [
        ("t0", "'a' is 5.1 USD bn, and t1/b 5.3 USD bn for cn, size, 2021A"),
        ("t1", "'b' is 5.3 USD bn, and t0/a 5.1 USD bn for cn, size, 2021A"),
    ]


def test_one_thesis_with_two_values() -> None:
    """Under two names."""
    assert [slug for slug, _ in said(library({"a": MARKET, "b": MARKET | {"value": "5.3"}}))] == ["t0", "t0"]


def test_a_thesis_and_the_library() -> None:
    """The fact that theses share is found once, however many have it."""
    found = said(library({"a": MARKET}, {}, facts={"common": MARKET | {"value": "5.3"}}))
    assert sorted(message.partition(" is ")[0] for _, message in found) == ["'a'", "'common'"]


@pytest.mark.parametrize(
    "change",
    [
        {"value": "5.1"},
        {"value": "5.12"},
        {"value": "5100", "unit": "USD m"},
        {"value": "over 5"},
        {"value": "5.3", "period": "2022A"},
        {"value": "5.3", "entity": "us"},
        {"value": "5.3", "measure": "growth"},
        {"value": "33", "unit": "CNY bn"},
        {"value": "5.3", "period": "2021F"},
    ],
)
def test_what_is_no_second_value(change: dict[str, str]) -> None:
    """The same as far as printed; another thing, period or currency; a forecast of what has come about."""
    assert said(library({"a": MARKET}, {"b": MARKET | change})) == []


def test_without_entity_one_label_at_one_place_of_one_source() -> None:
    """A like label elsewhere, or from another source, may be another thing."""
    assert len(said(library({"a": PLAIN}, {"b": PLAIN | {"value": "5.3"}}))) == 2
    assert said(library({"a": PLAIN}, {"b": PLAIN | {"value": "5.3", "source": "gartner"}})) == []
    assert said(library({"a": PLAIN}, {"b": PLAIN | {"value": "5.3", "locator": "p2"}})) == []
    unplaced = {key: value for key, value in PLAIN.items() if key != "locator"}
    assert said(library({"a": unplaced}, {"b": unplaced | {"value": "5.3"}})) == []


def test_a_disagreement_on_record_lets_both_stand() -> None:
    """All sides of it, and nothing else."""
    three = ({"a": MARKET}, {"b": MARKET | {"value": "5.3"}}, {"c": MARKET | {"value": "6"}})
    assert said(library(*three, sides=("t0/a", "t1/b", "t2/c"))) == []
    assert {slug for slug, _ in said(library(*three, sides=("t0/a", "t1/b")))} == {"t0", "t1", "t2"}
    common = library({"a": MARKET}, facts={"common": MARKET | {"value": "5.3"}}, sides=("common", "t0/a"))
    assert said(common) == []


def test_sides_that_agree_are_no_disagreement() -> None:
    """Nor is one whose value cannot be computed."""
    assert agreed(library({"a": MARKET}, {"b": MARKET}, sides=("t0/a", "t1/b"))) == ["the sides of 'it' agree"]
    assert agreed(library({"a": MARKET}, {"b": MARKET | {"value": "5.3"}}, sides=("t0/a", "t1/b"))) == []
    nothing = library({"a": MARKET}, {}, sides=("t0/a", "t1/x"), computed={"x": "a + a"})
    assert agreed(nothing) == ["'t1/x' has no value"]


def test_the_audit_between_theses_finds_them() -> None:
    """A323 is registered."""
    made = library({"a": MARKET}, {"b": MARKET | {"value": "5.3"}})
    results = {slug: computed(record, made.shared)[0] for slug, record in made.theses.items()}
    assert [finding.code for finding in audit.across(made, results, DAY)] == ["A323", "A323"]
