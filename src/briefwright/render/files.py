"""The files of an edition, by name within its folder: page, pictures, data, PDF, those for programs and to send."""

from collections.abc import Mapping

from briefwright.model import brief as model
from briefwright.model.finding import Refused
from briefwright.model.ledger import Ledger
from briefwright.render import ledger, linked, page, paper, single, whole, workbook
from briefwright.render.assets import logo, of_house
from briefwright.render.attached import Attached
from briefwright.render.data import csv_of
from briefwright.render.environment import environment
from briefwright.render.glyphs import missing_glyphs
from briefwright.render.head import FEED, Online
from briefwright.render.material import Material
from briefwright.render.places import PAPER, located
from briefwright.render.style import page as page_size
from briefwright.render.style import rules, running_head, variables
from briefwright.render.views import BriefView, DownloadView

PREVIEW = "preview.png"
"""The picture that networks show beside a link; drawn where charts are, and put beside these files."""


def pdf_name(slug: str, lang: str) -> str:
    return f"{slug}.{lang}.pdf"


def files_of(material: Material, brief: BriefView, formats: frozenset[str], numbers: Ledger) -> dict[str, bytes]:
    """Raises Refused for faults of templates, style sheets and tokens."""
    known = {one.id: one for one in material.exhibits}
    shared = {figure.data: csv_of(known[figure.id]) for figure in brief.figures if figure.data}
    shared[ledger.FILE] = ledger.lined(numbers.plain())
    files: dict[str, bytes] = {}
    if "html" in formats:
        files |= _of_screen(material, brief, formats, numbers) | shared
    if "pdf" in formats:
        files[pdf_name(brief.slug, brief.lang)] = _pdf(material, brief, shared)
    return files


def _of_screen(material: Material, brief: BriefView, formats: frozenset[str], numbers: Ledger) -> dict[str, bytes]:
    jinja, mark = environment(material.world, material.layers), logo(material)
    files = _of_exhibits(material, brief)
    files |= {mark.name: mark.data} if mark.name else {}
    body = page.blocks(jinja, brief, material, "screen", mark.name)
    offered = names(brief, formats)
    if "files" in formats:
        told = whole.whole(material, brief, numbers, offered, material.address)
        one = single.single(jinja, brief, material, body, files, material.address)
        files[whole.FILE] = ledger.lined(told.plain())
        files[offered.workbook] = workbook.workbook(material, brief, numbers, material.address)
        files[offered.single] = one.encode()
    online = _online(material, brief, numbers, offered)
    files[offered.page] = page.screen(jinja, brief, material, body, _downloads(material, offered), online).encode()
    return files


def _online(material: Material, brief: BriefView, numbers: Ledger, offered: model.Files) -> Online:
    """What the page says to search engines, networks and feed readers."""
    lang, sector, house = brief.lang, material.thesis.data.sector, brief.house.name
    feeds = {f"{lang}/{FEED}": house, f"{lang}/sectors/{sector}/{FEED}": f"{brief.sector} · {house}"}
    picture = f"{lang}/{brief.slug}/{offered.preview}" if offered.preview else ""
    said = linked.report(material, brief, numbers, offered.pdf, offered.preview)
    return Online(material.base_url, "article", picture, feeds, (said,))


def names(brief: BriefView, formats: frozenset[str]) -> model.Files:
    """What the files of an edition are called, as far as they are made."""
    slug, lang = brief.slug, brief.lang
    made = "files" in formats
    return model.Files(
        page="index.html" if "html" in formats else "",
        pdf=pdf_name(slug, lang) if "pdf" in formats else "",
        workbook=workbook.name(slug, lang) if made else "",
        single=single.name(slug, lang) if made else "",
        ledger=ledger.FILE,
        preview=PREVIEW if made else "",
    )


def _downloads(material: Material, offered: model.Files) -> tuple[DownloadView, ...]:
    label = material.locale.label
    kinds = {"pdf": offered.pdf, "workbook": offered.workbook, "single": offered.single}
    kinds |= {"brief": whole.FILE} if offered.workbook else {}
    return tuple(
        DownloadView(name, label(f"download_{kind}"), label(f"download_{kind}_says"))
        for kind, name in kinds.items()
        if name
    )


def _of_exhibits(material: Material, brief: BriefView) -> dict[str, bytes]:
    """Pictures for the screen, and what draws those that are live."""
    screens = {one.id: one.screen for one in material.exhibits if one.screen}
    files: dict[str, bytes] = {}
    for figure in brief.figures:
        if screen := screens.get(figure.id):
            files |= {figure.src: screen.svg.encode(), figure.pixels: screen.png}
            files |= {figure.narrow: screen.narrow.encode()} if figure.narrow else {}
            files |= {figure.live: screen.live} if figure.live else {}
    return files


def _pictures(material: Material) -> dict[str, bytes]:
    """Pictures for paper."""
    return {f"exhibits/{one.id}.svg": one.svg.encode() for one in material.exhibits if one.svg}


def _pdf(material: Material, brief: BriefView, shared: Mapping[str, bytes]) -> bytes:
    mark = logo(material)
    head = variables(material.tokens, brief.lang) + page_size(material.tokens) + running_head(brief.house.name)
    sheets = rules(material.world, PAPER, material.house)
    styles = head + "".join(text for _, text in sheets)
    html = page.paper(environment(material.world, material.layers), brief, material, styles, mark.path)
    if unknown := missing_glyphs(html, material.thesis):
        raise Refused(*unknown)
    assets = {paper.BASE + path: (data, "image/svg+xml") for path, data in _pictures(material).items()}
    assets |= of_house(material.world)
    try:
        return paper.pdf(
            html,
            assets,
            f"{brief.slug} ({brief.lang})",
            attached=_attached(material, brief, shared),
            day=material.world.as_of,
        )
    except Refused as refused:
        above = head.count("\n") + 1  # the layout puts the style sheet on the line below its tag
        raise Refused(*located(material.world, refused.findings, above, material.house, sheets)) from None


def _attached(material: Material, brief: BriefView, shared: Mapping[str, bytes]) -> list[Attached]:
    """What a reader of the PDF has inside it: its numbers, and the tables behind its pictures."""
    colon = material.locale.label("colon")
    tables = [
        Attached(
            figure.data.rpartition("/")[2],
            shared[figure.data],
            f"{figure.label}{colon}{figure.title.striptags()}",
            "Data",
        )
        for figure in brief.figures
        if figure.data
    ]
    says = material.locale.label("sources_and_methods")
    return [*tables, Attached(ledger.FILE, shared[ledger.FILE], says, "Supplement")]
