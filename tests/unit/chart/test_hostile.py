"""Strings that would be markup, expressions or field paths elsewhere are words here."""

import json
from typing import Any

import pytest

from tests.unit.chart.studio import Studio, number, parsed, series, words

HOSTILE = [
    "</text><script>alert(1)</script>",
    "datum.x",
    "{{7*7}}",
    "a.b[c]['d']",
    "\\u0041${1+1}`",
    "event.item.mark.source",
    '"];window.x=1;//',
    "<![CDATA[x]]>&amp;&#10;",
    "\u202egnp.exe\u200b",
    "𠮷野家😀",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_drawn_as_they_are(studio: Studio, text: str) -> None:
    """They reach the picture as text content, and the data of the specification, and nothing else of it."""
    studio.numbers = [number("a", "1", label=text), number("b", "2", label="plain")]
    studio.series = [series("s", "x", {"2020A": "1", "2021A": "2"}, label=text)]
    studio.series += [series("t", "x", {"2020A": "1", "2021A": "3"}, label="plain")]
    exhibits: list[dict[str, Any]] = [
        {"chart": "bar", "of": ["a", "b"], "title": {"all": text}},
        {"chart": "column", "of": ["a", "b"]},
        {"chart": "line", "of": ["s", "t"]},
        {"chart": "timeline", "events": [{"date": "2020", "says": {"all": text}}]},
    ]
    views, findings = studio.views(*exhibits)
    assert findings == []
    for view in views:
        root = parsed(view)
        drawn = "".join(node.text or "" for node in root.iter() if node.tag.endswith("}text")).replace(" ", "")
        assert text.replace(" ", "") in drawn.replace("\u3000", "")
        assert {node.tag.rpartition("}")[2] for node in root.iter()} <= {
            "svg",
            "title",
            "line",
            "path",
            "circle",
            "text",
        }
        frame = [{key: value for key, value in layer.items() if key != "data"} for layer in (view.spec or {})["layer"]]
        assert json.dumps(text)[1:-1] not in json.dumps(frame)


def test_the_author_reaches_no_expression_of_the_compiled_chart(studio: Studio) -> None:
    """Compiled to Vega, the words stand in data alone: no signal, test or field path is made of them."""
    import vl_convert

    marker = "zzmarker"
    studio.numbers = [number("a", "1", label=f"{marker} one"), number("b", "2", label=f"{marker}.two['x']")]
    view = studio.view({"chart": "bar", "of": ["a", "b"]})
    compiled = vl_convert.vegalite_to_vega(json.dumps(view.spec))
    assert marker in json.dumps(compiled["data"])
    del compiled["data"]
    assert marker not in json.dumps(compiled)


def test_a_very_long_name_ends_in_an_ellipsis_and_is_whole_in_the_table(studio: Studio) -> None:
    """Three lines at most; what is cut is not lost."""
    name = "人工智能" * 60
    studio.numbers = [number("a", "1", label=name), number("b", "2", label="x" * 400)]
    view = studio.view({"chart": "bar", "of": ["a", "b"]})
    assert sum(word.endswith("…") for word in words(view)) == 2
    assert {row[0].text for row in view.table.rows} == {name, "x" * 400}


def test_huge_and_tiny_values_are_drawn(studio: Studio) -> None:
    """Sixty digits on either side of the point do not trouble the layout."""
    studio.numbers = [number("a", "9" * 60), number("b", "0." + "0" * 50 + "1"), number("c", "0")]
    view = studio.view({"chart": "column", "of": ["a", "b", "c"]})
    assert view.svg
    assert "nan" not in view.svg.lower()
