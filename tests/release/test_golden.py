"""A small fictional project comes out exactly as ``tests/golden/expected`` has it.

After a wanted change, ``pytest tests/release/test_golden.py --update`` writes it anew; read the difference before
committing. Pages, ledgers and data are compared as text; of the other files it is only said which there are, because
pictures depend on the fonts of the machine and style sheets are no secret.
"""

import difflib
import shutil
from pathlib import Path

import pytest

from briefwright.model.ledger import SCHEMA_FILE
from tests.release.conftest import Once, build

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
AS_TEXT = ("index.html", "404.html", ".csv", "/ledger.json")
LIST = "files.txt"


@pytest.fixture(scope="module")
def built(once: Once) -> dict[str, bytes]:
    """The project's pages as they are built now, and the list of all its files."""

    def make(folder: Path) -> None:
        shutil.copytree(GOLDEN / "project", folder, dirs_exist_ok=True)
        build(folder, "--format", "html")

    return taken(once("golden", make) / "dist")


def taken(dist: Path) -> dict[str, bytes]:
    files = {path.relative_to(dist).as_posix(): path for path in dist.rglob("*") if path.is_file()}
    found = {name: path.read_bytes() for name, path in files.items() if name.endswith(AS_TEXT) and name != SCHEMA_FILE}
    return found | {LIST: "".join(f"{name}\n" for name in sorted(files)).encode()}


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """Files that are missing or unexpected, and the lines in which the others differ."""
    lines = [f"missing: {name}" for name in sorted(expected.keys() - found.keys())]
    lines += [f"unexpected: {name}" for name in sorted(found.keys() - expected.keys())]
    for name in sorted(expected.keys() & found.keys()):
        if expected[name] != found[name]:
            before, after = expected[name].decode().splitlines(), found[name].decode().splitlines()
            lines += [f"different: {name}", *difflib.unified_diff(before, after, n=0, lineterm="")]
    return lines


def test_the_pages_are_as_expected(built: dict[str, bytes], pytestconfig: pytest.Config) -> None:
    """Every page and data file byte for byte, none missing, none too many."""
    folder = GOLDEN / "expected"
    if pytestconfig.getoption("--update"):
        shutil.rmtree(folder, ignore_errors=True)
        for name, content in built.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
    expected = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found = differences(expected, built)
    assert not found, "\n".join(found)


def test_a_missing_file_an_unexpected_one_and_a_changed_line_are_all_found(built: dict[str, bytes]) -> None:
    """The comparison can fail in each way."""
    name = "en/lamps/index.html"
    changed = built | {name: built[name].replace(b"Sea fog", b"Sea frog"), "new.html": b""}
    del changed["index.html"]
    found = differences(built, changed)
    assert {"missing: index.html", "unexpected: new.html", f"different: {name}"} <= set(found)
    assert any(line.startswith("+") and "Sea frog" in line for line in found)


def test_expected_files_stay_small_enough_to_read() -> None:
    """At most thirty kibibytes each, so that a difference is read and not waved through."""
    files = [path for path in GOLDEN.rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if path.stat().st_size > 30 * 1024] == []
