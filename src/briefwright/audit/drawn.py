"""A304: every figure that an exhibit prints, in its table, picture, alt text and file of data, is a number's.

The builders of exhibits take figures from numbers; this reads what they made and holds it against the numbers again.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefwright.audit.context import Audited
from briefwright.audit.quantities import typed_quantities
from briefwright.audit.typed import names_of
from briefwright.language import Locale
from briefwright.language.words import WORDS
from briefwright.model.amount import Amount, Form
from briefwright.model.exhibit import Cell, ExhibitView
from briefwright.model.exhibits import DataExhibit, LineChart
from briefwright.model.finding import Finding, Span
from briefwright.model.number import Number
from briefwright.model.period import Kind
from briefwright.model.unit import SCALES

_POWERS = (0, *sorted({*SCALES.values()}))
_NEAR = Decimal("1e-12")
_LAST = Decimal("0.05")
"""A rebased value is rounded to one decimal."""
_DIGITS = re.compile(r"(?:(?<=\.\.)|(?<![\d.]))-?\d+(?:\.\d+)?")
_SIGNS = {Form.ABOUT: "~", Form.ABOVE: ">", Form.AT_LEAST: ">=", Form.BELOW: "<", Form.AT_MOST: "<="}
_INDEX = Decimal(100)
_HELP = "report it with the thesis: an exhibit prints what no number says"
_HELP_TEXT = "declare the column as one of numbers, with its unit, or take it out of the exhibit"


def drawn(audited: Audited, views: Sequence[ExhibitView], locale: Locale) -> Iterator[Finding]:
    """One finding for each cell, bound or alt text that says something else than the numbers behind it."""
    names = [*names_of(audited.shared)]
    for index, exhibit in enumerate(audited.thesis.data.exhibits):
        view = next((view for view in views if view.id == exhibit.id), None)
        if view is None:
            continue  # it could not be drawn, which X401 says
        span = audited.thesis.record.at("exhibits", index)
        if view.svg is not None or isinstance(exhibit, DataExhibit):
            rebased = _rebased(audited, exhibit) if isinstance(exhibit, LineChart) else ()
            for row in view.table.rows:
                for cell in row:
                    yield from _cell(audited, view, cell, rebased, locale, span)
        yield from _kinds(audited, view, span)
        if isinstance(exhibit, DataExhibit):
            yield from _words(audited, view, locale, names, span)
        elif view.svg is not None:
            yield from _alt(audited, view, locale, names, span)


def _cell(
    audited: Audited, view: ExhibitView, cell: Cell, rebased: Sequence[Decimal], locale: Locale, span: Span
) -> Iterator[Finding]:
    if not cell.numeric or not any(mark.isdigit() for mark in cell.text):
        return
    said = f"exhibit '{view.id}' prints {cell.text}"
    number = audited.results.numbers.get(cell.address)
    if number is None:
        value = _plain(cell.raw)
        if not any(value is not None and abs(value - known) <= _LAST for known in rebased):
            yield audited.finding("A304", f"{said}, which is no number of the thesis", span, _HELP)
    elif not _is(cell.raw, number.amount, number.unit.scale):
        yield audited.finding("A304", f"{said} for '{cell.address}', which has another value", span, _HELP)
    elif number.amount.is_meaningful and not all(
        word.strip() in cell.text for word in WORDS[locale.lang].forms[number.amount.form].split("{}")
    ):
        yield audited.finding("A304", f"{said} for '{cell.address}', a bound, without saying so", span, _HELP)


def _is(raw: str, amount: Amount, own: int) -> bool:
    """Is ``raw`` the amount in some scale or its unit's ``own``, as basis points are, with the sign of its bound?"""
    if not amount.is_meaningful:
        return raw == ""
    limits = dict.fromkeys(limit for limit in (amount.low, amount.high) if limit is not None)
    plain = [Decimal(digits) for digits in _DIGITS.findall(raw)]
    same = len(plain) == len(limits) and any(
        all(abs(one.scaleb(power) - limit) <= abs(limit) * _NEAR for one, limit in zip(plain, limits, strict=True))
        for power in (*_POWERS, own)
    )
    return same and raw[: len(raw) - len(raw.lstrip("<>=~"))] == _SIGNS.get(amount.form, "")


def _plain(raw: str) -> Decimal | None:
    found = _DIGITS.fullmatch(raw.lstrip("<>=~"))
    return Decimal(found[0]) if found else None


def _rebased(audited: Audited, exhibit: LineChart) -> tuple[Decimal, ...]:
    """Every point of a rebased chart as an index, 100 where it says; nothing for other charts."""
    found: list[Decimal] = []
    for address in exhibit.of if exhibit.index_at else ():
        points = audited.results.series[address].points if address in audited.results.series else ()
        base = [point for point in points if point.period and _same(point, exhibit)]
        if base and base[0].amount.value > 0:
            found += [point.amount.value * _INDEX / base[0].amount.value for point in points]
    return tuple(found)


def _same(point: Number, exhibit: LineChart) -> bool:
    at, period = exhibit.index_at, point.period
    return at is not None and period is not None and (period.grain, period.label) == (at.grain, at.label)


def _kinds(audited: Audited, view: ExhibitView, span: Span) -> Iterator[Finding]:
    """What is no actual must be among the marks, which the source line names."""
    numbers = audited.results.numbers
    held = {numbers[address].kind for address in view.addresses if address in numbers} - {Kind.ACTUAL}
    for kind in sorted(held - {*view.marks}):
        noun = "a forecast" if kind is Kind.FORECAST else f"an {kind}"
        yield audited.finding("A304", f"exhibit '{view.id}' holds {noun} and does not mark it", span, _HELP)


def _words(audited: Audited, view: ExhibitView, locale: Locale, names: Sequence[str], span: Span) -> Iterator[Finding]:
    """Figures in cells of words: data typed as text has no number behind it."""
    for row in view.table.rows:
        for cell in row:
            if not cell.numeric:
                for match in typed_quantities(cell.text, locale.lang, names, markdown=False):
                    message = f"exhibit '{view.id}' prints {match.text} from a column of words"
                    yield audited.finding("A304", message, span, _HELP_TEXT)


def _alt(audited: Audited, view: ExhibitView, locale: Locale, names: Sequence[str], span: Span) -> Iterator[Finding]:
    """Quantities of the alt text are those that its numbers print, or counts of what the table holds."""
    told = [cell.text for row in view.table.rows for cell in row if cell.numeric]
    numbers = [audited.results.numbers[address] for address in view.addresses if address in audited.results.numbers]
    told += [locale.number(number, option) for number in numbers for option in ("", "amount", "signed")]
    known = {match.value for text in told for match in typed_quantities(text, locale.lang, markdown=False)}
    known |= {Decimal(count) for count in range(len(view.table.rows) + 1)}
    known |= {Decimal(one.period.label) for one in numbers if one.period and one.period.label.isdecimal()}
    for match in typed_quantities(view.alt, locale.lang, names, markdown=False):
        if match.value is not None and match.value not in known:
            message = f"the alt text of exhibit '{view.id}' says {match.text}, which none of its numbers prints"
            yield audited.finding("A304", message, span, _HELP)
