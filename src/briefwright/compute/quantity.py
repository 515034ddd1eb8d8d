"""What a formula computes with: an amount with its unit, kind, period, date and where it came from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from briefwright.compute import arithmetic, periods, units
from briefwright.compute.problem import Problem, Remark
from briefwright.model.amount import Amount
from briefwright.model.number import Number, Series
from briefwright.model.period import AsOf, Basis, Kind, Period
from briefwright.model.text import Text
from briefwright.model.unit import UNSTATED, Measure, Unit

_NAMED = 3
_SCALING = (None, Measure.MULTIPLE, Measure.PERCENT)
_DATED_BASES = (Basis.STOCK, Basis.SPOT)
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
    ``undefined`` says why the amount of a path's point is not meaningful. ``basis`` None is unstated: it joins any.
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
    basis: Basis | None = None

    @property
    def told(self) -> str:
        """The numbers it is or comes from, for a message."""
        if self.literal:
            return self.literal
        return ", ".join(self.reads[:_NAMED]) + (" …" if len(self.reads) > _NAMED else "")

    @property
    def moment(self) -> date | None:
        """The day a stock is of: the end of its period, else its as-of day; None where it is not known to the day."""
        if self.period is not None:
            return self.period.end if self.period.is_placed else None
        return self.as_of.day if self.as_of and not self.as_of.after else None


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
        basis=number.basis,
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
    basis: Basis | None = None,
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
        basis=basis,
    )


def like(left: Quantity, right: Quantity, doing: str) -> Fraction:
    """The factor that brings ``right`` into the unit of ``left``; ``doing`` is "the share", say.

    Raises Problem N204 and N205 for units, N205 for unstated currencies of two sources, N213 for flow and stock.
    """
    factor = units.like(left.unit, right.unit, doing, (left.told, right.told))
    _same_unstated(left, right, doing)
    joined_basis((left, right), doing)
    return factor


def joined_basis(parts: Sequence[Quantity], doing: str) -> Basis | None:
    """The basis that all who have one share. Raises Problem N213 where flow and stock, or two sorts of rates, meet."""
    stated = [part for part in parts if part.basis is not None]
    other = next((part for part in stated if part.basis is not stated[0].basis), None)
    if other is not None:
        first = stated[0]
        raise Problem.of(
            "N213",
            f"{doing} joins {_a(first)} and {_a(other)}",
            "an amount over a period and an amount at a moment have no sum and no share: take both of one basis",
        )
    return stated[0].basis if stated else None


def _a(one: Quantity) -> str:
    return f"{'an' if one.basis is Basis.AVERAGE else 'a'} {one.basis} ({one.told})"


def total(parts: Sequence[Quantity], template: str = "{0} + {1}") -> Quantity:
    """Like with like, over one period or periods that follow each other; stocks of one date only."""
    first = parts[0]
    amount = first.amount
    for part in parts[1:]:
        _unit, factor = units.sum_unit(first.unit, part.unit, (first.told, part.told))
        _same_unstated(first, part, "the sum")
        amount = arithmetic.add(amount, _scaled(part.amount, factor))
    basis = joined_basis(parts, "the sum")
    _of_one_date(parts)
    rule = periods.ending_together if basis in _DATED_BASES else periods.added
    return derived(parts, amount, first.unit, template, rule=rule, joined=len(parts) > 1, basis=basis)


def add(left: Quantity, right: Quantity) -> Quantity:
    """See ``total``."""
    return total((left, right))


def subtract(left: Quantity, right: Quantity) -> Quantity:
    """Like with like; two percentages give points; two years a difference over their span.

    The difference of two times is a change, neither flow nor stock.
    """
    unit, factor = units.difference_unit(left.unit, right.unit, (left.told, right.told))
    _same_unstated(left, right, "the difference")
    basis = joined_basis((left, right), "the difference")
    amount = arithmetic.subtract(left.amount, _scaled(right.amount, factor))
    result = derived((left, right), amount, unit, "{0} − {1}", rule=periods.compared, joined=True)
    return replace(result, basis=basis) if _of_one_time(left, right) else result


def multiply(left: Quantity, right: Quantity) -> Quantity:
    """Scaled by a number, a multiple or a percentage, a flow stays a flow; of other products the basis is unstated."""
    unit, factor = units.product_unit(left.unit, right.unit, (left.told, right.told))
    amount = _scaled(arithmetic.multiply(left.amount, right.amount), factor)
    basis = left.basis if _scales(right) else right.basis if _scales(left) else None
    return derived((left, right), amount, unit, "{0} × {1}", joined=True, basis=basis)


def divide(left: Quantity, right: Quantity) -> Quantity:
    """A multiple of like by like, a rate of unlike; see ``units.quotient_unit``. Flow by stock is a turnover."""
    unit, factor = units.quotient_unit(left.unit, right.unit, (left.told, right.told))
    _same_unstated(left, right, "the ratio")
    amount = _scaled(arithmetic.divide(left.amount, right.amount), factor)
    basis = left.basis if _scales(right) else None
    return derived((left, right), amount, unit, "{0} / {1}", rule=periods.compared, joined=True, basis=basis)


def negated(one: Quantity) -> Quantity:
    amount = arithmetic.negative(arithmetic.Interval.of(one.amount)).amount
    return derived((one,), amount, one.unit, "−{0}", joined=True, basis=one.basis)


def by_formula(result: Quantity, name: str) -> Quantity:
    """``result`` with the formula that made it named."""
    return replace(result, formulas=_unique((name, *result.formulas)))


def _scaled(amount: Amount, factor: Fraction) -> Amount:
    return arithmetic.scaled(arithmetic.Interval.of(amount), factor).amount if factor != 1 else amount


def _scales(one: Quantity) -> bool:
    return (one.unit.measure if one.unit else None) in _SCALING


def _of_one_time(left: Quantity, right: Quantity) -> bool:
    """Whether nothing says that the two are of different periods, or stocks of different dates."""
    if {left.basis, right.basis} & set(_DATED_BASES):
        return len({left.moment, right.moment} - {None}) < 2
    return left.period is None or right.period is None or periods.same(left.period, right.period)


def _of_one_date(parts: Sequence[Quantity]) -> None:
    """Raises Problem N213 where stocks of different dates would be summed: what is there twice would count twice."""
    stocks = [part for part in parts if part.basis in _DATED_BASES and part.moment is not None]
    other = next((part for part in stocks if part.moment != stocks[0].moment), None)
    if other is not None:
        first = stocks[0]
        raise Problem.of(
            "N213",
            f"the sum joins stocks of different dates: {first.moment} ({first.told}) and {other.moment} ({other.told})",
            "what stands at a moment adds up with what stands at the same moment only",
        )


def _same_unstated(left: Quantity, right: Quantity, doing: str) -> None:
    """Raises Problem N205 where two amounts of unstated currency were not printed in one place."""
    currencies = [one.unit.currency for one in (left, right) if one.unit is not None]
    if currencies == [UNSTATED, UNSTATED] and not set(left.scopes) & set(right.scopes):
        raise Problem.of(
            "N205",
            f"{doing} joins two amounts of unstated currency from different sources ({left.told}, {right.told})",
            "nothing says that the currencies are the same: leave the two side by side",
        )


def _shared_scopes(parts: Sequence[Quantity]) -> tuple[Scope, ...]:
    unstated = [part.scopes for part in parts if part.unit is not None and part.unit.currency == UNSTATED]
    return tuple(scope for scope in unstated[0] if all(scope in scopes for scopes in unstated)) if unstated else ()


def _unique(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
