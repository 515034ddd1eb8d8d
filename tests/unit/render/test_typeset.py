"""Author's text becomes safe HTML: spaced, unbroken, linked, and never markup of its own."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from briefwright.model.lang import Lang
from briefwright.model.number import Number, Results
from briefwright.model.segments import segments
from briefwright.model.text import Text
from briefwright.render.typeset import Typesetter, Uses, anchor, held, whole
from tests.unit.chart.studio import locale, number, series

THIN, NARROW, NO_BREAK, JOINER = "\u2009", "\u202f", "\u00a0", "\u2060"
MARKET = series("market", "USD bn", {"2021A": "5.1", "2026E": "21.1"})
SALES = number("sales", "12.5", "USD bn", period="2022A")
RATE = number("rate", "32.8", "%", inputs=("market",))
EXHIBITS = {"chart": 2, "table": 3}


def typesetter(lang: Lang = "zh-Hans") -> Typesetter:
    numbers: list[Number] = [SALES, RATE, *MARKET.points]
    results = Results({one.address: one for one in numbers}, {"market": MARKET})
    return Typesetter(locale(lang), results, EXHIBITS, Uses())


class Elements(HTMLParser):
    """The elements of a fragment and its text, as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("用GPT训练", f"用{THIN}GPT{THIN}训练"),
        ("2023年", f"2023{THIN}年"),
        ("占50%以上", f"占{THIN}50%{THIN}以上"),
        ("（AIGC）与", "（AIGC）与"),
        ("只有汉字，没有字母", "只有汉字，没有字母"),
        ("用 GPT 训练", "用 GPT 训练"),
    ],
)
def test_han_and_latin_are_set_apart_in_chinese(written: str, printed: str) -> None:
    """A thin space where Han meets Latin or digits, none where a mark or space stands between."""
    assert Elements(typesetter().string(written)).text == printed
    assert Elements(typesetter("zh-Hant").string(written)).text == printed
    assert typesetter().plain(Text.of({"all": written})) == printed


def test_english_is_left_as_it_is_written() -> None:
    """No thin space, and no marks of a Chinese font, in an English text."""
    html = typesetter("en").string("“百度” and A100 — 2023年")
    assert THIN not in html
    assert "han" not in html


def test_pieces_of_a_sentence_are_set_apart_as_one_text() -> None:
    """The space also stands between Han and a number that is looked up, on both sides."""
    text = Elements(typesetter().string("增至{{ rate }}左右，见[[chart]]。")).text
    assert text == f"增至{THIN}32.8%{THIN}左右，见图{JOINER}表{NARROW}2。"


def test_marks_that_both_fonts_have_come_from_the_chinese_one() -> None:
    """Quotation marks, dashes and ellipses of a Chinese text are marked for the Chinese font."""
    html = typesetter().string("他说“可以”——然后……")
    assert re.findall(r'<span class="han">(.*?)</span>', html) == ["“", "”——", "……"]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize("name", ["sales", "rate", "market[2026E]"])
def test_a_number_never_breaks(lang: Lang, name: str) -> None:
    """Inside it there is no space at which a line could end, and Han are joined."""
    setter = typesetter(lang)
    shown = Elements(setter.number(setter.results.numbers[name])).text
    assert not set(shown) & {" ", THIN}
    assert not re.search("[\u4e00-\u9fff][\u4e00-\u9fff]", shown)


@pytest.mark.parametrize(
    ("shown", "classes"),
    [
        ("超过\u00a0250\u00a0亿（币种未注明）", "num"),
        ("3,584\u00a0GPU-months", "num"),
        ("512\u00a0张" + "\u2060".join("按机架实际安装数计的显卡"), "num"),
        ("512\u00a0张" + "\u2060".join("按机架实际安装数计的显卡不含备机"), "num long"),
        ("7\u00a0" + "Electroencephalographical" * 2, "num long"),
    ],
)
def test_a_number_that_no_phone_holds_on_a_line_may_break(shown: str, classes: str) -> None:
    """Chinese characters take the place of two letters, joiners none."""
    assert held(escape(shown)) == classes


def test_a_range_does_not_break_at_its_dash() -> None:
    """Joiners on both sides: a line must not end in 7–."""
    assert whole("7–8 个") == f"7{JOINER}–{JOINER}8{NO_BREAK}个"


def test_names_of_models_keep_together() -> None:
    """GPT-3.5 is not broken at its hyphen."""
    assert '<span class="nb">GPT-3.5</span>' in typesetter("en").string("GPT-3.5 was trained")


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@given(
    text=st.text(
        st.sampled_from("<>&\"'/=；ab0中“—{}[]@|-.# ") | st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]),
        max_size=60,
    )
)
def test_text_is_never_markup(lang: Lang, text: str) -> None:
    """Whatever is written, a browser reads the same words, and only elements that the typesetter makes."""
    setter = typesetter(lang)
    read = Elements(setter.words(text))
    assert {tag for tag, _ in read.found} <= {"span"}
    assert all(set(attributes) == {"class"} for _, attributes in read.found)
    assert read.text.replace(THIN, "") == text.replace(THIN, "")


