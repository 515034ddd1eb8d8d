"""The view of an edition through its templates: one HTML document for the screen, one for paper."""

from dataclasses import replace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from briefwright.render.blocks import BLOCKS
from briefwright.render.environment import render
from briefwright.render.material import Material
from briefwright.render.views import BriefView, Heading


def with_contents(brief: BriefView, material: Material) -> BriefView:
    """``brief`` with its table of contents, in the order of the archetype's blocks."""
    entries: list[Heading] = []
    for name in material.blocks:
        block = BLOCKS[name]
        if name == "sections":
            entries += [
                Heading(section.anchor, Markup("{}{}").format(section.number, section.heading))
                for section in brief.sections
            ]
        elif block.heading and block.speaks(brief):
            entries.append(Heading(name, Markup("{}").format(material.locale.label(block.heading))))
    return replace(brief, contents=tuple(entries))


def document(
    jinja: Environment, brief: BriefView, material: Material, medium: str, *, styles: str = "", pdf: str = ""
) -> str:
    """``medium`` is ``screen`` or ``paper``; ``pdf`` the file to offer. Blocks with nothing to say leave no trace."""
    context: dict[str, Any] = {"brief": brief, "medium": medium, "label": material.locale.label, "pdf": pdf}
    context["styles"] = Markup(styles)  # noqa: S704 - the project's own style sheet
    body = [
        Markup(render(jinja, f"blocks/{name}.html.j2", context))  # noqa: S704 - output of an autoescaping template
        for name in material.blocks
        if BLOCKS[name].speaks(brief)
    ]
    return render(jinja, f"layouts/{medium}.html.j2", {**context, "body": Markup("\n").join(body)})
