"""What Pagefind writes, put in order: it numbers pages as a disk lists them, and lists filters as chance has it.

Here pages are numbered by their addresses, and files named by what they hold. So an index can also be renewed: pages
are taken out of the last one and others put in, and the bytes are those of an index made at once. Its files are CBOR
behind a mark, gzipped; a page's own text is JSON.
"""

import gzip
import hashlib
import json
import zlib
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, takewhile
from operator import itemgetter
from pathlib import Path
from typing import Any

import cbor2

ENTRY = "pagefind-entry.json"
_MARK = b"pagefind_dcd"
_CHUNK = 20_000
"""Places of words that one file of them holds, as Pagefind has it: a reader loads a file for every word."""

Files = Mapping[str, bytes | Path]
Found = list[tuple[int, Any, Any]]
"""Pages, by number, and where a word stands in each: in its text, in what is told of it."""


@dataclass(frozen=True, slots=True)
class _Language:
    """The index of a language. ``pages`` are [name of its text, count of words], by number.

    ``words`` say where each stands, and where its other spellings do; ``filters`` which pages have a value.
    """

    version: str
    told: list[str]
    pages: list[list[Any]]
    words: dict[str, tuple[Found, dict[str, Found]]]
    filters: dict[str, dict[str, list[int]]]
    sorts: list[list[Any]]


