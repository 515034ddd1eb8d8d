"""Pages in a real Chromium, and axe's judgement of their accessibility."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.validators import tools

Scheme = Literal["light", "dark"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium, headless; the sandbox is off because containers and root cannot have it."""
    path = tools.chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def violations(
    urls: Iterable[str],
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    browser: Browser | None = None,
) -> list[str]:
    """What axe holds against the pages at a width in CSS pixels: ``url: rule: help (first element)``."""
    if browser is None:
        with chromium() as started:
            return violations(urls, width=width, scheme=scheme, browser=started)
    script = tools.node_file("axe-core/axe.min.js").read_text("utf-8")
    # The pages' own policy forbids foreign scripts, axe included.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = []
    for url in urls:
        page.goto(url)
        page.evaluate(script)
        outcome = page.evaluate("axe.run()")
        found += [f"{url}: {one['id']}: {one['help']} ({one['nodes'][0]['html']})" for one in outcome["violations"]]
    context.close()
    return found
