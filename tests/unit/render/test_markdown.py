"""Markdown bodies: what an author may write comes out as HTML, and nothing else does."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.model.lang import Lang
from briefwright.render.markdown import Passage, passages
from tests.unit.render.test_typeset import JOINER, THIN, Elements, typesetter

ALLOWED = {
    "p", "ul", "ol", "li", "blockquote", "div", "table", "thead", "tbody", "tr", "th", "td", "em", "strong", "code",
    "pre", "hr", "br", "a", "sup", "span", "h3", "h4", "h5", "h6",
}  # fmt: skip


def parts(text: str, lang: Lang = "en") -> list[Passage]:
    return passages(text, typesetter(lang), heading_level=3)


def html(text: str, lang: Lang = "en") -> str:
    return "".join(part.html for part in parts(text, lang))


def test_common_elements_come_out() -> None:
    """Emphasis, lists, quotations, code, rules and line breaks."""
    text = "*a* **b** `c`\\\nd\n\n- e\n- f\n\n3. g\n\n> h\n\n---\n\n    not code"
    found = html(text)
    for piece in ("<em>a</em>", "<strong>b</strong>", "<code>c</code><br>d", "<ul><li>e</li><li>f</li></ul>"):
        assert piece in found
    assert "<blockquote><p>h</p></blockquote><hr>" in found
    assert "<pre>" not in found


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<b>bold</b>",
        '<img src=x onerror="alert(1)">',
        "<svg/onload=alert(1)>",
        "<!-- comment -->",
        "<?php x ?>",
        "<![CDATA[x]]>",
        "a <i>b</i>",
        "<div>\n\n*a*\n\n</div>",
        "<http://evil.example/<script>>",
    ],
)
def test_html_of_an_author_is_text(hostile: str) -> None:
    """Raw HTML, in blocks and in lines, is printed and not obeyed."""
    read = Elements(html(hostile))
    assert {tag for tag, _ in read.found} <= {"p", "em"}
    assert "<" in read.text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "data:image/svg+xml,x",
        "file:///etc/passwd",
        "vbscript:x",
        "//evil.example/x",
        "/\\evil.example",
        "\\\\evil.example",
        "/absolute",
        "relative.html",
        "../../up.html",
        "ftp://evil.example",
        "mailto:a@b.example",
        "blob:x",
        "https:evil",
        "http://",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "![x]({})", "[x][y]\n\n[y]: {}", "<{}>"])
def test_links_lead_to_the_web_or_into_the_page_only(address: str, form: str) -> None:
    """Any other address stays text, and pictures are never made."""
    read = Elements(html(form.format(address)))
    assert [tag for tag, _ in read.found if tag not in ("p", "br")] == []


def test_a_link_to_the_web_tells_nobody_where_it_came_from() -> None:
    """It keeps its address, escaped, and gives the other site no hold on the page."""
    found = html('[x](https://example.org/a?b=1&c="2" "title")')
    ((_, link),) = [one for one in Elements(found).found if one[0] == "a"]
    assert link["href"] == "https://example.org/a?b=1&c=%222%22"
    assert link["rel"] == "noopener noreferrer nofollow"
    assert set(link) == {"href", "rel", "class"}


def test_a_picture_is_not_shown() -> None:
    """An image of the web or of the disk makes no element."""
    assert "<img" not in html("![alt](https://example.org/x.png) ![](x.png)")


@pytest.mark.parametrize(
    "around", ["*{}*", "**{}**", "***a {} b***", "- {}", "> {}", "1. {}\n2. b", "# {}", "a[b {} c](https://x.example)d"]
)
def test_lookups_work_inside_everything(around: str) -> None:
    """A number is looked up in emphasis, lists, quotations, headings and links."""
    found = html(around.format("{{ sales }}"))
    assert 'href="#n-sales"' in found
    assert "US$12.5bn" in found
    assert "{{" not in found


def test_lookups_citations_and_references_work_in_tables() -> None:
    """In heads and cells, also with a bar before an option."""
    found = html("| a [@alpha] | {{ rate }} |\n|---|---|\n| {{ market[2026E] }} | see [[chart]] |")
    read = Elements(found)
    assert read.text == f"a{JOINER}132.8%US$21.1bnsee Exhibit\u00a02"
    assert [tag for tag, _ in read.found if tag in ("th", "td")] == ["th", "th", "td", "td"]
    assert re.findall(r"<th\b([^>]*)>", found) == [' scope="col"'] * 2


def test_a_table_can_be_moved_sideways_and_has_a_name() -> None:
    """On a phone a wide table scrolls by itself, reached by keyboard and announced by its heads."""
    ((_, region),) = [
        one for one in Elements(html("| A | {{ rate }} |\n|---|---|\n| c | d |")).found if one[0] == "div"
    ]
    assert region == {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "A, 32.8%"}


@pytest.mark.parametrize(
    "text", ["{{ sales }", "{{sales", "}} x", "{% if %}", "[@", "[[chart", "[[Chart]]", "{{ SALES }}"]
)
def test_what_is_malformed_stays_as_written(text: str) -> None:
    """The loader reports it; should it come here all the same, nothing is lost or run."""
    assert Elements(html(f"before {text} after")).text == f"before {text} after"


def test_nothing_is_looked_up_in_code() -> None:
    """Between back quotes, braces are themselves."""
    assert "<code>{{ sales }}</code>" in html("`{{ sales }}`")
    assert "<pre>{{ sales }}\n</pre>" in html("```\n{{ sales }}\n```")


def test_an_exhibit_alone_on_a_line_is_placed_there() -> None:
    """Between the text before and after; inside a sentence it is a reference."""
    found = parts("One, see [[chart]].\n\n[[chart]]\n\nTwo.")
    assert [part.exhibits for part in found] == [(), ("chart",), ()]
    assert "Exhibit\u00a02" in found[0].html
    assert found[2].html == "<p>Two.</p>"


def test_two_exhibits_on_a_line_make_a_pair() -> None:
    """Side by side in the order written."""
    assert [part.exhibits for part in parts("[[table]] [[chart]]")] == [("table", "chart")]


def test_an_exhibit_within_a_list_is_a_reference() -> None:
    """Only a paragraph of its own places an exhibit."""
    (part,) = parts("- [[chart]]\n")
    assert part.exhibits == ()
    assert "Exhibit\u00a02" in part.html


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("# a\n\n## b\n\n# c", [3, 4, 3]),
        ("## a\n\n### b", [3, 4]),
        ("### a\n\n### b", [3, 3]),
        ("# a\n\n### b\n\n###### c", [3, 4, 5]),
        ("### a\n\n# b\n\n## c", [3, 3, 4]),
        ("###### a", [3]),
        ("a\n=\n\nb\n-", [3, 4]),
    ],
)
def test_headings_start_below_the_chapter_and_skip_no_level(written: str, levels: list[int]) -> None:
    """Whatever levels an author chose, the page's outline has no gap."""
    found = [int(tag[1]) for tag, _ in Elements(html(written)).found]
    assert found == levels


