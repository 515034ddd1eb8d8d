"""Tables on paper: columns by what they hold, decimals below each other, the rest of a table named on later pages."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest

from briefwright.render import pairs, paper
from briefwright.render.style import MEASURE
from briefwright.render.tables import prepare
from tests.release.sheets import Sheets

LONG = "Text that goes on for so long that no column of a page could ever hold it on a line of its own."
CSS = """@page { size: 300pt 240pt; margin: 40pt 60pt;
@top-left-corner { content: string(rest, start); white-space: nowrap; padding-left: 60pt } }
[data-continued] { string-set: rest attr(data-continued) } [data-ends] { string-set: rest "" }
table { width: 100%; table-layout: fixed }"""


def parsed(text: str) -> Any:
    return ET.fromstring(text)  # noqa: S314 - written a few lines below


def table(rows: list[list[str]], head: str = "", *, numeric: int = -1) -> Any:
    """A body with one table; column ``numeric`` holds numbers."""

    def cells(row: list[str]) -> str:
        kinds = [' class="n"' if at == numeric else "" for at in range(len(row))]
        first, *others = row
        return f'<th scope="row">{first}</th>' + "".join(
            f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds[1:], others, strict=True)
        )

    body = "".join(f"<tr>{cells(row)}</tr>" for row in rows)
    return parsed(f"<body><h2>Goods</h2><table><thead>{head}</thead><tbody>{body}</tbody></table></body>")


def shares(tree: Any) -> list[float]:
    return [float(col.get("style").removeprefix("width: ").removesuffix("%")) for col in tree.iter("col")]


def test_long_text_has_the_room_that_short_columns_leave() -> None:
    """A code and a date keep their lines; the words get what is left, and all columns together the whole."""
    tree = table([["Aldermere", "002230.SZ", LONG], ["Kite", "BIDU.O", LONG]])
    prepare(tree, "{}")
    name, code, words = shares(tree)
    assert sum((name, code, words)) == pytest.approx(100, abs=0.05)
    assert words > 2 * (name + code)
    assert code / 100 * MEASURE > 45


def test_what_fits_on_a_line_is_not_wrapped() -> None:
    """Where every cell could stand on one line, no column is narrower than its widest cell."""
    tree = table([["A rather long head of a row, as rows go", "1.5", "x"], ["B", "20", "y"]], numeric=1)
    prepare(tree, "{}")
    assert shares(tree)[0] / 100 * MEASURE > 160


def test_columns_of_the_author_are_left_alone() -> None:
    """A table that brings its own columns keeps them."""
    tree = parsed('<body><table><colgroup><col style="width: 7%"/></colgroup><tr><td>x</td></tr></table></body>')
    prepare(tree, "{}")
    assert shares(tree) == [7]


def test_points_stand_below_each_other() -> None:
    """A figure with fewer decimals is moved by those that it lacks, and by the point where it has none."""
    tree = table([["a", "1.25"], ["b", "20.5"], ["c", "1,300"]], numeric=1)
    prepare(tree, "{}")
    assert [cell.get("style") for cell in tree.iter("td")] == [None, "--after: 0.648em", "--after: 1.572em"]


def test_figures_with_words_after_them_keep_the_words_below_each_other() -> None:
    """Or with different signs: moving one would only look torn."""
    for cells in (("1.5 months", "2 months"), ("1.5%", "2x")):
        tree = table([["a", cells[0]], ["b", cells[1]]], numeric=1)
        prepare(tree, "{}")
        assert [cell.get("style") for cell in tree.iter("td")] == [None, None]


def test_a_bracket_at_the_right_edge_gives_up_its_empty_half() -> None:
    """Alone, or inside the link that a number is."""
    tree = table([["a", "12亿元（预测）"], ["b", "<a>9亿元（预测）</a>"]], numeric=1)
    prepare(tree, "{}")
    assert [(one.text, one.get("class")) for one in tree.iter("span")] == [("）", "half")] * 2
    assert ["".join(cell.itertext()) for cell in tree.iter("td")] == ["12亿元（预测）", "9亿元（预测）"]


def test_cells_that_span_do_not_shift_the_columns() -> None:
    """A cell over two rows holds its column in the second; one over two columns has no say in their widths."""
    rows = f"<tr><th rowspan='2'>a</th><td>x</td></tr><tr><td>{LONG}</td></tr><tr><td colspan='2'>{LONG}</td></tr>"
    tree = parsed(f"<body><table><tbody>{rows}</tbody></table></body>")
    prepare(tree, "{}")
    narrow, wide = shares(tree)
    assert wide > 5 * narrow


def printed(rows: int, style: str = "") -> list[str]:
    """What stands in the margins of each page of a table so long."""
    body = "".join(f"<tr><th scope='row'>r</th><td>{'x'}</td></tr>" for _ in range(rows))
    head = '<tr><th scope="col">a</th><th scope="col">b</th></tr>'
    html = f"""<!doctype html><html lang="en"><head><title>T</title><style>{CSS}{style}</style></head>
<body data-rest="{{}} (continued)"><h1>T</h1><h2>Goods</h2><table><thead>{head}</thead><tbody>{body}</tbody></table>
<p>After.</p></body></html>"""
    return [page.text("margin") for page in Sheets(paper.pdf(html, {}, "a page")).pages]


@pytest.mark.slow
def test_the_rest_of_a_table_is_named_on_every_later_page_and_on_no_other() -> None:
    """Not where it begins, be it at the head of a page, nor after its end."""
    pages = printed(30)
    assert len(pages) > 3
    assert pages == ["", *["Goods(continued)"] * (len(pages) - 1)]
    assert printed(3, "table { break-before: page } p { break-before: page }") == ["", "", ""]


def test_captions_side_by_side_are_equally_high() -> None:
    """Both get the height of the longer, which may turn out shorter than thought; equal ones are left alone."""

    def pair(left: str, right: str) -> list[str | None]:
        figures = "".join(f"<figure><figcaption>{one}</figcaption></figure>" for one in (left, right))
        tree = parsed(f'<body><div class="pair">{figures}</div></body>')
        pairs.level(tree)
        return [one.get("style") for one in tree.iter("figcaption")]

    assert pair("Short", LONG) == ["min-height: 2.90em"] * 2
    assert pair("Short", "Also short") == [None, None]


def test_the_rest_of_a_table_is_named_after_its_own_exhibit_or_the_heading() -> None:
    """An exhibit above a table that is none gives it no name."""
    rows = "".join(f"<tr><th>{at}</th><td>x</td></tr>" for at in range(4))
    grid = f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>"
    exhibit = f"<figure><figcaption>Cards</figcaption><div>{grid}</div></figure>"
    tree = parsed(f"<body><h2>Goods</h2>{exhibit}{grid}</body>")
    prepare(tree, "{} goes on")
    names = [element.get("data-continued") for element in tree.iter() if element.get("data-continued")]
    assert names == ["Cards goes on", "Goods goes on"]
