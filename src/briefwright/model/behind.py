"""What stands behind a number: the sourced numbers that it rests on, and their sources."""

from briefwright.model.number import Number, Results


def leaves(number: Number, results: Results) -> list[Number]:
    """The sourced numbers behind ``number``, each once; itself where it is sourced. A series stands for its points."""
    found: dict[str, Number] = {}
    waiting = [number]
    while waiting:
        one = waiting.pop()
        if one.address in found:
            continue
        found[one.address] = one
        for address in one.derivation.inputs if one.derivation else ():
            series, inner = results.series.get(address), results.numbers.get(address)
            waiting += series.points if series else (inner,) if inner else ()
    return [one for one in found.values() if one.derivation is None]


def sources(number: Number, results: Results) -> frozenset[str]:
    """Every source behind ``number``: authorities, those that quote them, and those of datasets that were queried."""
    found = {snapshot.source for snapshot in (number.derivation.snapshots if number.derivation else ())}
    for leaf in leaves(number, results):
        if leaf.origin:
            found |= {name for name in (leaf.origin.source, leaf.origin.via) if name}
    return frozenset(found)
