"""``briefwright new ARCHETYPE SLUG``: a commented thesis to fill in."""

import re

import click

from briefwright.cli.common import world_of, writing
from briefwright.model.segments import SLUG


@click.command("new")
@click.argument("archetype")
@click.argument("slug")
@click.pass_context
def command(ctx: click.Context, archetype: str, slug: str) -> int:
    """Write content/theses/SLUG/ with a commented draft of ARCHETYPE that builds as it is."""
    from briefwright import scaffold

    world = world_of(ctx)
    known = sorted(path.split("/")[-1].removesuffix(".yaml") for path in world.files("templates/archetypes"))
    if not (world.root / "content").is_dir():
        raise click.UsageError(f"there is no project in '{world.root}': `briefwright init DIR` makes one")
    if archetype not in known:
        raise click.UsageError(f"there is no archetype '{archetype}'; there are: {', '.join(known)}")
    if not re.fullmatch(SLUG, slug) or len(slug) > 80:
        raise click.UsageError(f"'{slug}' is not a slug: use a-z, 0-9 and single hyphens, as in my-first-thesis")
    if (world.root / "content" / "theses" / slug).exists():
        raise click.UsageError(f"content/theses/{slug} exists already")
    with writing():
        written = scaffold.thesis(world, archetype, slug)
    for path in written:
        click.echo(f"wrote {path}")
    click.echo(f"next: edit it, then `briefwright check {slug}` and `briefwright build {slug}`")
    return 0
