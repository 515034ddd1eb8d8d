"""What a notebook gets of a project: numbers, frames, charts, and errors that say what to do."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from briefwright import api, pipeline
from briefwright.api import desk
from tests.unit.starter import THESIS, break_, edit, starter, write

SLUG = "battery-swapping"
DAY = "2026-02-03"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> api.Project:
    return api.load(starter(tmp_path_factory.mktemp("project"), languages="zh-Hans, zh-Hant, en").root, DAY)


@pytest.fixture(scope="module")
def results(project: api.Project) -> api.ResultsView:
    return project.results(SLUG)


def test_a_number_is_exact_in_the_unit_of_the_content(results: api.ResultsView) -> None:
    """Not in base units, and never a float."""
    number = results["market[2025A]"]
    assert (number.value, number.unit, number.kind, number.period) == (Decimal(500), "CNY m", "actual", "2025A")
    assert (number.source, number.formula) == ("example-institute", "")
    assert float(number) == 500


def test_a_number_is_printed_as_its_language_prints_it(results: api.ResultsView) -> None:
    """The brief's own formatter."""
    assert results["market[2025A]"].text("en").endswith("500m")
    assert results["market[2025A]"].text("zh-Hans") == "5亿元"
    assert results["market_cagr"].label("zh-Hant") == "年複合增速"


def test_a_bound_is_no_number(tmp_path: Path) -> None:
    """It has a limit and no value, and is not made a float."""
    world = starter(tmp_path)
    edit(world, THESIS.format(SLUG), "value: about 225", "value: over 225")
    bound = api.load(tmp_path, DAY).results(SLUG)["leader_stations"]
    assert bound.value is None
    assert bound.low == Decimal(225)
    assert bound.high is None
    with pytest.raises(ValueError, match="over 225"):
        float(bound)


def test_a_number_explains_itself(results: api.ResultsView) -> None:
    """Down to the source."""
    assert "table 1" in results["market_cagr"].explain("en")


def test_numbers_and_findings_show_themselves_in_a_notebook(project: api.Project, results: api.ResultsView) -> None:
    """As tables, without letting content write HTML."""
    assert "25.0%" in results["market_cagr"]._repr_html_()
    assert results._repr_html_().count("<tr>") == len(results) + 1
    assert results.series["market"]._repr_html_().count("<tr>") == 3
    assert project.findings._repr_html_() == "<p>no findings</p>"


def test_findings_are_those_of_check_and_are_escaped(tmp_path: Path) -> None:
    """In their order, each with its place."""
    world = starter(tmp_path)
    edit(world, THESIS.format(SLUG), "cagr(market)", "cagr(<b>)")
    found = api.load(tmp_path, DAY).findings
    assert any(finding.code == "N201" for finding in found)
    assert f"content/theses/{SLUG}/thesis.yaml:" in repr(found)
    assert "<b>" not in found._repr_html_()


def test_a_thesis_with_an_error_has_no_results_and_says_why(tmp_path: Path) -> None:
    """The others have theirs."""
    world = starter(tmp_path, ("one", "two"))
    break_(world, "one")
    project = api.load(tmp_path, DAY)
    assert project.theses == ("one", "two")
    with pytest.raises(api.ContentError, match="nobody") as caught:
        project.results("one")
    assert caught.value.findings[0].code == "C101"
    assert "market_cagr" in project.results("two")


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda project: project.results("battery-swaping"), SLUG),
        (lambda project: project.results(SLUG)["market_cagrr"], "market_cagr"),
        (lambda project: project.results(SLUG)["market"], "market\\[2025A\\]"),
        (lambda project: project.results(SLUG).series["market"]["2024"], "2024A"),
        (lambda project: project.frame(SLUG, "markt"), "market"),
        (lambda project: project.dataset("prices"), "none"),
        (lambda project: project.exhibit(SLUG, "markets"), "market"),
        (lambda project: project.exhibit(SLUG, "market", "fr"), "en"),
    ],
)
def test_an_unknown_name_is_answered_with_near_ones(project: api.Project, ask: object, near: str) -> None:
    """A ValueError like every other, and a KeyError for those who treat results as the mapping it is."""
    with pytest.raises(api.UnknownName, match=near) as caught:
        ask(project)  # type: ignore[operator]
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, KeyError)


def test_a_folder_or_day_that_is_not_there_is_said(tmp_path: Path) -> None:
    """No traceback from below."""
    with pytest.raises(api.ContentError, match="no folder"):
        api.load(tmp_path / "none")
    with pytest.raises(api.ContentError, match="2026-13-01"):
        api.load(tmp_path, "2026-13-01")


def test_a_formula_is_tried_without_touching_the_thesis(results: api.ResultsView) -> None:
    """It reads what the thesis' own formulas read, and explains itself like them."""
    tried = results.compute("multiple(market)")
    assert isinstance(tried, api.NumberView)
    assert tried.value == Decimal("1.5625")
    assert "multiple(market)" in tried.explain("en")
    assert "tried" not in results


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("market[2025A] + stations", "N204"),
        ("cagr(markt)", "did you mean market"),
        ("cagr(market", "N201"),
        ("stations / (stations - stations)", "N207"),
        ("market_cagr(", "N20"),
        ("", "one line"),
    ],
)
def test_a_wrong_formula_gets_the_finding_it_would_get_in_a_thesis(
    results: api.ResultsView, formula: str, said: str
) -> None:
    """Its code, message and help."""
    with pytest.raises(api.ContentError, match=said):
        results.compute(formula)


