"""A310 to A313: age against budgets, catalysts and forecasts that time has overtaken."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from briefwright import audit
from briefwright.model.library import Record, Shared, ThesisRecord
from briefwright.model.number import Frame, FrameColumn, Number, Origin, Results, Snapshot
from briefwright.model.period import AsOf, Kind, Period
from briefwright.model.records import Dataset, House, Source
from tests.unit.audit.content import number, places, results, shared, thesis

TODAY = date(2026, 6, 1)
OLD, NEW = AsOf(date(2025, 1, 1)), AsOf(date(2026, 5, 1))
SNAPSHOT = Snapshot("ships", "idc", "content/datasets/ships.csv", "0" * 64, 3, OLD)


def library(house: dict[str, Any] | None = None, source: int | None = None, dataset: int | None = None) -> Shared:
    """What is shared, with budgets: of the house by kind, of the source idc, of the dataset ships."""
    base = {"name": "东方研究", "languages": ["zh-Hans"]}
    sources = {"idc": Source.model_validate({"publisher": "IDC"} | ({"fresh_days": source} if source else {}))}
    table = {
        "file": "ships.csv", "source": "idc", "as_of": "2025-01-01", "licence": {"redistribute": True},
        "columns": {"tons": {"type": "number"}},
    } | ({"fresh_days": dataset} if dataset else {})  # fmt: skip
    return replace(
        shared(),
        houses={"east": Record("east", House.model_validate(base | {"fresh_days": house or {}}), places("h.yaml"))},
        sources={slug: Record(slug, data, places("s.yaml")) for slug, data in sources.items()},
        datasets={"ships": Record("ships", Dataset.model_validate(table), places("d.yaml"))},
    )


def found(code: str, known: Results, given: Shared, record: ThesisRecord | None = None) -> list[str]:
    made = audit.findings(record or thesis(summary="{{ it }}"), given, known, TODAY)
    return [finding.message for finding in made if finding.code == code]


def dated(as_of: AsOf | None, *, period: str = "", kind: Kind = Kind.ACTUAL, name: str = "it") -> Number:
    made = replace(number(name, "5", "USD bn"), as_of=as_of, kind=kind)
    return replace(made, period=Period.parse(period)) if period else made


def test_a_number_within_its_budget_passes() -> None:
    """So does every number where nothing sets a budget."""
    assert found("A310", results(dated(NEW)), library({"actual": 365})) == []
    assert found("A310", results(dated(OLD)), library()) == []
    assert found("A310", results(dated(OLD)), library({"forecast": 1})) == []


def test_a_number_past_its_budget_is_found() -> None:
    """Age, budget and who set it are told; the last day allowed still passes."""
    (message,) = found("A310", results(dated(OLD)), library({"actual": 365}))
    assert message == "'it' is 516 days old; the house, for numbers of kind actual, allows 365"
    assert found("A310", results(dated(OLD)), library({"actual": 516})) == []
    assert len(found("A310", results(dated(OLD)), library({"actual": 515}))) == 1


def test_a_source_goes_before_the_house() -> None:
    """Its budget may be longer or shorter; a quoting source serves where the authority sets none."""
    assert found("A310", results(dated(OLD)), library({"actual": 365}, source=600)) == []
    (message,) = found("A310", results(dated(OLD)), library({"actual": 600}, source=365))
    assert message.endswith("the source 'idc' allows 365")
    quoted = replace(dated(OLD), origin=Origin("plan", via="idc"))
    assert len(found("A310", results(quoted), library(source=365))) == 1


def test_a_day_or_later_is_at_least_so_old() -> None:
    """An as-of date that is only a lower limit gives a lower limit of age."""
    (message,) = found("A310", results(dated(replace(OLD, after=True))), library({"actual": 365}))
    assert "is at least 516 days old" in message


def test_without_a_day_the_period_counts() -> None:
    """A period that lies ahead, or has no end, is not old."""
    budget = library({kind.value: 100 for kind in Kind})
    assert len(found("A310", results(dated(None, period="2025A")), budget)) == 1
    assert found("A310", results(dated(None, period="2026E", kind=Kind.ESTIMATE)), budget) == []
    assert found("A310", results(dated(None, period="2012..")), budget) == []


def test_a_history_is_as_old_as_its_youngest_point() -> None:
    """One finding for a series, and none for its early years."""
    exhibits = [{"id": "e", "chart": "column", "title": "图", "of": ["s"]}]
    points = tuple(dated(None, period=year, name=f"s[{year}]") for year in ("2021A", "2023A", "2025A"))
    drawn = thesis(exhibits=exhibits)
    assert found("A310", results(series={"s": points}), library({"actual": 200}), drawn) == []
    (message,) = found("A310", results(series={"s": points}), library({"actual": 100}), drawn)
    assert message.startswith("'s' is 152 days old")


def test_what_a_printed_number_rests_on_is_judged_once() -> None:
    """A derived number has no age of its own; what is neither printed nor rested on is not judged."""
    known = results(number("it", "2", "x", "a", "b"), dated(OLD, name="a"), dated(NEW, name="b"), dated(OLD, name="c"))
    (message,) = found("A310", known, library({"actual": 365}))
    assert message.startswith("'a' is")


def test_an_archived_thesis_is_judged_as_of_its_day() -> None:
    """What was fresh then stays so."""
    then = thesis(summary="{{ it }}", status="archived", written="2025-02-01")
    assert found("A310", results(dated(OLD)), library({"actual": 365}), then) == []


def test_a_dataset_past_its_budget_is_found_once() -> None:
    """Its numbers are not found as well, however many there are; its budget goes before those of source and house."""
    cells = tuple(
        replace(dated(OLD, name=f"ships.tons[{key}]"), origin=Origin("idc", snapshot=SNAPSHOT)) for key in ("a", "b")
    )
    drawn = thesis(exhibits=[{"id": "e", "chart": "bar", "title": "图", "of": ["ships.tons"]}])
    known = results(series={"ships.tons": cells})
    budget = library({"actual": 100}, source=100, dataset=300)
    assert found("A313", known, budget, drawn) == ["the dataset 'ships' is 516 days old; it may grow 300"]
    assert found("A310", known, budget, drawn) == []
    assert found("A313", known, library(dataset=600), drawn) == []
    assert found("A313", known, library({"actual": 100}), drawn) == []
    assert len(found("A310", known, library({"actual": 100}), drawn)) == 1


def test_a_table_exhibit_rests_on_its_datasets() -> None:
    """Also where it prints words only."""
    frame = Frame("t", (FrameColumn("who", "text", number("x", "1", "x").label),), (("a",),), (SNAPSHOT,))
    drawn = thesis(
        tables={"t": {"dataset": "ships", "columns": {"who": {}}}},
        exhibits=[{"id": "e", "chart": "data-table", "title": "图", "of": "t"}],
    )
    assert len(found("A313", Results(frames={"t": frame}), library(dataset=300), drawn)) == 1


@pytest.mark.parametrize(
    ("day", "count"),
    [("2026-05-31", 1), ("2026-06-01", 0), ("2026Q2", 0), ("2026-05", 1), ("2026-01-15", 0), ("2025-12-31", 0)],
)
def test_catalysts_that_have_passed(day: str, count: int) -> None:
    """Ahead when the thesis was written and over now; what was history then may be listed as such."""
    live = thesis(status="live", written="2026-01-15", catalysts=[{"date": day, "says": "开标"}])
    assert len(found("A311", results(), library(), live)) == count
    archived = thesis(status="archived", written="2026-01-15", catalysts=[{"date": day, "says": "开标"}])
    assert found("A311", results(), library(), archived) == []


@pytest.mark.parametrize(
    ("period", "kind", "as_of", "count"),
    [
        ("2025F", Kind.FORECAST, None, 1),
        ("2025F", Kind.FORECAST, NEW, 1),
        ("2026F", Kind.FORECAST, None, 0),
        ("2025E", Kind.ESTIMATE, None, 1),
        ("2025E", Kind.ESTIMATE, OLD, 1),
        ("2025E", Kind.ESTIMATE, NEW, 0),
        ("2012..", Kind.ESTIMATE, OLD, 0),
        ("2025A", Kind.ACTUAL, OLD, 0),
    ],
)
def test_forecasts_whose_period_is_over(period: str, kind: Kind, as_of: AsOf | None, count: int) -> None:
    """An estimate made after the period stays one; an archived thesis keeps what was ahead on its day."""
    known = results(dated(as_of, period=period, kind=kind))
    assert len(found("A312", known, library())) == count
    archived = thesis(summary="{{ it }}", status="archived", written="2025-02-01")
    assert found("A312", known, library(), archived) == []
