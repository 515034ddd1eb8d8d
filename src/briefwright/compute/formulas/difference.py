"""One number less another."""

from collections.abc import Sequence

from briefwright.compute.formula import NUMBER, Formula, quantity
from briefwright.compute.quantity import Argument, Quantity, subtract


def difference(arguments: Sequence[Argument]) -> Quantity:
    """a less b; percent less percent is percentage points. Raises Problem N204, N205, N210."""
    return subtract(quantity(arguments[0]), quantity(arguments[1]))


DIFFERENCE = Formula(
    name="difference",
    names={"zh-Hans": "差额", "zh-Hant": "差額", "en": "Difference"},
    signature="difference(a, b)",
    forms=((NUMBER, NUMBER),),
    definition={
        "zh-Hans": "前一数值减去后一数值；两个百分比之差以百分点表示。",
        "zh-Hant": "前一數值減去後一數值；兩個百分比之差以百分點表示。",
        "en": "The first number less the second; two percentages differ by percentage points.",
    },
    source="d = a − b",
    function=difference,
    labels={0: {"zh-Hans": "{0}与{1}之差", "zh-Hant": "{0}與{1}之差", "en": "{0} less {1}"}},
)