def test_a_series_is_a_frame_with_typed_columns(project: api.Project) -> None:
    """Values in the unit of the content; text is text."""
    frame = project.frame(SLUG, ["market", "leader_share"])
    assert list(frame["period"])[:3] == ["2023A", "2024A", "2025A"]
    assert list(frame["value"])[:3] == [320, 410, 500]
    assert frame.dtypes.astype(str).to_dict()["low"] == "float64"
    assert list(frame["formula"]) == ["", "", "", "share(leader_stations, stations)"]


DATASET = """
swaps:
  file: swaps.csv
  source: example-institute
  as_of: 2025-12-31
  licence: {redistribute: true}
  columns:
    month: {type: period}
    swaps: {type: number, unit: k swap, kind: actual, missing: allow}
    note: {type: text, missing: allow}
"""
TABLE = """
tables:
  monthly:
    dataset: swaps
    columns:
      month: {of: month}
      swaps: {of: swaps, label: {zh-Hans: 换电次数, en: Swaps}}
"""


@pytest.fixture
def with_data(tmp_path: Path) -> api.Project:
    world = starter(tmp_path)
    write(world, "content/datasets/swaps.yaml", DATASET)
    write(world, "content/datasets/swaps.csv", "month,swaps,note\n2025-11,120.50,\n2025-12,,strike\n")
    write(world, "content/units/swap.yaml", "swap: {name: swap, one: swap, many: swaps}\n")
    edit(world, THESIS.format(SLUG), "\ncomputed:", f"{TABLE}\ncomputed:")
    return api.load(tmp_path, DAY)


def test_a_dataset_is_a_frame_as_declared(with_data: api.Project) -> None:
    """Numbers are floats, missing is missing, text stays text; the units stand beside."""
    frame = with_data.dataset("swaps")
    assert list(frame["month"]) == ["2025-11", "2025-12"]
    assert frame["swaps"].tolist()[0] == 120.5
    assert frame["swaps"].isna().tolist() == [False, True]
    assert frame["note"].tolist() == ["", "strike"]
    assert frame.attrs["units"] == {"swaps": "k swap"}


def test_a_table_of_a_thesis_is_a_frame(with_data: api.Project) -> None:
    """By its name, alone."""
    frame = with_data.frame(SLUG, "monthly")
    assert list(frame.columns) == ["month", "swaps"]
    assert str(frame["swaps"].dtype) == "float64"
    assert list(with_data.results(SLUG).frames) == ["monthly"]


def test_importing_the_package_imports_nothing_of_it() -> None:
    """``briefwright.api`` comes when asked for, and without pandas and Altair; the command line never asks."""
    program = (
        "import sys, briefwright, briefwright.cli; print('briefwright.api' in sys.modules);"
        "briefwright.api.load; print([name for name in ('altair', 'pandas', 'vl_convert') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert run.stdout.split() == ["False", "[]"]


def test_an_exhibit_is_the_chart_of_the_brief(project: api.Project) -> None:
    """Altair's own class, with title, unit, source and what a blind reader is told."""
    import altair as alt

    chart = project.exhibit(SLUG, "market", "en")
    assert isinstance(chart, alt.LayerChart)
    spec = chart.to_dict(validate=False)
    assert spec["title"]["text"] == "The market grows steadily"
    assert spec["title"]["subtitle"][0].endswith(" m")
    assert "500" in spec["description"]
    assert "text/html" in chart._repr_mimebundle_()  # type: ignore[operator]


def test_a_chain_has_no_chart(project: api.Project) -> None:
    """It is text in a brief, and the error says so."""
    with pytest.raises(api.ContentError, match="value-chain"):
        project.exhibit(SLUG, "chain")


LATER = """
  - heading: {zh-Hans: 护城河, en: Moats}
    block: moats
    body: "moats.{lang}.md"
"""


@pytest.mark.slow
@pytest.mark.parametrize("patch", ["houses/my-house", "sectors/example-sector"])
def test_exhibits_have_the_numbers_and_the_words_of_the_brief(tmp_path: Path, patch: str) -> None:
    """Where a house or a sector moves the chapter that holds one, and a house has words of its own."""
    world = starter(tmp_path)
    text = (world.root / THESIS.format(SLUG)).read_text(encoding="utf-8")
    write(world, THESIS.format(SLUG), text + LATER)
    folder = f"content/theses/{SLUG}"
    demand = (world.root / folder / "demand.en.md").read_text(encoding="utf-8")
    assert demand.count("[[chain]]") == 1
    write(world, f"{folder}/demand.en.md", demand.replace("[[chain]]", ""))
    write(world, f"{folder}/moats.en.md", "Density keeps others out.\n\n[[chain]]\n")
    write(world, f"templates/{patch}.yaml", "blocks: {add: [{block: moats, before: sections}]}\n")
    write(world, "templates/houses/my-house/labels/en.yaml", "kind_estimate: a guess\n")
    project = api.load(tmp_path, DAY)
    assert project.findings == ()
    views = desk.exhibit_views(world, project.examined, SLUG, "en")
    assert {view.id: view.number for view in views} == {"chain": 1, "market": 2}
    job = project.examined.job(world, SLUG, "en", ("en",), frozenset())
    material, _ = pipeline.set_out(job)
    assert material is not None
    assert [(view.id, view.number) for view in views] == [(one.id, one.number) for one in material.exhibits]
    assert desk.locale(world, project.examined, SLUG, "en").label("kind_estimate") == "a guess"
