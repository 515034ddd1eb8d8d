"""A number fits what stands beside it: exhibits (A327), grounds (A328), words (A329)."""

from dataclasses import replace
from typing import Any

import pytest

from briefwright.audit.asked import asked
from briefwright.audit.context import Audited
from briefwright.audit.grounds import grounds
from briefwright.audit.kin import terms
from briefwright.audit.odd import odd
from briefwright.model.number import Number
from briefwright.model.text import Text
from tests.unit.audit.content import DAY, number, results, shared, thesis


def told(address: str, entity: str, measure: str, *, unit: str = "USD bn", label: str = "") -> Number:
    """A sourced number that says what it measures."""
    made = number(address, "21.1", unit)
    return replace(made, entity=entity, measure=measure, label=Text.of(label) if label else made.label)


SALES = told("sales", "lamps", "sales")
COSTS = told("costs", "lamps", "costs")
RENT = told("rent", "hall", "rent")
FARES = told("fares", "trams", "fares")
SILENT = number("silent", "3", "USD bn")


def found(rule: Any, *numbers: Number, body: str = "", **fields: Any) -> list[str]:
    return [one.message for one in rule(Audited(thesis(body, **fields), shared(), results(*numbers), DAY))]


def chart(*of: str) -> dict[str, Any]:
    exhibit = {"id": "x", "chart": "bar", "of": [*of], "title": "图"}
    return {"exhibits": [exhibit], "sections": [{"heading": "章", "exhibits": ["x"]}]}


def table(*rows: list[str]) -> dict[str, Any]:
    made = [{"head": "行", "cells": [f"{{{{ {one} }}}}" for one in row]} for row in rows]
    columns = ["列"] * len(rows[0])
    return {"exhibits": [{"id": "x", "chart": "table", "columns": columns, "rows": made, "title": "表"}]}


def test_a_number_of_another_thing_is_found_in_a_chart() -> None:
    """Sales and costs are both of lamps; the rent of a hall is neither."""
    (said,) = found(odd, SALES, COSTS, RENT, **chart("sales", "costs", "rent"))
    assert "'rent' has nothing in common" in said


@pytest.mark.parametrize(
    "of",
    [("sales", "costs"), ("sales", "costs", "silent"), ("sales", "rent", "fares"), ("sales", "share_of_sales")],
    ids=["of one entity", "one that does not say", "all of different things", "computed from the other"],
)
def test_what_can_be_compared_or_not_told_is_left(of: tuple[str, ...]) -> None:
    """Where the others have nothing in common either, the author compares different things and means to."""
    share = number("share_of_sales", "10", "%", "sales", "rent")
    assert found(odd, SALES, COSTS, RENT, FARES, SILENT, share, **chart(*of)) == []


def test_a_chapter_may_speak_of_it() -> None:
    """A number as much a source's own as the others is meant where the chapter of the exhibit prints it."""
    assert found(odd, SALES, COSTS, RENT, body="The rent is {{ rent }}.", **chart("sales", "costs", "rent")) == []


def test_a_column_alone_compares_nothing() -> None:
    """A series, or two numbers, would."""
    fields = chart("sales")
    fields["exhibits"][0]["chart"] = "column"
    (said,) = found(odd, SALES, **fields)
    assert "alone" in said


def test_tables_are_read_by_row_and_column() -> None:
    """The cell of another thing, and a number printed twice in a row."""
    numbers = (SALES, COSTS, RENT, told("profit", "lamps", "profit"), told("tax", "lamps", "tax"))
    (said,) = found(odd, *numbers, **table(["sales"], ["costs"], ["rent"]))
    assert "'rent'" in said
    (said,) = found(odd, *numbers, **table(["sales", "sales"], ["costs", "profit"]))
    assert "twice in one row" in said
    assert found(odd, *numbers, **table(["sales"], ["costs"])) == []


RULE = {
    "rule": {"says": {"zh-Hans": "港口规定雾天必须点灯。", "en": "The harbour demands lamps in fog."}, "source": "idc"}
}
CLAIM = {
    "says": {"zh-Hans": "灯多于船", "en": "Lamps outnumber the ships"},
    "detail": {
        "zh-Hans": "各港的灯逐年增多，船队扩张却慢了下来。",
        "en": "Each port hangs out more lamps while fleets grow slowly.",
    },
    "wrong_if": {"zh-Hans": "新船下水快于装灯。", "en": "Ships are launched faster than lamps are hung."},
}


def test_a_ground_that_shares_no_word_is_found() -> None:
    """The rule on lamps does, the fare of trams does not."""
    fields: dict[str, Any] = {"evidence": RULE, "claims": [CLAIM | {"because": ["rule", "fares"]}]}
    (said,) = found(grounds, FARES, **fields)
    assert "'fares'" in said


