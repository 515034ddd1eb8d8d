"""No bytes, however made, get anything but findings out of the readers."""

import random
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.load.datasets import rows
from briefwright.load.lookups import malformed
from briefwright.load.validate import content
from briefwright.load.yaml_source import plain
from briefwright.model.codes import CODES
from briefwright.model.finding import Finding
from briefwright.model.library import Record
from briefwright.model.records import Column
from briefwright.model.thesis import Thesis

BASE = Path(__file__).parents[2] / "projects" / "base"
VALID = (BASE / "content/theses/widgets/thesis.yaml").read_text(encoding="utf-8") + (
    "exhibits:\n  - {id: sales, chart: column, of: [widget_sales], title: {all: S}}\n"
    "  - id: table\n    chart: table\n    title: T\n    columns: [A, B]\n    rows:\n      - {head: H, cells: [x, ~]}\n"
    'series: {s: {label: "L", unit: "%", points: {2021A: 5.1, 2026E: over 7}}}\n'
)
WORDS = ["", ": ", "- ", "? ", "&a", "*a", "{{", "}}", "[@", "---\n", "...\n", "null", "𝒳", "9" * 100]
SIGNS = [*" \n\r\t:[]{},#!|>'\"%@`\\~：", "\ufeff", "\x00", "\x85", "\u2028", *WORDS]
YAML_TEXT = st.lists(st.sampled_from([*SIGNS, "a", "key: ", "\n  ", "\n    "]), max_size=60).map("".join)
HEADER = "year,amount,remark\n"
CSV_TEXT = st.lists(st.sampled_from([*SIGNS, "2020", HEADER, "1.5"]), max_size=40).map(
    lambda parts: (HEADER + "".join(parts)).encode()
)
COLUMNS = {"year": Column(type="period"), "amount": Column(type="number"), "remark": Column(type="text")}


def check(findings: list[Finding], text: str) -> None:
    """Every finding has a known code, a way out and a place in the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for finding in findings:
        assert finding.code in CODES
        assert finding.help
        assert finding.span is not None
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 2


def read_thesis(data: bytes) -> None:
    for pure in (False, True):
        tree, places, findings = plain("a.yaml", data, pure=pure)
        check(findings, data.decode("utf-8", errors="replace"))
        assert tree is not None or findings
        if tree is None:
            continue
        thesis, faults = content(Thesis, tree, places)
        check(faults, places.text)
        assert thesis is not None or faults or findings
        if thesis:
            check(list(malformed(Record("a", thesis, places).prose)), places.text)


@given(st.binary(max_size=300))
@example(b"\xff\xfea\x00")
@example(b"a: \xf0\x9f")
def test_any_bytes_are_read_as_yaml(data: bytes) -> None:
    """Arbitrary bytes give a tree or findings."""
    read_thesis(data)


@given(YAML_TEXT)
@example('a: "\\U00110000"')
@example("a: &a [*a")
@example("&a a: *a")
@example("%")
@example("[{{")
@example("a:\n  - {b: [\x85")
def test_any_signs_are_read_as_yaml(text: str) -> None:
    """So does any sequence of the signs that YAML knows."""
    read_thesis(text.encode())


@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_valid_thesis_survives_any_damage(seed: int, hits: int) -> None:
    """Signs put in, pieces cut out and lines moved about give a thesis or findings at places in it."""
    chance = random.Random(seed)  # noqa: S311 - Hypothesis draws the seed; nothing here is secret
    text = VALID
    for _ in range(hits):
        at = chance.randrange(len(text) + 1)
        match chance.randrange(3):
            case 0:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[at + chance.randrange(12) :]
            case _:
                lines = text.split("\n")
                line = lines.pop(chance.randrange(len(lines)))
                lines.insert(chance.randrange(len(lines) + 1), " " * chance.randrange(4) + line)
                text = "\n".join(lines)
    read_thesis(text.encode())


@given(st.one_of(st.binary(max_size=200), CSV_TEXT))
@example(b'year,amount,remark\n2020,1,"a')
@example(b'"')
@example(b"\n\n")
def test_any_bytes_are_read_as_csv(data: bytes) -> None:
    """Arbitrary bytes give a table or findings."""
    table, findings = rows("a.csv", data, COLUMNS)
    check(findings, data.decode("utf-8", errors="replace"))
    assert (table is None) == bool(findings)
