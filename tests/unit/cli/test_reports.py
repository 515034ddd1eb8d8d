"""Findings as SARIF, JUnit and GitLab's code quality: sound by their formats, and driven by no name in the content."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from briefwright.cli.reports import FORMATS, SARIF_LIMIT, as_gitlab, as_junit, as_sarif
from briefwright.model.codes import CODES
from briefwright.model.finding import Finding, Span
from briefwright.world import World, shipped_root
from tests.unit.cli.conftest import Run
from tests.unit.cli.test_findings import HOSTILE
from tests.unit.starter import break_
from tests.validators import tools

ERROR = Finding("C101", "unknown source 'almanack'", Span("content/a b.yaml", 2, 9, 8), "did you mean 'almanac'?")
WARNING = Finding("C150", "unused", Span("content/sources/s.yaml", 4))
WHOLE = Finding("L050", "the library holds no thesis")
NAMED = Finding("C101", "无此来源", None, "", "electric-ferries")
SOME = (ERROR, WARNING, WHOLE, NAMED)
STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@pytest.fixture
def place(tmp_path: Path) -> World:
    return World(tmp_path, date(2024, 1, 2), shipped_root())


def sarif(findings: tuple[Finding, ...], place: World) -> dict[str, Any]:
    """The one run."""
    log = json.loads(as_sarif(findings, place))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return dict(run)


def texts(value: object) -> list[str]:
    """Every string in a value of JSON."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []


def test_sarif_holds_by_its_schema(place: World) -> None:
    """The schema of its authors, with findings, without, and with hostile ones."""
    file = tools.node_file("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")
    hostile = Finding("C101", HOSTILE, Span(f"content/{HOSTILE}\udcff.yaml", 1, 1, 0), HOSTILE)
    schema = json.loads(file.read_text(encoding="utf-8"))
    for findings in ((), SOME, (hostile,)):
        log = json.loads(as_sarif(findings, place))
        jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)


def test_a_result_of_sarif_points_at_its_rule_and_its_word(place: World) -> None:
    """Rule by name and index, level, message with help, an escaped relative path, columns from one, end exclusive."""
    run = sarif(SOME, place)
    result = run["results"][0]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["id"] == result["ruleId"] == "C101"
    assert rule["help"]["text"].startswith(CODES["C101"].title)
    assert result["level"] == "error"
    assert result["message"]["text"] == "unknown source 'almanack'\nhelp: did you mean 'almanac'?"
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"] == {"uri": "content/a%20b.yaml", "uriBaseId": "%SRCROOT%"}
    assert where["region"] == {"startLine": 2, "startColumn": 9, "endColumn": 17}
    places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"]]
    assert places[2:] == ["content", "content/theses/electric-ferries/thesis.yaml"]
    assert [one["id"] for one in run["tool"]["driver"]["rules"]] == list(CODES)


def test_a_fingerprint_outlives_a_moved_line_and_tells_equals_apart(place: World) -> None:
    """In SARIF and in GitLab's report alike."""
    moved = Finding(ERROR.code, ERROR.message, Span("content/a b.yaml", 70, 1, 8), ERROR.help)
    other = Finding(ERROR.code, ERROR.message, Span("content/b.yaml", 2, 9, 8))

    def prints(*some: Finding) -> list[str]:
        issues = [one["fingerprint"] for one in json.loads(as_gitlab(some, place))]
        results = [one["partialFingerprints"]["briefwrightFinding/v1"] for one in sarif(some, place)["results"]]
        assert issues == results
        return issues

    assert prints(ERROR) == prints(moved)
    assert len(set(prints(ERROR, moved, other, WARNING))) == 4


def test_sarif_stops_where_github_would_refuse_and_says_so(place: World) -> None:
    """Errors stay; the warnings that do not fit are counted."""
    run = sarif((*(WARNING for _ in range(SARIF_LIMIT + 2)), ERROR), place)
    assert len(run["results"]) == SARIF_LIMIT
    assert run["results"][-1]["level"] == "error"
    (said,) = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("3 findings more than the 25,000")


