"""A thesis on a screen, used as readers use it: with a pointer, a keyboard, a finger, and without scripts."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Response, expect

from briefwright.model.lang import LANGS
from tests.release.conftest import THESES, Release, build
from tests.release.test_html import served
from tests.showcase.conftest import furnished
from tests.validators import axe, tools

FLAGSHIP = "compute-and-networks"
LISTED = "home-grown-models"
PHONES = (360, 390)
BUDGET = 200_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with axe.chromium() as started:
        yield started


@pytest.fixture(scope="module")
def dist(release: Release) -> Path:
    return release.dist


@contextmanager
def opened(browser: Browser, url: str, width: int = 1280, **context: Any) -> Iterator[Page]:
    """The page at ``url``; fails at the end where it complained of anything."""
    made = browser.new_context(viewport={"width": width, "height": 844}, **context)
    page = made.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
    try:
        page.goto(url)
        yield page
        assert [one for one in said if "ERR_ABORTED" not in one] == []  # what a page had under way when it was left
    finally:
        made.close()


def address(dist: Path, slug: str = FLAGSHIP, lang: str = "en") -> str:
    return (dist / lang / slug / "index.html").as_uri()


def number(page: Page, at: int = 0) -> Locator:
    """A number of the running text."""
    return page.locator(".chapter > p a.num").nth(at)


def popover(page: Page) -> Locator:
    return page.get_by_role("dialog")


def inside(page: Page, found: Locator) -> bool:
    box, size = found.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    whole = box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]
    return box["x"] >= 0 and box["y"] >= 0 and whole


def test_a_pointer_on_a_number_shows_where_it_comes_from(browser: Browser, dist: Path) -> None:
    """It stays while the pointer is on the number or moves into it, and goes with the pointer or by Esc."""
    with opened(browser, address(dist)) as page:
        number(page).hover()
        expect(popover(page)).to_be_visible()
        assert inside(page, popover(page))
        popover(page).hover()
        page.wait_for_timeout(500)
        expect(popover(page)).to_be_visible()
        page.locator("h1").hover()
        expect(popover(page)).to_have_count(0)
        number(page).hover()
        expect(popover(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(popover(page)).to_have_count(0)


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_what_the_table_of_numbers_tells(browser: Browser, dist: Path, lang: str) -> None:
    """Value, kind, period, formula with the values of its inputs, source with its place: of each number of the text."""
    with opened(browser, address(dist, lang=lang)) as page:
        numbers = page.locator(".chapter > p a.num")
        for at in range(0, numbers.count(), 4):
            one = numbers.nth(at)
            row = page.locator(f"[id='{(one.get_attribute('href') or '')[1:]}']")
            one.scroll_into_view_if_needed()
            one.hover()
            expect(popover(page)).to_be_visible()
            said = popover(page).inner_text()
            cells = [cell for cell in row.locator("th, td").all_text_contents() if cell]
            for part in cells[:-1]:
                assert part in said.replace("\n", " ")
            for link in row.locator("td:last-child a[href^='#n-']").all():
                other = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}'] td").first
                assert f"{link.inner_text()} {other.inner_text()}" in said
            if row.locator("code").count():
                assert row.locator("code").first.inner_text() in said
            if "[" in cells[-1]:
                assert popover(page).locator("li").count() > 0
            assert popover(page).locator("[id^='u-'], [id^='n-']").count() == 0
            page.keyboard.press("Escape")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_it_accessible(browser: Browser, dist: Path, width: int, scheme: axe.Scheme) -> None:
    still = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
    with opened(browser, address(dist), width, **still) as page:
        page.evaluate(tools.node_file("axe-core/axe.min.js").read_text("utf-8"))
        number(page).press("Enter")
        expect(popover(page)).to_be_visible()
        assert page.evaluate("axe.run({ preload: false }).then(found => found.violations.map(one => one.id))") == []


def test_the_keyboard_opens_enters_and_leaves_it(browser: Browser, dist: Path) -> None:
    """Focus opens it; Enter goes in, Enter again to the table; Esc and Tab come back to where the reader was."""
    with opened(browser, address(dist)) as page:
        one = number(page)
        page.locator(".skip").focus()
        for _ in range(200):
            page.keyboard.press("Tab")
            if one.evaluate("one => one === document.activeElement"):
                break
        expect(one).to_be_focused()
        expect(popover(page)).to_be_visible()
        expect(one).to_have_attribute("aria-expanded", "true")
        described = one.get_attribute("aria-describedby")
        assert page.locator(f"#{described}").inner_text()
        page.keyboard.press("Enter")
        expect(popover(page).locator(".p-label")).to_be_focused()
        page.keyboard.press("Shift+Tab")
        expect(one).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(one).to_be_focused()
        expect(popover(page)).to_have_count(0)
        expect(one).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        for _ in range(popover(page).locator("a").count()):
            page.keyboard.press("Tab")
        expect(one).to_have_attribute("aria-expanded", "false")
        follows = one.evaluate("one => one.compareDocumentPosition(document.activeElement) & 4")
        assert follows
        one.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.url.endswith(str(one.get_attribute("href")))
        expect(popover(page)).to_have_count(0)


@pytest.mark.parametrize("width", PHONES)
def test_a_tap_opens_it_within_the_screen(browser: Browser, dist: Path, width: int) -> None:
    """The first tap opens, the next closes, one elsewhere too; the link inside leads to the table."""
    with opened(browser, address(dist, lang="zh-Hans"), width, has_touch=True, is_mobile=True) as page:
        before = page.url
        for at in range(5):
            number(page, at).tap()
            expect(popover(page)).to_be_visible()
            assert inside(page, popover(page))
            number(page, at).tap()
            expect(popover(page)).to_have_count(0)
        number(page).tap()
        page.locator("h2").first.tap()
        expect(popover(page)).to_have_count(0)
        assert page.url == before
        number(page).tap()
        popover(page).locator(".p-label").tap()
        expect(popover(page)).to_have_count(0)
        assert page.url.endswith(str(number(page).get_attribute("href")))


def test_it_names_the_other_theses_that_print_a_number(browser: Browser, tmp_path: Path) -> None:
    """A number of the library, printed by two theses: each leads to the other's line; a number of its own to none."""
    project = furnished(tmp_path / "project")
    theses = project / "content/theses"
    shutil.copytree(theses / "ice", theses / "frost")
    build(project, "--format", "html")
    with opened(browser, (project / "dist/en/ice/index.html").as_uri()) as page:
        shared = page.locator("tr[data-shared]").first
        one = page.locator(f"a.num[href='#{shared.get_attribute('id')}']").first
        one.scroll_into_view_if_needed()
        one.focus()
        one.press("Enter")
        link = popover(page).locator(".p-also a")
        expect(link).to_have_count(1)
        target = str(link.get_attribute("href"))
        assert target == f"../frost/index.html#{shared.get_attribute('id')}"
        page.keyboard.press("Escape")
        own = page.locator("tr:not([data-shared])[id^='n-']").first
        page.locator(f"a.num[href='#{own.get_attribute('id')}']").first.press("Enter")
        expect(popover(page)).to_be_visible()
        expect(popover(page).locator(".p-also")).to_have_count(0)
        page.goto((project / "dist/en/ice" / target).as_uri().replace("%23", "#"))
        expect(page.locator(f"[id='{shared.get_attribute('id')}']")).to_be_visible()
    build(project, "ice", "--format", "html", "--out", "alone")
    with opened(browser, (project / "alone/en/ice/index.html").as_uri()) as page:
        page.locator(f"a.num[href='#{shared_anchor(page)}']").first.press("Enter")
        page.wait_for_timeout(200)
        expect(popover(page).locator(".p-also a")).to_have_count(0)


