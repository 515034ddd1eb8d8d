"""``briefwright links``: addresses on the web that the library names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from briefwright.cli.common import world_of
from briefwright.cli.findings import place_of, plain_json, safe, show
from briefwright.cli.reports import FORMATS

if TYPE_CHECKING:
    from briefwright.addresses import Address


@click.command("links")
@click.option("--online", is_flag=True, help="Ask each whether it answers, instead of listing them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="Of findings; the list itself is text or json.",
)
@click.option("--strict", is_flag=True, help="With --online: an address that does not answer fails.")
@click.pass_context
def command(ctx: click.Context, form: str, *, online: bool, strict: bool) -> int:
    """List the addresses on the web that sources and texts name, and where; or ask whether they answer.

    No other check asks for them: a page may be gone for an hour, and a build has to end the same today and tomorrow.
    """
    from briefwright import addresses

    world = world_of(ctx)
    if online and not world.trusted:
        raise click.UsageError("no address of a project that is not trusted is asked for")
    if not online and form not in ("text", "json"):
        raise click.UsageError(f"the list is written as text or json, not as {form}; findings come with --online")
    found = addresses.listed(world)
    if not online:
        click.echo(_text(found) if form == "text" else _json(found))
        return 0
    findings = addresses.unanswered(found)
    show(findings, world, form)
    return int(strict and bool(findings))


def _text(found: Sequence["Address"]) -> str:
    lines = []
    for one in found:
        lines += [safe(one.url), *(f"  {safe(at.file)}:{at.line}:{at.column}" for at in one.places)]
    return "\n".join(lines) or "no address on the web is named"


def _json(found: Sequence["Address"]) -> str:
    return plain_json([{"address": one.url, "places": [place_of(at) for at in one.places]} for one in found])
