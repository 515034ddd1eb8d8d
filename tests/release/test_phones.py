"""What only small screens have: lists that sort in the place of heads, and numbers longer than a line."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.release.test_screen import PHONES, address, browser, dist, opened

__all__ = ["browser", "dist"]


@pytest.mark.parametrize(("lang", "name"), [("en", "Sort by"), ("zh-Hans", "排序"), ("zh-Hant", "排序")])
def test_exhibits_sort_on_phones_by_a_list(browser: Browser, dist: Path, lang: str, name: str) -> None:
    """Where rows are stacked and heads hidden, a list of the columns sorts; on wide screens the heads do."""
    url = address(dist, "generative-ai-memo", lang)
    with opened(browser, url, PHONES[0]) as page:
        figure = page.locator("figure:has(> .order)").first
        choice = figure.get_by_role("combobox", name=name)
        rows = figure.locator("tbody th")
        written = rows.all_text_contents()
        choice.focus()
        page.keyboard.press("End")
        column = int(choice.input_value().split()[1])
        given = [float(one) for one in figure.locator("tbody tr").evaluate_all(
            "(rows, at) => rows.map(row => row.cells[at].dataset.sort).filter(Boolean)", column)]  # fmt: skip
        assert given == sorted(given)
        assert rows.all_text_contents() != written
        page.keyboard.press("Home")
        assert rows.all_text_contents() == written
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONES[0]
    with opened(browser, url) as page:
        expect(page.locator(".order").first).to_be_hidden()


def test_heads_of_what_is_not_stacked_stay_over_their_columns(browser: Browser, dist: Path) -> None:
    """The table behind a chart keeps its columns on a phone."""
    with opened(browser, address(dist), PHONES[0]) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        table = page.locator("details.data table.sorts:not(.stack)").first
        for at in range(table.locator("thead th").count()):
            head = table.locator("thead th").nth(at).bounding_box()
            cell = table.locator("tbody tr").first.locator("th, td").nth(at).bounding_box()
            assert head is not None
            assert cell is not None
            assert abs(head["x"] - cell["x"]) < 1


def test_a_long_unit_does_not_widen_a_page(browser: Browser, dist: Path) -> None:
    """Numbers that the typesetter marks as longer than a line break in it, in text, tables and cards."""
    for width in (*PHONES, 768, 1280):
        with opened(browser, address(dist, "generative-ai-memo"), width) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.evaluate("""document.querySelectorAll('.num').forEach(one => {
                one.classList.add('long');
                one.textContent = '7\\u00a0' + 'unit'.repeat(30);
            })""")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, width
