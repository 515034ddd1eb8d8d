"""Charts in a browser, under the site's own policy: they come to life, tell, hide lines, and fall back to pictures."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser, Page

from briefwright.chart import library
from briefwright.model.exhibit import ExhibitView
from briefwright.render.environment import environment, labelling
from briefwright.render.shell import policy_of
from briefwright.render.style import dark, variables
from briefwright.render.views import CellView, Figure
from briefwright.world import World
from tests.release.conftest import ROOT
from tests.release.test_html import DESK, PHONE, served, watched
from tests.unit.chart.studio import LABELS, TOKENS, Studio, number, series
from tests.validators import axe, tools

HOSTILE = "</script><script>alert(1)</script>"
SPOKEN = '" onmouseover="alert(2)'
LIVE = "figure.is-live"
_TABLE = '<div class="scroll" id="{0}" tabindex="0" role="region" aria-label="{0}"><table><tr>{1}</tr></table></div>'
TABLES = _TABLE.format("short", "<td>1</td>") + _TABLE.format("long", "<td><pre>" + "word" * 900 + "</pre></td>")
_PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="stylesheet" href="site.css"><link rel="icon" href="data:,">
<script defer src="assets/charts.js"></script><script defer src="assets/scroll.js"></script></head>
<body class="screen"><main id="main"><h1>Charts</h1>{figures}{tables}</main></body></html>"""


def exhibits() -> tuple[ExhibitView, ...]:
    studio = Studio()
    studio.numbers = [
        number("a", "1250", "USD m", period="2026E", label=HOSTILE),
        number("b", "over 2", "USD bn", label=SPOKEN),
    ]
    studio.series = [series("s", "x", {"2020A": "1", "2021A": "2", "2022E": "4"}, label="First")]
    studio.series += [series("t", "x", {"2020A": "1", "2021A": "3", "2022E": "9"}, label=HOSTILE)]
    views, findings = studio.views(
        {"chart": "range", "of": ["a", "b"], "width": "full"},
        {"chart": "line", "of": ["s", "t"], "width": "full"},
        lang="en",
        on_screen=True,
    )
    assert findings == []
    return views


