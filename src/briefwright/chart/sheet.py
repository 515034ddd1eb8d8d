"""The sheet a chart is drawn on: bars and lines in data units, words in pixels, one Altair layer per style.

Words are placed by Python, not by Vega: a label is a datum of a text mark, so no expression, axis or title ever holds a
string of the author's, and labels stand where the layout put them, whatever fonts the engine finds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import log10
from typing import Any

from briefwright.chart.theme import BASE, Theme

Row = dict[str, Any]
_PIXEL = {"type": "quantitative", "scale": None, "axis": None}
_PLAIN = {"type": "quantitative", "scale": None, "legend": None}
_HIDDEN = {"type": "quantitative", "axis": None}
_XY = {name: {"field": name, **_PIXEL} for name in ("x", "y")}
_COLOUR = {"field": "colour", "type": "nominal", "scale": None}
_DOT = {"stroke": _COLOUR, "fill": _COLOUR | {"field": "fill"}}
TELLS = "tells"
"""What the layers are called whose marks are not seen: where a reader points, and what is told there."""
# Without a scale a field holds the pixel, the colour or the size itself, so that one layer serves every style.


@dataclass(frozen=True, slots=True)
class Axis:
    """A value axis over ``length`` pixels. Values and domain are in the unit printed beside the title."""

    low: float
    high: float
    length: float
    log: bool = False
    upward: bool = False
    """True for a vertical axis, whose pixels count from the top."""

    def at(self, value: float) -> float:
        """The pixel of ``value``."""
        if self.log:
            part = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        else:
            part = (value - self.low) / (self.high - self.low)
        return self.length * (1 - part if self.upward else part)

    @property
    def scale(self) -> dict[str, Any]:
        """The Vega-Lite scale."""
        if self.log:
            return {"type": "log", "domain": [self.low, self.high], "nice": False}
        return {"type": "linear", "domain": [self.low, self.high], "nice": False, "zero": False}


@dataclass(frozen=True, slots=True)
class Margins:
    """Room around the plot in pixels, for words."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Tip:
    """What is told of a place on the sheet: a head, then (term, text, series) rows; series is -1 where it is of all."""

    head: str
    rows: tuple[tuple[str, str, int], ...]


