"""The sheet a chart is drawn on: bars and lines in data units, words in pixels, one Altair layer per style.

Words are placed by Python, not by Vega: a label is a datum of a text mark, so no expression, axis or title ever holds a
string of the author's, and labels stand where the layout put them, whatever fonts the engine finds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import log10
from typing import TYPE_CHECKING, Any

from briefwright.chart.theme import BASE, Theme

if TYPE_CHECKING:
    import altair as alt

Row = dict[str, float | str]
_PIXEL = {"type": "quantitative", "scale": None, "axis": None}
_HIDDEN = {"type": "quantitative", "axis": None}


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


@dataclass(slots=True)
class Sheet:
    """Collects marks, then yields an Altair chart. ``width`` and ``height`` include the margins; pixels are the plot's."""

    theme: Theme
    width: float
    height: float
    margins: Margins
    _layers: dict[tuple[Any, ...], tuple[str, dict[str, Any], dict[str, Any], list[Row]]] = field(default_factory=dict)
    _paths: int = 0

    @property
    def plot_width(self) -> float:
        return self.width - self.margins.left - self.margins.right

    @property
    def plot_height(self) -> float:
        return self.height - self.margins.top - self.margins.bottom

    def text(
        self, x: float, y: float, words: str, *, align: str = "left", size: float = BASE, weight: int = 400, colour: str = ""
    ) -> None:
        """Words with the middle of their digits at ``y``."""
        if not words:
            return
        mark = {"type": "text", "align": align, "baseline": "alphabetic", "fontSize": size, "fontWeight": weight}
        mark["fill"] = colour or self.theme.text
        encoding = {"x": _of("x", _PIXEL), "y": _of("y", _PIXEL), "text": {"field": "words", "type": "nominal"}}
        self._add("words", mark, encoding, {"x": _px(x), "y": _px(y + size * 0.36), "words": words})

    def rule(self, x: float, y: float, x2: float, y2: float, colour: str, width: float = 0.75) -> None:
        """A straight line in pixels."""
        mark = {"type": "rule", "stroke": colour, "strokeWidth": width}
        encoding = {name: _of(name, _PIXEL) for name in ("x", "y")} | {name: {"field": name} for name in ("x2", "y2")}
        self._add("rules", mark, encoding, {"x": _px(x), "y": _px(y), "x2": _px(x2), "y2": _px(y2)})

    def path(self, points: Sequence[tuple[float, float]], colour: str, width: float = 1.4) -> None:
        """An open line through pixels."""
        mark = {"type": "line", "stroke": colour, "strokeWidth": width, "strokeCap": "round", "strokeJoin": "round"}
        self._line("strokes", mark, points, _of("x", _PIXEL), _of("y", _PIXEL))

    def bar(self, name: str, style: Mapping[str, Any], axis: Axis, start: float, end: float, across: tuple[float, float]) -> None:
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

    def line(self, points: Sequence[tuple[float, float]], x: Axis, y: Axis, colour: str, *, dashed: bool = False) -> None:
        """A line through data points."""
        mark = {"type": "line", "stroke": colour, "strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"}
        if dashed:
            mark |= {"strokeDash": [4, 3], "strokeCap": "butt"}
        across, up = ({"field": name, "scale": axis.scale} | _HIDDEN for name, axis in (("x", x), ("y", y)))
        self._line("line-expected" if dashed else "line", mark, points, across, up)

    def point(self, at: tuple[float, float], x: Axis, y: Axis, colour: str, *, hollow: bool = False) -> None:
        """A dot at a data point; hollow where the number is expected, not observed."""
        mark = {"type": "point", "shape": "circle", "size": 26, "opacity": 1, "strokeWidth": 1.5, "stroke": colour}
        mark["fill"] = self.theme.paper if hollow else colour
        across, up = ({"field": name, "scale": axis.scale} | _HIDDEN for name, axis in (("x", x), ("y", y)))
        self._add("points", mark, {"x": across, "y": up}, {"x": at[0], "y": at[1]})

    def dot(self, x: float, y: float, colour: str, *, hollow: bool = False) -> None:
        """A dot in pixels."""
        mark = {"type": "point", "shape": "circle", "size": 44, "opacity": 1, "strokeWidth": 1.6, "stroke": colour}
        mark["fill"] = self.theme.paper if hollow else colour
        self._add("dots", mark, {"x": _of("x", _PIXEL), "y": _of("y", _PIXEL)}, {"x": _px(x), "y": _px(y)})

    def chart(self) -> "alt.LayerChart":
        """The chart, in the order in which styles were first used."""
        import altair as alt  # noqa: PLC0415 - 0.7 s, and only charts need it

        layers = [
            alt.Chart(alt.Data(values=rows), mark=mark, encoding=alt.FacetedEncoding(**encoding), name=f"{name}-{index}")
            for index, (name, mark, encoding, rows) in enumerate(self._layers.values())
        ]
        return alt.LayerChart(
            layer=layers,
            width=self.plot_width,
            height=self.plot_height,
            autosize={"type": "none"},
            padding={side: getattr(self.margins, side) for side in ("left", "right", "top", "bottom")},
            config={"font": self.theme.font, "view": {"stroke": None}, "aria": False},
        )

    def _line(
        self, name: str, mark: dict[str, Any], points: Sequence[tuple[float, float]], x: dict[str, Any], y: dict[str, Any]
    ) -> None:
        self._paths += 1
        order = {"order": {"field": "order", "type": "quantitative"}, "detail": {"field": "path", "type": "nominal"}}
        for index, (across, up) in enumerate(points):
            self._add(name, mark, {"x": x, "y": y} | order, {"x": across, "y": up, "order": index, "path": self._paths})

    def _add(self, name: str, mark: dict[str, Any], encoding: dict[str, Any], row: Row) -> None:
        key = (name, repr(mark), repr(encoding))
        self._layers.setdefault(key, (name, mark, encoding, []))[3].append(row)


def _of(name: str, channel: Mapping[str, Any]) -> dict[str, Any]:
    return {"field": name, **channel}


def _px(value: float) -> float:
    return round(value, 2)


def printed(value: Decimal, scale: int) -> float:
    """``value`` in the printed unit, for the engine; digits for readers never pass through floats."""
    return float(value.scaleb(-scale))
