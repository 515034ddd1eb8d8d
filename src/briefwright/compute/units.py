"""Which units join, and what comes of it. ``None`` stands for a pure number written in a formula.

Every rule returns the unit of the result and, where amounts must be rescaled (percent, years to months), a factor.
``names`` say which numbers the units come from, for the message. Raises Problem N204 (units), N205 (currencies).
Flow and stock are told apart in ``quantity``. Money changes its currency in the formula ``convert`` alone.
"""

from dataclasses import replace
from fractions import Fraction

from briefwright.compute.problem import Problem
from briefwright.model.unit import UNSTATED, Measure, Unit

MULTIPLE = Unit(Measure.MULTIPLE)
PERCENT = Unit(Measure.PERCENT)
POINTS = Unit(Measure.POINTS)
_ONE, _HUNDRED = Fraction(1), Fraction(100)
_IN_MONTHS = {"month": Fraction(1), "quarter": Fraction(3), "year": Fraction(12)}
_IN_DAYS = {"day": Fraction(1), "week": Fraction(7)}
_TIED = (Measure.PERCENT, Measure.POINTS, Measure.MULTIPLE, Measure.INDEX, Measure.EXCHANGE)
"""Measures that form no rate: nothing is counted per percent or per multiple."""
NEVER_NEGATIVE = (Measure.COUNT, Measure.DURATION)
"""Measures whose amounts are zero or more whatever bound is printed: under 100 cards is 0 to 100 cards."""

Scaled = tuple[Unit | None, Fraction]
Names = tuple[str, str]
_UNNAMED: Names = ("", "")


def written(unit: Unit | None, name: str = "") -> str:
    """The unit for a message, with the number it belongs to."""
    return ("a pure number" if unit is None else f"'{unit.base}'") + (f" ({name})" if name else "")


def _both(left: Unit | None, right: Unit | None, names: Names) -> str:
    return f"{written(left, names[0])} and {written(right, names[1])}"


def duration_factor(of: str, to: str) -> Fraction | None:
    """How many ``to`` one ``of`` is: 12 for year and month; None between months and days, which no factor joins."""
    for table in (_IN_MONTHS, _IN_DAYS):
        if of in table and to in table:
            return table[of] / table[to]
    return None


def like(left: Unit | None, right: Unit | None, doing: str, names: Names = _UNNAMED) -> Fraction:
    """The factor that brings an amount in ``right`` into ``left``. Raises Problem where no factor does."""
    if left is None or right is None:
        if left is right:
            return _ONE
        help_text = "a number without unit can only scale: name a fact"
        raise Problem.of("N204", f"{doing} joins {_both(left, right, names)}", help_text)
    if left.base == right.base:
        return _ONE
    if _both_durations(left, right):
        factor = duration_factor(right.noun or "", left.noun or "")
        if factor is not None:
            return factor
    if left.measure is Measure.MONEY and right.measure is Measure.MONEY and left.currency != right.currency:
        raise _currencies(left, right, doing, names)
    raise Problem.of("N204", f"{doing} joins {_both(left, right, names)}", _unlike(left, right))


def _unlike(left: Unit, right: Unit) -> str:
    """How to mend a sum of unlike units."""
    measures = {left.measure, right.measure}
    if measures == {Measure.PERCENT, Measure.POINTS}:
        return "a percentage and percentage points are different things: subtract two percentages to get points"
    if measures == {Measure.MONEY, Measure.EXCHANGE}:
        return "a rate of exchange is no amount: write convert(amount, rate)"
    if measures == {Measure.EXCHANGE}:
        return "rates of exchange join where they are of the same two currencies, the same way round"
    return "join numbers of one unit only"


def sum_unit(left: Unit | None, right: Unit | None, names: Names = _UNNAMED) -> Scaled:
    """Like with like; the printing scale of the first."""
    return left, like(left, right, "the sum", names)


def difference_unit(left: Unit | None, right: Unit | None, names: Names = _UNNAMED) -> Scaled:
    """Like with like; percent less percent is percentage points."""
    factor = like(left, right, "the difference", names)
    return (POINTS if left is not None and left.measure is Measure.PERCENT else left), factor