@dataclass(slots=True)
class Sheet:
    """Collects marks, then yields what Altair makes of them.

    ``width`` and ``height`` include the margins; the pixels of marks count from the corner of the plot. ``series`` is
    the index of the series that what is drawn next belongs to, by which readers can hide it.
    """

    theme: Theme
    width: float
    height: float
    margins: Margins
    series: int | None = None
    _layers: dict[tuple[Any, ...], tuple[str, dict[str, Any], dict[str, Any], list[Row]]] = field(default_factory=dict)
    _paths: int = 0

    @property
    def plot_width(self) -> float:
        return self.width - self.margins.left - self.margins.right

    @property
    def plot_height(self) -> float:
        return self.height - self.margins.top - self.margins.bottom

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        align: str = "left",
        size: float = BASE,
        weight: int = 400,
        colour: str = "",
    ) -> None:
        """Words with the middle of their digits at ``y``."""
        if not words:
            return
        mark = {"type": "text", "align": align, "baseline": "alphabetic", "fontWeight": weight}
        encoding = _XY | {"text": {"field": "words", "type": "nominal"}, "fill": _COLOUR, "size": _of("size", _PLAIN)}
        row: Row = {"x": _px(x), "y": _px(y + size * 0.36), "words": words, "size": size}
        self._add("words", mark, encoding, row | {"colour": colour or self.theme.text})

    def rule(
        self, x: float, y: float, x2: float, y2: float, colour: str, width: float = 0.75, *, over: bool = False
    ) -> None:
        """A straight line in pixels; ``over`` what has been drawn so far, not among the grid."""
        encoding = _XY | {
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
            "stroke": _COLOUR,
            "strokeWidth": _of("width", _PLAIN),
        }
        row: Row = {"x": _px(x), "y": _px(y), "x2": _px(x2), "y2": _px(y2), "colour": colour, "width": width}
        self._add("base" if over else "rules", {"type": "rule"}, encoding, row)

    def path(self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.4) -> None:
        """An open line through pixels."""
        mark = {"type": "line", "strokeWidth": width, "strokeCap": "round", "strokeJoin": "round"}
        self._line("strokes", mark, [(_px(x), _px(y)) for x, y in points], _XY, colour)

    def bar(
        self, name: str, style: Mapping[str, Any], axis: Axis, start: float, end: float, across: tuple[float, float]
    ) -> None:
        """A bar from ``start`` to ``end`` along ``axis`` in data units, ``across`` in pixels; ``name`` is its class."""
        value, other = ("y", "x") if axis.upward else ("x", "y")
        encoding = {
            value: {"field": "end", "scale": axis.scale} | _HIDDEN,
            value + "2": {"field": "start"},
            other: _of("first", _PIXEL),
            other + "2": {"field": "last"},
        }
        row: Row = {"start": start, "end": end, "first": _px(across[0]), "last": _px(across[1])}
        self._add(name, {"type": "rect", **style}, encoding, row)

    def line(
        self, points: Sequence[tuple[float, float]], x: Axis, y: Axis, colour: str, *, dashed: bool = False
    ) -> None:
        """A line through data points."""
        mark: dict[str, Any] = {"type": "line", "strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"}
        if dashed:
            mark |= {"strokeDash": [4, 3], "strokeCap": "butt"}
        self._line("line-expected" if dashed else "line", mark, points, _on(x, y), colour)

    def point(self, at: tuple[float, float], x: Axis, y: Axis, colour: str, *, hollow: bool = False) -> None:
        """A dot at a data point; hollow where the number is expected, not observed."""
        mark = {"type": "point", "shape": "circle", "size": 26, "opacity": 1, "strokeWidth": 1.5}
        fill = self.theme.paper if hollow else colour
        self._add("points", mark, _on(x, y) | _DOT, {"x": at[0], "y": at[1], "colour": colour, "fill": fill})

    def dot(self, x: float, y: float, colour: str, *, hollow: bool = False) -> None:
        """A dot in pixels."""
        mark = {"type": "point", "shape": "circle", "size": 44, "opacity": 1, "strokeWidth": 1.6}
        fill = self.theme.paper if hollow else colour
        self._add("dots", mark, _XY | _DOT, {"x": _px(x), "y": _px(y), "colour": colour, "fill": fill})

    def tells(self, x: float, y: float, x2: float, y2: float, tip: Tip) -> None:
        """Have the rectangle between two corners, in pixels, tell ``tip`` to who points there; nothing is seen."""
        encoding = _XY | {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        row: Row = {"x": _px(x), "y": _px(y), "x2": _px(x2), "y2": _px(y2)}
        told = {"head": tip.head, "rows": [list(one) for one in tip.rows]}
        self._add(TELLS, {"type": "rect", "fill": self.theme.ink, "fillOpacity": 0}, encoding, row | {"tip": told})

    def spec(self) -> dict[str, Any]:
        """The Vega-Lite specification, layers in the order in which their styles were first used."""
        import altair as alt
        from altair.utils.schemapi import debug_mode

        # Altair's schema classes take 1 ms where LayerChart, which copies every layer, takes 10. Altair would also
        # check every part as it is made, inline data value by value. What is made here differs only in values, so
        # the tests check each kind against the schema instead.
        with debug_mode(False):
            chart = alt.TopLevelLayerSpec(
                layer=[
                    alt.UnitSpec(mark=alt.MarkDef(**mark), encoding=alt.Encoding(**encoding), name=f"{name}-{index}")
                    for index, (name, mark, encoding, _) in enumerate(self._layers.values())
                ],
                width=self.plot_width,
                height=self.plot_height,
                autosize=alt.AutoSizeParams(type="none"),
                padding={side: getattr(self.margins, side) for side in ("left", "right", "top", "bottom")},
                config=alt.Config(font=self.theme.font, view=alt.ViewConfig(stroke=None), aria=False),
            )
            spec: dict[str, Any] = {"$schema": alt.SCHEMA_URL, **chart.to_dict(validate=False)}
        for layer, (_, _, _, rows) in zip(spec["layer"], self._layers.values(), strict=True):
            layer["data"] = {"values": rows}
        return spec

    def _line(
        self, name: str, mark: dict[str, Any], points: Sequence[tuple[float, float]], axes: dict[str, Any], colour: str
    ) -> None:
        self._paths += 1
        order = {"order": {"field": "order", "type": "quantitative"}, "detail": {"field": "path", "type": "nominal"}}
        for index, (x, y) in enumerate(points):
            row: Row = {"x": x, "y": y, "order": index, "path": self._paths, "colour": colour}
            self._add(name, mark, axes | order | {"stroke": _COLOUR}, row)

    def _add(self, name: str, mark: dict[str, Any], encoding: dict[str, Any], row: Row) -> None:
        key = (name, repr(mark), repr(encoding))
        row = row if self.series is None else row | {"series": self.series}
        self._layers.setdefault(key, (name, mark, encoding, []))[3].append(row)


def _of(name: str, channel: Mapping[str, Any]) -> dict[str, Any]:
    return {"field": name, **channel}


def _on(x: Axis, y: Axis) -> dict[str, Any]:
    return {name: {"field": name, "scale": axis.scale} | _HIDDEN for name, axis in (("x", x), ("y", y))}


def _px(value: float) -> float:
    return round(value, 2)


def printed(value: Decimal, scale: int) -> float:
    """``value`` in the printed unit, for the engine; digits for readers never pass through floats."""
    return float(value.scaleb(-scale))