def shared_anchor(page: Page) -> str:
    return str(page.locator("tr[data-shared]").first.get_attribute("id"))


@pytest.mark.parametrize("lang", LANGS)
def test_tables_sort_by_the_keyboard(browser: Browser, dist: Path, lang: str) -> None:
    """Enter on a head sorts as the language does, again the other way, a third time as written."""
    with opened(browser, address(dist, LISTED, lang)) as page:
        table = page.locator("table.who")
        names = table.locator("tbody th")
        written = names.all_text_contents()
        head = table.locator("thead th").first
        button = head.get_by_role("button")
        button.focus()
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "ascending")
        collated = page.evaluate(
            "([names, lang]) => names.sort(new Intl.Collator(lang, { numeric: true }).compare)", [written, lang]
        )
        assert names.all_text_contents() == collated
        assert names.all_text_contents() != written
        page.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", "descending")
        page.keyboard.press("Space")
        assert head.get_attribute("aria-sort") is None
        assert names.all_text_contents() == written


def test_figures_sort_by_their_amounts(browser: Browser, dist: Path) -> None:
    """Columns of figures sort by what they are, the largest first; those of many units are not offered."""
    with opened(browser, address(dist, "generative-ai-memo")) as page:
        table = page.locator("figure table[data-counted]").first
        head = table.locator("thead th.n").last
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", "descending")
        at = head.evaluate("one => one.cellIndex")
        given = [float(one) for one in table.locator("tbody tr").evaluate_all(
            "(rows, at) => rows.map(row => row.cells[at].dataset.sort).filter(Boolean)", at)]  # fmt: skip
        assert len(given) > 2
        assert given == sorted(given, reverse=True)
        expect(page.locator("table.ledger thead th.n button")).to_have_count(0)


