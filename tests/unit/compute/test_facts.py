"""Facts, series, library facts and dataset columns as numbers: units, kinds, dates, addresses, and what is missing."""

from datetime import date
from decimal import Decimal

import pytest

from briefwright.model.amount import Amount
from briefwright.model.library import Record, Shared, Table
from briefwright.model.number import Number, Results
from briefwright.model.period import AsOf, Kind
from briefwright.model.records import Dataset
from tests.unit.compute.theses import FILE, SHARED, computed, dataset, fact, facts, house, source


def fact_yaml(**fields: str) -> str:
    data = {"label": "A", "value": "21.1", "unit": "USD bn", "kind": "actual", "source": "bureau"} | fields
    body = ", ".join(f"{key}: {value}" for key, value in data.items() if value)
    return f"facts:\n  a: {{{body}}}\n"


def only(yaml: str) -> Number:
    found, findings = computed(yaml)
    assert not findings, findings
    return found.numbers["a"]


def test_amounts_are_in_base_units() -> None:
    """21.1 USD bn is 21,100,000,000; bounds are scaled as well, and the printing scale stays known."""
    number = only(fact_yaml())
    assert number.amount == Amount.point(21_100_000_000)
    assert number.unit.scale == 9
    assert only(fact_yaml(value="over 1")).amount == Amount.parse("over 1000000000")


def test_long_amounts_keep_their_digits() -> None:
    """No digit is lost to the precision of the caller's context."""
    assert only(fact_yaml(value="1.2345678901234567890123456789012345")).amount.value == Decimal(
        "1234567890.1234567890123456789012345"
    )


def test_origin() -> None:
    """Authority, locator and quoting source come along."""
    origin = only(fact_yaml(locator="table 2", via="{source: digest, locator: report 2}")).origin
    assert origin is not None
    assert (origin.source, origin.locator, origin.via, origin.via_locator) == (
        "bureau",
        "table 2",
        "digest",
        "report 2",
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"as_of": "2022-01-01"}, AsOf(date(2022, 1, 1))),
        ({"as_of": "{after: 2023-02-20, inferred: true}"}, AsOf(date(2023, 2, 20), after=True, inferred=True)),
        ({}, AsOf(date(2023, 3, 31))),
        ({"via": "{source: digest}"}, AsOf(date(2023, 6, 30))),
        ({"source": "undated", "period": "2021"}, None),
        ({"source": "undated", "via": "{source: digest}"}, AsOf(date(2023, 6, 30))),
    ],
)
def test_as_of_comes_from_the_nearest(fields: dict[str, str], expected: AsOf | None) -> None:
    """The fact's own date, else that of the source that quotes it, else that of its authority."""
    assert only(fact_yaml(**fields)).as_of == expected


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"kind": "opinion"}, Kind.OPINION),
        ({"kind": "", "period": "2021A"}, Kind.ACTUAL),
        ({"kind": "", "period": "2026E"}, Kind.ESTIMATE),
        ({"kind": "", "period": "2026F"}, Kind.FORECAST),
        ({"kind": "forecast", "period": "2026F"}, Kind.FORECAST),
    ],
)
def test_kind_comes_from_field_or_suffix(fields: dict[str, str], kind: Kind) -> None:
    """Either place says it; both may, where they agree."""
    assert only(fact_yaml(**fields)).kind is kind


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("C121", {"kind": "actual", "period": "2026E"}),
        ("C122", {"kind": "", "period": "2021"}),
        ("C123", {"source": "", "period": "2021"}),
        ("C124", {"source": "undated"}),
    ],
)
def test_what_a_number_needs(code: str, fields: dict[str, str]) -> None:
    """Kind, source, and a period or date: without one of them there is a finding and no number."""
    found, findings = computed(fact_yaml(**fields))
    assert [finding.code for finding in findings] == [code]
    assert found.numbers == {}
    assert findings[0].span is not None
    assert (findings[0].span.file, findings[0].span.line) == (FILE, 2)
    assert findings[0].help
    assert findings[0].thesis == "sample"


def test_all_faults_of_a_number_are_found_at_once() -> None:
    """A number without kind and source has two findings."""
    _, findings = computed(fact_yaml(kind="", source="", period="2021"))
    assert [finding.code for finding in findings] == ["C122", "C123"]


def test_points_have_two_addresses() -> None:
    """``s[2026E]`` and ``s[2026]`` are one number, which goes by the first."""
    found, _ = computed("series:\n  s: {label: S, unit: USD bn, points: {2026E: 21.1, 2021A: 5.1}, source: bureau}\n")
    assert found.numbers["s[2026]"] is found.numbers["s[2026E]"]
    assert found.numbers["s[2026]"].address == "s[2026E]"
    assert [point.address for point in found.series["s"].points] == ["s[2021A]", "s[2026E]"]
    assert "s" not in found.numbers


def test_points_take_the_suffix_of_the_declared_kind() -> None:
    """A series that says its kind once has points that print it; days have no suffix."""
    found, _ = computed(
        "series:\n  s: {label: S, unit: x, kind: forecast, points: {2026: 2, 2023-02-20: 1}, source: bureau}\n"
    )
    assert [point.address for point in found.series["s"].points] == ["s[2023-02-20]", "s[2026F]"]


def test_short_address_must_be_unambiguous() -> None:
    """A year that is both actual and estimated has no short address."""
    found, findings = computed("series:\n  s: {label: S, unit: x, points: {2023A: 2, 2023E: 1}, source: bureau}\n")
    assert not findings
    assert sorted(found.numbers) == ["s[2023A]", "s[2023E]"]


