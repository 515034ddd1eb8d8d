"""DuckDB in memory, able to read the files it is given and nothing else, and to change none of its settings."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.model.finding import Finding, Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "400MB"
INSTALL = 'pip install "briefwright[data]"'
_NAMED = re.compile(r"^[A-Za-z ]+ Error: (?=\S)")


def connect(files: Iterable[str] = ()) -> "DuckDBPyConnection":
    """A connection that may read ``files`` (absolute paths). One thread, so that an answer never depends on chance.

    Raises ImportError where DuckDB is not installed.
    """
    import duckdb

    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": "",
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "python_enable_replacements": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute(f"SET allowed_paths = [{', '.join(map(literal, files))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


@contextmanager
def limited(connection: "DuckDBPyConnection", seconds: float) -> Iterator[None]:
    """What runs longer inside is interrupted: duckdb.InterruptException."""
    timer = threading.Timer(seconds, connection.interrupt)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def literal(text: str) -> str:
    """``text`` as a string of SQL, for where no parameter can stand."""
    return "'" + text.replace("'", "''") + "'"


def quoted(name: str) -> str:
    """``name`` as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


def said(problem: Exception, files: Iterable[tuple[str, str]] = ()) -> str:
    """DuckDB's message on one line, without its class, the excerpt, or where ``files`` (absolute, shown) lie."""
    words = " ".join(str(problem).split("\n\nLINE ")[0].split())
    for absolute, shown in files:
        words = words.replace(absolute, shown).replace(str(Path(absolute).parent), "…")
    words = _NAMED.sub("", words)
    return words if len(words) <= 240 else words[:239] + "…"


def not_installed(what: str, span: Span | None, thesis: str = "") -> Finding:
    """D806: ``what`` needs the optional libraries."""
    return Finding("D806", f"{what} needs libraries that are not installed", span, INSTALL, thesis)
