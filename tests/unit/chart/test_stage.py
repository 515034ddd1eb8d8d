"""The stage as a whole: order, numbers, pairs, sources, marks, and exhibits drawn in HTML."""

from typing import Any

from briefwright.chart import CHARTS
from briefwright.model.lang import Lang
from briefwright.model.library import Body
from briefwright.model.number import Frame, FrameColumn, Series
from briefwright.model.period import Kind
from briefwright.model.placement import placement_order, placement_rows
from tests.unit.chart.studio import FILE, Studio, number, series, text, words

BAR = {"chart": "bar", "of": ["one", "two"]}
TABLE = {"chart": "table", "columns": [{"all": "C"}], "rows": [{"head": {"all": "H"}, "cells": [{"all": "{{ one }}"}]}]}


def written(text: str, section: int = 0, lang: Lang = "zh-Hans") -> dict[tuple[int, Lang], Body]:
    return {(section, lang): Body(FILE, text)}


def studio_of(**thesis: Any) -> Studio:
    return Studio([number("one", "1", label="One"), number("two", "2", label="Two")], thesis=thesis)


def test_every_kind_of_the_content_model_has_a_builder() -> None:
    """The registry and the model name the same kinds."""
    drawn = {"column", "bar", "line", "range", "timeline"}
    assert set(CHARTS) == drawn | {"value-chain", "table", "matrix", "cards", "data-table"}


def test_exhibits_come_in_the_order_of_the_thesis_numbered_as_placed() -> None:
    """The Markdown of a section places before its list; what nobody places comes last."""
    made = studio_of(sections=[{"heading": {"all": "S"}, "exhibits": ["x0"]}])
    made.bodies = written("Words.\n\n[[x2]]\n\nMore, see [[x1]].")
    views, findings = made.views(BAR, BAR, BAR)
    assert findings == []
    assert [(view.id, view.number) for view in views] == [("x0", 2), ("x1", 3), ("x2", 1)]


def test_a_pair_is_two_on_a_line_or_two_halves_in_a_list() -> None:
    """An inline reference places nothing; three on a line are a pair and one."""
    made = studio_of(sections=[{"heading": {"all": "S"}, "exhibits": ["x3", "x4", "x5", "x6"]}])
    made.bodies = written("See [[x1]] and [[x0]].\n  [[x0]] [[x1]]\n[[x2]]\n[[x0]]")
    half = BAR | {"width": "half"}
    record = made.record(BAR, BAR, BAR, half, half, BAR, half)
    assert placement_rows(record.data, record.bodies) == (("x0", "x1"), ("x2",), ("x3", "x4"), ("x5",), ("x6",))
    assert placement_order(record.data, record.bodies)[:3] == ("x0", "x1", "x2")


def test_traditional_chinese_follows_the_text_it_is_derived_from() -> None:
    """Its own Markdown wins; English does not borrow."""
    made = studio_of(sections=[{"heading": {"all": "S"}}])
    made.bodies = written("[[x1]]")
    record = made.record(BAR, BAR)
    assert placement_order(record.data, record.bodies, "zh-Hant") == ("x1", "x0")
    assert placement_order(record.data, record.bodies, "en") == ("x0", "x1")


def test_a_pair_shares_one_height_and_is_half_as_wide() -> None:
    """Two bars beside a column chart are drawn as tall as it is."""
    made = studio_of(sections=[{"heading": {"all": "S"}}])
    made.bodies = written("[[x0]] [[x1]]")
    alone, _ = studio_of().views(BAR)
    pair, _ = made.views(BAR, {"chart": "column", "of": ["one", "two"]})
    assert {view.size for view in pair} == {(325, 206)}
    assert {view.width for view in pair} == {"half"}
    assert alone[0].size[1] < 206


def test_sources_are_those_of_every_number_behind_a_derived_one() -> None:
    """Through inputs and series down to facts, authority before quoter, then those the exhibit names."""
    made = studio_of()
    made.numbers = [number("base", "4", source="other"), number("ratio", "2", inputs=["base", "path"])]
    made.numbers += [number("plain", "1", source="quoted")]
    made.series = [series("path", "x", {"2020A": "1"})]
    view = made.view({"chart": "bar", "of": ["ratio", "plain"], "sources": ["report", "nobody"], "rank": "false"})
    assert view.sources == ("other", "digest", "report", "quoted")
    assert view.addresses == ("ratio", "plain")


def test_marks_say_what_a_note_must_explain() -> None:
    """Kinds in a fixed order, then bounds, round numbers and derived ones."""
    made = studio_of()
    made.numbers = [number("a", "over 1", kind=Kind.FORECAST), number("b", "about 2"), number("c", "3", inputs=["a"])]
    view = made.view({"chart": "range", "of": ["a", "b", "c"]})
    assert view.marks == ("actual", "forecast", "bound", "about", "derived")


