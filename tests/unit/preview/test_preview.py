"""The live server as a browser meets it: a save reaches the page, findings stand in it, nothing else gets in."""

import http.client
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from briefwright.world import World
from tests.unit.starter import starter

pytestmark = pytest.mark.slow
SLUG = "battery-swapping"
PATIENCE = 30_000
"""Milliseconds that a loaded machine may need for a page; a wait ends as soon as it is there."""


@dataclass(frozen=True)
class Served:
    """A project under preview and the port it is on."""

    world: World
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[int, dict[str, str], bytes]:
        """The answer to a path sent as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The starter project, served by the command."""
    world = starter(tmp_path_factory.mktemp("preview") / "project")
    command = [sys.executable, "-m", "briefwright", "--root", str(world.root), "preview", SLUG]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", line)
        assert found, line
        try:
            served = Served(world, int(found[1]))
            until(lambda: reachable(served))
            yield served
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 0
        finally:
            process.kill()


def until(true: Callable[[], bool], seconds: float = 30) -> None:
    """Wait until something is true, for so long at most."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def reachable(served: Served) -> bool:
    try:
        return served.ask("/preview/overlay.css")[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def page(served: Served) -> Iterator[Page]:
    """The edition's page in a browser."""
    browser = shutil.which("chromium")
    if not browser:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{served.base}/en/{SLUG}/index.html")
        yield page
        chromium.close()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_only_its_own_name_and_reading_are_answered(served: Served) -> None:
    """A name that leads here from elsewhere is not; nor is anything that would change something."""
    assert served.ask("/", host="evil.example")[0] == 421
    assert served.ask("/", host=f"evil.example:{served.port}")[0] == 421
    assert served.ask("/", host="127.0.0.1")[0] == 421
    assert served.ask("/preview/changes", host="127.0.0.1.evil.example:80")[0] == 421
    assert served.ask("/", method="POST")[0] == 405
    assert served.ask("/", host=f"localhost:{served.port}")[0] == 302


@pytest.mark.parametrize(
    "path",
    [
        f"/en/{SLUG}/../../content/houses/house.yaml",
        f"/en/{SLUG}/..%2f..%2fcontent%2fhouses%2fhouse.yaml",
        "/../../../../etc/passwd",
        "/assets/..%2f..%2fcontent%2fhouses%2fhouse.yaml",
        "/assets/tokens.yaml",
        "/preview/..%2fserver.py",
        "/preview/server.py",
        "/content/houses/house.yaml",
        "//etc/passwd",
        f"/en/{SLUG}/thesis.yaml",
        "/en/nothing/index.html",
        f"/fr/{SLUG}/index.html",
    ],
)
def test_no_file_of_the_disk_is_served(served: Served, path: str) -> None:
    """Whatever the path: only what was made is there."""
    status, _, content = served.ask(path)
    assert status == 404
    assert b"name:" not in content
    assert b"root:" not in content


def test_nothing_is_kept_and_no_script_but_its_own_may_run(served: Served) -> None:
    """By the headers of every answer."""
    for path in (f"/en/{SLUG}/index.html", "/assets/site.en.css", "/nothing"):
        headers = served.ask(path)[1]
        assert headers["cache-control"] == "no-store"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_pdf_comes_when_it_is_asked_for(served: Served) -> None:
    """By the short way and by its own name."""
    status, headers, _ = served.ask("/pdf")
    assert (status, headers["location"]) == (302, f"/en/{SLUG}/pdf")
    for path in (f"/en/{SLUG}/pdf", f"/en/{SLUG}/{SLUG}.en.pdf"):
        status, headers, content = served.ask(path)
        assert (status, headers["content-type"]) == (200, "application/pdf")
        assert content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("file", "old", "new", "selector"),
    [
        (f"content/theses/{SLUG}/demand.en.md", "", "Saved a moment ago. ", "text=Saved a moment ago."),
        ("templates/blocks/disclosures.html.j2", None, '<p class="fresh">A block of our own</p>', "p.fresh"),
    ],
)
def test_a_save_reaches_the_open_page(
    served: Served, page: Page, file: str, old: str | None, new: str, selector: str
) -> None:
    """Markdown, and a template that the project had not had."""
    target = served.world.root / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if old is None:
        target.write_text(new, "utf-8")
    else:
        target.write_text(new + target.read_text("utf-8"), "utf-8")
    page.wait_for_selector(selector)


