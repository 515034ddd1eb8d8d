"""Models from trees: findings in plain words, one for one mistake, at the place of the mistake."""

import re

import pytest

from briefwright.load.validate import content
from briefwright.load.yaml_source import plain
from briefwright.model.base import Content
from briefwright.model.finding import Finding
from briefwright.model.records import RECORDS, Company, House, Source
from briefwright.model.thesis import Thesis

HEAD = "archetype: sector-report\nsector: widgets\nwritten: 2023-06-30\ntitle: {en: Widgets}\n"
JARGON = re.compile(
    r"Input should|should (be|have|match)|pydantic|dict|instance|Extra inputs|Field required|discriminator|\bstr\b"
)


def findings_of(model: type[Content], text: str) -> list[Finding]:
    tree, places, findings = plain("a.yaml", text.encode())
    assert tree is not None, findings
    return [*findings, *content(model, tree, places)[1]]


def short(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in findings if found.span]


def test_a_valid_thesis_is_typed_by_its_fields() -> None:
    """The strings of YAML become amounts, periods and texts."""
    tree, places, _ = plain(
        "a.yaml", (HEAD + "facts: {a: {label: A, value: over 40, unit: USD bn, period: 2022A}}\n").encode()
    )
    thesis, findings = content(Thesis, tree, places)
    assert thesis is not None
    assert findings == []
    assert (str(thesis.facts["a"].value.low), str(thesis.facts["a"].period), str(thesis.facts["a"].unit)) == (
        "40",
        "2022A",
        "USD bn",
    )


def test_codes_keep_their_zeros_and_norway_its_letters() -> None:
    """``002230`` and ``NO`` unquoted are what they look like."""
    tree, places, _ = plain("a.yaml", b"name: NO\nsecurities: [{mic: XSHE, code: 002230}, {mic: XHKG, code: 0700}]\n")
    company, _ = content(Company, tree, places)
    assert company is not None
    assert [security.code for security in company.securities] == ["002230", "0700"]
    assert company.name.items == (("", "NO"),)


@pytest.mark.parametrize(
    ("tail", "code", "column", "words", "way_out"),
    [
        ("sumary: x\n", "L020", 1, "unknown key 'sumary'", "did you mean 'summary'?"),
        ("zzz: x\n", "L020", 1, "unknown key 'zzz'", "known are: archetype"),
        ("status: Live\n", "L023", 9, "'Live' is not possible", "did you mean 'live'?"),
        ("subtitle: [x]\n", "L022", 11, "expected text, found a list", "in quotes"),
        ("subtitle: {en: x, fr: y}\n", "L024", 19, "unknown language 'fr'", "zh-Hans"),
        ("subtitle: {en: x, zh-tw: y}\n", "L024", 19, "unknown language 'zh-tw'", "did you mean 'zh-Hant'?"),
        ("claims: x\n", "L022", 9, "expected a list, found 'x'", "write [x]"),
        ("claims: [x]\n", "L022", 10, "expected keys and values, found 'x'", "key: value"),
        ("claims: [{}]\n", "L021", 10, "'says' is missing", "add 'says"),
        ("fictional: perhaps\n", "L023", 12, "neither true nor false", "true or false"),
        ("analysts: [Jane Doe]\n", "L028", 12, "'Jane Doe' is not well formed", "hyphens"),
        ("computed: {a-b: yoy(x)}\n", "L028", 12, "'a-b' is not well formed", "underscores"),
        ("computed: {a: [x]}\n", "L022", 15, "expected keys and values, found a list", "key: value"),
        (
            "facts: {a: {label: A, value: 1 000, unit: '%'}}\n",
            "L025",
            30,
            "'1 000' is not an amount",
            "between thousands",
        ),
        ("facts: {a: {label: A, value: 5%, unit: '%'}}\n", "L025", 30, "'5%' is not an amount", "unit"),
        (
            "facts: {a: {label: A, value: 1, unit: '%', decimals: 13}}\n",
            "L023",
            54,
            "'13' is out of range",
            "at most 12",
        ),
        ("facts: {a: {label: A, value: 1, unit: billions of}}\n", "L026", 39, "not a unit", "USD bn"),
        ("series: {a: {label: A, unit: '%', points: {2021X: 1}}}\n", "L027", 44, "'2021X' is not a period", "2026E"),
        ("series: {a: {label: A, unit: '%', points: {}}}\n", "L023", 43, "at least 1 entry", "add"),
        (
            "exhibits: [{chart: columns, id: a, of: x}]\n",
            "L023",
            20,
            "unknown chart 'columns'",
            "did you mean 'column'?",
        ),
        ("exhibits: [{chart: zzz}]\n", "L023", 20, "unknown chart 'zzz'", "value-chain"),
        ("exhibits: [{id: a}]\n", "L021", 12, "'chart' is missing", "timeline"),
        (
            "exhibits: [{chart: line, id: a, title: T, of: [a], wdth: half}]\n",
            "L020",
            52,
            "unknown key 'wdth'",
            "'width'",
        ),
        (
            "exhibits: [{chart: bar, id: a, title: T, of: [a], scale: lg}]\n",
            "L023",
            58,
            "'lg' is not possible",
            "'log'",
        ),
        (
            "exhibits: [{chart: table, id: a, title: T, columns: [A], rows: [{head: H, cells: [{en: x, de: y}]}]}]\n",
            "L024",
            91,
            "unknown language 'de'",
            "known are",
        ),
    ],
)
def test_one_mistake_is_one_finding_with_a_way_out(tail: str, code: str, column: int, words: str, way_out: str) -> None:
    """Also where the mistake is inside a tagged exhibit, a text by language or the key of a map."""
    findings = findings_of(Thesis, HEAD + tail)
    assert short(findings) == [(code, 5, column)]
    assert words in findings[0].message
    assert way_out in findings[0].help


