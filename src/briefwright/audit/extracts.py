"""A303: what a source's record has of its words holds what is taken from it.

A record may keep, by locator, the few words printed around each figure. A number from there must be one that the words
print, in value, scale, unit, bound, period and kind; a statement or an event must not be one that they contradict.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefwright.audit.cited import all_sources
from briefwright.audit.context import Audited
from briefwright.audit.quoted import YUAN_OR_YEN, Reading, Words, names_in
from briefwright.audit.shelf import Shelf
from briefwright.model.amount import Amount, Form
from briefwright.model.exhibits import TimelineChart
from briefwright.model.finding import Finding, Span
from briefwright.model.library import Shared
from briefwright.model.number import Number
from briefwright.model.period import AsOf, Grain, Kind, Period, days_late
from briefwright.model.sourced import Sourced
from briefwright.model.text import Text
from briefwright.model.unit import DURATIONS, UNSTATED, Measure, Unit

_HELP = "mend what was copied wrongly, or the extract in content/sources"
_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
_MARK = re.compile(r"[㐀-鿿]|[a-z0-9]+")
_HALF_A_YEAR = 183
_SAME_WORDS = 4
"""So many characters or words in a row, shared with an extract, show that a statement was taken from there."""


def extracts(audited: Audited) -> Iterator[Finding]:
    """Numbers, then statements and events, of the thesis; shared numbers where it prints them or what rests on them."""
    shelf = Shelf(audited.shared)
    taken = [*_numbers(audited), *_said(audited)]
    for one in taken:
        said = shelf.at(one.source, one.locator)
        if one.authority == one.source:
            message = f"'{one.name}': {one.source} is said to quote itself"
            yield audited.finding("A303", message, one.span, "name under `source:` who says it, or leave `via:` out")
        elif said is None:
            yield from _uncovered(audited, one, taken, shelf)
        elif not said:
            help_text = "give the place where it stands, or write down the words there under `extracts:` of the source"
            message = f"'{one.name}': the record of {one.source} has no words at '{one.locator}'"
            yield audited.finding("A303", message, one.span, help_text)
        else:
            fault = _number_fault(one, said, shelf) if one.number else _statement_fault(one, said, shelf)
            if fault:
                yield audited.finding("A303", f"'{one.name}': {fault}", one.span, _HELP)
    yield from _odd_ones(audited, taken, shelf)
    if any(shelf.keeps(one.source) for one in taken):
        yield from _named_by_exhibits(audited, taken)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Something taken from a source at a locator. ``authority`` is whom the source quotes, if anybody."""

    name: str
    span: Span
    source: str
    locator: str
    authority: str = ""
    number: Number | None = None
    text: Text | None = None
    kind: Kind | None = None
    date: Period | None = None


def _numbers(audited: Audited) -> Iterator[_Taken]:
    thesis, shared = audited.thesis.data, audited.shared
    for number in audited.results.numbers.values():
        origin, name = number.origin, number.address.partition("[")[0]
        own = name in thesis.facts or name in thesis.series
        common = (name in shared.facts or name in shared.series) and number.address in audited.reached
        if origin is None or not (own or common):
            continue
        place = (origin.via, origin.via_locator, origin.source) if origin.via else (origin.source, origin.locator, "")
        yield _Taken(number.address, audited.place(number), *place, number=number)


def _said(audited: Audited) -> Iterator[_Taken]:
    """Statements and events, by the same fields."""
    thesis, record = audited.thesis.data, audited.thesis.record
    for name, item in thesis.evidence.items():
        yield from _one(item, name, record.key("evidence", name), text=item.says, kind=item.kind)
    for index, event in enumerate(thesis.catalysts):
        yield from _one(event, str(event.date), record.at("catalysts", index, "date"), text=event.says, date=event.date)
    for index, exhibit in enumerate(thesis.exhibits):
        for place, event in enumerate(exhibit.events if isinstance(exhibit, TimelineChart) else ()):
            span = record.at("exhibits", index, "events", place, "date")
            yield from _one(event, str(event.date), span, text=event.says, date=event.date)


