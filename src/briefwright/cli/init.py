"""``briefwright init DIR``: a new project that builds at once, and a workflow that publishes it."""

import json
from importlib.metadata import distribution
from pathlib import Path

import click

from briefwright import scaffold
from briefwright.cli.common import writing
from briefwright.world import shipped_root


@click.command("init")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--ci",
    "service",
    type=click.Choice(list(scaffold.WORKFLOWS)),
    help="Write a workflow, too, that checks pull requests and publishes to Pages; also into a project there is.",
)
def command(folder: Path, service: str | None) -> int:
    """Write a starter project to FOLDER: a house, a desk, sources, a sector and one fictional thesis that builds.

    With it come settings for Visual Studio Code: completion in YAML, and findings as problems.
    """
    with writing():
        there = (folder / "content").is_dir() and service is not None
        if not there:
            _start(folder)
        if service:
            _publish(folder, service)
    click.echo("next: " + (f"cd {folder} && " if folder != Path() else "") + "briefwright build")
    return 0


def _start(folder: Path) -> None:
    from briefwright.cli.schema import KINDS, schema

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"'{folder}' is not empty; name a new folder, or a project's with --ci")
    schemas = {kind: json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n" for kind in KINDS}
    written = scaffold.project(shipped_root(), folder)
    written += scaffold.editor(shipped_root(), folder, schemas)
    click.echo(f"wrote {len(written)} files to {folder}")


def _publish(folder: Path, service: str) -> None:
    installed = distribution("briefwright")
    line = scaffold.requirement(installed.version, installed.read_text("direct_url.json"))
    files = scaffold.ci(shipped_root(), folder, service, line)
    for name, written in files.items():
        click.echo(f"wrote {name}" if written else f"kept {name}, which was there; delete it to have it written anew")
    if files[scaffold.REQUIREMENTS] and line.startswith("./vendor/"):
        wheel = line.removesuffix("[data]")
        click.echo(f"next: put the wheel of Briefwright at {wheel}, or say in {scaffold.REQUIREMENTS} where it is")
