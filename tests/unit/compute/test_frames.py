"""Tables as numbers: a column is a series, a cell a number with its address, period and snapshot."""

from datetime import date

from briefwright.compute import results
from briefwright.model.number import Frame, FrameColumn, Results, Snapshot
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.text import ALL, Text
from briefwright.model.unit import Unit
from tests.unit.compute.theses import SHARED, thesis

SNAPSHOT = Snapshot("shipments", "bureau", "content/datasets/shipments.csv", "ab" * 32, 4, AsOf(date(2023, 5, 1)))
YAML = """
tables:
  makers:
    dataset: shipments
    columns: {maker: {}, units: {statistic: sum}}
computed:
  all_units: {formula: sum(makers.units), label: All}
"""


def frame(*rows: tuple[str, str], key: str = "text", period: str = "2023A") -> Frame:
    columns = (
        FrameColumn("maker", key, Text.of({ALL: "Maker"})),
        FrameColumn("units", "number", Text.of({ALL: "Units"}), Unit.parse("k unit"), Kind.ACTUAL),
    )
    return Frame(
        "makers", columns, rows, (SNAPSHOT,), "maker", "SELECT", ("sum",), Period.parse(period) if period else None
    )


def made(table: Frame) -> Results:
    found, findings = results(thesis(YAML), SHARED, {"makers": table})
    assert not findings, findings
    return found


def test_a_row_is_named_by_its_key() -> None:
    """The address holds the key, spaces as underscores; the label is the key as it stands."""
    found = made(frame(("North Works", "12.5"), ("百度", "3")))
    number = found.numbers["makers.units[North_Works]"]
    assert number.amount.value == 12500
    assert number.label.items[0][1] == "North Works"
    assert number.derivation is not None
    assert number.derivation.snapshots == (SNAPSHOT,)
    assert (number.period, number.as_of) == (Period.parse("2023A"), SNAPSHOT.as_of)
    assert "makers.units[百度]" in found.numbers


def test_keys_that_cannot_stand_in_an_address_are_counted() -> None:
    """Too long, in brackets or twice: the row's number stands for it."""
    found = made(frame(("x" * 21, "1"), ("a]b", "2"), ("twice", "3"), ("twice", "4")))
    assert {name for name in found.numbers if name.startswith("makers.units[")} == {
        f"makers.units[#{row}]" for row in (1, 2, 3, 4)
    }


def test_periods_as_keys_make_points_of_time() -> None:
    """A table by period is a series like any other."""
    found = made(frame(("2021", "1"), ("2022", "2"), key="period", period=""))
    assert [str(point.period) for point in found.series["makers.units"].points] == ["2021", "2022"]


def test_missing_cells_are_no_numbers() -> None:
    """An empty cell is left out, and what is computed is computed of the rest."""
    found = made(frame(("a", "1"), ("b", ""), ("c", "2")))
    assert found.numbers["all_units"].amount.value == 3000
    assert "makers.units[b]" not in found.numbers


def test_a_table_says_how_each_column_was_made() -> None:
    """In the words of its author, not of the engine."""
    yaml = """
    tables:
      makers:
        dataset: shipments
        where: {bay: [Grey, Blue], year: '2023'}
        group: maker
        columns: {maker: {}, units: {statistic: sum}}
    """
    found, _ = results(thesis(yaml), SHARED, {"makers": frame(("a", "1"))})
    made = found.numbers["makers.units[a]"].derivation
    assert made is not None
    assert made.expression == "sum(shipments.units) by maker where bay = Grey or Blue and year = 2023"
    assert made.formulas == ("sum",)
