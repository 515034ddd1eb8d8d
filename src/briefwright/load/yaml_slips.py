"""YAML syntax errors in plain words: the slips people make, each with its place and a way out."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from briefwright.load.characters import brief
from briefwright.load.yaml_events import Slip
from briefwright.model.finding import Finding, Span

QUOTE_HELP = 'put the whole text in quotes: "…"'
LOOKUP_HELP = 'put the whole text in double quotes: "{{ name }} …"'
LOOKUP_SIGN = "{{"

_WIDTH = 2000
"""As much of a line as is looked at: hostile lines are long."""
_BEFORE_VALUE = r"(?:^\s*(?:-\s+)*|(?:^|\s)-\s+|:\s+|[,\[{]\s*)"
_LOOKUP = re.compile(rf"{_BEFORE_VALUE}(\{{\{{|\[@|\[\[)")
_SIGN = re.compile(rf"{_BEFORE_VALUE}([*&!%@`>|])(?=\S)")
_OPENING = re.compile(rf"{_BEFORE_VALUE}([\[{{])")
_PAIR = re.compile(r"\s*(?:-\s+)*[^\s:'\"][^:]*:\s+\S")
_BOUND = re.compile(r">(=?)\s*(-?[\d.,]+)")
_WIDE_COLON = re.compile(r"\s*(?:-\s+)*([A-Za-z_][\w-]*)\s*(：)")
_NO_SPACE = re.compile(r"\s*(?:-\s+)*([A-Za-z_][\w-]*):(?!//)[^\s:]")


@dataclass(frozen=True, slots=True)
class _Scene:
    """The slip with the lines around it. ``here`` is the line, ``above`` the last line before it that holds text."""

    slip: Slip
    lines: list[str]

    @property
    def here(self) -> str:
        return self.line(self.slip.line)

    @property
    def before(self) -> str:
        return self.here[: self.slip.column]

    @property
    def character(self) -> str:
        return self.here[self.slip.column : self.slip.column + 1]

    @property
    def above(self) -> int:
        return next((at for at in range(self.slip.line - 1, -1, -1) if self.line(at).strip()), self.slip.line)

    def line(self, number: int) -> str:
        return self.lines[number][:_WIDTH] if number < len(self.lines) else ""

    def says(self, *fragments: str) -> bool:
        return any(fragment in self.slip.problem for fragment in fragments)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What went wrong: message, way out, place (line and column from 0; None is where the parser stopped)."""

    message: str
    help: str
    place: tuple[int, int] | None = None
    code: str = "L004"


def explain(file: str, text: str, slip: Slip) -> Finding:
    """The finding for a syntax error."""
    scene = _Scene(slip, text.split("\n"))
    reading = next((found for rule in _RULES if (found := rule(scene))), _GENERAL)
    line, column = reading.place or (slip.line, slip.column)
    if line >= len(scene.lines):
        line, column = len(scene.lines) - 1, len(scene.lines[-1])
    return Finding(reading.code, reading.message, Span(file, line + 1, column + 1), reading.help)


def bound_help(header: str) -> str:
    """How to write the bound that someone meant by ``>40``."""
    if found := _BOUND.match(header):
        word = "at least" if found[1] else "over"
        return f"write '{word} {brief(found[2], 20)}', or put it in quotes"
    return QUOTE_HELP


def _tab(scene: _Scene) -> _Reading | None:
    indent = re.match(r"\s*", scene.here)
    at = indent[0].find("\t") if indent else -1
    if at < 0:
        return None
    return _Reading("a tab is used for indentation", "indent with spaces only", (scene.slip.line, at), "L005")


def _lookup(scene: _Scene) -> _Reading | None:
    for found in _LOOKUP.finditer(scene.here):
        if found.start(1) <= scene.slip.column and scene.here.count('"', 0, found.start(1)) % 2 == 0:
            message = f"text that begins with '{found[1]}' must be in quotes"
            way_out = LOOKUP_HELP if found[1] == LOOKUP_SIGN else QUOTE_HELP
            return _Reading(message, way_out, (scene.slip.line, found.start(1)))
    return None


