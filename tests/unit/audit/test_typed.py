"""A302: the findings for quantities typed by hand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefwright import audit, compute, load
from briefwright.model.library import Record
from briefwright.model.thesis import Fact
from briefwright.world import World
from tests.unit.audit.content import DAY, number, places, results, shared, thesis

KNOWN = results(
    number("gpt3_parameters", "175", "bn parameter"),
    number("market", "21.1", "USD bn"),
    number("market_in_yuan", "21.1", "CNY bn"),
    number("growth", "32.8371", "%", "market"),
    number("threshold", "over 60", "unstated bn"),
    number("cycle", "18", "month"),
    number("step", "18.2", "x", "market"),
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It has 175 billion parameters.", "gpt3_parameters"),
        ("It has 175bn.", "gpt3_parameters"),
        ("It has one hundred and seventy-five billion.", "gpt3_parameters"),
        ("A market of US$21.1bn.", "market"),
        ("A market of Rmb21.1bn.", "market_in_yuan"),
        ("A market of 21.1 billion yuan.", "market_in_yuan"),
        ("It grew 32.8%.", "growth"),
        ("It grew 33%.", "growth"),
        ("It takes over 60bn.", "threshold"),
        ("Every 18 months.", "cycle"),
        ("At 18.2x.", "step"),
    ],
)
def test_the_number_it_equals_is_named(text: str, name: str) -> None:
    """The message names the number with this value and unit, and the help writes the lookup."""
    (finding,) = audit.findings(thesis(body=text), shared(), KNOWN, DAY)
    assert finding.code == "A302"
    assert finding.message.endswith(f"is typed by hand, and equals {name}")
    assert finding.help == f"write {{{{ {name} }}}}"


@pytest.mark.parametrize(
    "text", ["A market of EUR21.1bn.", "It grew 18.2%.", "At 175bn times.", "It grew 5%.", "About 21.1bn."]
)
def test_another_unit_is_another_number(text: str) -> None:
    """A number of another currency or measure is not suggested."""
    (finding,) = audit.findings(thesis(body=text), shared(), KNOWN, DAY)
    assert finding.message.endswith("is typed by hand")
    assert "facts" in finding.help


def test_the_place_is_exact() -> None:
    """The span covers the quantity in its Markdown file."""
    (finding,) = audit.findings(thesis(body="First line.\nA market of US$21.1bn here."), shared(), results(), DAY)
    assert finding.span
    assert (finding.span.file, finding.span.line, finding.span.column, finding.span.length) == ("01.en.md", 2, 13, 9)
    assert finding.thesis == "it"


def test_every_text_field_is_read() -> None:
    """Titles, labels, cells and notes are printed like prose."""
    fields: dict[str, Any] = {
        "title": "规模超过600亿",
        "key_data": [{"label": "规模", "value": "> 700亿"}],
        "claims": [{"says": "增长32.8%"}],
        "risks": [{"says": "成本上升三成"}],
        "not_given": ["300家公司的名单"],
        "exhibits": [
            {
                "id": "t",
                "chart": "table",
                "title": "表",
                "columns": ["值"],
                "rows": [{"head": "甲", "cells": ["40亿元"]}],
            }
        ],
    }
    found = audit.findings(thesis(**fields), shared(), results(), DAY)
    assert len(found) == 6
    assert {finding.code for finding in found} == {"A302"}


def test_texts_it_shares_are_read_where_it_prints_them() -> None:
    """The label of a shared fact is printed with the fact; that of another fact is not."""
    facts = {
        name: Record(
            name, Fact.model_validate({"label": f"{name}，共300家", "value": "1", "unit": "x"}), places("f.yaml")
        )
        for name in ("used", "unused")
    }
    found = audit.findings(
        thesis(summary="{{ used }}"), replace(shared(), facts=facts), results(number("used", "1", "x")), DAY
    )
    assert [finding.message for finding in found] == ["'300' is typed by hand"]


def test_registered_names_are_names() -> None:
    """A company whose name is a numeral is not a quantity."""
    text = {"summary": "三六零与360的产品"}
    assert (
        audit.findings(thesis(**text), shared(qihoo={"name": {"zh-Hans": "三六零", "en": "360"}}), results(), DAY) == []
    )


def test_lookups_are_not_typed() -> None:
    """What is looked up is not typed by hand."""
    assert audit.findings(thesis(body="{{ market }} and {{ growth | signed }}"), shared(), KNOWN, DAY) == []


def test_the_shipped_theses_are_clean(repository: Path) -> None:
    """The theses in the repository hold no quantity typed by hand, and no false alarm."""
    library, _ = load.library(World.here(repository))
    assert library.theses
    for one in library.theses.values():
        computed, _ = compute.results(one, library.shared)
        assert audit.findings(one, library.shared, computed, DAY) == []
