"""Chinese on paper where elements meet and where lines end, as changes of the tree."""

from xml.etree import ElementTree as ET

import pytest

from briefwright.render import lines

HALF = '<span class="half">{}</span>'


def changed(html: str, how: str, *, traditional: bool = False) -> str:
    """The inside of a paragraph after one of the changes."""
    tree = ET.fromstring(f"<body><p>{html}</p></body>")  # noqa: S314 - written here
    if how == "squeeze":
        lines.squeeze(tree, traditional=traditional)
    else:
        getattr(lines, how)(tree)
    return ET.tostring(tree, "unicode").removeprefix("<body><p>").removesuffix("</p></body>")


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("<b>（注）</b>，后文", f"<b>（注{HALF.format('）')}</b>，后文"),
        ("前文（<b>“话”</b>", f"前文（<b>{HALF.format('“')}话”</b>"),
        ('<span class="han">”</span><sup>1</sup>', '<span class="han half">”</span><sup>1</sup>'),
        ("来源：《年鉴》", f"来源{HALF.format('：')}《年鉴》"),
        ("前（《甲》）。后", f"前（{HALF.format('《')}甲{HALF.format('》')}{HALF.format('）')}。后"),
        ("（注）\u2060<sup>1</sup>", "（注" + HALF.format("）\u2060") + "<sup>1</sup>"),
    ],
)
def test_a_mark_gives_up_its_half_to_a_mark_in_another_element(written: str, set_: str) -> None:
    """One that closes before any, one that opens after one that opens; before a raised number, and after a label."""
    assert changed(written, "squeeze") == set_


@pytest.mark.parametrize("written", ["<b>文</b>，后文", "前文。<br />“话”", "<b>（注）</b> ，"])
def test_marks_apart_keep_their_square(written: str) -> None:
    """Beside a character, on another line, or behind a blank."""
    assert changed(written, "squeeze") == written


def test_stops_of_traditional_type_keep_their_square() -> None:
    """They stand in its middle; brackets do not."""
    assert changed("<b>文。</b>」", "squeeze", traditional=True) == "<b>文。</b>」"
    assert changed("<b>「話」</b>。", "squeeze", traditional=True) == f"<b>「話{HALF.format('」')}</b>。"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("本文也不编。", '本文也<span class="nb">不编。</span>'),
        ('急于求成<sup class="cite">1</sup>。', '急于<span class="nb">求成<sup class="cite">1</sup>。</span>'),
        ("由2020–2025年", '由<span class="nb">2020–2025年</span>'),
        ("前文<strong>本文推断</strong>", '前文<strong>本文<span class="nb">推断</span></strong>'),
        (
            '起伏较大<span class="origin">共性</span>',
            '起伏<span class="nb">较大</span><span class="origin">共性</span>',
        ),
        (
            '<strong>起伏较大</strong> <span class="state open">待证</span>',
            '<strong>起伏<span class="nb">较大</span></strong> <span class="state open">待证</span>',
        ),
        ("Kites of 潮汐（试验）", 'Kites of 潮汐（<span class="nb">试验）</span>'),
    ],
)
def test_the_last_two_characters_of_a_block_stay_together(written: str, kept: str) -> None:
    """With the marks and citations after them, not with a label; a figure with the character after it."""
    assert changed(written, "keep_ends") == kept


@pytest.mark.parametrize("written", ['共<a class="num">23倍</a>。', "A plain line", "编"])
def test_ends_that_cannot_break_are_left_alone(written: str) -> None:
    """Numbers are whole already; Latin has its own rule; one character is all there is."""
    assert changed(written, "keep_ends") == written


def test_the_last_two_short_words_of_english_stay_together() -> None:
    """Unless they are the whole text, or long."""
    assert changed("Data is the base of both.", "keep_words") == 'Data is the base <span class="nb">of both.</span>'
    assert changed("Not given", "keep_words") == "Not given"
    assert changed("a b commercialisation internationally", "keep_words").count("span") == 0