def _inner_lookup(scene: _Scene) -> _Reading | None:
    """``{en: about {{ name }}}``: inside brackets a lookup needs quotes wherever it stands in the text."""
    at = scene.here.rfind(LOOKUP_SIGN, 0, scene.slip.column + len(LOOKUP_SIGN))
    if "flow" not in scene.slip.context or at < 0 or scene.here.count('"', 0, at) % 2:
        return None
    message = f"inside brackets, text that holds '{LOOKUP_SIGN}' must be in quotes"
    return _Reading(message, LOOKUP_HELP.replace("{{ name }} …", "… {{ name }} …"), (scene.slip.line, at))


def _first_character(scene: _Scene) -> _Reading | None:
    if not scene.says("cannot start any token"):
        return None
    return _quote_it(scene.character, None)


def _block_header(scene: _Scene) -> _Reading | None:
    if "block scalar" not in scene.slip.context:
        return None
    line, column = scene.slip.opened
    header = scene.line(line)[column:]
    message = f"text that begins with '{header[:1]}' must be in quotes: alone it announces a block of text"
    return _Reading(message, bound_help(header), (line, column))


def _escape(scene: _Scene) -> _Reading | None:
    if not scene.says("escape", "hexdecimal"):
        return None
    at = max(scene.here.rfind("\\", 0, scene.slip.column + 1), 0)
    if scene.says("invalid Unicode"):
        return _Reading(
            "this escape stands for no character", "write the character itself", (scene.slip.line, at), "L003"
        )
    message = f"in double quotes a backslash begins an escape, and '{scene.here[at : at + 2]}' is none"
    return _Reading(message, "write \\\\ for a backslash, or use single quotes", (scene.slip.line, at))


def _open_quote(scene: _Scene) -> _Reading | None:
    if "quoted scalar" not in scene.slip.context:
        return None
    return _Reading("the quote opened here is never closed", "close it with the same quotation mark", scene.slip.opened)


def _wide_colon(scene: _Scene) -> _Reading | None:
    for line in (scene.above, scene.slip.line):
        if found := _WIDE_COLON.match(scene.line(line)):
            message = f"the key '{found[1]}' is followed by a full-width colon"
            return _Reading(message, f"write '{found[1]}: ', with a plain colon and a space", (line, found.start(2)))
    return None


def _no_space(scene: _Scene) -> _Reading | None:
    if not scene.says("mapping values", "could not find expected ':'"):
        return None
    for line in (scene.above, scene.slip.line, scene.slip.opened[0]):
        if found := _NO_SPACE.match(scene.line(line)):
            message = f"there is no space after the colon of '{found[1]}'"
            return _Reading(message, f"write '{found[1]}: '", (line, found.end(1)))
    return None


def _colon(scene: _Scene) -> _Reading | None:
    in_braces = scene.character == ":" and "flow mapping" in scene.slip.context
    if not in_braces and not scene.says("mapping values"):
        return None
    part = scene.before.rpartition(",")[2] if in_braces else scene.before
    if in_braces and ": " not in part:
        return None
    if in_braces or _PAIR.match(part):
        return _Reading("text that holds a colon and a space must be in quotes", QUOTE_HELP)
    above = brief(scene.line(scene.above).strip(), 30)
    message = f"this line does not fit under '{above}'"
    start = len(scene.here) - len(scene.here.lstrip())
    way_out = "give keys that belong together the same indentation; put text of several lines in quotes"
    return _Reading(message, way_out, (scene.slip.line, start))


