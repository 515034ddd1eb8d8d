"""The search index: made of pages that say they can be found, the same every time, characters for words in Chinese."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from briefwright import search
from briefwright.model.finding import Refused

PAGE = """<!doctype html><html lang="{lang}"><head><title>t</title>
<meta name="sector" content="{sector}" data-pagefind-filter="sector[content]"></head>
<body><nav>navigation</nav><main data-pagefind-body><h1>{title}</h1><p>{text}</p>
<table class="ledger"><tr><td>ledgerword</td></tr></table></main></body></html>"""


def page(lang: str, title: str, text: str = "", sector: str = "chips") -> bytes:
    return PAGE.format(lang=lang, title=title, text=text, sector=sector).encode()


PICTURE = '<p><img src="p.svg" alt="a chart of tides"></p>'

PAGES: dict[str, bytes | Path] = {
    "en/one/index.html": page("en", "Compute &amp; networks", "Demand outruns chips"),
    "zh-Hans/one/index.html": page("zh-Hans", "多模态走向成熟", "GPT模型"),
    "zh-Hant/one/index.html": page("zh-Hant", "算力需求"),
}


def fragments(files: dict[str, bytes], lang: str) -> list[dict[str, object]]:
    """What the index holds of each page in a language."""
    held = (data for path, data in files.items() if path.startswith(f"pagefind/fragment/{lang.lower()}_"))
    return [json.loads(gzip.decompress(data).partition(b"pagefind_dcd")[2]) for data in held]


def test_every_language_has_an_index_of_its_own() -> None:
    files = search.index(PAGES)
    entry = json.loads(files["pagefind/pagefind-entry.json"])
    counts = {lang: one["page_count"] for lang, one in entry["languages"].items()}
    assert counts == {"en": 1, "zh-hans": 1, "zh-hant": 1}
    assert {"pagefind/pagefind.js", "pagefind/pagefind-worker.js"} <= files.keys()
    assert not [path for path in files if "-ui" in path or "highlight" in path]


def test_the_same_pages_give_the_same_bytes() -> None:
    assert search.index(PAGES) == search.index(dict(reversed(PAGES.items())))


def test_pages_may_lie_on_a_disk(tmp_path: Path) -> None:
    carried: dict[str, bytes | Path] = {}
    for number, (path, data) in enumerate(PAGES.items()):
        assert isinstance(data, bytes)
        (tmp_path / str(number)).write_bytes(data)
        carried[path] = tmp_path / str(number)
    assert search.index(carried) == search.index(PAGES)


def test_chinese_characters_are_words_and_latin_ones_are_not() -> None:
    """A reader's browser cuts Chinese otherwise than any dictionary of ours, so nothing is left to cut."""
    (found,) = fragments(search.index(PAGES), "zh-Hans")
    held = str(found["content"]).replace("\u200b", "")
    assert "多 模 态 走 向 成 熟" in held
    assert "GPT 模 型" in held


def test_a_name_and_its_value_are_two_words_in_an_excerpt() -> None:
    """So are a title and what follows it, where Chinese has no mark between."""
    listed = '</p><dl><dt>{}</dt><dd>{}</dd></dl><h3><a href="x">{}</a></h3><p class="facts">over it</p><p>{}'
    pages: dict[str, bytes | Path] = {
        "en/one/index.html": page("en", "Chips", listed.format("Date", "May", "Networks", "Demand")),
        "zh-Hans/one/index.html": page("zh-Hans", "芯片", listed.format("日期", "五月", "网络", "需求")),
    }
    files = search.index(pages)
    english, chinese = (str(fragments(files, lang)[0]["content"]).replace("\u200b", "") for lang in ("en", "zh-Hans"))
    assert "Date: May" in english
    assert "over it" not in english + chinese
    assert "芯片。日期：五月。网络。需求" in chinese.replace(" ", "")


def test_tables_of_numbers_and_navigation_are_not_searched() -> None:
    (found,) = fragments(search.index(PAGES), "en")
    assert "Demand outruns chips" in str(found["content"])
    assert "ledgerword" not in str(found["content"])
    assert "navigation" not in str(found["content"])
    assert found["filters"] == {"sector": ["chips"]}
    assert found["url"] == "/en/one/index.html"


