"""Where in a project's templates, style sheets and tokens the fault stands that an engine could only name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import World

PAPER = "assets/paper.css"
TOKENS = "assets/tokens.yaml"
TOKENS_OF = "assets/houses/{}/tokens.yaml"
_SEARCHED = ("R502", "R504", "L023", "L030", "L031")
_AT = re.compile(r" at (\d+):(\d+)")
_QUOTED = re.compile(r"'([^']{3,200})'")


def located(
    world: World,
    findings: Iterable[Finding],
    lines_before: int = 0,
    house: str = "",
    sheets: Sequence[tuple[str, str]] = (),
) -> list[Finding]:
    """``findings`` with better places. ``lines_before`` is how many lines stand above ``sheets``, paths and texts.

    What is wrong with a token stands in the tokens of ``house``, where these have it.
    """
    return [_located(world, finding, lines_before, house, sheets) for finding in findings]


def _located(
    world: World, finding: Finding, lines_before: int, house: str, sheets: Sequence[tuple[str, str]]
) -> Finding:
    span = finding.span
    if span is None or (span.line, span.column) != (1, 1) or finding.code not in _SEARCHED:
        return finding
    if (place := _AT.search(finding.message)) and (at := _in_sheets(sheets, int(place[1]) - lines_before)):
        message = finding.message.replace(place[0], "", 1)
        return replace(finding, message=message, span=Span(*at, int(place[2])))
    found = _QUOTED.search(finding.message)
    if not found:
        return finding
    if span.file == TOKENS and (of_house := first(world, found[1], Span(TOKENS_OF.format(house)))).line > 1:
        return replace(finding, span=of_house)
    return replace(finding, span=first(world, found[1], span))


def _in_sheets(sheets: Sequence[tuple[str, str]], line: int) -> tuple[str, int] | None:
    """Which of several sheets, one behind the other, the line of all is in, and its line there."""
    for path, text in sheets if line > 0 else ():
        if line <= text.count("\n"):
            return path, line
        line -= text.count("\n")
    return None


def first(world: World, needle: str, default: Span) -> Span:
    """The first place of ``needle`` in the file ``default`` names, or where that is a folder, in all that is set."""
    for path, text in _texts(world, default.file):
        if found := re.search(rf"(?<![\w-]){re.escape(needle)}(?![\w-])", text):
            at = found.start()
            line = text.count("\n", 0, at) + 1
            return Span(path, line, at - text.rfind("\n", 0, at), len(needle))
    return default


def _texts(world: World, file: str) -> Iterator[tuple[str, str]]:
    paths = [*world.files("templates"), *(path for path in world.files("assets") if path.endswith(".css"))]
    for path in paths if file == "templates" else [file]:
        try:
            yield path, world.read(path).decode(errors="replace")
        except Refused:
            continue
