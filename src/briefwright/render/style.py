"""Tokens to CSS: the one place where the look's values enter style sheets."""

import re
from collections.abc import Mapping
from typing import cast

from briefwright.language.widths import width
from briefwright.model.finding import Finding, Refused, Span
from briefwright.world import World

CJK = {"zh-Hans": "SC", "zh-Hant": "HK", "en": "SC"}
"""The regional variant of the Noto CJK families for each language."""
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_VALUE = re.compile(r"""(?!.*(?:/\*|\*/))(?:[\w#.,% ()*/+-]|"[^"\\;{}<>@\n]*")+""")
_CALLED = re.compile(r"([\w-]+)\(")
_FUNCTIONS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "calc"}
"""Those that compute a colour or a length; others can name an address."""


PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of a page in points."""
MEASURE = 475.08
"""The width of the text in points, whatever the page: 50 characters of Chinese, which so fill a line exactly."""

_HEAD_SIZE = 7.2
"""The size of the running head in points."""


def sheet(lang: str, house: str = "") -> str:
    """Where a release holds the style sheet of its pages in a language; of a ``house`` with a look of its own."""
    return f"assets/houses/{house}/site.{lang}.css" if house else f"assets/site.{lang}.css"


def has_look(world: World, house: str) -> bool:
    """Whether a house has tokens or rules for the screen of its own."""
    files = world.files(f"assets/houses/{house}") if house else ()
    return any(f"assets/houses/{house}/{name}" in files for name in ("tokens.yaml", "site.css"))


def rules(world: World, path: str, house: str = "") -> list[tuple[str, str]]:
    """The style sheet ``path`` and, behind it, that of the house, whose rules so lie over its own: paths and texts."""
    own = of_house(path, house)
    there = [path] + [own] * bool(house and own in world.files(f"assets/houses/{house}"))
    return [(one, world.read(one).decode().rstrip("\n") + "\n") for one in there]


def of_house(path: str, house: str) -> str:
    """Where a house's own file for ``assets/…`` is."""
    return path.replace("assets/", f"assets/houses/{house}/", 1)


def page(tokens: Mapping[str, Mapping[str, object]]) -> str:
    """The size of the page, as rule and as variables. Raises Refused for a size that there is not."""
    wanted = str(tokens["page"]["size"])
    if wanted.lower() not in PAPERS:
        help_ = "write A4 or Letter"
        raise Refused(Finding("L023", f"'{wanted[:60]}' is no size of a page", Span("assets/tokens.yaml"), help_))
    width, height = PAPERS[wanted.lower()]
    side = (width - MEASURE) / 2
    rule = f"@page {{ size: {width}pt {height}pt; margin-left: {side:.2f}pt; margin-right: {side:.2f}pt; }}\n"
    return (
        rule
        + f":root {{ --page-width: {width}pt; --page-height: {height}pt; --page-side: {side:.2f}pt; "
        + f"--measure: {MEASURE}pt; }}\n"
    )


def running_head(house: str) -> str:
    """How the running head is shared between the name of the house and the title: a long name has more of it."""
    needed = 100 * (width(house, _HEAD_SIZE) + _HEAD_SIZE) / MEASURE
    return f":root {{ --house-share: {min(max(needed, 30), 55):.0f}%; }}\n"


def stack(families: object, lang: str) -> str:
    """A CSS font-family list; ``{cjk}`` becomes the language's variant."""
    names = [str(name).replace("{cjk}", CJK[lang]) for name in cast(list[str], families)]
    return ", ".join(name if name in ("sans-serif", "serif", "monospace") else f'"{name}"' for name in names)


_HAN = {"sans": "Noto Sans CJK {cjk}", "serif": "Noto Serif CJK {cjk}"}
"""What Chinese is set in where none of the fonts has it by name."""


def variables(tokens: Mapping[str, Mapping[str, object]], lang: str) -> str:
    """``:root`` with a custom property for every token. Raises Refused where a token could break out of its value."""
    lines = [f"--{name}: {_checked(name, value)};" for name, value in tokens["colour"].items()]
    lines += [f"--{name}-size: {_checked(name, value)};" for name, value in tokens["size"].items()]
    lines += [f"--{name}: {_checked(name, stack(value, lang))};" for name, value in tokens["font"].items()]
    for name, kind in (("han", "sans"), ("han-serif", "serif")):
        families = cast(list[str], tokens["font"][kind])
        chinese = [family for family in families if "CJK" in str(family)] or [*families, _HAN[kind]]
        lines.append(f"--{name}: {_checked(name, stack(chinese, lang))};")
    return ":root {\n  " + "\n  ".join(lines) + "\n}\n"


def dark(tokens: Mapping[str, Mapping[str, object]]) -> str:
    """The same names for readers who prefer a dark screen or have chosen one: ``data-theme`` outdoes the system.

    Pictures that adapt follow ``color-scheme``.
    """
    lines = "\n    ".join(f"--{name}: {_checked(name, value)};" for name, value in tokens.get("dark", {}).items())
    return f"""\
:root {{ color-scheme: light dark; }}
:root[data-theme=light] {{ color-scheme: light; }}
@media screen and (prefers-color-scheme: dark) {{
  :root:not([data-theme=light]) {{
    {lines}
  }}
}}
@media screen {{
  :root[data-theme=dark] {{
    color-scheme: dark;
    {lines}
  }}
}}
"""


def _checked(name: str, value: object) -> str:
    text = str(value)
    plain = _NAME.fullmatch(name) and _VALUE.fullmatch(text) and set(_CALLED.findall(text.lower())) <= _FUNCTIONS
    if not plain or text.count("(") != text.count(")"):
        raise Refused(
            Finding(
                "L023",
                f"token '{name[:60]}' is not a plain CSS value: {text[:60]}",
                Span("assets/tokens.yaml"),
                "write a colour, length or font name",
            )
        )
    return text
