"""Link verification: what is broken, what is not allowed, and that it stays quick."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.publish import Content, links
from briefwright.publish.html import page

TREE: dict[str, Content] = {
    "index.html": b"<p id='top-of-list'>",
    "en/index.html": b"<p id=one><a name='two'></a><p id='a b'>",
    "en/data.csv": b"a,b",
    "assets/site.css": b"",
    "assets/logo.svg": b"<svg/>",
    "zh-Hans/\u516c\u53f8.html": "<p id='\u7b2c\u4e00'>".encode(),
}


def found(html: str, at: str = "en/page.html") -> list[str]:
    """Messages for one page in the tree above."""
    return [finding.message for finding in links.broken(TREE | {at: html.encode()})]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='index.html'>x</a>",
        "<a href='../index.html#top-of-list'>x</a>",
        "<a href=index.html#one>x</a>",
        "<a href='index.html#two'>x</a>",
        "<a href='index.html#a%20b'>x</a>",
        "<a href='#here' id='here'>x</a>",
        "<a href='#'>x</a><a href='#top'>x</a>",
        "<a href='../zh-Hans/%E5%85%AC%E5%8F%B8.html#%E7%AC%AC%E4%B8%80'>x</a>",
        "<a href='../zh-Hans/\u516c\u53f8.html#\u7b2c\u4e00'>x</a>",
        "<a href='data.csv?v=2'>x</a>",
        "<a href='https://example.com/a?b&amp;c#d'>x</a><a href='HTTP://example.com'>x</a>",
        "<a href='mailto:desk@example.com'>x</a>",
        "<link rel=stylesheet href='../assets/site.css'>",
        "<img alt='' src='../assets/logo.svg' srcset='../assets/logo.svg 1x, ../assets/logo.svg 2x'>",
        "<img alt='' srcset='data:image/png;base64,iVBORw0KGgo= 1x, data:image/png;base64,iVBORw0KGgo= 2x'>",
        "<img alt='' srcset=' ../assets/logo.svg, ../assets/logo.svg 2x,'>",
        "<img alt='' src='data:image/png;base64,AAAA'>",
        "<style>p { background: url(../assets/logo.svg) } /* url(gone.svg) */</style>",
        "<svg><use href='#mark'/><path id='mark'/></svg>",
        "<!-- <a href='gone.html'> --><script>'<a href=\"gone.html\">'</script>",
        "<p title='<a href=gone.html>'>id=x href=gone.html src = gone.js</p>",
        "<p data-href='gone.html' data-src='gone.html'>",
        "<meta http-equiv=refresh content='0; url=index.html'>",
    ],
)
def test_sound_links_pass(html: str) -> None:
    """Links that work from any sub-path and from disk give no finding."""
    assert found(html) == []


@pytest.mark.parametrize(
    ("html", "says"),
    [
        ("<a href='gone.html'>x</a>", "'en/gone.html', which is not in the release"),
        ("<a href='../en'>x</a>", "names a folder"),
        ("<a href='../en/'>x</a>", "names a folder"),
        ("<a href='.'>x</a>", "names a folder"),
        ("<a href='..'>x</a>", "names a folder"),
        ("<a href=''>x</a>", "is empty"),
        ("<a href='index.html#three'>x</a>", "'three', which 'en/index.html' does not have"),
        ("<a href='#nowhere'>x</a>", "'nowhere'"),
        ("<a href='/en/index.html'>x</a>", "absolute path"),
        ("<a href='//example.com/x'>x</a>", "without a scheme"),
        ("<a href='/\\example.com/x'>x</a>", "without a scheme"),
        ("<a href='..\\index.html'>x</a>", "backslash"),
        ("<a href='../../index.html'>x</a>", "out of the release"),
        ("<a href='file:///etc/passwd'>x</a>", "'file:'"),
        ("<a href='javascript:alert(1)'>x</a>", "'javascript:'"),
        ("<a href=' java\nscript:alert(1)'>x</a>", "'javascript:'"),
        ("<a href='&#106;avascript:alert(1)'>x</a>", "'javascript:'"),
        ("<A HREF='JavaScript:alert(1)'>x</A>", "'javascript:'"),
        ("<a href='data:text/html,x'>x</a>", "pictures only"),
        ("<img alt='' src='data:text/html,x'>", "pictures only"),
        ("<svg><a xlink:href='javascript:alert(1)'>x</a></svg>", "'javascript:'"),
        ("<svg><image href='https://example.com/x.png'/></svg>", "another site"),
        ("<link rel=icon href='https://example.com/x.ico'>", "another site"),
        ("<script src='https://example.com/x.js'></script>", "another site"),
        ("<script src='gone.js'></script>", "gone.js"),
        ("<img alt='' src='http://example.com/x.png'>", "another site"),
        ("<img alt='' srcset='../assets/logo.svg 1x, gone.png 2x'>", "gone.png"),
        ("<img alt='' srcset='../assets/logo.svg, gone.png'>", "gone.png"),
        ("<iframe src='//example.com'></iframe>", "without a scheme"),
        ("<form action='https://example.com'></form>", "another site"),
        ("<object data='gone.svg'></object>", "gone.svg"),
        ("<video poster='gone.png'></video>", "gone.png"),
        ("<p style='background: url(&quot;gone.png&quot;)'>", "gone.png"),
        ("<style>@import 'https://example.com/x.css';</style>", "another site"),
        ("<style>@font-face { src: url(https://example.com/x.woff2) }</style>", "another site"),
        ("<style>p { background: url(\\68ttps://example.com/x) }</style>", "another site"),
        ("<meta http-equiv=refresh content='0; url=gone.html'>", "gone.html"),
        ("<base href='../'>", "base"),
    ],
)
def test_each_fault_is_found_once(html: str, says: str) -> None:
    """Every kind of broken or forbidden link gives one P601 that says what is wrong."""
    (message,) = found(html)
    assert says in message


def test_a_finding_says_where_and_what_instead() -> None:
    """File, line and column of the attribute, and the nearest name."""
    (finding,) = links.broken(TREE | {"a.html": b"<p>\n  <p>\n <a class=x href='en/Index.html'>"})
    assert finding.code == "P601"
    assert finding.span
    assert (finding.span.file, finding.span.line, finding.span.column) == ("a.html", 3, 13)
    assert finding.help.startswith("did you mean 'en/index.html'?")
    (finding,) = links.broken(TREE | {"a.html": b"<a href='en/index.html#onee'>"})
    assert finding.help == "did you mean 'one'?"


def test_style_sheets_are_followed() -> None:
    """What a style sheet loads is looked for beside the style sheet."""
    sheet = b"@import url('gone.css');\n.a { background: url( logo.svg ) }\n.b { background: url(\"gone.svg\") }"
    findings = links.broken(TREE | {"assets/site.css": sheet})
    assert [(finding.span and finding.span.line, finding.message.split("'")[1]) for finding in findings] == [
        (1, "gone.css"),
        (3, "gone.svg"),
    ]


def test_pages_carried_over_are_held_to_what_is_new(tmp_path: Path) -> None:
    """A carried page is not read while its links stand; it is where they broke, and where new pages point into it."""
    carried = tmp_path / "carried.html"
    carried.write_bytes(b"<p id='old'>\n<a href='en/index.html#one'>x</a><a href='https://example.com'>x</a>")
    known = {"carried.html": links.targets("carried.html", carried.read_bytes())}
    assert known == {"carried.html": ("en/index.html#one",)}
    tree = TREE | {"carried.html": carried}
    assert links.broken(tree, known) == []

    pointing = tree | {"new.html": b"<a href='carried.html#old'><a href='carried.html#new'>"}
    assert [finding.message for finding in links.broken(pointing, known)] == [
        "'carried.html#new' leads to 'new', which 'carried.html' does not have"
    ]
    for loss in (tree | {"en/index.html": b"<p id='other'>"}, {key: tree[key] for key in tree if key[:3] != "en/"}):
        (finding,) = links.broken(loss, known)
        assert finding.span
        assert (finding.span.file, finding.span.line) == ("carried.html", 2)
        assert "make it anew" in finding.help  # no template of today wrote it

    carried.unlink()
    assert links.broken(tree, known) == []


def test_pages_that_are_as_they_were_are_held_to_what_is_new() -> None:
    """A page written anew with the same bytes is taken on trust as a carried one is, and so is what led into it."""
    same = b"<p id='old'>\n<a href='en/index.html#one'>x</a>"
    before = {"same.html": ("en/index.html#one",), "other.html": ("same.html#trusted",)}
    tree = TREE | {"same.html": same, "other.html": b"<a href='same.html#trusted'><a href='same.html#old'>"}
    assert links.broken(tree, before, {*TREE, "same.html"}) == []
    assert [finding.message for finding in links.broken(tree, before, {*TREE})] == [
        "'same.html#trusted' leads to 'trusted', which 'same.html' does not have"
    ]
    tree["other.html"] = b"<a href='same.html#new'>"
    assert len(links.broken(tree, before, {*TREE, "same.html"})) == 1
    for loss in (tree | {"en/index.html": b"<p id='other'>"}, {key: tree[key] for key in tree if key[:3] != "en/"}):
        del loss["other.html"]
        (finding,) = links.broken(loss, before, {"same.html"})
        assert finding.span
        assert (finding.span.file, finding.span.line) == ("same.html", 2)


def test_pages_carried_over_without_knowledge_are_read(tmp_path: Path) -> None:
    """Without the addresses of the last manifest the page itself is scanned."""
    carried = tmp_path / "carried.html"
    carried.write_bytes(b"<a href='gone.html'>x</a>")
    assert len(links.broken({"carried.html": carried})) == 1


@given(st.text(alphabet="<>/a='\"!-sty le{}()@url\n&;#", max_size=200))
def test_no_page_breaks_the_scanner(text: str) -> None:
    """Whatever the bytes, the scan ends, and its places lie in the text."""
    scanned = page(text)
    for link in scanned.links:
        assert 0 <= link.offset <= len(text)
    links.broken({"x.html": text.encode()})


UNCLOSED = ("<a ", "<a href='", '<a b="', "<!--", "<style>", "url(", "url('", "/*", "@import ")
LONG = (f"<a href=x {'b' * 200_000}>", f"<a href=x{' ' * 200_000}>", f"<a style='url({' ' * 200_000}'>")


@pytest.mark.parametrize(
    "text", [part * 60_000 for part in UNCLOSED] + list(LONG), ids=range(len(UNCLOSED) + len(LONG))
)
def test_hostile_pages_take_no_quadratic_time(text: str) -> None:
    """Unclosed tags, quotes and comments are passed over; the bound is far above what a linear scan needs."""
    since = time.monotonic()
    links.broken({"x.html": text.encode(), "x.css": text.encode()})
    assert time.monotonic() - since < 10


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("<img src='../assets/logo.svg'>", 1),
        ("<img src='../assets/logo.svg' alt=''><img src='../assets/logo.svg' alt='Sales'>", 0),
        ("<IMG SRC='../assets/logo.svg'><input type=image src='../assets/logo.svg'><input type=text name=q>", 2),
        ("<map><area href='index.html'></map>", 1),
        ("<!-- <img src='../assets/logo.svg'> -->", 0),
    ],
)
def test_a_picture_says_what_it_shows(html: str, count: int) -> None:
    """Every one has alternative text; empty is a word too, for decoration."""
    findings = links.broken(TREE | {"en/page.html": html.encode()})
    assert [finding.code for finding in findings] == ["P608"] * count
