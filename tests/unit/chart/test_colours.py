"""Colours side by side are told apart without colour: on a grey printer, and by readers who see some colours alike.

How a reader who lacks a kind of cone sees a colour: Machado, Oliveira and Fernandes, "A Physiologically-based Model for
Simulation of Color Vision Deficiency" (IEEE TVCG 15:6, 2009), severity 1, on linear RGB. How far apart colours look:
their Euclidean distance in OKLab (Ottosson, 2020), times a hundred; two is about the least that can be noticed.
"""

import re
from itertools import combinations, pairwise
from math import dist

import pytest
import yaml

from briefwright.world import shipped_root

ASSETS = shipped_root() / "assets"
TOKENS: dict[str, dict[str, str]] = yaml.safe_load((ASSETS / "tokens.yaml").read_text("utf-8"))
COLOURS, DARK = TOKENS["colour"], TOKENS["dark"]
BOTH = pytest.mark.parametrize("colours", [COLOURS, DARK], ids=["light", "dark"])
Triple = tuple[float, float, float]
EYES: dict[str, tuple[Triple, Triple, Triple]] = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def series(colours: dict[str, str]) -> list[str]:
    return [colours[f"series-{number}"] for number in range(1, 7)]


def linear(colour: str) -> Triple:
    """The linear light of ``#rrggbb``."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    """Of sRGB, as WCAG 2.2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: str) -> float:
    """CIE L*, 0 for black, 100 for white."""
    return 116 * float(luminance(colour) ** (1 / 3)) - 16


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, eyes: str) -> Triple:
    """The place in OKLab of what these eyes make of a colour."""
    light = linear(colour)
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in EYES[eyes])
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def apart(one: str, other: str, eyes: str) -> float:
    """How far two colours look from each other: 100 for black and white."""
    return 100 * dist(seen(one, eyes), seen(other, eyes))


def nearest(colours: list[str], eyes: str) -> float:
    return min(apart(one, other, eyes) for one, other in combinations(colours, 2))


def mixed(share: float, ink: str, paper: str) -> str:
    """``color-mix(in srgb, ink share, paper)``."""
    parts = [[int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (ink, paper)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02x}" for a, b in zip(*parts, strict=True))


def heat(medium: str, colours: dict[str, str]) -> list[str]:
    """The steps of a matrix of risks from light to heavy, by the style sheet of a medium."""
    sheet = (ASSETS / f"{medium}.css").read_text("utf-8")
    if medium == "paper":
        return re.findall(r"\.heat \.w\d \{ background: (#[0-9a-f]{6})", sheet)
    shares = re.findall(r"\.heat [^{}]*\{[^{}]*color-mix\(in srgb, var\(--ink\) (\d+)%, var\(--paper\)\)", sheet)
    return [mixed(int(share) / 100, colours["ink"], colours["paper"]) for share in shares]


def test_the_measures_know_black_from_white_and_red_from_green() -> None:
    """The ends of the scales, and that the simulations see alike what they should."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert lightness("#ffffff") == pytest.approx(100)
    for eyes in EYES:
        assert apart("#ffffff", "#000000", eyes) == pytest.approx(100, abs=0.1)
        assert apart("#777777", "#777777", eyes) == 0
    red, green, blue, teal = "#b03a2e", "#6f6a10", "#1f6fd0", "#188a7f"
    assert apart(red, green, "protanopia") < 0.6 * apart(red, green, "all cones")
    assert apart(red, green, "deuteranopia") < 0.2 * apart(red, green, "all cones")
    assert apart(blue, teal, "tritanopia") < 0.3 * apart(blue, teal, "all cones")


@BOTH
def test_series_differ_in_lightness(colours: dict[str, str]) -> None:
    """The first four, which most charts use, by eight steps of a hundred; all six by more than four."""
    shown = series(colours)
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(shown[:4], 2)) > 8
    assert min(abs(lightness(a) - lightness(b)) for a, b in combinations(shown, 2)) > 4


@BOTH
@pytest.mark.parametrize("eyes", EYES)
def test_lines_of_one_chart_are_told_apart_by_all_eyes(eyes: str, colours: dict[str, str]) -> None:
    """Charts of few lines, which are most, with more to spare; lines of six are also named at their ends."""
    shown = series(colours)
    assert nearest(shown[:3], eyes) > 8
    assert nearest(shown[:4], eyes) > 7
    assert nearest(shown, eyes) > 5


@pytest.mark.parametrize("eyes", EYES)
def test_kinds_of_bars_are_told_apart_by_all_eyes(eyes: str) -> None:
    """What happened, what is expected, what is a bound, and the paper; shape tells the last two apart as well."""
    assert nearest([COLOURS[name] for name in ("actual", "estimate", "bound", "paper")], eyes) > 5.5


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(
    ("medium", "colours"), [("paper", COLOURS), ("site", COLOURS), ("site", DARK)], ids=["paper", "light", "dark"]
)
def test_steps_of_a_matrix_are_told_apart_by_all_eyes(medium: str, colours: dict[str, str], eyes: str) -> None:
    """Each from the next by more than can just be noticed, and words on each can be read."""
    steps = heat(medium, colours)
    assert len(steps) == 4
    assert min(apart(one, other, eyes) for one, other in pairwise(steps)) > 2.5
    assert min(contrast(colours[name], step) for name in ("text", "accent") for step in steps) > 4.5


@pytest.mark.parametrize("eyes", EYES)
def test_what_is_marked_by_colour_on_a_dark_screen_differs_from_text(eyes: str) -> None:
    """The accent beside words, and grounds beside the page."""
    assert apart(DARK["accent"], DARK["text"], eyes) > 8
    assert apart(DARK["muted"], DARK["text"], eyes) > 8
    assert apart(DARK["wash"], DARK["paper"], eyes) > 2.5


@BOTH
def test_words_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    """Of the page and of what is set off, by day and by night."""
    for name in ("ink", "accent", "text", "muted"):
        assert min(contrast(colours[name], colours[ground]) for ground in ("paper", "wash")) > 4.5


@BOTH
def test_names_in_the_colour_of_their_series_can_be_read(colours: dict[str, str]) -> None:
    """Direct labels keep the contrast of text on paper."""
    assert min(contrast(name, colours["paper"]) for name in series(colours)) > 4.5


def test_marks_in_the_dark_can_be_seen() -> None:
    """Bars, and what bounds are drawn in. On light paper what is expected has an outline."""
    assert min(contrast(DARK[name], DARK["paper"]) for name in ("actual", "estimate", "bound")) > 3


@BOTH
def test_what_happened_differs_from_what_is_expected(colours: dict[str, str]) -> None:
    """Solid and lighter bars, or in the dark dimmer ones, on a grey printer too."""
    assert abs(lightness(colours["estimate"]) - lightness(colours["actual"])) > 39


def test_every_colour_of_a_chart_has_one_for_the_dark() -> None:
    """Else a chart would keep a light reader's colour on dark paper."""
    assert set(DARK) == set(COLOURS)
