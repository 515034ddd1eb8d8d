"""The sources-and-methods appendix: every number the edition prints, down to its sources."""

from decimal import Decimal

from markupsafe import Markup

from briefwright.model.amount import Amount
from briefwright.model.number import Derivation, Number, Origin, Series
from briefwright.model.unit import Measure, Unit
from briefwright.render.material import Material
from briefwright.render.typeset import Typesetter, anchor
from briefwright.render.views import LedgerLine, MethodView, SourceView


class Ledger:
    """Made when all text is set: it reads what has been used and adds the inputs behind it."""

    def __init__(self, material: Material, typesetter: Typesetter) -> None:
        self.material, self.set, self.locale = material, typesetter, material.locale
        self.printed = dict(typesetter.uses.numbers)
        self.numbers = self._closure()

    def _closure(self) -> list[Number | Series]:
        """What is printed and all that it rests on; a computed series is one entry, a given one an entry a point."""
        found: dict[str, Number | Series] = {}
        queue = list(self.printed)
        while queue:
            address = queue.pop(0)
            series = self.material.results.series.get(address)
            if series is not None and series.derivation is None:
                queue += [point.address for point in series.points]
                continue
            number = self.material.results.numbers[address] if series is None else series
            if isinstance(number, Number) and self.set.entry(number) != number.address:
                queue.append(self.set.entry(number))
            elif number.address not in found:
                found[number.address] = number
                queue += number.derivation.inputs if number.derivation else ()
        sourced = [number for number in found.values() if number.derivation is None]
        return sourced + [number for number in found.values() if number.derivation is not None]

    def lines(self) -> tuple[LedgerLine, ...]:
        """Sourced numbers first, then derived ones; each group in order of first appearance."""
        return tuple(self._line(number) for number in self.numbers)

    def _line(self, number: Number | Series) -> LedgerLine:
        first, last = (number.points[0], number.points[-1]) if isinstance(number, Series) else (number, number)
        when = self._when(last)
        if isinstance(number, Series) and number.x_noun and last.period:
            span = Amount.point(Decimal(last.period.label))
            when = self.locale.amount(span, Unit(Measure.DURATION, noun=number.x_noun))
        kind = self.locale.kind(last.kind)
        if number.derivation:
            kind = self.locale.label("derived_from", kind=kind)
        value = self.set.words(self.locale.number(first))
        if isinstance(number, Series):
            value += Markup(" → ") + self.set.words(self.locale.number(last))
        return LedgerLine(
            anchor("n", number.address),
            anchor("u", number.address) if self.printed.get(number.address) else "",
            self.set.text(number.label, links=False),
            value,
            kind,
            self.set.spaced(when),
            self._derived(number.derivation) if number.derivation else self._origin(first.origin),
        )

    def _when(self, number: Number) -> str:
        """Its period; else its as-of date, which is not repeated where it is that of the whole brief."""
        if number.period:
            return self.locale.when(number.period)
        if number.as_of == self.material.thesis.data.written.as_of:
            return self.locale.label("as_written")
        return self.locale.as_of(number.as_of) if number.as_of else ""

    def _origin(self, origin: Origin | None) -> Markup:
        if origin is None:
            return Markup("")
        text = self.set.words(self.locale.text(self.material.shared.sources[origin.source].data.publisher))
        text += Markup(" ") + self._cited(origin.source, origin.locator)
        if origin.via:
            text += self.set.words(self.locale.label("quoted_in")) + self._cited(origin.via, origin.via_locator)
        return text

    def _cited(self, source: str, locator: str) -> Markup:
        """The number of a source in the list below, in brackets, and the place in it."""
        number = self.set.uses.cite(source)
        return Markup('<a href="#{}">[{}]</a>').format(anchor("s", source), number) + self._place(locator)

    def _place(self, locator: str) -> Markup:
        return self.set.words(self.locale.label("locator", text=locator)) if locator else Markup("")

    def _derived(self, derivation: Derivation) -> Markup:
        results = self.material.results
        inputs = []
        for address in derivation.inputs:
            series = results.series.get(address)
            given = series.points[0] if series else results.numbers[address]
            label = self.set.text(series.label, links=False) if series else self.set.name(given)
            inputs.append(Markup('<a href="#{}">{}</a>').format(anchor("n", self.set.entry(given)), label))
        names = [self.material.methods[name].name for name in derivation.formulas if name in self.material.methods]
        head = self.set.words(self.locale.join(names) + self.locale.label("colon")) if names else Markup("")
        joined = self.set.words(self.locale.label("list_comma")).join(inputs)
        return head + joined + Markup(" <code>{}</code>").format(derivation.expression)

    def sources(self) -> tuple[SourceView, ...]:
        """Sources in the order of their numbers."""
        return tuple(self._source(name, number) for name, number in self.set.uses.sources.items())

    def _source(self, name: str, number: int) -> SourceView:
        source = self.material.shared.sources[name].data
        label = self.locale.label
        parts = [self.locale.text(source.publisher)]
        if source.title:
            parts.append(label("quoted_title", text=self.locale.text(source.title)))
        if source.date:
            parts.append(self.locale.as_of(source.date.as_of))
        text = self.set.words(label("comma").join(parts) + label("full_stop").rstrip())
        note = self.set.words(self.locale.text(source.note)) if source.note else Markup("")
        return SourceView(anchor("s", name), number, text, source.address or "", note, source.reliability == "doubtful")

    def methods(self) -> tuple[MethodView, ...]:
        """Formulas behind the numbers above, in order of first use."""
        names = [name for number in self.numbers if number.derivation for name in number.derivation.formulas]
        found = [self.material.methods[name] for name in dict.fromkeys(names) if name in self.material.methods]
        return tuple(MethodView(method.name, method.definition) for method in found)
