"""``docs/notebooks.md`` is run as a notebook would run it: cells in order, the last expression shown."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.starter import starter

PAGE = Path(__file__).resolve().parents[3] / "docs" / "notebooks.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def run(cell: str, scope: dict[str, Any]) -> object:
    """What the last line of ``cell`` is, where that is an expression."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, str(PAGE), "exec"), scope)  # noqa: S102 - the page of this repository
    return eval(compile(ast.Expression(last.value), str(PAGE), "eval"), scope) if isinstance(last, ast.Expr) else None  # noqa: S307 - as above


def shown(cell: str, scope: dict[str, Any]) -> str:
    """What stands below the cell; a chart has to show itself."""
    try:
        value = run(cell, scope)
    except ValueError as problem:
        return f"{type(problem).__name__}: {problem}"
    if "exhibit(" in cell:
        assert "text/html" in value._repr_mimebundle_()  # type: ignore[attr-defined]
        return ""
    return "" if value is None else repr(value)


def test_every_cell_of_the_page_shows_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one scope, in the starter project."""
    monkeypatch.chdir(starter(tmp_path).root)
    scope: dict[str, Any] = {}
    said = ""
    for lang, text in FENCE.findall(PAGE.read_text(encoding="utf-8")):
        if lang == "python":
            said = shown(text, scope)
            said = capsys.readouterr().out + said
        else:
            pattern = ".*".join(map(re.escape, text.rstrip().split("…")))
            assert re.match(pattern, said, re.DOTALL), f"{text}\nbut:\n{said}"
