"""What an entry of the FORMULAS registry is, and what the entries share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from briefwright.compute.periods import same
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Path, Points, Quantity
from briefwright.compute.units import duration_factor
from briefwright.model.lang import Lang
from briefwright.model.period import Period
from briefwright.model.unit import Measure

ByLang = Mapping[Lang, str]
NUMBER, SERIES, PERIOD, DURATION, MORE = "number", "series", "period", "duration", "number..."
"""What an argument may be. MORE stands last and takes any further numbers, none included."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One named formula.

    ``forms`` are the argument lists it takes; ``signature`` shows them to an author. ``definition`` says it in
    words and ``source`` gives the identity it rests on, for the methods appendix. ``labels`` are templates of a derived
    label by number of arguments (0: any other) with ``{0}``, ``{1}`` … for the arguments' labels and ``{all}`` for all
    of them. ``function`` takes arguments that fit a form and returns a quantity or a path; it raises Problem.
    """

    name: str
    names: ByLang
    signature: str
    forms: tuple[tuple[str, ...], ...]
    definition: ByLang
    source: str
    function: Callable[[Sequence[Argument]], Quantity | Path]
    labels: Mapping[int, ByLang] = field(default_factory=dict)

    def told(self, lang: Lang) -> tuple[str, str]:
        """Its name and definition in a language, for the methods appendix."""
        return self.names[lang], self.definition[lang]


def fits(form: tuple[str, ...], arguments: Sequence[Argument]) -> bool:
    """Whether ``arguments`` may stand for ``form``."""
    wanted = list(form)
    if wanted and wanted[-1] == MORE:
        wanted[-1:] = [NUMBER] * (len(arguments) - len(wanted) + 1)
    if len(wanted) != len(arguments):
        return False
    return all(_is(want, argument) for want, argument in zip(wanted, arguments, strict=True))


def _is(want: str, argument: Argument) -> bool:
    if want == SERIES:
        return isinstance(argument, Points)
    if want == PERIOD:
        return isinstance(argument, Period)
    if not isinstance(argument, Quantity) or argument.unit is None:
        return False
    return want == NUMBER or argument.unit.measure is Measure.DURATION


def quantity(argument: Argument) -> Quantity:
    """``argument`` as the number that its form promised."""
    assert isinstance(argument, Quantity)  # noqa: S101 - the form was checked before the call
    return argument


def points(argument: Argument) -> Points:
    """``argument`` as the series that its form promised."""
    assert isinstance(argument, Points)  # noqa: S101 - the form was checked before the call
    return argument


def period(argument: Argument) -> Period:
    """``argument`` as the period that its form promised."""
    assert isinstance(argument, Period)  # noqa: S101 - the form was checked before the call
    return argument


def at(series: Points, moment: Period, *, argument: int | None = None) -> Quantity:
    """The point of ``series`` at ``moment``, whose kind may be left out. Raises Problem N208."""
    found = [point for point in series.points if point.period and same(point.period, moment)]
    exact = [point for point in found if point.period and point.period.kind == moment.kind]
    if len(exact) == 1 or (len(found) == 1 and moment.kind is None):
        return (exact or found)[0]
    known = ", ".join(str(point.period) for point in series.points[:12])
    name = series.series.address
    raise Problem.of("N208", f"'{name}' has no point {moment}", f"its periods are {known}", argument=argument)


def first_and_last(series: Points) -> tuple[Quantity, Quantity]:
    """Its ends. Raises Problem N211 for a single point."""
    if len(series.points) < 2:
        raise Problem.of("N211", f"'{series.series.address}' has one point", "a change needs two points", argument=0)
    return series.points[0], series.points[-1]


def positive(base: Quantity, what: str) -> None:
    """Raises Problem N206 where ``base`` is not known to be above zero."""
    low = base.amount.low
    if low is None or low <= 0:
        raise Problem.of(
            "N206", f"{what} is not, or not surely, above zero", "such a change has no meaning: leave it out"
        )


def months_or_days(one: Quantity, noun: str, doing: str) -> Fraction:
    """How many ``noun`` one of ``one``'s duration is. Raises Problem N204 between months and days."""
    own = one.unit.noun if one.unit and one.unit.noun else ""
    factor = duration_factor(own, noun)
    if factor is None:
        raise Problem.of("N204", f"{doing} joins '{own}' and '{noun}'", "give both in months or both in days")
    return factor
