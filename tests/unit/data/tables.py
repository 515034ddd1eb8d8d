"""Small libraries on disk with tables over them, for the tests of questions and answers."""

import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefwright import data, load
from briefwright.data import Answer
from briefwright.jobs import Job
from briefwright.load.yaml_source import plain
from briefwright.model.finding import Finding
from briefwright.model.library import Record, Shared, ThesisRecord
from briefwright.model.number import Frame
from briefwright.model.thesis import Thesis
from briefwright.world import World

FILE = "content/theses/sample/thesis.yaml"
_HEAD = {"archetype": "sector-report", "sector": "paper", "title": "Sample", "written": "2024-01-02"}
SALES = """\
month,region,amount,share
2023-01,North,0.1,25
2023-01,South,5,75
2023-02,North,0.2,40
2023-02,South,,60
"""
SALES_RECORD = """\
shop-sales:
  file: sales.csv
  source: almanac
  as_of: 2023-03-31
  licence: {redistribute: true}
  columns:
    month: {type: period}
    region: {type: text, label: Region}
    amount: {type: number, unit: USD mn, kind: actual, basis: flow, missing: allow, label: Sales}
    share: {type: number, unit: "%", kind: actual}
"""


def shared(root: Path, files: Mapping[str, str | bytes]) -> Shared:
    """What the loader makes of a folder of datasets, which must be sound."""
    library, findings = loaded(root, files)
    wrong = [finding for finding in findings if finding.code not in ("L050", "C108")]
    assert not wrong, wrong
    return library


def loaded(root: Path, files: Mapping[str, str | bytes]) -> tuple[Shared, list[Finding]]:
    """What the loader makes of a folder of datasets."""
    folder = root / "content" / "datasets"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    library, findings = load.library(World(root.resolve(), date(2024, 1, 2), root.resolve()))
    return library.shared, [finding for finding in findings if finding.code != "L050"]


def sales(root: Path) -> Shared:
    return shared(root, {"sales.csv": SALES, "sales.yaml": SALES_RECORD})


def thesis(tables: str) -> ThesisRecord:
    """A thesis with ``tables`` as the YAML below that key."""
    text = "tables:\n" + textwrap.indent(textwrap.dedent(tables), "  ")
    tree, places, findings = plain(FILE, text.encode())
    assert not findings, findings
    assert isinstance(tree, dict)
    return ThesisRecord(Record("sample", Thesis.model_validate(_HEAD | tree), places))


def answered(tables: str, library: Shared) -> list[Answer]:
    """The answers to all tables of a thesis, which must be sound as they are written."""
    asked, findings = data.questions(thesis(tables), library)
    assert not findings, findings
    return [data.answer(Job(one.table, one, one.thesis, one.span)) for one in asked]


def frame(table: str, library: Shared) -> Frame:
    """The frame of the one table ``t``, whose YAML is given."""
    (answer,) = answered("t:\n" + textwrap.indent(textwrap.dedent(table), "  "), library)
    assert isinstance(answer, Frame), answer
    return answer


def refused(table: str, library: Shared) -> Finding:
    """The one finding that the table ``t`` gets, as written or as asked."""
    text = "t:\n" + textwrap.indent(textwrap.dedent(table), "  ")
    asked, findings = data.questions(thesis(text), library)
    for one in asked:
        answer = data.answer(Job(one.table, one, one.thesis, one.span))
        assert not isinstance(answer, Frame), answer
        findings += answer
    assert len(findings) == 1, findings
    (finding,) = findings
    assert finding.thesis == "sample"
    assert finding.help
    assert finding.span is not None
    assert finding.span.file == FILE
    return finding


def asks(sql: str, columns: str = "n: {unit: USD, kind: actual, label: N}") -> str:
    """A table that is the answer to ``sql``."""
    return f"query: |\n{textwrap.indent(sql, '  ')}\ncolumns: {{{columns}}}\n"
