"""Makes ``docs/brief.png``, the first page of the flagship in Chinese and in English, from ``dist/``.

Run ``make brief``, then ``.venv/bin/python tools/picture.py`` in the development environment.
"""

from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
BRIEF = "compute-and-networks"
LANGS = ("zh-Hans", "en")
WIDTH, GAP, COLOURS = 560, 24, 128
"""Pixels of a page and between pages; colours of the palette, which keeps the file small."""


def page(lang: str) -> Image.Image:
    """The first page of an edition, with a hairline around it."""
    with pypdfium2.PdfDocument(ROOT / "dist" / lang / BRIEF / f"{BRIEF}.{lang}.pdf") as document:
        first = document[0]
        drawn = first.render(scale=WIDTH / first.get_width()).to_pil().convert("RGB")
    framed = Image.new("RGB", (drawn.width + 2, drawn.height + 2), "#c9ced6")
    framed.paste(drawn, (1, 1))
    return framed


def main() -> None:
    """Write the picture."""
    pages = [page(lang) for lang in LANGS]
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
