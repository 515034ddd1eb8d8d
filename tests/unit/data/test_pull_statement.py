"""What passes for one SELECT, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.data.statement import refusal

ONE = [
    "SELECT 1",
    "select a, b from t where c = 'delete; update' -- drop; insert\n;",
    "WITH t AS (SELECT 1) SELECT * FROM t;  ",
    "/* insert; */ SELECT 1",
    "(SELECT 1) UNION (SELECT 2)",
    'SELECT "update", "into" FROM t',
    "SELECT `update` FROM t",
    "SELECT $tag$; delete $tag$, 'it''s; delete'",
    "SELECT updated_at, deleted FROM inserts",
    "SELECT 5 % 2, 'a%'",
    "SELECT replace(a, ';', ',') FROM t",
]


@pytest.mark.parametrize("query", ONE)
def test_one_select_passes(query: str) -> None:
    """Words in strings, comments and quoted names say nothing."""
    assert refusal(query) is None


@pytest.mark.parametrize(
    ("query", "words", "offset"),
    [
        ("", "empty", 0),
        ("-- only a comment", "empty", 0),
        ("DELETE FROM t", "begins with 'DELETE'", 0),
        ("EXPLAIN ANALYZE DELETE FROM t", "begins with 'EXPLAIN'", 0),
        ("SELECT 1; SELECT 2", "more than one statement", 8),
        ("SELECT 1;;DELETE FROM t", "more than one statement", 8),
        ("WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "'DELETE'", 11),
        ("SELECT * INTO copied FROM t", "'INTO'", 9),
        ("SELECT * FROM t FOR UPDATE", "'UPDATE'", 20),
        ("SELECT 'open", "does not end", 7),
        ("SELECT 1 /* open", "does not end", 9),
        ("SELECT 1 /*! INTO OUTFILE 'x' */", "MySQL runs", 9),
        ("SELECT /* /* nested */ ; DELETE FROM t */ 1", "more than one statement", 23),
        ("SELECT E'\\'; DELETE FROM t; --'", "more than one statement", 11),
        ("; SELECT 1", "begins with ';'", 0),
    ],
)
def test_what_is_not_one_select_is_refused_at_its_place(query: str, words: str, offset: int) -> None:
    """With what is wrong, and where it stands."""
    found = refusal(query)
    assert found is not None
    assert words in found[0]
    assert found[1] == offset


@given(st.text(alphabet="SELECTselect'\"`;/*-$ \n()x,!", max_size=60))
def test_no_text_breaks_the_check(query: str) -> None:
    """It answers; and what it lets through has no second statement outside of quotes."""
    found = refusal(query)
    assert found is None or 0 <= found[1] <= len(query)
