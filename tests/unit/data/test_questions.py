"""Tables of theses as questions: what they inherit, what they must say, and that values never become SQL."""

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwright import data
from briefwright.jobs import Job
from briefwright.model.library import Shared
from briefwright.model.number import Frame
from briefwright.model.period import Basis, Kind
from briefwright.model.unit import Unit
from tests.unit.data.tables import SALES_RECORD, frame, loaded, refused, sales, shared, thesis


def test_rows_are_grouped_and_ordered(tmp_path: Path) -> None:
    """A group's rows make one row; sums are exact; unit, kind, basis and label are the dataset's."""
    found = frame(
        """\
        dataset: shop-sales
        group: region
        columns: {region: {}, total: {of: amount, statistic: sum}, months: {statistic: count, unit: month, label: M}}
        order: -total
        """,
        sales(tmp_path),
    )
    assert found.rows == (("South", "5", "2"), ("North", "0.3", "2"))
    assert [column.type for column in found.columns] == ["text", "number", "number"]
    total = found.columns[1]
    assert (total.unit, total.kind, total.basis) == (Unit.parse("USD mn"), Kind.ACTUAL, Basis.FLOW)
    assert total.label.items[0][1] == "Sales"
    assert (found.key, found.formulas) == ("region", ("count", "sum"))
    (snapshot,) = found.snapshots
    assert (snapshot.dataset, snapshot.source, snapshot.rows) == ("shop-sales", "almanac", 4)
    assert len(snapshot.sha256) == 64


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        ("mean", "0.15"),
        ("median", "0.15"),
        ("minimum", "0.1"),
        ("maximum", "0.2"),
        ("deviation", "0.0707106781186548"),
        ("first", "0.1"),
        ("sum", "0.3"),
    ],
)
def test_statistics_are_exact_as_far_as_their_digits_go(statistic: str, expected: str, tmp_path: Path) -> None:
    """A median between two cells is not cut to their decimals, a sum has no noise."""
    table = f"dataset: shop-sales\nwhere: {{region: North}}\ncolumns: {{amount: {{statistic: {statistic}}}}}\n"
    assert frame(table, sales(tmp_path)).rows == ((expected,),)


def test_rows_are_chosen_by_several_values(tmp_path: Path) -> None:
    """Values of one column are alternatives, columns are conditions; missing cells are empty text."""
    found = frame(
        """\
        dataset: shop-sales
        where: {region: [South, West], share: "60.0"}
        columns: {month: {}, amount: {}}
        """,
        sales(tmp_path),
    )
    assert found.rows == (("2023-02", ""),)
    assert found.statement == (
        'SELECT "shop_sales"."month" AS "month", "shop_sales"."amount" AS "amount" FROM "shop_sales" '
        """WHERE "shop_sales"."region" IN ('South', 'West') AND "shop_sales"."share" IN (60.0)"""
    )


def test_a_limit_keeps_the_first_rows(tmp_path: Path) -> None:
    """As they stand in the file where no order is given."""
    library = sales(tmp_path)
    assert frame("dataset: shop-sales\ncolumns: {share: {}}\nlimit: 2\n", library).rows == (("25",), ("75",))
    assert frame("dataset: shop-sales\ncolumns: {share: {}}\norder: share\nlimit: 1\n", library).rows == (("25",),)


def test_a_question_can_be_sent_to_a_worker(tmp_path: Path) -> None:
    """It is whole after pickling."""
    (asked,), _ = data.questions(thesis("t: {dataset: shop-sales, columns: {share: {}}}"), sales(tmp_path))
    assert pickle.loads(pickle.dumps(asked)) == asked  # noqa: S301 - bytes of this test


