"""Colours of series are told apart without colour: on a grey printer, and by readers who see some colours alike."""

from itertools import combinations

import pytest
import yaml

from briefwright.world import shipped_root

COLOURS: dict[str, str] = yaml.safe_load((shipped_root() / "assets" / "tokens.yaml").read_text("utf-8"))["colour"]
SERIES = [COLOURS[f"series-{number}"] for number in range(1, 7)]


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


def test_series_differ_in_lightness() -> None:
    """The first four, which most charts use, by eight steps of a hundred; all six by more than four."""
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(SERIES[:4], 2)) > 8
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(SERIES, 2)) > 4


def test_names_in_the_colour_of_their_series_can_be_read() -> None:
    """Direct labels keep the contrast of text on paper."""
    assert min(contrast(colour, COLOURS["paper"]) for colour in SERIES) > 4.5


def test_what_happened_differs_from_what_is_expected() -> None:
    """Solid and light bars, on a grey printer too."""
    assert lightness(COLOURS["estimate"]) - lightness(COLOURS["actual"]) > 40
