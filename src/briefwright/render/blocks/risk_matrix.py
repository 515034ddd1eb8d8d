"""Risks by likelihood and impact: a grid of nine cells, drawn of the risks that are given both."""

from dataclasses import dataclass

from markupsafe import escape

from briefwright.model.records import Grade
from briefwright.render.setting import Setting
from briefwright.render.views import Pair

GRADES: tuple[Grade, ...] = ("low", "medium", "high")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A cell. ``weight`` is 0 to 4, from the mildest corner to the gravest; each risk has its number and its name."""

    weight: int
    risks: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """The cells of one likelihood, from low to high impact."""

    likelihood: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """``rows`` from high to low likelihood; ``impacts`` head the columns; ``left_out`` counts risks without grades."""

    impacts: tuple[str, ...]
    rows: tuple[RowView, ...]
    left_out: int
    at: str = ""


def make(setting: Setting) -> MatrixView | None:
    """None where no risk is given both likelihood and impact: a grade is never made up."""
    label, text = setting.locale.label, setting.set.text
    sector = setting.material.shared.sectors[setting.thesis.sector].data
    risks = [*setting.thesis.risks, *sector.standing_risks]
    placed: dict[tuple[Grade, Grade], list[Pair]] = {}
    for number, risk in enumerate(risks, 1):
        if risk.likelihood and risk.impact:
            named = Pair(escape(number), text(risk.says, links=False))
            placed.setdefault((risk.likelihood, risk.impact), []).append(named)
    if not placed:
        return None
    rows = tuple(
        RowView(
            label("grade_" + likelihood),
            tuple(
                MatrixCell(row + column, tuple(placed.get((likelihood, impact), ())))
                for column, impact in enumerate(GRADES)
            ),
        )
        for row, likelihood in reversed(list(enumerate(GRADES)))
    )
    left_out = len(risks) - sum(map(len, placed.values()))
    return MatrixView(tuple(label("grade_" + one) for one in GRADES), rows, left_out, setting.at("risks"))
