"""The layout of all six PDFs has none of the faults that readers notice, and each rule can find the fault it is for."""

import pytest

from briefwright.render import lines, paper
from tests.release.geometry import RULES
from tests.release.sheets import Sheets

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><style>
@page {{ size: A4; margin: 60.1pt }}
p {{ margin: 0 0 6pt }} figure {{ margin: 0 }} table {{ width: 100%; table-layout: fixed }} {style}
</style></head><body><h1>A page</h1>{body}</body></html>"""
TEXT = "<p>Text that says nothing in particular, so that there is a line.</p>"
SQUARE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" font-size="9" font-family="Inter">
<rect x="1" y="1" width="98" height="98" fill="#ccc"/><text x="{x}" y="50">label</text></svg>"""
ASSETS = {f"asset:///{x}.svg": (SQUARE.format(x=x).encode(), "image/svg+xml") for x in ("20", "90")}
IMAGE = '<img src="asset:///{x}.svg" alt="A square" style="width: 100pt; height: {height}pt">'


def figure(body: str, title: str = "Exhibit 1") -> str:
    return f"<figure><figcaption>{title}</figcaption>{body}<p>Source: none</p></figure>"


def rows(text: str) -> str:
    return f"<table><tbody><tr><th>Head</th><td>{text}</td></tr></tbody></table>"


def image(height: int = 100, x: str = "20") -> str:
    return IMAGE.format(height=height, x=x)


def pair(left: str, right: str) -> str:
    return f'<div style="display: grid; grid-template-columns: 1fr 1fr">{left}{right}</div>'


FILLED = TEXT * 22
TO_THE_FOOT = '<div style="height: 660pt"></div>'
GOOD = f"{TEXT}{figure(image())}<h2>A heading</h2>{TEXT}{pair(figure(image()), figure(image()))}{rows('cell')}"
BAD = {
    "overlaps": (f'<p style="margin-bottom: -15pt">Something else</p>{TEXT}', ""),
    "outside": (f'<div style="margin-left: -40pt">{TEXT}</div>', ""),
    "lone headings": (f"{TO_THE_FOOT}<h2>A heading</h2>{TEXT}", "h2 { break-after: page }"),
    "parted exhibits": (f"{TO_THE_FOOT}{figure(image())}", "figcaption { break-after: page }"),
    "gaps": (f"{TEXT}<h2>A heading</h2>{TEXT}", "h2 { break-before: page }"),
    "parted rows": (f"{TO_THE_FOOT}{rows('cell<br>' * 60)}", ""),
    "uneven pairs": (pair(figure(image(60)), figure(image(120))), ""),
    "clipped pictures": (figure(image(x="90")), ""),
    "forbidden breaks": ("<p>前文在此<br>，后文</p>", ""),
    "split numbers": ("<p>规模为 12<br>亿元</p>", ""),
    "loose marks": ("<p>前文（注），后文</p>", ""),
    "indented lines": ("<p>前文在此<br>（注）后文</p>", ""),
    "lone characters": ("<p>原文没有，本文也不<br>编。</p>", ""),
    "lone disclosures": (f"<h2>A heading</h2>{FILLED}<h2>The end</h2>{TEXT}", "h2:last-of-type { break-before: page }"),
}


def printed(body: str, style: str = "", lang: str = "en") -> Sheets:
    """The PDF of a small page, made as briefs are."""
    page = PAGE.format(body=body, style=style).replace('lang="en"', f'lang="{lang}"')
    return Sheets(paper.pdf(page, ASSETS, "a page"))


@pytest.mark.parametrize("rule", RULES)
def test_an_edition_keeps_the_rule(sheets: Sheets, rule: str) -> None:
    """No overlap, nothing outside, no lone heading, no exhibit or row torn, no page half empty."""
    assert RULES[rule](sheets) == []


def test_a_sound_page_breaks_no_rule() -> None:
    """A page with a heading, an exhibit, a pair and a table is let pass by every rule."""
    sheets = printed(GOOD)
    assert {name: found for name, rule in RULES.items() if (found := rule(sheets))} == {}


@pytest.fixture
def unmended(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Lines as WeasyPrint sets them, until it is undone."""
    for name in ("squeeze", "keep_words", "keep_ends", "flush"):
        monkeypatch.setattr(lines, name, lambda *_, **__: None)
    return monkeypatch


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.usefixtures("unmended")
def test_the_rule_finds_the_fault_it_is_for(rule: str) -> None:
    """A page made with that fault is reported."""
    body, style = BAD[rule]
    assert RULES[rule](printed(body, style)) != []


CHINESE = f"font: 9.5pt 'Noto Sans CJK SC'; width: {9.5 * 12}pt"
MENDED = {
    "loose marks": "<p>前文<b>（注）</b>，<b>“话”</b><sup>1</sup></p>",
    "indented lines": "<p>前文前文前文前文前文前文（注）后文</p>",
    "lone characters": "<p>原文没有给出数，本文也不编。</p>",
}
"""By rule, a paragraph that breaks it on twelve characters a line unless lines are mended."""


@pytest.mark.parametrize("rule", MENDED)
def test_chinese_is_set_so_that_the_rule_is_kept(rule: str, unmended: pytest.MonkeyPatch) -> None:
    """Marks give up their empty half across elements and at the start of a line; two characters stay together."""
    style = f"p {{ {CHINESE} }} span.half {{ font-feature-settings: 'halt' }} .nb {{ white-space: nowrap }}"
    assert RULES[rule](printed(MENDED[rule], style, "zh-Hans")) != []
    unmended.undo()
    assert RULES[rule](printed(MENDED[rule], style, "zh-Hans")) == []


def test_an_exhibit_whose_source_line_is_on_the_next_page_is_torn() -> None:
    """The source belongs to the exhibit as its caption does."""
    torn = printed(figure(rows("cell")), "table { break-after: page }")
    assert len(RULES["parted exhibits"](torn)) == 1


@pytest.mark.parametrize(("lines", "found"), [(20, 0), (10, 1)])
def test_a_page_may_be_emptier_before_the_end_matter_but_not_half_empty(lines: int, found: int) -> None:
    """For the cause that the list names."""
    filled = f'{TEXT * lines}<div class="end"><h3>Sources</h3>{TEXT}</div>'
    style = ".end { break-before: page } h2:last-of-type { break-after: avoid }"
    assert len(RULES["gaps"](printed(f"<h2>A heading</h2>{filled}<h2>The end</h2>{TEXT}", style))) == found


def test_a_line_that_ends_with_an_opening_bracket_is_a_forbidden_break() -> None:
    """As one that starts with a closing mark."""
    assert len(RULES["forbidden breaks"](printed("<p>前文（<br>注）后文</p>"))) == 1
