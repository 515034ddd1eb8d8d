"""YAML to plain Python with the place of every value: strings, lists and maps only, because YAML types nothing here.

A value that is left out (``key:``, ``~``, ``null``) is None in the tree; in a map it is a finding as well.
"""

from dataclasses import dataclass
from typing import TypeAlias

import yaml

from briefwright.load.characters import FORBIDDEN, brief, decode, named, position
from briefwright.load.yaml_events import Mark, Slip, events
from briefwright.load.yaml_slips import LOOKUP_HELP, LOOKUP_SIGN, QUOTE_HELP, bound_help, explain
from briefwright.model.finding import Finding, Refused, Span
from briefwright.model.library import Places, Pointer

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"

BYTES = 2 * 1024 * 1024
VALUES = 200_000
DEPTH = 64
ALIASES = 32
SCALAR = 1_000_000

_NULLS = ("", "~", "null")
_CUT = 100
_DUPLICATE = "<duplicate>"


def plain(file: str, data: bytes, *, pure: bool = False) -> tuple[Tree, Places, list[Finding]]:
    """The tree of a YAML file, the places in it, and findings L001 to L012 and L022.

    The tree is None where the file cannot be used. ``pure`` takes PyYAML's own parser instead of libyaml.
    """
    if len(data) > BYTES:
        message = f"the file has {len(data):,} bytes; the limit for YAML is {BYTES:,}"
        return None, Places(file, {}, {}), [Finding("L002", message, Span(file), "split the file")]
    text, findings = decode(file, data)
    if text is None:
        return None, Places(file, {}, {}), findings
    reader = _Reader(file, text)
    try:
        reader.read(pure=pure)
    except Slip as slip:
        if reader.stack and reader.stack[-1].flow:
            opened = reader.spans[reader.stack[-1].pointer]
            slip.opened = opened.line - 1, opened.column - 1
        finding = explain(file, text, slip)
        if all(finding.span != other.span for other in reader.findings):
            reader.findings.append(finding)
        return None, reader.places, reader.findings
    except Refused as refused:
        return None, reader.places, [*reader.findings, *refused.findings]
    unsound = any(finding.code == "L004" for finding in reader.findings)
    return None if unsound else reader.root, reader.places, reader.findings


@dataclass(slots=True)
class _Frame:
    """An open list or map. ``size`` and ``height`` count its values and levels, aliases expanded."""

    value: "list[Tree] | dict[str, Tree]"
    pointer: Pointer
    flow: bool
    anchor: str | None
    key: str | None = None
    drop: bool = False
    size: int = 1
    height: int = 1