@pytest.mark.parametrize(
    ("table", "code", "says"),
    [
        ("dataset: shop-sale\ncolumns: {share: {}}", "C145", "no dataset 'shop-sale'"),
        ("dataset: shop-sales\ncolumns: {shares: {}}", "C145", "no column 'shares'"),
        ("dataset: shop-sales\ncolumns: {s: {of: shares}}", "C145", "no column 'shares'"),
        ("dataset: shop-sales\ncolumns: {s: {of: other.share}}", "C145", "other.share"),
        ("dataset: shop-sales\nwhere: {regio: North}\ncolumns: {share: {}}", "C145", "no column 'regio'"),
        ("dataset: shop-sales\ncolumns: {share: {}}\norder: -amount", "C145", "'amount' to order by"),
        ("columns: {share: {}}", "C146", "names no dataset"),
        ("dataset: shop-sales\nquery: SELECT 1\ncolumns: {share: {}}", "C146", "'dataset' beside it"),
        ("dataset: shop-sales\ngroup: region\ncolumns: {amount: {statistic: sum}}", "C146", "does not show it"),
        ("dataset: shop-sales\ngroup: region\ncolumns: {region: {}, amount: {}}", "C146", "'amount' has many values"),
        ("dataset: shop-sales\ncolumns: {n: {statistic: count, label: N}}", "C146", "no unit"),
        ("dataset: shop-sales\ncolumns: {n: {statistic: count, unit: shop}}", "C146", "no label"),
        ("dataset: shop-sales\ncolumns: {amount: {unit: USD bn}}", "C146", "a unit beside it"),
        ("dataset: shop-sales\ncolumns: {region: {kind: actual}}", "C146", "without a unit or kind"),
        ("dataset: shop-sales\ncolumns: {region: {statistic: mean}}", "N203", "one of numbers"),
        ("dataset: shop-sales\ncolumns: {share: {statistic: sum}}", "N204", "do not add up"),
        ("dataset: shop-sales\nwhere: {share: many}\ncolumns: {share: {}}", "N203", "'many' is not a number"),
        ("query: SELECT 1 AS n\ncolumns: {n: {}}", "C146", "names no column"),
        ("query: SELECT 1 AS n\ncolumns: {n: {unit: USD, label: N}}", "C146", "no kind"),
        ("query: SELECT 1 AS n\ncolumns: {n: {unit: USD, kind: actual}}", "C146", "no label"),
        ("query: SELECT 1 AS n FROM shop_sales\ncolumns: {n: {of: shop_sales.amont}}", "C145", "no column 'amont'"),
        ("query: SELECT 1 AS n FROM shop_sales\ncolumns: {n: {of: sales.amount}}", "C145", "sales.amount"),
    ],
)
def test_a_table_says_what_it_holds(table: str, code: str, says: str, tmp_path: Path) -> None:
    """Datasets, columns, units and labels that are missing or contradict are findings at their keys."""
    found = refused(table, sales(tmp_path))
    assert found.code == code
    assert says in found.message


def test_all_faults_of_a_table_are_said_at_once(tmp_path: Path) -> None:
    _, findings = data.questions(
        thesis("t: {dataset: shop-sales, columns: {a: {}, b: {}}}\nu: {dataset: nope, columns: {a: {}}}"),
        sales(tmp_path),
    )
    assert [finding.code for finding in findings] == ["C145", "C145", "C145"]


def test_a_broken_dataset_is_told_once(tmp_path: Path) -> None:
    """A table over it, or a query that names it, makes neither a question nor a finding."""
    library, findings = loaded(tmp_path, {"sales.csv": "month,region\n", "sales.yaml": SALES_RECORD})
    assert {finding.code for finding in findings} == {"L040"}
    tables = "t: {dataset: shop-sales, columns: {a: {}}}\nu: {query: SELECT 1 FROM shop_sales, columns: {a: {}}}"
    assert data.questions(thesis(tables), library) == ([], [])


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    record = SALES_RECORD.replace("sales.csv", "words.csv")
    return shared(tmp_path_factory.mktemp("words"), {"words.csv": "month,region,amount,share\n", "words.yaml": record})


HOSTILE = ("'", "''; DROP TABLE shop_sales; --", '"', "\\", "?", "$1", "%", "') OR ('1'='1", "/*", "\u2019", "NULL")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)))
def test_a_value_stays_a_value(value: str, words: Shared) -> None:
    """Whatever stands in ``where`` is compared with cells and never read as SQL; the statement shows it quoted."""
    record = thesis("t: {dataset: shop-sales, where: {region: x}, columns: {share: {}, region: {}}}")
    selection = record.data.tables["t"].model_copy(update={"where": {"region": value}})
    changed = record.data.model_copy(update={"tables": {"t": selection}})
    asked, findings = data.questions(type(record)(type(record.record)("sample", changed, record.record.places)), words)
    assert not findings
    (question,) = asked
    assert question.parameters == (value,)
    assert value not in question.sql or value in "'?\"" or len(value) < 3
    answer = data.answer(Job("t", question))
    assert isinstance(answer, Frame), answer
    assert answer.rows == ()
    assert answer.statement.endswith("""IN ('""" + value.replace("'", "''") + "')")
