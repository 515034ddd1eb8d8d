"""Lines at the level of the specification."""

from itertools import pairwise
from typing import Any

from briefwright.chart.theme import LINE
from tests.unit.chart.studio import Studio, layers, rows, series, words

GROWTH = {"2019A": "5", "2020A": "7", "2021A": "9", "2022E": "14"}


def fast(noun: str = "month") -> Any:
    return series("fast", "x", {str(step): str(2**step) for step in range(19)}, label="Fast", noun=noun)


def slow() -> Any:
    return series("slow", "x", {str(step): str(1 + step) for step in range(19)}, label="Slow", noun="month")


def test_lines_are_named_at_their_ends_and_have_no_legend(studio: Studio) -> None:
    """Names and last values stand beside the ends; no encoding has a legend."""
    studio.series = [series("a", "USD bn", GROWTH, label="Alpha"), series("b", "USD bn", {"2019A": "1", "2022E": "2"})]
    view = studio.view({"chart": "line", "of": ["a", "b"]}, "en")
    assert {"Alpha", "b", "14", "2"} <= set(words(view))
    assert all("legend" not in layer["encoding"].get("stroke", {}) for layer in layers(view, "line"))


def test_expected_stretches_are_dashed_and_join_the_observed(studio: Studio) -> None:
    """The dashed part starts at the last observed point."""
    studio.series = [series("a", "USD bn", GROWTH)]
    view = studio.view({"chart": "line", "of": ["a"]}, "en")
    observed, expected = rows(view, "line"), rows(view, "line-expected")
    assert [row["y"] for row in observed] == [5, 7, 9]
    assert [row["y"] for row in expected] == [9, 14]
    assert "strokeDash" in layers(view, "line-expected")[0]["mark"]


def test_time_is_drawn_to_scale(studio: Studio) -> None:
    """2021 and 2026 are five years apart, not one step."""
    studio.series = [series("a", "USD bn", {"2020A": "1", "2021A": "2", "2026E": "5"})]
    view = studio.view({"chart": "line", "of": ["a"]})
    assert [row["x"] for row in rows(view, "points")] == [2020, 2021, 2026]


def test_names_of_lines_that_end_together_keep_apart(studio: Studio) -> None:
    """Six lines ending within a hair of each other have six blocks of words that do not touch."""
    names = [f"s{index}" for index in range(6)]
    studio.series = [
        series(name, "USD bn", {"2019A": "1", "2024E": f"9.{index}"}, label=f"名字{index}")
        for index, name in enumerate(names)
    ]
    for width in ("full", "half"):
        view = studio.view({"chart": "line", "of": names, "width": width})
        ends = sorted(
            row["y"] for row in rows(view, "words") if row["words"].startswith(("名字", "9")) and row["x"] > 100
        )
        assert len(ends) >= 12
        assert all(after - before >= LINE - 0.1 for before, after in pairwise(ends))
        assert ends[-1] < view.size[1]


def test_the_unit_of_elapsed_time_follows_the_last_tick_on_its_line(studio: Studio) -> None:
    """月 stands right of 18, on the same line, and nowhere else."""
    studio.series = [fast(), slow()]
    view = studio.view({"chart": "line", "of": ["fast", "slow"], "scale": "log"})
    (unit,) = [row for row in rows(view, "words") if row["words"] == "月"]
    (last,) = [row for row in rows(view, "words") if row["words"] == "18"]
    assert unit["y"] == last["y"]
    assert 0 < unit["x"] - last["x"] < 14
    assert "月" in view.table.head[0]


def test_log_axis_has_a_positive_domain_that_holds_every_point(studio: Studio) -> None:
    """The domain ends on ticks around the data."""
    studio.series = [fast()]
    view = studio.view({"chart": "line", "of": ["fast"], "scale": "log"})
    scale = layers(view, "line")[0]["encoding"]["y"]["scale"]
    low, high = scale["domain"]
    assert scale["type"] == "log"
    assert 0 < low <= 1 <= 2**18 <= high


def test_an_index_starts_at_one_hundred_and_names_its_base(studio: Studio) -> None:
    """Rebased values are printed without the addresses of the numbers behind them, which the exhibit still lists."""
    studio.series = [series("a", "USD bn", GROWTH), series("b", "bn parameter", {"2019A": "2", "2022E": "3"})]
    view = studio.view({"chart": "line", "of": ["a", "b"], "index_at": "2019"})
    assert [row["y"] for row in rows(view, "line")][:2] == [100, 140]
    assert "2019=100" in view.unit
    assert view.table.rows[-1][1].text == "280.0"
    assert not view.table.rows[-1][1].address
    assert "a[2022E]" in view.addresses


def test_the_table_has_a_row_a_period_and_a_column_a_line(studio: Studio) -> None:
    """A period that one line lacks is not given, not zero."""
    studio.series = [series("a", "USD bn", GROWTH), series("b", "USD bn", {"2019A": "1", "2022E": "2"})]
    table = studio.view({"chart": "line", "of": ["a", "b"]}).table
    assert [row[0].text for row in table.rows] == list(GROWTH)
    assert [cell.text for cell in table.rows[1][1:]] == ["70", "未提供"]
    assert table.rows[1][1].address == "a[2020A]"
    assert table.numeric == (False, True, True)


def test_the_sentence_gives_ends_and_extremes(studio: Studio) -> None:
    """First, last, and a peak that lies between them."""
    studio.series = [series("a", "USD bn", {"2019A": "5", "2020A": "50", "2021A": "9"}, label="Alpha")]
    alt = studio.view({"chart": "line", "of": ["a"]}, "en").alt
    assert "US$5bn (2019)" in alt
    assert "US$9bn (2021)" in alt
    assert "highest 2020 at US$50bn" in alt
