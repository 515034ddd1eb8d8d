"""Explanations: the chain of a number down to its sources, as a tree, as text and as plain values."""

import json
from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from briefwright.compute import Plain, as_text, chain
from briefwright.compute.explain import CAPTIONS
from briefwright.model.amount import Form
from briefwright.model.explanation import Explanation
from briefwright.model.ledger import Entry, Exact, Found, Made, Where
from briefwright.model.library import Record, Shared
from briefwright.model.number import Derivation, Snapshot
from briefwright.model.period import AsOf
from briefwright.model.records import Source
from tests.unit.compute.theses import NOWHERE, SHARED, computed, dataset, facts, series

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


def one(explanation: Explanation, address: str) -> Entry:
    (found,) = (entry for entry in explanation.numbers if entry.address == address)
    return found


def made(explanation: Explanation, address: str) -> Made:
    found = one(explanation, address).derivation
    assert found is not None
    return found


def origin(explanation: Explanation, address: str) -> Found:
    found = one(explanation, address).origin
    assert found is not None
    return found


def test_tree_reaches_the_sources() -> None:
    """Formula in words and figures, inputs, and for each its source, place, and who quotes it."""
    results, findings = computed(GIVEN.replace("over 7", "7"))
    assert not findings
    found = chain(results, SHARED, "work_done")
    entry, working = one(found, "work_done"), made(found, "work_done")
    assert (entry.value, entry.kind, working.expression) == ("3,584 card-month", "estimate", "work(cards, time)")
    assert (working.in_words, working.in_figures) == ("Cards × Time", "512 card × 7 month")
    assert working.inputs == ("cards", "time")
    assert [method.title for method in found.methods] == ["Work"]
    cards, place = one(found, "cards"), origin(found, "cards")
    assert (cards.value, cards.note) == ("512 card", "As printed")
    assert (place.source, place.locator, place.via, place.via_locator) == ("bureau", "table 1", "digest", "report 7")
    assert cards.as_of is not None
    assert (cards.as_of.day, cards.as_of.text) == ("2023-06-30", "2023-06-30")
    assert [(source.id, source.publisher) for source in found.sources] == [
        ("bureau", "A publisher"),
        ("digest", "A publisher"),
    ]


def test_amounts_are_exact_in_base_units() -> None:
    """As decimals in text; a bound has the limit it has."""
    results, _ = computed(GIVEN)
    found = chain(results, SHARED, "growth")
    assert one(found, "s[2021A]").exact == Exact(form=Form.POINT, low="5100000000", high="5100000000")
    assert one(found, "s[2021A]").unit.scale == 9
    bound = one(chain(results, SHARED, "time"), "time")
    assert (bound.exact, bound.marks) == (Exact(form=Form.ABOVE, low="7"), ("bound",))


def test_growth_is_shown_with_its_periods() -> None:
    """The exponent counts years, and points are told apart by their periods."""
    results, _ = computed(GIVEN)
    found = chain(results, SHARED, "growth")
    working, entry = made(found, "growth"), one(found, "growth")
    assert working.in_words == "(Market (2026E) / Market (2021A))^(1/5) − 1"
    assert working.in_figures == "(21.1 USD bn / 5.1 USD bn)^(1/5) − 1"
    assert entry.period is not None
    assert (entry.value, entry.period.label) == ("32.8442 %", "2021..2026")


def test_nested_operations_keep_their_brackets() -> None:
    """An expression in figures reads as it was computed."""
    results, _ = computed(GIVEN.replace("over 7", "7"))
    twice = made(chain(results, SHARED, "twice"), "twice")
    assert twice.in_figures == "(3,584 card-month + 3,584 card-month) / 3,584 card-month"


def test_bounds_show() -> None:
    """A lower bound is said to be one, in inputs and results."""
    results, _ = computed(GIVEN)
    assert one(chain(results, SHARED, "work_done"), "work_done").value == "over 3,584 card-month"


def test_short_addresses_and_series_and_paths() -> None:
    """Every address that a text may use can be explained."""
    results, _ = computed(GIVEN)
    assert chain(results, SHARED, "s[2026]").address == "s[2026E]"
    assert [entry.address for entry in chain(results, SHARED, "s").numbers] == ["s[2021A]", "s[2026E]"]
    (path,) = chain(results, SHARED, "path").series
    assert path.derivation is not None
    assert path.derivation.expression == "doubling_path(time, 2 month)"
    assert path.points == ("path[0]", "path[1]", "path[2]")
    assert made(chain(results, SHARED, "path[2]"), "path[2]").in_figures == "2^(2 months / over 7 month)"