def test_a_hostile_title_stays_text() -> None:
    title = "&lt;script&gt;alert(1)&lt;/script&gt; &quot; onmouseover=&quot;x"
    (found,) = fragments(search.index({"en/one/index.html": page("en", title)}), "en")
    meta = found["meta"]
    assert isinstance(meta, dict)
    assert meta["title"] == '<script>alert(1)</script> " onmouseover="x'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("en/one/index.html", True),
        ("en/companies/baidu/index.html", True),
        ("en/index.html", False),
        ("index.html", False),
        ("en/one/one.en.html", False),
        ("en/one/brief.json", False),
    ],
)
def test_what_is_searched(path: str, *, expected: bool) -> None:
    assert search.searched(path) is expected


MANY: dict[str, bytes | Path] = {
    f"{lang}/t{number}/index.html": page(
        lang, f"Port {number}", f"海港{number} harbour rates{number % 3}" + PICTURE * (number % 2), f"s{number % 4}"
    )
    for lang in ("en", "zh-Hans")
    for number in range(6)
}
"""Pages in two languages, every other one with a picture, which is told of a page as its title is."""
OTHER = page("en", "Port of call", "Café, cafe")
EDITS: dict[str, dict[str, bytes | None]] = {
    "edited": {"en/t1/index.html": page("en", "Port 1", f"tides {PICTURE}", "s9")},
    "picture gone": {"en/t1/index.html": OTHER},
    "the last picture gone": {f"en/t{number}/index.html": OTHER for number in (1, 3, 5)},
    "more, and another language": {"en/a/index.html": OTHER, "zh-Hans/t5/index.html": page("zh-Hans", "港口")},
    "fewer": {"en/t2/index.html": None, "en/t3/index.html": OTHER},
    "fewer, nothing else": {"en/t2/index.html": None},
    "a language gone": {f"zh-Hans/t{number}/index.html": None for number in range(6)},
    "a language more": {"zh-Hant/t1/index.html": page("zh-Hant", "港口")},
    "one that is not searched": {"en/t0/index.html": b"<!doctype html><html lang=en><p>nothing</p></html>"},
}
ALL_ANEW = {"the last picture gone", "fewer, nothing else", "a language gone", "one that is not searched"}
"""Where the last index cannot say what is left."""


@pytest.mark.parametrize("edit", EDITS)
def test_an_index_is_renewed_by_page(edit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Made by way of the last one it is the one made at once; of other pages none is read."""
    last: dict[str, bytes | Path] = {**search.index(MANY)}
    pages: dict[str, bytes | Path] = {path: data for path, data in {**MANY, **EDITS[edit]}.items() if data is not None}
    expected, read = search.index(pages), list[str]()
    apart = search._apart

    def noted(html: str) -> str:
        read.append(html)
        return apart(html)

    monkeypatch.setattr(search, "_apart", noted)
    assert search.renewed(pages, last, set(EDITS[edit])) == expected
    assert (len(read) >= len(pages)) is (edit in ALL_ANEW)


@pytest.mark.parametrize("ending", ["entry.json", ".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"])
@pytest.mark.parametrize(
    "harm",
    [b"{", gzip.compress(b"{", mtime=0), gzip.compress(b"pagefind_dcd{", mtime=0)[:-9], None],
    ids=["plain", "unmarked", "cut", "gone"],
)
def test_a_damaged_index_is_made_anew(ending: str, harm: bytes | None) -> None:
    last: dict[str, bytes | Path] = {**search.index(PAGES)}
    for path in [path for path in last if path.endswith(ending)]:
        last |= {path: harm} if harm is not None else {}
        if harm is None:
            del last[path]
    pages = {**PAGES, "en/one/index.html": page("en", "Chips")}
    assert search.renewed(pages, last, {"en/one/index.html"}) == search.index(pages)


def test_nothing_is_made_of_nothing() -> None:
    assert search.index({}) == {}


def test_a_machine_without_the_program_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin_extended", None)
    with pytest.raises(Refused) as refused:
        search.index(PAGES)
    (finding,) = refused.value.findings
    assert finding.code == "P607"
    assert "pagefind_bin_extended" in finding.message
    assert "pagefind[extended]" in finding.help


def test_a_program_that_fails_or_hangs_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr(search, "_program", lambda: str(program))
    with pytest.raises(Refused, match="broken"):
        search.index(PAGES)
    program.write_text("#!/bin/sh\nsleep 60\n")
    monkeypatch.setattr(search, "SECONDS", 0.2)
    with pytest.raises(Refused, match="did not end"):
        search.index(PAGES)
