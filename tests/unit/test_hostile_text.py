"""Whatever stands in a text of the content is printed as text: no element, no handler, no template, no address."""

import csv
import io
import re
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag
from lxml import etree

from briefwright import editions
from briefwright.model.finding import has_errors
from briefwright.model.lang import LANGS
from briefwright.release import Report, Request
from briefwright.world import World
from tests.unit.starter import starter, tree

pytestmark = pytest.mark.slow

SPOKEN = {*LANGS, "all"}
LINES = ("locator", "contact", "registration")
"""Fields that are plain text in every language."""
SHORT: tuple[str, ...] = ()
"""Fields to leave as they are."""
EXTRA = """\
  - id: compared
    chart: table
    title: {zh-Hans: 表, en: Table}
    note: {zh-Hans: 注, en: Note}
    corner: {zh-Hans: 角, en: Corner}
    columns: [{zh-Hans: 列, en: Column}]
    rows: [{head: {zh-Hans: 行, en: Row}, cells: [{zh-Hans: 格, en: Cell}]}]
  - id: dated
    chart: timeline
    title: {zh-Hans: 时间, en: Time}
    events: [{date: 2026-01-01, says: {zh-Hans: 事, en: Event}, source: example-institute}]
"""

PAYLOADS = {
    "attribute": "\"'><svg onload=alert(document.domain)>",
    "script": "</title></style></script><script>alert(document.domain)</script>",
    "image": "<img src=x onerror=alert(document.domain)>",
    "comment": "<!-- --!> <![CDATA[ ]]> <?php ?>",
    "entity": "&lt;b&gt; &amp; &#x3c;i&#x3e; &nbsp",
    "braces": "{ a*b } ${a} #{a} <%= a %> [[ ]] {{",
    "markdown": "[x](javascript:alert(document.domain)) <javascript:alert(x)> ![x](https://example.org/x.png)",
    "link": "[x](data:text/html,x) [y](//evil.example) [z](file:///etc/passwd)",
    "bidirectional": "\u202egnp.exe\u202c \u2066x\u2069 \u05d0\u05d1 \u0627\u0628",
    "formula": '=HYPERLINK("https://evil.example") @SUM(a) +a -a',
}


def poisoned(value: Any, payload: str) -> Any:
    """``value`` with ``payload`` after every text in it; keys, identifiers and numbers as they are."""
    if isinstance(value, list):
        return [poisoned(item, payload) for item in value]
    if not isinstance(value, dict):
        return value
    if value.keys() <= SPOKEN:
        return {lang: f"{text} {payload}" for lang, text in value.items()}
    plain = {key: f"{item} {payload}" for key, item in value.items() if key in LINES and isinstance(item, str)}
    return {key: item if key in SHORT else poisoned(item, payload) for key, item in value.items()} | plain


def build(folder: Path, payload: str) -> tuple[World, Report]:
    """The starter with ``payload`` in all its texts, in its own words in Markdown, and in every kind of exhibit."""
    world = starter(folder)
    thesis = world.root / "content" / "theses" / "battery-swapping" / "thesis.yaml"
    text = thesis.read_text(encoding="utf-8").replace("\n# Chapters.", EXTRA + "\n# Chapters.")
    text = text.replace('body: "demand.{lang}.md"', 'body: "demand.{lang}.md"\n    exhibits: [compared, dated]')
    thesis.write_text(text, encoding="utf-8")
    if payload:
        for path in (world.root / "content").rglob("*.yaml"):
            content = poisoned(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader), payload)  # noqa: S506
            path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
        for path in (world.root / "content").rglob("*.md"):
            body = path.read_text(encoding="utf-8")
            path.write_text(f"# {payload}\n\n{payload}\n\n- {payload}\n\n> {payload}\n\n{body}", encoding="utf-8")
    request = Request((), frozenset({"html"}), workers=0)
    return world, editions.build(world, request, lambda *_: None)


