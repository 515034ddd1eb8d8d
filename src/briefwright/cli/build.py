"""``briefwright build``: the release."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefwright.cli.common import as_of_option, world_of
from briefwright.model.lang import LANGS

if TYPE_CHECKING:
    from briefwright import release
    from briefwright.world import World


@click.command("build")
@click.argument("theses", nargs=-1)
@click.option("--format", "formats", default="html,pdf", show_default=True, help="What to make: html, pdf or both.")
@click.option(
    "--lang", "langs", multiple=True, type=click.Choice(LANGS), help="Only these languages (may be repeated)."
)
@click.option("--out", default="dist", show_default=True, help="The release's folder, inside the project.")
@click.option(
    "--jobs",
    "workers",
    type=click.IntRange(0, 64),
    default=None,
    help="Worker processes (default: one a core; 0: none).",
)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--keep-going", is_flag=True, help="Publish the rest; failing theses keep their last published edition.")
@click.option("--base-url", default="", metavar="URL", help="Where the site will be: for feeds, the sitemap, previews.")
@as_of_option
@click.pass_context
def command(  # noqa: PLR0913, PLR0917 - click passes every option as an argument
    ctx: click.Context,
    theses: tuple[str, ...],
    formats: str,
    langs: tuple[str, ...],
    out: str,
    workers: int | None,
    strict: bool,
    keep_going: bool,
    base_url: str,
    as_of: datetime | None,
) -> int:
    """Build the release: all live theses, or with THESES only those, the rest carried over from the last release."""
    from briefwright import release, strangers
    from briefwright.cli.check import known_theses

    world = world_of(ctx, as_of)
    known_theses(theses, world.files("content/theses"))
    chosen = frozenset(part.strip() for part in formats.split(",") if part.strip())
    if not chosen or chosen - set(release.FORMATS):
        raise click.UsageError(f"--format takes {' and '.join(release.FORMATS)}, separated by a comma, not '{formats}'")
    if Path(out).is_absolute() or ".." in Path(out).parts or not Path(out).parts:
        raise click.UsageError(f"--out takes a folder inside the project, not '{out}'")
    count = os.cpu_count() or 1 if workers is None else workers
    try:
        base = release.base_url(base_url) if base_url else ""
    except ValueError:
        said = f"--base-url takes an address such as https://example.org/research/, not '{base_url}'"
        raise click.UsageError(said) from None
    request = release.Request(theses, chosen, tuple(langs), out, count, strict, keep_going, base)  # type: ignore[arg-type]
    with strangers.bounded(world):
        report = _report(world, request)
    return _tell(report, world, theses)


def _report(world: "World", request: "release.Request") -> "release.Report":
    from briefwright import release

    inputs = release.Inputs.of(world, request)
    if report := release.unchanged(world, request, inputs):
        return report
    with release.workers(world, request) as pool, _progress() as progress:
        from briefwright import editions  # not before: it brings all stages with it

        return editions.build(world, request, progress, inputs, pool)


def _tell(report: "release.Report", world: "World", theses: tuple[str, ...]) -> int:
    from briefwright import release
    from briefwright.cli import write_log
    from briefwright.cli.findings import safe, show
    from briefwright.model.finding import has_errors

    if report.findings:
        show(report.findings, world, "text")
    if report.defects:
        click.echo(f"help: report it with {write_log(report.defects)}", err=True)
    failing = safe(f"failing: {', '.join(report.failed)}") if report.failed else ""  # folders may have any name
    if report.published is None:
        reason = failing or "see above"
        if not report.failed and not report.findings:
            reason = "no thesis is live; build a draft by its name, or write `status: live` in its thesis.yaml"
        click.echo(f"nothing was published; {reason}", err=True)
        return 3 if report.defects else 1
    if report.unchanged:
        click.echo(f"{report.published.name}/ is up to date", err=True)
    else:
        said = f"{len(report.built)} built, {len(report.carried)} carried over"
        click.echo(
            f"published {report.published.name}/: {said}" + (f"; {failing}" if failing else ""),
            err=True,
        )
    for path in release.paths(report, theses):
        click.echo(os.path.relpath(path))
    return 3 if report.defects else int(bool(report.failed) or has_errors(report.findings))


@contextmanager
def _progress() -> Iterator["release.Progress"]:
    """A bar on a terminal, a line an edition elsewhere."""
    if not sys.stderr.isatty():
        yield lambda name, done, total: click.echo(f"[{done}/{total}] {name}", err=True)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("checking", total=None)
        yield lambda name, done, total: bar.update(task, description=name, completed=done, total=total)
