"""The path of a quantity that doubles in a constant time, step by step."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from briefwright.compute.formula import DURATION, Formula, months_or_days, quantity
from briefwright.compute.formulas.growth_from_doubling import grown
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Path, Quantity
from briefwright.model.amount import Amount, Form
from briefwright.model.period import Period
from briefwright.model.unit import Measure, Unit

_STEP_LIMIT = 1000


def doubling_path(arguments: Sequence[Argument]) -> Path:
    """Multiples of the start after 0, step, … over, in the step's noun. Raises Problem N203, N204, N206, N212."""
    doubling, length = quantity(arguments[0]), quantity(arguments[1])
    pace = quantity(arguments[2]) if arguments[2:] else replace(length, amount=Amount.point(1))
    noun = pace.unit.noun if pace.unit and pace.unit.noun else ""
    whole = _count(length, months_or_days(length, noun, "the path"), 1)
    step = _count(pace, Fraction(1), 2)
    if step == 0 or whole % step:
        message = f"{whole} {noun} are not a whole number of steps of {step}"
        raise Problem.of("N203", message, "choose a step that divides the time", argument=len(arguments) - 1)
    if whole // step > _STEP_LIMIT:
        raise Problem.of("N212", f"the path has more than {_STEP_LIMIT:,} steps", "choose a longer step")
    points = []
    for elapsed in range(0, whole + 1, step):
        unit = Unit(Measure.DURATION, noun=noun)
        reached = replace(length, amount=Amount.point(elapsed), unit=unit, literal=f"{elapsed} {noun}", number=None)
        points.append((Period.elapsed(elapsed), grown(doubling, replace(reached, working=None, label=None))))
    return Path(tuple(points), noun, reads=points[-1][1].reads, formulas=points[-1][1].formulas)


def _count(length: Quantity, factor: Fraction, index: int) -> int:
    """A duration as a whole number of the path's own. Raises Problem N203."""
    count = Fraction(length.amount.value) * factor
    if length.amount.form is not Form.POINT or count < 0 or count.denominator != 1:
        raise Problem.of(
            "N203", "a path runs over a whole number of steps", "write a whole duration: 18 month", argument=index
        )
    return int(count)


DOUBLING_PATH = Formula(
    name="doubling_path",
    names={"zh-Hans": "倍增路径", "zh-Hant": "倍增路徑", "en": "Path from a doubling time"},
    signature="doubling_path(doubling, over) or doubling_path(doubling, over, step), all durations",
    forms=((DURATION, DURATION), (DURATION, DURATION, DURATION)),
    definition={
        "zh-Hans": "自起点（一倍）起，逐步按倍增时间推算的倍数序列；假定倍增时间不变，并非观测数据。",
        "zh-Hant": "自起點（一倍）起，逐步按倍增時間推算的倍數序列；假定倍增時間不變，並非觀測數據。",
        "en": "Multiples of the start, step by step, computed from a doubling time that is taken to stay the same; "
        "not observed.",
    },
    source="N(t) = N_0 · 2^(t / T)",
    function=doubling_path,
    labels={0: {"zh-Hans": "按{0}推算的倍数", "zh-Hant": "按{0}推算的倍數", "en": "Multiple computed from {0}"}},
)
