"""Pagefind's files in order: nothing is lost, and chance has no part in them."""

import gzip
import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from briefwright import pagefind, search

PAGE = """<!doctype html><html lang="{lang}"><title>t</title><main data-pagefind-body><h1>{n}</h1>
<i data-pagefind-filter="company">C{a}</i><i data-pagefind-filter="company">{b}号</i>
<i data-pagefind-filter="year">{c}</i><i data-pagefind-filter="sector">S{d}</i><p>word{n}
Café cafe {long}</p></main></html>"""


def words(number: int) -> str:
    """Enough of them that they fill more than one file."""
    return " ".join(f"w{number * step % 997} x{step}" for step in range(1, 150))


def pages() -> dict[str, bytes]:
    """Hundreds of pages, with filters of many values."""
    return {
        f"{lang}/t{n}/index.html": PAGE.format(
            lang=lang, n=n, a=n % 40, b=n % 30, c=1990 + n % 30, d=n % 7, long=words(n)
        ).encode()
        for lang in ("en", "zh-Hans")
        for n in range(150)
    }


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    """What Pagefind writes, as it is."""
    with TemporaryDirectory() as name:
        for path, data in pages().items():
            file = Path(name, "pages", path)
            file.parent.mkdir(parents=True)
            file.write_bytes(data)
        search._run(Path(name, "pages"), Path(name, "index"))
        top = Path(name, "index")
        return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def test_the_same_pages_give_the_same_index() -> None:
    first = search.index(pages())
    assert [path for path in first if path.endswith(".pf_filter")]
    for _ in range(2):
        assert search.index(pages()) == first


def said(files: Mapping[str, bytes | Path]) -> dict[str, object]:
    """All that an index says, by pages' addresses instead of numbers: of words, spellings, filters, texts, counts."""
    all_of: dict[str, object] = {}
    for lang, known in json.loads(bytes(data(files[pagefind.ENTRY])))["languages"].items():
        version, pages, chunks, filters, sorts, told = pagefind._value(files[f"pagefind.{known['hash']}.pf_meta"])
        texts = [json.loads(plain(files[f"fragment/{name}.pf_fragment"])) for name, _ in pages]
        urls = [str(text["url"]) for text in texts]
        words = {}
        for *_, chunk in chunks:
            for word, found, forms in pagefind._value(files[f"index/{chunk}.pf_index"])[0]:
                spelt = {form: by_page(where, urls) for form, where in forms}
                words[word] = (by_page(found, urls), spelt)
        having = {}
        for name, file in filters:
            called, values = pagefind._value(files[f"filter/{file}.pf_filter"])
            assert called == name
            having[name] = {value: sorted(urls[number] for number in numbers) for value, numbers in values}
        ranges = [chunk[:2] for chunk in chunks]
        counts = {url: count for url, (_, count) in zip(urls, pages, strict=True)}
        by_url = dict(zip(urls, texts, strict=True))
        all_of[lang] = (version, counts, by_url, words, having, sorts, told, ranges, known["page_count"])
    return all_of


def by_page(found: list[list[Any]], urls: list[str]) -> dict[str, list[Any]]:
    numbers = itertools.accumulate(step for step, _, _ in found)
    return {urls[number]: rest for number, (_, *rest) in zip(numbers, found, strict=True)}


def data(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def plain(content: bytes | Path) -> bytes:
    return gzip.decompress(data(content)).removeprefix(b"pagefind_dcd")


def test_nothing_is_lost_or_added(written: dict[str, bytes]) -> None:
    """In order an index says what Pagefind's own says, its words in the same files."""
    ordered = pagefind.in_order(written)
    assert said(ordered) == said(written)
    assert ordered.keys() - written.keys() != set()
    still = {path for path in written if "/" not in path and not path.endswith((".pf_meta", pagefind.ENTRY))}
    assert {path: ordered[path] for path in still} == {path: written[path] for path in still}


def test_pages_are_in_the_order_of_their_addresses(written: dict[str, bytes]) -> None:
    """Pagefind's own order is that in which a disk lists them, so another machine's index would be another."""
    ordered = pagefind.in_order(written)
    for known in json.loads(ordered[pagefind.ENTRY])["languages"].values():
        pages = pagefind._value(ordered[f"pagefind.{known['hash']}.pf_meta"])[1]
        urls = [json.loads(plain(ordered[f"fragment/{name}.pf_fragment"]))["url"] for name, _ in pages]
        assert urls == sorted(urls)


@pytest.mark.parametrize("data", [b"pagefind_dcd\xa0", b"something", b"pagefind_dcd\x80\x00", b"pagefind_dcd\x9f\xff"])
def test_another_form_is_refused(data: bytes, written: dict[str, bytes]) -> None:
    """A later Pagefind may write otherwise: that is told, not passed on."""
    broken = {path: gzip.compress(data) if path.endswith(".pf_meta") else old for path, old in written.items()}
    with pytest.raises((ValueError, LookupError)):
        pagefind.in_order(broken)
