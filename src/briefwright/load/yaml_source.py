"""YAML to plain Python with the place of every value: strings, lists and maps only, because YAML types nothing here.

A value that is left out (``key:``, ``~``, ``null``) is None in the tree; in a map it is a finding as well.
"""

import re
from dataclasses import dataclass, field
from typing import Any, NoReturn, TypeAlias

import yaml

from briefwright.load.characters import brief, decode, named, position
from briefwright.load.positions import Children, Entry, places, span
from briefwright.load.yaml_events import Slip, events
from briefwright.load.yaml_slips import LOOKUP_HELP, LOOKUP_SIGN, QUOTE_HELP, bound_help, explain
from briefwright.model.characters import FORBIDDEN
from briefwright.model.finding import Finding, Refused
from briefwright.model.library import Places

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"

BYTES = 2 * 1024 * 1024
VALUES = 200_000
DEPTH = 64
ALIASES = 32
SCALAR = 1_000_000
FAULTS = 200

_NULLS = ("", "~", "null")
_CUT = 100
_COMMENT = re.compile(r"[ \t]*(#\w[^\s,}\]]*)")
"""A value that begins with #, as colours do; a remark has a blank behind it."""


def plain(file: str, data: bytes, *, pure: bool = False) -> tuple[Tree, Places, list[Finding]]:
    """The tree of a YAML file, the places in it, and findings L001 to L012 and L022.

    The tree is None where the file cannot be used. ``pure`` takes PyYAML's own parser instead of libyaml.
    """
    if len(data) > BYTES:
        message = f"the file has {len(data):,} bytes; the limit for YAML is {BYTES:,}"
        return None, places(file, "", None), [Finding("L002", message, span(file, "", 0, 1), "split the file")]
    text, findings = decode(file, data)
    if text is None:
        return None, places(file, "", None), findings
    reader = _Reader(file, text)
    try:
        reader.read(pure=pure)
    except Slip as slip:
        reader.slipped(slip)
    except Refused as refused:
        reader.findings += refused.findings
    else:
        sound = all(finding.code != "L004" for finding in reader.findings)
        return reader.root if sound else None, places(file, text, reader.entry), reader.findings
    return None, places(file, text, None), reader.findings


@dataclass(slots=True)
class _Frame:
    """An open list or map with the entries of what is in it. ``size`` and ``height`` count aliases written out.

    ``key`` is the key whose value comes next, with its offsets; ``drop`` where the key is a repetition.
    """

    value: "list[Tree] | dict[str, Tree]"
    inside: Children
    first: int
    flow: bool
    anchor: str | None
    key: str | None = None
    key_first: int = -1
    key_end: int = -1
    drop: bool = False
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Tree
    entry: Entry
    size: int
    height: int


