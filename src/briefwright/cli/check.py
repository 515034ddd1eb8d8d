"""``briefwright check``: findings only."""

from datetime import datetime

import click

from briefwright.cli.accepted import EXEMPT_FORMATS
from briefwright.cli.common import as_of_option, world_of
from briefwright.cli.findings import safe, show
from briefwright.cli.reports import FORMATS
from briefwright.model.finding import Finding


@click.command("check")
@click.argument("theses", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Warnings fail, too.")
@click.option("--accepted", is_flag=True, help="List what the audit lets stand: accepted findings and quotations.")
@as_of_option
@click.pass_context
def command(
    ctx: click.Context, theses: tuple[str, ...], form: str, strict: bool, accepted: bool, as_of: datetime | None
) -> int:
    """Report what is wrong in the content, where, and how to mend it. THESES are slugs; default is all."""
    from briefwright import pipeline, strangers

    world = world_of(ctx, as_of)
    known_theses(theses, world.files("content/theses"))
    if accepted and form not in EXEMPT_FORMATS:
        raise click.UsageError(f"--accepted is written as {' or '.join(EXEMPT_FORMATS)}, not as {form}")
    with strangers.bounded(world):
        examined = pipeline.examine(world)
    if accepted:
        listed = [one for one in pipeline.exempted(world, examined) if not theses or one.thesis in theses]
        click.echo(EXEMPT_FORMATS[form](listed))
        return 0
    findings = [finding for finding in examined.findings if concerns(finding, theses)]
    show(findings, world, form)
    return int(failed(findings, strict=strict))


def failed(findings: list[Finding], *, strict: bool) -> bool:
    return any(finding.fails(strict=strict) for finding in findings)


def concerns(finding: Finding, theses: tuple[str, ...]) -> bool:
    """Whether a finding belongs to one of the named theses, or to what all share."""
    if not theses or finding.span is None:
        return True
    parts = finding.span.file.split("/")
    return parts[:2] != ["content", "theses"] or len(parts) < 3 or parts[2] in theses


def known_theses(theses: tuple[str, ...], files: list[str]) -> None:
    """Raises UsageError for a slug without a folder, naming the nearest."""
    import difflib

    slugs = sorted({file.split("/")[2] for file in files if file.count("/") > 2})
    for slug in theses:
        if slug not in slugs:
            close = difflib.get_close_matches(slug, slugs, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else f" There are: {', '.join(slugs) or 'none'}."
            raise click.UsageError(safe(f"there is no thesis '{slug}'.{hint}"))  # folders may have any name
