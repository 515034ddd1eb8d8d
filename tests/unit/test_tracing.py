"""Who prints a number: the editions of a thesis, of all that share a fact, and of one that shows the other side."""

from pathlib import Path

import pytest

from briefwright import pipeline
from briefwright.tracing import Explainer, Told
from briefwright.world import World
from tests.unit.starter import THESIS, edit, starter, write

pytestmark = pytest.mark.slow

FACT = """
docks:
  label: {zh-Hans: 换电柜, en: Docks}
  value: 5120
  unit: station
  kind: actual
  as_of: 2025-12-31
  source: example-institute
  locator: table 9
"""


@pytest.fixture
def two(tmp_path: Path) -> World:
    """Two theses that print one fact of the library, the second in its subtitle too."""
    world = starter(tmp_path, ("battery-swapping", "other"), "en, zh-Hans")
    write(world, "content/facts/docks.yaml", FACT)
    for slug in ("battery-swapping", "other"):
        write(world, f"content/theses/{slug}/demand.en.md", "There are {{ docks }}.\n\n[[market]]\n\n[[chain]]\n")
        write(world, f"content/theses/{slug}/demand.zh-Hans.md", "共有{{ docks }}。\n\n[[market]]\n\n[[chain]]\n")
    edit(world, THESIS.format("other"), 'en: "Example: battery', 'en: "{{ docks }}: battery')
    return world


def told(world: World, slug: str, address: str) -> Told:
    return Explainer(world, pipeline.examine(world)).explain(slug, address)


def places(told: Told) -> dict[tuple[str, str], list[str]]:
    return {
        (edition.thesis, edition.lang): [f"{place.where} {place.id}".strip() for place in edition.places]
        for edition in told.explanation.printed
    }


def test_a_shared_fact_is_found_in_all_theses_and_languages(two: World) -> None:
    """With the places of each thesis; languages differ where the texts do."""
    assert places(told(two, "battery-swapping", "docks")) == {
        ("battery-swapping", "en"): ["section 1", "appendix"],
        ("battery-swapping", "zh-Hans"): ["section 1", "appendix"],
        ("other", "en"): ["subtitle", "section 1", "appendix"],
        ("other", "zh-Hans"): ["section 1", "appendix"],
    }


def test_editions_that_print_it_alike_stand_in_one_line(two: World) -> None:
    """One line for the languages of the first thesis, two for those of the other."""
    lines = told(two, "other", "docks").text().splitlines()
    said = lines[lines.index("printed in:") + 1 :]
    assert said == [
        "  battery-swapping (en, zh-Hans): section 1; appendix",
        "  other (en): subtitle; section 1; appendix",
        "  other (zh-Hans): section 1; appendix",
    ]


def test_a_number_of_a_thesis_is_its_own(two: World) -> None:
    """The other thesis has one of that name, which is another number."""
    assert {slug for slug, _ in places(told(two, "other", "market_cagr"))} == {"other"}


def test_a_point_that_no_text_names_is_found_in_its_exhibit(two: World) -> None:
    """Exhibits print every point of their series."""
    found = places(told(two, "other", "market[2024A]"))
    assert found["other", "en"] == ["exhibit market", "appendix"]


def test_the_side_of_a_disagreement_is_printed_by_the_other_thesis_too(two: World) -> None:
    """Where a disagreement is on record, both theses show both values."""
    edit(two, THESIS.format("other"), "value: 640", "value: 600")
    sides = "".join(
        f"    - {{number: {slug}/stations, scope: {{zh-Hans: 甲, en: As counted}}}}\n"
        for slug in ("battery-swapping", "other")
    )
    head = "stations:\n  about: {zh-Hans: 换电站数量, en: How many stations}\n  sides:\n"
    write(two, "content/disagreements/stations.yaml", head + sides)
    found = places(told(two, "other", "stations"))
    assert "disagreement stations" in found["other", "en"]
    assert found["battery-swapping", "en"] == ["disagreement stations", "appendix"]