def test_unknown_address() -> None:
    """An address that nothing has is a KeyError for the caller to word."""
    results, _ = computed(GIVEN)
    with pytest.raises(KeyError):
        chain(results, SHARED, "nothing")


def test_text_says_everything_once() -> None:
    """The tree as text is indented, and an input met again is only named."""
    results, _ = computed(GIVEN.replace("{formula: (work_done", "{formula: (time * cards").replace("over 7", "7"))
    text = as_text(chain(results, SHARED, "twice"), Plain())
    assert text.count("source: A publisher [bureau], table 1") == 1
    assert "Cards [cards]: see above" in text
    again = as_text(chain(results, SHARED, "growth"), Plain())
    assert again.splitlines()[0] == "CAGR of Market [growth]: 32.8442 %, estimate, 2021..2026, as of 2023-03-31"
    assert "  formula: cagr(s)" in again
    assert "      source: A publisher [bureau]" in again
    assert again.splitlines()[-1] == "printed in: nowhere"


def test_points_of_a_computed_series_do_not_repeat_what_it_says() -> None:
    """Formula, definition and inputs stand once, at the series; each point has its figures."""
    results, _ = computed(GIVEN)
    lines = as_text(chain(results, SHARED, "path"), Plain()).splitlines()
    assert sum("formula: doubling_path" in line for line in lines) == 1
    assert sum("Time [time]" in line for line in lines) == 1
    assert sum("in figures: 2^(" in line for line in lines) == 3


def test_fixed_words_are_there_in_each_language() -> None:
    """The words of the tree itself; Traditional Chinese is not Simplified."""
    assert {lang: said["formula"] for lang, said in CAPTIONS.items()} == {
        "en": "formula",
        "zh-Hans": "公式",
        "zh-Hant": "公式",
    }
    assert CAPTIONS["zh-Hant"]["source"] == "來源"
    wheres = get_args(Where)
    assert all(set(wheres) <= set(said) for said in CAPTIONS.values())


def test_the_words_of_a_source_stand_at_their_locator() -> None:
    """Only those of the place that the number was found in."""
    record = Source.model_validate(
        {
            "publisher": "A publisher",
            "date": "2023-03-31",
            "extracts": {"table 1": ["512 cards in all"], "table 2": ["nothing of this"]},
        }
    )
    shared = replace(SHARED, sources={**SHARED.sources, "bureau": Record("bureau", record, NOWHERE)})
    results, _ = computed(GIVEN, shared)
    found = chain(results, shared, "work_done")
    assert [(one.source, one.locator, one.words) for one in found.extracts] == [
        ("bureau", "table 1", ("512 cards in all",))
    ]
    assert "words of the source: 512 cards in all" in as_text(found, Plain())


def test_plain_values_can_be_written_as_json() -> None:
    """The explanation as plain values is JSON, without empty fields, and reads back the same."""
    results, _ = computed(GIVEN)
    explanation = chain(results, SHARED, "growth")
    found = json.loads(json.dumps(explanation.plain()))
    assert Explanation.model_validate(found) == explanation
    assert "via" not in found["numbers"][1]["origin"]
    assert [entry["address"] for entry in found["numbers"]] == ["growth", "s[2021A]", "s[2026E]"]


def test_diamonds_do_not_multiply() -> None:
    """A chain in which every step reads its two predecessors stays small, as text and as a graph."""
    steps = "".join(f"  n{i}: {{formula: n{i - 1} + n{i - 2}, label: N{i}}}\n" for i in range(2, 60))
    given = facts(n0="1 | card", n1="1 | card") + f"computed:\n{steps}"
    results, findings = computed(given)
    assert not findings
    found = chain(results, SHARED, "n59")
    assert len(as_text(found, Plain()).splitlines()) < 400
    assert len(found.graph.nodes) == 61
    assert len(found.graph.edges) == 2 * 58 + 2


