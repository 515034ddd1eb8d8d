"""The pages of the release: valid, accessible, complete without a network, the same opened from a disk or a server."""

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from briefwright.model.lang import LANGS
from briefwright.publish import links
from tests.release.conftest import EDITIONS, Release
from tests.validators import axe, nu

PHONE, DESK = 390, 1280
# Nu takes 'self' for another origin where a page comes from a disk; Chromium, below, does not.
FROM_DISK = ("external stylesheet", "external script", "image")
# It knows neither hashes nor that data is not run; what stands inside pages is looked at below.
INSIDE = ("Inline style violates Content Security Policy", "Inline script violates Content Security Policy")


PICTURES = """async () => {
  const images = [...document.images];
  images.forEach(one => { one.loading = 'eager' });
  await Promise.allSettled(images.map(one => one.decode()));
  return images.filter(one => !one.naturalWidth).map(one => 'no picture: ' + one.src);
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with axe.chromium() as started:
        yield started


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of ``folder`` on this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            # Browsers ask servers for this unbidden.
            if self.path == "/favicon.ico":
                self.send_response(204)
                self.end_headers()
            else:
                super().do_GET()

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - the library's name
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@dataclass
class Watched:
    """A page that is looked at, and what it did."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, url: str) -> None:
        """Load the page with all pictures; ``complaints`` holds what the console and failed requests say."""
        self.page.goto(url)
        self.complaints += self.page.evaluate(PICTURES)
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.complaints.append(f"{wide} px wider than the window")


@contextmanager
def watched(browser: Browser, width: int) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": width, "height": 844})
    one = Watched(context.new_page())
    one.page.on("console", lambda message: one.complaints.append(message.text))
    one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
    one.page.on("dialog", lambda dialog: one.complaints.append(f"dialog: {dialog.message}"))
    one.page.on("requestfailed", lambda request: one.complaints.append(f"failed: {request.url}"))
    one.page.on("request", lambda request: one.requests.append(request.url))
    try:
        yield one
    finally:
        context.close()


def faults(browser: Browser, urls: list[str], base: str, width: int) -> list[str]:
    """What goes wrong on pages at a width in CSS pixels, requests that leave ``base`` included."""
    found = []
    for url in urls:
        with watched(browser, width) as one:
            one.open(url)
            found += [f"{url}: {complaint}" for complaint in one.complaints]
            found += [f"{url}: asks for {request}" for request in one.requests if not request.startswith(base)]
    return found


def soup(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "lxml")


def test_the_checker_of_html_finds_nothing(release: Release) -> None:
    """The Nu checker has neither errors nor warnings."""
    said = nu.messages(release.pages())
    found = [one for one in said if not _from_disk(one) and not any(known in one for known in INSIDE)]
    assert found == []


def _from_disk(message: str) -> bool:
    kind = message.partition("Resource violates Content Security Policy (meta tag): ")[2]
    return kind.startswith(FROM_DISK) and "://" not in kind


@pytest.mark.parametrize(("width", "scheme"), [(DESK, "light"), (PHONE, "light"), (DESK, "dark")])
def test_axe_finds_the_pages_accessible(release: Release, browser: Browser, width: int, scheme: axe.Scheme) -> None:
    """No violation on a desk or a phone, by day or by night; night has the same colours in every language."""
    pages = [one for one in release.kinds() if scheme == "light" or release.dist / "en" in one.parents]
    urls = [page.as_uri() for page in pages]
    assert axe.violations(urls, width=width, scheme=scheme, browser=browser) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_pages_from_a_disk_work_without_complaint(release: Release, browser: Browser, width: int) -> None:
    """No console message, no request off the release, no picture missing, nothing wider than the window."""
    urls = [page.as_uri() for page in release.kinds()]
    assert faults(browser, urls, release.dist.as_uri(), width) == []


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_pages_from_a_server_work_without_complaint(release: Release, browser: Browser, width: int) -> None:
    """The same below a sub-path of a server, where the policy of the page applies in full."""
    with served(release.dist.parent) as address:
        base = f"{address}/{release.dist.name}/"
        urls = [base + page.relative_to(release.dist).as_posix() for page in release.kinds()]
        assert faults(browser, urls, base, width) == []


