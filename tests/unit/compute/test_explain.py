"""Explanations: the chain of a number down to its sources, as a tree, as text and as plain values."""

import json

import pytest

from briefwright.compute import as_dict, as_text, chain
from briefwright.compute.explain import CAPTIONS
from briefwright.model.library import Shared
from tests.unit.compute.theses import SHARED, computed, facts, series

GIVEN = (
    "facts:\n"
    "  cards: {label: {zh-Hans: 卡数, en: Cards}, value: 512, unit: card, kind: estimate, source: bureau,"
    " locator: table 1, via: {source: digest, locator: report 7}, note: As printed}\n"
    "  time: {label: {zh-Hans: 时间, en: Time}, value: over 7, unit: month, kind: actual, source: bureau}\n"
    "series:\n"
    "  s: {label: Market, unit: USD bn, points: {2021A: 5.1, 2026E: 21.1}, source: bureau}\n"
    "computed:\n"
    "  work_done: work(cards, time)\n"
    "  twice: {formula: (work_done + work_done) / work_done, label: Twice}\n"
    "  growth: cagr(s)\n"
    "  path: doubling_path(time, 2 month)\n"
)


def test_tree_reaches_the_sources() -> None:
    """Formula in words and figures, inputs, and for each its source, place, and who quotes it."""
    results, findings = computed(GIVEN.replace("over 7", "7"))
    assert not findings
    found = chain(results, SHARED, "work_done")
    assert (found.value, found.kind, found.expression) == ("3,584 card-month", "estimate", "work(cards, time)")
    assert (found.in_words, found.in_figures) == ("Cards × Time", "512 card × 7 month")
    assert [method.title for method in found.methods] == ["Work"]
    cards = found.inputs[0]
    assert (cards.address, cards.value, cards.source, cards.publisher) == ("cards", "512 card", "bureau", "A publisher")
    assert (cards.locator, cards.via, cards.via_locator, cards.note) == ("table 1", "digest", "report 7", "As printed")
    assert cards.as_of == "2023-06-30"


def test_growth_is_shown_with_its_periods() -> None:
    """The exponent counts years, and points are told apart by their periods."""
    results, _ = computed(GIVEN)
    found = chain(results, SHARED, "growth")
    assert found.in_words == "(Market (2026E) / Market (2021A))^(1/5) − 1"
    assert found.in_figures == "(21.1 USD bn / 5.1 USD bn)^(1/5) − 1"
    assert (found.value, found.period) == ("32.8442 %", "2021..2026")


def test_nested_operations_keep_their_brackets() -> None:
    """An expression in figures reads as it was computed."""
    results, _ = computed(GIVEN.replace("over 7", "7"))
    assert chain(results, SHARED, "twice").in_figures == "(3,584 card-month + 3,584 card-month) / 3,584 card-month"


def test_bounds_show() -> None:
    """A lower bound is said to be one, in inputs and results."""
    results, _ = computed(GIVEN)
    assert chain(results, SHARED, "work_done").value == "over 3,584 card-month"


def test_short_addresses_and_series_and_paths() -> None:
    """Every address that a text may use can be explained."""
    results, _ = computed(GIVEN)
    assert chain(results, SHARED, "s[2026]").address == "s[2026E]"
    assert [point.address for point in chain(results, SHARED, "s").inputs] == ["s[2021A]", "s[2026E]"]
    assert chain(results, SHARED, "path").expression == "doubling_path(time, 2 month)"
    assert chain(results, SHARED, "path[2]").in_figures == "2^(2 months / over 7 month)"


def test_unknown_address() -> None:
    """An address that nothing has is a KeyError for the caller to word."""
    results, _ = computed(GIVEN)
    with pytest.raises(KeyError):
        chain(results, SHARED, "nothing")


def test_text_says_everything_once() -> None:
    """The tree as text is indented, and an input met again is only named."""
    results, _ = computed(GIVEN.replace("{formula: (work_done", "{formula: (time * cards").replace("over 7", "7"))
    text = as_text(chain(results, SHARED, "twice"))
    assert text.count("source: A publisher [bureau], table 1") == 1
    assert "Cards [cards]: see above" in text
    again = as_text(chain(results, SHARED, "growth"))
    assert again.splitlines()[0] == "CAGR of Market [growth]: 32.8442 %, estimate, 2021..2026, as of 2023-03-31"
    assert "  formula: cagr(s)" in again
    assert "      source: A publisher [bureau]" in again


def test_fixed_words_can_be_translated() -> None:
    """The words of the tree itself come from the caller where the answer is not in English."""
    results, _ = computed(GIVEN)
    text = as_text(chain(results, SHARED, "growth"), {**CAPTIONS, "formula": "公式", "as of": "截至"})
    assert "  公式: cagr(s)" in text
    assert "截至 2023-03-31" in text


def test_plain_values_can_be_written_as_json() -> None:
    """The tree as plain values is JSON, without empty fields."""
    results, _ = computed(GIVEN)
    found = as_dict(chain(results, SHARED, "growth"))
    assert json.loads(json.dumps(found)) == found
    assert "via" not in found
    assert [part["address"] for part in found["inputs"]] == ["s[2021A]", "s[2026E]"]


def test_diamonds_do_not_multiply() -> None:
    """A chain in which every step reads its two predecessors stays small."""
    steps = "".join(f"  n{i}: {{formula: n{i - 1} + n{i - 2}, label: N{i}}}\n" for i in range(2, 60))
    given = facts(n0="1 | card", n1="1 | card") + f"computed:\n{steps}"
    results, findings = computed(given)
    assert not findings
    assert len(as_text(chain(results, SHARED, "n59")).splitlines()) < 400


def test_unstated_currencies_can_be_explained() -> None:
    """What compute joined, explain joins again."""
    given = facts(a="1 | unstated bn", b="2 | unstated bn") + (
        "computed:\n  c: {formula: a + b, label: C}\n  d: {formula: c + a, label: D}\n  e: {formula: d / c, label: E}\n"
    )
    results, findings = computed(given, Shared(SHARED.houses, sources=SHARED.sources))
    assert not findings
    assert chain(results, SHARED, "e").in_figures == "4 unstated bn / 3 unstated bn"
    assert series("x", "2021A: 1")
