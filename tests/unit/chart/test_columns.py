"""Columns and bars at the level of the specification."""

import pytest

from briefwright.model.lang import LANGS, Lang
from briefwright.model.period import Kind
from tests.unit.chart.studio import Studio, layers, number, rows, series, words

MARKET = series("market", "USD bn", {"2021A": "5.1", "2026E": "21.1"}, label="Market")


def test_columns_stand_on_zero_and_reach_their_value_in_the_printed_unit(studio: Studio) -> None:
    """The axis counts in the unit printed beside the title and starts at zero."""
    studio.series = [MARKET]
    view = studio.view({"chart": "column", "of": ["market"]})
    (actual,) = rows(view, "bar-actual")
    (estimate,) = rows(view, "bar-estimate")
    assert (actual["start"], actual["end"], estimate["end"]) == (0, 51, 211)
    assert layers(view, "bar-actual")[0]["encoding"]["y"]["scale"]["domain"] == [0, 211]
    assert view.unit == "亿美元"


def test_actuals_and_expectations_differ_in_fill_and_outline(studio: Studio) -> None:
    """In greyscale too an estimate is told from an actual: lighter, and outlined."""
    studio.series = [MARKET]
    view = studio.view({"chart": "column", "of": ["market"]})
    actual, estimate = (layers(view, f"bar-{kind}")[0]["mark"] for kind in ("actual", "estimate"))
    assert "stroke" not in actual
    assert estimate["stroke"] == actual["fill"] != estimate["fill"]
    assert sum(bytes.fromhex(estimate["fill"][1:])) > 2 * sum(bytes.fromhex(actual["fill"][1:]))


@pytest.mark.parametrize(
    ("lang", "values"), [("zh-Hans", ["51", "211"]), ("zh-Hant", ["51", "211"]), ("en", ["5.1", "21.1"])]
)
def test_value_labels_are_the_formatters_and_carry_no_unit(studio: Studio, lang: Lang, values: list[str]) -> None:
    """Each language prints in its own scale; the unit stands beside the title and nowhere else."""
    studio.series = [MARKET]
    view = studio.view({"chart": "column", "of": ["market"]}, lang)
    drawn = words(view)
    assert [word for word in drawn if word in values] == values
    assert not any("美元" in word or "US$" in word for word in drawn)


def test_years_left_out_between_columns_are_marked(studio: Studio) -> None:
    """2021 beside 2026 is no neighbour: an ellipsis stands for the years between."""
    studio.series = [MARKET, series("whole", "USD bn", {"2021A": "5", "2022A": "6"})]
    assert "…" in words(studio.view({"chart": "column", "of": ["market"]}))
    assert "…" not in words(studio.view({"chart": "column", "of": ["whole"]}))


def test_bars_are_ranked_unless_the_author_orders_them(studio: Studio) -> None:
    """``rank: false`` keeps the order written."""
    studio.numbers = [number("small", "1", label="Small"), number("large", "3", label="Large")]
    ranked = studio.view({"chart": "bar", "of": ["small", "large"]})
    written = studio.view({"chart": "bar", "of": ["small", "large"], "rank": "false"})
    assert [row[0].text for row in ranked.table.rows] == ["Large", "Small"]
    assert [row[0].text for row in written.table.rows] == ["Small", "Large"]


def test_log_bars_start_at_a_labelled_tick_below_every_bar(studio: Studio) -> None:
    """No bar is without length, and the reader is told of the scale beside the title."""
    values = {"gpt": "0.117", "gpt2": "1.5", "gpt3": "175"}
    studio.numbers = [number(name, value, "bn parameter", label=name) for name, value in values.items()]
    view = studio.view({"chart": "bar", "of": list(values), "scale": "log"}, "en")
    bars = rows(view, "bar-actual")
    scale = layers(view, "bar-actual")[0]["encoding"]["x"]["scale"]
    assert scale["type"] == "log"
    assert all(bar["start"] == scale["domain"][0] < bar["end"] / 1.5 for bar in bars)
    assert format(scale["domain"][0], "g") in words(view)
    assert "log scale" in view.unit


