"""Data that does not suit its chart: X401 at its place, with a way out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from briefwright.model.amount import Amount
from tests.unit.chart.studio import FILE, Studio, number, series

CASES: dict[str, tuple[Mapping[str, Any], str, int]] = {
    "log of zero": ({"chart": "bar", "of": ["one", "zero"], "scale": "log"}, "log scale", 11),
    "two units": ({"chart": "bar", "of": ["one", "dollars"]}, "one axis holds one unit", 11),
    "rank of one": ({"chart": "bar", "of": ["one"]}, "a rank of one", 9),
    "too many": ({"chart": "column", "of": ["long"]}, "41 bars", 9),
    "bound in a line": ({"chart": "line", "of": ["bounded"]}, "bound", 10),
    "one point": ({"chart": "line", "of": ["short"]}, "fewer than two points", 10),
    "no series": ({"chart": "line", "of": ["one"]}, "no series", 10),
    "log line at zero": ({"chart": "line", "of": ["zeros"], "scale": "log"}, "above zero", 10),
    "lines of two units": ({"chart": "line", "of": ["money", "zeros"]}, "one axis holds one unit", 11),
    "no base": ({"chart": "line", "of": ["money"], "index_at": "1999"}, "1999", 10),
    "two times": ({"chart": "line", "of": ["path", "times"]}, "share a time axis", 11),
    "twice": ({"chart": "bar", "of": ["one", "zero", "one"]}, "'one' is drawn twice", 12),
    "a line twice": ({"chart": "line", "of": ["money", "money"]}, "'money' is drawn twice", 11),
    "no events": ({"chart": "timeline"}, "no events", 9),
    "no chain": ({"chart": "value-chain"}, "no value chain", 9),
    "not meaningful": ({"chart": "bar", "of": ["one", "zero", "undefined"]}, "'undefined' is not meaningful", 12),
    "not meaningful in a log": ({"chart": "line", "of": ["holed"], "scale": "log"}, "is not meaningful", 10),
    "not meaningful as base": ({"chart": "line", "of": ["holed"], "index_at": "2020"}, "is not meaningful", 10),
    "quarters to date": ({"chart": "line", "of": ["cumulative"]}, "begin on one day", 10),
    "unknown": ({"chart": "column", "of": ["one", "nobody"]}, "no number 'nobody'", 11),
}


@pytest.mark.parametrize("name", CASES)
def test_unsuited_data_is_a_finding_at_its_place(studio: Studio, name: str) -> None:
    """The exhibit is left out, the finding names it, its line and what to do."""
    undefined = replace(number("undefined", "1"), amount=Amount.not_meaningful())
    studio.numbers = [number("one", "1"), number("zero", "0"), number("dollars", "1", "USD bn"), undefined]
    studio.series = [
        series("long", "x", {f"{1950 + year}": "1" for year in range(41)}),
        series("bounded", "x", {"2020A": "1", "2021A": "over 2"}),
        series("short", "x", {"2020A": "1"}),
        series("zeros", "x", {"2020A": "1", "2021A": "0"}),
        series("money", "USD bn", {"2020A": "1", "2021A": "2"}),
        series("path", "x", {"0": "1", "1": "2"}, noun="month"),
        series("times", "x", {"2020A": "1", "2021A": "2"}),
        replace(series("holed", "x", {}), points=(undefined, number("holed[2021]", "1", period="2021"))),
        series("cumulative", "USD bn", {"2020Q1YTDA": "1", "2020H1A": "2", "2020Q3YTDA": "3"}),
    ]
    exhibit, says, line = CASES[name]
    views, findings = studio.views(exhibit)
    assert views == ()
    assert [finding.code for finding in findings] == ["X401"]
    (finding,) = findings
    assert says in finding.message
    assert "'x0'" in finding.message
    assert finding.help
    assert finding.thesis == "made"
    assert finding.span is not None
    assert (finding.span.file, finding.span.line) == (FILE, line)
    if exhibit["chart"] not in ("timeline", "value-chain"):
        assert studio.unsuited(exhibit) == findings, "a check says it, too, before anything is drawn"


def test_one_bad_exhibit_does_not_take_the_others_along(studio: Studio) -> None:
    """The rest are made, with the numbers they would have had."""
    studio.numbers = [number("one", "1"), number("two", "2")]
    views, findings = studio.views({"chart": "bar", "of": ["one"]}, {"chart": "bar", "of": ["one", "two"]})
    assert [view.id for view in views] == ["x1"]
    assert views[0].number == 2
    assert len(findings) == 1
