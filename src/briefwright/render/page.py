"""The view of an edition through its templates: one HTML document for the screen, one for paper."""

import difflib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from briefwright.model.finding import Finding
from briefwright.render.blocks import BLOCKS, block_of, speaks
from briefwright.render.environment import labelling, render
from briefwright.render.head import Online
from briefwright.render.material import Material
from briefwright.render.sandbox import Sandbox
from briefwright.render.shell import PageView, Said, addresses, page_view
from briefwright.render.style import has_look, sheet
from briefwright.render.views import BriefView, DownloadView, Heading


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


def shown_blocks(brief: BriefView, material: Material) -> frozenset[str]:
    """The blocks that the brief prints."""
    return frozenset(name for name in material.blocks if speaks(name, brief))


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


def blocks(jinja: Sandbox, brief: BriefView, material: Material, medium: str, logo: str = "") -> Markup:
    """What the blocks of the archetype print, for ``screen`` or ``paper``; ``logo`` is the house's picture.

    Blocks with nothing to say leave no trace.
    """
    context = {**_context(brief, material, medium), "logo": logo}
    body = [
        _anchored(name, render(jinja, f"blocks/{name}.html.j2", {**context, "block": brief.views.get(name)}))
        for name in material.blocks
        if speaks(name, brief)
    ]
    return Markup("\n").join(body)


def screen(
    jinja: Sandbox,
    brief: BriefView,
    material: Material,
    body: Markup,
    downloads: Sequence[DownloadView],
    online: Online,
) -> str:
    """The page for the screen around ``body``; ``downloads`` are the files beside it."""
    page = _shell(brief, material, _scripts(brief, body), online)
    context = {**_context(brief, material, "screen"), "page": page, "downloads": downloads}
    return render(jinja, "layouts/screen.html.j2", {**context, "body": body})


def paper(jinja: Sandbox, brief: BriefView, material: Material, styles: str, logo: str = "") -> str:
    """The document that becomes the PDF, with its style sheet."""
    body = blocks(jinja, brief, material, "paper", logo)
    context = {**_context(brief, material, "paper"), "body": body}
    context["styles"] = Markup(styles)  # noqa: S704 - the project's own style sheet
    return render(jinja, "layouts/paper.html.j2", context)


def _context(brief: BriefView, material: Material, medium: str) -> dict[str, Any]:
    return {"brief": brief, "medium": medium, "label": labelling(material.locale.labels)}


def _scripts(brief: BriefView, body: str) -> list[str]:
    """The scripts of which a page has something to work on."""
    wanted = {
        "rail.js": 'class="contents' in body,
        "provenance.js": bool(brief.ledger),
        "tables.js": "data-counted" in body,
        "charts.js": "data-live=" in body,
        "scroll.js": 'class="scroll"' in body,
    }
    return [name for name, there in wanted.items() if there]


def _shell(brief: BriefView, material: Material, scripts: Sequence[str], online: Online) -> PageView:
    look = sheet(brief.lang, material.house if has_look(material.world, material.house) else "")
    below = f"{brief.slug}/index.html"
    said = Said(brief.title, brief.subtitle.striptags(), brief.house.name, look, _facets(brief, material))
    languages = addresses(material.languages, below)
    return page_view(f"{brief.lang}/{below}", material.locale.labels, said, languages, scripts, online=online)


def _facets(brief: BriefView, material: Material) -> dict[str, list[str]]:
    """What a search for this brief can be narrowed by."""
    thesis, locale = material.thesis.data, material.locale
    named = [item.company for item in thesis.beneficiaries if item.company]
    named += [thesis.company.issuer] if thesis.company else []
    companies = (locale.text(material.shared.companies[name].data.name) for name in dict.fromkeys(named))
    return {
        "kind": [locale.label("found_brief")],
        "sector": [brief.sector],
        "company": list(companies),
        "archetype": [brief.archetype],
        "year": [str(thesis.written.as_of.day.year)],
    }


def _anchored(name: str, html: str) -> Markup:
    """A block's output. One of the project's own has an anchor even where its template sets none."""
    block = Markup(html)  # noqa: S704 - output of an autoescaping template
    if name in BLOCKS or f'id="{name}"' in html or not html.strip():
        return block
    return Markup('<div id="{}">\n{}</div>').format(name, block)
