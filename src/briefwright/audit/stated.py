"""A322: an author's or a source's own figure against the one computed here."""

from collections.abc import Iterator

from briefwright.audit.context import Audited
from briefwright.audit.rounding import half_unit, told
from briefwright.model.amount import Amount, Form
from briefwright.model.finding import Finding


def stated(audited: Audited) -> Iterator[Finding]:
    """The figure under ``stated`` is what the computed one rounds to at its last digit; a bound has the same limit."""
    for name, computed in audited.thesis.data.computed.items():
        number = audited.results.numbers.get(name)
        if computed.stated is None or number is None or number.stated is None or _agree(number.amount, number.stated):
            continue
        ours = "n.m." if not number.amount.is_meaningful else told(number.amount, number.unit.scale)
        theirs = f"{told(number.stated, computed.stated.unit.scale)} {computed.stated.unit}"
        message = f"'{name}' is stated as {theirs}, and computes to {ours} {number.unit}"
        help_text = "mend the inputs, the formula or the stated figure; if the source errs, say so under conflicts"
        span = audited.thesis.record.at("computed", name, "stated")
        yield audited.finding("A322", message, span, help_text)


def _agree(computed: Amount, given: Amount) -> bool:
    """Do both limits agree at the digits given? A bound is not a point, nor a point a bound."""
    if not computed.is_meaningful or not given.is_meaningful:
        return computed.is_meaningful == given.is_meaningful
    # A bound may be loosened to its last digit, as it is where it is printed: over 3.46 is over 3.4.
    units = {Form.POINT: 1, Form.ABOUT: 10}.get(given.form, 2)
    pairs = ((computed.low, given.low), (computed.high, given.high))
    return all(
        ours is theirs if ours is None or theirs is None else abs(ours - theirs) <= units * half_unit(theirs)
        for ours, theirs in pairs
    )
