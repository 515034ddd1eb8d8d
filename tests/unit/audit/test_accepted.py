"""Accepted findings and quoted passages: what the audit lets stand, and says so."""

from dataclasses import replace
from typing import Any

from briefwright import audit
from briefwright.model.finding import Exempt, Finding
from briefwright.model.library import Body, Library, Record, Shared, ThesisRecord
from briefwright.model.records import House
from tests.unit.audit.content import DAY, number, places, results, shared, thesis

KNOWN = results(number("market", "21.1", "USD bn"))


def accepting(at: str, rule: str = "A302", body: str = "It sold 512 cards and 1,024 more.") -> ThesisRecord:
    return thesis(body, accepted=[{"rule": rule, "at": at, "because": "印在截图里"}])


def judged(record: ThesisRecord, given: Shared | None = None) -> list[Finding]:
    return audit.findings(record, given or shared(), KNOWN, DAY)


def exempted(record: ThesisRecord) -> list[Exempt]:
    return audit.exempted(Library(shared(), {"it": record}), {"it": KNOWN}, DAY)


def test_an_accepted_finding_is_silent_and_listed() -> None:
    """Only that one, with the author's reason, at its place."""
    record = accepting("512")
    assert [finding.message for finding in judged(record)] == ["'1,024' is typed by hand"]
    (listed,) = exempted(record)
    assert (listed.rule, listed.what, listed.because) == ("A302", "'512' is typed by hand", "印在截图里")
    assert (listed.span.file, listed.span.line, listed.span.column, listed.quoted) == ("01.en.md", 1, 9, False)


def test_words_are_taken_whole() -> None:
    """An entry about 51 says nothing about 512, nor one about market anything about market_share."""
    assert [finding.code for finding in judged(accepting("51"))] == ["A302", "A302", "A340"]
    assert [finding.code for finding in judged(accepting("024"))] == ["A302", "A302", "A340"]


def test_another_rule_is_another_finding() -> None:
    """The rule and the words must both match."""
    assert [finding.code for finding in judged(accepting("512", "A301"))] == ["A302", "A302", "A340"]


def test_an_entry_in_vain_is_found() -> None:
    """So that a suppression does not outlive its cause."""
    (finding,) = judged(accepting("512", body="Words."))
    assert (finding.code, finding.message) == ("A340", "there is no finding A302 about '512'")
    assert exempted(accepting("512", body="Words.")) == []


def test_exhibits_are_judged_when_they_are_drawn() -> None:
    """What is accepted of them is not in vain before, and is listed as it stands."""
    record = accepting("chart", "A304", "Words.")
    assert judged(record) == []
    (listed,) = exempted(record)
    assert (listed.rule, listed.what) == ("A304", "about 'chart'")


def test_quoted_passages_are_listed() -> None:
    """Blocks of Markdown, and words in quotation marks with a citation behind; not plain quotation marks."""
    body = "Words.\n\n> It sold 512 cards\n> in a day.\n\nIt says “over 60bn” [@idc], not “much”.\n"
    listed = exempted(thesis(body))
    assert [(one.what, one.quoted, one.span.line) for one in listed] == [
        ("> It sold 512 cards > in a day.", True, 3),
        ("“over 60bn”", True, 6),
    ]


def weighing(**severities: str) -> Shared:
    data: dict[str, Any] = {"name": "东方研究", "languages": ["zh-Hans"], "severities": severities}
    return replace(shared(), houses={"east": Record("east", House.model_validate(data), places("h.yaml"))})


def test_a_house_weighs_the_rules() -> None:
    """Off, or as severe as it says."""
    record = ThesisRecord(thesis().record, {(0, "en"): Body("01.en.md", "It sold 512 cards.")})
    assert [finding.severity.value for finding in judged(record, weighing(A302="warning"))] == ["warning"]
    assert judged(record, weighing(A302="off")) == []
