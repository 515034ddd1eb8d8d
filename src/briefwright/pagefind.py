"""What Pagefind writes, put in order: it lists filters and their values as chance has it, and names files by that.

Its files are CBOR behind a mark, gzipped: of all that CBOR can say, numbers, texts and lists.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from typing import Any

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_FILTERS, _SORTS = 3, 4
"""Where the lists of [name, name of a file] stand among what there is to know of a language."""


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """``files`` of an index by name, the same for the same pages. Raises ValueError where one is not as expected."""
    done = dict(files)
    entry = json.loads(done[ENTRY])
    for lang, known in entry["languages"].items():
        top = _read(done.pop(f"pagefind.{known['hash']}.pf_meta"))
        top[_FILTERS] = sorted([name, _filter(done, lang, file)] for name, file in top[_FILTERS])
        top[_SORTS] = sorted(top[_SORTS])
        data = _written(top)
        known["hash"] = _name(lang, data, 10)
        done[f"pagefind.{known['hash']}.pf_meta"] = data
    done[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return dict(sorted(done.items()))


def _filter(files: dict[str, bytes], lang: str, file: str) -> str:
    """Put the values of a filter in order; returns what its file is then called."""
    name, values = _read(files.pop(f"filter/{file}.pf_filter"))
    data = _written([name, sorted(values)])
    called = _name(lang, data, 7)
    files[f"filter/{called}.pf_filter"] = data
    return called


def _name(lang: str, data: bytes, length: int) -> str:
    return f"{lang}_{hashlib.sha256(data).hexdigest()[:length]}"


def _read(data: bytes) -> Any:
    plain = gzip.decompress(data)
    if not plain.startswith(_MARK):
        raise ValueError("not a file of Pagefind's")
    value, end = _item(plain, len(_MARK))
    if end != len(plain):
        raise ValueError("more than one value in a file of Pagefind's")
    return value


def _written(value: Any) -> bytes:
    return gzip.compress(_MARK + _packed(value), mtime=0)


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """The value at an offset, and where the next one begins."""
    kind, count = data[at] >> 5, data[at] & 31
    at += 1
    if count > 27:
        raise ValueError("a length that Pagefind does not write")
    if count > 23:
        size = 1 << (count - 24)
        count, at = int.from_bytes(data[at : at + size], "big"), at + size
    if kind == 0:
        return count, at
    if kind == 3:
        return data[at : at + count].decode(), at + count
    if kind != 4:
        raise ValueError(f"a value of kind {kind}, which Pagefind does not write")
    found = []
    for _ in range(count):
        value, at = _item(data, at)
        found.append(value)
    return found, at


def _packed(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(0, value)
    if isinstance(value, str):
        data = value.encode()
        return _head(3, len(data)) + data
    return _head(4, len(value)) + b"".join(map(_packed, value))


def _head(kind: int, count: int) -> bytes:
    if count < 24:
        return bytes([kind << 5 | count])
    power = next(power for power in range(4) if count < 1 << (8 << power))
    return bytes([kind << 5 | 24 + power]) + count.to_bytes(1 << power, "big")
