"""``briefwright compare BEFORE AFTER``: the PDFs of two builds side by side."""

from pathlib import Path

import click

from briefwright.cli import root_of
from briefwright.cli.common import writing

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("compare")
@click.argument("before", type=_FOLDER)
@click.argument("after", type=_FOLDER)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder for the page and its pictures (default: compare/ in the project).",
)
@click.pass_context
def command(ctx: click.Context, before: Path, after: Path, out: Path | None) -> int:
    """Show what a change did: the pages of the PDFs in BEFORE and AFTER side by side, changed pages first.

    BEFORE and AFTER are folders of builds, as `build --out DIR` makes them. What has changed on a page is marked in
    red where it was and in green where it is. Needs poppler's pdftoppm, or briefwright[pictures].
    """
    from briefwright import compare
    from briefwright.compare.page import known, told

    target = (out or root_of(ctx) / "compare").absolute()
    for folder in (before.resolve(), after.resolve()):
        if folder.is_relative_to(target.resolve()):
            raise click.UsageError(f"'{target}' holds one of the builds: name another folder with --out")
    if not known(target):
        raise click.UsageError(f"'{target}' has other files in it: name an empty or new folder with --out")
    pairs = compare.compared(before, after, lambda name: click.echo(f"compared {name}", err=True))
    if not pairs:
        raise click.UsageError(f"there are no PDFs in '{before}' nor in '{after}'")
    with writing():
        target.parent.mkdir(parents=True, exist_ok=True)
        page = compare.write(pairs, (str(before), str(after)), target)
    click.echo(told(pairs), err=True)
    click.echo(page)
    return 0
