"""A333: a sentence that one language has and another has not."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.context import Audited
from briefwright.audit.lost import lost
from briefwright.model.finding import Finding
from briefwright.model.library import Body, ThesisRecord
from tests.unit.audit.content import DAY, results, shared, thesis

CHINESE = (
    "大模型的第一个变量是参数，参数越多，要喂给它的文本也就越多。",
    "这样的数据没有现成的，要有真实场景去采集，还要有人力去清洗和标注。",
    "训练用到{{ words }}，原文没有说明其中有多少是重复的。",
    "因此瓶颈不在有没有数据，而在有多少数据合格。",
)
ENGLISH = (
    "The first variable of a large model is its parameter count, and more parameters call for more text.",
    "Data of that kind is not available off the shelf: it has to be collected in real settings, cleaned and labelled.",
    "Training drew on {{ words }}, and the source does not say how much of that was repeated.",
    "The constraint is therefore less whether data exists than how much of it is usable.",
)


def findings(chinese: Sequence[str], english: Sequence[str]) -> list[Finding]:
    record: ThesisRecord = thesis()
    bodies = {
        (0, "zh-Hans"): Body("01.zh-Hans.md", "".join(chinese)),
        (0, "en"): Body("01.en.md", " ".join(english)),
    }
    return [*lost(Audited(ThesisRecord(record.record, bodies), shared(), results(), DAY))]  # type: ignore[arg-type]


def test_a_faithful_translation_is_silent() -> None:
    assert findings(CHINESE, ENGLISH) == []


@pytest.mark.parametrize("place", range(4))
def test_a_sentence_lost_is_named_where_it_is_missing(place: int) -> None:
    """Of either language, wherever it stood."""
    (finding,) = findings(CHINESE, [*ENGLISH[:place], *ENGLISH[place + 1 :]])
    assert finding.span is not None
    assert (finding.code, finding.span.file) == ("A333", "01.en.md")
    assert CHINESE[place][:4] in finding.message
    (finding,) = findings([*CHINESE[:place], *CHINESE[place + 1 :]], ENGLISH)
    assert finding.span is not None
    assert finding.span.file == "01.zh-Hans.md"
    assert ENGLISH[place][:14] in finding.message


def test_sentences_may_be_joined_or_parted() -> None:
    """A translation is free to make one of two, or two of one."""
    joined = CHINESE[0][:-1] + "，而" + CHINESE[1]
    assert findings([joined, *CHINESE[2:]], ENGLISH) == []
    parted = ENGLISH[1].replace(": it has", ". It has")
    assert findings(CHINESE, [ENGLISH[0], parted, *ENGLISH[2:]]) == []


def test_tables_and_citations_are_no_sentences() -> None:
    table = "\n\n| a | b |\n| - | - |\n| c | d |\n"
    assert findings([*CHINESE, "[@idc]", table], [*ENGLISH, "[@idc]", "\n\n[[x]]\n"]) == []


@given(st.text(alphabet="灯船。，. aA!\n", max_size=60), st.text(alphabet="灯船。，. aA!\n", max_size=60))
def test_any_two_texts_can_be_compared(one: str, two: str) -> None:
    """No text is too short or too odd for it, and a text is never found against nothing."""
    for finding in findings([one], [two]):
        assert finding.code == "A333"
