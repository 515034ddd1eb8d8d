"""Computes every number of a thesis: facts and series as given, derived numbers by named formulas.

``results`` is the stage; ``FORMULAS`` the registry; ``chain`` explains where a number comes from.
"""

from briefwright.compute.explain import (
    Book,
    EditionBook,
    Explanation,
    Places,
    Plain,
    Words,
    as_text,
    chain,
    explanation,
)
from briefwright.compute.formula import Formula
from briefwright.compute.formulas import FORMULAS, extend
from briefwright.compute.stage import results

__all__ = [
    "FORMULAS",
    "Book",
    "EditionBook",
    "Explanation",
    "Formula",
    "Places",
    "Plain",
    "Words",
    "as_text",
    "chain",
    "explanation",
    "extend",
    "results",
]
