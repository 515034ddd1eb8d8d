"""``briefwright preview``: a save reaches the open page."""

import importlib.util

import click

from briefwright.cli.common import world_of

_NEEDED = ("starlette", "uvicorn", "watchfiles")


@click.command("preview")
@click.argument("thesis", required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port (default: a free one).")
@click.option("--open", "opened", is_flag=True, help="Open the browser.")
@click.pass_context
def command(ctx: click.Context, thesis: str | None, port: int, opened: bool) -> int:
    """Serve the pages of THESIS, or of all, to this machine; a save of content, template or token reloads them.

    Findings stand in the page. The PDF is made when it is asked for. Drafts are shown, too. Needs
    briefwright[preview]. Ctrl+C ends it.
    """
    from briefwright.cli.check import known_theses

    world = world_of(ctx)
    known_theses((thesis,) if thesis else (), world.files("content/theses"))
    if lacking := [name for name in _NEEDED if importlib.util.find_spec(name) is None]:
        raise click.UsageError(f"{', '.join(lacking)} is not installed: install briefwright[preview]")
    from briefwright.preview import desk as desks
    from briefwright.preview import server

    try:
        door = server.listening(port)
    except OSError as problem:
        raise click.UsageError(f"port {port} cannot be had: {problem.strerror}") from None
    with door, desks.workers(world) as workers:
        desk = desks.Desk(world, workers, (thesis,) if thesis else ())
        desk.refresh()
        click.echo(server.address(door))
        click.echo("Ctrl+C ends it", err=True)
        if opened:
            click.launch(server.address(door))
        server.serve(desk, door)
    return 0
