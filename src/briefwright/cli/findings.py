"""Findings for people, programs and pull requests."""

import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial

import click

from briefwright.model.finding import Finding, Refused, Severity, Span
from briefwright.world import World

# GitHub's runner and Azure's look for this anywhere in a line of a log, and take what follows for a command.
_COMMAND = re.compile(r"##(?=(?:vso)?\[)")
_AROUND = 200
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}


def as_text(findings: Sequence[Finding], world: World) -> str:
    """``file:line:column: severity CODE message``, the line with a caret, then ``help:``."""
    lines = lru_cache(maxsize=4)(partial(_lines, world))  # findings come file by file
    return "\n\n".join(_one(finding, lines) for finding in findings)


def as_json(findings: Sequence[Finding], world: World) -> str:  # noqa: ARG001 - as every entry of FORMATS
    """A list of objects; places are null where a finding has none. What could drive a terminal is escaped."""
    return plain_json([_record(finding) for finding in findings])


def plain_json(value: object) -> str:
    """``value`` as JSON in which nothing can drive a terminal or what reads a log."""
    written = _COMMAND.sub(r"#\\u0023", json.dumps(value, ensure_ascii=False, indent=1))
    return "".join(char if char == "\n" or not _drives(char) else json.dumps(char)[1:-1] for char in written)


def as_github(findings: Sequence[Finding], world: World) -> str:  # noqa: ARG001 - as every entry of FORMATS
    """Workflow commands, which become annotations on a pull request."""
    return "\n".join(_annotation(finding) for finding in findings)


FORMATS: dict[str, Callable[[Sequence[Finding], World], str]] = {"text": as_text, "json": as_json, "github": as_github}


def show(findings: Sequence[Finding], world: World, form: str) -> None:
    """Findings on standard output; the count, for people, on standard error. ``form`` is one of ``reports.FORMATS``."""
    from briefwright.cli.reports import FORMATS as ALL  # it stands on this module

    written = ALL[form](findings, world)
    if written:
        click.echo(written)
    if form == "text":
        click.echo(("\n" if findings else "") + summary(findings), err=True)


def summary(findings: Iterable[Finding]) -> str:
    """``2 errors, 1 warning``, or ``no findings``."""
    counts = dict.fromkeys(Severity, 0)
    for finding in findings:
        counts[finding.severity] += 1
    parts = [f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in counts.items() if count]
    return ", ".join(parts) or "no findings"


def safe(text: str) -> str:
    """``text`` of the same length without what could drive a terminal, reorder a line or be a command in a log."""
    if not text.isprintable():  # the common case costs no look at each character
        text = "".join("\ufffd" if char != "\t" and _drives(char) else char for char in text)
    return _COMMAND.sub("#\ufffd", text)


def _drives(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def _one(finding: Finding, lines_of: Callable[[str], Sequence[str]]) -> str:
    span = finding.span
    where = f"{safe(span.file)}:{span.line}:{span.column}: " if span else ""
    severity = (
        click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)
        if sys.stdout.isatty()
        else finding.severity
    )
    lines = [f"{where}{severity} {finding.code} {safe(finding.message)}"]
    if span and (source := _line(lines_of(span.file), span.line)) is not None:
        cut = max(0, span.column - 1 - _AROUND)  # a line may be as long as its file
        shown = safe(source[cut : cut + 3 * _AROUND].replace("\t", " "))
        first = min(span.column - 1 - cut, len(shown))
        if first > 100:
            shown, first = "…" + shown[first - 40 :], 41
        shown = shown[:160]
        length = max(1, min(span.length, len(shown) - first))
        lines += [
            "  | " + shown,
            "  | " + " " * _width(shown[:first]) + "^" * max(1, _width(shown[first : first + length])),
        ]
    if finding.help:
        lines.append(f"help: {safe(finding.help)}")
    return "\n".join(lines)


def _lines(world: World, file: str) -> Sequence[str]:
    try:
        return world.read(file).decode(errors="replace").removeprefix("\ufeff").split("\n")
    except Refused:
        return ()


def _line(lines: Sequence[str], line: int) -> str | None:
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) and lines[line - 1].strip() else None


def _width(text: str) -> int:
    """Cells of a terminal: two for Chinese, none for a mark that sits on the letter before it."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )


def place_of(span: Span) -> dict[str, object]:
    """A place as programs read it."""
    return {"file": span.file, "line": span.line, "column": span.column, "length": span.length}


def _record(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "place": place_of(finding.span) if finding.span else None,
        "help": finding.help,
    }


def _annotation(finding: Finding) -> str:
    span = finding.span
    place = f"file={_property(span.file)},line={span.line},col={span.column}," if span else ""
    message = finding.message + (f"\nhelp: {finding.help}" if finding.help else "")
    return f"::{finding.severity} {place}title={finding.code}::{_data(message)}"


def _data(text: str) -> str:
    """Escaped as GitHub's runner expects; everything else that could steer a log is made visible."""
    text = "\n".join(safe(line) for line in text.split("\n"))
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