def test_a_misspelt_key_is_not_also_a_missing_one() -> None:
    """``titel`` for ``title`` is one slip, while a second missing key is still told."""
    findings = findings_of(Thesis, HEAD.replace("title:", "titel:").replace("sector: widgets\n", ""))
    assert sorted((found.code, found.message) for found in findings) == [
        ("L020", "unknown key 'titel'"),
        ("L021", "the key 'sector' is missing"),
    ]


def test_a_key_without_a_value_is_told_once() -> None:
    """By the reader, not again by the model, wherever it stands; an empty entry of a list by the model."""
    text = HEAD.replace("{en: Widgets}", "") + "claims:\n  - says: {en: }\n  -\nunknwn:\nexhibits: [{chart: }]\n"
    assert sorted(short(findings_of(Thesis, text))) == [
        ("L022", 4, 1), ("L022", 6, 12), ("L022", 7, 4), ("L022", 8, 1), ("L022", 9, 13),
    ]  # fmt: skip


def test_every_fault_of_a_text_by_language_is_told() -> None:
    """Two unknown languages and an empty text are three findings."""
    findings = findings_of(Source, 'publisher: {zh-cn: x, eng: y, en: ""}\n')
    assert [found.code for found in findings] == ["L024", "L024", "L022"]


def test_a_cell_of_a_table_may_be_empty() -> None:
    """``~`` in a row is an empty cell, because the model says so."""
    row = "exhibits: [{chart: table, id: a, title: T, columns: [A, B], rows: [{head: H, cells: [x, ~]}]}]\n"
    assert findings_of(Thesis, HEAD + row) == []


def test_long_values_are_shortened_in_messages() -> None:
    """A number of 5,000 digits does not fill the screen."""
    (finding,) = findings_of(Thesis, HEAD + f"facts: {{a: {{label: A, value: {'9' * 5000}, unit: '%'}}}}\n")
    assert finding.code == "L025"
    assert len(finding.message) < 120


@pytest.mark.parametrize("model", [*RECORDS.values(), Thesis], ids=lambda model: model.__name__)
@pytest.mark.parametrize("value", ["x", "[x]", "{x: y}", '""', "-1"])
def test_no_message_speaks_the_validators_language(model: type[Content], value: str) -> None:
    """Whatever stands in whatever field, the finding is about YAML and says a way out."""
    for name in model.model_fields:
        for finding in findings_of(model, f"{name}: {value}\n"):
            assert not JARGON.search(finding.message + finding.help), finding
            assert finding.help


def test_a_language_of_a_house_is_a_language() -> None:
    """A wrong entry of the list of languages has the code of languages."""
    (finding,) = findings_of(House, "name: H\nlanguages: [zh-hant]\n")
    assert (finding.code, finding.help) == ("L024", "did you mean 'zh-Hant'?")
