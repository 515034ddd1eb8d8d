"""What a reader of the site gets of a chart beside its picture: a dark one, a narrow one, pixels, and a live one.

The live chart is the picture's own specification, compiled, with places that tell numbers; its colours are the names of
the style sheet's variables, so that it follows the reader's choice of light or dark by itself.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from briefwright.chart.engine import ENGINE
from briefwright.chart.sheet import TELLS
from briefwright.chart.svg import dimensions
from briefwright.chart.theme import FULL, Palette

_COLOURED = re.compile(r'\b(fill|stroke)="(#[0-9A-Fa-f]{3,8})"')
_PLAIN = re.compile(r"[\w#.,% ()/+-]+")
_TITLE_END = "</title>"
_TEXT = re.compile(r"<text\b([^>]*)>([^<]*)</text>")
_HAN = re.compile(
    "[\u1100-\u11ff\u2460-\u24ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
_DOTS, _SMALL_DOTS = 1.5, 2.0
"""Dots of a PNG to a pixel, of a chart of full width and of a smaller one: either is about a thousand dots across."""
_COLOURS = ("fill", "stroke", "colour")


def adaptive(picture: str, palette: Palette) -> str:
    """The picture on paper of its own, which readers who prefer the dark see in dark colours, whoever shows it."""
    found = sorted({(found[1], found[2]) for found in _COLOURED.finditer(picture)} | {("fill", palette.paper)})
    rules = []
    for name, colour in found:
        mark, text = palette.dark(colour, of_text=False), palette.dark(colour, of_text=True)
        if mark and _PLAIN.fullmatch(mark):
            rules.append(f'[{name}="{colour}"]{{{name}:{mark}}}')
        if text and text != mark and _PLAIN.fullmatch(text) and name == "fill":
            rules.append(f'text[fill="{colour}"]{{fill:{text}}}')
    style = f"<style>@media (prefers-color-scheme:dark){{{''.join(rules)}}}</style>" if rules else ""
    return _behind(picture, style + _sheet(palette))


def pixels(picture: str, palette: Palette, font: str) -> bytes:
    """The picture as PNG, on paper. Raises EngineFailed."""
    scale = _DOTS if dimensions(picture)[0] >= FULL else _SMALL_DOTS
    return ENGINE.pixels(_behind(typefaces(picture, font), _sheet(palette)), scale)


def chinese(text: str, font: str) -> str:
    """The Chinese typeface of the list ``font`` where ``text`` holds Chinese, else empty."""
    return next((name for name in font.split(",") if "CJK" in name), "") if _HAN.search(text) else ""


def typefaces(picture: str, font: str) -> str:
    """The picture with the Chinese typeface named for every text that holds Chinese, of its figures and Latin as well.

    What draws pixels takes the first typeface for everything, and where that lacks a character any that has them all.
    """

    def named(found: re.Match[str]) -> str:
        name = chinese(found[2], font)
        return f'<text font-family="{name}"{found[1]}>{found[2]}</text>' if name else found[0]

    return _TEXT.sub(named, picture)


def live(
    name: str,
    wide: Mapping[str, Any],
    narrow: Mapping[str, Any] | None,
    palette: Palette,
    legend: Sequence[str],
) -> bytes:
    """The script of exhibit ``name``: its compiled specifications, wide and narrow, and the names of its lines."""
    said = {
        "wide": _painted(wide, palette, of_text=False),
        "narrow": _painted(narrow, palette, of_text=False) if narrow else None,
        "legend": list(legend),
    }
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":  # a page may hold the script; old engines end a line at the last two
        written = written.replace(character, f"\\u{ord(character):04x}")
    return f"(self.briefwrightCharts=self.briefwrightCharts||{{}})[{json.dumps(name)}]={written};\n".encode()


def silent(compiled: Mapping[str, Any]) -> dict[str, Any]:
    """A compiled specification without the places that tell: what is drawn as picture."""
    return {**compiled, "marks": [mark for mark in compiled.get("marks", ()) if not tells(mark.get("name", ""))]}


def tells(name: str) -> bool:
    """Whether a layer, or the mark that is made of it, is seen by no one and tells numbers."""
    return name.startswith((f"{TELLS}-", f"{TELLS}_"))


def _painted(spec: Any, palette: Palette, *, of_text: bool) -> Any:
    """The specification with variables for colours; what only an editor or a page of its own would use left out."""
    if isinstance(spec, Mapping):
        of_text = of_text or spec.get("type") == "text" or "words" in spec
        found = {}
        for key, value in spec.items():
            if key in ("$schema", "background"):
                continue
            if key in ("words", "tip"):
                found[key] = value
            elif key in _COLOURS and isinstance(value, str):
                found[key] = palette.variable(value, of_text=of_text)
            elif key in _COLOURS and isinstance(value, Mapping) and isinstance(value.get("value"), str):
                found[key] = {**value, "value": palette.variable(value["value"], of_text=of_text)}
            else:
                found[key] = _painted(value, palette, of_text=of_text)
        return found
    if isinstance(spec, list):
        return [_painted(value, palette, of_text=of_text) for value in spec]
    return spec


def _sheet(palette: Palette) -> str:
    return f'<rect width="100%" height="100%" fill="{palette.paper}"/>'


def _behind(picture: str, added: str) -> str:
    """The picture with ``added`` before all that it draws."""
    head, end, rest = picture.partition(_TITLE_END)
    return head + end + added + rest