def test_negative_values_hang_below_zero(studio: Studio) -> None:
    """The baseline stays at zero when values fall below it."""
    studio.series = [series("profit", "CNY m", {"2020A": "30", "2021A": "-40"})]
    view = studio.view({"chart": "column", "of": ["profit"]}, "en")
    assert layers(view, "bar-actual")[0]["encoding"]["y"]["scale"]["domain"] == [-40, 30]
    assert {bar["start"] for bar in rows(view, "bar-actual")} == {0}
    assert "−40" in words(view)


def test_many_columns_get_an_axis_and_labels_that_keep_apart(studio: Studio) -> None:
    """Where values do not fit on their columns, ticks carry them, and captions are thinned."""
    points = {f"{year}Q{quarter}": str(100 + year) for year in range(2014, 2024) for quarter in range(1, 5)}
    studio.series = [series("dense", "CNY m", points)]
    view = studio.view({"chart": "column", "of": ["dense"], "width": "half"}, "en")
    captions = [row for row in rows(view, "words") if "Q" in row["words"]]
    assert 2 <= len(captions) < 12
    assert captions[-1]["words"].startswith("2023Q4")
    assert "0" in words(view)


def test_of_many_columns_no_label_stands_on_a_taller_neighbour(studio: Studio) -> None:
    """The last value is left to the axis where the columns before it are higher."""
    points = {str(1990 + year): f"{50000 - 1000 * year}" for year in range(30)}
    studio.series = [series("falling", "x", points)]
    view = studio.view({"chart": "column", "of": ["falling"], "width": "half"}, "en")
    assert "50,000" in words(view)
    assert "21,000" not in words(view)


def test_periods_are_told_where_bars_differ_in_them(studio: Studio) -> None:
    """Numbers of different years are never compared without saying so."""
    studio.numbers = [number("a", "1", period="2020A", label="A"), number("b", "2", period="2022E", label="B")]
    view = studio.view({"chart": "bar", "of": ["a", "b"]})
    assert {"2020A", "2022E"} <= set(words(view))
    assert view.table.head[1] == "期间"


def test_a_bound_is_an_open_bar_and_keeps_its_word(studio: Studio) -> None:
    """超过600 stays a bound: its own colour, chevrons beyond its end, and the word in label, data and sentence."""
    studio.numbers = [
        number("bound", "over 600", "unstated 亿", label="Pictures"),
        number("point", "250", "unstated 亿"),
    ]
    view = studio.view({"chart": "range", "of": ["bound", "point"]})
    assert rows(view, "bar-at-least")[0]["end"] == 600
    assert layers(view, "bar-at-least")[0]["mark"]["fill"] != layers(view, "bar-actual")[0]["mark"]["fill"]
    assert layers(view, "strokes")
    assert "超过600" in words(view)
    assert view.table.rows[0][-1].raw == ">600"
    assert "超过600亿" in view.alt
    assert "bound" in view.marks


def test_a_range_floats_between_its_limits(studio: Studio) -> None:
    """10 to 30 is drawn from 10 to 30, not from zero."""
    studio.numbers = [number("share", "10 to 30", "%", kind=Kind.FORECAST), number("now", "below 1", "%")]
    view = studio.view({"chart": "range", "of": ["share", "now"]})
    (floating,) = rows(view, "bar-range")
    assert (floating["start"], floating["end"]) == (10, 30)
    assert rows(view, "bar-at-most")[0]["end"] == 1
    assert {"10–30", "低于1"} <= set(words(view))
    assert view.table.rows[0][-1].raw == "10..30"


def test_scaling_brings_no_zeros_that_the_source_does_not_print(studio: Studio) -> None:
    """600亿 is 60bn in English, not 60.0."""
    studio.numbers = [number("a", "over 600", "unstated 亿"), number("b", "2000", "unstated 亿")]
    assert {"over 60", "200"} <= set(words(studio.view({"chart": "range", "of": ["a", "b"]}, "en")))


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_names_kinds_other_than_actual(studio: Studio, lang: Lang) -> None:
    """A reader who cannot see the hatching hears what is an estimate."""
    studio.series = [MARKET]
    alt = studio.view({"chart": "column", "of": ["market"]}, lang).alt
    assert {"zh-Hans": "（估计）", "zh-Hant": "（估計）", "en": "(estimate)"}[lang] in alt