def test_headings_keep_their_levels_across_exhibits() -> None:
    """A body is one outline, though exhibits cut it into passages."""
    assert [tag for tag, _ in Elements(html("# a\n\n[[chart]]\n\n## b")).found] == ["h3", "h4"]


def test_a_line_end_is_a_space_in_english_and_nothing_in_chinese() -> None:
    """As the scripts are written."""
    assert html("one\ntwo") == "<p>one two</p>"
    assert html("一\n二", "zh-Hans") == "<p>一二</p>"


def test_han_and_latin_are_set_apart_across_markup() -> None:
    """Emphasis and lookups do not swallow the space."""
    assert Elements(html("用**GPT**训练{{ rate }}", "zh-Hans")).text == f"用{THIN}GPT{THIN}训练{THIN}32.8%"


@given(st.text(alphabet="<>&\"'[]()!#*_`|-={}@ \n\\ahtps:/.中1~+", max_size=120))
def test_only_known_elements_and_attributes_ever_come_out(text: str) -> None:
    """For any text: no handler, no style, no other element, every link safe."""
    try:
        found = Elements(html(text)).found
    except KeyError:
        return  # a name that the checks would have refused
    assert {tag for tag, _ in found} <= ALLOWED
    for _, attributes in found:
        assert set(attributes) <= {"class", "href", "rel", "id", "scope", "tabindex", "role", "aria-label"}
        assert re.match(r"https?://|#", attributes.get("href") or "#")
