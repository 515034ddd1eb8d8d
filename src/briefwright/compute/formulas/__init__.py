"""The registry of named formulas: one entry, one file."""

from briefwright.compute.formula import Formula
from briefwright.compute.formulas.cagr import CAGR
from briefwright.compute.formulas.difference import DIFFERENCE
from briefwright.compute.formulas.doubling_path import DOUBLING_PATH
from briefwright.compute.formulas.growth_from_doubling import GROWTH_FROM_DOUBLING
from briefwright.compute.formulas.multiple import MULTIPLE
from briefwright.compute.formulas.ratio import RATIO
from briefwright.compute.formulas.share import SHARE
from briefwright.compute.formulas.sum import SUM
from briefwright.compute.formulas.work import WORK
from briefwright.compute.formulas.yoy import YOY

FORMULAS: dict[str, Formula] = {
    formula.name: formula
    for formula in (CAGR, DIFFERENCE, DOUBLING_PATH, GROWTH_FROM_DOUBLING, MULTIPLE, RATIO, SHARE, SUM, WORK, YOY)
}