def test_the_graph_shares_nodes_and_ends_in_sources() -> None:
    """The number first, a box a number, and a leaf for each place in a source."""
    results, _ = computed(GIVEN.replace("{formula: (work_done", "{formula: (time * cards").replace("over 7", "7"))
    graph = chain(results, SHARED, "twice").graph
    names = [node.id for node in graph.nodes]
    assert names[0] == "twice"
    assert len(names) == len(set(names))
    assert sorted(name for name in names if not name.startswith("source:")) == ["cards", "time", "twice", "work_done"]
    starts = {edge.start for edge in graph.edges}
    ends = [node for node in graph.nodes if node.id not in starts]
    assert [node.what for node in ends] == ["source", "source"]
    (edge,) = (edge for edge in graph.edges if (edge.start, edge.end) == ("work_done", "cards"))
    assert edge.formula == "work"


def test_unstated_currencies_can_be_explained() -> None:
    """What compute joined, explain joins again."""
    given = facts(a="1 | unstated bn", b="2 | unstated bn") + (
        "computed:\n  c: {formula: a + b, label: C}\n  d: {formula: c + a, label: D}\n  e: {formula: d / c, label: E}\n"
    )
    results, findings = computed(given, Shared(SHARED.houses, sources=SHARED.sources))
    assert not findings
    assert made(chain(results, SHARED, "e"), "e").in_figures == "4 unstated bn / 3 unstated bn"
    assert series("x", "2021A: 1")


def test_a_long_series_is_one_box_of_the_graph() -> None:
    """What rests on all of its points leads to it, and it to the rows that it was read from; a short one to each."""
    rows = "\n".join(f"{year}A,{year}" for year in range(2001, 2021))
    columns = {"year": {"type": "period"}, "sales": {"type": "number", "unit": "card", "kind": "actual"}}
    record, table = dataset(columns, f"year,sales\n{rows}")
    shared = replace(SHARED, datasets={"d": record}, tables={"d": table})
    results, findings = computed("computed:\n  m: {formula: sum(d.sales), label: Sum}\n", shared)
    assert not findings
    found = chain(results, shared, "m")
    assert len(made(found, "m").inputs) == 20
    assert [node.id for node in found.graph.nodes][:2] == ["m", "d.sales"]
    (leaf,) = found.graph.nodes[2:]
    assert (leaf.what, leaf.title) == ("source", "A publisher")
    assert " … " in leaf.remarks[0]


def test_what_has_no_meaning_says_why() -> None:
    """The reason stands in the text and in the box, the working as for any other number; there is no limit."""
    given = (
        "series:\n"
        "  p: {label: Profit, unit: USD bn, points: {2021A: -1, 2022A: 2}, source: bureau}\n"
        "computed:\n"
        '  g: {formula: "yoy(p, 2022A)", label: Growth, undefined: "n.m."}\n'
    )
    results, findings = computed(given)
    assert not findings
    found = chain(results, SHARED, "g")
    entry = one(found, "g")
    assert (entry.value, entry.exact) == ("n.m.", Exact(form=Form.NOT_MEANINGFUL))
    assert entry.reason
    assert f"reason: {entry.reason}" in as_text(found, Plain())
    assert entry.reason in found.graph.nodes[0].remarks
    assert made(found, "g").in_figures == "2 USD bn / -1 USD bn − 1"


def test_the_answer_of_a_query_leads_to_its_datasets() -> None:
    """The statement, the file with its hash and rows, and a leaf that is the dataset's source."""
    results, _ = computed(GIVEN)
    snapshot = Snapshot("sales", "bureau", "content/datasets/sales.csv", "ab" * 32, 7, AsOf(date(2024, 1, 1)))
    answer = replace(results.numbers["cards"], address="t.n", origin=None)
    answer = replace(answer, derivation=Derivation("SELECT count(*) FROM sales", (), (), (snapshot,)))
    found = chain(replace(results, numbers={**results.numbers, "t.n": answer}), SHARED, "t.n")
    text = as_text(found, Plain())
    assert "  query: SELECT count(*) FROM sales" in text
    assert "  source: A publisher [bureau]" in text
    assert f"dataset: sales: content/datasets/sales.csv, 7 rows, as of 2024-01-01, sha256 {'ab' * 32}" in text
    assert [source.id for source in found.sources] == ["bureau"]
    leaf = found.graph.nodes[1]
    assert (leaf.what, leaf.remarks) == ("source", ("sales.csv · 7 rows", "sha256 abababababab…"))
