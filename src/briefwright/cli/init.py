"""``briefwright init DIR``: a new project that builds at once."""

from pathlib import Path

import click

from briefwright.cli.common import writing
from briefwright.world import shipped_root


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Write a starter project to FOLDER: a house, a desk, sources, a sector and one fictional thesis that builds."""
    from briefwright import scaffold

    with writing():
        if folder.exists() and any(folder.iterdir()):
            raise click.UsageError(f"'{folder}' is not empty; name a new folder")
        written = scaffold.project(shipped_root(), folder)
    click.echo(f"wrote {len(written)} files to {folder}")
    click.echo(f"next: cd {folder} && briefwright build")
    return 0
