"""Figures for the size of a market side by side: each with its period, kind, scope, growth and source."""

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.model.market import Size
from briefwright.model.number import Number
from briefwright.model.period import Kind
from briefwright.render.beside import said_by, when
from briefwright.render.setting import Setting

EMPTY = Markup("")


@dataclass(frozen=True, slots=True)
class EndView:
    """A figure as printed, a bound with its mark: ``of`` is the period and kind below it."""

    value: Markup
    of: str


@dataclass(frozen=True, slots=True)
class SizeView:
    """One line. ``base`` is where the figure starts from, ``outlook`` where it goes; either may be missing.

    ``growth`` and ``scope`` may be empty.
    """

    label: Markup
    scope: Markup
    base: EndView | None
    outlook: EndView | None
    growth: Markup
    source: Markup
    at: str = ""


@dataclass(frozen=True, slots=True)
class MarketView:
    """The whole block. ``heading`` is the author's, or empty; ``grows`` whether any line has a growth."""

    heading: Markup
    says: Markup
    sizes: tuple[SizeView, ...]
    grows: bool
    note: Markup
    at: str = ""


def make(setting: Setting) -> MarketView | None:
    """None where the thesis gives no market."""
    market = setting.thesis.market
    if market is None:
        return None
    heading, says = setting.set.text(market.heading, links=False), setting.set.text(market.says)
    sizes = tuple(_size(setting, index, size) for index, size in enumerate(market.sizes))
    grows = any(size.growth for size in sizes)
    return MarketView(heading, says, sizes, grows, setting.set.text(market.note), setting.at("market"))


def _size(setting: Setting, index: int, size: Size) -> SizeView:
    results = setting.material.results
    series = results.series.get(size.of)
    points = series.points if series else (results.numbers[size.of],)
    first, last = points[0], points[-1]
    label = setting.set.text(series.label if series else first.label, links=False)
    alone_ahead = len(points) == 1 and first.kind is not Kind.ACTUAL
    return SizeView(
        label,
        setting.set.text(size.scope or last.scope),
        None if alone_ahead else _end(setting, first),
        _end(setting, last) if alone_ahead or len(points) > 1 else None,
        setting.set.number(results.numbers[size.growth]) if size.growth else EMPTY,
        said_by(last, setting.material, setting.set),
        setting.at("market", "sizes", index),
    )


def _end(setting: Setting, number: Number) -> EndView:
    locale = setting.locale
    told = locale.label("size_of_end", period=when(number, setting.material), kind=locale.kind(number.kind))
    return EndView(setting.set.number(number), locale.spaced(told))