@dataclass(frozen=True, slots=True)
class _Anchored:
    value: Tree
    pointer: Pointer
    size: int
    height: int


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.findings: list[Finding] = []
        self.spans: dict[Pointer, Span] = {}
        self.ends: dict[Pointer, tuple[int, int]] = {}
        self.keys: dict[Pointer, Span] = {}
        self.places = Places(file, self.spans, self.ends, text, self.keys)
        self.root: Tree = None
        self.stack: list[_Frame] = []
        self.anchors: dict[str, _Anchored] = {}
        self.aliases = self.documents = self.skipped = 0

    def read(self, *, pure: bool) -> None:
        """Raises Slip and Refused."""
        self._no_tag_directive()
        for event in events(self.text, pure=pure):
            if self.skipped:
                self.skipped += isinstance(event, yaml.CollectionStartEvent) - isinstance(
                    event, yaml.CollectionEndEvent
                )
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.CollectionStartEvent):
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
            elif isinstance(event, yaml.AliasEvent):
                self._alias(event)
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)
        if self.root is None and not self.findings:
            help_ = "write what belongs here, or delete the file"
            raise Refused(Finding("L011", "the file holds nothing", Span(self.file), help_))

    def _no_tag_directive(self) -> None:
        # libyaml compares each with all before it: a file of nothing else would take minutes.
        at = 0 if self.text.startswith("%TAG") else self.text.find("\n%TAG") + 1
        if at or self.text.startswith("%TAG"):
            line, column = position(self.text, at)
            raise Refused(
                Finding("L007", "YAML tags are not used here", Span(self.file, line, column), "delete the line")
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        start, end = event.start_mark, event.end_mark
        span = self._span(start, end)
        if event.tag:
            self._tag(event.tag, span)
        value = event.value
        if FORBIDDEN.search(value):
            value = self._clean(value, span)
        if len(value) > SCALAR:
            message = f"this text has {len(value):,} characters; the limit is {SCALAR:,}"
            self.findings.append(Finding("L012", message, span, "move long text to a Markdown file"))
            value = value[:_CUT]
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, value, span)
            return
        tree: Tree = None if self._is_null(event, value) else value
        if tree is None and frame and frame.key is not None and not frame.drop and not event.tag:
            self._no_value(frame, event, span)
        pointer = self._place(tree, span)
        self.ends.setdefault(pointer, (start.index, end.index))  # type: ignore[union-attr]
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(tree, pointer, 1, 1)

    @staticmethod
    def _is_null(event: yaml.ScalarEvent, value: str) -> bool:
        return not value.strip() if event.style in ("|", ">") else not event.style and value in _NULLS

    def _no_value(self, frame: _Frame, event: yaml.ScalarEvent, span: Span) -> None:
        key = frame.key or ""
        message, way_out = f"'{brief(key)}' has no value", "give it a value, or delete the key"
        if event.style:
            header = self.text[event.start_mark.index : event.end_mark.index]  # type: ignore[union-attr]
            way_out = bound_help(header) if header[1:2].strip() else way_out
        elif event.value:
            message = f"'{brief(key)}' has no value: '{event.value}' is YAML for nothing"
            way_out = "delete the key; put the word in quotes if you mean the word"
        elif frame.flow:
            way_out = "give it a value; text that holds a comma must be in quotes"
        place = self.keys.get((*frame.pointer, key), span)
        self.findings.append(Finding("L022", message, place, way_out))

    def _key(self, frame: _Frame, key: str, span: Span) -> None:
        assert isinstance(frame.value, dict)  # noqa: S101 - only maps have keys
        if not key.strip():
            raise Refused(Finding("L004", "a key is missing before this colon", span, QUOTE_HELP))
        pointer = (*frame.pointer, key)
        frame.key, frame.drop = key, key in frame.value
        if frame.drop:
            first = self.keys[pointer]
            message = f"the key '{brief(key)}' is given twice: on line {first.line} and on line {span.line}"
            self.findings.append(Finding("L006", message, span, "keep one of the two"))
        else:
            self.keys[pointer] = span

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        span = self._span(event.start_mark, None)
        if event.tag:
            self._tag(event.tag, span)
        frame = self.stack[-1] if self.stack else None
        flow = bool(event.flow_style)
        at = event.start_mark.index  # type: ignore[union-attr]
        if flow and self.text.startswith(LOOKUP_SIGN, at):
            message = f"text that begins with '{LOOKUP_SIGN}' must be in quotes"
            self.findings.append(Finding("L004", message, span, LOOKUP_HELP))
            self._place("", span)
            self.skipped = 1
            return
        if frame and isinstance(frame.value, dict) and frame.key is None:
            help_ = "write the key as one word; put text that begins with a bracket in quotes"
            raise Refused(Finding("L004", "a key cannot be a list or a map", span, help_))
        if len(self.stack) >= DEPTH:
            raise Refused(
                Finding("L009", f"nested more than {DEPTH} levels deep", span, "no field needs that many levels")
            )
        value: list[Tree] | dict[str, Tree] = {} if isinstance(event, yaml.MappingStartEvent) else []
        pointer = self._place(value, span, done=False)
        self.stack.append(_Frame(value, pointer, flow, event.anchor))

    def _close(self) -> None:
        frame = self.stack.pop()
        if frame.anchor:
            self.anchors[frame.anchor] = _Anchored(frame.value, frame.pointer, frame.size, frame.height)
        self._count(frame.size, frame.height)

    def _alias(self, event: yaml.AliasEvent) -> None:
        span = self._span(event.start_mark, event.end_mark)
        name = event.anchor or ""
        frame = self.stack[-1] if self.stack else None
        self.aliases += 1
        if self.aliases > ALIASES:
            raise Refused(Finding("L008", f"more than {ALIASES} aliases in one file", span, "write the values out"))
        if any(open_.anchor == name for open_ in self.stack):
            raise Refused(
                Finding("L008", f"the alias '*{name}' stands inside what it repeats", span, "write the value out")
            )
        if name not in self.anchors:
            message = f"'*{brief(name)}' is read as an alias, and there is no anchor '&{brief(name)}'"
            raise Refused(Finding("L004", message, span, "put text that begins with * in quotes"))
        if frame and isinstance(frame.value, dict) and frame.key is None:
            raise Refused(Finding("L004", "an alias cannot be a key", span, "write the key out"))
        target = self.anchors[name]
        size = target.size + sum(open_.size for open_ in self.stack)
        if size > VALUES or len(self.stack) + target.height > DEPTH:
            message = f"with its aliases written out the file holds more than {VALUES:,} values or {DEPTH} levels"
            raise Refused(Finding("L008", message, span, "write less, without aliases"))
        pointer = self._place(target.value, span, done=False)
        self._repeat(target.value, target.pointer, pointer)
        self._count(target.size, target.height)

    def _repeat(self, tree: Tree, source: Pointer, target: Pointer) -> None:
        """Values below an alias have the places of what it repeats, because that is where they are mended."""
        if source in self.ends:
            self.ends[target] = self.ends[source]
        children = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
        for key, child in children:
            if key_span := self.keys.get((*source, key)):
                self.keys[(*target, key)] = key_span
            self.spans[(*target, key)] = self.spans[(*source, key)]
            self._repeat(child, (*source, key), (*target, key))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            span = self._span(event.start_mark, None)
            raise Refused(
                Finding("L010", "a second YAML document begins here", span, "put each document in a file of its own")
            )

    def _place(self, tree: Tree, span: Span, *, done: bool = True) -> Pointer:
        """Puts a value where it belongs; ``done`` unless its size is counted later."""
        if not self.stack:
            self.root, self.spans[()] = tree, span
            return ()
        frame = self.stack[-1]
        pointer: Pointer
        if isinstance(frame.value, list):
            pointer = (*frame.pointer, len(frame.value))
            frame.value.append(tree)
        else:
            pointer = (*frame.pointer, frame.key or "")
            if frame.drop:
                pointer = (*pointer, _DUPLICATE)
            else:
                frame.value[frame.key or ""] = tree
            frame.key = None
        self.spans[pointer] = span
        if done:
            self._count(1, 0)
        return pointer

    def _count(self, size: int, height: int) -> None:
        if not self.stack:
            return
        frame = self.stack[-1]
        frame.size += size
        frame.height = max(frame.height, height + 1)
        if frame.size > VALUES:
            raise Refused(
                Finding("L002", f"the file holds more than {VALUES:,} values", Span(self.file), "split the file")
            )

    def _span(self, start: Mark, end: Mark) -> Span:
        length = end.column - start.column if end and end.line == start.line else 1
        return Span(self.file, start.line + 1, start.column + 1, max(length, 1))

    def _tag(self, tag: str, span: Span) -> None:
        name = tag.replace("tag:yaml.org,2002:", "!!")
        help_ = "delete the tag; put text that begins with ! in quotes"
        self.findings.append(Finding("L007", f"the YAML tag '{brief(name)}' is not used here", span, help_))

    def _clean(self, value: str, span: Span) -> str:
        found = FORBIDDEN.search(value)
        if found:
            message = f"an escape stands for {named(found[0])}, which is not allowed in text"
            self.findings.append(Finding("L003", message, span, "delete the escape"))
        return FORBIDDEN.sub("�", value)