@cache
def shape(html: bytes) -> dict[str, set[str]]:
    """Every element of a page with the attributes it has anywhere."""
    found: dict[str, set[str]] = {}
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        assert isinstance(tag, Tag)
        found.setdefault(tag.name, set()).update(tag.attrs)
    return found


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The release without a payload."""
    world, report = build(tmp_path_factory.mktemp("clean"), "")
    assert not report.findings
    return tree(world.root / "dist")


PRINTED = [name for name in PAYLOADS if name != "braces"]


@pytest.mark.parametrize("name", PRINTED)
def test_hostile_text_is_printed_as_text(name: str, clean: dict[str, bytes], tmp_path: Path) -> None:
    """The pages have the elements and attributes they had, and every place shows the text as it was written."""
    payload = PAYLOADS[name]
    world, report = build(tmp_path, payload)
    assert [finding.message for finding in report.findings] == []
    release = tree(world.root / "dist")
    assert named(release) == named(clean)
    for path in (path for path in release if path.endswith(".html")):
        before, after = shape(clean[path]), shape(release[path])
        markdown = {"blockquote", "ul", "li", "h3", "p", "a"}
        assert after.keys() - before.keys() <= markdown, path
        for element in after.keys() & before.keys():
            assert after[element] <= before[element] | {"rel", "class"}, f"{path}: {element}"
        soup = BeautifulSoup(release[path], "html.parser")
        for link in soup.find_all(["a", "img", "link"]):
            address = str(link.get("href") or link.get("src"))
            inside = r"|data:image/svg\+xml;base64,[\w+/=]+\Z" if link.name == "img" and is_single(path) else ""
            assert re.match(rf"[\w./#-]+\Z|https://example\.org/x\.png\Z{inside}", address), f"{path}: {address[:200]}"
            assert not (link.name == "img" and ":" in address and not inside)
    # The page sets thin spaces and joiners, and Markdown reads its own marks: letters are compared.
    shown = letters(BeautifulSoup(release["en/battery-swapping/index.html"], "html.parser").get_text())
    if name in ("attribute", "script", "image", "bidirectional", "formula"):
        assert shown.count(letters(payload)) >= 40
    assert letters(payload)[:12] in letters(BeautifulSoup(release["en/index.html"], "html.parser").get_text())


def named(release: dict[str, bytes]) -> set[str]:
    """The files whose names do not come from what they hold, as those of the search index do."""
    return {path for path in release if not path.startswith("pagefind/")}


def is_single(path: str) -> bool:
    """Whether a page is one file with all that it shows."""
    return not path.endswith("index.html")


def letters(text: str) -> str:
    return re.sub(r"[\s\u200b-\u200d\u2060\u00a0\u2009\u202f]", "", text)


def test_hostile_text_in_charts_is_text(tmp_path: Path) -> None:
    """A picture is well-formed, holds nothing that acts or is fetched, and says what was written."""
    for name in ("attribute", "script", "entity"):
        world, _ = build(tmp_path / name, PAYLOADS[name])
        pictures = {path: data for path, data in tree(world.root / "dist").items() if path.endswith(".svg")}
        assert pictures
        for data in pictures.values():
            root = etree.fromstring(data)
            names = Counter(etree.QName(element).localname for element in root.iter(etree.Element))
            assert not names.keys() & {"script", "foreignObject", "image", "a", "iframe"}
            for style in root.iter("{*}style"):  # the colours of the dark, from tokens
                rule = r'(text)?\[(fill|stroke)="#\w+"\]\{(fill|stroke):#\w+\}'
                assert re.fullmatch(rf"@media \(prefers-color-scheme:dark\)\{{({rule})+\}}", style.text or "")
            for element in root.iter(etree.Element):
                for key, value in element.attrib.items():
                    assert not str(key).startswith("on")
                    assert not (str(key).endswith("href") and not str(value).startswith("#"))


def test_hostile_text_in_data_is_no_formula(tmp_path: Path) -> None:
    """No cell that a reader opens in a spreadsheet begins as a formula does, unless it is a number."""
    world = starter(tmp_path)
    thesis = world.root / "content" / "theses" / "battery-swapping" / "thesis.yaml"
    text = thesis.read_text(encoding="utf-8").replace("\n# Chapters.", EXTRA + "\n# Chapters.")
    text = text.replace("en: Event}", "en: '=HYPERLINK(\"https://evil.example\")'}")
    text = text.replace('body: "demand.{lang}.md"', 'body: "demand.{lang}.md"\n    exhibits: [compared, dated]')
    thesis.write_text(text, encoding="utf-8")
    editions.build(world, Request((), frozenset({"html"}), workers=0), lambda *_: None)
    tables = [data for path, data in tree(world.root / "dist").items() if path.endswith(".csv")]
    cells = [cell for data in tables for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    for cell in cells:
        assert re.fullmatch(r"[-+]?[\d.]*", cell) or cell[0] not in "=+-@\t\r", cell


@pytest.mark.parametrize("sign", ["{{ a*b }}", "{% include 'x' %}", "{# x #}", "{{", "}}", "[@ x]", "[[x y]]"])
def test_what_looks_like_a_template_is_refused(sign: str, tmp_path: Path) -> None:
    """It is never evaluated and never printed half-understood: L029 stands at each place."""
    _, report = build(tmp_path, sign)
    assert report.published is None
    assert {finding.code for finding in report.findings} == {"L029"}
    assert len(report.findings) > 40


def test_single_braces_are_text(tmp_path: Path) -> None:
    """Only the three things of the content grammar are more than text."""
    world, report = build(tmp_path, "{ a*b } ${a} #{a} <%= a %>")
    assert report.findings == ()
    page = BeautifulSoup(tree(world.root / "dist")["en/battery-swapping/index.html"], "html.parser").get_text()
    assert letters(page).count("{a*b}${a}#{a}<%=a%>") >= 40


def test_very_long_text_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of ten thousand letters are ugly and no fault; lines, such as a locator, and titles have a limit."""
    long = "W" * 10_000 + " " + "长" * 3_000
    _, report = build(tmp_path / "refused", long)
    assert {finding.code for finding in report.findings} == {"L023"}
    monkeypatch.setattr(sys.modules[__name__], "LINES", ())
    short = ("name", "title", "subtitle", "heading", "label", "head", "value", "group", "who", "publisher")
    monkeypatch.setattr(sys.modules[__name__], "SHORT", short)
    _, report = build(tmp_path / "set", long)
    assert not has_errors(report.findings), [finding.message[:200] for finding in report.findings]
    assert report.published