def _one(
    item: Sourced, name: str, span: Span, *, text: Text, kind: Kind | None = None, date: Period | None = None
) -> Iterator[_Taken]:
    via = item.via
    place = (via.source, via.locator or "", item.source or "") if via else (item.source or "", item.locator or "", "")
    if item.source:
        yield _Taken(name, span, *place, text=text, kind=kind, date=date)


def _uncovered(audited: Audited, one: _Taken, taken: Sequence[_Taken], shelf: Shelf) -> Iterator[Finding]:
    """Taken from a source without extracts, though what the same authority says is mostly quoted in one that has some.

    Or quoted in a source that is itself only ever quoted.
    """
    ways = Counter(
        other.source for other in taken if (other.authority or other.source) == (one.authority or one.source)
    )
    usual, times = ways.most_common(1)[0]
    quoting = {other.source for other in taken if other.authority == one.source}
    if one.authority and quoting and not any(other.source == one.source and not other.authority for other in taken):
        message = f"'{one.name}': {one.source} is itself quoted in {min(quoting)}, and is no document that was read"
        yield audited.finding("A303", message, one.span, "name under `via:` the document that quotes it")
    elif shelf.keeps(usual) and times > ways[one.source]:
        who = one.authority or one.source
        message = f"'{one.name}': {one.source} keeps no extracts, and {usual} holds what else {who} says"
        help_text = "give the source that was read under `via:`, with its locator; or write extracts for this one"
        yield audited.finding("A303", message, one.span, help_text)


def _named_by_exhibits(audited: Audited, taken: Sequence[_Taken]) -> Iterator[Finding]:
    """Sources that an exhibit names, and from which the thesis takes nothing; or that it names twice."""
    known = {name for one in taken for name in (one.source, one.authority)}
    known |= all_sources(audited)
    for index, exhibit in enumerate(audited.thesis.data.exhibits):
        for place, name in enumerate(exhibit.sources):
            span = audited.thesis.record.at("exhibits", index, "sources", place)
            if name in exhibit.sources[:place]:
                yield audited.finding("A303", f"'{exhibit.id}' names {name} twice", span, "name the other source")
            elif name not in known:
                message = f"'{exhibit.id}' names {name}, from which the thesis takes no number, statement or event"
                yield audited.finding("A303", message, span, "name its source, or add what it says under evidence")


def _odd_ones(audited: Audited, taken: Sequence[_Taken], shelf: Shelf) -> Iterator[Finding]:
    """What is quoted from one place, where the words name nobody, comes from one source: that of the majority."""
    groups: dict[tuple[str, str], list[_Taken]] = {}
    for one in taken:
        said = shelf.at(one.source, one.locator)
        if one.authority and said and one.authority not in shelf.authorities(one.source):
            groups.setdefault((one.source, one.locator), []).append(one)
    for (source, locator), group in groups.items():
        counts = Counter(one.authority for one in group).most_common()
        if len(counts) < 2:
            continue
        usual, most = counts[0]
        for one in group:
            if one.authority != usual or most == counts[1][1]:
                other = usual if one.authority != usual else counts[1][0]
                message = (
                    f"'{one.name}' is from {one.authority}, and other words at '{locator}' of {source} from {other}"
                )
                yield audited.finding("A303", message, one.span, "name the source that stands there")


def _number_fault(one: _Taken, said: Sequence[Words], shelf: Shelf) -> str:
    """What is wrong with a number by the words that come closest; "" where some hold it."""
    assert one.number is not None  # noqa: S101 - asked of numbers only
    best: tuple[int, str] = (99, "")
    for words in said:
        about = _about(one, one.number, words, shelf)
        for reading in words.readings:
            faults = [*_differences(one.number, reading, words, shelf), *about]
            if not faults:
                return ""
            best = min(best, (_weight(faults), f"the extract has '{words.text}', {faults[0]}"))
        if words.listed and one.number.unit.measure is Measure.COUNT:
            counted = one.number.amount == Amount.point(words.listed)
            faults = ([] if counted else [f"which lists {words.listed}, not {_written(one.number)}"]) + about
            if not faults:
                return ""
            best = min(best, (_weight(faults), f"the extract has '{words.text}', {faults[0]}"))
    return best[1] or f"no extract at '{one.locator}' of {one.source} prints {_written(one.number)}"


