"""Frames in: charts before YAML, and the YAML of a frame."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright import api
from tests.unit.starter import THESIS, edit, starter

MARKET = pd.Series([5.1, 21.1], index=["2021A", "2026F"], name="AI software")


def printed(chart: Any) -> set[str]:
    """Every text that the chart draws."""
    spec = chart.to_dict(validate=False)
    return {
        str(row[key])
        for layer in spec["layer"]
        for row in layer["data"]["values"]
        for key in row
        if isinstance(row[key], str)
    }


def test_a_frame_is_drawn_as_the_same_lines_would_be_in_a_thesis(tmp_path: Path) -> None:
    """The chart of the frame and the chart of its YAML in a thesis are one."""
    world = starter(tmp_path)
    path = THESIS.format("battery-swapping")
    written = str(api.yaml_of(MARKET, unit="USD bn", source="example-survey")).removeprefix("series:\n")
    edit(world, path, "series:\n", f"series:\n{written}")
    edit(world, path, "    of: [market]\n", "    of: [ai_software]\n")
    edit(world, path, "zh-Hans: 市场稳步增长, en: The market grows steadily", "all: Growth")
    project = api.load(tmp_path, "2026-02-03")
    shipped = project.exhibit("battery-swapping", "market", "en").to_dict(validate=False)
    tried = api.exhibit(MARKET, title="Growth", unit="USD bn", source="example-survey", project=project)
    assert tried.to_dict(validate=False)["layer"] == shipped["layer"]


def test_the_language_is_that_of_the_brief() -> None:
    """Numbers as Chinese prints them: in 亿."""
    assert {"5.1", "21.1"} <= printed(api.exhibit(MARKET, unit="USD bn"))
    assert {"51", "211"} <= printed(api.exhibit(MARKET, unit="USD bn", lang="zh-Hans"))


def test_categories_become_facts_and_bounds_stay_bounds() -> None:
    """A bar each, the largest first."""
    shares = pd.DataFrame({"who": ["Alpha", "Beta"], "share": ["over 20", "40.5"]})
    assert {"Alpha", "Beta", "over 20", "40.5"} <= printed(api.exhibit(shares, "bar", unit="%"))
    assert "value: over 20" in api.yaml_of(shares, unit="%")


@pytest.mark.parametrize(
    ("index", "written"),
    [
        (pd.period_range("2024", periods=2, freq="Y"), "{2024: 1, 2025: 2}"),
        (pd.period_range("2024Q3", periods=2, freq="Q"), "{2024Q3: 1, 2024Q4: 2}"),
        (pd.date_range("2024-01-31", periods=2, freq="D"), "{2024-01-31: 1, 2024-02-01: 2}"),
        ([2024, 2025], "{2024: 1, 2025: 2}"),
        (["2024", "2025E"], "{2024A: 1, 2025E: 2}"),
    ],
)
def test_periods_are_read_however_pandas_holds_them(index: Any, written: str) -> None:
    """A letter where others have one, as actual figures beside estimates."""
    assert written in api.yaml_of(pd.Series([1, 2], index=index), unit="USD bn")


def test_floats_get_the_decimals_that_one_of_them_needs() -> None:
    """Binary noise is not digits; Decimals keep theirs."""
    noisy = pd.Series([0.1 + 0.2, 2.0, 1.25], index=["2021A", "2022A", "2023A"])
    assert "{2021A: 0.30, 2022A: 2.00, 2023A: 1.25}" in api.yaml_of(noisy, unit="x")
    exact = pd.Series([Decimal("1.50"), Decimal(2)], index=["2021A", "2022A"])
    assert "{2021A: 1.50, 2022A: 2}" in api.yaml_of(exact, unit="x")


def test_missing_is_left_out_and_not_zero() -> None:
    """A point the less."""
    gap = pd.Series([1.0, None, 3.0], index=["2021A", "2022A", "2023A"])
    assert "{2021A: 1, 2023A: 3}" in api.yaml_of(gap, unit="x")


@pytest.mark.parametrize(
    ("data", "more", "said"),
    [
        (MARKET, {"chart": "pie"}, "column, bar"),
        (MARKET, {"scale": "logg"}, "did you mean 'log'"),
        (MARKET, {"unit": "USDbn billions"}, "unit"),
        (MARKET, {"unit": "USD bn", "colour": "red"}, "colour"),
        (MARKET, {"kind": "actually"}, None),
        (MARKET, {"lang": "fr"}, "en"),
        (MARKET.to_dict(), {}, "DataFrame or Series"),
        (pd.DataFrame(), {}, "no numbers"),
        (pd.Series([float("inf")], index=["2021A"]), {}, "not an amount"),
        (pd.Series(["many"], index=["2021A"]), {}, "many"),
        (pd.Series([1, 2], index=["2021A", "2021A"]), {}, "twice"),
        (pd.Series([1, -2], index=["2021A", "2022A"]), {"scale": "log"}, "above zero"),
        (pd.DataFrame({"who": ["a", "b"], "x": [1, 2], "y": [1, 2]}), {}, "choose one"),
        (pd.Series([1], index=["2021A"]), {"chart": "line"}, "two points"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_words(data: Any, more: dict[str, Any], said: str | None) -> None:
    """With the finding that a thesis would get; without a place, for there is no file."""
    fields = {"unit": "USD bn", **more}
    if said is None:  # periods with letters say their kind themselves
        assert api.exhibit(data, **fields)
        return
    with pytest.raises(api.ContentError, match=said) as caught:
        api.exhibit(data, **fields)
    assert "thesis.yaml" not in str(caught.value)


LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=20)
VALUES = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).map(
    lambda value: round(value, 6)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELS, min_size=1, max_size=4, unique=True), st.lists(VALUES, min_size=4, max_size=4))
def test_any_frame_becomes_yaml_that_reads_back(labels: list[str], values: list[float]) -> None:
    """Whatever its columns are called; every name is one of content's."""
    frame = pd.DataFrame(dict.fromkeys(labels, values), index=["2021A", "2022A", "2023A", "2024E"])
    read = yaml.load(api.yaml_of(frame, unit="USD bn"), yaml.BaseLoader)  # noqa: S506 - reads strings alone
    assert [entry["label"]["all"] for entry in read["series"].values()] == labels
    assert len(read["series"]) == len(labels)
    for name, entry in read["series"].items():
        assert name[0].isalpha()
        assert name.isascii()
        assert [float(text) for text in entry["points"].values()] == pytest.approx(values, rel=1e-9, abs=1e-9)
