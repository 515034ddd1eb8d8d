"""What stands behind numbers: all that they rest on, down to the sourced ones, and their sources."""

from collections.abc import Iterable

from briefwright.model.number import Number, Results


def behind(numbers: Iterable[Number], results: Results) -> list[Number]:
    """``numbers`` and all that they rest on, each once, in the order of reading. A series stands for its points."""
    found: dict[str, Number] = {}
    waiting = list(numbers)[::-1]
    while waiting:
        one = waiting.pop()
        if one.address in found:
            continue
        found[one.address] = one
        inputs: list[Number] = []
        for address in one.derivation.inputs if one.derivation else ():
            inputs += named(address, results)
        waiting += inputs[::-1]
    return list(found.values())


def named(address: str, results: Results) -> tuple[Number, ...]:
    """The number at ``address``, or the points of the series; none where there is neither."""
    if address in results.series:
        return results.series[address].points
    return (results.numbers[address],) if address in results.numbers else ()


def leaves(number: Number, results: Results) -> list[Number]:
    """The sourced numbers behind ``number``, each once; itself where it is sourced."""
    return [one for one in behind([number], results) if one.derivation is None]


def sources(numbers: Iterable[Number], results: Results) -> tuple[str, ...]:
    """Every source behind ``numbers``, in the order of reading: authorities before who quotes them, and datasets'."""
    found: dict[str, None] = {}
    for one in behind(numbers, results):
        if one.origin:
            found |= dict.fromkeys(name for name in (one.origin.source, one.origin.via) if name)
        if one.derivation:
            found |= dict.fromkeys(snapshot.source for snapshot in one.derivation.snapshots)
    return tuple(found)