def test_a_page_with_faults_is_noticed(browser: Browser, tmp_path: Path) -> None:
    """A script that the policy forbids, a picture from elsewhere and one that is missing, and a table too wide."""
    policy = "default-src 'none'; img-src *"
    head = f'<title>x</title><meta http-equiv="Content-Security-Policy" content="{policy}">'
    body = "<script>alert(1)</script><img src='http://127.0.0.1:9/x.png'><table width=2000><tr><td>wide</table>"
    file = tmp_path / "page.html"
    file.write_text(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>", "utf-8")
    found = "\n".join(faults(browser, [file.as_uri()], tmp_path.as_uri(), PHONE))
    assert "Content Security Policy" in found
    assert "asks for http://127.0.0.1:9/x.png" in found
    assert "no picture" in found
    assert "wider than the window" in found


def test_a_reader_gets_from_the_front_page_to_every_page(release: Release) -> None:
    """From a disk by following links only; but for the page that is shown where a link leads nowhere."""
    queue, seen = [release.dist / "index.html"], set[Path]()
    while queue:
        path = queue.pop()
        if path not in seen:
            seen.add(path)
            links = (str(link["href"]).partition("#")[0] for link in soup(path).find_all("a", href=True))
            queue += [(path.parent / link).resolve() for link in links if link.endswith(".html")]
    assert set(release.pages()) - seen == {release.dist / "404.html"}


def test_every_link_leads_somewhere(release: Release) -> None:
    """The publisher's own verdict on the tree, read from the disk."""
    tree = {
        file.relative_to(release.dist).as_posix(): file.read_bytes()
        for file in release.dist.rglob("*")
        if file.is_file()
    }
    assert links.broken(tree) == []
    lost = {path: content for path, content in tree.items() if not path.endswith(".pdf")}
    told = "\n".join(finding.message for finding in links.broken(lost))
    assert [edition for edition in EDITIONS if release.pdf(edition).name not in told] == []


def test_headings_form_an_outline(release: Release) -> None:
    """One first-level heading a page, and no level skipped on the way down."""
    for path in release.pages():
        levels = [int(heading.name[1]) for heading in soup(path).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
        assert levels.count(1) == 1, path
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_pages_say_their_language_and_name_the_others(release: Release) -> None:
    """``lang`` is that of the folder; every other language of the same page is linked with ``hreflang``."""
    for path in release.pages():
        page = soup(path)
        where = path.relative_to(release.dist)
        assert page.html is not None
        if len(where.parts) == 1:
            continue
        lang = where.parts[0]
        assert page.html["lang"] == lang
        if path.name != "index.html":  # a file to send, which is alone
            continue
        others = {str(link["hreflang"]): link for link in page.find_all("a", hreflang=True)}
        assert set(others) == set(LANGS) - {lang}
        for other, link in others.items():
            assert link["lang"] == other
            target = (path.parent / str(link["href"])).resolve()
            same = release.dist / other / Path(*where.parts[1:])
            assert target == (same if same.exists() else release.dist / other / "index.html").resolve()


def test_sources_are_numbered_in_the_order_of_reading(release: Release, edition: str) -> None:
    """The first mark that a reader meets is 1, the next new one 2, down to the list at the end."""
    marks = soup(release.page(edition)).select("sup.cite a")
    seen = list(dict.fromkeys(int(mark.get_text()) for mark in marks))
    assert seen
    assert seen == list(range(1, len(seen) + 1))


def test_pictures_have_words_and_room(release: Release, edition: str) -> None:
    """Every image has an alternative in the page's language and its size, so that nothing jumps while it loads."""
    images = soup(release.page(edition)).find_all("img")
    assert images or edition.endswith("/baidu-ernie")  # whose exhibits are tables
    for image in images:
        assert len(str(image["alt"])) > 20
        assert int(str(image["width"])) > 100
        assert int(str(image["height"])) > 50
        assert edition.startswith("en") or any("\u4e00" <= character <= "\u9fff" for character in str(image["alt"]))


def test_pages_hold_nothing_that_their_policy_forbids(release: Release) -> None:
    """A strict policy: no handlers, no scripts within the page but data, no style sheet but one known by its hash."""
    for path in release.pages():
        page = soup(path)
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy is not None
        assert "default-src 'none'" in str(policy)
        assert "unsafe" not in str(policy).replace("'wasm-unsafe-eval'", "")  # Pagefind, on the search page
        assert page.find_all(["iframe", "object", "embed", "base"]) == []
        assert page.find_all("form", action=True) == []
        for script in page.find_all("script"):
            assert script.get("type") == "application/ld+json" or (script.get("src") and not script.get_text()), path
        for style in page.find_all("style"):
            digest = base64.b64encode(hashlib.sha256(style.get_text().encode()).digest()).decode()
            assert f"'sha256-{digest}'" in str(policy), path
        for element in page.find_all(True):
            assert [name for name in element.attrs if name == "style" or name.startswith("on")] == []
