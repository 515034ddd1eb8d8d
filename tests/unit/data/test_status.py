"""How old datasets are, against how old they may be."""

import json
import shutil
from pathlib import Path

import pytest

from briefwright import cli

BASE = Path(__file__).parents[2] / "projects" / "base"
COLUMNS = """\
  source: {source}
  licence: {{redistribute: true}}
  columns:
    month: {{type: period}}
    amount: {{type: number, unit: USD bn, kind: actual}}
"""
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Datasets with a budget of their own, of their source and of the house; and one that was never pulled."""
    root = tmp_path / "project"
    shutil.copytree(BASE, root)
    folder = root / "content/datasets"
    folder.mkdir()
    (root / "content/sources/daily.yaml").write_text("daily:\n  publisher: Daily\n  fresh_days: 5\n", "utf-8")
    house = root / "content/houses/house.yaml"
    house.write_text(house.read_text("utf-8").rstrip() + "\n  fresh_days: {actual: 100}\n", "utf-8")
    records = {
        "own": ("almanac", "as_of: 2024-01-01\n  fresh_days: 30"),
        "of-source": ("daily", "as_of: 2024-02-01"),
        "of-house": ("almanac", "as_of: 2024-02-20"),
        "to-pull": ("almanac", "pull: {address: X_URL, query: to-pull.sql}"),
    }
    for name, (source, more) in records.items():
        text = f"{name}:\n  file: {name}.csv\n  {more}\n{COLUMNS.format(source=source)}"
        (folder / f"{name}.yaml").write_text(text, "utf-8")
        if "pull" not in more:
            (folder / f"{name}.csv").write_text("month,amount\n2023-12,1\n", "utf-8")
    (folder / "to-pull.sql").write_text("SELECT 1", "utf-8")
    return root


def status(root: Path, *words: str) -> int:
    return cli.main(["--root", str(root), "data", "status", "--as-of", "2024-03-01", *words])


def test_the_furthest_over_its_budget_comes_first(project: Path, capsys: Captured) -> None:
    """A dataset's own budget goes before its source's, and that before the house's for its kinds."""
    assert status(project, "--format", "json") == 0
    ages = json.loads(capsys.readouterr().out)
    said = [(age["dataset"], age["days"], age["budget"], age["over"], age["snapshot"]) for age in ages]
    assert said == [
        ("own", 60, 30, 30, None),
        ("of-source", 29, 5, 24, None),
        ("of-house", 10, 100, 0, None),
        ("to-pull", None, 100, 0, "never pulled"),
    ]


def test_the_table_says_the_same(project: Path, capsys: Captured) -> None:
    """Columns line up; what is over its budget is marked."""
    assert status(project) == 0
    head, own, *_ = capsys.readouterr().out.splitlines()
    assert head.split("  ")[0] == "dataset"
    assert own.split() == ["own", "content/datasets/own.csv", "1", "2024-01-01", "60", "!", "30"]


def test_strict_fails_where_something_is_over_or_other_than_pulled(project: Path) -> None:
    """And passes once neither is."""
    assert status(project, "--strict") == 1
    for name in ("own", "of-source"):
        file = project / f"content/datasets/{name}.yaml"
        file.write_text(file.read_text("utf-8").replace("-01-01", "-03-01").replace("-02-01", "-03-01"), "utf-8")
    assert status(project, "--strict") == 1
    (project / "content/datasets/to-pull.yaml").unlink()
    assert status(project, "--strict") == 0