def test_a_ground_may_be_joined_by_another_or_by_what_is_printed() -> None:
    """Costs are of lamps, as sales are, which a claim prints; a part belongs to its whole."""
    hidden = replace(COSTS, label=Text.of("支出"), address="spent", entity="lamps")
    printing = {
        "zh-Hans": "各港的灯逐年增多，已卖出{{ sales }}，船队扩张却慢了下来。",
        "en": "Ports hang out lamps for {{ sales }} while fleets grow slowly.",
    }
    fields: dict[str, Any] = {"claims": [CLAIM | {"detail": printing, "because": ["sales", "spent"]}]}
    assert found(grounds, SALES, hidden, **fields) == []


def test_a_terse_claim_is_not_judged() -> None:
    """Two words and a paraphrase have no word in common either."""
    claim = {"says": {"zh-Hans": "灯多", "en": "Many lamps"}, "because": ["fares"]}
    assert found(grounds, FARES, claims=[claim]) == []


def test_a_ground_is_named_once() -> None:
    claim = CLAIM | {"because": ["rule", "rule"]}
    assert found(grounds, evidence=RULE, claims=[claim]) == ["the claim names 'rule' twice"]


WRONG = (
    ("Counts double every {{ ratio }} at that rate.", "a time"),
    ("The ratio is about {{ months }}.", "a ratio"),
    ("灯数每{{ ratio }}翻番。", "a time"),
    ("两者之比为{{ months }}。", "a ratio"),
    ("训练在{{ ratio }}内完成。", "a time"),
    ("翻番一次的时间，即{{ ratio }}。", "a time"),
    ("It takes {{ months }} as many lamps.", "a multiple"),
    ("On fewer than {{ ratio }} it cannot be done.", "a count"),
    ("市场规模为{{ months }}。", "a size"),
    ("Annual growth of {{ months }} is likely.", "a rate of growth"),
    ("It rose from {{ sales }} to {{ months }} in a year.", "go from"),
    ("灯价由{{ sales }}增至{{ ratio }}。", "go from"),
    ("Over the year the gap is {{ ratio }} at most.", "is called “gap”"),
)
RIGHT = (
    "Counts double every {{ months }}.",
    "The ratio is {{ ratio }}, or {{ percent }}.",
    "每{{ months }}翻番，之比为{{ ratio }}，{{ months }}内完成。",
    "每2年翻番一次，价格为{{ sales }}内含税。",
    "It takes {{ ratio }} as many.",
    "The market of {{ sales }} rose from {{ sales }} to {{ costs }}.",
    "The gap is {{ gap_of_lamps }}.",
    "Every {{ sales }} spent pays back.",
    "占全部的{{ percent }}，抢占市场的{{ sales }}。",
)
_NUMBERS = (
    SALES,
    COSTS,
    told("months", "lamps", "age", unit="month", label="Months lamps last, 灯的时间"),
    told("ratio", "lamps", "ratio", unit="x", label="Ratio of lamps, 灯数之比"),
    told("percent", "lamps", "share", unit="%", label="Share of lamps, 全部占比"),
    told("gap_of_lamps", "lamps", "gap", unit="x", label="Gap in lamps, 差距"),
)


@pytest.mark.parametrize(("text", "said"), WRONG, ids=[text for text, _ in WRONG])
def test_words_that_ask_for_another_number(text: str, said: str) -> None:
    """Another sort of number, another unit at the other end, or another number's name."""
    assert any(said in message for message in found(asked, *_NUMBERS, body=text))


@pytest.mark.parametrize("text", RIGHT)
def test_words_that_suit_their_number(text: str) -> None:
    """And those that only look as if they asked."""
    assert found(asked, *_NUMBERS, body=text) == []


def test_a_key_figure_bears_its_own_name() -> None:
    """A label that shares a word with the number's, in any language, names it."""
    fields: dict[str, Any] = {
        "key_data": [{"label": {"zh-Hans": "灯的销售", "en": "Lamp sales"}, "value": "{{ sales }}"}]
    }
    assert found(asked, SALES, **fields) == []
    fields = {"key_data": [{"label": {"zh-Hans": "票价", "en": "Fare"}, "value": "{{ sales }}"}]}
    assert found(asked, SALES, **fields) == ["nothing around 'sales' names it"]


def test_terms_leave_out_what_says_nothing() -> None:
    """Pairs of characters without particles, stems of English words without the commonest."""
    assert terms([Text.of({"zh-Hans": "灯的价格", "en": "the prices of these lamps in 2021A"})]) == {
        "价格",
        "price",
        "lamps",
        "2021",
    }
