"""What an entry of the FORMULAS registry is, and what the entries share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from briefwright.compute.periods import names, with_kind
from briefwright.compute.problem import UNDEFINED, Problem
from briefwright.compute.quantity import Argument, Path, Points, Quantity, derived
from briefwright.compute.units import duration_factor
from briefwright.model.amount import Amount
from briefwright.model.lang import Lang
from briefwright.model.period import Period
from briefwright.model.unit import Measure, Unit

ByLang = Mapping[Lang, str]
NUMBER, SERIES, PERIOD, DURATION, MORE = "number", "series", "period", "duration", "number..."
COUNT = "count"
"""What an argument may be. MORE stands last and takes any further numbers, none included. COUNT is a whole number of
one or more, written in the formula."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One named formula.

    ``forms`` are the argument lists it takes; ``signature`` shows them to an author. ``definition`` says it in
    words and ``source`` gives the identity it rests on, for the methods appendix. ``labels`` are templates of a derived
    label by number of arguments (0: any other) with ``{0}``, ``{1}`` … for the arguments' labels and ``{all}`` for all
    of them. ``function`` takes arguments that fit a form and returns a quantity or a path; it raises Problem.
    ``decimals`` are printed where the unit's usual ones do not suit and the author wishes none.
    """

    name: str
    names: ByLang
    signature: str
    forms: tuple[tuple[str, ...], ...]
    definition: ByLang
    source: str
    function: Callable[[Sequence[Argument]], Quantity | Path]
    labels: Mapping[int, ByLang] = field(default_factory=dict)
    decimals: int | None = None

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
    if not isinstance(argument, Quantity):
        return False
    if want == COUNT:
        return argument.unit is None and argument.literal.isdecimal() and argument.amount.value > 0
    if argument.unit is None:
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


def count(argument: Argument) -> int:
    """``argument`` as the whole number that its form promised."""
    return int(quantity(argument).amount.value)


def period(argument: Argument) -> Period:
    """``argument`` as the period that its form promised."""
    assert isinstance(argument, Period)  # noqa: S101 - the form was checked before the call
    return argument


def defined(one: Quantity) -> Quantity:
    """``one``. Raises Problem N217 where it is not meaningful, so that nothing is computed from it silently."""
    if one.amount.is_meaningful:
        return one
    why = one.number.reason if one.number else ""
    named = f"'{one.reads[0]}'" if one.reads else "an input"
    help_text = "leave it out, or write `undefined: n.m.` below this formula as well"
    raise Problem.of("N217", f"{named} is not meaningful{': ' if why else ''}{why}", help_text)


def over_time(series: Points) -> tuple[Quantity, ...]:
    """Its points, oldest first. Raises Problem N210 where periods do not tell them apart, as in a table by company."""
    written = [str(point.period) for point in series.points if point.period]
    if len(set(written)) < len(series.points):
        message = f"periods do not tell the points of '{series.series.address}' apart"
        raise Problem.of("N210", message, "name a series over time", argument=0)
    return series.points


def at(series: Points, moment: Period, *, argument: int | None = None) -> Quantity:
    """The point of ``series`` at ``moment``, whose kind may be left out. Raises Problem N208, N210, N217."""
    points_over_time = over_time(series)
    found = [point for point in points_over_time if point.period and names(moment, point.period)]
    exact = [point for point in found if point.period and point.period.kind == moment.kind]
    if len(exact) == 1 or (len(found) == 1 and moment.kind is None):
        return defined((exact or found)[0])
    known = ", ".join(str(point.period) for point in points_over_time[:12])
    name = series.series.address
    raise Problem.of("N208", f"'{name}' has no point {moment}", f"its periods are {known}", argument=argument)


def year_before(moment: Period) -> Period:
    """The same period one year earlier, its kind open. Raises Problem N210 where there is none such."""
    before = moment.years_before(1)
    if before is None:
        message = f"there is no period a year before {moment}"
        raise Problem.of("N210", message, "use a year, quarter or month", argument=1)
    return before


def first_and_last(series: Points) -> tuple[Quantity, Quantity]:
    """Its ends. Raises Problem N210, N217, and N211 for a single point."""
    ends = over_time(series)
    if len(ends) < 2:
        raise Problem.of("N211", f"'{series.series.address}' has one point", "a change needs two points", argument=0)
    return defined(ends[0]), defined(ends[-1])


def positive(base: Quantity, what: str) -> None:
    """Raises Problem N206 where ``base`` is not known to be above zero."""
    low = base.amount.low
    if low is None or low <= 0:
        help_text = "it has no meaning so: leave it out, or write `undefined: n.m.`"
        raise Problem.of("N206", f"{what} is not, or not surely, above zero", help_text)


def not_meaningful(parts: Sequence[Quantity], unit: Unit, template: str, problem: Problem) -> Quantity:
    """The point of a path that its formula has no value for, because of ``problem``; any other fault is raised."""
    if problem.remark.code not in UNDEFINED:
        raise problem
    value = derived(parts, Amount.not_meaningful(), unit, template, joined=True)
    return replace(value, undefined=problem.remark)


def of_its_period(result: Quantity, period: Period | None) -> Quantity:
    """``result`` speaking for ``period``, whose letter is that of the result's kind."""
    return replace(result, period=with_kind(period, result.kind) if period else None)


def no_percentages(series: Points, doing: str) -> None:
    """Raises Problem N204 for a series of percentages or percentage points."""
    if series.series.unit.measure in (Measure.PERCENT, Measure.POINTS):
        help_text = "write difference(a, b), which gives percentage points"
        raise Problem.of("N204", f"{doing} of a percentage is ambiguous", help_text, argument=0)


def months_or_days(one: Quantity, noun: str, doing: str) -> Fraction:
    """How many ``noun`` one of ``one``'s duration is. Raises Problem N204 between months and days."""
    own = one.unit.noun if one.unit and one.unit.noun else ""
    factor = duration_factor(own, noun)
    if factor is None:
        raise Problem.of("N204", f"{doing} joins '{own}' and '{noun}'", "give both in months or both in days")
    return factor
