"""How findings are shown: to people with a caret, to programs as JSON, to GitHub as annotations."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from briefwright.cli.findings import as_github, as_json, as_text, summary
from briefwright.model.finding import Finding, Span
from briefwright.world import World, shipped_root
from tests.unit.cli.conftest import Run
from tests.unit.starter import break_, starter, write

HOSTILE = "a\nb\r\x1b[31m\x07\u202egnp.exe\u2066\u200b\x9b2J\u2028c\x00::error::d %0A"


@pytest.fixture
def place(tmp_path: Path) -> World:
    return World(tmp_path, date(2024, 1, 2), shipped_root())


def caret(world: World, line: str, span: Span) -> tuple[str, str]:
    """The two lines below the head: the source and what points at it."""
    write(world, span.file, line)
    _, source, pointer, *_ = as_text([Finding("C101", "m", span)], world).split("\n")
    return source, pointer


def cells(text: str) -> int:
    """Columns of a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_a_finding_has_place_line_caret_and_help(place: World) -> None:
    """The form of the design: ``file:line:column: severity CODE message``, the line, a caret, ``help:``."""
    write(place, "content/a.yaml", "first: 1\nsource: almanack\n")
    finding = Finding("C101", "unknown source 'almanack'", Span("content/a.yaml", 2, 9, 8), "did you mean 'almanac'?")
    assert as_text([finding], place) == (
        "content/a.yaml:2:9: error C101 unknown source 'almanack'\n"
        "  | source: almanack\n"
        "  |         ^^^^^^^^\n"
        "help: did you mean 'almanac'?"
    )


def test_a_finding_without_place_is_one_line(place: World) -> None:
    """It concerns the whole library."""
    assert as_text([Finding("L050", "the library holds no thesis")], place) == "error L050 the library holds no thesis"


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [
        ("小部件销售额为{{ widget_sale }}。", 8, 17),
        ("title: 小部件，ｆｕｌｌ", 8, 8),
        ("e\u0301te\u0301: x", 7, 1),
        ("한국어 x", 5, 1),
        ("\tindented x", 11, 1),
        ("x" * 300 + "是这里", 301, 3),
        ("字" * 150 + "abc", 151, 3),
        ("abc", 4, 1),
        ("abc", 9, 5),
    ],
)
def test_the_caret_stands_under_the_word(place: World, line: str, column: int, length: int) -> None:
    """Chinese takes two cells, an accent none; a long line is cut before the word."""
    source, pointer = caret(place, line, Span("content/x.md", 1, column, length))
    start, stop = column - 1, min(column - 1 + length, len(line))
    word = line[start:stop].replace("\t", " ")
    at = len(pointer) - len(pointer.lstrip(" |"))
    marked, width = source, 0
    for index, char in enumerate(source):
        if width >= at:
            marked = source[index:]
            break
        width += 0 if unicodedata.combining(char) else cells(char)
    else:
        marked = ""
    assert marked.lstrip("\u0301").startswith(word)
    assert pointer.count("^") == max(1, cells(word))
    assert cells(source) <= 340


def test_lines_are_counted_as_they_are_when_loaded(place: World) -> None:
    """Only a line feed ends a line: a form feed or a line separator in the text moves no caret."""
    write(place, "content/x.md", "one\u2028two\x0cthree\x85four\r\nword\r\n")
    _, source, pointer = as_text([Finding("C101", "m", Span("content/x.md", 2, 1, 4))], place).split("\n")
    assert (source, pointer) == ("  | word", "  | ^^^^")


@pytest.mark.parametrize("file", ["content/gone.yaml", "templates", "../outside", "content/\udcff.yaml"])
def test_a_place_that_cannot_be_read_has_no_line(place: World, file: str) -> None:
    """The finding is shown all the same."""
    shown = as_text([Finding("L031", "gone", Span(file, 3, 1))], place)
    assert shown.endswith(":3:1: error L031 gone")
    assert "\n" not in shown
    shown.encode()


