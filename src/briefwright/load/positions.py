"""Where the values of a YAML file stand: offsets in a tree beside the values, spans only when someone asks.

Most places are never asked for, and a place is asked for by a path that is short: so this costs a tuple a value.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from briefwright.load.characters import position
from briefwright.model.finding import Span
from briefwright.model.library import Places, Pointer

Offsets = tuple[int, int]
Entry: TypeAlias = tuple[int, int, int, int, Any]
"""First character and end of a value, of its key (-1 where it has none), and what is in it.

That is the Children of a map or list; None for a scalar; for an alias of a scalar the offsets of what it repeats.
"""
Children: TypeAlias = dict[str, Entry] | list[Entry]


def span(file: str, text: str, first: int, end: int) -> Span:
    """The span of characters ``first`` to ``end``, as far as they stand on one line."""
    line, column = position(text, first)
    stop = text.find("\n", first, end)
    return Span(file, line, column, max((end if stop < 0 else stop) - first, 1))


def places(file: str, text: str, root: Entry | None) -> Places:
    """The places of a file whose root value is ``root``."""
    return Places(file, _Spans(file, text, root), _Ends(root), text, _Keys(file, text, root))


def _walk(entry: Entry, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Entry]]:
    yield pointer, entry
    inside = entry[4]
    parts = inside.items() if isinstance(inside, dict) else enumerate(inside) if isinstance(inside, list) else ()
    for part, child in parts:
        yield from _walk(child, (*pointer, part))


@dataclass(frozen=True, slots=True)
class _Entries:
    """Entries found by the pointer to them."""

    root: Entry | None

    def entry(self, pointer: Pointer) -> Entry:
        """Raises KeyError where nothing stands there."""
        here = self.root
        for part in pointer:
            inside = here[4] if here else None
            if isinstance(inside, dict) and part in inside:
                here = inside[str(part)]
            elif isinstance(inside, list) and isinstance(part, int) and 0 <= part < len(inside):
                here = inside[part]
            else:
                raise KeyError(pointer)
        if here is None:
            raise KeyError(pointer)
        return here

    def all(self) -> Iterator[tuple[Pointer, Entry]]:
        return _walk(self.root) if self.root else iter(())


class _Spans(Mapping[Pointer, Span]):
    """The places of values."""

    def __init__(self, file: str, text: str, root: Entry | None) -> None:
        self._file, self._text, self._entries = file, text, _Entries(root)

    def __getitem__(self, pointer: Pointer) -> Span:
        first, end, *_ = self._entries.entry(pointer)
        return span(self._file, self._text, first, end)

    def __iter__(self) -> Iterator[Pointer]:
        return (pointer for pointer, _ in self._entries.all())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Keys(_Spans):
    """The places of keys."""

    def __getitem__(self, pointer: Pointer) -> Span:
        _, _, first, end, _ = self._entries.entry(pointer)
        if first < 0:
            raise KeyError(pointer)
        return span(self._file, self._text, first, end)

    def __iter__(self) -> Iterator[Pointer]:
        return (pointer for pointer, entry in self._entries.all() if entry[2] >= 0)


class _Ends(Mapping[Pointer, Offsets]):
    """The offsets of scalars."""

    def __init__(self, root: Entry | None) -> None:
        self._entries = _Entries(root)

    def __getitem__(self, pointer: Pointer) -> Offsets:
        first, end, _, _, inside = self._entries.entry(pointer)
        if isinstance(inside, dict | list):
            raise KeyError(pointer)
        return inside or (first, end)

    def __iter__(self) -> Iterator[Pointer]:
        return (pointer for pointer, entry in self._entries.all() if not isinstance(entry[4], dict | list))

    def __len__(self) -> int:
        return sum(1 for _ in self)
