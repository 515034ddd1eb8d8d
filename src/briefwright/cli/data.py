"""``briefwright data``: snapshots of live sources, and how old the datasets are."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from briefwright.cli.common import as_of_option, world_of, writing
from briefwright.cli.findings import safe, show
from briefwright.model.finding import Finding, Severity, ordered

if TYPE_CHECKING:
    from briefwright.data.moves import Move, Moved
    from briefwright.data.status import Age
    from briefwright.snapshots import Pulled

_CONFIGURATION = {"D801", "D806"}
_LISTED = 6


@click.group("data", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Pull snapshots of live sources, and see how old the datasets are."""


@command.command("pull")
@click.argument("datasets", nargs=-1)
@click.option("--strict", is_flag=True, help="A source that cannot be reached fails, though a snapshot is there.")
@click.pass_context
def pull(ctx: click.Context, datasets: tuple[str, ...], strict: bool) -> int:
    """Run the queries of DATASETS (default: all with `pull:`) at their live sources, and keep the answers as snapshots.

    The address of a source is read from the environment variable that the record names. Builds read snapshots only.
    """
    from briefwright import snapshots

    world = world_of(ctx)
    if not world.trusted:
        raise click.UsageError(
            "nothing is pulled for a project that is not trusted: its queries would run at your sources"
        )
    records, findings = snapshots.datasets(world)
    live = {name: record for name, record in records.items() if record.data.pull}
    asked = _asked(datasets, sorted(live), {name for name in records if name not in live}, findings)
    pulled: list[Pulled] = []
    with writing():
        for name in asked:
            done, found = snapshots.refresh(world, live[name])
            findings += found
            if done:
                click.echo(_said(done))
                pulled.append(done)
        if not findings:
            snapshots.forget(world, [*live])
    if any(not done.same for done in pulled):
        _users(snapshots.users(world), [done.dataset for done in pulled if not done.same])
    if not live and not findings:
        click.echo("no dataset has `pull:`; there is nothing to pull", err=True)
    if findings:
        show(ordered(findings), world, "text")
    return _code(findings, strict=strict)


@command.command("status")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="A dataset older than its budget, or other than pulled, fails.")
@as_of_option
@click.pass_context
def status(ctx: click.Context, form: str, strict: bool, as_of: datetime | None) -> int:
    """Show every dataset with its age and how old it may grow, the furthest over first; and whether it is as pulled."""
    from briefwright import snapshots

    world = world_of(ctx, as_of)
    ages, findings = snapshots.ages(world)
    if form == "json":
        click.echo(json.dumps([_record(age) for age in ages], indent=1, ensure_ascii=False))
    elif ages:
        click.echo(_table(ages))
    elif not findings:
        click.echo("there are no datasets", err=True)
    if findings:
        click.echo(f"{len(findings)} faults keep datasets out of the list: briefwright check", err=True)
    bad = any(age.over > 0 or age.snapshot not in ("", "as pulled") for age in ages)
    return int(strict and bad)


def _asked(names: Sequence[str], live: Sequence[str], others: set[str], findings: Sequence[Finding]) -> Sequence[str]:
    """The datasets to pull. Raises UsageError for a name that is none."""
    import difflib

    for name in names:
        if name in others:
            raise click.UsageError(f"'{name}' has no `pull:`; its file is kept by hand")
        if name not in live and not findings:  # a faulty record may be the one that is meant
            close = difflib.get_close_matches(name, live, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else f" There are: {', '.join(live) or 'none'}."
            raise click.UsageError(f"there is no dataset '{name}' to pull.{hint}")
    return [name for name in dict.fromkeys(names) if name in live] or ([] if names else live)


def _code(findings: Sequence[Finding], *, strict: bool) -> int:
    grave = [finding for finding in findings if strict or finding.severity is Severity.ERROR]
    if not grave:
        return 0
    return 2 if all(finding.code in _CONFIGURATION for finding in grave) else 1


def _said(done: "Pulled") -> str:
    rows = f"{done.entry.rows:,} row{'' if done.entry.rows == 1 else 's'}"
    if done.before is None:
        return f"{done.dataset}: {rows} into {done.file}"
    if done.same:
        return f"{done.dataset}: {rows}, nothing has moved since {done.before.day}"
    lines = [f"{done.dataset}: {rows} into {done.file}; {done.before.rows:,} on {done.before.day}"]
    if done.moved is not None:
        lines += [f"  {line}" for line in _moved(done.moved)]
    return "\n".join(lines)


def _moved(moved: "Moved") -> list[str]:
    lines = ["the columns are others than before"] if moved.columns else []
    lines += [
        f"{len(rows):,} row{'' if len(rows) == 1 else 's'} {what}: {_listed(rows)}"
        for rows, what in ((moved.added, "added"), (moved.removed, "removed"))
        if rows
    ]
    if moved.changed:
        lines.append(f"{moved.changed:,} row{'' if moved.changed == 1 else 's'} changed")
    lines += [_move(move) for move in moved.largest]
    return lines or ["the same values, written otherwise"]


def _move(move: "Move") -> str:
    percent = "" if move.percent is None else f" ({move.percent:+}%)"
    return safe(f"{move.column}, {move.row}: {move.old or 'empty'} → {move.new or 'empty'}{percent}")


def _listed(rows: Sequence[str]) -> str:
    more = len(rows) - _LISTED
    return safe(", ".join(rows[:_LISTED]) + (f" and {more:,} more" if more > 0 else ""))


def _users(users: dict[str, list[str]], datasets: Sequence[str]) -> None:
    for name in datasets:
        click.echo(f"{name} is used by: {', '.join(users.get(name, [])) or 'no thesis'}")


def _record(age: "Age") -> dict[str, object]:
    return {
        "dataset": age.dataset,
        "file": age.file,
        "rows": age.rows,
        "as_of": age.as_of.isoformat() if age.as_of else None,
        "days": age.days,
        "budget": age.budget,
        "over": max(age.over, 0),
        "pulled_at": age.pulled_at or None,
        "snapshot": age.snapshot or None,
    }


def _table(ages: Sequence["Age"]) -> str:
    """Columns as wide as their widest cell; numbers to the right."""
    head = ("dataset", "file", "rows", "as of", "days", "budget", "pulled at", "snapshot")
    lines = [head, *(_cells(age) for age in ages)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    right = {2, 4, 5}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(age: "Age") -> tuple[str, ...]:
    days = "" if age.days is None else f"{age.days:,}" + (" !" if age.over > 0 else "")
    return (
        age.dataset,
        safe(age.file),
        "" if age.rows is None else f"{age.rows:,}",
        age.as_of.isoformat() if age.as_of else "",
        days,
        "" if age.budget is None else f"{age.budget:,}",
        age.pulled_at,
        age.snapshot,
    )
