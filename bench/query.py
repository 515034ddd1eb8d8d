"""A table of a thesis out of a Parquet file of millions of rows: ``python -m bench.query make|ask ROOT``.

``ask`` is a process from nothing: it loads the library, which hashes and looks through the file, and runs the query.
It prints how many rows the table has, and the most memory that the process held.
"""

import argparse
import resource
import sys
from datetime import date
from pathlib import Path

from briefwright import data, load
from briefwright.jobs import Job
from briefwright.model.number import Frame
from briefwright.world import World

ROWS = 5_000_000
_DATASET = """\
shipments:
  file: shipments.parquet
  source: ledger
  as_of: 2026-01-31
  licence: {redistribute: true}
  columns:
    month: {type: period}
    vendor: {type: text, label: Vendor}
    units: {type: number, unit: unit, kind: actual, label: Units}
    price: {type: number, unit: USD, kind: actual, label: Price}
    revenue: {type: number, unit: USD, kind: actual, label: Revenue}
"""
_SOURCE = "ledger: {publisher: {all: A fictional ledger}, date: 2026-01-31}\n"
_THESIS = """\
archetype: sector-report
sector: wares
written: 2026-02-01
title: {all: Wares}
tables:
  vendors:
    dataset: shipments
    where: {month: [2025-01, 2025-02, 2025-03, 2025-04, 2025-05, 2025-06]}
    group: vendor
    columns:
      vendor: {}
      units: {statistic: sum}
      price: {statistic: median}
      revenue: {statistic: sum}
    order: -revenue
"""
_QUERY = """
    SELECT format('2025-{:02d}', i % 12 + 1) AS month, 'Vendor ' || (i * 7919 % 50) AS vendor, i % 100 AS units,
        (hash(i) % 100000 / 100)::DECIMAL(9, 2) AS price, (hash(i + 1) % 10000000) / 100 AS revenue
    FROM range(?) AS r(i)
"""


def make(root: Path, rows: int = ROWS) -> None:
    """A library with one dataset of ``rows`` rows and one thesis that asks for the vendors' totals."""
    import duckdb

    for name, text in (
        ("datasets/shipments.yaml", _DATASET),
        ("sources/sources.yaml", _SOURCE),
        ("theses/wares/thesis.yaml", _THESIS),
    ):
        file = root / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    target = root / "content" / "datasets" / "shipments.parquet"
    duckdb.connect().sql(_QUERY, params=[rows]).write_parquet(str(target))


def ask(root: Path) -> Frame:
    """The table, from nothing. Raises RuntimeError with the findings where there is none."""
    library, findings = load.library(World.here(root, date(2026, 2, 1)))
    asked, found = data.questions(library.theses["wares"], library.shared)
    answers = [data.answer(Job(one.table, one)) for one in asked]
    for answer in answers:
        if isinstance(answer, Frame):
            return answer
    raise RuntimeError(str([*findings, *found, *answers]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("make", "ask"))
    parser.add_argument("root", type=Path)
    chosen = parser.parse_args()
    if chosen.what == "make":
        make(chosen.root)
        return 0
    frame = ask(chosen.root)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"rows {len(frame.rows)} of {frame.snapshots[0].rows}\npeak {peak}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