def test_text_cannot_drive_a_terminal(place: World) -> None:
    """Control, format and bidirectional characters of names and lines are made visible."""
    write(place, "content/x.md", HOSTILE.replace("\n", ""))
    finding = Finding("C101", HOSTILE, Span("content/x.md", 1, 1, 3), HOSTILE)
    shown = as_text([finding], place)
    assert shown.count("\n") == 3
    assert not [char for char in shown if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")]


def test_json_holds_everything_and_drives_nothing(place: World) -> None:
    """Programs get the text as it is, in escapes that no terminal obeys."""
    finding = Finding("C150", HOSTILE, Span("content/\udcff.md", 2, 3, 4), "帮助")
    written = as_json([finding, Finding("L050", "none")], place)
    assert not [char for char in written if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")]
    written.encode()
    assert "帮助" in written
    first, second = json.loads(written)
    assert first == {
        "code": "C150",
        "severity": "warning",
        "message": HOSTILE,
        "place": {"file": "content/\udcff.md", "line": 2, "column": 3, "length": 4},
        "help": "帮助",
    }
    assert second["place"] is None


def test_a_hostile_name_makes_one_annotation(place: World) -> None:
    """Neither a line feed nor ``::`` in a name or message can start a workflow command of its own."""
    finding = Finding("C101", HOSTILE, Span("content/a\n::error::b,c:d.yaml", 1, 2), "help\n::set-output name=x::y")
    written = as_github([finding], place)
    assert "\n" not in written
    assert "\r" not in written
    assert written.startswith("::error file=content/a%0A%3A%3Aerror%3A%3Ab%2Cc%3Ad.yaml,line=1,col=2,title=C101::a")
    assert "%250A" in written
    assert "%0Ahelp: help" in written


@pytest.mark.parametrize("command", ["##[add-mask]a", "x ###[stop-commands]a", "##vso[task.setvariable]a"])
def test_no_text_is_a_command_in_a_log(command: str, place: World) -> None:
    """Runners look for these anywhere in a line; JSON keeps the text all the same, and the caret its place."""
    write(place, "content/x.md", f"{command} word")
    finding = Finding("C101", command, Span("content/x.md", 1, len(command) + 2, 4), command)
    for form in (as_text, as_github, as_json):
        assert not re.search(r"##(vso)?\[", form([finding], place))
    assert json.loads(as_json([finding], place))[0]["message"] == command
    _, source, pointer, _ = as_text([finding], place).split("\n")
    assert source[pointer.index("^") :] == "word"


def test_annotations_say_warning_or_error(place: World) -> None:
    """And have no place where the finding has none."""
    written = as_github([Finding("C150", "unused", Span("a.yaml", 2)), Finding("L050", "empty", None, "start")], place)
    assert written == "::warning file=a.yaml,line=2,col=1,title=C150::unused\n::error title=L050::empty%0Ahelp: start"


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ([], "no findings"),
        (["C101"], "1 error"),
        (["C101", "C150", "C150"], "1 error, 2 warnings"),
        (["C150"], "1 warning"),
    ],
)
def test_the_summary_counts(codes: list[str], says: str) -> None:
    """In words."""
    assert summary(Finding(code, "m") for code in codes) == says


def test_check_speaks_each_format(run: Run, world: World) -> None:
    """Standard output is the format and nothing else; an empty list is valid JSON."""
    assert json.loads(run("check", "--format", "json", root=world.root).out) == []
    assert run("check", "--format", "github", root=world.root).out == ""
    break_(world, "battery-swapping")
    ran = run("check", "--format", "json", root=world.root)
    assert [finding["code"] for finding in json.loads(ran.out)] == ["C101"]
    assert ran.err == ""
    assert ran.code == 1
    ran = run("check", "--format", "github", root=world.root)
    assert ran.out.startswith("::error file=content/theses/battery-swapping/demand.en.md,line=5,col=")
    assert ran.out.count("\n") == 1


def test_check_lists_what_the_audit_lets_stand(run: Run, world: World) -> None:
    """As text and JSON, each with place and reason; the exit code is 0, for it is no finding."""
    assert run("check", "--accepted", root=world.root).out == "0 accepted, 0 quoted\n"
    body = "content/theses/battery-swapping/demand.en.md"
    text = world.read(body).decode()
    write(world, body, text + "\nThe city counted 512 bikes.\n\n> There were 40 more.\n")
    file = "content/theses/battery-swapping/thesis.yaml"
    entry = "accepted:\n  - {rule: A302, at: 512, because: as painted on the wall}\n"
    write(world, file, world.read(file).decode() + entry)
    ran = run("check", "--accepted", root=world.root)
    assert f"{body}:9:18: A302 '512' is typed by hand\nbecause: as painted on the wall\n" in ran.out
    assert f"{body}:11:1: A302 > There were 40 more.\nbecause: quoted in a > block\n\n1 accepted, 1 quoted" in ran.out
    listed = json.loads(run("check", "--accepted", "--format", "json", root=world.root).out)
    assert [(one["rule"], one["quoted"], one["place"]["line"]) for one in listed] == [
        ("A302", False, 9),
        ("A302", True, 11),
    ]
    assert run("check", "--accepted", "--format", "github", root=world.root).code == 2


def test_names_filter_what_is_shown(run: Run, tmp_path: Path) -> None:
    """``check THESIS`` shows its findings and the shared ones, not those of other theses."""
    world = starter(tmp_path / "two", ["first", "second"])
    break_(world, "first")
    assert run("check", "first", root=world.root).code == 1
    assert run("check", "second", root=world.root).code == 0
    assert run("check", root=world.root).code == 1