def figure(view: ExhibitView) -> Figure:
    """As the page of a brief shows it."""
    screen = view.screen
    assert screen is not None
    return Figure(
        id=view.id, anchor=f"x-{view.id}", label=f"Exhibit {view.number}", title=Markup("Title"), again=Markup("Title"),
        unit=view.unit,
        alt=view.alt, note=Markup(""), source=Markup("S"), drawing="picture", width=view.width,
        src=f"exhibits/{view.id}.svg", size=view.size, pixels=f"exhibits/{view.id}.png",
        narrow=f"exhibits/{view.id}.narrow.svg", live=f"exhibits/{view.id}.js", engine=screen.engine, keys=screen.keys,
        head=tuple(CellView(Markup("{}").format(head)) for head in view.table.head),
        rows=tuple(tuple(CellView(Markup("{}").format(cell.text)) for cell in row) for row in view.table.rows),
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of two charts as a release has them, with names that try to be markup."""
    top = tmp_path_factory.mktemp("charts")
    (top / "exhibits").mkdir()
    (top / "assets").mkdir()
    views = exhibits()
    for view in views:
        screen = view.screen
        assert screen is not None
        (top / f"exhibits/{view.id}.svg").write_text(screen.svg, "utf-8")
        (top / f"exhibits/{view.id}.narrow.svg").write_text(screen.narrow, "utf-8")
        (top / f"exhibits/{view.id}.png").write_bytes(screen.png)
        (top / f"exhibits/{view.id}.js").write_bytes(screen.live)
    jinja = environment(World.here(ROOT, date(2026, 11, 22)))
    macro = jinja.from_string(
        "{% from 'macros/figure.html.j2' import figure with context %}"
        "{% for one in views %}{{ figure(one, 'screen', label) }}{% endfor %}"
    )
    shown = macro.render(views=[figure(view) for view in views], label=labelling(LABELS["en"]), medium="screen")
    (top / "index.html").write_text(_PAGE.format(policy=policy_of({}), figures=shown, tables=TABLES), "utf-8")
    rules = (ROOT / "assets" / "site.css").read_text("utf-8")
    (top / "site.css").write_text(variables(TOKENS, "en") + dark(TOKENS) + rules, "utf-8")
    for name in ("charts.js", "scroll.js"):
        shutil.copy(ROOT / "assets" / "scripts" / name, top / "assets" / name)
    (top / "assets" / library.name()).write_bytes(library.script())
    return top


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with axe.chromium() as started:
        yield started


@pytest.fixture(params=["server", "disk"])
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Where the page is: on a server, and on a disk."""
    if request.param == "disk":
        yield folder.as_uri()
        return
    with served(folder) as base:
        yield base


def awake(page: Page, address: str) -> None:
    """The page, its charts drawn."""
    page.goto(f"{address}/index.html")
    for one in page.query_selector_all("figure"):
        one.scroll_into_view_if_needed()
        page.wait_for_selector(f"#{one.get_attribute('id')}.is-live")


def told(page: Page) -> str:
    return page.inner_text(".chart-tip.open")


def point(page: Page, selector: str, across: float, down: float) -> None:
    page.locator(selector).scroll_into_view_if_needed()
    box: Any = page.locator(selector).bounding_box()
    page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_charts_come_to_life_under_the_policy(address: str, browser: Browser, width: int) -> None:
    """No message in the console, no dialog, no request elsewhere, nothing wider than the window, one drawing each."""
    with watched(browser, width) as one:
        awake(one.page, address)
        one.page.wait_for_timeout(100)
        assert one.complaints == []
        assert [request for request in one.requests if not request.startswith((address, "data:"))] == []
        assert one.page.locator(f"{LIVE} .live svg").count() == 2
        assert one.page.locator(f"{LIVE} picture").first.is_hidden()
        assert one.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert one.page.evaluate("document.querySelectorAll('[style*=url], script:not([src])').length") == 0


def test_who_points_at_a_bar_is_told_its_number(address: str, browser: Browser) -> None:
    """With unit, period, kind and source; a name that would be markup is words; nothing is told elsewhere."""
    with watched(browser, DESK) as one:
        awake(one.page, address)
        point(one.page, "#x-x0 .live", 0.5, 0.25)
        said = told(one.page)
        for part in (HOSTILE, "US$1.25bn", "Period", "2026", "estimate", "Source", "report, digest"):
            assert part in said
        point(one.page, "#x-x0 .live", 0.5, 0.75)
        assert SPOKEN in told(one.page)
        assert "over US$2bn" in told(one.page)
        one.page.keyboard.press("Escape")
        assert one.page.locator(".chart-tip.open").count() == 0
        assert one.complaints == []


def test_by_keyboard_every_number_is_told(address: str, browser: Browser) -> None:
    """The chart is a stop; arrow keys step through its numbers and halt at both ends."""
    with watched(browser, DESK) as one:
        awake(one.page, address)
        one.page.focus("#x-x1 .live")
        heads = []
        for _ in range(4):
            one.page.keyboard.press("ArrowRight")
            heads.append(told(one.page).split("\n")[0])
        assert heads == ["2020", "2021", "2022", "2022"]
        assert one.page.locator(".chart-tip").get_attribute("role") == "status"
        one.page.keyboard.press("Tab")
        assert one.page.locator(".chart-tip.open").count() == 0


@pytest.mark.parametrize("press", ["mouse", "keyboard"])
def test_a_line_can_be_hidden_and_shown(address: str, browser: Browser, press: str) -> None:
    """With its name and what is told of it; the button says whether it is shown."""
    with watched(browser, DESK) as one:
        awake(one.page, address)
        button = one.page.locator("#x-x1 .chart-keys button").nth(0)
        svg = one.page.locator("#x-x1 .live svg")
        assert "First" in (svg.text_content() or "")

        def toggle(shown: bool) -> None:
            if press == "mouse":
                button.click()
            else:
                button.focus()
                one.page.keyboard.press("Space")
            assert button.get_attribute("aria-pressed") == str(shown).lower()

        toggle(shown=False)
        one.page.wait_for_function("!document.querySelector('#x-x1 .live svg').textContent.includes('First')")
        one.page.focus("#x-x1 .live")
        one.page.keyboard.press("ArrowRight")
        assert "First" not in told(one.page)
        assert HOSTILE in told(one.page)
        toggle(shown=True)
        one.page.wait_for_function("document.querySelector('#x-x1 .live svg').textContent.includes('First')")
        assert one.complaints == []


def test_the_readers_theme_is_that_of_live_charts_and_pictures(address: str, browser: Browser) -> None:
    """Bars and what is told turn with the page; nothing is drawn anew."""
    fill = "getComputedStyle(document.querySelector('#x-x1 .live circle, #x-x1 .live path[stroke]')).stroke"
    with watched(browser, DESK) as one:
        awake(one.page, address)
        seen = []
        for theme in ("light", "dark"):
            one.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            seen.append(one.page.evaluate(fill))
        assert seen[0] != seen[1]


def test_paper_gets_the_picture(address: str, browser: Browser) -> None:
    """Print has neither the live chart nor its keys."""
    with watched(browser, DESK) as one:
        awake(one.page, address)
        one.page.emulate_media(media="print")
        assert one.page.locator("picture").first.is_visible()
        assert one.page.locator(".live").first.is_hidden()
        assert one.page.locator(".chart-keys").is_hidden()


@pytest.mark.parametrize("lost", ["**/vega-*.js", "**/exhibits/*.js"])
def test_where_anything_is_missing_the_picture_stays(folder: Path, browser: Browser, lost: str) -> None:
    """No error, no empty figure."""
    with served(folder) as base, watched(browser, DESK) as one:
        one.page.route(lost, lambda route: route.abort())
        one.page.goto(f"{base}/index.html")
        one.page.wait_for_selector("#x-x0.is-still")
        assert one.page.locator("#x-x0 picture").is_visible()
        assert one.page.locator(".live, .chart-keys").count() == 0


def test_without_scripts_pictures_are_dark_or_narrow_as_the_reader_needs(folder: Path, browser: Browser) -> None:
    """The same file in both colours; on a phone the one that is drawn for it."""
    with served(folder) as base:
        corners = {}
        for scheme in ("light", "dark"):
            context = browser.new_context(
                java_script_enabled=False, color_scheme=scheme, viewport={"width": PHONE, "height": 844}
            )
            page = context.new_page()
            page.goto(f"{base}/index.html", wait_until="networkidle")
            shown = page.evaluate("[...document.images].map(one => one.currentSrc)")
            corners[scheme] = page.locator("#x-x0 picture").screenshot()
            assert shown == [f"{base}/exhibits/{name}.narrow.svg" for name in ("x0", "x1")]
            context.close()
        assert corners["light"] != corners["dark"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_charts_accessible_while_they_tell(folder: Path, browser: Browser, scheme: axe.Scheme) -> None:
    """With a line hidden and a number told."""
    script = tools.node_file("axe-core/axe.min.js").read_text("utf-8")
    # The page's own policy forbids foreign scripts, axe included.
    context = browser.new_context(viewport={"width": DESK, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    awake(page, folder.as_uri())
    page.locator("#x-x1 .chart-keys button").nth(0).click()
    page.focus("#x-x1 .live")
    page.keyboard.press("ArrowRight")
    assert told(page)
    page.evaluate(script)
    found = page.evaluate("axe.run()")["violations"]
    context.close()
    assert [f"{one['id']}: {one['nodes'][0]['html']}" for one in found] == []


def test_only_what_scrolls_is_a_stop_for_the_keyboard(folder: Path, browser: Browser) -> None:
    """And a region with a name; what fits its place is neither, until it no longer fits."""
    with watched(browser, DESK) as one:
        one.page.goto(f"{folder.as_uri()}/index.html")
        one.page.wait_for_selector("#short:not([tabindex]):not([role]):not([aria-label])", state="attached")
        assert one.page.locator("#long").get_attribute("tabindex") == "0"
        one.page.evaluate("document.getElementById('short').replaceChildren(document.querySelector('#long table'))")
        one.page.set_viewport_size({"width": PHONE, "height": 844})
        one.page.wait_for_selector("#short[tabindex='0'][role=region][aria-label=short]")
