"""The marks that a note to an exhibit must explain."""

from collections.abc import Iterable

from briefwright.model.amount import Form
from briefwright.model.number import Number
from briefwright.model.period import Kind


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
