"""Makes ``docs/brief.png`` from ``dist/``: the flagship as a PDF in Chinese, on a screen in English, on a phone.

Run ``make brief``, then ``.venv/bin/python -m tools.picture`` in the development environment, where Chromium is.
"""

from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from bench.peers import chromium_path

ROOT = Path(__file__).resolve().parent.parent
BRIEF = "compute-and-networks"
HEIGHT, GAP, COLOURS = 794, 24, 160
"""Pixels of a page and between pages; colours of the palette, which keeps the file small."""


def paper(lang: str) -> Image.Image:
    """The first page of the PDF of an edition."""
    with pypdfium2.PdfDocument(ROOT / "dist" / lang / BRIEF / f"{BRIEF}.{lang}.pdf") as document:
        first = document[0]
        drawn: Image.Image = first.render(scale=HEIGHT / first.get_height()).to_pil().convert("RGB")
    return framed(drawn)


def screen(
    browser: Browser, lang: str, scheme: Literal["light", "dark"], size: tuple[int, int], at: str
) -> Image.Image:
    """The page of an edition in a window of that size, with the pointer on the first element that ``at`` selects."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto((ROOT / "dist" / lang / BRIEF / "index.html").as_uri())
    page.locator(at).first.hover()
    page.wait_for_timeout(1000)  # until what comes to life has
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return framed(shot.resize((round(width * HEIGHT / height), HEIGHT), Image.Resampling.LANCZOS))


def framed(drawn: Image.Image) -> Image.Image:
    """With a hairline around it."""
    frame = Image.new("RGB", (drawn.width + 2, drawn.height + 2), "#c9ced6")
    frame.paste(drawn, (1, 1))
    return frame


def main() -> None:
    """Write the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        pages = [
            paper("zh-Hans"),
            screen(browser, "en", "light", (1260, 1200), "#u-gap_18"),
            screen(browser, "zh-Hans", "dark", (390, 844), "#x-doubling"),
        ]
        browser.close()
    width = sum(one.width for one in pages) + GAP * (len(pages) - 1)
    sheet = Image.new("RGB", (width, pages[0].height), "white")
    left = 0
    for one in pages:
        sheet.paste(one, (left, 0))
        left += one.width + GAP
    target = ROOT / "docs" / "brief.png"
    sheet.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()
