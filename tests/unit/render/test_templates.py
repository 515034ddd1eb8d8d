"""The shipped templates keep to rules that make them safe whatever content they print."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from briefwright.render.blocks import BLOCKS
from briefwright.render.environment import environment
from briefwright.render.sandbox import FILTERS
from briefwright.world import World, shipped_root

FOLDER = shipped_root() / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.j2"))
EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[A-Za-z][^<>]*>")
VOID = "\ue000"
"""Stands for an expression."""
SCRIPT = re.compile(
    rf'<script (?:defer )?src="{VOID}?assets/(?:[\w-]+\.js|{VOID})">|<script type="application/ld\+json">'
)
"""The release's own, by file: the one kind of script there is; and data, which no browser runs."""
ATTRIBUTES = re.compile(r"\{\{ sortable\([^{}]*\) \}\}")
"""A macro that prints whole attributes, quoted in its own file."""
ADDRESSES = {"source.address", "view.data", "view.src", "pdf", "logo", "sheet", "brief.slug", "brief.pdf", "tag"}
ADDRESSES |= {"page.root", "page.home", "page.search", "page.head.canonical", "way.href", "tongue.href", "file.href"}
ADDRESSES |= {"link.href", "one.href", "one.pdf", "one.src", "one.home", "place.href", "view.first.href"}
ADDRESSES |= {"view.address", "turn.before", "turn.after", "view.pixels", "page", "address"}
"""What an address may begin with: checked by the model, or a name made by the program."""


def source(name: str) -> str:
    """A template without its comments."""
    return re.sub(r"\{#.*?#\}", "", (FOLDER / name).read_text("utf-8"), flags=re.DOTALL)


def problems(text: str) -> Iterator[str]:
    """What a template does that could let content become markup, script, style or a foreign address."""
    expressions = EXPRESSION.findall(text)
    flat = re.sub(r"\{%.*?%\}", "", EXPRESSION.sub(VOID, ATTRIBUTES.sub("", text)), flags=re.DOTALL)
    found = re.findall(r"<(?:script|iframe|object|embed|form|base)\b[^>]*>", flat)
    yield from (f"element: {one}" for one in found if not SCRIPT.fullmatch(one) and not _asks(one))
    for tag in TAG.findall(flat):
        bare = re.sub(r'"[^"]*"', '""', tag)
        if VOID in bare:
            yield f"unquoted: {tag}"
        if handler := re.search(r"\s(?:on\w+|style|srcdoc|formaction)\s*=", bare):
            yield f"attribute: {handler[0]}"
    for name, value in re.findall(r'\b(href|src|action|data)="([^"]*)"', text):
        if EXPRESSION.search(value) and value.startswith("{{") and not _is_known(value):
            yield f"address: {name}={value}"
    for expression in expressions:
        yield from (f"filter: {one}" for one in re.findall(r"\|\s*(\w+)", expression) if one not in FILTERS)
    if re.search(r"\{%-?\s*autoescape|\|\s*safe\b|Markup", text):
        yield "autoescape turned off"


def _asks(tag: str) -> bool:
    """Whether a form only asks a script: the policy lets none be sent anywhere."""
    return tag.startswith("<form") and 'role="search"' in tag and "action" not in tag


def _is_known(value: str) -> bool:
    """Whether an address begins with one that is known, or with a fixed word."""
    first = EXPRESSION.match(value)
    inner = first[0][2:-2].strip() if first else ""
    return inner in ADDRESSES or inner.startswith("'asset:///'")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_shipped_template_is_safe(name: str) -> None:
    """No unquoted attribute, handler or style, no script, no address made of content, nothing let through unescaped."""
    assert list(problems(source(name))) == []


@pytest.mark.parametrize(
    "bad",
    [
        "<p class={{ x }}>",
        "<p {{ x }}>",
        "<p class='{{ x }}'>",
        '<p style="color: {{ x }}">',
        '<p onclick="{{ x }}">',
        "<script>{{ x }}</script>",
        '<a href="{{ x }}">',
        '<img src="{{ x }}/y">',
        "{{ x|safe }}",
        "{% autoescape false %}{% endautoescape %}",
        "{{ x|tojson }}",
        "<iframe></iframe>",
    ],
)
def test_a_careless_template_is_noticed(bad: str) -> None:
    """The rules above find each of these."""
    assert list(problems(bad))


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_escaped_whatever_it_is_called(project: World, name: str) -> None:
    """Autoescape is on for all names, and no template turns it off within itself."""
    jinja = environment(project)
    assert jinja.autoescape is True
    tree = jinja.parse(source(name))
    assert list(tree.find_all((nodes.ScopedEvalContextModifier, nodes.MarkSafe, nodes.MarkSafeIfAutoescape))) == []


def test_every_block_has_a_template_that_says_what_it_draws() -> None:
    """One file a block, beginning with a comment; no block file without a block."""
    files = {Path(name).name.removesuffix(".html.j2") for name in TEMPLATES if name.startswith("blocks/")}
    assert files == set(BLOCKS)
    for name in files:
        assert (FOLDER / "blocks" / f"{name}.html.j2").read_text("utf-8").startswith("{#")
