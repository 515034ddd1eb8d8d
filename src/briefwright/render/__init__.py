"""Render: results and exhibits of an edition to its files. Content in, bytes out; nothing is written here."""

from dataclasses import dataclass

from briefwright.model.finding import Finding, Refused
from briefwright.render import ledger, paper
from briefwright.render.assets import logo, of_house
from briefwright.render.attached import Attached
from briefwright.render.brief import BriefBuilder
from briefwright.render.data import csv_of
from briefwright.render.environment import environment
from briefwright.render.glyphs import missing_glyphs
from briefwright.render.material import Material
from briefwright.render.page import closed_blocks, document, with_contents
from briefwright.render.places import PAPER, located
from briefwright.render.style import page, rules, variables
from briefwright.render.views import BriefView

__all__ = ["EditionPages", "Material", "edition"]


@dataclass(frozen=True, slots=True)
class EditionPages:
    """The files of an edition by name within its folder, and what the index says of it."""

    files: dict[str, bytes]
    about: dict[str, str]


def edition(material: Material, formats: frozenset[str]) -> tuple[EditionPages | None, list[Finding]]:
    """The page, the PDF (where ``formats`` holds ``html``, ``pdf``) and the exhibits' pictures and data."""
    if closed := closed_blocks(material):
        return None, closed
    try:
        builder = BriefBuilder(material)
        brief = with_contents(builder.build(), material)
        files = _files(material, brief, formats, builder.appendix.file())
    except Refused as refused:
        return None, located(material.world, refused.findings, house=material.house)
    about = {
        "title": brief.title,
        "subtitle": brief.subtitle.striptags(),
        "sector": brief.sector,
        "archetype": brief.archetype,
        "written": brief.written,
        "page": "index.html" if "html" in formats else "",
        "pdf": pdf_name(brief.slug, brief.lang) if "pdf" in formats else "",
    }
    return EditionPages(files, about), []


def pdf_name(slug: str, lang: str) -> str:
    return f"{slug}.{lang}.pdf"


def _files(material: Material, brief: BriefView, formats: frozenset[str], numbers: bytes) -> dict[str, bytes]:
    jinja, mark = environment(material.world, material.layers), logo(material)
    known = {one.id: one for one in material.exhibits}
    pictures = {f"exhibits/{one.id}.svg": one.svg.encode() for one in material.exhibits if one.svg}
    data = {figure.data: csv_of(known[figure.id]) for figure in brief.figures if figure.data}
    files: dict[str, bytes] = {}
    if "html" in formats:
        files["index.html"] = document(
            jinja,
            brief,
            material,
            "screen",
            pdf=pdf_name(brief.slug, brief.lang) if "pdf" in formats else "",
            logo=mark.name,
        ).encode()
        files |= {mark.name: mark.data} if mark.name else {}
        files |= pictures | data | {ledger.FILE: numbers}
    if "pdf" in formats:
        head = variables(material.tokens, brief.lang) + page(material.tokens)
        sheets = rules(material.world, PAPER, material.house)
        styles = head + "".join(text for _, text in sheets)
        html = document(jinja, brief, material, "paper", styles=styles, logo=mark.path)
        if unknown := missing_glyphs(html, material.thesis):
            raise Refused(*unknown)
        assets = {paper.BASE + path: (data, "image/svg+xml") for path, data in pictures.items()}
        assets |= of_house(material.world)
        try:
            files[pdf_name(brief.slug, brief.lang)] = paper.pdf(
                html,
                assets,
                f"{brief.slug} ({brief.lang})",
                attached=_attached(material, brief, data, numbers),
                day=material.world.as_of,
            )
        except Refused as refused:
            above = head.count("\n") + 1  # the layout puts the style sheet on the line below its tag
            raise Refused(*located(material.world, refused.findings, above, material.house, sheets)) from None
    return files


def _attached(material: Material, brief: BriefView, data: dict[str, bytes], numbers: bytes) -> list[Attached]:
    """What a reader of the PDF has inside it: its numbers, and the tables behind its pictures."""
    colon = material.locale.label("colon")
    tables = [
        Attached(
            figure.data.rpartition("/")[2],
            data[figure.data],
            f"{figure.label}{colon}{figure.title.striptags()}",
            "Data",
        )
        for figure in brief.figures
        if figure.data
    ]
    return [*tables, Attached(ledger.FILE, numbers, material.locale.label("sources_and_methods"), "Supplement")]
