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
    from briefwright.cli.findings import show

    world = world_of(ctx)
    examined = pipeline.examine(world)
    holders = [
        slug for slug, results in examined.results.items() if number in results.numbers or number in results.series
    ]
    if thesis:
        holders = [slug for slug in holders if slug == thesis]
    if not holders:
        known = sorted({name for results in examined.results.values() for name in (*results.numbers, *results.series)})
        close = difflib.get_close_matches(number, known, n=3)
        if examined.findings and not known:
            show(list(examined.findings), world, "text")
            return 1
        raise click.UsageError(
            f"no thesis has a number '{number}'." + (f" Did you mean {' or '.join(close)}?" if close else "")
        )
    for slug in holders:
        click.echo(pipeline.explain(world, examined, slug, number, lang))
    return 0
