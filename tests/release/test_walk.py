"""A reader with nothing but a keyboard: home, search, a thesis, where a number comes from, a company, and back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.release.test_html import served
from tests.release.test_screen import browser, dist, opened

__all__ = ["browser", "dist"]

STOPS = 150
"""Tab stops within which everything must be reached."""
ASKED = {
    "en": ("chips cluster", "Compute demand outruns chips; the bottleneck shifts to networks"),
    "zh-Hans": ("算力 芯片", "算力需求快过芯片，瓶颈转向网络"),
    "zh-Hant": ("算力 晶片", "算力需求快過晶片，瓶頸轉向網絡"),
}
_FOCUSED = "selector => document.activeElement.matches(selector)"


@pytest.fixture(scope="module")
def site(dist: Path) -> Iterator[str]:
    """The address of the site below a sub-path of a server."""
    with served(dist.parent) as address:
        yield f"{address}/{dist.name}"


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until an element that matches has the focus, which must then be seen."""
    for _ in range(STOPS):
        page.keyboard.press(key)
        if page.evaluate(_FOCUSED, selector):
            assert page.evaluate("document.activeElement.checkVisibility()")
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
            return
    raise AssertionError(f"{STOPS} stops and no {selector} on {page.url}")


def follow(page: Page, selector: str) -> None:
    """Go to a link by Tab and open it."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("lang", list(ASKED))
def test_a_keyboard_is_enough(browser: Browser, site: str, lang: str) -> None:
    """From home to search, to the brief it finds, to where a number comes from, to a company, and back the same way."""
    words, title = ASKED[lang]
    with opened(browser, f"{site}/{lang}/index.html") as page:
        follow(page, ".search-way")
        expect(page.locator("input[type=search]")).to_be_focused()
        page.keyboard.type(words)
        first = page.locator(".search-results h2 a").first
        expect(first).to_have_text(title)
        follow(page, ".search-results h2 a")
        expect(page.locator("h1")).to_have_text(title)

        tab_to(page, ".chapter p a.num")
        page.keyboard.press("Enter")
        provenance = page.get_by_role("dialog")
        expect(provenance).to_be_visible()
        page.keyboard.press("Escape")
        expect(provenance).to_have_count(0)
        assert page.evaluate(_FOCUSED, ".chapter p a.num")

        follow(page, "a[href*='/companies/'][href$='/index.html']:not([href$='/companies/index.html'])")
        assert f"/{lang}/companies/" in page.url
        company = page.locator("h1").inner_text()
        follow(page, "main a[href*='compute-and-networks/index.html']")
        expect(page.locator("h1")).to_have_text(title)
        page.go_back()
        expect(page.locator("h1")).to_have_text(company)
        page.go_back()
        page.go_back()
        expect(page.locator("input[type=search]")).to_have_value(words)
        expect(page.locator(".search-results h2 a").first).to_have_text(title)


def test_search_is_narrowed_by_what_briefs_are_about(browser: Browser, site: str) -> None:
    """Filters alone list; with words they narrow; the address keeps both; what is not there is said."""
    with opened(browser, f"{site}/en/search/index.html") as page:
        page.locator("form.search").wait_for(state="visible")
        page.locator("select[name=kind]").select_option("Brief")
        count = page.locator(".search-count")
        expect(count).to_have_text("6 results")
        page.locator("select[name=company]").select_option(index=1)
        chosen = page.locator("select[name=company]").input_value()
        assert int((count.inner_text() or "0").split()[0]) <= 6
        assert "company=" in page.url
        page.reload()
        expect(page.locator("select[name=company]")).to_have_value(chosen)
        page.locator("select[name=company]").select_option("")
        page.locator("select[name=kind]").select_option("")
        page.locator("input[type=search]").fill("chip")
        expect(page.locator(".search-results .kind").first).to_contain_text("Brief")
        page.locator("input[type=search]").fill("zzzzqqqq")
        expect(count).to_have_text("No results. Try fewer or different words.")


@pytest.mark.parametrize(("lang", "words"), [("zh-Hans", "多模态"), ("zh-Hans", "文心一言"), ("zh-Hant", "多模態")])
def test_chinese_is_found_wherever_it_is_printed(
    browser: Browser, dist: Path, site: str, lang: str, words: str
) -> None:
    """A run of characters is found in just the briefs whose pages have it, whatever a dictionary takes for words."""
    with opened(browser, f"{site}/{lang}/search/index.html") as page:
        page.locator("form.search").wait_for(state="visible")
        labels = {"zh-Hans": "报告", "zh-Hant": "報告"}
        page.locator("select[name=kind]").select_option(labels[lang])
        page.locator("input[type=search]").fill(words)
        expect(page.locator(".search-results mark").first).to_have_text(words)
        found = set(page.locator(".search-results h2 a").evaluate_all("all => all.map(one => one.pathname)"))
        printed = {
            file
            for file in (dist / lang).glob("*/index.html")
            if "search-page" not in (text := file.read_text("utf-8")) and words in _said(page, text)
        }
    assert {path.rsplit("/", 2)[1] for path in found} == {file.parent.name for file in printed}


@pytest.mark.parametrize("words", ["GPT-3 参数", "GPT-3参数", '"GPT-3" 参数', "“参数” GPT-3"])
def test_chinese_and_latin_are_found_together(browser: Browser, site: str, words: str) -> None:
    """With a blank between them, without one, and in quotes."""
    with opened(browser, f"{site}/zh-Hans/search/index.html") as page:
        page.locator("form.search").wait_for(state="visible")
        page.locator("input[type=search]").fill(words)
        expect(page.locator(".search-results h2 a").first).to_have_text("算力需求快过芯片，瓶颈转向网络")
        excerpts = page.locator(".search-results .excerpt").all_text_contents()
        assert [one for one in excerpts if "\u2060" in one or one[0] in "，。、；："] == []


def test_marks_alone_are_no_question(browser: Browser, site: str) -> None:
    """No list, and no word that nothing was found; Esc empties the field and the list."""
    with opened(browser, f"{site}/en/search/index.html?q=compute") as page:
        expect(page.locator(".search-results li").first).to_be_visible()
        page.locator("input[type=search]").fill('"')
        expect(page.locator(".search-results li")).to_have_count(0)
        expect(page.locator(".search-count")).to_have_text("")
        page.locator("input[type=search]").fill("compute")
        expect(page.locator(".search-results li").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(".search-results li")).to_have_count(0)


def _said(page: Page, html: str) -> str:
    """The text of a page that search reads: its article, without tables of numbers and navigation."""
    text: str = page.evaluate(
        """html => {
          const main = new DOMParser().parseFromString(html, 'text/html').querySelector('[data-pagefind-body]');
          if (!main) return '';
          const unread = '.data, .ledger, .keydata, .stages, .downloads, .contents, .rail, sup, [data-pagefind-ignore]';
          main.querySelectorAll(unread).forEach(one => one.remove());
          return main.textContent;
        }""",
        html,
    )
    return text


def test_from_a_disk_the_lists_stand_in_the_place_of_search(browser: Browser, dist: Path) -> None:
    """The way to search is not shown there, and its page leads to every section."""
    with opened(browser, (dist / "en" / "index.html").as_uri()) as page:
        expect(page.locator(".search-way")).to_be_hidden()
    with opened(browser, (dist / "en" / "search" / "index.html").as_uri()) as page:
        expect(page.locator("form.search")).to_be_hidden()
        assert page.locator(".search-off a").count() >= 6
    with opened(browser, (dist / "en" / "search" / "index.html").as_uri(), java_script_enabled=False) as page:
        expect(page.locator("form.search")).to_be_hidden()
        expect(page.locator(".search-off")).to_be_visible()
