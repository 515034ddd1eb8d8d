"""Options that several commands share."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from briefwright.cli import BASE, UNTRUSTED, root_of
from briefwright.world import World

F = TypeVar("F", bound=Callable[..., Any])


def as_of_option(function: F) -> F:
    """``--as-of DATE``."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        help="The day the build speaks for (default: SOURCE_DATE_EPOCH, else today).",
    )(function)


@contextmanager
def writing() -> Iterator[None]:
    """Turn what the system refuses into a UsageError: a folder without permission, a full disk."""
    try:
        yield
    except OSError as problem:
        raise click.UsageError(f"cannot write '{problem.filename}': {problem.strerror}") from None


def world_of(ctx: click.Context, as_of: datetime | None = None) -> World:
    """The project named on the command line. Raises UsageError for folders or a SOURCE_DATE_EPOCH that cannot be."""
    root: Path = root_of(ctx)
    day: date | None = as_of.date() if as_of else None
    base: Path | None = ctx.meta.get(BASE)
    if base and root.resolve().is_relative_to(base.resolve()):
        raise click.UsageError(f"--base takes a copy apart from the project, not '{base}'")
    try:
        return World.here(root, day, trusted=not ctx.meta.get(UNTRUSTED, False), base=base)
    except (ValueError, OverflowError, OSError):
        raise click.UsageError("SOURCE_DATE_EPOCH is not a number of seconds") from None
