"""A324: what the languages of one text speak of."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.context import Audited
from briefwright.audit.languages import languages
from briefwright.model.finding import Finding
from briefwright.model.library import Body, Record
from briefwright.model.records import Source
from tests.unit.audit.content import DAY, number, places, results, shared, thesis


def found(simplified: str, english: str) -> list[Finding]:
    """Findings for the two bodies of one section."""
    record = replace(
        thesis(), bodies={(0, "zh-Hans"): Body("01.zh.md", simplified), (0, "en"): Body("01.en.md", english)}
    )
    return list(languages(Audited(record, shared(), results(), DAY)))


@pytest.mark.parametrize(
    ("simplified", "english"),
    [
        ("2012年以来，GPT-3与A100。", "Since 2012, GPT-3 and A100s."),
        ("2022年至2025年", "From 2022 to 2025"),
        ("2021–2025年", "2021–25"),
        ("2月7日宣布", "Announced on 7 February"),
        ("2月7日宣布", "Announced on February 7th"),
        ("增长[@idc]，见[[market]]。", "It grew [@idc], see [[market]]."),
        ("两者不同", "The three differ"),
        ("五条核心判断各配一个", "one beside each of the five claims"),
        ("新冠疫情之后", "After COVID-19"),
        ("十四五规划", "The 14th Five-Year Plan"),
        ("2000张卡", "2000 GPUs"),
        ("三成与四处", "A third, everywhere"),
    ],
)
def test_a_free_translation_is_no_finding(simplified: str, english: str) -> None:
    """The same things, said as each language says them."""
    assert found(simplified, english) == []


@pytest.mark.parametrize(
    ("simplified", "english", "said"),
    [
        ("2012年以来", "Since 2013", "zh-Hans has the year 2012, and en 2013 instead"),
        ("多年以来", "Since 2013", "en has the year 2013, and zh-Hans has not"),
        ("A100更快", "The A101 is faster", "zh-Hans has the name A100, and en A101 instead"),
        ("A100更快", "The A100 is faster, as is the A800", "en has the name A800, and zh-Hans has not"),
        ("2月7日", "8 February", "zh-Hans has the day 02-07, and en 02-08 instead"),
        ("增长[@idc]。", "It grew.", "zh-Hans has the source idc, and en has not"),
        ("增长，见[[a]]。", "It grew, see [[b]].", "zh-Hans has the exhibit a, and en b instead"),
        ("列出五个领域", "It lists three fields", "zh-Hans has the count 5, and en 3 instead"),
        ("列出七个领域", "It lists some fields", "zh-Hans has the count 7, and en has not"),
    ],
)
def test_what_one_language_says_otherwise(simplified: str, english: str, said: str) -> None:
    """At the beginning of the text that lacks it."""
    (finding,) = found(simplified, english)
    assert finding.message == said
    assert finding.span is not None
    assert finding.span.file == "01.en.md"


def test_counts_are_compared_by_paragraph() -> None:
    """The same counts in another paragraph do not cover one that is wrong."""
    assert found("三个领域\n\n五个方向", "three fields\n\nfive directions") == []
    assert len(found("五个领域\n\n五个方向", "three fields\n\nfive directions")) == 1


def test_records_of_sources_are_read_too() -> None:
    """Those that are behind a number printed; the finding is the library's and not the thesis'."""
    note = {"zh-Hans": "推定为2023年", "en": "inferred to be 2026"}
    source = Record("idc", Source.model_validate({"publisher": "IDC", "note": note}), places("s.yaml"))
    record = thesis(body="It is {{ market }}.")
    known = results(number("market", "21.1", "USD bn"))
    (finding,) = languages(Audited(record, replace(shared(), sources={"idc": source}), known, DAY))
    assert finding.thesis == ""
    assert list(languages(Audited(thesis(), replace(shared(), sources={"idc": source}), known, DAY))) == []


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_read(one: str, other: str) -> None:
    """Whatever stands there; and a text says the same as itself."""
    found(one, other)
    assert found(one, one) == []