def test_the_foot_leads_to_the_disclosures(browser: Browser, dist: Path) -> None:
    """Of the page, and of the file to send."""
    for url in (address(dist), (dist / "en" / FLAGSHIP / f"{FLAGSHIP}.en.html").as_uri()):
        with opened(browser, url) as page:
            page.locator("footer a[href='#disclosures']").click()
            expect(page.locator("#disclosures h2")).to_be_in_viewport()


def test_tables_are_narrowed_by_words(browser: Browser, dist: Path) -> None:
    """The field has a name, the count is told, and a link to a row that is filtered away brings it back."""
    with opened(browser, address(dist)) as page:
        rows = page.locator("table.ledger tbody tr")
        field = page.locator("#appendix").get_by_role("searchbox", name="Filter the rows")
        every = rows.count()
        field.focus()
        page.keyboard.type("v100")
        left = page.locator("table.ledger tbody tr:visible").count()
        assert 0 < left < every
        expect(page.locator("#appendix [role=status]")).to_have_text(f"{left} of {every} rows")
        number(page).press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator("table.ledger tbody tr:visible")).to_have_count(every)


def test_the_contents_show_where_the_reader_is(browser: Browser, dist: Path) -> None:
    """One entry is marked, that of the chapter on the screen, and the list stays in view."""
    with opened(browser, address(dist)) as page:
        for anchor in ("section-3", "beneficiaries", "section-1"):
            page.evaluate("id => document.getElementById(id).scrollIntoView()", anchor)
            current = page.locator("nav.contents [aria-current]")
            expect(current).to_have_attribute("href", f"#{anchor}")
            expect(current).to_have_count(1)
            assert inside(page, current)


def test_the_theme_stays_and_nothing_else_is_kept(browser: Browser, dist: Path) -> None:
    """The choice holds on the next page and after a reload; it is all that the site stores."""
    with served(dist) as base, opened(browser, f"{base}/en/{FLAGSHIP}/index.html", color_scheme="light") as page:
        light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        button = page.get_by_role("button", name="Dark", exact=True)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert dark != light
        number(page).press("Enter")
        page.goto(f"{base}/zh-Hans/{LISTED}/index.html")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
        assert page.evaluate("({ ...localStorage })") == {"theme": "dark"}
        assert page.evaluate("sessionStorage.length") == 0
        assert page.context.cookies() == []


