"""Exhibits that leave pages half empty move past the text that follows them, in as few layouts as will do."""

from typing import Any

import pytest
import weasyprint

from briefwright.render import reflow

PAGE = """<html><head><style>@page {{ size: 300px 400px; margin: 50px }} body, p, h2 {{ margin: 0 }}
p {{ height: 30px; line-height: 30px }} h2 {{ height: 30px; font-size: 12px }}
figure {{ margin: 0; break-inside: avoid }}</style></head><body><section>{}</section></body></html>"""
TEXT = "<p>t</p>"


def exhibit(height: int) -> str:
    return f'<figure><p style="height: {height}px">x</p></figure>'


def laid_out(body: str) -> tuple[list[str], int, Any]:
    """The tags in order after exhibits have moved, how many layouts that took, and the document."""
    source = weasyprint.HTML(string=PAGE.format(body))
    made = []

    def render() -> Any:
        made.append(source.render())
        return made[-1]

    document = reflow.laid_out(source.etree_element, render)
    return [one.tag for one in source.etree_element.find("body/section")], len(made), document


def test_full_pages_are_laid_out_once() -> None:
    """Nothing moves where no exhibit leaves a gap."""
    _, layouts, _ = laid_out(5 * TEXT + exhibit(140) + 4 * TEXT)
    assert layouts == 1


def test_all_exhibits_that_leave_gaps_move_at_once() -> None:
    """Two gaps, two pages apart, take one layout more; text fills them, and exhibits keep their order."""
    tags, layouts, document = laid_out(7 * TEXT + exhibit(160) + 9 * TEXT + exhibit(250) + 9 * TEXT)
    assert layouts == 2
    assert tags[:11] == [*["p"] * 10, "figure"]
    assert tags.count("figure") == 2
    assert max(map(reflow._gap, document.pages[:-1])) < reflow.GAP


def test_an_exhibit_that_will_fit_does_not_move() -> None:
    """What a page takes up makes room on the next: the second exhibit stays where it is, and fits."""
    tags, layouts, document = laid_out(7 * TEXT + exhibit(150) + 3 * TEXT + exhibit(120) + 6 * TEXT)
    assert (tags[:11], layouts) == ([*["p"] * 10, "figure"], 2)
    assert tags[11] == "figure"
    assert max(map(reflow._gap, document.pages[:-1])) < reflow.GAP


@pytest.mark.parametrize("after", ["<h2>Next</h2>" + 5 * TEXT, exhibit(250) + "<h2>Next</h2>" + 5 * TEXT])
def test_an_exhibit_passes_neither_a_heading_nor_another(after: str) -> None:
    """The gap stays: numbers keep their order, and exhibits their chapter."""
    _, layouts, _ = laid_out(6 * TEXT + exhibit(250) + after)
    assert layouts == 1


def test_little_text_is_not_worth_a_layout() -> None:
    """Unless the gap is a large one, which any text makes smaller."""
    small, large = 8 * TEXT + exhibit(250), 6 * TEXT + exhibit(250)
    low = '<p style="height: 15px; line-height: 15px">t</p><h2>Next</h2>'
    assert laid_out(small + low)[1] == 1
    assert laid_out(large + low)[1] == 2


def test_the_better_layout_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that turned out emptier than the first is thrown away."""
    worth = iter((1.0, 2.0))
    emptiness: dict[int, float] = {}
    monkeypatch.setattr(reflow, "_emptiness", lambda document: emptiness.setdefault(id(document), next(worth)))
    source = weasyprint.HTML(string=PAGE.format(7 * TEXT + exhibit(160) + 9 * TEXT))
    made: list[Any] = []

    def render() -> Any:
        made.append(source.render())
        return made[-1]

    kept = reflow.laid_out(source.etree_element, render)
    assert len(made) == 2
    assert kept is made[0]
