"""Words beside numbers, phrase by phrase: A325, A330, A332. The rules in words: docs/reference/words.md."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.audit.beside import beside
from briefwright.audit.bounds import bounds
from briefwright.audit.context import Audited
from briefwright.audit.labelled import labelled
from briefwright.model.finding import Finding
from briefwright.model.number import Derivation, Number
from briefwright.model.period import Kind
from briefwright.model.text import Text
from tests.unit.audit.content import DAY, number, results, shared, thesis

PHRASES = Path(__file__).parent / "phrases"
_HOLE = re.compile(r"<([^<>]+)>")
_AMOUNT = re.compile(
    r"(?P<amount>(?:over |below |about )?-?[\d.]+(?: to [\d.]+)?) (?P<unit>.+?)(?: (?P<formula>yoy|cagr|doubling))?"
)
_ALL = (beside, labelled, bounds)


def phrases(kind: str) -> list[str]:
    """Lines of a kind in both languages; those that begin with ``# `` are remarks."""
    return [
        line
        for file in sorted(PHRASES.glob(f"{kind}.*.txt"))
        for line in file.read_text("utf-8").splitlines()
        if line and not line.startswith("# ")
    ]


def audited(phrase: str) -> Audited:
    """A thesis whose body is the phrase, each <…> a lookup of the number it describes."""
    numbers: list[Number] = []

    def lookup(match: re.Match[str]) -> str:
        numbers.append(_number(f"n{len(numbers)}", match[1]))
        return f"{{{{ n{len(numbers) - 1} }}}}"

    text = _HOLE.sub(lookup, phrase)
    return Audited(thesis(text), shared(), results(*numbers), DAY)


def _number(name: str, told: str) -> Number:
    if told in set(Kind):
        return replace(number(name, "21.1", "USD bn"), kind=Kind(told))
    found = _AMOUNT.fullmatch(told)
    assert found, told
    made = number(name, found["amount"], found["unit"])
    if found["formula"] == "doubling":
        return replace(made, label=Text.of("翻番时间"))
    if found["formula"]:
        made = replace(made, origin=None, derivation=Derivation("f(x)", (found["formula"],), ("x",)))
    return made


@pytest.mark.parametrize("phrase", phrases("agrees"))
def test_words_that_agree(phrase: str) -> None:
    """Nothing is found where words and number agree, or where the words speak of something else."""
    assert list(beside(audited(phrase))) == []


@pytest.mark.parametrize("line", phrases("differs"))
def test_words_that_differ(line: str) -> None:
    """The finding quotes the words and names the number."""
    phrase, words = (part.strip() for part in line.split("|"))
    found = list(beside(audited(phrase)))
    assert [finding.message.split("“")[1].split("”")[0] for finding in found] == ([] if words == "-" else [words])
    assert all("'n0'" in finding.message for finding in found)


def spoken(zh: str, en: str) -> list[str]:
    """What is found where the summary says this in each language."""
    known = results(number("n", "18", "month"), number("m", "35", "x"))
    return [one.message for one in beside(Audited(thesis(summary={"zh-Hans": zh, "en": en}), shared(), known, DAY))]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("周期低于{{ n }}。", "The cycle is below {{ n }}."),
        ("周期不低于{{ n }}。", "The cycle is at least {{ n }}."),
        ("周期不超过{{ n }}。", "The cycle is no longer than {{ n }}."),
        ("每{{ n }}翻番。", "It doubles every {{ n }}."),
        ("需求增至{{ m }}。", "Demand reaches {{ m }}."),
        ("需求增至{{ m }}，成本下降。", "Costs fall while demand reaches {{ m }}."),
        ("周期低于{{ n }}。", "The multiple is above {{ m }}."),
        ("差距为{{ n }}，更大。", "The gap is {{ n }}, and larger."),
    ],
)
def test_languages_that_say_alike(zh: str, en: str) -> None:
    """The same, or one of them nothing of the kind."""
    assert spoken(zh, en) == []


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        ("周期低于{{ n }}。", "It is above {{ n }}.", "en says “above” where zh-Hans says “低于”, of 'n'"),
        ("周期不低于{{ n }}。", "It is below {{ n }}.", "en says “below” where zh-Hans says “不低于”, of 'n'"),
        ("每{{ n }}减半。", "It doubles every {{ n }}.", "en says “doubles” where zh-Hans says “减半”, of 'n'"),
        (
            "差距为{{ n }}，更小。",
            "The gap is {{ n }}, and larger.",
            "en says “larger” where zh-Hans says “更小”, of 'n'",
        ),
        ("快于{{ n }}。", "It is slower than {{ n }}.", "en says “slower” where zh-Hans says “快于”, of 'n'"),
        ("缩至{{ n }}。", "It grew to {{ n }}.", "en says “grew” where zh-Hans says “缩至”, of 'n'"),
    ],
)
def test_languages_that_say_the_opposite(zh: str, en: str, message: str) -> None:
    """Both words are quoted."""
    assert message in spoken(zh, en)


