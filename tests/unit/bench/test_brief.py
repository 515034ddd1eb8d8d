"""The bench measures what it says it measures."""

import json
from datetime import date
from pathlib import Path

from bench import brief
from briefwright import pipeline
from briefwright.world import World

AS_OF = date(2026, 2, 1)


def test_the_dense_brief_is_sound_with_ten_charts_and_six_tables(tmp_path: Path) -> None:
    """Design's bench brief: one edition without a finding, ten charts, six tables, from YAML, Markdown and CSV."""
    brief.dense(tmp_path)
    examined = pipeline.examine(World.here(tmp_path, AS_OF))
    assert not examined.findings
    exhibits = examined.library.theses[brief.SLUG].data.exhibits
    assert sum(exhibit.chart == "table" for exhibit in exhibits) == 6
    assert sum(exhibit.chart != "table" for exhibit in exhibits) == 10
    assert len({exhibit.chart for exhibit in exhibits}) == 5


def test_a_library_is_sound_and_its_theses_differ(tmp_path: Path) -> None:
    """A library of the asked size without a finding, no two theses alike."""
    brief.library(tmp_path, 12)
    examined = pipeline.examine(World.here(tmp_path, AS_OF))
    assert not examined.findings
    assert len(examined.sound) == 12
    assert len({path.read_bytes() for path in tmp_path.glob("content/theses/*/thesis.yaml")}) == 12


def test_peers_are_given_the_same_work() -> None:
    """The notebook draws each of the ten charts that the Markdown places, and the Markdown has the six tables."""
    cells = [cell["source"] for cell in json.loads(brief.notebook())["cells"]]
    text = brief.for_pandoc()
    drawn = {
        line.partition("save('")[2].partition("'")[0]
        for cell in cells
        for line in cell.splitlines()
        if ".save(" in line
    }
    assert len(drawn) == 10
    assert all(f"]({picture})" in text for picture in drawn)
    assert text.count("|---|") == 6
    assert "{{" not in text
