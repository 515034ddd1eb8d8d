"""A331: titles that print a number of a doubtful source say so."""

from dataclasses import replace
from typing import Any

import pytest

from briefwright.audit.context import Audited
from briefwright.audit.doubtful import doubtful
from briefwright.model.library import Record
from briefwright.model.records import Source
from tests.unit.audit.content import DAY, number, places, results, shared, thesis

KNOWN = results(number("it", "5", "x", "sales"), number("sales", "3", "USD bn", source="blog"), number("own", "3", "x"))


def found(reliability: str = "doubtful", **fields: Any) -> list[str]:
    source = Source.model_validate({"publisher": "某博客", "reliability": reliability})
    given = replace(shared(), sources={"blog": Record("blog", source, places("s.yaml"))})
    return [finding.message for finding in doubtful(Audited(thesis(**fields), given, KNOWN, DAY))]


def test_a_title_on_a_doubtful_source_is_found() -> None:
    """However many steps lie between."""
    (message,) = found(title="规模达{{ it }}")
    assert message == "'it' rests on the doubtful source 'blog', and a title prints no flag"
    assert len(found(title="题目", subtitle={"en": "At {{ sales }}"})) == 1


@pytest.mark.parametrize(
    "title", ["据传规模达{{ it }}", "规模未经证实：{{ it }}", "Reportedly {{ it }}", "规模为{{ own }}"]
)
def test_titles_that_say_so_pass(title: str) -> None:
    """Or that print numbers of other sources."""
    assert found(title=title) == []


def test_text_is_flagged_by_the_page() -> None:
    """So is a source that is merely secondary nowhere."""
    assert found(title="题目", summary="规模达{{ it }}") == []
    assert found("secondary", title="规模达{{ it }}") == []
