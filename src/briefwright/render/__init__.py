"""Render: results and exhibits of an edition to its files. Content in, bytes out; nothing is written here."""

from dataclasses import dataclass

from briefwright.model.about import About
from briefwright.model.card import Card
from briefwright.model.finding import Finding, Refused
from briefwright.render import ledger
from briefwright.render.about import about_of
from briefwright.render.brief import BriefBuilder
from briefwright.render.card import card_of
from briefwright.render.files import files_of, pdf_name
from briefwright.render.material import Material
from briefwright.render.page import closed_blocks, with_contents
from briefwright.render.places import located

__all__ = ["EditionPages", "Material", "edition"]


@dataclass(frozen=True, slots=True)
class EditionPages:
    """The files of an edition by name within its folder, and what the index says of it, what its preview shows."""

    files: dict[str, bytes]
    about: About
    card: Card


def edition(material: Material, formats: frozenset[str]) -> tuple[EditionPages | None, list[Finding]]:
    """The page with the exhibits' pictures and data, the PDF, and files for programs and to send.

    ``formats`` says which, by ``html``, ``pdf`` and ``files``; the last comes with the first alone.
    """
    if closed := closed_blocks(material):
        return None, closed
    try:
        builder = BriefBuilder(material)
        brief = with_contents(builder.build(), material)
        files = files_of(material, brief, formats, builder.appendix.whole())
    except Refused as refused:
        return None, located(material.world, refused.findings, house=material.house)
    about = about_of(
        builder,
        brief,
        "index.html" if "html" in formats else "",
        pdf_name(brief.slug, brief.lang) if "pdf" in formats else "",
        ledger.FILE if "html" in formats else "",
    )
    return EditionPages(files, about, card_of(material, brief)), []