def _after_quote(scene: _Scene) -> _Reading | None:
    quote = scene.before.rstrip()[-1:]
    if quote not in ("'", '"') or not scene.says("did not find expected", "expected"):
        return None
    double = "''" if quote == "'" else '\\"'
    way_out = f"put the whole text in quotes, and write {double} for a {quote} inside it"
    return _Reading("text goes on after the closing quote", way_out)


def _sign(scene: _Scene) -> _Reading | None:
    line = scene.slip.line
    for found in _SIGN.finditer(scene.here):
        if found.start(1) <= scene.slip.column and scene.here.count('"', 0, found.start(1)) % 2 == 0:
            return _quote_it(found[1], (line, found.start(1)))
    opening = _OPENING.search(scene.here)
    if opening and scene.before.rstrip()[-1:] in ("]", "}") and "block" in scene.slip.context:
        return _quote_it(opening[1], (line, opening.start(1)))
    if scene.says("mapping keys are not allowed"):
        return _quote_it("? ", None)
    if scene.says("alphabetic or numeric", "tag URI"):
        line, column = scene.slip.opened
        return _quote_it(scene.line(line)[column : column + 1], (line, column))
    if scene.says("node content") and scene.character in (",", "]", "}"):
        return _quote_it(scene.character, None)
    return None


def _quote_it(sign: str, place: tuple[int, int] | None) -> _Reading:
    return _Reading(f"text that begins with '{sign}' must be in quotes", QUOTE_HELP, place)


def _bracket(scene: _Scene) -> _Reading | None:
    if "flow" not in scene.slip.context:
        return None
    line, column = scene.slip.opened
    sign = scene.line(line)[column : column + 1]
    if sign in ("[", "{"):
        message = f"the '{sign}' of line {line + 1} is not closed, or a comma is missing before this"
        place = (line, column) if scene.slip.line >= len(scene.lines) - 1 and not scene.here.strip() else None
        return _Reading(message, "close the bracket; put text that holds brackets, commas or quotes in quotes", place)
    return _Reading("a bracket is opened and not closed", "close it with ] or }")


def _list(scene: _Scene) -> _Reading | None:
    if scene.says("sequence entries are not allowed"):
        return _Reading("a list cannot begin on the line of its key", "begin each entry on a line of its own: '- …'")
    if "block collection" in scene.slip.context:
        return _Reading("a list entry does not begin with '- ', or is indented unlike the others", "line up the dashes")
    if "block mapping" in scene.slip.context and scene.here[scene.slip.column :].startswith("- "):
        return _Reading(
            "a list entry stands where a key is expected", "indent the list below its key, and write no value before it"
        )
    return None


def _no_colon(scene: _Scene) -> _Reading | None:
    if not scene.says("could not find expected ':'"):
        return None
    message = f"'{brief(scene.line(scene.slip.opened[0]).strip(), 30)}' is neither 'key: value' nor a list entry"
    way_out = "write a colon and a space after a key; indent text that continues the line above"
    return _Reading(message, way_out, scene.slip.opened)


def _no_key(scene: _Scene) -> _Reading | None:
    if scene.before.strip(" -") or scene.character != ":":
        return None
    return _Reading("a key is missing before this colon", "write the key, or put text that begins with ':' in quotes")


def _indentation(scene: _Scene) -> _Reading | None:
    if scene.before.strip() or not ("block mapping" in scene.slip.context or scene.says("document start")):
        return None
    return _Reading("the indentation of this line matches no line above", "line it up with the keys it belongs to")


_GENERAL = _Reading(
    "the YAML cannot be read from here", "look at indentation, quotes and brackets here and on the line above"
)
_RULES: tuple[Callable[[_Scene], _Reading | None], ...] = (
    _tab, _lookup, _inner_lookup, _block_header, _escape, _open_quote, _first_character, _wide_colon, _after_quote,
    _no_space, _colon, _sign, _bracket, _list, _no_colon, _no_key, _indentation,
)  # fmt: skip
"""Tried in this order: the first that recognises the slip explains it."""
