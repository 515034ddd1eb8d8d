"""The view of an edition through its templates: one HTML document for the screen, one for paper."""

import difflib
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefwright.model.finding import Finding
from briefwright.render.blocks import BLOCKS, block_of, speaks
from briefwright.render.environment import labelling, render
from briefwright.render.material import Material
from briefwright.render.sandbox import Sandbox
from briefwright.render.shell import PageView, Said, addresses, page_view
from briefwright.render.style import has_look, sheet
from briefwright.render.views import BriefView, Heading


def with_contents(brief: BriefView, material: Material) -> BriefView:
    """``brief`` with its table of contents, in the order of the archetype's blocks."""
    entries: list[Heading] = []
    for name in material.blocks:
        block = block_of(name)
        if name == "sections":
            entries += [
                Heading(section.anchor, Markup("{}{}").format(section.number, section.heading))
                for section in brief.sections
            ]
        elif block.heading and speaks(name, brief):
            opening = brief.chapters.get(name)
            said = opening[0].heading if opening else material.locale.label(block.heading)
            entries.append(Heading(name, Markup("{}").format(said)))
        elif name in material.own and speaks(name, brief):
            entries.append(Heading(name, brief.views[name].heading))
    return replace(brief, contents=tuple(entries))


def closed_blocks(material: Material) -> list[Finding]:
    """R501 for every chapter that is to open a block which the archetype does not have, or which takes no chapter."""
    findings = []
    thesis = material.thesis
    takes = [name for name in material.blocks if block_of(name).opens]
    for index, section in enumerate(thesis.data.sections):
        if section.block and section.block not in takes:
            message = f"no chapter can open '{section.block}' in a brief of the archetype '{thesis.data.archetype}'"
            close = difflib.get_close_matches(section.block, takes, 1)
            known = ", ".join(takes) or "none"
            help_ = f"did you mean '{close[0]}'?" if close else f"those that can be opened are: {known}"
            findings.append(Finding("R501", message, thesis.record.at("sections", index, "block"), help_, thesis.slug))
    return findings


def document(
    jinja: Sandbox,
    brief: BriefView,
    material: Material,
    medium: str,
    *,
    styles: str = "",
    pdf: str = "",
    logo: str = "",
) -> str:
    """``medium`` is ``screen`` or ``paper``; ``pdf`` the file to offer, ``logo`` the house's picture.

    Blocks with nothing to say leave no trace.
    """
    label = labelling(material.locale.labels)
    context: dict[str, Any] = {"brief": brief, "medium": medium, "label": label, "pdf": pdf, "logo": logo}
    if medium == "screen":
        context["page"] = _shell(brief, material)
    context["styles"] = Markup(styles)  # noqa: S704 - the project's own style sheet
    body = [
        _anchored(name, render(jinja, f"blocks/{name}.html.j2", {**context, "block": brief.views.get(name)}))
        for name in material.blocks
        if speaks(name, brief)
    ]
    return render(jinja, f"layouts/{medium}.html.j2", {**context, "body": Markup("\n").join(body)})


def _shell(brief: BriefView, material: Material) -> PageView:
    look = sheet(brief.lang, material.house if has_look(material.world, material.house) else "")
    below = f"{brief.slug}/index.html"
    said = Said(brief.title, brief.subtitle.striptags(), brief.house.name, look)
    languages = addresses(material.languages, below)
    return page_view(f"{brief.lang}/{below}", material.locale.labels, said, languages)


def _anchored(name: str, html: str) -> Markup:
    """A block's output. One of the project's own has an anchor even where its template sets none."""
    block = Markup(html)  # noqa: S704 - output of an autoescaping template
    if name in BLOCKS or f'id="{name}"' in html or not html.strip():
        return block
    return Markup('<div id="{}">\n{}</div>').format(name, block)
