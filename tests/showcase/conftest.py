"""A fictional library that uses every way in which numbers come in, built as a user builds it."""

import shutil
from pathlib import Path

import duckdb
import openpyxl
import pytest

from tests.release.conftest import build

PROJECT = Path(__file__).parent / "project"
ROOT = PROJECT.parents[2]
SECTOR = "content/sectors/enterprise-software.yaml"
_TRADE: tuple[tuple[str | float, ...], ...] = (
    ("year", "exports", "imports"),
    ("2021A", 70, 30.5),
    ("2022A", 82, 31),
    ("2023A", 95.5, 28),
    ("2024A", 110, 25),
)


def furnished(folder: Path) -> Path:
    """A copy of the project with its workbook and its Parquet file, which a repository keeps badly.

    It has the shipped record of the sector that no shipped thesis is in.
    """
    shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / SECTOR, folder / SECTOR)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Trade"
    for row, cells in enumerate(_TRADE, 2):
        for column, value in enumerate(cells, 2):
            sheet.cell(row, column, value)
    book.save(folder / "content/datasets/trade.xlsx")
    calls = folder / "content/datasets/calls.parquet"
    rows = "SELECT 'Quay ' || chr(65 + (i % 7)::INT) AS quay, i % 100 AS tonnes FROM range(20000) AS t(i)"
    duckdb.sql(f"COPY ({rows}) TO '{calls}' (FORMAT parquet)")
    return folder


@pytest.fixture(scope="session")
def showcase(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published release of the project."""
    folder = furnished(tmp_path_factory.mktemp("showcase") / "project")
    build(folder)
    return folder / "dist"
