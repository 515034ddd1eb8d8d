"""What Pagefind writes, put in order: it lists filters and their values as chance has it, and names files by that.

Its files are CBOR behind a mark, gzipped.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

import cbor2

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


def joined(
    made: Mapping[str, bytes | Path], last: Mapping[str, bytes | Path], languages: AbstractSet[str]
) -> dict[str, bytes | Path]:
    """The index ``made`` of some languages with what another, ``last``, has of ``languages``, as if made at once.

    Tags are in small letters. Raises ValueError, LookupError or OSError where the last one is damaged.
    """
    entry, before = _entry(made), _entry(last)
    starts: list[str] = []
    for lang in sorted(languages & before["languages"].keys()):
        known = entry["languages"][lang] = before["languages"][lang]
        starts += [f"fragment/{lang}_", f"index/{lang}_", f"filter/{lang}_", f"pagefind.{lang}_"]
        starts.append(f"wasm.{known['wasm']}.pagefind")
    kept = {path: content for path, content in last.items() if path.startswith(tuple(starts))}
    return dict(sorted({**made, **kept, ENTRY: json.dumps(entry, sort_keys=True).encode()}.items()))


def _entry(files: Mapping[str, bytes | Path]) -> Any:
    content = files[ENTRY]
    return json.loads(content if isinstance(content, bytes) else content.read_bytes())


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
    try:
        return cbor2.loads(plain[len(_MARK) :])
    except cbor2.CBORError as problem:
        raise ValueError(str(problem)) from None


def _written(value: Any) -> bytes:
    return gzip.compress(_MARK + cbor2.dumps(value), mtime=0)
