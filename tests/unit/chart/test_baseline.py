"""Bars stand on zero: no data, no field of an exhibit and no chart of a project's own moves them."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from briefwright.chart.baseline import cut
from briefwright.model.exhibits import Exhibit
from tests.unit.chart.studio import Studio, layers, number

BAR: dict[str, Any] = {"field": "v", "type": "quantitative"}


@pytest.mark.parametrize("chart", ["bar", "column", "range"])
@pytest.mark.parametrize("values", [("101", "104"), ("-101", "-104"), ("-2", "3"), ("1000001", "1000002")])
def test_zero_is_on_the_axis_of_any_values(studio: Studio, chart: str, values: tuple[str, str]) -> None:
    """However far from zero they lie and however little they differ."""
    studio.numbers = [number(name, value, label=name) for name, value in zip("ab", values, strict=True)]
    (layer,) = layers(studio.view({"chart": chart, "of": ["a", "b"]}), "bar-actual")
    low, high = layer["encoding"]["y" if chart == "column" else "x"]["scale"]["domain"]
    assert low <= 0 <= high
    assert {row["start"] for row in layer["data"]["values"]} == {0}


@pytest.mark.parametrize(
    "field", [{"zero": "false"}, {"domain": ["100", "105"]}, {"from": "100"}, {"axis": {"min": "1"}}]
)
@pytest.mark.parametrize("chart", ["bar", "column", "range"])
def test_no_field_of_an_exhibit_moves_the_axis(chart: str, field: dict[str, Any]) -> None:
    """There is none, and what is not known is refused."""
    written = {"id": "x", "chart": chart, "title": {"all": "T"}, "of": ["a", "b"]}
    adapter: TypeAdapter[Exhibit] = TypeAdapter(Exhibit)
    assert adapter.validate_python(written).id == "x"
    with pytest.raises(ValidationError):
        adapter.validate_python(written | field)


def bar(**channel: Any) -> dict[str, Any]:
    return {"mark": {"type": "bar"}, "encoding": {"x": BAR | channel, "y": {"field": "n", "type": "nominal"}}}


@pytest.mark.parametrize(
    "spec",
    [
        bar(scale={"zero": False}),
        bar(scale={"domain": [100, 105]}),
        bar(scale={"domain": [-5, -1]}),
        bar(scale={"domainMin": 3}),
        {"layer": [{"mark": "area"}], "encoding": {"y": BAR | {"scale": {"zero": False}}}},
        {"hconcat": [{"layer": [bar(scale={"zero": False})]}]},
        {"facet": {}, "spec": bar(scale={"zero": False})},
    ],
)
def test_a_cut_axis_is_seen(spec: dict[str, Any]) -> None:
    """In the chart, in a layer of it, inherited, or beside others."""
    assert cut(spec)


@pytest.mark.parametrize(
    "spec",
    [
        bar(),
        bar(scale={"domain": [0, 105]}),
        bar(scale={"domain": [105, 0]}),
        bar(scale={"domain": [-5, 5], "zero": False}),
        bar(scale={"type": "log", "domain": [1, 100]}),
        {"mark": "point", "encoding": bar(scale={"zero": False})["encoding"]},
        {"mark": "bar", "encoding": {"x": BAR | {"scale": {"zero": False}}, "x2": {"field": "w"}}},
        {"layer": [bar(), {"mark": "line", "encoding": {"y": BAR | {"scale": {"zero": False}}}}]},
    ],
)
def test_an_axis_with_zero_and_marks_without_length_are_let_be(spec: dict[str, Any]) -> None:
    """Points, lines, floating bars and log scales may start anywhere."""
    assert not cut(spec)


def test_names_lose_the_noun_of_the_unit_and_nothing_else(studio: Studio) -> None:
    """GPT-1 参数 is GPT-1 under a head that says 参数; a name that is only the noun stays."""
    studio.numbers = [
        number("one", "5", "parameter", label="GPT-1 参数"),
        number("two", "4", "parameter", label="参数"),
        number("three", "3", "parameter", label="参数服务器"),
    ]
    view = studio.view({"chart": "bar", "of": ["one", "two", "three"]})
    assert [row[0].text for row in view.table.rows] == ["GPT-1", "参数", "参数服务器"]
