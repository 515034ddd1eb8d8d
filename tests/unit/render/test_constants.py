"""Variables that are set once are written out before a page is laid out; those that change are left to the cascade."""

from xml.etree import ElementTree as ET

from briefwright.render.constants import write_out


def sheet(css: str, body: str = "<body/>") -> str:
    """The style sheet of a page after its variables are written out."""
    tree = ET.fromstring(f"<html><head><style>{css}</style></head>{body}</html>")  # noqa: S314 - our own
    write_out(tree)
    return tree.findtext("head/style") or ""


def test_what_is_set_once_for_the_page_is_written_out() -> None:
    """Wherever it stands in a value; the variable itself stays, for style sheets and elements that use it."""
    css = ':root { --ink: #123; --sans: "Inter", serif; } p { font: 9pt var(--sans); color: var( --ink , red); }'
    assert sheet(css) == css.replace("var(--sans)", '"Inter", serif').replace("var( --ink , red)", "#123")


def test_what_a_rule_or_an_element_sets_otherwise_is_left() -> None:
    """A second look for part of a page keeps working, and what only elements set."""
    used = "p { color: var(--ink); padding: calc(1mm + var(--after, 0em)); }"
    twice = ":root { --ink: #123; } aside { --ink: #456; } " + used
    assert sheet(twice) == twice
    once = ":root { --ink: #123; } " + used
    assert "var(--ink)" in sheet(once, '<body><p style="--ink: #456"/></body>')
    assert "var(--after, 0em)" in sheet(once)
    assert "var(--ink)" not in sheet(once)


def test_a_variable_made_of_another_is_left() -> None:
    """It may change with the other."""
    css = ":root { --ink: #123; --edge: 1pt solid var(--ink); } p { border: var(--edge); }"
    assert "border: var(--edge)" in sheet(css)
