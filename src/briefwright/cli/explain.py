"""``briefwright explain NUMBER``: where a printed number comes from."""

import difflib

import click

from briefwright.cli.common import world_of
from briefwright.model.lang import LANGS, Lang


@click.command("explain")
@click.argument("number")
@click.option("--thesis", help="The slug of the thesis, where several print a number of that name.")
@click.option(
    "--lang",
    default=None,
    type=click.Choice(LANGS),
    help="The language to answer in (default: English where the house has it).",
)
@click.pass_context
def command(ctx: click.Context, number: str, thesis: str | None, lang: Lang | None) -> int:
    """Print the whole chain of NUMBER (a name, or name[2026E]): value, formula, inputs, sources, and who prints it."""
    from briefwright import pipeline
    from briefwright.cli.check import known_theses
    from briefwright.cli.findings import show

    world = world_of(ctx)
    known_theses((thesis,) if thesis else (), world.files("content/theses"))
    examined = pipeline.examine(world)
    asked = {slug: results for slug, results in examined.results.items() if thesis in (None, slug)}
    holders = [slug for slug, results in asked.items() if number in results.numbers or number in results.series]
    for slug in holders:
        click.echo(pipeline.explain(world, examined, slug, number, lang))
    if holders:
        return 0
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
