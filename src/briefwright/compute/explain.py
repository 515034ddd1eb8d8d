"""Where a number comes from: its formula in words and in figures, its inputs, down to sources and places in them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, Protocol

from briefwright.compute import arithmetic
from briefwright.compute.evaluate import Known, evaluate
from briefwright.compute.expression import parse
from briefwright.compute.formulas import FORMULAS
from briefwright.compute.labels import duration_text
from briefwright.compute.quantity import Path, Quantity, Scope, scopes_of
from briefwright.model.amount import Amount, Form
from briefwright.model.lang import Lang
from briefwright.model.library import Shared
from briefwright.model.number import Number, Results, Series
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.text import ALL, FIRST, Text
from briefwright.model.unit import UNSTATED, Measure, Unit


class Words(Protocol):
    """How numbers and texts are written: a locale of the language package, or ``Plain``."""

    @property
    def lang(self) -> Lang: ...
    def text(self, text: Text | None) -> str: ...
    def number(self, number: Number, option: str = "") -> str: ...
    def period(self, period: Period, *, kind: bool = True) -> str: ...
    def kind(self, kind: Kind) -> str: ...
    def as_of(self, as_of: AsOf) -> str: ...


@dataclass(frozen=True, slots=True)
class Method:
    """A formula used: its registry name, its name and definition in the language, the identity it rests on."""

    name: str
    title: str
    definition: str
    identity: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One number or series and what it rests on. Texts are formatted; empty where they do not apply.

    A number given has ``source`` (an identifier), ``publisher``, ``locator`` and, where it was found quoted, ``via``,
    ``via_publisher`` and ``via_locator``. One computed has ``expression`` as written, ``methods``, ``in_words`` and
    ``in_figures``. ``inputs`` are what it was computed from, or the points of a series.
    """

    address: str
    label: str
    unit: str
    value: str = ""
    kind: str = ""
    period: str = ""
    as_of: str = ""
    note: str = ""
    source: str = ""
    publisher: str = ""
    locator: str = ""
    via: str = ""
    via_publisher: str = ""
    via_locator: str = ""
    expression: str = ""
    methods: tuple[Method, ...] = ()
    in_words: str = ""
    in_figures: str = ""
    inputs: tuple["Explanation", ...] = ()


class Plain:
    """Numbers with their digits and unit signs, texts in English where there is any: for use without a locale."""

    _FORMS: Mapping[Form, str] = {
        Form.POINT: "",
        Form.RANGE: "",
        Form.ABOUT: "about ",
        Form.ABOVE: "over ",
        Form.AT_LEAST: "at least ",
        Form.BELOW: "under ",
        Form.AT_MOST: "at most ",
    }
    _SHOWN = Context(prec=6, rounding=ROUND_HALF_UP)

    @property
    def lang(self) -> Lang:
        return "en"

    def text(self, text: Text | None) -> str:
        found = dict(text.items) if text else {}
        for key in ("en", ALL, FIRST):
            if key in found:
                return found[key]
        return next(iter(found.values()), "")

    def number(self, number: Number, option: str = "") -> str:
        sign = "+" if option == "signed" and number.amount.value > 0 else ""
        return sign + self._amount(number.amount, number.unit)

    def period(self, period: Period, *, kind: bool = True) -> str:
        return str(period) if kind else period.label

    def kind(self, kind: Kind) -> str:
        return kind.value

    def as_of(self, as_of: AsOf) -> str:
        day = f"on or after {as_of.day}" if as_of.after else str(as_of.day)
        return f"{day} (inferred)" if as_of.inferred else day

    def _amount(self, amount: Amount, unit: Unit) -> str:
        ends = (amount.low, amount.high) if amount.form is Form.RANGE else (amount.value,)
        digits = " to ".join(self._digits(end, unit.scale) for end in ends if end is not None)
        sign = str(unit) if unit.measure is Measure.MULTIPLE else f" {unit}"
        return f"{self._FORMS[amount.form]}{digits}{sign}"

    def _digits(self, value: Decimal, scale: int) -> str:
        text = format(self._SHOWN.plus(arithmetic.CONTEXT.scaleb(value, -scale)), ",f")
        return text.rstrip("0").rstrip(".") if "." in text else text


def chain(results: Results, shared: Shared, address: str, locale: Words | None = None) -> Explanation:
    """The whole derivation of the number or series at ``address``. Raises KeyError where there is none."""
    return _Explainer(results, shared, locale or Plain()).explain(address)


