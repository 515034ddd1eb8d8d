"""What stops a release under ``--strict``, from the content or a template to the command that ends with 1."""

import re
from pathlib import Path

import pytest

from briefwright.cli import main
from briefwright.world import World
from tests.unit.starter import THESIS, starter, write

pytestmark = pytest.mark.slow

BLOCK = "templates/blocks/disclosures.html.j2"
PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
SLUG = "battery-swapping"


def template(html: str) -> dict[str, str]:
    return {BLOCK: f'<section class="chapter" id="disclosures">{html}</section>'}


def untranslated(world: World) -> dict[str, str]:
    """The thesis, its title in one of two languages."""
    text = (world.root / THESIS.format(SLUG)).read_text(encoding="utf-8")
    found = re.sub(r"^title:.*\n(?:  .*\n)*", "title: {zh-Hans: 换电}\n", text, flags=re.MULTILINE)
    assert found != text
    return {THESIS.format(SLUG): found}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("P601", template('<a href="gone.html">x</a>')),
        ("P601", template('<a href="#gone">x</a>')),
        ("P601", template('<img alt="" src="https://elsewhere.example/x.png">')),
        ("P608", template(f'<img src="{PICTURE}">')),
        ("C130", None),
        ("", template(f'<a href="#disclosures">x</a><img alt="" src="{PICTURE}">')),
    ],
)
def test_a_strict_build_fails(
    code: str, changes: dict[str, str] | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a link that leads nowhere or loads from elsewhere, a picture without words, a text in one language."""
    world = starter(tmp_path / "project", languages="zh-Hans, en")
    for path, text in (untranslated(world) if changes is None else changes).items():
        write(world, path, text)
    command = ["build", "--strict", "--format", "html", "--jobs", "0", "--as-of", str(world.as_of)]
    ended = main(["--root", str(world.root), *command])
    said = capsys.readouterr().out
    assert ended == (1 if code else 0), said
    assert set(re.findall(r": error ([A-Z]\d{3}) ", said)) == ({code} if code else set())
    assert (world.root / "dist").exists() == (not code)
