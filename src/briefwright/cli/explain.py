"""``briefwright explain NUMBER``: where a printed number comes from."""

import difflib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefwright.cli.common import world_of
from briefwright.model.lang import LANGS, Lang

if TYPE_CHECKING:
    from briefwright.pipeline import Examined
    from briefwright.tracing import Told
    from briefwright.world import World


@click.command("explain")
@click.argument("number")
@click.option("--thesis", help="The slug of the thesis, where several print a number of that name.")
@click.option(
    "--lang",
    default=None,
    type=click.Choice(LANGS),
    help="The language to answer in (default: English where the house has it).",
)
@click.option(
    "--format",
    "form",
    default="text",
    show_default=True,
    type=click.Choice(("text", "json", "svg")),
    help="A tree to read, the same as data with its graph, or the graph drawn.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.pass_context
def command(ctx: click.Context, number: str, thesis: str | None, lang: Lang | None, form: str, out: Path | None) -> int:
    """Print the whole chain of NUMBER: value, formula, inputs, sources, and every edition that prints it.

    NUMBER is a name, or name[2026E] for a point of a series; a series explains all of its points.
    """
    from briefwright import pipeline, tracing
    from briefwright.cli.check import known_theses

    world = world_of(ctx)
    known_theses((thesis,) if thesis else (), world.files("content/theses"))
    examined = pipeline.examine(world)
    explainer = tracing.Explainer(world, examined)
    told = [explainer.explain(slug, number, lang) for slug in _holders(examined, number, thesis)]
    if not told:
        return _nothing(world, examined, number, thesis)
    if form != "text" and len(told) > 1:
        slugs = ", ".join(one.explanation.thesis for one in told)
        raise click.UsageError(f"the theses {slugs} each have a number '{number}': name one with --thesis")
    _put(_written(told, form, world), out)
    return 0


def _holders(examined: "Examined", number: str, thesis: str | None) -> list[str]:
    """The theses that have the number, only one of those that share it."""
    found: dict[object, str] = {}
    for slug, results in examined.results.items():
        held = results.numbers.get(number) or results.series.get(number)
        if held and thesis in (None, slug):
            found.setdefault(held.span, slug)
    return list(found.values())


def _written(told: "list[Told]", form: str, world: "World") -> str:
    if form == "json":
        return json.dumps(told[0].explanation.plain(), ensure_ascii=False, indent=2)
    if form == "svg":
        return told[0].drawn(world)
    return "\n".join(f"content/theses/{one.explanation.thesis}\n{one.text()}" for one in told)


def _put(text: str, out: Path | None) -> None:
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as problem:
        raise click.UsageError(f"cannot write {out}: {problem.strerror}") from None


def _nothing(world: "World", examined: "Examined", number: str, thesis: str | None) -> int:
    """What to say where no thesis has the number: the faults of those that could not be computed, else the nearest."""
    from briefwright.cli.findings import show

    asked = {slug: results for slug, results in examined.results.items() if thesis in (None, slug)}
    lost = {slug for slug in examined.folders if slug not in asked and thesis in (None, slug)}
    faults = [finding for finding in examined.findings if lost.intersection(examined.concerned(finding))]
    if faults:
        # The number may be in a thesis that could not be computed: then its faults are the answer.
        show(faults, world, "text")
        return 1
    known = sorted({name for results in asked.values() for name in (*results.numbers, *results.series)})
    close = difflib.get_close_matches(number, known, n=3)
    where = f"the thesis '{thesis}' has no" if thesis else "no thesis has a"
    raise click.UsageError(f"{where} number '{number}'." + (f" Did you mean {' or '.join(close)}?" if close else ""))
