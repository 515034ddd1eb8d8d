"""The working of a computed number: its formula in words and in figures."""

from collections.abc import Iterator
from decimal import localcontext

from briefwright.compute import arithmetic
from briefwright.compute.evaluate import Known, evaluate_or_undefined
from briefwright.compute.explain.words import Words
from briefwright.compute.expression import parse
from briefwright.compute.labels import duration_text
from briefwright.compute.problem import Problem, Skipped
from briefwright.compute.quantity import Path, Quantity, Scope, scopes_of
from briefwright.model.lang import Lang
from briefwright.model.number import Derivation, Number, Results
from briefwright.model.unit import UNSTATED


class Working:
    """Computes numbers once more, for what they were computed from."""

    def __init__(self, results: Results, words: Words) -> None:
        self._results, self._words = results, words
        self._values: dict[str, Quantity | Path | None] = {}
        self._known = Known(dict(results.numbers), dict(results.series), first=_first(words))

    def of(self, number: Number) -> tuple[str, str]:
        """In words and in figures; nothing for a query."""
        value = self._again(number)
        return ("", "") if value is None else (self._written(value, figures=False), self._written(value, figures=True))

    def _again(self, number: Number) -> Quantity | None:
        derivation = number.derivation
        if derivation is None or derivation.snapshots or "/" in number.address:
            return None  # in the formula of another thesis' number the names are that thesis'
        # The points of a computed series have one expression: it is evaluated once.
        if derivation.expression not in self._values:
            self._values[derivation.expression] = self._value(derivation)
        value = self._values[derivation.expression]
        if isinstance(value, Path):
            return next((point for period, point in value.points if period == number.period), None)
        return value

    def _value(self, derivation: Derivation) -> Quantity | Path | None:
        for address in derivation.inputs:
            if given := self._results.numbers.get(address):
                self._known.scopes[address] = tuple(self._scopes(given))
        try:
            with localcontext(arithmetic.CONTEXT):
                return evaluate_or_undefined(parse(derivation.expression), self._known)
        except (Problem, Skipped):  # no amounts were found that suit it: the number has a reason instead
            return None

    def _scopes(self, number: Number) -> Iterator[Scope]:
        """Every place that an unstated currency under ``number`` was printed in."""
        if number.unit.currency == UNSTATED and number.derivation:
            for address in number.derivation.inputs:
                if given := self._results.numbers.get(address):
                    yield from self._scopes(given)
        else:
            yield from scopes_of(number, {})

    def _written(self, value: Quantity, *, figures: bool) -> str:
        if value.number:
            if figures:
                return self._words.number(value.number)
            label = self._words.text(value.number.label)
            is_point = value.number.address.endswith("]") and value.number.period
            return f"{label} ({self._words.period(value.number.period)})" if is_point and value.number.period else label
        if value.working is None:
            if value.unit is not None and value.unit.noun:
                return duration_text(value.amount, value.unit.noun, self._words.lang)
            return value.literal
        parts = [self._written(part, figures=figures) for part in value.working.parts]
        nested = [
            f"({text})" if part.working and part.working.joined else text
            for text, part in zip(parts, value.working.parts, strict=True)
        ]
        return value.working.template.format(*nested)


def _first(words: Words) -> Lang:
    first: Lang = getattr(words, "first", words.lang)
    return first