def product_unit(left: Unit | None, right: Unit | None, names: Names = _UNNAMED) -> Scaled:
    """Scaling, rate × its denominator, count × duration (work). The factor applies to the product."""
    for one, other in ((left, right), (right, left)):
        if one is None or one.measure is Measure.MULTIPLE:
            return (other if other is not None else one), _ONE
    for one, other in ((left, right), (right, left)):
        if (
            one is not None
            and one.measure is Measure.PERCENT
            and other is not None
            and other.measure is not Measure.POINTS
        ):
            return other, _ONE / _HUNDRED
    assert left is not None and right is not None  # noqa: S101, PT018 - pure numbers returned above
    for rate, other in ((left, right), (right, left)):
        if (factor := _cancels(rate, other)) is not None:
            return replace(rate, per=None), factor
    for count, duration in ((left, right), (right, left)):
        if _is_plain_count(count) and duration.measure is Measure.DURATION and duration.per is None:
            return Unit(Measure.COUNT, noun=f"{count.noun}-{duration.noun}"), _ONE
    help_text = "multiply a count by a duration, a rate by what it is per, or anything by a multiple or a percentage"
    if Measure.EXCHANGE in {left.measure, right.measure}:
        help_text = "write convert(amount, rate)"
    raise Problem.of("N204", f"the product joins {_both(left, right, names)}", help_text)


def quotient_unit(left: Unit | None, right: Unit | None, names: Names = _UNNAMED) -> Scaled:
    """Like by like is a multiple, unlike a rate; work by one part is the other. The factor applies to the quotient."""
    if right is None or right.measure is Measure.MULTIPLE:
        return left if left is not None else right, _ONE
    if left is not None and (left.base == right.base or _both_durations(left, right)):
        return MULTIPLE, _ONE / like(left, right, "the ratio", names)
    if right.measure is Measure.PERCENT and (left is None or left.measure not in (Measure.POINTS, Measure.MULTIPLE)):
        return left if left is not None else MULTIPLE, _HUNDRED
    if left is None:
        raise Problem.of(
            "N204", f"a pure number is divided by {written(right, names[1])}", "name a fact, or turn the ratio round"
        )
    if left.measure is Measure.MONEY and right.measure is Measure.MONEY and left.currency != right.currency:
        raise _currencies(left, right, "the ratio", names)
    if (part := _part_of_work(left, right)) is not None:
        return part
    if left.measure in _TIED or right.measure in _TIED or left.per or right.per or right.measure is Measure.MONEY:
        help_text = "write convert(amount, rate)" if right.measure is Measure.EXCHANGE else "these units form no rate"
        raise Problem.of("N204", f"the ratio joins {_both(left, right, names)}", help_text)
    return replace(left, scale=0, per=right.noun), _ONE


def _both_durations(left: Unit, right: Unit) -> bool:
    return left.measure is Measure.DURATION and right.measure is Measure.DURATION and left.per == right.per


def _is_plain_count(unit: Unit) -> bool:
    return unit.measure is Measure.COUNT and bool(unit.noun) and unit.per is None and _duration_of(unit) is None


def _duration_of(unit: Unit) -> str | None:
    """The duration at the end of a unit of work (``month`` in ``card-month``)."""
    noun, dash, last = (unit.noun or "").rpartition("-")
    return last if dash and noun and last in (*_IN_MONTHS, *_IN_DAYS) else None


def _cancels(rate: Unit, other: Unit) -> Fraction | None:
    """The factor with which ``other`` cancels the denominator of ``rate``; None where it does not."""
    if rate.per is None or other.per is not None or other.noun is None:
        return None
    return _ONE if other.noun == rate.per else duration_factor(other.noun, rate.per)


def _part_of_work(left: Unit, right: Unit) -> Scaled | None:
    duration = _duration_of(left)
    if left.measure is not Measure.COUNT or left.per or right.per or duration is None:
        return None
    counted = (left.noun or "").removesuffix(f"-{duration}")
    if right.measure is Measure.DURATION and (factor := duration_factor(right.noun or "", duration)) is not None:
        return Unit(Measure.COUNT, noun=counted), _ONE / factor
    if right.measure is Measure.COUNT and right.noun == counted:
        return Unit(Measure.DURATION, noun=duration), _ONE
    return None


def _currencies(left: Unit, right: Unit, doing: str, names: Names) -> Problem:
    help_text = "convert one of them first: convert(amount, rate), with a rate that has a source and a date"
    if UNSTATED in {left.currency, right.currency}:
        help_text = "a currency that the source does not state joins no other"
    return Problem.of("N205", f"{doing} joins {_both(left, right, names)}", help_text)
