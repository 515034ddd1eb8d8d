"""Specification to static SVG: inline data only, the same bytes in every process, nothing that a page does not need."""

import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

SECONDS = 30.0
_HEAP_MB = 512
_SPACE = "http://www.w3.org/2000/svg"
_DATA = frozenset(("values", "datasets"))
_FORBIDDEN = frozenset(
    ("url", "href", "image", "expr", "signal", "labelExpr", "calculate", "filter", "transform", "params", "usermeta")
)
"""Keys through which a specification could fetch something or run an expression."""
_KEPT = ("d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "transform", "id", "clip-path", "offset")
_LOOK = (
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "fill-opacity",
    "stroke-opacity", "font-size", "font-weight", "text-anchor", "stop-color", "gradientUnits",
)  # fmt: skip
_DRAWN = frozenset(("path", "line", "rect", "circle", "text"))
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?|-?\d+e-?\d+")
_MOVE = re.compile(r"translate\(([^,()]+),([^,()]+)\)")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


class EngineFailed(Exception):
    """The chart engine gave no picture; the message says why, in one line."""


_generation = 0
_ready = False
_lock = threading.Lock()


def svg(spec: Mapping[str, Any], name: str, title: str) -> str:
    """The picture of ``spec``, identifiers prefixed with ``name``, ``title`` as its name for assistive technology.

    Raises EngineFailed where the specification could reach beyond its data, or the engine fails or takes too long.
    """
    if found := next(forbidden(spec), None):
        raise EngineFailed(f"the specification has '{found}'")
    return clean(convert(json.dumps(spec, ensure_ascii=False, allow_nan=False)), name, title, str(spec["config"]["font"]))


def forbidden(spec: object) -> Iterator[str]:
    """The forbidden keys and marks of a specification, outside its data."""
    if isinstance(spec, Mapping):
        for key, value in spec.items():
            if key in _FORBIDDEN or (key in ("mark", "type") and value in ("image", "geoshape")):
                yield str(key)
            elif key not in _DATA:
                yield from forbidden(value)
    elif isinstance(spec, list | tuple):
        for value in spec:
            yield from forbidden(value)


def convert(spec: str, seconds: float = SECONDS) -> str:
    """The engine's own SVG of a Vega-Lite specification in JSON. Raises EngineFailed.

    The limit is kept by a thread: the engine's own costs 40 ms of waiting a chart. After a failure the engine is set up
    anew, with settings that differ, else it goes on failing; after a hang, with one worker more than hang.
    """
    import vl_convert  # noqa: PLC0415 - heavy, and only charts need it

    with _lock:
        _configure(vl_convert.configure)
        done: list[str | BaseException] = []

        def work() -> None:
            try:
                done.append(vl_convert.vegalite_to_svg(spec, vl_version="6.4"))
            except (ValueError, OSError, RuntimeError) as problem:
                done.append(problem)

        worker = threading.Thread(target=work, daemon=True, name="chart-engine")
        worker.start()
        worker.join(seconds)
        result = done[0] if done else TimeoutError(f"no picture within {seconds:g} seconds")
        if isinstance(result, str):
            return result
        _renew()
        raise EngineFailed(" ".join(str(result).split())[:300])


def _configure(configure: Callable[..., None]) -> None:
    global _ready  # noqa: PLW0603 - the engine's settings are global to the process
    if not _ready:
        configure(
            allowed_base_urls=[],
            base_url=False,
            auto_google_fonts=False,
            max_v8_heap_size_mb=_HEAP_MB + _generation,
            num_workers=1 + _generation,
        )
        _ready = True


def _renew() -> None:
    global _ready, _generation  # noqa: PLW0603 - as above
    _ready, _generation = False, _generation + 1


def clean(text: str, name: str, title: str, font: str) -> str:
    """The engine's SVG without what only scripts and screen readers of single marks would use, numbers rounded."""
    root = ElementTree.fromstring(text)  # noqa: S314 - written by the engine a moment ago, without a DTD
    width, height = root.get("width", "0"), root.get("height", "0")
    out = ElementTree.Element("svg", {"xmlns": _SPACE, "width": width, "height": height, "viewBox": f"0 0 {width} {height}"})
    out.attrib |= {"role": "img", "font-family": font}
    ElementTree.SubElement(out, "title").text = title
    identifiers: dict[str, str] = {}
    for node in root.iter():
        if found := node.get("id"):
            identifiers[found] = f"{name}-{len(identifiers) + 1}"
    for child in root:
        if _tag(child) != "rect":  # the page is the background
            _copy(child, out, identifiers, (0.0, 0.0))
    return ElementTree.tostring(out, encoding="unicode", short_empty_elements=True)


def _copy(node: ElementTree.Element, into: ElementTree.Element, identifiers: Mapping[str, str], at: tuple[float, float]) -> None:
    """``node`` below ``into``: groups dissolve into the places of what they hold, definitions stay as they are."""
    tag = _tag(node)
    if tag == "g":
        move = _MOVE.fullmatch(node.get("transform", ""))
        here = (at[0] + float(move[1]), at[1] + float(move[2])) if move else at
        for child in node:
            _copy(child, into, identifiers, here)
        return
    if tag in _DRAWN and (node.get("class") in ("background", "foreground") or not _visible(node)):
        return
    names = [*_KEPT, *_LOOK]
    kept = {key: _tidy(node.attrib[key], identifiers) for key in names if key in node.attrib and node.get(key) != "none"}
    if "fill" not in node.attrib and tag in ("path", "line"):
        kept["fill"] = "none"
    if tag in _DRAWN:
        kept |= _place(tag, node, at)
        if kept.get("transform") == "":
            del kept["transform"]
    if "id" in kept:
        kept["id"] = identifiers[node.attrib["id"]]
    copy = ElementTree.SubElement(into, tag, kept)
    copy.text = node.text
    for child in node:
        _copy(child, copy, identifiers, (0.0, 0.0))


def _place(tag: str, node: ElementTree.Element, at: tuple[float, float]) -> dict[str, str]:
    """Where a mark stands, as attributes: words and lines by coordinates, shapes by a transform."""
    text = node.get("transform", "")
    move = _MOVE.search(text)
    x, y = (at[0] + float(move[1]), at[1] + float(move[2])) if move else at
    rest = _MOVE.sub("", text, count=1)
    if rest or tag in ("path", "rect", "circle"):
        return {"transform": f"translate({_round(x)},{_round(y)}){rest}" if rest or x or y else ""}
    if tag == "text":
        return {"x": _round(x), "y": _round(y), "transform": ""}
    ends = {"x1": x, "y1": y, "x2": x + float(node.get("x2", 0)), "y2": y + float(node.get("y2", 0))}
    return {key: _round(value) for key, value in ends.items()} | {"transform": ""}


def _visible(node: ElementTree.Element) -> bool:
    if _tag(node) == "path":
        return bool(node.get("d")) and node.get("d") != "M0,0h0v0h0Z"
    return True


def _tag(node: ElementTree.Element) -> str:
    return node.tag.rpartition("}")[2]


def _tidy(value: str, identifiers: Mapping[str, str]) -> str:
    value = _REFERENCE.sub(lambda found: f"url(#{identifiers.get(found[1], found[1])})", value)
    return _NUMBER.sub(lambda found: _round(float(found[0])), value)


def _round(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