@pytest.mark.parametrize("phrase", phrases("told"))
def test_kinds_that_are_told(phrase: str) -> None:
    """A word of the sentence says what the number is."""
    assert list(labelled(audited(phrase))) == []


@pytest.mark.parametrize("phrase", phrases("untold"))
def test_kinds_that_are_not_told(phrase: str) -> None:
    """No word of the sentence does; words that only look like one do not count."""
    assert [finding.code for finding in labelled(audited(phrase))] == ["A330"]


def test_an_estimate_is_told_once_a_paragraph() -> None:
    """A forecast is told in its own sentence."""
    assert list(labelled(audited("Sales are estimated at <estimate>. Half of that is <estimate>."))) == []
    assert len(list(labelled(audited("Sales are estimated here.\n\nThey are <estimate>.")))) == 1
    assert len(list(labelled(audited("IDC expects <forecast>. The rise is <forecast>.")))) == 1


def test_a_condition_states_no_fact() -> None:
    """What would prove a claim wrong may hold a forecast without saying so."""
    fact = {"label": "a", "value": "1", "unit": "x", "kind": "forecast", "period": "2026F", "source": "idc"}
    claim = {"says": "甲", "because": ["n0"], "wrong_if": "低于{{ n0 }}。"}
    known = results(replace(number("n0", "1", "x"), kind=Kind.FORECAST))
    given_ = Audited(thesis(facts={"n0": fact}, claims=[claim]), shared(), known, DAY)
    assert list(labelled(given_)) == []


@pytest.mark.parametrize("line", phrases("bounded"))
def test_bounds_stay_bounds(line: str) -> None:
    """No word makes a point of a bound, or bounds it again."""
    phrase, words = (part.strip() for part in line.split("|"))
    found = list(bounds(audited(phrase)))
    assert [finding.message.split("“")[1].split("”")[0] for finding in found] == ([] if words == "-" else [words])


def test_quotations_are_not_judged() -> None:
    """What a source says in its own words is its own."""
    assert [one for rule in _ALL for one in rule(audited("> Sales fell <8 % yoy>, exactly <over 40 ferry>.\n"))] == []


def test_the_place_is_that_of_the_lookup() -> None:
    """Line and column are those of the number in the Markdown."""
    (finding,) = labelled(audited("Words.\n\nThe market is <forecast>."))
    assert finding.span is not None
    assert (finding.span.file, finding.span.line, finding.span.column) == ("01.en.md", 3, 15)


_WORDS = (
    "doubled|over half of|fell|grew from|to|exactly|翻番|过半|下降|由|增至|正好|约|若|。|，|. |\n\n|> |“|”|{{|]]|[@a]| "
)
_NUMBERS = "<2 x>|<44 %>|<8 % yoy>|<over 40 ferry>|<forecast>|<10 to 14 CNY m>"
_PIECES = [*_WORDS.split("|"), *_NUMBERS.split("|")]


@given(st.lists(st.sampled_from(_PIECES), max_size=30), st.text(max_size=20))
def test_any_text_is_read(pieces: list[str], more: str) -> None:
    """No text makes a rule fail, and each finding stands on a lookup."""
    phrase = "".join(pieces) + more.replace("<", "").replace(">", "")
    given_ = audited(phrase)
    text = next(iter(given_.thesis.bodies.values())).text if given_.thesis.bodies else ""
    found: list[Finding] = [one for rule in _ALL for one in rule(given_)]
    lines = text.split("\n")
    for finding in found:
        assert finding.span is not None
        assert lines[finding.span.line - 1][finding.span.column - 1 :].startswith("{{")


def test_a_paragraph_is_read_once() -> None:
    """However many sentences it has: a long one is found whole, in no more time than its length takes."""
    given_ = audited("It is <estimate>. " * 2000)
    assert len({id(sentence.paragraph) for sentence in given_.sentences}) == 1
    assert len(list(labelled(given_))) == 2000
