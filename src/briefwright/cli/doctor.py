"""``briefwright doctor``: can this machine build, and how to mend it where not."""

from typing import TYPE_CHECKING

import click

from briefwright.cli.common import world_of

if TYPE_CHECKING:
    from briefwright.world import World


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> int:
    """Report what this machine has and lacks: Python, libraries, fonts, the project."""
    from briefwright import doctor

    world = world_of(ctx)
    checks = doctor.report(world)
    for check in checks:
        click.echo(f"{'ok  ' if check.ok else 'LACK'}  {check.name}: {check.detail}")
        if not check.ok and check.mend:
            click.echo(f"      help: {check.mend}")
    _tell_of_copies(world)
    lacking = sum(not check.ok for check in checks)
    click.echo("ready to build" if not lacking else f"{lacking} to mend", err=True)
    return 2 if lacking else 0


def _tell_of_copies(world: "World") -> None:
    """Templates that were ejected and whose originals have changed since: no fault, but somebody will want to know."""
    from briefwright.catalogue.ejected import moved_on

    for copy in moved_on(world):
        since = f"the shipped one has changed since {copy.then}, when it was copied"
        click.echo(f"NOTE  {copy.path}: {since if copy.now else 'there is no shipped one any more'}")
        if copy.now:
            click.echo(f"      help: briefwright templates show {copy.path.removeprefix('templates/')} --diff")
