"""A302: a quantity typed by hand in prose that is printed."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from briefwright.audit.context import Audited
from briefwright.audit.quantities import Match, typed_quantities
from briefwright.audit.reach import printed
from briefwright.model.finding import Finding
from briefwright.model.library import Prose, Shared, ThesisRecord
from briefwright.model.number import Number, Results
from briefwright.model.text import Text
from briefwright.model.unit import UNSTATED, Measure, Unit

_PLAIN = {"%": Measure.PERCENT, "pp": Measure.POINTS, "x": Measure.MULTIPLE}
_DURATIONS = ("day", "week", "month", "quarter", "year")


def typed(audited: Audited) -> Iterator[Finding]:
    """Reads all text of the thesis, of its sector and of the shared facts it prints; titles of sources are names."""
    thesis, shared, results = audited.thesis, audited.shared, audited.results
    names = [*names_of(shared)]
    texts = [*thesis.prose]
    if sector := shared.sectors.get(thesis.data.sector):
        texts += sector.prose
    for address in dict.fromkeys(address for address, _ in printed(thesis)):
        if address not in thesis.data.facts and (fact := shared.facts.get(address)):
            texts += fact.prose
    for text in texts:
        for match in typed_quantities(text.text, text.lang, names, markdown=text.body is not None):
            yield _finding(thesis, text, match, results)


def _finding(thesis: ThesisRecord, text: Prose, match: Match, results: Results) -> Finding:
    message = f"'{match.text}' is typed by hand"
    help_text = (
        "declare it under facts with its source, or compute it, and write its {{ name }}; a quotation goes in a > block"
    )
    if number := _equal(match, [*results.numbers.values()]):
        message += f", and equals {number.address}"
        help_text = f"write {{{{ {number.address} }}}}"
    return Finding("A302", message, text.span(match.offset, match.length), help_text, thesis.slug)


def _equal(match: Match, numbers: Sequence[Number]) -> Number | None:
    """The number the match prints: the same value exactly, or else the same when rounded as it is written."""
    if match.value is None:
        return None
    candidates = [number for number in numbers if _compatible(match.unit, number.unit)]
    exact = (number for number in candidates if match.value in (number.amount.low, number.amount.high))
    rounded = (number for number in candidates if _prints_as(number, match.value, match.step))
    return next(exact, None) or next(rounded, None)


def _prints_as(number: Number, value: Decimal, step: int) -> bool:
    # A typed 3 would equal too much; two digits are the least that point to a number.
    if len(value.scaleb(-step).to_integral_value().as_tuple().digits) < 2:
        return False
    half = Decimal(5).scaleb(step - 1)
    limits = (limit for limit in (number.amount.low, number.amount.high) if limit is not None)
    return any(-half <= limit - value < half for limit in limits)


def _compatible(unit: str, known: Unit) -> bool:
    """May a quantity written with ``unit`` ("" for none) be a number of the unit ``known``?"""
    if not unit:
        return known.measure in (Measure.COUNT, Measure.INDEX) or known.currency == UNSTATED
    if unit in _PLAIN:
        return known.measure is _PLAIN[unit]
    if unit in _DURATIONS:
        return known.noun == unit
    return known.currency == unit


def names_of(shared: Shared) -> Iterator[str]:
    """Names of companies, houses and analysts, in every language: they may hold numerals (三六零, 3M)."""
    records: list[Text] = [record.data.name for record in shared.companies.values()]
    records += [record.data.name for record in shared.houses.values()]
    records += [record.data.name for record in shared.analysts.values()]
    for name in records:
        for _, written in name.items:
            if any(_counts(mark) for mark in written):
                yield written


def _counts(mark: str) -> bool:
    return mark.isnumeric() or mark in "百千万萬亿億"
