"""The registry of named formulas: one entry, one file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefwright import extensions
from briefwright.compute.formula import Formula
from briefwright.compute.formulas.bottom_up import BOTTOM_UP
from briefwright.compute.formulas.cagr import CAGR
from briefwright.compute.formulas.calendarise import CALENDARISE
from briefwright.compute.formulas.contribution import CONTRIBUTION
from briefwright.compute.formulas.convert import CONVERT
from briefwright.compute.formulas.count import COUNT
from briefwright.compute.formulas.cr import CR
from briefwright.compute.formulas.deviation import DEVIATION
from briefwright.compute.formulas.difference import DIFFERENCE
from briefwright.compute.formulas.doubling_path import DOUBLING_PATH
from briefwright.compute.formulas.doubling_time import DOUBLING_TIME
from briefwright.compute.formulas.first import FIRST
from briefwright.compute.formulas.funnel import FUNNEL
from briefwright.compute.formulas.gap import GAP
from briefwright.compute.formulas.growth import GROWTH
from briefwright.compute.formulas.growth_from_doubling import GROWTH_FROM_DOUBLING
from briefwright.compute.formulas.hhi import HHI
from briefwright.compute.formulas.maximum import MAXIMUM
from briefwright.compute.formulas.mean import MEAN
from briefwright.compute.formulas.median import MEDIAN
from briefwright.compute.formulas.minimum import MINIMUM
from briefwright.compute.formulas.multiple import MULTIPLE
from briefwright.compute.formulas.quarter import QUARTER
from briefwright.compute.formulas.ratio import RATIO
from briefwright.compute.formulas.rebase import REBASE
from briefwright.compute.formulas.share import SHARE
from briefwright.compute.formulas.sum import SUM
from briefwright.compute.formulas.top_down import TOP_DOWN
from briefwright.compute.formulas.ttm import TTM
from briefwright.compute.formulas.weighted_average import WEIGHTED_AVERAGE
from briefwright.compute.formulas.work import WORK
from briefwright.compute.formulas.yoy import YOY
from briefwright.compute.problem import Problem
from briefwright.compute.quantity import Argument, Path, Quantity

FORMULAS: dict[str, Formula] = {
    formula.name: formula
    for formula in (
        BOTTOM_UP,
        CAGR,
        CALENDARISE,
        CONTRIBUTION,
        CONVERT,
        COUNT,
        CR,
        DEVIATION,
        DIFFERENCE,
        DOUBLING_PATH,
        DOUBLING_TIME,
        FIRST,
        FUNNEL,
        GAP,
        GROWTH,
        GROWTH_FROM_DOUBLING,
        HHI,
        MAXIMUM,
        MEAN,
        MEDIAN,
        MINIMUM,
        MULTIPLE,
        QUARTER,
        RATIO,
        REBASE,
        SHARE,
        SUM,
        TOP_DOWN,
        TTM,
        WEIGHTED_AVERAGE,
        WORK,
        YOY,
    )
}
_SHIPPED = frozenset(FORMULAS)


def extend(own: Mapping[str, Formula]) -> None:
    """Have the formulas ``own``, and no others besides the shipped ones, which they cannot replace."""
    for name in set(FORMULAS) - _SHIPPED:
        del FORMULAS[name]
    for name, formula in own.items():
        if name not in _SHIPPED:
            FORMULAS[name] = replace(formula, function=partial(_guarded, formula))


def _guarded(own: Formula, arguments: Sequence[Argument]) -> Quantity | Path:
    """What a formula of the project gives. Raises Problem, N218 where its code fails."""
    help_text = "mend it in extensions.py"
    try:
        with extensions.bounded():
            result = own.function(arguments)
    except extensions.FAULTS as problem:
        said, place = extensions.fault(problem, f"the formula '{own.name}' failed")
        raise Problem.of("N218", f"{said} ({place.file}:{place.line})", help_text) from None
    if not isinstance(result, Quantity | Path):
        raise Problem.of("N218", f"the formula '{own.name}' returned no quantity", help_text)
    return result