def _weight(faults: Sequence[str]) -> int:
    """How far off the words are: of another value weighs more than all else."""
    return len(faults) + 10 * any(fault.startswith(("which lists", "not ")) for fault in faults)


def _written(number: Number) -> str:
    """The number as its record has it."""
    amount, scale = number.amount, number.unit.scale
    sign = "" if amount.form in (Form.POINT, Form.RANGE) else f"{amount.form.value} "
    limits = (amount.low, amount.high) if amount.form is Form.RANGE else (amount.value,)
    return f"{sign}{' to '.join(f'{limit.scaleb(-scale):f}' for limit in limits if limit is not None)} {number.unit}"


def _differences(number: Number, reading: Reading, words: Words, shelf: Shelf) -> Iterator[str]:
    amounts = [reading.amount]
    letter = reading.scaled and shelf.is_noun(number.unit.noun or "", reading.tail)
    if letter:
        amounts = [reading.amount.scaled(-_scale_of(reading))]
    if not any(_same_value(number.amount, amount) for amount in amounts):
        yield f"not {_written(number)}"
    elif number.amount.form not in reading.forms:
        yield f"which is {_form(reading.forms[0])}, and the number {_form(number.amount.form)}"
    if not letter and not _fits(number.unit, reading.unit):
        yield f"which is in {reading.unit or 'no unit of its own'}, and the number in '{number.unit}'"
    nouns = shelf.nouns(words)
    if number.unit.measure is Measure.COUNT and not reading.unit and nouns and number.unit.noun not in nouns:
        yield f"which counts {', '.join(sorted(nouns))}, and the number {number.unit.noun}"


def _scale_of(reading: Reading) -> int:
    from briefwright.audit.quantities import SCALES

    return SCALES.get(reading.tail, SCALES.get(reading.tail.lower(), 0))


def _form(form: Form) -> str:
    return {Form.POINT: "a point", Form.RANGE: "a range", Form.ABOUT: "approximate"}.get(form, f"a bound, {form.value}")


def _same_value(mine: Amount, theirs: Amount) -> bool:
    if not mine.is_meaningful or (mine.form is Form.RANGE) != (theirs.form is Form.RANGE):
        return False
    return (mine.low, mine.high) == (theirs.low, theirs.high) if mine.form is Form.RANGE else mine.value == theirs.value


def _fits(unit: Unit, printed: str) -> bool:
    """Whether a number in ``unit`` may stand for a quantity whose words say ``printed``."""
    match unit.measure:
        case Measure.PERCENT | Measure.POINTS | Measure.MULTIPLE:
            return printed == {Measure.PERCENT: "%", Measure.POINTS: "pp", Measure.MULTIPLE: "x"}[unit.measure]
        case Measure.DURATION:
            return printed == unit.noun
        case Measure.MONEY if unit.currency == UNSTATED:
            return printed == ""
        case Measure.MONEY:
            return printed == unit.currency or (printed == YUAN_OR_YEN and unit.currency in ("CNY", "JPY"))
        case _:
            return printed == "" or (unit.per is not None and printed in DURATIONS)


def _about(one: _Taken, number: Number, words: Words, shelf: Shelf) -> list[str]:
    """What the words around a figure say of it that its record does not."""
    found = []
    own = frozenset(name for _, label in number.label.items for name in names_in(label))
    if own and words.names and not own & words.names:
        found.append(f"which speaks of {', '.join(sorted(words.names))}, and the label of {', '.join(sorted(own))}")
    if not _in_time(number.period, number.as_of, words):
        found.append(f"and the number is for {number.period or (number.as_of and number.as_of.day)}")
    if fault := _kind_fault(number.kind, words, number.period, shelf.shared, one.source):
        found.append(fault)
    return found + _voice(one, words, shelf)


