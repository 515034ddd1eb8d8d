"""Small theses for the tests of compute: written as YAML, so that places are those an author would see."""

import textwrap
from collections.abc import Mapping

from briefwright.compute import results
from briefwright.load.yaml_source import plain
from briefwright.model.base import Dated
from briefwright.model.finding import Finding
from briefwright.model.library import Places, Record, Shared, Table, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.period import Period
from briefwright.model.records import Dataset, House, Source
from briefwright.model.text import Text
from briefwright.model.thesis import Fact, Thesis

FILE = "content/theses/sample/thesis.yaml"
_HEAD = {"archetype": "sector-report", "sector": "paper", "title": "Sample", "written": "2024-01-02"}
NOWHERE = Places("content/shared.yaml", {}, {})


def source(day: str | None = None) -> Record[Source]:
    """A source, dated where ``day`` is given."""
    dated = Dated(on=Period.parse(day)) if day else None
    return Record("source", Source(publisher=Text.of("A publisher"), date=dated), NOWHERE)


def house(*languages: str) -> Record[House]:
    return Record("house", House.model_validate({"name": "A house", "languages": list(languages)}), NOWHERE)


SHARED = Shared(
    houses={"house": house("en")},
    sources={"bureau": source("2023-03-31"), "digest": source("2023-06-30"), "undated": source()},
)


def fact(value: str, unit: str, **fields: object) -> Record[Fact]:
    """A fact of the library."""
    data = {"label": "Library fact", "value": value, "unit": unit, "kind": "actual", "source": "bureau"} | fields
    return Record("fact", Fact.model_validate(data), NOWHERE)


def dataset(columns: Mapping[str, object], table: str, **fields: object) -> tuple[Record[Dataset], Table]:
    """A dataset with its table, written as CSV without quotes."""
    rows = [tuple(line.split(",")) for line in table.split()]
    data = {"file": "data.csv", "columns": columns, "source": "bureau", "as_of": "2023-05-01"}
    record = Dataset.model_validate(data | {"licence": {"redistribute": "true"}} | fields)
    lines = tuple(range(2, len(rows) + 1))
    return Record("dataset", record, NOWHERE), Table("content/data.csv", rows[0], tuple(rows[1:]), lines)


def thesis(yaml: str) -> ThesisRecord:
    """A thesis with the keys of ``yaml`` besides the least it needs."""
    text = textwrap.dedent(yaml)
    tree, places, findings = plain(FILE, text.encode())
    assert not findings, findings
    assert tree is None or isinstance(tree, dict)
    return ThesisRecord(Record("sample", Thesis.model_validate(_HEAD | (tree or {})), places))


def computed(yaml: str, shared: Shared = SHARED) -> tuple[Results, list[Finding]]:
    """What compute makes of a thesis."""
    return results(thesis(yaml), shared)


def one(formula: str, given: str, shared: Shared = SHARED) -> Number:
    """The number that ``formula`` gives over the facts and series of ``given``; fails on any finding."""
    found, findings = computed(_with(formula, given), shared)
    assert not findings, findings
    return found.numbers["result"]


def refused(formula: str, given: str, shared: Shared = SHARED) -> Finding:
    """The one finding that ``formula`` gives."""
    found, findings = computed(_with(formula, given), shared)
    assert "result" not in found.numbers
    assert len(findings) == 1, findings
    return findings[0]


def facts(**values: str) -> str:
    """YAML of facts as of a day: ``facts(a="5 USD bn")``; the unit is what follows the amount, split at `` | ``."""
    lines = ["facts:"]
    for name, written in values.items():
        value, unit = (part.strip() for part in written.split("|"))
        lines.append(
            f"  {name}: {{label: {name.upper()}, value: '{value}', unit: '{unit}', kind: actual, source: bureau}}"
        )
    return "\n".join(lines) + "\n"


def series(unit: str, points: str, name: str = "s", more: str = "") -> str:
    """YAML of one series."""
    return f"series:\n  {name}: {{label: S, unit: '{unit}', points: {{{points}}}, source: bureau{more}}}\n"


def _with(formula: str, given: str) -> str:
    return f"{given}computed:\n  result: {{formula: '{formula}', label: Result}}\n"
