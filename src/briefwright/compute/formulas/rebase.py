"""A series as an index of one of its points."""

from collections.abc import Sequence

from briefwright.compute.arithmetic import Interval, over_positive, times
from briefwright.compute.bases import above_zero
from briefwright.compute.formula import (
    PERIOD,
    SERIES,
    Formula,
    at,
    defined,
    no_percentages,
    not_meaningful,
    of_its_period,
    over_time,
    period,
    points,
)
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Path, Quantity, derived
from briefwright.model.amount import Amount
from briefwright.model.unit import Measure, Unit

_INDEX = Unit(Measure.INDEX)
_BASE = 100
_TEMPLATE = "100 × {1} / {0}"


def rebase(arguments: Sequence[Argument]) -> Path:
    """Every point by that of the period, times 100. Raises Problem N204, N206, N208, N210, N217."""
    series, moment = points(arguments[0]), period(arguments[1])
    no_percentages(series, "an index")
    base = at(series, moment, argument=1)
    divisor = above_zero(base, f"'{series.series.address}' in {moment}")
    found = []
    for point in over_time(series):
        value = of_its_period(_index(base, divisor, point), point.period)
        assert value.period  # noqa: S101 - over_time saw to it
        found.append((value.period, value))
    return Path(tuple(found), series.series.x_noun)


def _index(base: Quantity, divisor: Interval, point: Quantity) -> Quantity:
    try:
        ratio = over_positive(Interval.of(defined(point).amount), divisor)
    except Problem as problem:
        return not_meaningful((base, point), _INDEX, _TEMPLATE, problem)
    # The base is 100 by definition, also where it is a bound, which divided by itself would be a range.
    amount = Amount.point(_BASE) if point.reads == base.reads else times(ratio, Interval.point(_BASE)).amount
    return derived((base, point), amount, _INDEX, _TEMPLATE, joined=True)


REBASE = Formula(
    name="rebase",
    names={"zh-Hans": "定基指数", "zh-Hant": "定基指數", "en": "Rebased index"},
    signature="rebase(series, period), which gives a series",
    forms=((SERIES, PERIOD),),
    definition={
        "zh-Hans": "序列各期数值除以基期数值，再乘以一百；基期数值须大于零。",
        "zh-Hant": "序列各期數值除以基期數值，再乘以一百；基期數值須大於零。",
        "en": "Each value of a series divided by that of the base period, times one hundred. The base must be "
        "above zero.",
    },
    source="I_t = 100 · x_t / x_0",
    function=rebase,
    labels={0: {"zh-Hans": "{0}（{1}＝100）", "zh-Hant": "{0}（{1}＝100）", "en": "{0} ({1} = 100)"}},
)
