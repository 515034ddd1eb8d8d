"""What stands behind the numbers of an exhibit: their sources, and the marks a note must explain."""

from collections.abc import Iterable

from briefwright.model.amount import Form
from briefwright.model.number import Number, Results
from briefwright.model.period import Kind


def sources(numbers: Iterable[Number], results: Results) -> list[str]:
    """The sources of every number, through its derivation down to facts, in the order of reading.

    A quoting source follows the authority it quotes.
    """
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = list(numbers)[::-1]
    while waiting:
        number = waiting.pop()
        if number.address in seen:
            continue
        seen.add(number.address)
        if number.origin:
            found.update((source, None) for source in (number.origin.source, number.origin.via) if source)
        if number.derivation:
            inputs = [one for address in number.derivation.inputs for one in _numbers(address, results)]
            waiting += inputs[::-1]
            found.update((snapshot.source, None) for snapshot in number.derivation.snapshots)
    return list(found)


def _numbers(address: str, results: Results) -> tuple[Number, ...]:
    if address in results.series:
        return results.series[address].points
    return (results.numbers[address],) if address in results.numbers else ()


def marks(numbers: Iterable[Number]) -> tuple[str, ...]:
    """The kinds that occur, then ``bound``, ``about`` and ``derived`` where they do."""
    shown = list(numbers)
    kinds = [kind.value for kind in Kind if any(number.kind is kind for number in shown)]
    if any(not number.amount.is_point for number in shown):
        kinds.append("bound")
    if any(number.amount.form is Form.ABOUT for number in shown):
        kinds.append("about")
    if any(number.derivation for number in shown):
        kinds.append("derived")
    return tuple(kinds)
