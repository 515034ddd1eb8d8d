"""A release for an address: feeds, sitemap, robots; and what a hostile name can do in files for programs: nothing."""

import io
import json
import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree

from briefwright import editions, publish
from briefwright.model.brief import Brief
from briefwright.model.finding import Refused
from briefwright.release import Report, Request, base_url
from briefwright.world import World
from tests.unit.starter import starter, tree
from tests.unit.test_hostile_text import PAYLOADS, build, letters

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BASE = "https://example.org/research/"
PUBLIC = "en/battery-swapping/"
URN = r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ONCE = ("id", "title", "updated")
"""Elements that RFC 4287 wants exactly once in a feed, and in an entry."""


def released(folder: Path, base: str = "", languages: str = "en") -> dict[str, bytes]:
    """The starter's release."""
    world = starter(folder, ("battery-swapping", "second"), languages=languages)
    assert made(world, base).published
    return tree(world.root / "dist")


def made(world: World, base: str = "", theses: tuple[str, ...] = ()) -> Report:
    return editions.build(world, Request(theses, frozenset({"html"}), workers=0, base_url=base), lambda *_: None)


@pytest.fixture(scope="module", params=["", BASE])
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, bytes]]:
    base: str = request.param
    return base, released(tmp_path_factory.mktemp("online"), base, "zh-Hans, en")


def checked(data: bytes) -> Any:
    """The root of an Atom feed, held against RFC 4287 (no schema of it can be had offline): section numbers are its."""
    root = etree.fromstring(data)
    assert root.tag == f"{{{ATOM['a']}}}feed"
    for element in [root, *root.findall("a:entry", ATOM)]:
        for name in ONCE:  # 4.1.1, 4.1.2
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert re.fullmatch(URN, element.findtext("a:id", "", ATOM))  # 4.2.6
        datetime.fromisoformat(element.findtext("a:updated", "", ATOM))  # 3.3
        assert element.findtext("a:author/a:name", "", ATOM)  # 4.2.1
        assert len(element.findall("a:link[@rel='alternate']", ATOM)) == 1  # 4.1.1, 4.1.2: one of a type and language
        for link in element.findall("a:link", ATOM):  # 4.2.7
            assert link.get("href")
            assert link.get("type")
        for category in element.findall("a:category", ATOM):  # 4.2.2.1
            assert category.get("term")
    known = {"id", "title", "updated", "author", "link", "entry", "category", "summary", "name", "feed"}
    assert {etree.QName(one).localname for one in root.iter(etree.Element)} <= known
    ids = [one.text for one in root.findall("a:entry/a:id", ATOM)]
    assert len(set(ids)) == len(ids)  # 4.1.1
    return root


def test_feeds_keep_to_the_standard(release: tuple[str, dict[str, bytes]]) -> None:
    """One of each language and of each sector in it; their links lead to pages that are there."""
    base, files = release
    feeds = {path: checked(data) for path, data in files.items() if path.endswith("feed.xml")}
    sector = next(path.split("/")[2] for path in feeds if "/sectors/" in path)
    names = [f"{lang}/{below}feed.xml" for lang in ("en", "zh-Hans") for below in ("", f"sectors/{sector}/")]
    assert sorted(feeds) == sorted(names)
    for path, root in feeds.items():
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == path.split("/")[0]
        assert len(root.findall("a:entry", ATOM)) == 2
        assert len(root.findall("a:link[@rel='self']", ATOM)) == bool(base)
        for link in root.iter(f"{{{ATOM['a']}}}link"):
            address = link.get("href", "")
            target = address.removeprefix(base) if base else str(Path("/", path).parent.joinpath(address).resolve())[1:]
            assert address.startswith(base)
            assert target in files


def test_entries_stay_the_same_wherever_the_site_is(tmp_path: Path) -> None:
    """Feed readers know them by names that the address is no part of."""
    feeds = [
        released(tmp_path / str(at), base)["en/feed.xml"] for at, base in enumerate(("", BASE, "http://b.example/"))
    ]
    ids = [[one.text for one in checked(feed).iter(f"{{{ATOM['a']}}}id")] for feed in feeds]
    assert ids[0] == ids[1] == ids[2]