@pytest.mark.parametrize("width", PHONES)
def test_a_phone_shows_every_thesis_without_sideways_scroll(browser: Browser, dist: Path, width: int) -> None:
    """No page is wider than the screen, opened popovers and details included; the head takes little of it."""
    for lang in LANGS:
        for slug in THESES:
            with opened(browser, address(dist, slug, lang), width) as page:
                page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, (lang, slug)
                high = page.locator("header.top").bounding_box()
                assert high is not None
                assert high["height"] <= 100, (lang, slug)
                spilt = page.evaluate(SPILT)
                assert spilt == [], (lang, slug)


def test_a_long_name_does_not_widen_a_phone(browser: Browser, dist: Path) -> None:
    """What stands above the title of a brief stays together, but not beyond the edge."""
    with opened(browser, (dist / "en" / "index.html").as_uri(), PHONES[0]) as page:
        page.evaluate("document.querySelectorAll('.facts a').forEach(one => { one.textContent = 'Infra'.repeat(40); })")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONES[0]


SPILT = """() => [...document.querySelectorAll('.stack td, .stack th, .ledger td, .ledger th, .cards li, aside td')]
  .filter(one => one.clientWidth > 1)
  .filter(one => one.scrollWidth > one.clientWidth + 1 + parseFloat(getComputedStyle(one).fontSize) / 2)
  .map(one => one.textContent)"""
"""What does not fit into its cell; the empty half of a mark at a line's end may stand out."""


def test_pages_work_under_a_path_of_a_server(browser: Browser, dist: Path) -> None:
    """Where the policy applies in full; ``opened`` fails on any complaint."""
    with served(dist.parent) as base, opened(browser, f"{base}/{dist.name}/zh-Hant/{FLAGSHIP}/index.html") as page:
        number(page).hover()
        expect(popover(page)).to_be_visible()


def test_without_scripts_everything_is_there(browser: Browser, dist: Path) -> None:
    """The same words, each number a link to its line, and no control that would do nothing."""
    with opened(browser, address(dist)) as page:
        page.evaluate("document.querySelectorAll('.filter, .live-tools').forEach(one => one.remove())")
        words = page.locator("main").inner_text().split()
    with opened(browser, address(dist), java_script_enabled=False) as page:
        assert [word for word in page.locator("main").inner_text().split() if word not in words] == []
        assert page.locator("button:visible, input:visible").count() == 0
        number(page).click()
        assert page.url.endswith(str(number(page).get_attribute("href")))
        page.locator("nav.contents a").first.click()
        assert page.url.endswith("#section-1")


def test_a_thesis_is_light(browser: Browser, dist: Path) -> None:
    """What the first view of a thesis loads: page, style sheet, scripts, and the pictures near."""
    with served(dist) as base:
        for lang in LANGS:
            for slug in THESES:
                loaded: list[Response] = []
                with opened(browser, "about:blank") as page:
                    page.on("response", lambda response: loaded.append(response))  # noqa: B023, PLW0108
                    page.goto(f"{base}/{lang}/{slug}/index.html", wait_until="networkidle")
                    sizes = {one.url.rpartition("/")[2]: len(one.body()) for one in loaded}
                assert sum(sizes.values()) <= BUDGET, (lang, slug, sizes)


def test_print_is_the_article_alone(browser: Browser, dist: Path) -> None:
    """No navigation, no contents, no buttons; the whole text."""
    with opened(browser, address(dist)) as page:
        page.emulate_media(media="print")
        for name in (".top", ".contents", ".downloads", ".filter", "details.data"):
            assert page.locator(f"{name}:visible").count() == 0, name
        assert page.locator("button:visible").count() == page.locator("th button:visible").count()
        expect(page.locator("#disclosures")).to_be_visible()