def test_junit_is_read_as_cases_by_file(place: World) -> None:
    """An error has failed, a warning is skipped, and the counts agree with the cases."""
    top = etree.fromstring(as_junit((*SOME, ERROR), place).encode())
    assert dict(top.attrib.items()) == {
        "name": "briefwright check",
        "tests": "5",
        "failures": "4",
        "errors": "0",
        "skipped": "1",
    }
    suites = {suite.attrib["name"]: suite for suite in top}
    assert list(suites) == [
        *("content/a b.yaml", "content/sources/s.yaml", "content"),
        "content/theses/electric-ferries/thesis.yaml",
    ]
    case = suites["content/a b.yaml"][0]
    assert case.get("name") == "C101 at 2:9"
    (failure,) = case
    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "C101", ERROR.message)
    assert failure.text == f"{ERROR.message}\nhelp: {ERROR.help}"
    assert [one.tag for one in suites["content/sources/s.yaml"][0]] == ["skipped"]
    for count, tag in (("tests", "testcase"), ("failures", "failure"), ("skipped", "skipped")):
        assert sum(int(suite.attrib[count]) for suite in top) == len(top.findall(f".//{tag}")) == int(top.attrib[count])


def test_no_findings_are_a_passed_case_no_results_and_no_issues(place: World) -> None:
    """A reader takes an empty JUnit report for a broken one."""
    (case,) = etree.fromstring(as_junit((), place).encode()).findall(".//testcase")
    assert len(case) == 0
    assert sarif((), place)["results"] == []
    assert json.loads(as_gitlab((), place)) == []


def test_an_issue_of_gitlab_has_what_gitlab_asks_for(place: World) -> None:
    """Description, name of the check, severity by GitLab's scale, path and line."""
    first, second, third, _ = json.loads(as_gitlab(SOME, place))
    fingerprint = first.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{32}", fingerprint)
    assert first == {
        "description": "unknown source 'almanack'\nhelp: did you mean 'almanac'?",
        "check_name": "C101",
        "severity": "major",
        "location": {"path": "content/a b.yaml", "lines": {"begin": 2}},
    }
    assert second["severity"] == "minor"
    assert third["location"] == {"path": "content", "lines": {"begin": 1}}


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab"])
def test_no_name_steers_what_reads_the_report(form: str, place: World) -> None:
    """Not raw and not when decoded: no control or bidirectional character, no line that starts a workflow command."""
    text = "::error::x" + HOSTILE + "]]></failure>\ufffe:::error::x\n##[add-mask]x ##vso[x]"
    finding = Finding("C101", text, Span(f"content/\n::error::{HOSTILE}\udcff.yaml", 1, 2), text)
    written = FORMATS[form]([finding], place)
    written.encode()
    assert not STEERS.search(written)
    assert not re.search(r"^\s*::|##(vso)?\[", written, re.MULTILINE)
    if form == "junit":
        top = etree.fromstring(written.encode())
        assert len(top.findall(".//testcase")) == len(top.findall(".//failure")) == 1
        said = [text for one in top.iter() for text in (*one.attrib.values(), one.text or "", one.tail or "")]
    else:
        said = texts(json.loads(written))
    assert not [one for one in said if STEERS.search(one)]
    assert not [line for one in said for line in one.splitlines() if re.search(r"^\s*::|##(vso)?\[", line)]


@pytest.mark.parametrize("form", ["sarif", "junit", "gitlab"])
def test_check_writes_every_form_and_fails_as_ever(form: str, run: Run, world: World) -> None:
    """Nothing but the report is on standard output; the exit code is that of the findings."""
    assert run("check", "--format", form, root=world.root).code == 0
    break_(world, "battery-swapping")
    ran = run("check", "--format", form, root=world.root)
    assert ran.code == 1
    assert "nobody" in ran.out
    assert ran.err == ""
    if form == "junit":
        etree.fromstring(ran.out.encode())
    else:
        json.loads(ran.out)