def test_the_sitemap_names_every_page_with_its_languages(release: tuple[str, dict[str, bytes]]) -> None:
    """Absolute addresses of pages that are there, and days as the standard wants them; none without an address."""
    base, files = release
    assert files["robots.txt"].decode().startswith("User-agent: *\n")
    if not base:
        assert "sitemap.xml" not in files
        assert b"Sitemap" not in files["robots.txt"]
        return
    assert f"Sitemap: {base}sitemap.xml\n" in files["robots.txt"].decode()
    root = etree.fromstring(files["sitemap.xml"])
    assert root.tag == f"{{{MAP['s']}}}urlset"
    named = [one.findtext("s:loc", "", MAP) for one in root]
    pages = [path for path in files if path.endswith("index.html") and "/search/" not in path]
    assert sorted(named) == sorted(base + path for path in pages)
    for one in root:
        assert [etree.QName(child).localname for child in one][:1] == ["loc"]
        assert {etree.QName(child).localname for child in one} <= {"loc", "lastmod", "link"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d|", one.findtext("s:lastmod", "", MAP))
        for link in one.findall("x:link", MAP):
            assert link.get("href", "").removeprefix(base) in files
    thesis = next(one for one in root if one.findtext("s:loc", "", MAP) == f"{base}{PUBLIC}index.html")
    assert thesis.findtext("s:lastmod", "", MAP)
    assert {link.get("hreflang") for link in thesis.findall("x:link", MAP)} == {"zh-Hans", "en", "x-default"}


@pytest.mark.parametrize(
    "text", ["https://example.org", "https://example.org/", "http://127.0.0.1:8000/a/b", f"{BASE}"]
)
def test_an_address_ends_in_a_slash(text: str) -> None:
    assert base_url(text) == text.rstrip("/") + "/"


@pytest.mark.parametrize(
    "text",
    [
        *("example.org", "ftp://example.org/", "//example.org/", "https://", "https:///a", "javascript:alert(1)"),
        *("https://example.org/?a=1", "https://example.org/#a", "https://me:you@example.org/", "https://e.org/a b"),
        *('https://e.org/"><script>', "https://e.org/a/../b", "https://e.org//a", "https://e.org/\n", "https://é.org/"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        base_url(text)


def test_another_address_is_another_release(tmp_path: Path) -> None:
    """All is made anew; what is carried over must be of the same address; the manifest tells it."""
    world = starter(tmp_path, ("battery-swapping", "second"))
    assert made(world, BASE).built
    manifest = publish.read(world.root / "dist")
    assert manifest
    assert manifest.base_url == BASE
    assert made(world, BASE).unchanged
    report = made(world, "https://other.example/")
    assert not report.unchanged
    assert len(report.built) == 2
    page = tree(world.root / "dist")[f"{PUBLIC}index.html"].decode()
    assert "example.org/research" not in page
    with pytest.raises(Refused) as refused:
        made(world, BASE, ("second",))
    (finding,) = refused.value.findings
    assert finding.code == "P602"
    assert "was made for 'https://other.example/'" in finding.message


@pytest.mark.parametrize("name", ["attribute", "script", "image", "entity", "bidirectional", "formula"])
def test_hostile_text_is_text_for_programs_too(name: str, tmp_path: Path) -> None:
    """Every file for programs is well-formed and holds the text as text: no element, no formula."""
    payload = PAYLOADS[name]
    world, report = build(tmp_path, payload)
    assert not report.findings
    files = tree(world.root / "dist")
    feed = checked(files["en/feed.xml"])
    assert letters(payload) in letters("".join(feed.findtext("a:entry/a:title", "", ATOM)))
    found = json.loads(files[f"{PUBLIC}brief.json"])
    assert Brief.model_validate(found).plain() == found
    assert letters(payload) in letters(found["title"])
    pages = [data.decode() for path, data in files.items() if path.endswith("index.html")]
    scripts = [
        text for page in pages for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    ]
    assert scripts
    for text in scripts:
        assert letters(payload) in letters(json.dumps(json.loads(text), ensure_ascii=False).replace('\\"', '"'))
    book = files[f"{PUBLIC}battery-swapping.en.xlsx"]
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(book)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert any(letters(payload) in letters(str(cell.value)) for cell in cells)
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for part in archive.namelist():
            root = etree.fromstring(archive.read(part))
            assert not [one for one in root.iter(etree.Element) if etree.QName(one).localname == "f"]
    single = files[f"{PUBLIC}battery-swapping.en.html"].decode()
    assert not re.search(r"<(script|svg|iframe)\b", single)


@pytest.mark.parametrize("sign", ["=A+B", "+A", "-A", "@SUM(A)", "＝A", "＋A", "－A", "＠A", "\t=A"])
def test_a_cell_that_looks_like_a_formula_is_marked_as_text(sign: str, tmp_path: Path) -> None:
    """It keeps its characters, its type is text, and its style says so to who edits it."""
    world = starter(tmp_path)
    thesis = world.root / "content" / "theses" / "battery-swapping" / "thesis.yaml"
    text = thesis.read_text(encoding="utf-8")
    extra = f"""\
  - id: compared
    chart: table
    title: {{zh-Hans: 表, en: Table}}
    columns: [{{zh-Hans: 列, en: Column}}]
    rows: [{{head: {{zh-Hans: 行, en: Row}}, cells: [{{zh-Hans: 格, en: {json.dumps(sign, ensure_ascii=False)}}}]}}]
"""
    text = text.replace("\n# Chapters.", extra + "\n# Chapters.")
    text = text.replace('body: "demand.{lang}.md"', 'body: "demand.{lang}.md"\n    exhibits: [compared]')
    thesis.write_text(text, encoding="utf-8")
    assert made(world).published
    book = openpyxl.load_workbook(io.BytesIO(tree(world.root / "dist")[f"{PUBLIC}battery-swapping.en.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    (found,) = [cell for cell in cells if str(cell.value) == sign.strip()]
    assert found.data_type == "s"
    assert found.quotePrefix
