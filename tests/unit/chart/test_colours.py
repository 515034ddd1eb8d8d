"""Colours of series are told apart without colour: on a grey printer, and by readers who see some colours alike."""

from itertools import combinations

import pytest
import yaml

from briefwright.world import shipped_root

TOKENS = yaml.safe_load((shipped_root() / "assets" / "tokens.yaml").read_text("utf-8"))
LIGHT: dict[str, str] = TOKENS["colour"]
DARK: dict[str, str] = TOKENS["dark"]
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def series(colours: dict[str, str]) -> list[str]:
    return [colours[f"series-{number}"] for number in range(1, 7)]


def luminance(colour: str) -> float:
    """Of sRGB, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """CIE L*, 0 for black, 100 for white."""
    return 116 * float(luminance(colour) ** (1 / 3)) - 16


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measures_know_black_from_white() -> None:
    """The ends of both scales."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert lightness("#ffffff") == pytest.approx(100)


@BOTH
def test_series_differ_in_lightness(colours: dict[str, str]) -> None:
    """The first four, which most charts use, by eight steps of a hundred; all six by more than four."""
    shown = series(colours)
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(shown[:4], 2)) > 8
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(shown, 2)) > 4


@BOTH
def test_words_can_be_read(colours: dict[str, str]) -> None:
    """Direct labels too, which have the colour of their series, keep the contrast of text on paper."""
    words = [*series(colours), *(colours[name] for name in ("ink", "text", "muted", "accent"))]
    assert min(contrast(colour, colours["paper"]) for colour in words) > 4.5


def test_marks_in_the_dark_can_be_seen() -> None:
    """Bars, and what bounds are drawn in. On light paper what is expected has an outline."""
    assert min(contrast(DARK[name], DARK["paper"]) for name in ("actual", "estimate", "bound")) > 3


@BOTH
def test_what_happened_differs_from_what_is_expected(colours: dict[str, str]) -> None:
    """Solid and lighter bars, or in the dark dimmer ones, on a grey printer too."""
    assert abs(lightness(colours["estimate"]) - lightness(colours["actual"])) > 39


def test_every_colour_of_a_chart_has_one_for_the_dark() -> None:
    """Else a chart would keep a light reader's colour on dark paper."""
    assert set(DARK) == set(LIGHT)