class _Explainer:
    def __init__(self, results: Results, shared: Shared, words: Words) -> None:
        self._results, self._shared, self._words = results, shared, words
        self._known = Known(dict(results.numbers), dict(results.series), first=_first(words))
        self._done: dict[str, Explanation] = {}

    def explain(self, address: str) -> Explanation:
        """Explanations of one address are one object, so that a diamond of inputs does not multiply."""
        if address not in self._done:
            number = self._results.numbers.get(address)
            self._done[address] = self._number(number) if number else self._series(self._results.series[address])
        return self._done[address]

    def _series(self, series: Series) -> Explanation:
        derivation = series.derivation
        return Explanation(
            series.address,
            self._words.text(series.label),
            str(series.unit),
            expression=derivation.expression if derivation else "",
            methods=tuple(self._method(name) for name in derivation.formulas) if derivation else (),
            inputs=tuple(self.explain(point.address) for point in series.points),
        )

    def _number(self, number: Number) -> Explanation:
        words = self._words
        common = Explanation(
            number.address,
            words.text(number.label),
            str(number.unit),
            words.number(number),
            words.kind(number.kind),
            words.period(number.period) if number.period else "",
            words.as_of(number.as_of) if number.as_of else "",
            words.text(number.note) if number.note else "",
        )
        if number.origin:
            origin = number.origin
            return replace(
                common,
                source=origin.source,
                publisher=self._publisher(origin.source),
                locator=origin.locator,
                via=origin.via,
                via_publisher=self._publisher(origin.via) if origin.via else "",
                via_locator=origin.via_locator,
            )
        assert number.derivation is not None  # noqa: S101 - a number without origin is derived
        value = self._again(number)
        return replace(
            common,
            expression=number.derivation.expression,
            methods=tuple(self._method(name) for name in number.derivation.formulas),
            in_words=self._written(value, figures=False),
            in_figures=self._written(value, figures=True),
            inputs=tuple(self.explain(address) for address in number.derivation.inputs),
        )

    def _again(self, number: Number) -> Quantity:
        """The number computed once more, for its working."""
        assert number.derivation is not None  # noqa: S101 - asked of derived numbers only
        for address in number.derivation.inputs:
            self._known.scopes[address] = tuple(self._scopes(self._results.numbers[address]))
        with localcontext(arithmetic.CONTEXT):
            value = evaluate(parse(number.derivation.expression), self._known)
        if isinstance(value, Path):
            return next(point for period, point in value.points if period == number.period)
        return value

    def _scopes(self, number: Number) -> Iterator[Scope]:
        """Every place that an unstated currency under ``number`` was printed in."""
        if number.unit.currency == UNSTATED and number.derivation:
            for address in number.derivation.inputs:
                yield from self._scopes(self._results.numbers[address])
        else:
            yield from scopes_of(number, {})

    def _publisher(self, source: str) -> str:
        record = self._shared.sources.get(source)
        return self._words.text(record.data.publisher) if record else ""

    def _method(self, name: str) -> Method:
        formula, lang = FORMULAS[name], self._words.lang
        return Method(name, formula.names[lang], formula.definition[lang], formula.source)

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


CAPTIONS: Mapping[str, str] = {
    name: name for name in ("as of", "source", "quoted in", "formula", "in words", "in figures", "note", "see above")
}
"""The fixed words of ``as_text``, each under its English."""


def as_text(explanation: Explanation, captions: Mapping[str, str] = CAPTIONS) -> str:
    """An indented tree; what was explained above is named, not repeated. ``captions`` translates the fixed words."""
    return "\n".join(_lines(explanation, 0, set(), captions))


def as_dict(explanation: Explanation) -> dict[str, Any]:
    """The tree as plain values; an input explained before is its address and ``repeated``."""
    return _plain(explanation, set())


def _plain(explanation: Explanation, seen: set[str]) -> dict[str, Any]:
    if explanation.address in seen:
        return {"address": explanation.address, "repeated": True}
    seen.add(explanation.address)
    found: dict[str, Any] = {
        item.name: value
        for item in fields(explanation)
        if item.name not in ("methods", "inputs") and (value := getattr(explanation, item.name))
    }
    if explanation.methods:
        found["methods"] = [asdict(method) for method in explanation.methods]
    if explanation.inputs:
        found["inputs"] = [_plain(part, seen) for part in explanation.inputs]
    return found


def _lines(explanation: Explanation, depth: int, seen: set[str], captions: Mapping[str, str]) -> Iterator[str]:
    margin = "  " * depth
    head = f"{margin}{explanation.label} [{explanation.address}]"
    if explanation.address in seen:
        yield f"{head}: {captions['see above']}"
        return
    seen.add(explanation.address)
    marks = [explanation.value or explanation.unit, explanation.kind, explanation.period]
    if explanation.as_of:
        marks.append(f"{captions['as of']} {explanation.as_of}")
    yield f"{head}: {', '.join(mark for mark in marks if mark)}"
    for caption, text in _captions(explanation):
        yield f"{margin}  {captions.get(caption, caption)}: {text}"
    for part in explanation.inputs:
        yield from _lines(part, depth + 2, seen, captions)


def _captions(explanation: Explanation) -> Iterator[tuple[str, str]]:
    if explanation.source:
        yield "source", _place(explanation.source, explanation.publisher, explanation.locator)
    if explanation.via:
        yield "quoted in", _place(explanation.via, explanation.via_publisher, explanation.via_locator)
    if explanation.expression:
        yield "formula", explanation.expression
    if explanation.in_words:
        yield "in words", explanation.in_words
    if explanation.in_figures:
        yield "in figures", explanation.in_figures
    for method in explanation.methods:
        yield method.name, f"{method.title}: {method.definition} ({method.identity})"
    if explanation.note:
        yield "note", explanation.note


def _place(source: str, publisher: str, locator: str) -> str:
    named = f"{publisher} [{source}]" if publisher else f"[{source}]"
    return f"{named}, {locator}" if locator else named