@dataclass(slots=True)
class _Reader:
    """One pass over the events of one file."""

    file: str
    text: str
    findings: list[Finding] = field(default_factory=list)
    root: Tree = None
    entry: Entry | None = None
    stack: list[_Frame] = field(default_factory=list)
    anchors: dict[str, _Anchored] = field(default_factory=dict)
    aliases: int = 0
    documents: int = 0
    skipped: int = 0

    def read(self, *, pure: bool) -> None:
        """Raises Slip and Refused."""
        self._no_tag_directive()
        handlers: dict[type[yaml.Event], Any] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events(self.text, pure=pure):
            if self.skipped:
                self._skip(event)
            elif handler := handlers.get(type(event)):
                handler(event)
        if self.root is None and not self.findings:
            self._refuse("L011", "the file holds nothing", 0, 1, "write what belongs here, or delete the file")

    def slipped(self, slip: Slip) -> None:
        """Adds the finding of a syntax error."""
        if self.skipped:
            # Behind an unquoted lookup the parser stumbles over what was never meant as YAML.
            return
        if self.stack and self.stack[-1].flow:
            line, column = position(self.text, self.stack[-1].first)
            slip.opened = line - 1, column - 1
        finding = explain(self.file, self.text, slip)
        places_told = {(told.span.line, told.span.column) for told in self.findings if told.span}
        if finding.span and (finding.span.line, finding.span.column) not in places_told:
            self.findings.append(finding)

    def _no_tag_directive(self) -> None:
        # libyaml compares each with all before it: a file of nothing else would take minutes.
        at = 0 if self.text.startswith("%TAG") else self.text.find("\n%TAG") + 1
        if at or self.text.startswith("%TAG"):
            self._refuse("L007", "YAML tags are not used here", at, at + 4, "delete the line")

    def _skip(self, event: yaml.Event) -> None:
        """Passes over the brackets of an unquoted lookup. Brackets without end would keep libyaml busy for minutes."""
        if isinstance(event, yaml.CollectionStartEvent):
            self.skipped += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            self.skipped -= 1
        if self.skipped > DEPTH:
            raise Refused

    def _scalar(self, event: Any) -> None:
        first, end = event.start_mark.index, event.end_mark.index
        value: str = event.value
        if event.tag:
            self._tag(event.tag, first, end)
        if event.style == '"' and FORBIDDEN.search(value):
            value = self._clean(value, first, end)
        if len(value) > SCALAR:
            message = f"this text has {len(value):,} characters; the limit is {SCALAR:,}"
            self._add("L012", message, first, end, "move long text to a Markdown file")
            value = value[:_CUT]
        frame = self.stack[-1] if self.stack else None
        if frame and frame.key is None and type(frame.value) is dict:
            self._key(frame, value, first, end)
            return
        tree: Tree = value
        if not value.strip() if event.style in ("|", ">") else not event.style and value in _NULLS:
            tree = None
            if frame and frame.key is not None and not frame.drop and not event.tag:
                self._no_value(frame, event)
        entry = self._place(tree, first, end, None)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(tree, entry, 1, 1)

    def _no_value(self, frame: _Frame, event: Any) -> None:
        message, way_out = f"'{brief(frame.key or '')}' has no value", "give it a value, or delete the key"
        if event.style:
            header = self.text[event.start_mark.index : event.end_mark.index]
            way_out = bound_help(header) if header[1:2].strip() else way_out
        elif event.value:
            message = f"{message}: '{event.value}' is YAML for nothing"
            way_out = "delete the key; put the word in quotes if you mean the word"
        elif comment := _COMMENT.match(self.text, event.start_mark.index):
            way_out = f"""write "{comment[1]}" in quotes: what follows # is else a comment"""
        elif frame.flow:
            way_out = "give it a value; text that holds a comma must be in quotes"
        self._add("L022", message, frame.key_first, frame.key_end, way_out)

    def _key(self, frame: _Frame, key: str, first: int, end: int) -> None:
        if not key.strip():
            self._refuse("L004", "a key is missing before this colon", first, end, QUOTE_HELP)
        frame.key, frame.key_first, frame.key_end = key, first, end
        frame.drop = key in frame.value
        if frame.drop and isinstance(frame.inside, dict):
            lines = [position(self.text, at)[0] for at in (frame.inside[key][2], first)]
            message = f"the key '{brief(key)}' is given twice: on line {lines[0]} and on line {lines[1]}"
            self._add("L006", message, first, end, "keep one of the two")

    def _open(self, event: Any) -> None:
        first = event.start_mark.index
        if event.tag:
            self._tag(event.tag, first, first + 1)
        if event.flow_style and self.text.startswith(LOOKUP_SIGN, first):
            message = f"text that begins with '{LOOKUP_SIGN}' must be in quotes"
            self._add("L004", message, first, first + len(LOOKUP_SIGN), LOOKUP_HELP)
            self._place("", first, first + 1, None)
            self.skipped = 1
            return
        frame = self.stack[-1] if self.stack else None
        if frame and frame.key is None and isinstance(frame.value, dict):
            help_ = "write the key as one word; put text that begins with a bracket in quotes"
            self._refuse("L004", "a key cannot be a list or a map", first, first + 1, help_)
        if len(self.stack) >= DEPTH:
            message = f"nested more than {DEPTH} levels deep"
            self._refuse("L009", message, first, first + 1, "no field needs that many levels")
        is_map = type(event) is yaml.MappingStartEvent
        value: list[Tree] | dict[str, Tree] = {} if is_map else []
        inside: Children = {} if is_map else []
        self._place(value, first, first + 1, inside)
        self.stack.append(_Frame(value, inside, first, bool(event.flow_style), event.anchor))

    def _close(self, _: yaml.Event) -> None:
        frame = self.stack.pop()
        if frame.anchor:
            entry: Entry = (frame.first, frame.first + 1, -1, -1, frame.inside)
            self.anchors[frame.anchor] = _Anchored(frame.value, entry, frame.size, frame.height)
        if self.stack:
            self._count(self.stack[-1], frame.size - 1, frame.height)

    def _alias(self, event: Any) -> None:
        first, end, name = event.start_mark.index, event.end_mark.index, event.anchor
        frame = self.stack[-1] if self.stack else None
        self.aliases += 1
        if self.aliases > ALIASES:
            self._refuse("L008", f"more than {ALIASES} aliases in one file", first, end, "write the values out")
        if any(outer.anchor == name for outer in self.stack):
            message = f"the alias '*{brief(name)}' stands inside what it repeats"
            self._refuse("L008", message, first, end, "write the value out")
        if name not in self.anchors:
            message = f"'*{brief(name)}' is read as an alias, and there is no anchor '&{brief(name)}'"
            self._refuse("L004", message, first, end, "put text that begins with * in quotes")
        if frame and frame.key is None and isinstance(frame.value, dict):
            self._refuse("L004", "an alias cannot be a key", first, end, "write the key out")
        target = self.anchors[name]
        size = target.size + sum(outer.size for outer in self.stack)
        if size > VALUES or len(self.stack) + target.height > DEPTH:
            message = f"with its aliases written out the file holds more than {VALUES:,} values or {DEPTH} levels"
            self._refuse("L008", message, first, end, "write less, without aliases")
        # Values below an alias have the places of what it repeats, because that is where they are mended.
        inside = target.entry[4] if target.entry[4] is not None else target.entry[:2]
        self._place(target.value, first, end, inside)
        if frame:
            self._count(frame, target.size - 1, target.height)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            first = event.start_mark.index
            help_ = "put each document in a file of its own"
            self._refuse("L010", "a second YAML document begins here", first, first + 3, help_)

    def _place(self, tree: Tree, first: int, end: int, inside: Children | tuple[int, int] | None) -> Entry:
        """Puts a value where it belongs, and its place beside it."""
        if not self.stack:
            self.root = tree
            self.entry = (first, end, -1, -1, inside)
            return self.entry
        frame = self.stack[-1]
        entry: Entry = (first, end, frame.key_first, frame.key_end, inside)
        if isinstance(frame.value, list) and isinstance(frame.inside, list):
            frame.value.append(tree)
            frame.inside.append(entry)
        elif isinstance(frame.value, dict) and isinstance(frame.inside, dict) and frame.key is not None:
            if not frame.drop:
                frame.value[frame.key] = tree
                frame.inside[frame.key] = entry
            frame.key = None
        frame.size += 1
        if frame.size > VALUES:
            self._count(frame, 0, 0)
        return entry

    def _count(self, frame: _Frame, size: int, height: int) -> None:
        frame.size += size
        frame.height = max(frame.height, height + 1)
        if frame.size > VALUES:
            self._refuse("L002", f"the file holds more than {VALUES:,} values", 0, 1, "split the file")

    def _tag(self, tag: str, first: int, end: int) -> None:
        name = tag.replace("tag:yaml.org,2002:", "!!")
        help_ = "delete the tag; put text that begins with ! in quotes"
        self._add("L007", f"the YAML tag '{brief(name)}' is not used here", first, end, help_)

    def _clean(self, value: str, first: int, end: int) -> str:
        for character in dict.fromkeys(FORBIDDEN.findall(value)):
            message = f"an escape stands for {named(character)}, which is not allowed in text"
            self._add("L003", message, first, end, "delete the escape")
        return FORBIDDEN.sub("�", value)

    def _add(self, code: str, message: str, first: int, end: int, help_: str) -> None:
        """Adds a finding. Raises Refused where there are more of them than anyone reads."""
        self.findings.append(Finding(code, message, span(self.file, self.text, first, end), help_))
        if len(self.findings) > FAULTS:
            raise Refused

    def _refuse(self, code: str, message: str, first: int, end: int, help_: str) -> NoReturn:
        raise Refused(Finding(code, message, span(self.file, self.text, first, end), help_))
