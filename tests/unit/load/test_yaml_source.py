"""Reading YAML: strings only, exact places, and limits that no file passes."""

from pathlib import Path

import pytest

from briefwright.load import yaml_source
from briefwright.load.yaml_source import Tree, plain
from briefwright.model.finding import Finding

PROJECTS = Path(__file__).parents[2] / "projects"


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def read(text: str) -> tuple[Tree, list[str]]:
    tree, _, findings = plain("a.yaml", text.encode())
    return tree, codes(findings)


@pytest.mark.parametrize(
    "written",
    [
        *["NO", "no", "ON", "yes", "true", "002230", "0700", "0x1F", "0o17", "1_000", "12:30:45", "1E5", "1.50"],
        *[".inf", ".nan", "2024-02-30", "2026E", "-1", "~3640", "<40", "=", "Null", "<<"],
    ],
)
def test_a_scalar_is_the_string_that_was_written(written: str) -> None:
    """YAML types nothing: zeros, case, digits and what other readers take for booleans, dates and times stay."""
    assert read(f"a: {written}\n") == ({"a": written}, [])


def test_only_strings_lists_and_maps_come_out() -> None:
    """Nested collections, flow or block, keep their shape."""
    assert read("a: {b: [1, {c: 2}]}\nd:\n- e\n- f: g\n") == (
        {"a": {"b": ["1", {"c": "2"}]}, "d": ["e", {"f": "g"}]},
        [],
    )


def test_places_are_lines_and_columns_in_characters() -> None:
    """Han and characters beyond the basic plane count one column each; keys have places of their own."""
    _, places, _ = plain("a.yaml", "标题: 𝒳与市场\nlist:\n  - {en: word}\n".encode())
    title, word = places.at("标题"), places.at("list", 0, "en")
    assert (title.line, title.column, title.length) == (1, 5, 4)
    assert (word.line, word.column, word.length) == (3, 10, 4)
    assert (places.key("list", 0, "en").line, places.key("list", 0, "en").column) == (3, 6)
    assert places.key("list", 0) == places.at("list", 0)
    assert places.at("list", 7, "x") == places.at("list")


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 一二{{ x }}\n", 1, 6),
        ('a: "\\"一二\\" {{ x }}"\n', 1, 12),
        ("a: >\n  first line\n  then {{ x }}\n", 3, 8),
        ("a: |\r\n  first line\r\n  {{ x }}\r\n", 3, 3),
        ("\ufeffa: x {{ x }}\n", 1, 6),
        ("b: &n\n  c {{ x }}\na: *n\n", 2, 5),
    ],
)
def test_a_place_inside_a_long_scalar(text: str, line: int, column: int) -> None:
    """A snippet is found in plain, quoted, folded, literal and repeated text, whatever the line ends."""
    _, places, findings = plain("a.yaml", text.encode())
    span = places.inside(("a",), "{{ x }}")
    assert (span.line, span.column, span.length, findings) == (line, column, 7, [])


def test_a_duplicate_key_keeps_the_first_value_and_names_both_lines() -> None:
    """The finding stands at the second key; nothing of the second value is taken."""
    tree, places, findings = plain("a.yaml", b"a: {x: 1}\nb: 2\na: {y: 3}\n")
    assert tree == {"a": {"x": "1"}, "b": "2"}
    assert [(finding.code, finding.span.line if finding.span else 0) for finding in findings] == [("L006", 3)]
    assert "line 1" in findings[0].message
    assert "line 3" in findings[0].message
    assert places.at("a").line == 1


def test_a_missing_value_is_a_finding_in_a_map_and_none_in_a_list() -> None:
    """The model decides whether a list may have empty entries; a key without a value is a slip."""
    assert read("a: [x, ~, null]\nb:\nc: \"\"\nd: 'null'\n") == (
        {"a": ["x", None, None], "b": None, "c": "", "d": "null"},
        ["L022"],
    )


def test_depth_is_limited() -> None:
    """64 levels are read, 65 and 5,000 are refused alike."""
    assert read("[" * 64 + "]" * 64)[1] == []
    assert read("[" * 65 + "]" * 65) == (None, ["L009"])
    assert read("[" * 5000) == (None, ["L009"])
    assert read("\n".join(" " * n + "a:" for n in range(200)))[1] == ["L009"]


def test_aliases_are_few_and_their_size_is_counted_before_it_is_walked() -> None:
    """32 aliases are read and 33 are not; doubling stops at the limit of values, and depth counts through aliases."""
    head = "a: &a {b: c}\n"
    assert read(head + "".join(f"k{n}: *a\n" for n in range(32)))[1] == []
    assert read(head + "".join(f"k{n}: *a\n" for n in range(33))) == (None, ["L008"])
    doubling = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 17))
    assert read(doubling) == (None, ["L008"])
    deep = f"a: &a {'[' * 40}{']' * 40}\nb: {'[' * 40}*a{']' * 40}\n"
    assert read(deep) == (None, ["L008"])


def test_sizes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes, values and the length of one text each have a limit."""
    monkeypatch.setattr(yaml_source, "BYTES", 100)
    monkeypatch.setattr(yaml_source, "VALUES", 10)
    monkeypatch.setattr(yaml_source, "SCALAR", 20)
    assert read("a: " + "x" * 98) == (None, ["L002"])
    assert read("a: [b, b, b, b, b, b, b, b, b, b]") == (None, ["L002"])
    assert read("a: " + "x" * 21)[1] == ["L012"]
    assert read("a: " + "x" * 20)[1] == []


def test_tag_directives_are_refused_before_the_parser_sees_them() -> None:
    """Thousands of them would keep libyaml comparing for minutes."""
    assert read("%TAG !a! b\n" * 100_000 + "---\na: b\n") == (None, ["L007"])
    assert read("%YAML 1.2\n---\na: b\n") == ({"a": "b"}, [])


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("value: >40\n", "over 40"),
        ("value: >=40\n", "at least 40"),
        ("value: >4\n", "over 4"),
        ("- >12.5\n", "over 12.5"),
        ("says: {{ x }} grew\n", '"{{ name }}'),
        ("says: it's 'so' said: he\n", "quotes"),
        ("says: 'it's'\n", "''"),
        ('says: "a "b" c"\n', '\\"'),
        ("a:\n\tb: c\n", "spaces"),
        ("title:x\nb: y\n", "'title: '"),
        ("title：x\nb: y\n", "'title: '"),
        ('path: "C:\\windows"\n', "\\\\"),
    ],
)
def test_a_slip_of_syntax_has_a_way_out(text: str, way_out: str) -> None:
    """The help says what to write instead."""
    _, _, findings = plain("a.yaml", text.encode())
    assert [way_out in finding.help for finding in findings] == [True], findings


@pytest.mark.parametrize("file", sorted(PROJECTS.glob("*/*/content/*/*.yaml")), ids=lambda path: path.parts[-4])
def test_both_parsers_find_the_same(file: Path) -> None:
    """Where libyaml is missing, PyYAML's own parser finds the same codes on the same lines."""
    outcomes = []
    for pure in (False, True):
        tree, places, findings = plain("a.yaml", file.read_bytes(), pure=pure)
        lines = [(finding.code, finding.span.line if finding.span else 0) for finding in findings]
        outcomes.append((tree if not findings else None, dict(places.spans) if not findings else {}, lines))
    assert outcomes[0] == outcomes[1]
