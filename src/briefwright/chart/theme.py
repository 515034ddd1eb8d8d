"""The look of charts, read from the same tokens as the style sheets."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefwright.model.lang import Lang
from briefwright.model.period import Kind

CJK: dict[Lang, str] = {"zh-Hans": "SC", "zh-Hant": "HK", "en": "SC"}
"""What ``{cjk}`` in a font token stands for: the regional forms of shared characters."""

FULL = 672.0
"""The text block of A4 with 16 mm margins, 178 mm, in CSS pixels."""
HALF = 325.0
"""One of a pair, 6 mm apart."""
SMALL, BASE = 9.6, 10.2
"""Text sizes in pixels: 7.2 and 7.65 points on paper. ``SMALL`` for axes, ``BASE`` for values and names."""
LINE = 12.6
"""The height of a line of text in pixels."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as CSS hexadecimal, ``font`` as a family list without blanks after its commas (WeasyPrint keeps them)."""

    ink: str
    text: str
    muted: str
    rule: str
    paper: str
    actual: str
    estimate: str
    bound: str
    accent: str
    series: tuple[str, ...]
    font: str

    def fill(self, kind: Kind) -> str:
        """The colour of a bar: solid for what happened, lighter for what someone expects or thinks."""
        return self.actual if kind is Kind.ACTUAL else self.estimate


_OF_TEXT = ("text", "ink", "muted", "accent")
_OF_MARKS = ("actual", "estimate", "bound", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours by what they are called, for pictures that are light or dark as their reader likes it.

    Colours that are alike on light paper are told apart by what they colour: words, or marks.
    """

    light: Mapping[str, str]
    in_dark: Mapping[str, str]

    @property
    def paper(self) -> str:
        return self.light["paper"]

    def dark(self, colour: str, *, of_text: bool) -> str:
        """What a light colour is in the dark; "" where nothing is said of it."""
        return self.in_dark.get(self._name(colour, of_text=of_text), "")

    def variable(self, colour: str, *, of_text: bool) -> str:
        """The style sheet's variable for a colour; the colour itself where it is none of the tokens'."""
        name = self._name(colour, of_text=of_text)
        return f"var(--{name})" if name else colour

    def _name(self, colour: str, *, of_text: bool) -> str:
        first = _OF_TEXT if of_text else _OF_MARKS
        order = [*first, *(name for name in self.light if name not in first)]
        return next((name for name in order if self.light.get(name, "").lower() == colour.lower()), "")


def palette(tokens: Mapping[str, Mapping[str, object]]) -> Palette:
    """The colours of ``tokens``, light and dark."""
    light, dark = ({name: str(value) for name, value in tokens.get(part, {}).items()} for part in ("colour", "dark"))
    return Palette(light, dark)


def theme(tokens: Mapping[str, Mapping[str, object]], lang: Lang) -> Theme:
    """Raises KeyError where ``tokens`` lacks a colour or the sans font."""
    colour = {name: str(value) for name, value in tokens["colour"].items()}
    families = tokens["font"]["sans"]
    names = [str(name) for name in families] if isinstance(families, list | tuple) else str(families).split(",")
    cleaned = (name.strip().strip("\"'").replace("{cjk}", CJK[lang]) for name in names)
    return Theme(
        **{
            name: colour[name]
            for name in ("ink", "text", "muted", "rule", "paper", "actual", "estimate", "bound", "accent")
        },
        series=tuple(colour[f"series-{index}"] for index in range(1, 7)),
        font=",".join(cleaned),
    )
