"""The command line: declares, hands over, and turns what happened into an exit code.

0 done; 1 findings in the content; 2 usage or configuration; 3 our defect or a limit; 130 interrupted.
"""

import atexit
import contextlib
import gc
import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

import click

from briefwright.model.finding import Refused

UNTRUSTED = "briefwright.untrusted"
BASE = "briefwright.base"
_COMMANDS = (
    *("build", "check", "compare", "data", "doctor", "exhibit", "explain"),
    *("init", "links", "moved", "new", "preview", "schema", "templates"),
)

atexit.register(gc.freeze)  # else Python looks through a whole library for cycles before it ends


class _Lazy(click.Group):
    """Imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"briefwright.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an input that could not be used at all is told like any other finding."""
        try:
            return super().invoke(ctx)
        except Refused as refused:
            return _refused(ctx, refused)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The project's folder (default: here).",
)
@click.option(
    "--untrusted", is_flag=True, help="Run no code and no SQL of the project, within limits of size and time."
)
@click.option(
    "--base",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --untrusted: a copy that is trusted, for code, queries, templates, assets and houses.",
)
@click.version_option(package_name="briefwright")
@click.pass_context
def cli(ctx: click.Context, root: Path, base: Path | None, *, untrusted: bool) -> None:
    """Investment briefs as code: theses in YAML become checked, computed PDF and HTML briefs."""
    ctx.obj = root
    if base and not untrusted:
        raise click.UsageError("--base goes with --untrusted: a project that is trusted needs no other")
    ctx.meta[UNTRUSTED] = untrusted
    ctx.meta[BASE] = base


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing reaches the user as a traceback."""
    # A Python that this one starts would else look for modules where it is called, in files that may be a stranger's.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    try:
        code = cli.main(arguments, prog_name="briefwright", standalone_mode=False)
    except click.exceptions.Exit as left:
        return left.exit_code
    except click.ClickException as wrong:
        wrong.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing was changed", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # the second is click's answer to the first
        return _reader_left()
    except BaseException as defect:  # noqa: BLE001 - the last door: whatever it is, the user gets a sentence and a log
        return _report(defect)
    return int(code or 0)


def _refused(ctx: click.Context, refused: Refused) -> int:
    from briefwright.cli.common import world_of
    from briefwright.cli.findings import as_text

    click.echo(as_text(refused.findings, world_of(ctx)), err=True)
    kinds = {finding.code[0] for finding in refused.findings}
    # P: it is the place or the command that is wrong, not the content. J: a limit.
    return {"P": 2, "J": 3}.get(kinds.pop(), 1) if len(kinds) == 1 else 1


def _reader_left() -> int:
    """Whoever read the output has closed it (``| head``): that is no fault, and nothing more is to be written."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return 0


def _report(defect: BaseException) -> int:
    name = write_log(["".join(traceback.format_exception(defect))])
    click.echo(f"briefwright failed by a fault of its own ({type(defect).__name__}); nothing was published.", err=True)
    click.echo(f"help: report it with {name}", err=True)
    return 3


def write_log(texts: list[str] | tuple[str, ...]) -> str:
    """Put what happened, with versions, into a temporary file to send with a report; returns its name."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="briefwright-", suffix=".log", delete=False, encoding="utf-8", errors="replace"
    ) as log:
        log.write(
            "\n\n".join([f"briefwright {' '.join(sys.argv[1:])}", f"python {sys.version}", *dict.fromkeys(texts)])
        )
    return log.name


def root_of(ctx: click.Context) -> Path:
    """The project's folder. Raises UsageError where it does not exist."""
    root: Any = ctx.find_root().obj
    if not root.is_dir():
        raise click.UsageError(f"there is no folder '{root}'")
    return Path(root)