def in_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """``files`` of an index by name, the same for the same pages. Raises ValueError where one is not as expected."""
    done = {path: data for path, data in files.items() if "/" not in path and not path.endswith(".pf_meta")}
    entry = json.loads(files[ENTRY])
    for lang, known in entry["languages"].items():
        index = _read(files, lang, known["hash"])
        texts = [files[_text(name)] for name, _ in index.pages]
        order = sorted(range(len(texts)), key=lambda number: _url(texts[number]))
        places: list[int | None] = [None] * len(order)
        pages = []
        for place, number in enumerate(order):
            places[number] = place
            name = _name(lang, _plain(texts[number]))
            done[_text(name)] = texts[number]
            pages.append([name, index.pages[number][1]])
        known["hash"] = _write(done, lang, _moved(index, places, pages))
    done[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return dict(sorted(done.items()))


def renewed(made: Files, last: Files, changed: Mapping[str, Collection[str]]) -> dict[str, bytes | Path]:
    """The index ``last`` without the pages of ``changed`` and with those of ``made``, as if it were made at once.

    ``changed`` is by language, its tag in small letters, and names pages as readers find them (``/en/one/index.html``).
    Raises ValueError, LookupError or OSError where the last one is damaged, or can be joined with ``made`` by no
    reading of their files.
    """
    entry, before = json.loads(_data(made[ENTRY])), json.loads(_data(last[ENTRY]))
    if entry["version"] != before["version"]:
        raise ValueError("made by another version")
    done = dict(made)
    for lang, known in before["languages"].items():
        mine = (f"fragment/{lang}_", f"index/{lang}_", f"filter/{lang}_", f"pagefind.{lang}_", f"wasm.{known['wasm']}.")
        kept = {path: content for path, content in last.items() if path.startswith(mine)}
        if lang not in changed:
            done |= kept
            entry["languages"][lang] = known
            continue
        new = entry["languages"][lang]
        joined = _joined(_read(last, lang, known["hash"]), last, _read(made, lang, new["hash"]), made, changed[lang])
        own = (f"index/{lang}_", f"filter/{lang}_", f"pagefind.{lang}_")
        done = {path: content for path, content in done.items() if not path.startswith(own)}
        texts = {_text(name): kept.get(_text(name)) for name, _ in joined.pages}
        done |= {path: content for path, content in texts.items() if content is not None}
        new |= {"hash": _write(done, lang, joined), "page_count": len(joined.pages)}
    done[ENTRY] = json.dumps(entry, sort_keys=True).encode()
    return dict(sorted(done.items()))


def _joined(old: _Language, last: Files, new: _Language, made: Files, changed: Collection[str]) -> _Language:
    """``old`` without the pages ``changed``, and ``new``."""
    if old.sorts or new.sorts:
        raise ValueError("lists in an order of their own")

    def url(number: int) -> str:
        return _url(_data(last[_text(old.pages[number][0])]))

    def place(page: str) -> int:
        return bisect_left(range(len(old.pages)), page, key=url)

    gone = {number for number in map(place, changed) if number < len(old.pages) and url(number) in changed}
    ranked = [(number, 1, number) for number in range(len(old.pages)) if number not in gone]
    ranked += [(place(_url(_data(made[_text(name)]))), 0, number) for number, (name, _) in enumerate(new.pages)]
    pages: list[list[Any]] = []
    places: tuple[list[int | None], list[int | None]] = ([None] * len(new.pages), [None] * len(old.pages))
    for _, whose, number in sorted(ranked):
        places[whose][number] = len(pages)
        pages.append((new, old)[whose].pages[number])
    mine, theirs = _moved(_retold(new, old.told), places[0], pages), _moved(old, places[1], pages)
    _still_told(theirs, new.told)
    words = dict(theirs.words)
    for word, (found, forms) in mine.words.items():
        others, spelt = words.get(word, ([], {}))
        joined = {
            form: sorted([*forms.get(form, []), *spelt.get(form, [])], key=itemgetter(0)) for form in forms | spelt
        }
        words[word] = (sorted([*found, *others], key=itemgetter(0)), joined)
    filters = {
        name: {
            value: sorted([*mine.filters.get(name, {}).get(value, []), *theirs.filters.get(name, {}).get(value, [])])
            for value in mine.filters.get(name, {}) | theirs.filters.get(name, {})
        }
        for name in mine.filters | theirs.filters
    }
    return _Language(new.version, old.told, pages, words, filters, [])


def _retold(index: _Language, names: list[str]) -> _Language:
    """``index`` with what is told of its pages numbered as in ``names``. Raises ValueError where these lack one."""
    marks = {_mark(index.told, name): _mark(names, name) for name in index.told}

    def retold(found: Found) -> Found:
        return [(number, text, [marks.get(one, one) for one in told]) for number, text, told in found]

    words = {
        word: (retold(found), {form: retold(where) for form, where in forms.items()})
        for word, (found, forms) in index.words.items()
    }
    return replace(index, words=words)


def _still_told(index: _Language, others: Collection[str]) -> None:
    """Raise ValueError where pages that are gone may have been the last to tell something."""
    seen = {one for found, _ in index.words.values() for _, _, told in found for one in told if one < 0}
    if not all(name in others or _mark(index.told, name) in seen for name in index.told):
        raise ValueError("less is told of pages")


def _mark(names: list[str], name: str) -> int:
    """What stands before the places of words in what is told of a page under ``name``."""
    return -1 - names.index(name)


def _moved(index: _Language, places: Sequence[int | None], pages: list[list[Any]]) -> _Language:
    """``index`` with each page where ``places`` has it; without those that have none, and what they alone had."""

    def moved(found: Found) -> Found:
        kept = [(place, text, told) for number, text, told in found if (place := places[number]) is not None]
        return sorted(kept, key=itemgetter(0))

    words = {}
    for word, (found, forms) in index.words.items():
        if kept := moved(found):
            words[word] = (kept, {form: there for form, where in forms.items() if (there := moved(where))})
    filters = {}
    for name, values in index.filters.items():
        having = {
            value: sorted(n for old in old_ones if (n := places[old]) is not None) for value, old_ones in values.items()
        }
        if any(having.values()):
            filters[name] = {value: there for value, there in having.items() if there}
    sorts = [[name, [n for old in order if (n := places[old]) is not None]] for name, order in index.sorts]
    return _Language(index.version, index.told, pages, words, filters, sorts)


def _read(files: Files, lang: str, name: str) -> _Language:
    version, pages, chunks, filters, sorts, told = _value(files[f"pagefind.{name}.pf_meta"])
    words: dict[str, tuple[Found, dict[str, Found]]] = {}
    for _, _, chunk in chunks:
        (held,) = _value(files[f"index/{chunk}.pf_index"])
        for word, found, forms in held:
            words[word] = (_absolute(found), {form: _absolute(where) for form, where in forms})
    having = {}
    for filter_name, file in filters:
        called, values = _value(files[f"filter/{file}.pf_filter"])
        if called != filter_name:
            raise ValueError(f"a filter of {lang} is another one")
        having[called] = dict(values)
    return _Language(version, told, pages, words, having, sorts)


def _write(done: dict[str, Any], lang: str, index: _Language) -> str:
    """Have the files of ``index`` in ``done``, but for the pages' texts; returns the name of the first to be read."""
    chunks = []
    for held in _chunks(index.words):
        file = _put(done, "index/{}.pf_index", lang, [held])
        chunks.append([held[0][0], held[-1][0], file])
    for one, following in pairwise(chunks):
        one[1], following[0] = _apart(one[1], following[0])
    filters = [
        [
            name,
            _put(done, "filter/{}.pf_filter", lang, [name, sorted([value, pages] for value, pages in values.items())]),
        ]
        for name, values in sorted(index.filters.items())
    ]
    top = [index.version, index.pages, chunks, filters, sorted(index.sorts), index.told]
    return _put(done, "pagefind.{}.pf_meta", lang, top)


def _chunks(words: Mapping[str, tuple[Found, dict[str, Found]]]) -> Iterator[list[list[Any]]]:
    """The words in order, as files hold them."""
    held: list[list[Any]] = []
    size = 0
    for word in sorted(words):
        found, forms = words[word]
        held.append([word, _relative(found), [[form, _relative(forms[form])] for form in sorted(forms)]])
        size += sum(len(text) + len(told) + 1 for _, text, told in found)
        if size >= _CHUNK:
            yield held
            held, size = [], 0
    if held:
        yield held


def _apart(last: str, first: str) -> tuple[str, str]:
    """The least of two words in a row by which they can be told apart."""
    alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(last, first, strict=False)))
    return last[: alike + 1], first[: alike + 1]


