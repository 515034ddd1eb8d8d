"""The view of an edition through its templates: one HTML document for the screen, one for paper."""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefwright.model.finding import Finding, Span
from briefwright.render.blocks import BLOCKS, speaks
from briefwright.render.environment import render
from briefwright.render.material import Material
from briefwright.render.places import first
from briefwright.render.sandbox import Sandbox
from briefwright.render.views import BriefView, Heading
from briefwright.world import World


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
        elif block.heading and speaks(name, brief):
            opening = brief.chapters.get(name)
            said = opening[0].heading if opening else material.locale.label(block.heading)
            entries.append(Heading(name, Markup("{}").format(said)))
    return replace(brief, contents=tuple(entries))


def unknown_blocks(world: World, blocks: Sequence[str], archetype: str) -> list[Finding]:
    """R501 for every entry of the archetype that is no block."""
    file = f"templates/archetypes/{archetype}.yaml"
    findings = []
    for name in blocks:
        if name not in BLOCKS:
            close = difflib.get_close_matches(name, BLOCKS, 1)
            help_ = f"did you mean '{close[0]}'?" if close else f"the blocks are: {', '.join(BLOCKS)}"
            findings.append(Finding("R501", f"unknown block '{name}'", first(world, name, Span(file)), help_))
    return findings


def closed_blocks(material: Material) -> list[Finding]:
    """R501 for every chapter that is to open a block which the archetype does not have, or which takes no chapter."""
    findings = []
    thesis = material.thesis
    takes = [name for name in material.blocks if name in BLOCKS and BLOCKS[name].opens]
    for index, section in enumerate(thesis.data.sections):
        if section.block and section.block not in takes:
            message = f"no chapter can open '{section.block}' in a brief of the archetype '{thesis.data.archetype}'"
            close = difflib.get_close_matches(section.block, takes, 1)
            known = ", ".join(takes) or "none"
            help_ = f"did you mean '{close[0]}'?" if close else f"those that can be opened are: {known}"
            findings.append(Finding("R501", message, thesis.record.at("sections", index, "block"), help_, thesis.slug))
    return findings


def document(
    jinja: Sandbox, brief: BriefView, material: Material, medium: str, *, styles: str = "", pdf: str = ""
) -> str:
    """``medium`` is ``screen`` or ``paper``; ``pdf`` the file to offer. Blocks with nothing to say leave no trace."""
    context: dict[str, Any] = {"brief": brief, "medium": medium, "label": material.locale.label, "pdf": pdf}
    context["styles"] = Markup(styles)  # noqa: S704 - the project's own style sheet
    body = [
        Markup(render(jinja, f"blocks/{name}.html.j2", {**context, "block": brief.views.get(name)}))  # noqa: S704 - output of an autoescaping template
        for name in material.blocks
        if speaks(name, brief)
    ]
    return render(jinja, f"layouts/{medium}.html.j2", {**context, "body": Markup("\n").join(body)})
