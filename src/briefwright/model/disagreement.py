"""Two values for one thing, side by side: what a disagreement on record becomes where a thesis prints one of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from briefwright.model.library import Record
from briefwright.model.number import Derivation, Number, Results
from briefwright.model.records import Disagreement, Side
from briefwright.model.text import Text


@dataclass(frozen=True, slots=True)
class Standpoint:
    """One side. ``address`` is its number in the results of the thesis that shows it; ``thesis`` whose it is, or ""."""

    number: Number
    address: str
    scope: Text
    thesis: str = ""


@dataclass(frozen=True, slots=True)
class Disputed:
    """What is disputed, all its sides, and what would explain it."""

    id: str
    on: Text
    sides: tuple[Standpoint, ...]
    why: Text | None = None


def of_another(slug: str, address: str, results: Results) -> dict[str, Number]:
    """The number at ``address`` of another thesis and all that it rests on, under addresses ``slug/address``.

    Its inputs are renamed likewise, so that the appendix of the thesis that shows it can follow them.
    """
    found: dict[str, Number] = {}
    waiting = [address]
    while waiting:
        name = waiting.pop()
        for number in _at(name, results):
            if f"{slug}/{number.address}" in found:
                continue
            derivation = number.derivation
            found[f"{slug}/{number.address}"] = replace(
                number,
                address=f"{slug}/{number.address}",
                derivation=None if derivation is None else _renamed(slug, derivation, results),
            )
            waiting += derivation.inputs if derivation else ()
    return found


def _at(name: str, results: Results) -> tuple[Number, ...]:
    if name in results.series:
        return results.series[name].points
    return (results.numbers[name],) if name in results.numbers else ()


def _renamed(slug: str, derivation: Derivation, results: Results) -> Derivation:
    """Inputs that are series become their points: the series of another thesis are not carried along."""
    inputs = [f"{slug}/{number.address}" for name in derivation.inputs for number in _at(name, results)]
    return replace(derivation, inputs=tuple(inputs))


def disputes(
    slug: str, ids: Iterable[str], records: Mapping[str, Record[Disagreement]], results: Mapping[str, Results]
) -> tuple[tuple[Disputed, ...], frozenset[str]]:
    """The disagreements of these ids as the thesis ``slug`` shows them, and the theses that have a side in them.

    ``results`` are those of all theses by slug. A side that has no value there is left out.
    """
    found: list[Disputed] = []
    theses: set[str] = set()
    for id_ in ids:
        data = records[id_].data
        theses.update(thesis for side in data.sides if (thesis := side.number.rpartition("/")[0]))
        sides = tuple(one for side in data.sides if (one := standpoint(slug, side, results)))
        found.append(Disputed(id_, data.about, sides, data.why))
    return tuple(found), frozenset(theses - {slug})


def standpoint(slug: str, side: Side, results: Mapping[str, Results]) -> Standpoint | None:
    """A side with its number, as the thesis ``slug`` shows it; None where it has no value."""
    thesis, _, name = side.number.rpartition("/")
    owner = thesis or slug
    number = results[owner].numbers.get(name) if owner in results else None
    if number is None:
        return None
    address = number.address if owner == slug else f"{owner}/{number.address}"
    return Standpoint(number, address, side.scope, owner if thesis else "")


def with_sides(slug: str, disputed: Iterable[Disputed], results: Mapping[str, Results]) -> Results:
    """The results of ``slug`` with the numbers of other theses that it shows, and what those rest on."""
    added: dict[str, Number] = {}
    for one in disputed:
        for side in one.sides:
            if side.thesis and side.thesis != slug:
                added |= of_another(side.thesis, side.number.address, results[side.thesis])
    own = results[slug]
    return replace(own, numbers={**own.numbers, **added}) if added else own
