"""Numbers and series of a thesis, as a notebook reads and shows them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from briefwright.api import desk
from briefwright.api.errors import UnknownName
from briefwright.model.number import Number, Results, Series
from briefwright.pipeline import Examined
from briefwright.world import World

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Where:
    """The thesis that numbers belong to, in a library examined on the world's day."""

    world: World
    examined: Examined
    slug: str

    @property
    def results(self) -> Results:
        return self.examined.results[self.slug]


@dataclass(frozen=True, slots=True, repr=False)
class NumberView:
    """One number. Amounts are exact Decimals in ``unit``, as the content writes it: 21.1 in ``USD bn``."""

    where: Where
    number: Number

    @property
    def name(self) -> str:
        return self.number.address

    @property
    def value(self) -> Decimal | None:
        """The amount; None for a bound, a range and what is not meaningful, which are no points."""
        return self.low if self.number.amount.is_point else None

    @property
    def low(self) -> Decimal | None:
        """The lower limit, the amount itself where it is a point; None where there is none."""
        return _scaled(self.number, self.number.amount.low)

    @property
    def high(self) -> Decimal | None:
        """The upper limit, as ``low``."""
        return _scaled(self.number, self.number.amount.high)

    @property
    def unit(self) -> str:
        return str(self.number.unit)

    @property
    def kind(self) -> str:
        """actual, estimate, forecast or opinion."""
        return self.number.kind.value

    @property
    def period(self) -> str:
        """As content writes it, ``2026E``; ``""`` where the number has a date instead."""
        return str(self.number.period) if self.number.period else ""

    @property
    def source(self) -> str:
        """The identifier of its source; ``""`` for a computed number."""
        return self.number.origin.source if self.number.origin else ""

    @property
    def formula(self) -> str:
        """As written; ``""`` for a sourced number."""
        return self.number.derivation.expression if self.number.derivation else ""

    def text(self, lang: str = "") -> str:
        """As a brief prints it. Raises UnknownName for a language there is not."""
        return desk.locale(self.where.world, self.where.examined, self.where.slug, lang).number(self.number)

    def label(self, lang: str = "") -> str:
        """What the number is."""
        return desk.locale(self.where.world, self.where.examined, self.where.slug, lang).text(self.number.label)

    def explain(self, lang: str = "") -> str:
        """Its whole chain: formula, inputs, sources, and who prints it."""
        where = self.where
        return desk.explained(where.world, where.examined, where.slug, self.name, lang)

    def __float__(self) -> float:
        """Raises ValueError for what is no point, which would lose its bound."""
        if self.value is None:
            raise ValueError(f"{self.name} is {self.text()}, which is no one number; use low and high")
        return float(self.value)

    def __repr__(self) -> str:
        return f"{self.name}: {self.text()} ({', '.join(part for _, part in self._told())})"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{head}</th><td>{escape(part)}</td></tr>" for head, part in self._told())
        return f"<p>{escape(self.label())}: <strong>{escape(self.text())}</strong></p><table>{rows}</table>"

    def _told(self) -> list[tuple[str, str]]:
        as_of = f"as of {self.number.as_of.day}" if self.number.as_of and not self.period else ""
        parts = (
            ("unit", self.unit),
            ("kind", self.kind),
            ("period", self.period or as_of),
            ("formula", self.formula),
            ("source", self.source),
        )
        return [(head, part) for head, part in parts if part]


@dataclass(frozen=True, slots=True, repr=False)
class SeriesView(Mapping[str, NumberView]):
    """A series: period to number, oldest first."""

    where: Where
    series: Series

    @property
    def name(self) -> str:
        return self.series.address

    @property
    def unit(self) -> str:
        return str(self.series.unit)

    def frame(self) -> "pd.DataFrame":
        """A row a point; see ``Project.frame``."""
        from briefwright.api.frames import of_numbers

        return of_numbers(self.series.points)

    def __getitem__(self, period: str) -> NumberView:
        found = {self._key(point): point for point in self.series.points}
        if period not in found:
            raise UnknownName("point", period, found)
        return NumberView(self.where, found[period])

    def __iter__(self) -> Iterator[str]:
        return (self._key(point) for point in self.series.points)

    def __len__(self) -> int:
        return len(self.series.points)

    def __repr__(self) -> str:
        points = ", ".join(f"{key}: {view.text()}" for key, view in self.items())
        return f"{self.name} ({self.unit}): {points}"

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{escape(key)}</th><td>{escape(view.text())}</td></tr>" for key, view in self.items())
        return f"<p>{escape(self.name)}, {escape(self.unit)}</p><table>{rows}</table>"

    @staticmethod
    def _key(point: Number) -> str:
        return point.address.partition("[")[2].removesuffix("]")


@dataclass(frozen=True, slots=True, repr=False)
class ResultsView(Mapping[str, NumberView]):
    """Every number of a thesis by name, a point of a series as ``market[2026E]``; its series and tables beside them."""

    where: Where

    @property
    def series(self) -> Mapping[str, SeriesView]:
        return {name: SeriesView(self.where, series) for name, series in self.where.results.series.items()}

    @property
    def frames(self) -> Mapping[str, "pd.DataFrame"]:
        """The tables of the thesis, by name."""
        from briefwright.api.frames import of_frame

        return {name: of_frame(frame) for name, frame in self.where.results.frames.items()}

    def compute(self, formula: str) -> NumberView | SeriesView:
        """What ``formula`` gives over this thesis' numbers. Raises ContentError that says what is wrong with it."""
        where = self.where
        tried, name = desk.with_formula(where.examined, where.slug, formula)
        there = Where(where.world, tried, where.slug)
        if name in there.results.numbers:
            return NumberView(there, there.results.numbers[name])
        return SeriesView(there, there.results.series[name])

    def __getitem__(self, name: str) -> NumberView:
        numbers = self.where.results.numbers
        if name not in numbers:
            if name in self.where.results.series:
                points = ", ".join(point.address for point in self.where.results.series[name].points[:12])
                raise UnknownName("single number", name, [f"series['{name}']", points])
            raise UnknownName("number", name, (*numbers, *self.where.results.series))
        return NumberView(self.where, numbers[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.where.results.numbers)

    def __len__(self) -> int:
        return len(self.where.results.numbers)

    def __repr__(self) -> str:
        return "\n".join(map(repr, self.values())) or f"{self.where.slug} has no numbers"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{escape(view.text())}</td><td>{escape(view.label())}</td>"
            f"<td>{view.kind}</td><td>{escape(view.formula or view.source)}</td></tr>"
            for name, view in self.items()
        )
        head = "<tr><th>name</th><th>value</th><th>label</th><th>kind</th><th>formula or source</th></tr>"
        return f"<table><thead>{head}</thead>{rows}</table>"


def _scaled(number: Number, limit: Decimal | None) -> Decimal | None:
    return None if limit is None else limit.scaleb(-number.unit.scale)