def _in_time(period: Period | None, as_of: AsOf | None, words: Words) -> bool:
    """Whether a period, or else a date, may be the one that the words print, where they print any."""
    if period is None:
        return not words.years or (as_of is not None and str(as_of.day.year) in words.years)
    label, years = period.label, frozenset(_YEAR.findall(period.label))
    # Of a span the words may print one end alone.
    one_end = period.grain is Grain.SPAN and len(words.years) == 1 and bool(years & words.years)
    if words.years and not (one_end or (years and years <= words.years)):
        return False
    if period.grain in (Grain.MONTH, Grain.DAY) and words.months and label[:7] not in words.months:
        return False
    return period.grain is not Grain.DAY or not words.days or label[5:] in words.days


def _kind_fault(kind: Kind, words: Words, period: Period | None, shared: Shared, source: str) -> str:
    if kind is Kind.ACTUAL and (words.looks_ahead or words.estimates or words.judges):
        return "which is no observation, and the kind is actual"
    if kind is Kind.OPINION and not (words.looks_ahead or words.estimates or words.judges):
        return "which is nobody's opinion, and the kind is opinion"
    if kind is Kind.FORECAST and not words.looks_ahead:
        record = shared.sources.get(source)
        printed = record.data.date.as_of.day if record and record.data.date else None
        if period is None or period.end is None or printed is None or period.end <= printed:
            return "which looks at nothing ahead, and the kind is forecast"
    return ""


def _voice(one: _Taken, words: Words, shelf: Shelf) -> list[str]:
    """Whom the words name, and whom the record."""
    named = shelf.named(words) - {one.source}
    if not one.authority:
        return []
    if named and one.authority not in named:
        return [f"which names {', '.join(sorted(named))}, and the source is {one.authority}"]
    if not named and one.authority in shelf.authorities(one.source):
        return [f"which does not name {one.authority}, the source given"]
    return []


def _statement_fault(one: _Taken, said: Sequence[Words], shelf: Shelf) -> str:
    """Why a statement or event cannot be from where it says: the words there look like those of another, or differ."""
    assert one.text is not None  # noqa: S101 - asked of statements and events only
    dated = [words for words in said if words.years or words.days]
    if one.date is not None and dated:
        fitting = [words for words in dated if _in_time(one.date, None, words)]
        if not fitting:
            return f"the extracts at '{one.locator}' of {one.source} print another date: '{dated[0].text}'"
        if not any(words.years or _near(one.date, one.source, shelf.shared) for words in fitting):
            return f"the extract has '{fitting[0].text}' without a year, which is that nearest to the source's own date"
    ranked = sorted(said, key=lambda words: -_shared_run(one.text, words))
    best = _shared_run(one.text, ranked[0])
    if best < _SAME_WORDS:
        for place, others in shelf.places(one.source).items():
            likely = next((words for words in others if _shared_run(one.text, words) >= _SAME_WORDS), None)
            if likely and place != one.locator:
                return f"its words stand at '{place}' of {one.source}, not at '{one.locator}': '{likely.text}'"
        return ""
    words = ranked[0]
    faults = _voice(one, words, shelf)
    if one.kind in (Kind.ACTUAL, Kind.FORECAST):
        faults += [fault for fault in [_kind_fault(one.kind, words, None, shelf.shared, one.source)] if fault]
    elif one.kind is Kind.ESTIMATE and words.looks_ahead:
        faults.append("which looks ahead, and the kind is estimate")
    return f"the extract has '{words.text}', {faults[0]}" if faults else ""


def _near(date: Period, source: str, shared: Shared) -> bool:
    """Whether a day is within half a year of the day of its source, where that has one."""
    record = shared.sources.get(source)
    day = record.data.date.as_of.day if record and record.data.date else None
    return day is None or date.start is None or abs(days_late(day, date.start)) <= _HALF_A_YEAR


def _shared_run(text: Text | None, words: Words) -> int:
    """The longest run of Chinese characters or Latin words that a text, in any language, shares with the words."""
    said = _marks(words.text)
    return max((_longest_run(_marks(written), said) for _, written in text.items), default=0) if text else 0


def _marks(text: str) -> list[str]:
    return _MARK.findall(text.casefold())


def _longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    longest = 0
    before = [0] * (len(other) + 1)
    for mine in one:
        row = [0]
        for place, theirs in enumerate(other):
            row.append(before[place] + 1 if mine == theirs else 0)
        longest, before = max(longest, *row), row
    return longest
