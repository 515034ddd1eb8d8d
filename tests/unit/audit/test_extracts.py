"""A303: what is taken from a source stands in the words that its record keeps."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefwright.audit.context import Audited
from briefwright.audit.extracts import extracts
from briefwright.compute import results as computed
from briefwright.model.library import Record, Shared
from briefwright.model.records import Source, UnitNoun
from tests.unit.audit.content import places, shared, thesis

DAY = date(2023, 6, 1)
WORDS = {
    "p1": [
        "GPT2模型参数15亿", "GPT3模型参数1750亿", "超过40T的数据", "英伟达表示，需要512颗V100显卡训练7个月",
        "2021年市场51亿美元", "预计2026年达到211亿美元", "未来五年10%-30%的图片",
    ],
    "p2": ["模型、工具、生态", "3月5日，甲公司宣布新模型", "网络带宽成为集群的瓶颈"],
}  # fmt: skip
SOURCES = {
    "digest": {"publisher": "汇编", "date": "2023-02-20", "extracts": WORDS},
    "report": {"publisher": "通信研究报告"},
    "other": {"publisher": "传媒研究报告"},
    "nvidia": {"publisher": {"all": "英伟达"}},
}
NOUNS = {
    "parameter": {"name": "参数"},
    "card": {"name": "显卡"},
    "t-as-printed": {"name": {"all": "T"}},
    "layer": {"name": "层"},
}
VIA = {"via": {"source": "digest", "locator": "p1"}}
GPT3 = {"label": "GPT-3参数", "value": "175", "unit": "bn parameter", "kind": "actual", "source": "report", **VIA}
V100 = {"label": "V100卡数", "value": "512", "unit": "card", "kind": "estimate", "source": "nvidia", **VIA}
MARKET = {"label": "市场", "value": "5.1", "unit": "USD bn", "period": "2021A", "source": "report", **VIA}
FORECAST = MARKET | {"value": "21.1", "period": "2026F"}
DATA = {"label": "数据", "value": "over 40", "unit": "t-as-printed", "kind": "actual", "source": "report", **VIA}
LAYERS = {"label": "层数", "value": "3", "unit": "layer", "kind": "actual", "source": "report"} | {
    "via": {"source": "digest", "locator": "p2"}
}
SHARE = {"label": "占比", "value": "10 to 30", "unit": "%", "kind": "estimate", "source": "report", **VIA}


def library() -> Shared:
    sources = {name: Record(name, Source.model_validate(data), places("s.yaml")) for name, data in SOURCES.items()}
    units = {name: Record(name, UnitNoun.model_validate(data), places("u.yaml")) for name, data in NOUNS.items()}
    return replace(shared(), sources=sources, units=units)


def said(facts: Mapping[str, Any], **fields: Any) -> list[str]:
    """Messages of A303 for a thesis of these facts."""
    record, records = thesis(facts=dict(facts), **fields), library()
    found, _ = computed(record, records)
    return [finding.message for finding in extracts(Audited(record, records, found, DAY))]


@pytest.mark.parametrize("fact", [GPT3, V100, MARKET, FORECAST, DATA, LAYERS, SHARE])
def test_what_the_words_hold_is_no_finding(fact: dict[str, Any]) -> None:
    """In whatever scale the record has it."""
    assert said({"it": fact}) == []
    assert said({"it": GPT3 | {"value": "175000", "unit": "m parameter"}}) == []


@pytest.mark.parametrize(
    ("fact", "change", "words"),
    [
        (GPT3, {"value": "178"}, "not 178 bn parameter"),
        (GPT3, {"unit": "m parameter"}, "not 175 m parameter"),
        (GPT3, {"unit": "bn card"}, "which counts parameter, and the number card"),
        (GPT3, {"unit": "USD bn"}, "which is in no unit of its own"),
        (GPT3, {"value": "over 175"}, "which is a point, and the number a bound"),
        (GPT3, {"label": "GPT-2参数"}, "which speaks of GPT3"),
        (GPT3, {"kind": "forecast"}, "which looks at nothing ahead"),
        (GPT3, {"kind": "opinion"}, "which is nobody's opinion"),
        (V100, {"kind": "actual"}, "which is no observation"),
        (V100, {"source": "report"}, "which names nvidia, and the source is report"),
        (GPT3, {"source": "nvidia"}, "which does not name nvidia"),
        (GPT3, {"source": "digest"}, "digest is said to quote itself"),
        (MARKET, {"unit": "CNY bn"}, "which is in USD"),
        (MARKET, {"unit": "unstated bn"}, "which is in USD"),
        (MARKET, {"period": "2022A"}, "and the number is for 2022A"),
        (FORECAST, {"period": "2026", "kind": "actual"}, "which is no observation"),
        (DATA, {"value": "40"}, "which is a bound, above, and the number a point"),
        (DATA, {"value": "under 40"}, "which is a bound, above"),
        (LAYERS, {"value": "4"}, "which lists 3, not 4 layer"),
        (SHARE, {"value": "10 to 40"}, "not 10 to 40 %"),
        (SHARE, {"unit": "pp"}, "which is in %"),
        (GPT3, {"via": {"source": "digest", "locator": "p2"}}, "175 bn parameter"),
        (GPT3, {"via": {"source": "digest", "locator": "p3"}}, "has no words at 'p3'"),
    ],
)
def test_the_message_says_what_differs(fact: dict[str, Any], change: dict[str, Any], words: str) -> None:
    """One finding for each number that its extract does not hold."""
    (message,) = said({"it": fact | change})
    assert message.startswith("'it'")
    assert words in message


def test_a_source_without_extracts_is_not_asked() -> None:
    """It is only once a record keeps words that they must hold what is taken from it."""
    assert said({"it": GPT3 | {"via": {"source": "other", "locator": "p9"}}}) == []


def test_an_authority_that_a_source_with_extracts_quotes_elsewhere() -> None:
    """Leaving out who quotes it is noticed where most of what it says is quoted."""
    three = {"one": GPT3, "two": MARKET, "three": FORECAST}
    bare = {key: value for key, value in DATA.items() if key != "via"}
    (message,) = said({**three, "it": bare | {"as_of": "2023-02-20"}})
    assert "report keeps no extracts, and digest holds what else report says" in message
    directly = {
        name: {key: value for key, value in fact.items() if key != "via"} | {"as_of": "2023-02-20"}
        for name, fact in three.items()
    }
    assert said({**directly, "it": DATA}) == []


def test_what_stands_at_one_place_comes_from_one_source() -> None:
    """Where the words name nobody, the one that names another source than the rest is wrong."""
    (message,) = said({"one": GPT3, "two": MARKET, "three": DATA | {"source": "other"}})
    assert message == "'three' is from other, and other words at 'p1' of digest from report"


BOTTLENECK = {
    "says": "网络带宽成为集群的瓶颈。",
    "kind": "opinion",
    "source": "report",
    "via": {"source": "digest", "locator": "p2"},
}
LAUNCH = {
    "date": "2023-03-05",
    "says": "甲公司宣布新模型",
    "source": "report",
    "via": {"source": "digest", "locator": "p2"},
}


def test_a_statement_stands_where_its_words_stand() -> None:
    """A place whose words are others', where those of another place are its own."""
    assert said({}, evidence={"it": BOTTLENECK}) == []
    (message,) = said({}, evidence={"it": BOTTLENECK | {"via": {"source": "digest", "locator": "p1"}}})
    assert "its words stand at 'p2' of digest, not at 'p1'" in message


@pytest.mark.parametrize("day", ["2023-03-06", "2022-03-05", "2024-03-05"])
def test_an_event_has_the_day_of_its_words(day: str) -> None:
    """A day without a year is the one nearest to the day of its source."""
    assert said({}, catalysts=[LAUNCH]) == []
    assert len(said({}, catalysts=[LAUNCH | {"date": day}])) == 1


def test_an_exhibit_names_sources_that_something_is_taken_from() -> None:
    """Each once."""
    table: dict[str, object] = {"id": "it", "chart": "table", "title": "表", "columns": ["甲"]}
    table["rows"] = [{"head": "乙", "cells": ["丙"]}]
    assert said({"it": GPT3}, exhibits=[table | {"sources": ["report", "digest"]}]) == []
    (message,) = said({"it": GPT3}, exhibits=[table | {"sources": ["other"]}])
    assert "from which the thesis takes no number" in message
    (message,) = said({"it": GPT3}, exhibits=[table | {"sources": ["report", "report"]}])
    assert "names report twice" in message
