"""Findings in the forms that code scanners, test reporters and GitLab read."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from urllib.parse import quote
from xml.etree import ElementTree as ET

from briefwright.cli import findings as forms
from briefwright.cli.findings import plain_json, safe
from briefwright.model.codes import CODES
from briefwright.model.finding import Finding, Severity, Span
from briefwright.world import World

SARIF_LIMIT = 25_000
"""Results in a run; GitHub refuses a run with more."""
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_PAGE = "docs/reference/findings.md"
# What ``safe`` lets pass because no terminal minds, and what no XML may hold, not even as a reference.
_NO_CHARACTERS = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}


def as_sarif(findings: Sequence[Finding], world: World) -> str:  # noqa: ARG001 - as every entry of FORMATS
    """SARIF 2.1.0: one run, a rule for every code there is, a result for every finding up to ``SARIF_LIMIT``.

    Where there are more, errors go before warnings, and a notification says how many were left out.
    """
    prints = list(_fingerprints(findings))
    order = sorted(range(len(findings)), key=lambda at: findings[at].severity is not Severity.ERROR)
    shown = sorted(order[:SARIF_LIMIT])
    rules = list(CODES)
    run = {
        "tool": {"driver": {"name": "briefwright", "version": version("briefwright"), "rules": [*map(_rule, rules)]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, **_left_out(len(findings) - len(shown))}],
        "results": [_result(findings[at], rules.index(findings[at].code), prints[at]) for at in shown],
    }
    return plain_json({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def as_junit(findings: Sequence[Finding], world: World) -> str:  # noqa: ARG001 - as every entry of FORMATS
    """JUnit's XML: a suite for every file, a case for every finding; an error has failed, a warning is skipped.

    Without findings there is one case, which has passed: readers take an empty report for a broken one.
    """
    suites: dict[str, list[Finding]] = {}
    for finding in findings:
        suites.setdefault(_file(finding), []).append(finding)
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = {"tests": str(max(1, len(findings))), "failures": str(failures), "errors": "0"}
    counts["skipped"] = str(len(findings) - failures)
    top = ET.Element("testsuites", {"name": "briefwright check", **counts})
    for file, group in suites.items():
        _suite(top, file, group)
    if not suites:
        suite = ET.SubElement(top, "testsuite", {"name": "content", **counts})
        ET.SubElement(suite, "testcase", {"classname": "content", "name": "no findings"})
    ET.indent(top, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(top, encoding="unicode")


def as_gitlab(findings: Sequence[Finding], world: World) -> str:  # noqa: ARG001 - as every entry of FORMATS
    """GitLab's code quality report: a list of issues; an error is major, a warning minor."""
    return plain_json(
        [
            {
                "description": _told(finding),
                "check_name": finding.code,
                "fingerprint": fingerprint,
                "severity": "major" if finding.severity is Severity.ERROR else "minor",
                "location": {
                    "path": _file(finding),
                    "lines": {"begin": finding.span.line if finding.span else 1},
                },
            }
            for finding, fingerprint in zip(findings, _fingerprints(findings), strict=True)
        ]
    )


FORMATS: dict[str, Callable[[Sequence[Finding], World], str]] = {
    **forms.FORMATS,
    "sarif": as_sarif,
    "junit": as_junit,
    "gitlab": as_gitlab,
}
"""The forms of ``check``."""


def _file(finding: Finding) -> str:
    """The file a finding is shown at; one about all the library is shown at its thesis or at the content."""
    if finding.span:
        return _clean(finding.span.file)
    return f"content/theses/{_clean(finding.thesis)}/thesis.yaml" if finding.thesis else "content"


def _told(finding: Finding) -> str:
    """Message and help, a line each; nothing in them can end a line, drive a terminal or start a command of a log."""
    lines = [finding.message, *([f"help: {finding.help}"] if finding.help else [])]
    return "\n".join(_line(line) for line in lines)


def _line(text: str) -> str:
    # A line of a log that begins with two colons is a command to GitHub's runner, whatever printed it.
    return re.sub(":(?=:)", ": ", _clean(" ".join(text.splitlines())))


def _clean(text: str) -> str:
    return safe(text).translate(_NO_CHARACTERS)


def _fingerprints(findings: Sequence[Finding]) -> Iterator[str]:
    """The same for the same fault after lines have moved; the second of two equal faults in a file has its own."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        key = (finding.code, finding.span.file if finding.span else finding.thesis, finding.message)
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        yield hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def _rule(code: str) -> dict[str, object]:
    title = CODES[code].title
    more = f"{_PAGE} says what {code} means, with a wrong and a right example where one can be shown"
    return {
        "id": code,
        "shortDescription": {"text": title},
        "help": {"text": f"{title}; {more}."},
        "defaultConfiguration": {"level": CODES[code].severity},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, object]:
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(_file(finding)), "uriBaseId": "%SRCROOT%"},
        "region": _region(finding.span or Span("")),
    }
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity,
        "message": {"text": _told(finding)},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"briefwrightFinding/v1": fingerprint},
    }


def _region(span: Span) -> dict[str, int]:
    return {"startLine": span.line, "startColumn": span.column, "endColumn": span.column + max(1, span.length)}


def _left_out(count: int) -> dict[str, object]:
    if not count:
        return {}
    text = f"{count:,} findings more than the {SARIF_LIMIT:,} a run may hold were left out; the text form has all"
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def _suite(top: ET.Element, file: str, group: Sequence[Finding]) -> None:
    failures = sum(finding.severity is Severity.ERROR for finding in group)
    counts = {"tests": str(len(group)), "failures": str(failures), "errors": "0", "skipped": str(len(group) - failures)}
    suite = ET.SubElement(top, "testsuite", {"name": file, **counts})
    for finding in group:
        where = f" at {finding.span.line}:{finding.span.column}" if finding.span else ""
        named = {"classname": file, "name": f"{finding.code}{where}", "file": file}
        case = ET.SubElement(suite, "testcase", named)
        failed = finding.severity is Severity.ERROR
        kind = {"type": finding.code} if failed else {}
        said = ET.SubElement(case, "failure" if failed else "skipped", {"message": _line(finding.message), **kind})
        said.text = _told(finding)
