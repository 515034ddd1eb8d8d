"""Numbers that moved between two releases: what counts as a move, and a summary no thesis can write into."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefwright.moved import Move, Printed, Release, moves, read, summary
from tests.unit.cli.conftest import Run

SALES = Printed("Sales", "USD 12m", "actual", "annual-report p. 4")
GROWTH = Printed("Growth", "20%", "estimate", "= cagr(sales)")
EN, ZH = ("ferries", "en"), ("ferries", "zh-Hans")
HOSTILE = (
    "a|b\n# <img src=x onerror=alert(1)> [x](javascript:y) ![i](//e) `c` **b** @all https://e.test "
    "www.e.test $x$ \u202e"
)

texts = st.text(max_size=6)
numbers = st.builds(Printed, texts, st.sampled_from(["1", "2"]), st.sampled_from(["actual", "estimate"]), texts)
releases = st.dictionaries(
    st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["en", "zh-Hant"])),
    st.dictionaries(st.sampled_from(["x", "y", "z[2026E]"]), numbers, max_size=3),
    max_size=4,
)


def ledger(folder: Path, lang: str, **numbers: dict[str, object]) -> None:
    """A ledger as a release has it, with no more than is read."""
    listed = [{"address": name, "label": name, "kind": "actual", **one} for name, one in numbers.items()]
    place = folder / lang / "ferries"
    place.mkdir(parents=True)
    (place / "ledger.json").write_text(json.dumps({"thesis": "ferries", "lang": lang, "numbers": listed}))


def test_a_number_is_added_removed_or_changed_in_value_kind_or_source() -> None:
    """For each language; what is the same, or only called otherwise, has not moved."""
    before = {
        EN: {"sales": SALES, "growth": GROWTH, "gone": SALES, "same": SALES, "named": SALES},
        ZH: {"sales": SALES},
    }
    value = Printed("Sales", "USD 13m", "actual", SALES.source)
    kind = Printed("Growth", "20%", "forecast", GROWTH.source)
    source = Printed("Sales", "USD 12m", "actual", "annual-report p. 5")
    called = Printed("Revenue", "USD 12m", "actual", SALES.source)
    after = {EN: {"sales": value, "growth": kind, "new": GROWTH, "same": SALES, "named": called}, ZH: {"sales": source}}
    assert moves(before, after) == (
        Move("ferries", "en", "gone", SALES, None),
        Move("ferries", "en", "growth", GROWTH, kind),
        Move("ferries", "en", "new", None, GROWTH),
        Move("ferries", "en", "sales", SALES, value),
        Move("ferries", "zh-Hans", "sales", SALES, source),
    )
    assert [move.what for move in moves(before, after)] == ["removed", "changed", "added", "changed", "changed"]


@given(releases, releases)
def test_moves_back_are_moves_turned_round(before: Release, after: Release) -> None:
    """Nothing moves against itself, and a move one way is its mirror the other way."""
    assert moves(before, before) == ()
    back = tuple(Move(move.thesis, move.lang, move.address, move.after, move.before) for move in moves(before, after))
    assert moves(after, before) == back


def test_the_summary_shows_what_differs() -> None:
    """A changed value alone; of a changed source value and source; of a new number all."""
    moved = (
        Move("ferries", "en", "growth", GROWTH, Printed("Growth", "20%", "estimate", "Example Co")),
        Move("ferries", "en", "new", None, SALES),
        Move("ferries", "en", "sales", SALES, Printed("Sales", "USD 13m", "actual", SALES.source)),
    )
    assert summary(moved).splitlines() == [
        "## Numbers that moved",
        "",
        "2 changed, 1 added; a number counts once for every language that prints it.",
        "",
        "### ferries",
        "",
        "| number | language | | before | after |",
        "|---|---|---|---|---|",
        "| growth<br>Growth | en | changed | 20%<br>= cagr&#40;sales&#41; | 20%<br>Example Co |",
        "| new<br>Sales | en | added |  | USD 12m<br>actual<br>annual-report p. 4 |",
        "| sales<br>Sales | en | changed | USD 12m | USD 13m |",
    ]
    assert "None:" in summary(())


def test_a_long_summary_is_cut_and_says_so() -> None:
    """GitHub drops a summary of more than a mebibyte whole."""
    moved = [Move("ferries", "en", f"n{at}", None, SALES) for at in range(5)]
    shown = summary(moved, rows=3)
    assert shown.count("| added |") == 3
    assert shown.endswith("… and 2 more of this thesis.\n")


def test_a_summary_of_many_theses_has_a_limit() -> None:
    """Of all together, for the same reason: those there is no room for are counted, a smaller one still has its table.

    A label of a stranger's takes no more room than a few lines.
    """
    long = [Move(f"t{at}", "en", f"n{row}", None, SALES) for at in range(9) for row in range(2 if at < 8 else 1)]
    table = len(summary(long[:2]).encode())
    shown = summary(long, limit=3 * table)
    assert len(shown.encode()) < 4 * table
    assert "### t0" in shown
    assert re.search(r"… and [56] theses more, for which there is no room here\.\n$", shown)
    endless = Printed("<" * 1_000_000, "<" * 1_000_000, "actual", "<" * 1_000_000)
    assert len(summary([Move("a", "en", "n", None, endless)])) < 20_000


def test_no_text_of_a_thesis_becomes_markup() -> None:
    """It is shown as it stands: one row, no element, no link, no mention."""
    number = Printed(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    written = summary([Move(HOSTILE, HOSTILE, HOSTILE, None, number)])
    assert written.count("\n| ") == 2
    assert not re.search(r"<(?!br>)|@|https:|www\.|[`$\u202e]", written)
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    page = reader.render(written)
    assert set(re.findall(r"<([a-z0-9]+)", page)) == {
        "h2",
        "h3",
        "p",
        "br",
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    assert page.count("<tr>") == 2


def test_ledgers_are_read_wherever_a_release_keeps_them(tmp_path: Path) -> None:
    """Numbers with their origin, or the formula they come from; the published schema of ledgers is passed over."""
    found = {"source": "annual-report", "locator": "p. 4", "via": "digest", "via_locator": "#7"}
    ledger(
        tmp_path / "sub",
        "en",
        sales={"value": "USD 12m", "origin": found},
        growth={"value": "20%", "kind": "estimate", "derivation": {"expression": "cagr(sales)"}},
        bare={"value": "3"},
    )
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "ledger.json").write_text('{"type": "object"}')
    assert read(tmp_path) == {
        EN: {
            "sales": Printed("sales", "USD 12m", "actual", "annual-report p. 4, via digest #7"),
            "growth": Printed("growth", "20%", "estimate", "= cagr(sales)"),
            "bare": Printed("bare", "3", "actual", ""),
        }
    }
    assert read(tmp_path / "schema") == {}


@pytest.mark.parametrize("text", ["", "{", "3", '{"numbers": [{}]}', '{"numbers": 1}', "[" * 100_000, "\xff"])
def test_a_file_that_is_no_ledger_is_named(text: str, tmp_path: Path, run: Run) -> None:
    """And is a matter of usage, not of content."""
    (tmp_path / "ledger.json").write_text(text, encoding="latin-1")
    ran = run("moved", tmp_path, tmp_path)
    assert ran.code == 2
    assert "ledger.json' is no ledger" in ran.err


def test_the_command_prints_the_summary(tmp_path: Path, run: Run) -> None:
    """From two folders that builds published; one that is missing is wrong usage."""
    ledger(tmp_path / "base", "en", sales={"value": "USD 12m"})
    ledger(tmp_path / "new", "en", sales={"value": "USD 13m"})
    ran = run("moved", tmp_path / "base", tmp_path / "new")
    assert ran.code == 0
    assert "| sales<br>sales | en | changed | USD 12m | USD 13m |" in ran.out
    assert run("moved", tmp_path / "none", tmp_path / "new").code == 2
