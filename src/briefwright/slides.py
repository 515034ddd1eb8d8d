"""One exhibit alone, with title, unit, source and note: a picture for a slide."""

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from briefwright import jobs, pipeline, raster, release
from briefwright.model.exhibit import ExhibitView
from briefwright.model.finding import Finding, Refused
from briefwright.pipeline import EditionJob

if TYPE_CHECKING:
    from briefwright.render import Material

FORMATS = ("png", "svg", "pdf")
_SHARP = 2
"""Dots of a PNG to a CSS pixel."""
_EDGE, _GAP = 12.0, 6.0
"""CSS pixels around a picture, and between its parts."""
_TITLE, _SMALL = 13.0, 9.6
_LEADING = 1.4
_LINES = 6
_SIZED = re.compile(r"<svg ")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The exhibit ``name`` of an edition as ``form``; ``width`` in millimetres, None for that of the brief."""

    edition: EditionJob
    name: str
    form: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Slide:
    """The file, or the findings that prevented it."""

    content: bytes = b""
    findings: tuple[Finding, ...] = ()


def drawn(wanted: Wanted) -> "jobs.Outcome[Slide]":
    """The exhibit, made in a process of its own with limits of time and memory, as editions are.

    The slide holds findings instead where its drawing, a template or a style sheet is wrong, where an exhibit that is
    drawn in HTML is to be SVG (X403), or where nothing here draws pages (P605).
    """
    name = f"{wanted.edition.thesis.slug} ({wanted.edition.lang}): {wanted.name}"
    job = jobs.Job(name, wanted, wanted.edition.thesis.slug)
    preload = release.PRELOAD if wanted.form == "svg" else release.PRELOAD_PDF
    with jobs.Workers(1, as_of=wanted.edition.world.as_of, preload=preload, warm=release.warm) as workers:
        (outcome,) = workers.run([job], slide)
    return outcome


def slide(job: "jobs.Job[Wanted]") -> Slide:
    """What ``drawn`` does, in the worker."""
    wanted = job.payload
    try:
        material, findings = pipeline.set_out(wanted.edition)
        if material is None:
            return Slide(findings=tuple(findings))
        if wanted.form == "svg":
            return Slide(_svg(material, wanted).encode())
        from briefwright.render import alone

        sheet = alone.sheet(material, wanted.name, wanted.width)
        return Slide(_png(sheet.pdf) if wanted.form == "png" else sheet.pdf)
    except Refused as refused:
        return Slide(findings=refused.findings)


def _png(pdf: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="briefwright-") as folder:
        file = Path(folder, "exhibit.pdf")
        file.write_bytes(pdf)
        return raster.pages(file, 96 * _SHARP)[0]


def _svg(material: "Material", wanted: Wanted) -> str:
    from briefwright.render import alone

    view = {one.id: one for one in material.exhibits}[wanted.name]
    if view.svg is None:
        place = material.thesis.record.at("exhibits", _index(material, wanted.name), "chart")
        said = f"'{wanted.name}' is set as text and has no picture to be had as SVG"
        raise Refused(Finding("X403", said, place, "ask for --format png or pdf", material.thesis.slug))
    _, figure = alone.figure_of(material, wanted.name)
    label, colon = material.locale.label, material.locale.label("colon")
    below = [(label("note") + colon, alone.plain(figure.note)), (label("source") + colon, alone.plain(figure.source))]
    lines = [(head if text else "") + text for head, text in below]
    look = {name: str(value) for name, value in material.tokens["colour"].items()}
    return _composed(view, alone.plain(figure.title), [line for line in lines if line], look, wanted.width)


def _index(material: "Material", name: str) -> int:
    return next(index for index, one in enumerate(material.thesis.data.exhibits) if one.id == name)


def _composed(view: ExhibitView, title: str, below: list[str], look: Mapping[str, str], width: float | None) -> str:
    """The picture between its title and what stands below it, as one SVG."""
    from briefwright.chart.measure import wrap

    picture = view.svg or ""
    across, tall = view.size
    parts: list[str] = []
    y = _EDGE + _GAP

    def write(text: str, size: float, colour: str, weight: str = "") -> None:
        nonlocal y
        for line in wrap(text, across, size, _LINES):
            y += size * _LEADING
            place = f'x="{_EDGE:g}" y="{y - size * 0.35:.2f}"'
            parts.append(f'<text {place} font-size="{size:g}" fill="{colour}"{weight}>{escape(line)}</text>')

    parts.append(f'<path d="M{_EDGE:g},{_EDGE:g}h{across:g}" stroke="{look["ink"]}" stroke-width="1.4"/>')
    write(title, _TITLE, look["ink"], ' font-weight="700"')
    write(view.unit, _SMALL, look["muted"])
    y += _GAP
    parts.append(_SIZED.sub(f'<svg x="{_EDGE:g}" y="{y:.2f}" ', picture, count=1))
    y += tall + _GAP
    parts.append(f'<path d="M{_EDGE:g},{y:.2f}h{across:g}" stroke="{look["rule"]}" stroke-width="0.6"/>')
    for line in below:
        write(line, _SMALL, look["muted"])
    whole, height = across + 2 * _EDGE, y + _EDGE
    shown = f"{width:g}mm" if width else f"{whole:g}"
    high = f"{height * width / whole:.2f}mm" if width else f"{height:.2f}"
    font = re.search(r'font-family="([^"]*)"', picture)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{shown}" height="{high}" viewBox="0 0 {whole:g} {height:.2f}" '
        f'role="img" aria-label={quoteattr(title)} font-family="{font[1] if font else "sans-serif"}">'
    )
    return f'{head}<rect width="100%" height="100%" fill="{look["paper"]}"/>{"".join(parts)}</svg>\n'
