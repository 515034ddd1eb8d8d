"""A323: one thing has one value in all theses, unless the library records that its sources disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from briefwright.audit.reach import numbers_at
from briefwright.audit.rounding import as_printed
from briefwright.model.finding import Finding
from briefwright.model.library import Library
from briefwright.model.number import Number, Results
from briefwright.model.period import Kind

_MOST = 12
"""So many values of one thing are told apart; there are no sources that differ more."""
_AHEAD = (Kind.FORECAST, Kind.OPINION)
_HELP = (
    "mend the wrong one, move the right one to content/facts, or record both in content/disagreements with their scopes"
)


@dataclass(frozen=True, slots=True)
class _Held:
    """A sourced number and a thesis that has it; ``library`` where it stands in content/facts or content/series."""

    slug: str
    number: Number
    library: bool

    @property
    def name(self) -> str:
        return self.number.address if self.library else f"{self.slug}/{self.number.address}"


def two_values(library: Library, results: Mapping[str, Results]) -> Iterator[Finding]:
    """At both places of each pair that differs, naming the other; a value differs where rounding does not explain it.

    One thing is one entity and measure, for one period or as-of day, observed or expected. Where these are not given,
    it is one label at one place of one source.
    """
    agreed = _recorded(library, results)
    groups: dict[tuple[object, ...], list[_Held]] = {}
    for held in _given(library, results):
        for key in _keys(held.number):
            groups.setdefault(key, []).append(held)
    said: set[tuple[str, str]] = set()
    for group in groups.values():
        different: list[_Held] = []
        for one in group:
            apart = [other for other in different if _differ(one.number, other.number)]
            for other in apart:
                if (one.name, other.name) not in said and frozenset((one.name, other.name)) not in agreed:
                    said |= {(one.name, other.name), (other.name, one.name)}
                    yield _finding(other, one)
                    yield _finding(one, other)
            if len(apart) == len(different) < _MOST:
                different.append(one)


def equal_sides(library: Library, results: Mapping[str, Results]) -> Iterator[Finding]:
    """C147: a disagreement whose sides agree, or of which one has no value."""
    for record in library.shared.disagreements.values():
        numbers = []
        for index, side in enumerate(record.data.sides):
            slug, _, address = side.number.rpartition("/")
            known = [results[slug]] if slug in results else [] if slug else [*results.values()][:1]
            numbers += [number for one in known for number in numbers_at(address, one)[:1]]
            # What is not declared at all has been said by check.
            name = address.partition("[")[0]
            derived = slug in results and ("." in name or name in library.theses[slug].data.computed)
            if derived and not numbers_at(address, results[slug]):
                message = f"'{side.number}' has no value"
                yield Finding("C147", message, record.at("sides", index, "number"), "name a number that has one")
        alike = len(numbers) == len(record.data.sides) and all(
            number.amount == numbers[0].amount and number.unit.base == numbers[0].unit.base for number in numbers
        )
        if alike:
            yield Finding("C147", f"the sides of '{record.id}' agree", record.key(), "there is nothing to record")


def _given(library: Library, results: Mapping[str, Results]) -> Iterator[_Held]:
    """Every sourced number once: those of the library under the first thesis, those of datasets not at all."""
    common = {*library.shared.facts, *library.shared.series}
    for place, (slug, found) in enumerate(results.items()):
        thesis = library.theses[slug].data
        own = {*thesis.facts, *thesis.series}
        # An address such as market[2021] leads to the number of market[2021A] again.
        for address, number in found.numbers.items():
            name = address.partition("[")[0]
            if address == number.address and number.origin and number.amount.is_meaningful:
                if name in own:
                    yield _Held(slug, number, library=False)
                elif place == 0 and name in common:
                    yield _Held(slug, number, library=True)


def _keys(number: Number) -> Iterator[tuple[object, ...]]:
    """What makes two numbers one thing."""
    if number.period:
        when = f"{number.period.grain} {number.period.label} {number.period.year_end or ''}"
    elif number.as_of:
        when = f"as of {number.as_of.day}"
    else:
        return
    sort = (number.unit.base, number.kind in _AHEAD, when)
    if number.entity and number.measure:
        yield ("measured", number.entity, number.measure, *sort)
    origin = number.origin
    if origin and (origin.via_locator if origin.via else origin.locator):
        for lang, label in number.label.items:
            yield ("labelled", lang, label, origin, *sort)


def _differ(one: Number, other: Number) -> bool:
    return not as_printed(one.amount).meets(as_printed(other.amount))


def _recorded(library: Library, results: Mapping[str, Results]) -> frozenset[frozenset[str]]:
    """Pairs of numbers that a disagreement lists both, by the names they are held under."""
    pairs = set()
    for record in library.shared.disagreements.values():
        names = []
        for side in record.data.sides:
            slug, _, address = side.number.rpartition("/")
            found = results[slug] if slug in results else next(iter(results.values()), Results())
            full = next((number.address for number in numbers_at(address, found)), address)
            names.append(f"{slug}/{full}" if slug else full)
        pairs |= {frozenset(pair) for pair in combinations(names, 2)}
    return frozenset(pairs)


def _finding(one: _Held, other: _Held) -> Finding:
    message = f"'{one.number.address}' is {_value(one.number)}, and {other.name} {_value(other.number)}"
    number = one.number
    thing = f" for {number.entity}, {number.measure}" if number.entity and number.measure else ""
    when = f", {number.period}" if number.period else ""
    return Finding("A323", f"{message}{thing}{when}", number.span, _HELP, one.slug)


def _value(number: Number) -> str:
    limits = dict.fromkeys(limit for limit in (number.amount.low, number.amount.high) if limit is not None)
    digits = "–".join(format(limit.scaleb(-number.unit.scale), "f") for limit in limits)
    sign = "" if number.amount.is_point or len(limits) > 1 else f"{number.amount.form} "
    return f"{sign}{digits} {number.unit}"