@pytest.mark.parametrize(
    "hostile",
    ["<script>alert(1)</script>", "\"'><svg onload=alert(1)>", "<!--", "&lt;b&gt;", "{% raw %}", "{{ x.y.z }}"],
)
def test_what_looks_like_code_is_printed_as_written(hostile: str) -> None:
    """Tags, entities and template code of an author stay text, with and without links."""
    for links in (True, False):
        read = Elements(typesetter("en").string(f"a {hostile} b", links=links))
        assert read.text == f"a {hostile} b"
        assert read.found == []


def test_a_number_leads_to_its_line_and_only_its_first_printing_is_an_anchor() -> None:
    """Ids stay unique however often a number is printed."""
    html = typesetter().string("{{ sales }}、{{ sales }}、{{ rate }}")
    links = [attributes for _, attributes in Elements(html).found]
    assert [one["href"] for one in links] == ["#n-sales", "#n-sales", "#n-rate"]
    assert [one.get("id") for one in links] == ["u-sales", None, "u-rate"]


def test_a_number_first_printed_in_a_heading_still_gets_its_anchor_later() -> None:
    """A printing without links does not use up the anchor."""
    setter = typesetter()
    assert "id=" not in setter.string("{{ sales }}", links=False)
    assert 'id="u-sales"' in setter.string("{{ sales }}")


def test_sources_are_numbered_as_they_are_first_cited() -> None:
    """The same source keeps its number; the mark stands at its word, whatever space was written before it."""
    html = typesetter("en").string("One [@beta]. Two [@alpha], three [@beta].")
    assert Elements(html).text == f"One{JOINER}1. Two{JOINER}2, three{JOINER}1."
    assert re.findall(r'href="#(s-\w+)"', html) == ["s-beta", "s-alpha", "s-beta"]


def test_headings_have_neither_links_nor_citations() -> None:
    """Where anchors would repeat, numbers and references are plain words."""
    html = typesetter("en").string("Sales of {{ sales }} [@alpha], [[table]]", links=False)
    assert "<a" not in html
    assert Elements(html).text == f"Sales of US$12.5bn, Exhibit{' '}3"


def test_a_sentence_is_cited_before_its_full_stop() -> None:
    """As in running text; a sentence without a stop is cited at its end."""
    setter = typesetter()
    assert Elements(setter.cited(Text.of({"all": "有规定。"}), "alpha")).text == f"有规定{JOINER}1。"
    assert Elements(setter.cited(Text.of({"all": "有规定"}), "beta")).text == f"有规定{JOINER}2"
    assert Elements(setter.cited(Text.of({"all": "有规定。"}), None)).text == "有规定。"


@given(st.text(alphabet="ab[]{}@| .19AE<", max_size=40))
def test_segments_lose_nothing(text: str) -> None:
    """The pieces of a text, in order, are the text."""
    assert "".join(part.text for part in segments(text)) == text


def test_ids_are_well_formed_and_differ_where_addresses_do() -> None:
    """A point, a column and a period without end each have an id of their own, fit for an address."""
    addresses = ["sales", "sales[2021A]", "sales.units", "sales[units]", "sales[2012..]", "sales[2012]", "sales_2021A"]
    found = [anchor("n", address) for address in addresses]
    assert len(set(found)) == len(addresses)
    assert all(re.fullmatch(r"[A-Za-z][\w.-]*", one) for one in found)


@pytest.mark.parametrize(("lang", "flag"), [("zh-Hans", "存疑"), ("zh-Hant", "存疑"), ("en", "doubtful")])
def test_a_doubtful_source_is_flagged_where_it_prints(lang: Lang, flag: str) -> None:
    """Its citations, its numbers and those that rest on them, in headings, too; other sources are not."""
    blog = number("blogged", "3", "x", source="blog")
    resting = number("resting", "3", "x", inputs=("blogged",))
    results = Results({one.address: one for one in (SALES, blog, resting)})
    setter = Typesetter(locale(lang), results, EXHIBITS, Uses(), ["blog"])
    for written in ("{{ blogged }}", "{{ resting }}", "[@blog]"):
        assert Elements(setter.string(written)).text.endswith(flag)
    assert Elements(setter.string("{{ resting }}", links=False)).text.endswith(flag)
    assert flag not in setter.string("{{ sales }}[@board]")


def test_the_kinds_of_looked_up_numbers_are_told() -> None:
    """For labels of key data; actuals need no word."""
    setter = typesetter("en")
    assert setter.kinds(Text.of("{{ market[2026E] }}")) == " (estimate)"
    assert setter.kinds(Text.of("{{ sales }}")) == ""