def test_one_faulty_point_takes_the_series_out() -> None:
    """A series of which a point cannot be typed would give wrong rates, so it is not there at all."""
    found, findings = computed("series:\n  s: {label: S, unit: x, points: {2023A: 2, 2024: 3}, source: bureau}\n")
    assert [finding.code for finding in findings] == ["C122"]
    assert found == Results({}, {})


def test_library_facts_are_there() -> None:
    """Facts of the library can be named like the thesis' own."""
    shared = Shared(SHARED.houses, sources=SHARED.sources, facts={"world_gdp": fact("100", "USD tn")})
    found, _ = computed("computed:\n  half: {formula: world_gdp / 2, label: Half}\n", shared)
    assert found.numbers["half"].amount == Amount.point(50 * 10**12)


@pytest.mark.parametrize("group", ["facts", "series", "computed"])
def test_names_are_used_once(group: str) -> None:
    """A name of the library, or of another group, cannot be given again: L051 at the later place."""
    bodies = {
        "facts": "facts:\n  a: {label: A, value: 1, unit: x, kind: actual, source: bureau}\n",
        "series": "series:\n  a: {label: A, points: {2021A: 1}, unit: x, source: bureau}\n",
        "computed": "computed:\n  a: {formula: b * 2, label: A}\n",
    }
    shared = Shared(SHARED.houses, sources=SHARED.sources, facts={"a": fact("1", "x"), "b": fact("1", "x")})
    _, findings = computed(bodies[group], shared)
    assert [(finding.code, finding.span and finding.span.line) for finding in findings] == [("L051", 2)]


def test_names_are_used_once_within_a_thesis() -> None:
    """A computed number may not take the name of a fact."""
    _, findings = computed(facts(a="1 | x") + "computed:\n  a: {formula: a * 2, label: A}\n")
    assert [finding.code for finding in findings] == ["L051"]


PRICES = dataset(
    {
        "month": {"type": "period"},
        "close": {"type": "number", "unit": "HKD", "kind": "actual"},
        "who": {"type": "text"},
    },
    "month,close,who 2023-01,100,a 2023-02,125,b",
)


def with_dataset(entry: tuple[Record[Dataset], Table], name: str = "share-prices") -> Shared:
    return Shared(SHARED.houses, sources=SHARED.sources, datasets={name: entry[0]}, tables={name: entry[1]})


def test_dataset_columns_are_series() -> None:
    """A number column is ``dataset.column`` by period, hyphens of the dataset's identifier written as underscores."""
    found, findings = computed("computed:\n  up: multiple(share_prices.close)\n", with_dataset(PRICES))
    assert not findings
    assert found.numbers["up"].amount == Amount.parse("1.25")
    point = found.numbers["share_prices.close[2023-02A]"]
    assert (point.span.file, point.span.line) == ("content/data.csv", 3)
    assert point.origin is not None
    assert point.origin.source == "bureau"
    assert str(found.numbers["share_prices.close[2023-01]"].amount.value) == "100"


def test_only_named_columns_are_read() -> None:
    """A thesis does not pay for datasets that it does not name."""
    found, _ = computed("summary: No number", with_dataset(PRICES))
    assert found.numbers == {}


def test_columns_named_in_prose_are_read() -> None:
    """A lookup in text counts as naming a column."""
    found, _ = computed("summary: 'At {{ share_prices.close[2023-02] }}'\n", with_dataset(PRICES))
    assert "share_prices.close[2023-02A]" in found.numbers


def test_missing_cells() -> None:
    """A cell that may be missing is no point; zero is."""
    columns = {
        "year": {"type": "period"},
        "n": {"type": "number", "unit": "card", "kind": "actual", "missing": "allow"},
    }
    found, _ = computed(
        "computed:\n  n: {formula: 'd.n[2023] * 2', label: N}\n",
        with_dataset(dataset(columns, "year,n 2021, 2022,0 2023,7"), "d"),
    )
    assert [str(point.amount.value) for point in found.series["d.n"].points] == ["0", "7"]


def test_dataset_column_without_kind() -> None:
    """A column that says neither kind nor suffix is a finding of the dataset, not of the thesis."""
    columns = {"year": {"type": "period"}, "n": {"type": "number", "unit": "card"}}
    found, findings = computed(
        "computed:\n  r: cagr(d.n)\n", with_dataset(dataset(columns, "year,n 2021,1 2022,2"), "d")
    )
    assert [(finding.code, finding.thesis) for finding in findings] == [("C122", "")]
    assert found.numbers == {}


def test_broken_records_make_no_further_findings() -> None:
    """What rests on a library record that did not load is skipped in silence."""
    shared = Shared(SHARED.houses, sources=SHARED.sources, broken=frozenset({"facts/a", "datasets/share-prices"}))
    found, findings = computed("computed:\n  x: {formula: a * 2, label: X}\n  y: cagr(share_prices.close)\n", shared)
    assert (found.numbers, findings) == ({}, [])


def test_a_thesis_without_a_house_is_not_a_crash() -> None:
    """A missing house is reported by check; compute goes on."""
    found, findings = computed(fact_yaml(), Shared(sources={"bureau": source("2023-01-01")}))
    assert not findings
    assert "a" in found.numbers
    assert house("en").data.languages == ["en"]
