"""Pagefind's files in order: nothing is lost, and chance has no part in them."""

import gzip
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefwright import pagefind, search

PAGE = """<!doctype html><html lang="{lang}"><title>t</title><main data-pagefind-body><h1>{n}</h1>
<i data-pagefind-filter="company">C{a}</i><i data-pagefind-filter="company">{b}号</i>
<i data-pagefind-filter="year">{c}</i><i data-pagefind-filter="sector">S{d}</i><p>word{n}</p></main></html>"""


def pages() -> dict[str, bytes]:
    """Hundreds of pages, with filters of many values."""
    return {
        f"{lang}/t{n}/index.html": PAGE.format(lang=lang, n=n, a=n % 40, b=n % 30, c=1990 + n % 30, d=n % 7).encode()
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


def sorted_bytes(files: dict[str, bytes], ending: str) -> list[list[int]]:
    """Of each file of a kind its plain bytes, whatever their order; names of files, which say that order, left out."""
    return sorted(sorted(gzip.decompress(data)) for path, data in files.items() if path.endswith(ending))


def test_nothing_is_lost_or_added(written: dict[str, bytes]) -> None:
    """Files of text stay as they are; of the others each byte stays, somewhere."""
    ordered = pagefind.in_order(written)
    moved = (".pf_meta", ".pf_filter", "pagefind-entry.json")
    still = {path: data for path, data in written.items() if not path.endswith(moved)}
    assert {path: data for path, data in ordered.items() if not path.endswith(moved)} == still
    assert sorted_bytes(ordered, ".pf_filter") == sorted_bytes(written, ".pf_filter")
    for data in (data for path, data in written.items() if path.endswith((".pf_meta", ".pf_filter"))):
        read = pagefind._read(data)
        assert gzip.decompress(pagefind._written(read)) == gzip.decompress(data)


def test_every_name_leads_to_a_file(written: dict[str, bytes]) -> None:
    ordered = pagefind.in_order(written)
    for known in json.loads(ordered[pagefind.ENTRY])["languages"].values():
        top = pagefind._read(ordered[f"pagefind.{known['hash']}.pf_meta"])
        assert [name for name, _ in top[3]] == ["company", "sector", "year"]
        for name, file in top[3]:
            assert pagefind._read(ordered[f"filter/{file}.pf_filter"])[0] == name


@pytest.mark.parametrize("data", [b"pagefind_dcd\xa0", b"something", b"pagefind_dcd\x80\x00", b"pagefind_dcd\x9f\xff"])
def test_another_form_is_refused(data: bytes, written: dict[str, bytes]) -> None:
    """A later Pagefind may write otherwise: that is told, not passed on."""
    broken = {path: gzip.compress(data) if path.endswith(".pf_meta") else old for path, old in written.items()}
    with pytest.raises((ValueError, LookupError)):
        pagefind.in_order(broken)
