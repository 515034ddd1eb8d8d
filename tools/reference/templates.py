"""The page on templates: the blocks of a brief, and every value that they see."""

import re

from briefwright.catalogue import block_view, known_views, type_words, view_of
from briefwright.render.blocks import BLOCKS
from briefwright.render.sandbox import FILTERS
from tools.reference.guide import ROOT

_HEAD = """\
# Templates

A file of a project under `templates/` replaces the shipped one of the same path. Templates are Jinja in a sandbox: they
see plain values, an undefined name is an error, and all text is escaped but what is marked as HTML here. Content is
never a template. The filters there are: {filters}. A template that takes far more steps than a brief needs is stopped.

Every block, and the layouts `screen` and `paper` around them, see

- `brief`: the edition, a [BriefView](#briefview);
- `block`: the view of its own, for blocks that have one below;
- `medium`: `screen` or `paper`;
- `label(key, …)`: a fixed word from `templates/labels/<language>.yaml`, where a project may replace them;
- `downloads`: in the layout of the screen, the files beside the page, each with `href`, `name` and `says`;
- `logo`: the address of the house's logo, or empty.

`briefwright templates show NAME` prints the same for one template, with values of a fictional brief.

The layouts also have `body`, the blocks in the order of the archetype, and `styles`, for paper. `at` in a value is the
place in the content it was made from; an error names it.

## Blocks

An archetype (`templates/archetypes/<name>.yaml`) lists blocks in order. A block with nothing to say leaves no trace.

| block | sees as `block` | draws |
|---|---|---|
"""


def page() -> str:
    """The whole page, without the line that says how it is made."""
    rows = [f"| `{name}` | {_own(name)} | {_comment(name)} |" for name in BLOCKS]
    head = _HEAD.replace("{filters}", ", ".join(f"`{name}`" for name in FILTERS))
    parts = [head + "\n".join(rows) + "\n", "## Values\n"]
    return "\n".join(parts + [_view(kind) for kind in known_views().values()])


def _own(name: str) -> str:
    """The view that a block has as ``block``."""
    kind = block_view(name)
    return type_words(kind, _link) if kind else ""


def _comment(name: str) -> str:
    """What the comment at the head of a block says of it."""
    text = (ROOT / "templates" / "blocks" / f"{name}.html.j2").read_text(encoding="utf-8")
    found = re.match(r"\{#-?\s*(.*?)\s*-?#\}", text, re.DOTALL)
    return re.sub(r"\s+", " ", found[1]) if found else ""


def _view(kind: type) -> str:
    view = view_of(kind)
    rows = [f"| `{field.name}` | {type_words(field.type, _link)} | {field.said} |" for field in view.fields]
    return f"### {view.name}\n\n{view.said}\n\n| value | is | |\n|---|---|---|\n" + "\n".join(rows) + "\n"


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"
