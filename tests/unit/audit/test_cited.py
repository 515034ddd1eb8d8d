"""A326: numbers beside citations."""

from dataclasses import replace
from datetime import date

import pytest

from briefwright.audit.cited import cited
from briefwright.audit.context import Audited
from briefwright.model.behind import named, sources
from briefwright.model.number import Derivation, Snapshot
from briefwright.model.period import AsOf
from tests.unit.audit.content import DAY, number, results, shared, thesis

KNOWN = results(
    number("market", "21.1", "USD bn", source="idc"),
    number("cards", "512", "card", source="nvidia"),
    number("per_card", "41", "USD m", "market", "cards"),
    series={"path": (number("path[2021A]", "5.1", "USD bn", source="idc"),)},
)


def said(body: str) -> list[str]:
    return [finding.message for finding in cited(Audited(thesis(body=body), shared(), KNOWN, DAY))]


@pytest.mark.parametrize(
    "body",
    [
        "The market is {{ market }} [@idc].",
        "The market is {{ market }} [@idc], with {{ cards }} [@nvidia].",
        "Each card is worth {{ per_card }} [@idc].",
        "Each card is worth {{ per_card }} [@nvidia].",
        "The market is {{ market }}. Others say so [@nvidia].",
        "Others say so. [@nvidia] The market is {{ market }}.",
        "The market is {{ market }}.",
        "市场为{{ market }}[@idc]。另有{{ cards }}[@nvidia]。",
        "It was {{ path[2021A] }} [@idc].",
        "> The market is {{ market }} [@nvidia].",
    ],
)
def test_a_number_from_a_source_that_is_cited(body: str) -> None:
    """One of the sources cited in its sentence is behind the number."""
    assert said(body) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("The market is {{ market }} [@nvidia].", "'market' is from idc, and the sentence cites nvidia"),
        ("市场为{{ market }}[@nvidia]。", "'market' is from idc, and the sentence cites nvidia"),
        ("Worth {{ per_card }} [@gartner].", "'per_card' is from idc, nvidia, and the sentence cites gartner"),
    ],
)
def test_a_number_from_elsewhere(body: str, message: str) -> None:
    """None of the sources cited is behind it."""
    assert said(body) == [message]


def test_sources_are_followed_through_formulas_and_series() -> None:
    """Down to the sourced numbers."""
    assert set(sources(named("per_card", KNOWN), KNOWN)) == {"idc", "nvidia"}
    assert set(sources(named("path", KNOWN), KNOWN)) == {"idc"}
    assert set(sources(named("nothing", KNOWN), KNOWN)) == set()


def test_a_number_made_of_a_tables_cell_goes_back_to_the_tables_source() -> None:
    """At any remove: a share of a dataset's column is the dataset's."""
    snapshot = Snapshot("shipments", "registry", "shipments.csv", "ab" * 32, 3, AsOf(date(2023, 5, 1)))
    cell = replace(number("cell", "3", "x", "none"), derivation=Derivation("SELECT", (), (), (snapshot,)), origin=None)
    share = replace(number("share", "3", "%", "cell"), derivation=Derivation("f", ("share",), ("cell",)), origin=None)
    assert sources([share], results(cell, share)) == ("registry",)
