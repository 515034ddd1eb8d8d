"""Which numbers and statements a thesis names by address, outside text: under ``because:`` and in ``market:``."""

from collections.abc import Iterator

from briefwright.model.thesis import Thesis

Way = tuple[str | int, ...]
"""The way to a value of the thesis."""


def because(thesis: Thesis) -> Iterator[tuple[Way, str]]:
    """Every name under a ``because:``, with the way to it."""
    lists: list[tuple[Way, list[str]]] = [
        (("claims", index, "because"), claim.because) for index, claim in enumerate(thesis.claims)
    ]
    lists += [(("beneficiaries", index, "because"), one.because) for index, one in enumerate(thesis.beneficiaries)]
    if thesis.company:
        lines = enumerate(thesis.company.profile)
        lists += [(("company", "profile", index, "because"), line.because) for index, line in lines]
    if thesis.view:
        lists.append((("view", "because"), thesis.view.because))
    for way, names in lists:
        yield from (((*way, position), name) for position, name in enumerate(names))


def sized(thesis: Thesis) -> Iterator[tuple[Way, str]]:
    """Every number and series of the market's size, with the way to it."""
    for index, size in enumerate(thesis.market.sizes if thesis.market else ()):
        yield ("market", "sizes", index, "of"), size.of
        if size.growth:
            yield ("market", "sizes", index, "growth"), size.growth
