"""The book: what is known of each number of a thesis, as ledger entries. One derivation for every reader of it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from briefwright.compute.explain.words import Words, plain
from briefwright.compute.explain.working import Working
from briefwright.compute.formulas import FORMULAS
from briefwright.compute.problem import why
from briefwright.model.amount import Amount, Form
from briefwright.model.explanation import Extract
from briefwright.model.lang import Lang
from briefwright.model.ledger import (
    DayOf,
    Entries,
    Entry,
    Exact,
    Found,
    Made,
    Method,
    PeriodOf,
    PlaceOf,
    SeriesOf,
    SnapshotOf,
    SourceOf,
    Stated,
    UnitOf,
)
from briefwright.model.library import Shared
from briefwright.model.number import Derivation, Number, Origin, Results, Series, Snapshot
from briefwright.model.period import AsOf, Period
from briefwright.model.unit import Unit

_CELL = re.compile(r"row (\d+), column (\S+)")
_CELLS: Mapping[Lang, str] = {
    "en": r"row \1, column \2",
    "zh-Hans": r"第\1行\2列",
    "zh-Hant": r"第\1行\2列",
}


class Book:
    """Entries of the numbers of one thesis in one language. ``places`` says where the edition prints each."""

    def __init__(
        self, results: Results, shared: Shared, words: Words, places: Mapping[str, tuple[PlaceOf, ...]] | None = None
    ) -> None:
        self.results, self.shared, self.words = results, shared, words
        self.printed = places or {}
        self._working = Working(results, words)
        self._entries: dict[str, Entry] = {}

    def rests_on(self, addresses: Iterable[str]) -> list[Number]:
        """Every number at ``addresses`` and behind them, breadth first; of a computed series all points.

        Raises KeyError for an address that nothing has.
        """
        found: dict[str, Number] = {}
        queue = list(addresses)
        seen: set[str] = set()
        while queue:
            address = queue.pop(0)
            if address in seen:
                continue
            seen.add(address)
            for number in self.at(address):
                if number.address not in found:
                    found[number.address] = number
                    queue += number.derivation.inputs if number.derivation else ()
        return list(found.values())

    def places(self, address: str) -> tuple[PlaceOf, ...]:
        """Where the edition prints the number of this very address."""
        return self.printed.get(address, ())

    def at(self, address: str) -> tuple[Number, ...]:
        """The number at ``address``, or the points of the series. Raises KeyError."""
        series = self.results.series.get(address)
        return series.points if series else (self.results.numbers[address],)

    def entries(self, numbers: Iterable[Number]) -> Entries:
        """``numbers`` with their series, sources and formulas."""
        given = list(numbers)
        listed = tuple(self.entry(number) for number in given)
        names = dict.fromkeys(number.address.partition("[")[0] for number in given if "[" in number.address)
        series = [self.results.series[name] for name in names if name in self.results.series]
        held = {number.address for number in given}
        whole = tuple(self.of_series(one) for one in series if held.issuperset(p.address for p in one.points))
        sources = dict.fromkeys(name for entry in listed for name in sources_of(entry))
        methods = dict.fromkeys(name for entry in listed if entry.derivation for name in entry.derivation.methods)
        return Entries(
            numbers=listed,
            series=whole,
            sources=tuple(self.source(name) for name in sources),
            methods=tuple(self._method(name) for name in methods),
        )

    def entry(self, number: Number) -> Entry:
        """What is known of one number; the same object for the same number."""
        if number.address not in self._entries:
            self._entries[number.address] = self._entry(number)
        return self._entries[number.address]

    def _entry(self, number: Number) -> Entry:
        stated = number.stated
        return Entry(
            address=number.address,
            label=plain(number.label, self.words, self.results),
            value=self.words.number(number),
            exact=exact(number.amount),
            unit=_unit(number.unit),
            kind=number.kind,
            basis=number.basis,
            period=self._period(number.period) if number.period else None,
            as_of=self._day(number.as_of) if number.as_of else None,
            entity=number.entity,
            measure=number.measure,
            scope=plain(number.scope, self.words, self.results),
            marks=self._marks(number),
            note=plain(number.note, self.words, self.results),
            reason=why(number.undefined, self.words.lang),
            stated=Stated(value=self._stated(number, stated), exact=exact(stated)) if stated else None,
            origin=self.origin(number.origin) if number.origin else None,
            derivation=self._made(number.derivation, number) if number.derivation else None,
            places=self.places(number.address),
        )

    def _stated(self, number: Number, stated: Amount) -> str:
        own = Number(number.address, number.label, stated, number.unit, number.kind, number.span)
        return self.words.number(own)

    def _marks(self, number: Number) -> tuple[str, ...]:
        amount, origin = number.amount, number.origin
        named = [origin.source, origin.via] if origin else []
        records = [self.shared.sources[name].data for name in named if name in self.shared.sources]
        said = {
            "about": amount.form is Form.ABOUT,
            "bound": amount.is_meaningful and not amount.is_point,
            "derived": number.derivation is not None,
            "doubtful": any(record.reliability == "doubtful" for record in records),
        }
        return tuple(mark for mark, holds in said.items() if holds)

    def _period(self, period: Period) -> PeriodOf:
        return PeriodOf(
            label=str(period),
            text=self.words.when(period),
            grain=period.grain,
            start=period.start.isoformat() if period.start else None,
            end=period.end.isoformat() if period.end else None,
        )

    def _day(self, as_of: AsOf) -> DayOf:
        day, text = as_of.day.isoformat(), self.words.as_of(as_of)
        return DayOf(day=day, text=text, after=as_of.after, inferred=as_of.inferred)

    def origin(self, origin: Origin) -> Found:
        """Where a number was found, as plain values."""
        return Found(
            source=origin.source,
            locator=self._cell(origin.locator) if origin.snapshot else origin.locator,
            via=origin.via,
            via_locator=origin.via_locator,
            snapshot=self.snapshot(origin.snapshot) if origin.snapshot else None,
        )

    def _cell(self, locator: str) -> str:
        """The name of a cell in the language of the words; a workbook's ``Prices!C7`` is the same in all."""
        return _CELL.sub(_CELLS[self.words.lang], locator)

    def _made(self, derivation: Derivation, number: Number | None) -> Made:
        in_words, in_figures = self._working.of(number) if number else ("", "")
        return Made(
            expression=derivation.expression,
            methods=tuple(dict.fromkeys(derivation.formulas)),
            inputs=derivation.inputs,
            in_words=in_words,
            in_figures=in_figures,
            snapshots=tuple(self.snapshot(one) for one in derivation.snapshots),
        )

    @staticmethod
    def snapshot(snapshot: Snapshot) -> SnapshotOf:
        """A dataset's file as plain values."""
        return SnapshotOf(
            dataset=snapshot.dataset,
            source=snapshot.source,
            file=snapshot.file,
            sha256=snapshot.sha256,
            rows=snapshot.rows,
            as_of=snapshot.as_of.day.isoformat(),
        )

    def of_series(self, series: Series) -> SeriesOf:
        """A series as a whole."""
        return SeriesOf(
            address=series.address,
            label=plain(series.label, self.words, self.results),
            points=tuple(point.address for point in series.points),
            derivation=self._made(series.derivation, None) if series.derivation else None,
        )

    def source(self, name: str) -> SourceOf:
        """A source by its identifier. Raises KeyError."""
        record = self.shared.sources[name].data
        return SourceOf(
            id=name,
            publisher=self.words.text(record.publisher),
            title=self.words.text(record.title),
            date=self._day(record.date.as_of) if record.date else None,
            address=record.address or "",
            reliability=record.reliability,
            note=plain(record.note, self.words, self.results),
        )

    def _method(self, name: str) -> Method:
        formula, lang = FORMULAS[name], self.words.lang
        return Method(
            name=name, title=formula.names[lang], definition=formula.definition[lang], identity=formula.source
        )

    def extracts(self, entries: Iterable[Entry]) -> tuple[Extract, ...]:
        """The words of the sources at the places where ``entries`` were found."""
        places: dict[tuple[str, str], None] = {}
        for origin in (entry.origin for entry in entries if entry.origin):
            places |= {(origin.source, origin.locator): None, (origin.via, origin.via_locator): None}
        found = []
        for name, locator in places:
            record = self.shared.sources.get(name)
            if words := record.data.extracts.get(locator) if record else None:
                found.append(Extract(source=name, locator=locator, words=tuple(words)))
        return tuple(found)

    def closed(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """Datasets behind the numbers at ``addresses``, at whatever depth, that readers may not have."""
        behind = self.rests_on(addresses)
        names = dict.fromkeys(name for number in behind for name in datasets(self.entry(number)))
        return tuple(name for name in names if not self.open(name))

    def open(self, dataset: str) -> bool:
        """Whether the licence of a dataset lets readers have it; one that is unknown is not."""
        record = self.shared.datasets.get(dataset)
        return record is not None and record.data.licence.redistribute


def datasets(entry: Entry) -> tuple[str, ...]:
    """The datasets whose cell or query a number is."""
    snapshots = [entry.origin.snapshot] if entry.origin and entry.origin.snapshot else []
    snapshots += entry.derivation.snapshots if entry.derivation else ()
    return tuple(one.dataset for one in snapshots)


def sources_of(entry: Entry) -> tuple[str, ...]:
    """The sources that a number names itself, the authority before who quotes it."""
    named = [entry.origin.source, entry.origin.via] if entry.origin else []
    named += [one.source for one in entry.derivation.snapshots] if entry.derivation else []
    return tuple(name for name in named if name)


def exact(amount: Amount) -> Exact:
    """An amount in base units as text."""
    return Exact(form=amount.form, low=_digits(amount.low), high=_digits(amount.high))


def _digits(value: Decimal | None) -> str | None:
    if value is None:
        return None
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _unit(unit: Unit) -> UnitOf:
    return UnitOf(
        text=str(unit),
        measure=unit.measure,
        currency=unit.currency or "",
        noun=unit.noun or "",
        per=unit.per or "",
        scale=unit.scale,
    )
