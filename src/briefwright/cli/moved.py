"""``briefwright moved BASE NEW``: which numbers a change moves."""

from pathlib import Path

import click


@click.command("moved")
@click.argument("base", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(base: Path, new: Path) -> None:
    """Print, as Markdown, the numbers that were added, removed or changed from release BASE to release NEW.

    BASE and NEW are folders that `build` published. A change is one of value, kind or source, for each thesis and
    language.
    """
    from briefwright import moved

    try:
        before, after = moved.read(base), moved.read(new)
    except ValueError as problem:
        raise click.UsageError(str(problem)) from None
    click.echo(moved.summary(moved.moves(before, after)), nl=False)
