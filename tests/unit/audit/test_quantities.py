"""The lexical rule, phrase by phrase. The rule in words: docs/reference/quantities.md."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.numerals import english, han
from briefwright.audit.quantities import typed_quantities
from briefwright.model.lang import Lang

PHRASES = Path(__file__).parent / "phrases"
LANGS: dict[str, Lang] = {"zh": "zh-Hans", "en": "en"}
NAMES = ("三六零", "九阳股份")


def phrases(kind: str) -> list[tuple[Lang, str]]:
    """Language and line of every phrase of a kind; lines that begin with ``# `` are remarks."""
    return [
        (LANGS[file.name.split(".")[1]], line)
        for file in sorted(PHRASES.glob(f"{kind}.*.txt"))
        for line in file.read_text("utf-8").splitlines()
        if line and not line.startswith("# ")
    ]


def plain(value: Decimal | None) -> str:
    return "-" if value is None else format(value.normalize(), "f")


@pytest.mark.parametrize(("lang", "phrase"), phrases("accepted"))
def test_accepted(lang: Lang, phrase: str) -> None:
    """Dates, names, ordinals, counting words, codes, idioms and marked quotations are no quantities."""
    assert typed_quantities(phrase, lang, NAMES) == []


@pytest.mark.parametrize(("lang", "line"), phrases("refused"))
def test_refused(lang: Lang, line: str) -> None:
    """A quantity is found whole, at its place, with its value and unit."""
    phrase, texts, values, *units = [part.strip() for part in line.split("|")]
    found = typed_quantities(phrase, lang, NAMES)
    assert [match.text for match in found] == texts.split(", ")
    assert [phrase[match.offset : match.offset + match.length] for match in found] == texts.split(", ")
    if values != "-":
        assert [plain(match.value) for match in found] == values.split(", ")
    if units and units[0]:
        assert found[0].unit == units[0]


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
@pytest.mark.parametrize("kind", ["accepted", "refused"])
def test_there_are_enough_phrases(kind: str, lang: Lang) -> None:
    """At least thirty of each kind in each language."""
    assert sum(one == lang for one, _ in phrases(kind)) >= 30


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百七十五亿", 17_500_000_000),
        ("三千零五", 3005),
        ("十五", 15),
        ("一百一十", 110),
        ("两万", 20_000),
        ("一亿两千万", 120_000_000),
        ("三万亿", 3 * 10**12),
        ("千亿", 10**11),
        ("三点五", Decimal("3.5")),
        ("三点五亿", 350_000_000),
        ("二三十", None),
        ("一五一十", None),
        ("亿" * 5000, None),
    ],
)
def test_numerals_in_characters(text: str, value: Decimal | int | None) -> None:
    """Numerals are read by their places; an approximation is no one number."""
    assert han(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred billion", 300 * 10**9),
        ("twenty-five", 25),
        ("one hundred and five", 105),
        ("two million three hundred thousand", 2_300_000),
        ("a hundred", 100),
        ("two dozen", 24),
        ("two or three", None),
    ],
)
def test_numerals_in_english(text: str, value: int | None) -> None:
    """Number words are read as they are spoken."""
    assert english(text) == value


@pytest.mark.parametrize("text", ["> over 60bn", "> 600亿"])
def test_only_markdown_quotes_by_its_lines(text: str) -> None:
    """In a one-line text > means more than."""
    assert typed_quantities(text, None) == []
    assert len(typed_quantities(text, None, markdown=False)) == 1


@given(st.integers(11, 10**12), st.sampled_from(["{}", "{:,}", "约{}张卡", "about {} cards", "**{}**", "（约{}）"]))
def test_any_typed_count_is_found(count: int, form: str) -> None:
    """No count slips through but those that could be years."""
    text = form.format(count)
    alone = "卡" not in text and "cards" not in text and "," not in text
    # Four digits alone can be a year, and five or six in brackets a securities code.
    if alone and (1900 <= count <= 2099 or len(str(count)) in (5, 6)):
        return
    assert [match.value for match in typed_quantities(text, None)] == [count]


@given(st.text(alphabet="一二三十百千万亿0123456789.,%-–/()（）“”[]{}@ aAbnxGPT倍成点第年月日\n>`", max_size=80))
def test_any_text_is_read(text: str) -> None:
    """No text makes the rule fail, and every match is where it says."""
    for match in typed_quantities(text, None):
        assert text[match.offset : match.offset + match.length] == match.text