def test_a_table_keeps_its_lookups_for_the_renderer() -> None:
    """A cell that is one lookup has its address; the numbers and sources are the exhibit's."""
    view = studio_of().view(TABLE)
    cell = view.table.rows[0][1]
    assert (cell.text, cell.address, cell.numeric) == ("{{ one }}", "one", True)
    assert view.table.numeric == (False, True)
    assert (view.svg, view.addresses, view.sources) == (None, ("one",), ("report", "digest"))
    assert "1行" in view.alt


def test_a_value_chain_is_told_from_up_to_down() -> None:
    """One row a stage, and the sentence names them in order."""
    stages = [{"id": name, "name": {"all": name.upper()}} for name in ("data", "chips", "cloud")]
    view = studio_of(value_chain={"stages": stages}).view({"chart": "value-chain"}, "en")
    assert [row[0].text for row in view.table.rows] == ["DATA", "CHIPS", "CLOUD"]
    assert view.alt.index("DATA") < view.alt.index("CHIPS") < view.alt.index("CLOUD")
    assert view.svg is None


def test_a_timeline_without_events_draws_the_catalysts_in_order() -> None:
    """An inferred day says so; lookups are numbers; sources are the events'."""
    catalysts = [
        {
            "date": "2023-02-20",
            "says": {"all": "MOSS"},
            "inferred": "true",
            "source": "report",
            "via": {"source": "digest"},
        },
        {"date": "2023-02-07", "says": {"all": "Grew {{ two }} [@other]"}},
    ]
    view = studio_of(catalysts=catalysts).view({"chart": "timeline"})
    assert [row[0].text for row in view.table.rows] == ["2023年2月7日", "2023年2月20日（推定）"]
    assert "Grew 2\u2009倍" in words(view)
    assert view.sources == ("report", "digest")


def test_titles_and_notes_keep_their_lookups_and_count_among_the_numbers() -> None:
    """The renderer resolves them; the sentence, which cannot hold markup, has them resolved."""
    view = studio_of().view(TABLE | {"title": {"all": "Up {{ two }}"}, "note": {"all": "From {{ one }} [@other]"}})
    assert view.title == "Up {{ two }}"
    assert "Up 2\u2009倍" in view.alt
    assert view.addresses == ("one", "two")
    assert "other" in view.sources


def test_a_project_may_draw_with_altair(monkeypatch: Any) -> None:
    """A builder of one's own returns ordinary Altair, and its picture is cleaned like ours."""
    import altair as alt

    from briefwright.chart import subject
    from briefwright.chart.bar import bar

    def dots(one: subject.Subject) -> subject.Figure:
        figure = bar(one)
        data = {"values": [{"url": "a", "v": 1}, {"url": "b", "v": 2}]}
        chart = alt.Chart(data).mark_circle().encode(x="v:Q", y="url:N").properties(width=200, height=100)
        return subject.Figure(figure.table, figure.alt, figure.numbers, height=lambda _: 120.0, draw=lambda *_: chart)

    monkeypatch.setitem(CHARTS, "bar", dots)
    view = studio_of().view(BAR)
    assert view.svg is not None
    assert "<circle" in view.svg
    assert "aria-" not in view.svg


def test_a_data_table_prints_the_rows_of_a_table() -> None:
    """Text as it stands, numbers in one scale with the unit in the head, and every figure with its number."""
    points = [number(f"makers.units[{key}]", value, "k card", label=key) for key, value in (("A", "1500"), ("B", "20"))]
    made = studio_of(tables={"makers": {"dataset": "d", "columns": {"maker": {}, "units": {}}}})
    label = points[0].label
    made.series = [Series("makers.units", label, points[0].unit, tuple(points), points[0].span)]
    columns = (
        FrameColumn("maker", "text", text("Maker")),
        FrameColumn("units", "number", text("Cards"), points[0].unit, Kind.ACTUAL),
    )
    made.frames = {"makers": Frame("makers", columns, (("A", "1500"), ("B", "20"), ("C {{ x }}", "")), (), "maker")}
    view = made.view({"chart": "data-table", "of": "makers"}, "en")
    assert view.table.head[0] == "Maker"
    assert [cell.text for cell in view.table.rows[2]] == ["C {{ x }}", "–"]
    assert [cell.address for row in view.table.rows[:2] for cell in row if cell.address] == [
        "makers.units[A]",
        "makers.units[B]",
    ]
    assert view.table.numeric == (False, True)


def test_rows_of_a_table_are_bars_by_name() -> None:
    """Bars of a table's column are labelled with its rows, whatever period they share."""
    points = [
        number(f"makers.units[{key}]", value, "x", label=key, period="2023A") for key, value in (("A", "3"), ("B", "2"))
    ]
    made = studio_of()
    made.series = [Series("makers.units", points[0].label, points[0].unit, tuple(points), points[0].span)]
    view = made.view({"chart": "bar", "of": ["makers.units"]})
    assert [row[0].text for row in view.table.rows] == ["A", "B"]