def _absolute(found: list[list[Any]]) -> Found:
    """Files give a page's number as its distance from the page before."""
    return list(
        zip(accumulate(step for step, _, _ in found), (one[1] for one in found), (one[2] for one in found), strict=True)
    )


def _relative(found: Found) -> list[list[Any]]:
    before = 0
    steps = []
    for number, text, told in found:
        steps.append([number - before, text, told])
        before = number
    return steps


def _put(done: dict[str, Any], path: str, lang: str, value: object) -> str:
    """Have ``value`` in a file that is named by it; returns the name."""
    data = _MARK + cbor2.dumps(value)
    name = _name(lang, data)
    done[path.format(name)] = gzip.compress(data, 6, mtime=0)  # 9 takes five times as long for a sixtieth less
    return name


def _text(name: str) -> str:
    return f"fragment/{name}.pf_fragment"


def _url(text: bytes) -> str:
    return str(json.loads(_plain(text)[len(_MARK) :])["url"])


def _name(lang: str, data: bytes) -> str:
    return f"{lang}_{hashlib.sha256(data).hexdigest()[:10]}"


def _data(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def _plain(data: bytes) -> bytes:
    try:
        plain = gzip.decompress(data)
    except (EOFError, zlib.error) as problem:
        raise ValueError(str(problem)) from None
    if not plain.startswith(_MARK):
        raise ValueError("not a file of Pagefind's")
    return plain


def _value(content: bytes | Path) -> Any:
    try:
        return cbor2.loads(_plain(_data(content))[len(_MARK) :])
    except cbor2.CBORError as problem:
        raise ValueError(str(problem)) from None
