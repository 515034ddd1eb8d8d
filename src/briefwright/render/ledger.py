"""The sources-and-methods appendix: every number the edition prints, down to its sources."""

from markupsafe import Markup

from briefwright.model.number import Number, Origin
from briefwright.render.material import Material
from briefwright.render.typeset import Typesetter, anchor
from briefwright.render.views import LedgerLine, MethodView, SourceView


class Ledger:
    """Made when all text is set: it reads what has been used and adds the inputs behind it."""

    def __init__(self, material: Material, typesetter: Typesetter) -> None:
        self.material, self.set, self.locale = material, typesetter, material.locale
        self.printed = dict(typesetter.uses.numbers)
        self.numbers = self._closure()

    def _closure(self) -> list[Number]:
        found: dict[str, Number] = {}
        queue = list(self.printed)
        while queue:
            address = queue.pop(0)
            series = self.material.results.series.get(address)
            if series is not None:
                queue += [point.address for point in series.points if point.origin] or list(
                    series.derivation.inputs if series.derivation else ()
                )
                continue
            number = self.material.results.numbers[address]
            if number.address in found:
                continue
            found[number.address] = number
            if number.derivation:
                queue += number.derivation.inputs
        sourced = [number for number in found.values() if number.origin]
        return sourced + [number for number in found.values() if not number.origin]

    def lines(self) -> tuple[LedgerLine, ...]:
        """Sourced numbers first, then derived ones; each group in order of first appearance."""
        return tuple(self._line(number) for number in self.numbers)

    def _line(self, number: Number) -> LedgerLine:
        when = self.locale.when(number.period) if number.period else ""
        if not when and number.as_of:
            when = self.locale.as_of(number.as_of)
        kind = self.locale.kind(number.kind)
        if number.derivation:
            kind = self.locale.label("derived_from", kind=kind)
        return LedgerLine(
            anchor("n", number.address),
            anchor("u", number.address) if self.printed.get(number.address) else "",
            self.set.text(number.label, links=False),
            self.set.words(self.locale.number(number)),
            kind,
            when,
            self._derived(number) if number.derivation else self._origin(number.origin),
        )

    def _origin(self, origin: Origin | None) -> Markup:
        if origin is None:
            return Markup("")
        text = self._name(origin.source, origin.locator)
        if origin.via:
            text += self.set.words(self.locale.label("quoted_in")) + self._name(origin.via, origin.via_locator)
        return text

    def _name(self, source: str, locator: str) -> Markup:
        record = self.material.shared.sources[source].data
        text = self.set.words(self.locale.text(record.publisher)) + self.set.citation(source)
        return text + (self.set.words(self.locale.label("locator", text=locator)) if locator else Markup(""))

    def _derived(self, number: Number) -> Markup:
        assert number.derivation is not None  # noqa: S101 - asked for by ``_line`` only where it is set
        inputs = []
        for address in number.derivation.inputs:
            series = self.material.results.series.get(address)
            target = series.points[0].address if series else address
            label = self.set.text(series.label if series else self.material.results.numbers[address].label, links=False)
            inputs.append(Markup('<a href="#{}">{}</a>').format(anchor("n", self._canonical(target)), label))
        names = [self.material.methods[name].name for name in number.derivation.formulas if name in self.material.methods]
        head = self.set.words(self.locale.join(names) + self.locale.label("colon")) if names else Markup("")
        joined = Markup(self.locale.label("list_comma")).join(inputs)
        return head + joined + Markup(' <code>{}</code>').format(number.derivation.expression)

    def _canonical(self, address: str) -> str:
        number = self.material.results.numbers.get(address)
        return number.address if number else address

    def sources(self) -> tuple[SourceView, ...]:
        """Sources in the order of their numbers."""
        return tuple(self._source(name, number) for name, number in self.set.uses.sources.items())

    def _source(self, name: str, number: int) -> SourceView:
        source = self.material.shared.sources[name].data
        parts = [self.locale.text(source.publisher)]
        if source.title:
            parts.append(self.locale.label("quoted_title", text=self.locale.text(source.title)))
        if source.date:
            parts.append(self.locale.as_of(source.date.as_of))
        text = self.set.words(self.locale.join(parts))
        note = self.set.words(self.locale.text(source.note)) if source.note else Markup("")
        return SourceView(anchor("s", name), number, text, source.address or "", note, source.reliability == "doubtful")

    def methods(self) -> tuple[MethodView, ...]:
        """Formulas behind the numbers above, in order of first use."""
        names = [name for number in self.numbers if number.derivation for name in number.derivation.formulas]
        found = [self.material.methods[name] for name in dict.fromkeys(names) if name in self.material.methods]
        return tuple(MethodView(method.name, method.definition) for method in found)
