"""Specification to static SVG: inline data only, the same bytes in every process, nothing that a page does not need."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from briefwright.chart.engine import ENGINE, EngineFailed

_SPACE = "http://www.w3.org/2000/svg"
_DATA = frozenset(("values", "datasets"))
_FORBIDDEN = frozenset(
    ("url", "href", "image", "expr", "signal", "labelExpr", "calculate", "filter", "transform", "params", "usermeta")
)
"""Keys through which a specification could fetch something or run an expression."""
_KEPT = (
    "d", "x", "y", "dx", "dy", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "id", "offset",
    "gradientUnits", "clip-path", "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "opacity", "fill-opacity", "stroke-opacity", "font-size", "font-weight", "text-anchor",
    "stop-color",
)  # fmt: skip
_DRAWN = frozenset(("path", "line", "rect", "circle", "text"))
_NOTHING = (None, "", "M0,0h0v0h0Z")
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+")
_CIRCLE = re.compile(r"M([\d.]+),0A\1,\1,0,1,1,-\1,0A\1,\1,0,1,1,\1,0")
_MOVE = re.compile(r"translate\(([^,()]+),([^,()]+)\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def compiled(spec: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine draws of ``spec``.

    Raises EngineFailed where the specification could reach beyond its data, or the engine fails or takes too long.
    """
    if found := next(forbidden(spec), None):
        raise EngineFailed(f"the specification has '{found}', which is not allowed")
    return ENGINE.compiled(json.dumps(spec, ensure_ascii=False, allow_nan=False))


def svg(drawn: dict[str, Any], name: str, title: str, font: str) -> str:
    """The picture of what is compiled, identifiers prefixed with ``name``, ``title`` as its name to screen readers.

    Raises EngineFailed.
    """
    return clean(ENGINE.drawn(drawn), name, title, font)


def dimensions(picture: str) -> tuple[float, float]:
    """Width and height of a picture of ours in pixels."""
    found = _SIZE.search(picture)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def forbidden(spec: object) -> Iterator[str]:
    """The forbidden keys and marks of a specification, outside its data."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key in _FORBIDDEN:
                yield str(key)
            elif key in ("mark", "type") and value in ("image", "geoshape"):
                yield str(value)
            elif key not in _DATA:
                yield from forbidden(value)
    elif isinstance(spec, list | tuple):
        for value in spec:
            yield from forbidden(value)


def clean(text: str, name: str, title: str, font: str) -> str:
    """The engine's SVG without what only scripts and readers of single marks would use, its numbers rounded."""
    root = ET.fromstring(text)  # noqa: S314 - written by the engine a moment ago, without a DTD
    width, height = root.get("width", "0"), root.get("height", "0")
    attributes = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}", "role": "img"}
    out = ET.Element("svg", {"xmlns": _SPACE, **attributes, "font-family": font})
    ET.SubElement(out, "title").text = title
    named = [found for node in root.iter() if (found := node.get("id"))]
    copier = _Copier({old: f"{name}-{index + 1}" for index, old in enumerate(named)})
    for child in root:
        if _tag(child) != "rect":  # the page is the background
            copier.copy(child, out, (0.0, 0.0))
    return ET.tostring(out, encoding="unicode")


class _Copier:
    """Copies what is drawn. ``identifiers`` maps those of the engine, which count up per process, to ours."""

    def __init__(self, identifiers: Mapping[str, str]) -> None:
        self._identifiers = identifiers

    def copy(self, node: ET.Element, into: ET.Element, at: tuple[float, float]) -> None:
        """``node`` below ``into``, moved by ``at``: groups that only move dissolve into what they hold."""
        tag = _tag(node)
        if tag == "g" and not (node.get("clip-path") or node.get("opacity")):
            here = _moved(node, at)[0]
            for child in node:
                self.copy(child, into, here)
            return
        if tag in _DRAWN and node.get("class") in ("background", "foreground"):
            return
        if tag == "path" and node.get("d") in _NOTHING:
            return
        attributes = self._attributes(node)
        if tag in _DRAWN or tag == "g":
            tag = self._place(tag, node, at, attributes)
        element = ET.SubElement(into, tag, attributes)
        element.text = node.text
        for child in node:
            self.copy(child, element, (0.0, 0.0))

    def _attributes(self, node: ET.Element) -> dict[str, str]:
        tag = _tag(node)
        kept = {key: self._tidy(node.attrib[key]) for key in _KEPT if node.get(key) not in (None, "none")}
        if tag in ("path", "line") and "fill" not in kept:
            kept["fill"] = "none"
        if "id" in kept:
            kept["id"] = self._identifiers[node.attrib["id"]]
        return kept

    @staticmethod
    def _place(tag: str, node: ET.Element, at: tuple[float, float], attributes: dict[str, str]) -> str:
        """Sets where a mark stands, words and lines by coordinates; returns the tag to draw it with."""
        (x, y), rest = _moved(node, at)
        if tag == "text" and not rest:
            attributes |= {"x": _round(x), "y": _round(y)}
        elif tag == "line" and not rest:
            ends = {"x1": x, "y1": y, "x2": x + float(node.get("x2", 0)), "y2": y + float(node.get("y2", 0))}
            attributes |= {key: _round(value) for key, value in ends.items()}
        elif tag == "path" and (circle := _CIRCLE.fullmatch(node.get("d", ""))):
            # Renderers draw small circles rounder than the two arcs that the engine writes.
            del attributes["d"]
            attributes |= {"cx": _round(x), "cy": _round(y), "r": _round(float(circle[1]))}
            return "circle"
        elif x or y or rest:
            attributes["transform"] = f"translate({_round(x)},{_round(y)}){rest}"
        return tag

    def _tidy(self, value: str) -> str:
        value = _REFERENCE.sub(lambda found: f"url(#{self._identifiers.get(found[1], found[1])})", value)
        return _NUMBER.sub(lambda found: _round(float(found[0])), value)


def _moved(node: ET.Element, at: tuple[float, float]) -> tuple[tuple[float, float], str]:
    """``at`` plus the node's own translation, and what its transform holds besides."""
    transform = node.get("transform", "")
    move = _MOVE.match(transform)
    if not move:
        return at, transform
    return (at[0] + float(move[1]), at[1] + float(move[2])), transform[move.end() :]


def _tag(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _round(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
