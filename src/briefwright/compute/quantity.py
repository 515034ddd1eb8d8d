"""What a formula computes with: an amount with its unit, kind, period, date and where it came from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefwright.compute import arithmetic, periods, units
from briefwright.compute.problem import Problem, Remark
from briefwright.model.amount import Amount
from briefwright.model.number import Number, Series
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.text import Text
from briefwright.model.unit import UNSTATED, Unit

Scope = tuple[str, ...]
"""Where an unstated currency was printed: amounts of one scope are in one currency, whatever it is."""


@dataclass(frozen=True, slots=True)
class Working:
    """How a quantity was computed: ``template`` with ``{0}``, ``{1}`` … for ``parts``; rendered by ``explain``."""

    template: str
    parts: tuple["Quantity", ...] = ()
    joined: bool = False
    """True where the template is an operator's, so that it needs parentheses inside another."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """``unit`` None is a pure number. ``kind`` None is a literal, which says nothing about period, date or kind.

    ``number`` is set where the quantity is a named number; ``literal`` is the text of one written in the formula.
    ``undefined`` says why the amount of a path's point is not meaningful.
    """

    amount: Amount
    unit: Unit | None
    kind: Kind | None = None
    period: Period | None = None
    as_of: AsOf | None = None
    scopes: tuple[Scope, ...] = ()
    reads: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    label: Text | None = None
    number: Number | None = None
    literal: str = ""
    working: Working | None = None
    undefined: Remark | None = None


@dataclass(frozen=True, slots=True)
class Points:
    """A named series as an argument: its points, oldest first."""

    series: Series
    points: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A computed series: quantities over elapsed steps of ``x_noun``. ``whole`` carries what all points share."""

    points: tuple[tuple[Period, Quantity], ...]
    x_noun: str
    label: Text | None = None
    reads: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()


Argument = Quantity | Points | Path | Period
PeriodRule = Callable[[Sequence[Period | None], Kind], Period | None]


def literal(value: Decimal, text: str) -> Quantity:
    """A pure number as written in a formula."""
    return Quantity(Amount.point(value), None, literal=text)


def named(number: Number, scopes: tuple[Scope, ...]) -> Quantity:
    """A number of the thesis or the library."""
    return Quantity(
        number.amount,
        number.unit,
        number.kind,
        number.period,
        number.as_of,
        scopes,
        (number.address,),
        label=number.label,
        number=number,
    )


def scopes_of(number: Number, known: Mapping[str, tuple[Scope, ...]]) -> tuple[Scope, ...]:
    """The scopes of a number's unstated currency; for a derived one those of ``known`` under its address."""
    if number.unit.currency != UNSTATED:
        return ()
    if number.origin is None:
        return known.get(number.address, ())
    scopes: list[Scope] = [("source", number.origin.source)]
    if number.origin.via:
        scopes.append(("via", number.origin.via, number.origin.via_locator))
    return tuple(scopes)


def derived(
    parts: Sequence[Quantity],
    amount: Amount,
    unit: Unit | None,
    template: str,
    *,
    rule: PeriodRule = periods.common,
    joined: bool = False,
) -> Quantity:
    """A result of ``parts``: the worst kind, the period by ``rule``, the latest date, all they read."""
    sourced = [part for part in parts if part.kind is not None]
    kinds = [part.kind for part in sourced if part.kind is not None]
    kind = periods.worst(kinds) if kinds else None
    return Quantity(
        amount,
        unit,
        kind,
        rule([part.period for part in sourced], kind) if kind else None,
        periods.latest([part.as_of for part in sourced if part.as_of]),
        _shared_scopes(parts) if unit is not None and unit.currency == UNSTATED else (),
        _unique(address for part in parts for address in part.reads),
        _unique(name for part in parts for name in part.formulas),
        working=Working(template, tuple(parts), joined),
    )


def add(left: Quantity, right: Quantity) -> Quantity:
    """Like with like, over one period or periods that follow each other."""
    unit, factor = units.sum_unit(left.unit, right.unit)
    _same_unstated(left, right, "the sum")
    amount = arithmetic.add(left.amount, _scaled(right.amount, factor))
    return derived((left, right), amount, unit, "{0} + {1}", rule=periods.added, joined=True)


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """Like with like; two percentages give points; two years a difference over their span."""
    unit, factor = units.difference_unit(left.unit, right.unit)
    _same_unstated(left, right, "the difference")
    amount = arithmetic.subtract(left.amount, _scaled(right.amount, factor))
    return derived((left, right), amount, unit, "{0} − {1}", rule=periods.compared, joined=True)


def multiply(left: Quantity, right: Quantity) -> Quantity:
    unit, factor = units.product_unit(left.unit, right.unit)
    amount = _scaled(arithmetic.multiply(left.amount, right.amount), factor)
    return derived((left, right), amount, unit, "{0} × {1}", joined=True)


def divide(left: Quantity, right: Quantity) -> Quantity:
    """A multiple of like by like, a rate of unlike; see ``units.quotient_unit``."""
    unit, factor = units.quotient_unit(left.unit, right.unit)
    _same_unstated(left, right, "the ratio")
    amount = _scaled(arithmetic.divide(left.amount, right.amount), factor)
    return derived((left, right), amount, unit, "{0} / {1}", rule=periods.compared, joined=True)


def negated(one: Quantity) -> Quantity:
    return derived(
        (one,), arithmetic.negative(arithmetic.Interval.of(one.amount)).amount, one.unit, "−{0}", joined=True
    )


def by_formula(result: Quantity, name: str) -> Quantity:
    """``result`` with the formula that made it named."""
    return replace(result, formulas=_unique((name, *result.formulas)))


def _scaled(amount: Amount, factor: Fraction) -> Amount:
    return arithmetic.scaled(arithmetic.Interval.of(amount), factor).amount if factor != 1 else amount


def _same_unstated(left: Quantity, right: Quantity, doing: str) -> None:
    """Raises Problem N205 where two amounts of unstated currency were not printed in one place."""
    currencies = [one.unit.currency for one in (left, right) if one.unit is not None]
    if currencies == [UNSTATED, UNSTATED] and not set(left.scopes) & set(right.scopes):
        raise Problem.of(
            "N205",
            f"{doing} joins two amounts of unstated currency from different sources",
            "nothing says that the currencies are the same: leave the two side by side",
        )


def _shared_scopes(parts: Sequence[Quantity]) -> tuple[Scope, ...]:
    unstated = [part.scopes for part in parts if part.unit is not None and part.unit.currency == UNSTATED]
    return tuple(scope for scope in unstated[0] if all(scope in scopes for scopes in unstated)) if unstated else ()


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
