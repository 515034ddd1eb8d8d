"""Tokens become CSS variables, and nothing else."""

from typing import Any

import pytest
import tinycss2

from briefwright.model.finding import Refused
from briefwright.render.style import dark, variables
from tests.unit.chart.studio import TOKENS


def tokens(**changes: dict[str, Any]) -> dict[str, dict[str, object]]:
    return {group: {**values, **changes.get(group, {})} for group, values in TOKENS.items()}


def declared(css: str) -> dict[str, str]:
    """The custom properties of a sheet that holds one rule."""
    (rule,) = tinycss2.parse_stylesheet(css, skip_whitespace=True)
    found = tinycss2.parse_declaration_list(rule.content, skip_whitespace=True)
    assert [one.type for one in found] == ["declaration"] * len(found)
    return {one.name: tinycss2.serialize(one.value).strip() for one in found}


@pytest.mark.parametrize(("lang", "family"), [("zh-Hans", "SC"), ("zh-Hant", "HK"), ("en", "SC")])
def test_every_token_is_a_variable_and_fonts_are_those_of_the_language(lang: str, family: str) -> None:
    """Colours, sizes and stacks under their names; the Han of Hong Kong is not that of the mainland."""
    found = declared(variables(TOKENS, lang))
    assert found["--ink"] == TOKENS["colour"]["ink"]
    assert found["--small-size"] == TOKENS["size"]["small"]
    assert f'"Noto Sans CJK {family}"' in found["--sans"]
    assert found["--han"].startswith(f'"Noto Sans CJK {family}"')
    assert len(found) == sum(len(TOKENS[group]) for group in ("colour", "size", "font")) + 2


@pytest.mark.parametrize("value", ["#fff", "rgb(1 2 3 / 50%)", "oklch(60% 0.1 20)", "9pt", "calc(1em + 2px)", "red"])
def test_colours_and_lengths_pass(value: str) -> None:
    """As CSS writes them."""
    assert declared(variables(tokens(colour={"ink": value}), "en"))["--ink"] == value


HOSTILE = [
    "red; } body { display: none",
    "red} *{color:red",
    "</style><script>alert(1)</script>",
    "url(http://evil.example/x)",
    "URL ('x')",
    'image-set("http://evil.example/x" 1x)',
    "src(x)",
    "red /*",
    "*/ red",
    "@import x",
    "red\nblue",
    "\\75 rl(x)",
    'red "',
    "red '",
    "rgb(1 2 3",
    "",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("group", ["colour", "size", "dark"])
def test_a_value_cannot_break_out(group: str, value: str) -> None:
    """It is refused and named, with the file it stands in."""
    changed = tokens(**{group: {"muted": value}})
    with pytest.raises(Refused) as caught:
        variables(changed, "en") + dark(changed)
    (finding,) = caught.value.findings
    assert finding.code == "L023"
    assert "'muted'" in finding.message
    assert finding.span is not None
    assert finding.span.file == "assets/tokens.yaml"


@pytest.mark.parametrize("family", ['Inter"; } body { color: red', "Inter\\", "a{b", "x<y"])
def test_a_font_name_cannot_break_out(family: str) -> None:
    """Neither by a quotation mark nor by an escape."""
    with pytest.raises(Refused):
        variables(tokens(font={"sans": [family, "sans-serif"]}), "en")


@pytest.mark.parametrize("name", ["ink: red; --x", "Ink}", "", "a b"])
def test_a_name_cannot_break_out(name: str) -> None:
    """Names of tokens are checked as their values are."""
    with pytest.raises(Refused):
        variables(tokens(colour={name: "red"}), "en")
