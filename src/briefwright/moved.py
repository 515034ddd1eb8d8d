"""Numbers that moved between two releases, from the ledgers of their editions; and a summary of them in Markdown."""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

LEDGER = "ledger.json"
ROWS = 200
"""Numbers of one thesis that a summary shows; the rest are counted."""
BYTES = 900_000
"""What a summary takes, about: GitHub drops one of more than a mebibyte whole, and GitLab cuts a long log."""
_TEXT = 500
"""Characters of a label, a value or a source that are shown."""

Edition = tuple[str, str]
"""Slug of the thesis and language."""
# No markup, link, mention or formula comes of an entity, so no text of a thesis becomes more than text.
_ENTITIES = {ord(char): f"&#{ord(char)};" for char in "&<>\"'`*_~[]()|\\#@:$!^{}"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as an edition prints it; ``source`` is where it was found, or the formula it comes from."""

    label: str
    value: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Move:
    """A number of one edition that is not what it was: new where ``before`` is None, gone where ``after`` is."""

    thesis: str
    lang: str
    address: str
    before: Printed | None
    after: Printed | None

    @property
    def what(self) -> Literal["added", "removed", "changed"]:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"


Release = Mapping[Edition, Mapping[str, Printed]]
"""The numbers of every edition by their addresses."""


def read(folder: Path) -> Release:
    """The ledgers below ``folder``, wherever a release keeps them. Raises ValueError, naming a file that is none."""
    editions: dict[Edition, dict[str, Printed]] = {}
    for file in sorted(folder.rglob(LEDGER)):
        try:
            ledger = json.loads(file.read_bytes())
            if "numbers" not in ledger:  # the schema of ledgers, which a release holds too
                continue
            numbers = {str(number["address"]): _printed(number) for number in ledger["numbers"]}
            editions[str(ledger["thesis"]), str(ledger["lang"])] = numbers
        except (ValueError, KeyError, TypeError, RecursionError):
            raise ValueError(f"'{file}' is no ledger of a release") from None
    return editions


def _printed(number: Mapping[str, Any]) -> Printed:
    origin, derivation = number.get("origin"), number.get("derivation")
    source = ""
    if origin:
        found = " ".join(part for part in (origin["source"], origin.get("locator", "")) if part)
        via = " ".join(part for part in (origin.get("via", ""), origin.get("via_locator", "")) if part)
        source = f"{found}, via {via}" if via else found
    elif derivation:
        source = f"= {derivation['expression']}"
    return Printed(str(number["label"]), str(number["value"]), str(number["kind"]), source)


def moves(before: Release, after: Release) -> tuple[Move, ...]:
    """What was added, removed or changed in value, kind or source, in the order of theses, addresses and languages.

    A label that reads differently is no move.
    """
    found = []
    for thesis, lang in {*before, *after}:
        old, new = before.get((thesis, lang), {}), after.get((thesis, lang), {})
        for address in {*old, *new}:
            move = Move(thesis, lang, address, old.get(address), new.get(address))
            if move.before is None or move.after is None or _said(move.before) != _said(move.after):
                found.append(move)
    return tuple(sorted(found, key=lambda move: (move.thesis, move.address, move.lang)))


def _said(number: Printed) -> tuple[str, str, str]:
    return number.value, number.kind, number.source


def summary(moved: Iterable[Move], rows: int = ROWS, limit: int = BYTES) -> str:
    """Markdown: how many moved, then a table for every thesis with what each number was and is in each language.

    Theses whose tables would go beyond ``limit`` are counted.
    """
    moved = tuple(moved)
    if not moved:
        return "## Numbers that moved\n\nNone: every edition prints the numbers it printed.\n"
    counts = {what: sum(move.what == what for move in moved) for what in ("changed", "added", "removed")}
    total = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    parts = [f"## Numbers that moved\n\n{total}; a number counts once for every language that prints it.\n"]
    room, left = limit, 0
    for thesis, group in groupby(moved, key=lambda move: move.thesis):
        table = _table(thesis, tuple(group), rows)
        room -= len(table.encode())
        if room < 0:
            left += 1
        else:
            parts.append(table)
    if left:
        parts.append(f"… and {left:,} {'thesis' if left == 1 else 'theses'} more, for which there is no room here.\n")
    return "\n".join(parts)


def _table(thesis: str, moved: tuple[Move, ...], rows: int) -> str:
    lines = [
        f"### {_text(thesis)}\n",
        "| number | language | | before | after |",
        "|---|---|---|---|---|",
        *(_row(move) for move in moved[:rows]),
    ]
    if len(moved) > rows:
        lines.append(f"\n… and {len(moved) - rows:,} more of this thesis.")
    return "\n".join(lines) + "\n"


def _row(move: Move) -> str:
    shown = move.after or move.before
    label = _text(shown.label) if shown else ""
    cells = [f"{_text(move.address)}<br>{label}", _text(move.lang), move.what, *_cells(move)]
    return "| " + " | ".join(cells) + " |"


def _cells(move: Move) -> Iterator[str]:
    """Before and after: the value always, kind and source where they differ or there is nothing to differ from."""
    for one, other in ((move.before, move.after), (move.after, move.before)):
        if one is None:
            yield ""
            continue
        more = [
            text
            for text, same in ((one.kind, other and other.kind), (one.source, other and other.source))
            if text != same
        ]
        yield "<br>".join(_text(text) for text in (one.value, *more) if text)


def _text(text: str) -> str:
    """``text`` that stays text in a cell: no markup, no line of its own, nothing that reorders the line."""
    text = text if len(text) <= _TEXT else f"{text[: _TEXT - 1]}…"
    plain = "".join("\ufffd" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char for char in text)
    return plain.translate(_ENTITIES).replace("www.", "www&#46;")
