"""The sources-and-methods appendix and ``ledger.json``: the edition's ledger, laid out. No fact is derived here."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from briefwright import __version__
from briefwright.model.amount import Amount
from briefwright.model.ledger import Entry, Found, Ledger, Made, SeriesOf, SnapshotOf, SourceOf
from briefwright.model.unit import Measure, Unit
from briefwright.render.material import Material
from briefwright.render.shell import beside
from briefwright.render.typeset import Typesetter, anchor
from briefwright.render.views import LedgerLine, MethodView, SourceView

FILE = "ledger.json"
_LONG = 200
"""A query of more characters is cut in the appendix; the file has it whole."""
_HASH = 12
"""So many digits of a hash stand on paper; the whole hash is in the file."""


_LOCATOR = 14
"""Characters of a locator that stays on one line."""


class Appendix:
    """Made when all text is set: it reads what has been used and adds the inputs behind it."""

    def __init__(self, material: Material, typesetter: Typesetter) -> None:
        self.material, self.set, self.locale = material, typesetter, material.locale
        self.printed = dict(typesetter.uses.numbers)
        product = f"briefwright {__version__}"
        self.ledger: Ledger = material.book.ledger(self.printed, as_of=material.world.as_of, product=product)
        self._entries = {entry.address: entry for entry in self.ledger.numbers}
        self._series = {series.address: series for series in self.ledger.series if series.derivation}

    def lines(self) -> tuple[LedgerLine, ...]:
        """A line a number, in the order of the ledger; a computed series is one line."""
        names = dict.fromkeys(self._line_of(entry.address) for entry in self.ledger.numbers)
        return tuple(self._line(name) for name in names)

    def _line_of(self, address: str) -> str:
        name = address.partition("[")[0]
        return name if name in self._series else address

    def _line(self, name: str) -> LedgerLine:
        series = self._series.get(name)
        first, last = (self._entries[one] for one in (series.points[0], series.points[-1])) if series else (
            self._entries[name],
            self._entries[name],
        )  # fmt: skip
        made = series.derivation if series else first.derivation
        kind = self.locale.kind(last.kind)
        return LedgerLine(
            anchor("n", name),
            anchor("u", name) if self.printed.get(name) else "",
            self.set.string(series.label if series else first.label, links=False),
            self._value(first) + (Markup(" → ") + self._value(last) if series else Markup("")),
            self.locale.label("derived_from", kind=kind) if made else kind,
            self.set.spaced(self._span(series, last) if series else self._when(last)),
            (self._derived(made) if made else self._origin(first.origin)) + self._why(first.reason),
            _day(last),
            self._shared(name),
        )

    def shared(self) -> tuple[str, ...]:
        """The anchors of lines whose numbers are the library's, so that other theses may print them too."""
        return tuple(anchor("n", entry.address) for entry in self.ledger.numbers if self._shared(entry.address))

    def _shared(self, address: str) -> bool:
        number = self.material.results.numbers.get(address)
        return bool(number and number.origin and not number.span.file.startswith("content/theses/"))

    def _why(self, reason: str) -> Markup:
        """Why a number is not meaningful."""
        return Markup("<br>") + self.set.words(reason) if reason else Markup("")

    def _value(self, entry: Entry) -> Markup:
        return self.set.words(entry.value or self.locale.label("withheld"))

    def _span(self, series: SeriesOf, last: Entry) -> str:
        """How long a path over elapsed steps is; else the period it ends in."""
        noun = self.material.results.series[series.address].x_noun
        if not noun or last.period is None:
            return self._when(last)
        return self.locale.amount(Amount.point(Decimal(last.period.label)), Unit(Measure.DURATION, noun=noun))

    def _when(self, entry: Entry) -> str:
        """Its period; else its as-of date, which is not repeated where it is that of the whole brief."""
        if entry.period:
            return entry.period.text
        if entry.as_of == self.ledger.written:
            return self.locale.label("as_written")
        return entry.as_of.text if entry.as_of else ""

    def _origin(self, origin: Found | None) -> Markup:
        if origin is None:
            return Markup("")
        text = self.set.words(self.material.book.source(origin.source).publisher)
        text = _apart(text) + self._cited(origin.source, origin.locator)
        if origin.via:
            text += self.set.words(self.locale.label("quoted_in")) + self._cited(origin.via, origin.via_locator)
        return text + self._files([origin.snapshot] if origin.snapshot else [])

    def _files(self, snapshots: Sequence[SnapshotOf]) -> Markup:
        """The files that the number was read from, with the beginning of their hashes."""
        written = (f"{one.file.rpartition('/')[2]} · sha256 {one.sha256[:_HASH]}…" for one in snapshots)
        return Markup("").join(Markup(" <code>{}</code>").format(text) for text in written)

    def _cited(self, source: str, locator: str) -> Markup:
        """The number of a source in the list below, in brackets, and the place in it."""
        number = self.set.uses.cite(source)
        told = self.locale.label("locator", text=locator) if locator else ""
        place = self.set.kept(told) if 0 < len(told) <= _LOCATOR else self.set.words(told)
        doubt = self.set.doubt(source in self.set.doubtful)
        return Markup('<a href="#{}">[{}]</a>').format(anchor("s", source), number) + doubt + place

    def _derived(self, made: Made) -> Markup:
        inputs = [self._input(address) for address in made.inputs]
        titles = {method.name: method.title for method in self.ledger.methods}
        names = [titles[name] for name in made.methods]
        head = self.set.words(self.locale.join(names) + self.locale.label("colon")) if names else Markup("")
        joined = self.set.words(self.locale.label("list_comma")).join(inputs)
        for name in dict.fromkeys(one.source for one in made.snapshots):
            joined += _apart(self.set.words(self.material.book.source(name).publisher)) + self._cited(name, "")
        return head + joined + Markup(" <code>{}</code>").format(short(made.expression)) + self._files(made.snapshots)

    def _input(self, address: str) -> Markup:
        results = self.material.results
        series = results.series.get(address)
        given = series.points[0] if series else results.numbers[address]
        label = self.set.text(series.label, links=False) if series else self.set.name(given)
        return Markup('<a href="#{}">{}</a>').format(anchor("n", self.set.entry(given)), label)

    def sources(self) -> tuple[SourceView, ...]:
        """Sources in the order of their numbers."""
        return tuple(
            self._source(self.material.book.source(name), number) for name, number in self.set.uses.sources.items()
        )

    def _source(self, source: SourceOf, number: int) -> SourceView:
        label = self.locale.label
        parts = [source.publisher]
        if source.title:
            parts.append(label("quoted_title", text=source.title))
        if source.date:
            parts.append(source.date.text)
        text = self.set.words(label("comma").join(parts) + label("full_stop").rstrip())
        note = self.set.words(source.note)
        doubtful, page = source.reliability == "doubtful", beside("sources", source.id)
        return SourceView(anchor("s", source.id), number, text, source.address, note, doubtful, page)

    def methods(self) -> tuple[MethodView, ...]:
        """Formulas behind the numbers above, in order of first use."""
        return tuple(MethodView(method.title, method.definition) for method in self.ledger.methods)

    def whole(self) -> Ledger:
        """The ledger with the anchors of this page and the numbers of its sources."""
        numbers = tuple(self._anchored(entry) for entry in self.ledger.numbers)
        cited = self.set.uses.sources.items()
        book = self.material.book
        sources = tuple(book.source(name).model_copy(update={"number": number}) for name, number in cited)
        return self.ledger.model_copy(update={"numbers": numbers, "sources": sources})

    def _anchored(self, entry: Entry) -> Entry:
        name = self._line_of(entry.address)
        first = anchor("u", name) if self.printed.get(name) else ""
        return entry.model_copy(update={"line": anchor("n", name), "first": first})


def _apart(name: Markup) -> Markup:
    """A name with the blank that parts it from what follows; a full-width bracket needs none."""
    return name if name.endswith(("）", "》")) else name + " "


def lined(plain: Mapping[str, Any]) -> bytes:
    """JSON with a line for each number, series, source and method, so that two editions can be compared."""
    parts = []
    for key, value in plain.items():
        written = _json(value)
        if isinstance(value, list | tuple) and value:
            written = "[\n" + ",\n".join(map(_json, value)) + "\n]"
        parts.append(f"{_json(key)}: {written}")
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _day(entry: Entry) -> str:
    """The end of what a number speaks for; else the day on which it was true."""
    end = entry.period.end if entry.period else entry.as_of.day if entry.as_of else None
    return str(end or "")


def short(expression: str) -> str:
    """A formula or query in one line, cut where it is long."""
    flat = " ".join(expression.split())
    return flat if len(flat) <= _LONG else flat[:_LONG].rstrip() + "…"
