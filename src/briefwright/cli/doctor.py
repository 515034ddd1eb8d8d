"""``briefwright doctor``: can this machine build, and how to mend it where not."""

import click

from briefwright.cli.common import world_of


@click.command("doctor")
@click.pass_context
def command(ctx: click.Context) -> int:
    """Report what this machine has and lacks: Python, libraries, fonts, the project."""
    from briefwright import doctor

    checks = doctor.report(world_of(ctx))
    for check in checks:
        click.echo(f"{'ok  ' if check.ok else 'LACK'}  {check.name}: {check.detail}")
        if not check.ok and check.mend:
            click.echo(f"      help: {check.mend}")
    lacking = sum(not check.ok for check in checks)
    click.echo("ready to build" if not lacking else f"{lacking} to mend", err=True)
    return 2 if lacking else 0
