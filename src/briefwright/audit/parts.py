"""A320 and A321: parts and the whole they are said to make up; shares of one whole."""

import re
from collections.abc import Iterator
from decimal import Decimal

from briefwright.audit.context import Audited
from briefwright.audit.reach import numbers_of
from briefwright.audit.rounding import Within, known_within, told, total
from briefwright.model.finding import Finding
from briefwright.model.number import Number
from briefwright.model.period import Period
from briefwright.model.thesis import Total
from briefwright.model.unit import Measure

_WHOLE = Within(Decimal(100), Decimal(100))
_SHARE = re.compile(
    r"份额|份額|占比|佔比|比重|占有率|佔有率|\bshares? (?:of|in)\b|\b(?:market|revenue|sales) share\b", re.IGNORECASE
)
_DIFFER = "declare parts and whole in one unit and period, or take the entry out of totals"


def totals(audited: Audited) -> Iterator[Finding]:
    """A320: the parts of a total sum to the whole within the rounding of printed digits, or do not exceed it."""
    for index, entry in enumerate(audited.thesis.data.totals):
        problem, help_text = _problem(entry, audited)
        if problem:
            yield audited.finding("A320", problem, audited.thesis.record.at("totals", index), help_text)


def _problem(entry: Total, audited: Audited) -> tuple[str, str]:
    """What is wrong with an entry and how to mend it; two empty strings where nothing is."""
    results = audited.results
    for address in (entry.whole, *entry.parts):
        if address not in results.numbers:
            return f"'{address}' is not one number with a value", "name numbers; of a series name its points"
    whole, parts = results.numbers[entry.whole], [results.numbers[address] for address in entry.parts]
    for part in parts:
        if part.unit.base != whole.unit.base:
            return f"'{part.address}' is in {part.unit.base}, '{whole.address}' in {whole.unit.base}", _DIFFER
        if _when(part.period) != _when(whole.period):
            return (
                f"'{part.address}' is of {part.period or 'no period'}, '{whole.address}' of {whole.period or 'none'}",
                _DIFFER,
            )
    summed, known = total([known_within(part, results) for part in parts]), known_within(whole, results)
    apart = summed.wholly_above(known) or (entry.complete and known.wholly_above(summed))
    if not apart:
        return "", ""
    figures = " + ".join(_shown(part) for part in parts)
    word = "more than" if summed.wholly_above(known) else "less than"
    message = f"{figures} make {word} '{whole.address}', {_shown(whole)}, which rounding does not explain"
    return message, "mend the wrong number; where parts are missing say `complete: false`"


def _when(period: Period | None) -> tuple[object, ...]:
    return (period.grain, period.label) if period else ()


def _shown(number: Number) -> str:
    """The amount in the unit it was printed in, plain: 21.1 USD bn."""
    return f"{told(number.amount, number.unit.scale)} {number.unit}"


def shares(audited: Audited) -> Iterator[Finding]:
    """A321: shares of one whole and period come to no more than 100 %, and no share alone does.

    Shares of one whole are results of ``share`` with one divisor; numbers in % whose measure is a share; points in % of
    one series and period whose label says so. A part that rests on another is no further part.
    """
    groups: dict[tuple[object, ...], dict[str, Number]] = {}
    for number in numbers_of(audited.reached, audited.results):
        if number.unit.measure is Measure.PERCENT and number.amount.is_meaningful and (key := _whole(number)):
            groups.setdefault((*key, _when(number.period)), {}).setdefault(_part(number), number)
    for group in groups.values():
        together = [number for part, number in group.items() if not _overlaps(part, group, audited)]
        known = [known_within(number, audited.results) for number in together]
        over = next((one for one, within in zip(together, known, strict=True) if within.wholly_above(_WHOLE)), None)
        if over is not None:
            message = f"'{over.address}' is a share of {_shown(over)}, more than the whole"
        elif total(known).wholly_above(_WHOLE):
            listed = ", ".join(f"'{number.address}' {_shown(number)}" for number in together)
            message = f"shares of one whole come to more than 100 %: {listed}"
        else:
            continue
        help_text = "mend the wrong number; where the parts overlap and may, say so under `accepted`"
        yield audited.finding("A321", message, audited.place(over or together[-1]), help_text)


def _whole(number: Number) -> tuple[object, ...]:
    """What a share is a share of; empty where the number does not say that it is one."""
    if number.derivation:
        inputs = number.derivation.inputs
        return ("of", inputs[-1]) if number.derivation.formulas == ("share",) and len(inputs) > 1 else ()
    if "share" in number.measure.split("-"):
        return ("measure", number.measure, number.scope)
    if any(_SHARE.search(written) for _, written in number.label.items):
        return (
            "number",
            number.address if number.period or "[" not in number.address else number.address.partition("[")[0],
        )
    return ()


def _part(number: Number) -> str:
    """What the share is the share of the whole of: shares of one part are one share."""
    if number.derivation:
        return number.derivation.inputs[0]
    return number.entity or number.address


def _overlaps(part: str, group: dict[str, Number], audited: Audited) -> bool:
    """Does the part contain another of the group? ``all_power`` does, if it is computed from ``batteries``."""
    seen: set[str] = set()
    number = audited.results.numbers.get(part)
    waiting = list(number.derivation.inputs) if number and number.derivation else []
    while waiting:
        address = waiting.pop()
        if address in group:
            return True
        if address not in seen:
            seen.add(address)
            inner = audited.results.numbers.get(address)
            waiting += inner.derivation.inputs if inner and inner.derivation else ()
    return False
