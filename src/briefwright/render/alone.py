"""One exhibit on a sheet of its own, as large as it is: for slides."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.finding import Refused
from briefwright.render import paper
from briefwright.render.assets import of_house
from briefwright.render.brief import BriefBuilder
from briefwright.render.environment import environment, render
from briefwright.render.glyphs import missing_glyphs
from briefwright.render.material import Material
from briefwright.render.places import PAPER, located
from briefwright.render.style import page, rules, variables
from briefwright.render.views import BriefView, Figure

WIDTHS = {"full": 167.6, "half": 80.8}
"""Millimetres that an exhibit takes on paper, by its width in the brief."""
_EDGE = 4.0
"""Millimetres of paper around it."""
_TALL = 5000.0
_PIXEL = 25.4 / 96
_TEMPLATE = "layouts/exhibit.html.j2"
_END = "end"
_LINK = re.compile(r"</?a\b[^>]*>")
_CITED = re.compile(r'\u2060?<sup class="cite">.*?</sup>')
_BOXES = [
    f"@{side}-{part}"
    for side, parts in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for part in parts
]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An exhibit as PDF, ``width`` by ``height`` millimetres."""

    pdf: bytes
    width: float
    height: float


def figure_of(material: Material, name: str) -> tuple[BriefView, Figure]:
    """The edition and the exhibit ``name`` as its templates see them. Raises KeyError where none is placed."""
    brief = BriefBuilder(material).build()
    return brief, {figure.id: figure for figure in brief.figures}[name]


def sheet(material: Material, name: str, width: float | None = None) -> Sheet:
    """The exhibit with title, unit, drawing, note and source; ``width`` in millimetres, left out as in the brief.

    Its number and citations, which mean nothing outside of the brief, are left out. Raises KeyError as ``figure_of``,
    Refused for faults of templates and style sheets as an edition does.
    """
    brief, figure = figure_of(material, name)
    natural = WIDTHS.get(figure.width, WIDTHS["full"]) + 2 * _EDGE
    zoom = (width or natural) / natural
    pictures = {f"exhibits/{one.id}.svg": one.svg.encode() for one in material.exhibits if one.svg and one.id == name}
    assets = {paper.BASE + path: (data, "image/svg+xml") for path, data in pictures.items()}
    tall = _html(material, brief, figure, natural, _TALL)
    if unknown := missing_glyphs(tall, material.thesis):
        raise Refused(*unknown)
    try:
        assets |= of_house(material.world)
        height = paper.depth(tall, assets, _END) * _PIXEL + _EDGE
        html = _html(material, brief, figure, natural, height)
        content = paper.pdf(html, assets, f"{brief.slug} ({brief.lang}): {name}", zoom)
    except Refused as refused:
        # The layout puts the style sheet on the line below its tag.
        above = _head(material, brief.lang).count("\n") + 1
        sheets = rules(material.world, PAPER, material.house)
        raise Refused(*located(material.world, refused.findings, above, material.house, sheets)) from None
    return Sheet(content, natural * zoom, height * zoom)


def plain(html: Markup) -> str:
    """What is set, without markup and citations: for pictures."""
    return Markup(_CITED.sub("", html)).striptags().replace("\u2060", "")  # noqa: S704 - less of what was safe


def _html(material: Material, brief: BriefView, figure: Figure, width: float, height: float) -> str:
    context = {
        "brief": brief,
        "exhibit": figure,
        "medium": "paper",
        "label": material.locale.label,
        "styles": Markup(_styles(material, brief.lang, width, height)),  # noqa: S704 - the project's own style sheet
    }
    html = render(environment(material.world, material.layers), _TEMPLATE, context)
    return _LINK.sub("", _CITED.sub("", html))


def _head(material: Material, lang: str) -> str:
    return variables(material.tokens, lang) + page(material.tokens)


def _styles(material: Material, lang: str, width: float, height: float) -> str:
    sheets = rules(material.world, PAPER, material.house)
    set_so = _head(material, lang) + "".join(text for _, text in sheets)
    # A named page wins over the plain and the first one, whatever those say.
    empty = " ".join(f"{box} {{ content: none; border: 0; }}" for box in _BOXES)
    own = f"@page alone {{ size: {width:.3f}mm {height:.3f}mm; margin: {_EDGE}mm {_EDGE}mm 0; {empty} }}\n"
    own += "body { page: alone; background: var(--paper); } figure, figure.exhibit { margin: 0; }\n"
    return f"{set_so}{own}figcaption .no {{ display: none; }} .num {{ border: 0; }} #end {{ margin: 0; height: 0; }}\n"