def test_a_token_changes_the_colour_of_the_open_page(served: Served, page: Page) -> None:
    """The style sheet is the one of now."""
    tokens = served.world.root / "assets" / "tokens.yaml"
    tokens.parent.mkdir(exist_ok=True)
    tokens.write_text('colour: {ink: "#0a7d2c"}\n', "utf-8")
    page.wait_for_function(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--ink').trim() === '#0a7d2c'"
    )


def test_charts_come_to_life(served: Served, page: Page) -> None:
    """What draws them is served as well."""
    page.locator("figure[data-live]").first.scroll_into_view_if_needed()
    page.wait_for_selector("figure.is-live .live svg", timeout=60_000)


def test_the_page_works_as_in_a_release(served: Served, page: Page) -> None:
    """Its scripts run; what a preview does not make leads to the list of editions, never to nothing."""
    page.locator("a.num").first.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    for link in page.locator("header.top nav a:visible").all():
        answer = page.request.get(str(link.evaluate("one => one.href")))
        assert answer.ok, link.inner_text()


def test_findings_stand_in_the_page_until_they_are_mended(served: Served, page: Page) -> None:
    """Opened where there is an error, over the page as it last was; gone with it."""
    thesis = served.world.root / "content" / "theses" / SLUG / "thesis.yaml"
    change(thesis, "archetype:", "archetyp:")
    page.wait_for_selector("#bw-preview[open] li.error")
    assert "thesis.yaml" in page.inner_text("#bw-preview")
    assert "archetype" in page.inner_text("#bw-preview")
    assert page.locator("h1").count() == 1, "the page as it last was is still there"
    change(thesis, "archetyp:", "archetype:")
    page.wait_for_function("() => !document.querySelector('#bw-preview li.error')")


def test_a_broken_template_is_told_with_its_line(served: Served, page: Page) -> None:
    """Found when the page is made, not before."""
    block = served.world.root / "templates" / "blocks" / "claims.html.j2"
    block.parent.mkdir(parents=True, exist_ok=True)
    block.write_text("<p>one</p>\n{{ brief.nothing_of_the_kind }}\n", "utf-8")
    page.wait_for_selector("#bw-preview[open] li.error")
    assert "templates/blocks/claims.html.j2:2" in page.inner_text("#bw-preview")
    block.unlink()
    page.wait_for_function("() => !document.querySelector('#bw-preview li.error')")


def test_what_a_finding_quotes_is_text(served: Served, page: Page) -> None:
    """Content that is markup does not become some."""
    thesis = served.world.root / "content" / "theses" / SLUG / "thesis.yaml"
    text = thesis.read_text("utf-8")
    thesis.write_text(text + "'<img src=x onerror=alert(1)>': 1\n", "utf-8")
    page.wait_for_selector("#bw-preview[open] li.error")
    assert page.locator("#bw-preview img").count() == 0
    assert "<img" in page.inner_text("#bw-preview")
    thesis.write_text(text, "utf-8")
    page.wait_for_function("() => !document.querySelector('#bw-preview li.error')")


def test_the_sheet_of_a_house_is_served_to_its_pages(served: Served) -> None:
    """As soon as it is written, with the rules of the house behind the common ones; nothing else of its folder."""
    sheet = served.world.root / "assets" / "houses" / "my-house" / "site.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(".mast { border-top: 3px solid }\n", "utf-8")
    try:
        until(lambda: b"assets/houses/my-house/site.en.css" in served.ask(f"/en/{SLUG}/index.html")[2])
        status, _, content = served.ask("/assets/houses/my-house/site.en.css")
        assert status == 200
        assert content.endswith(b"\n.mast { border-top: 3px solid }\n")
        assert served.ask("/assets/houses/my-house/site.css")[0] == 404
        assert served.ask("/assets/houses/../../content/houses/house.yaml")[0] == 404
    finally:
        sheet.unlink()
