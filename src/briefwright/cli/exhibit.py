"""``briefwright exhibit THESIS EXHIBIT``: one exhibit alone, for slides."""

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefwright.cli.common import world_of, writing
from briefwright.model.lang import LANGS, Lang

if TYPE_CHECKING:
    from briefwright import jobs, slides
    from briefwright.pipeline import Examined
    from briefwright.world import World

_FORMATS = ("png", "svg", "pdf")


@click.command("exhibit")
@click.argument("thesis")
@click.argument("exhibit")
@click.option("--lang", type=click.Choice(LANGS), help="The language (default: the first of the house).")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="What to make (default: what --out ends in, else png)."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file (default: THESIS-EXHIBIT.LANG.FORMAT here).",
)
@click.option("--width", type=click.FloatRange(20, 2000), help="The width in millimetres (default: as in the brief).")
@click.pass_context
def command(
    ctx: click.Context,
    thesis: str,
    exhibit: str,
    lang: Lang | None,
    form: str | None,
    out: Path | None,
    width: float | None,
) -> int:
    """Write EXHIBIT of THESIS alone, with its title, unit, note and source, to be shown on a slide.

    A PNG has two dots to the pixel and needs poppler's pdftoppm, or briefwright[pictures]. A PDF has its fonts in it.
    Charts can be had as SVG; tables and diagrams set as text only as PNG and PDF.
    """
    from briefwright import pipeline
    from briefwright.cli.check import known_theses

    world = world_of(ctx)
    known_theses((thesis,), world.files("content/theses"))
    wanted = form or _by_ending(out)
    examined = pipeline.examine(world)
    if thesis not in examined.sound:
        return _unsound(world, examined, thesis)
    _known(examined, thesis, exhibit)
    languages = examined.languages(thesis, ())
    if lang and lang not in languages:
        raise click.UsageError(f"'{thesis}' is published in {', '.join(languages)}, not in {lang}")
    edition = examined.job(world, thesis, lang or languages[0], languages, frozenset({"pdf"}))
    target = out or Path(f"{thesis}-{exhibit}.{edition.lang}.{wanted}")
    from briefwright import slides

    return _put(slides.drawn(slides.Wanted(edition, exhibit, wanted, width)), target, world)


def _by_ending(out: Path | None) -> str:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    if ending and ending not in _FORMATS:
        raise click.UsageError(f"'{out}' does not end in {', '.join(_FORMATS)}: name the --format")
    return ending or _FORMATS[0]


def _known(examined: "Examined", thesis: str, exhibit: str) -> None:
    """Raises UsageError for an exhibit that there is not, naming the nearest."""
    names = [one.id for one in examined.library.theses[thesis].data.exhibits]
    if exhibit not in names:
        close = difflib.get_close_matches(exhibit, names, n=1)
        hint = f" Did you mean '{close[0]}'?" if close else f" There are: {', '.join(names) or 'none'}."
        raise click.UsageError(f"'{thesis}' has no exhibit '{exhibit}'.{hint}")


def _unsound(world: "World", examined: "Examined", thesis: str) -> int:
    from briefwright.cli.findings import show

    show([finding for finding in examined.findings if thesis in examined.concerned(finding)], world, "text")
    return 1


def _put(outcome: "jobs.Outcome[slides.Slide]", target: Path, world: "World") -> int:
    from briefwright.cli import write_log
    from briefwright.cli.findings import show

    made = outcome.result
    findings = [*(made.findings if made else ()), *([outcome.finding] if outcome.finding else [])]
    if findings:
        show(findings, world, "text")
    if outcome.defect:
        click.echo(f"help: report it with {write_log([outcome.log])}", err=True)
        return 3
    if made is None or not made.content:
        return 2 if findings and all(one.code.startswith("P") for one in findings) else 1
    with writing():
        target.write_bytes(made.content)
    click.echo(target)
    return 0
