"""Runs one SELECT at a live source, read-only and within limits, and says what failed without saying where.

The address, and whatever of it a database repeats in its messages, is masked in everything that leaves this module.
"""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, unquote

from briefwright.model.finding import Finding, Refused, Span

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

T = TypeVar("T")

_CONNECT_SECONDS = 10
_BATCH = 5_000
_MASK = "***"
_PREPARED = {
    "postgresql": ("SET TRANSACTION READ ONLY", "SET LOCAL statement_timeout = {milliseconds}"),
    "mysql": ("SET SESSION TRANSACTION READ ONLY",),
    "mariadb": ("SET SESSION TRANSACTION READ ONLY",),
}
"""By dialect, what makes the transaction read-only and bounds its time. Others are rolled back, and no more."""
_TIMED = {"psycopg", "psycopg2", "pymysql", "mysqldb"}
"""Drivers that take connect_timeout."""
_CANCELLED = "57014"
_NUMERIC_HOST = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F]*")
_INSTALL = "install it with pip, or name an installed driver in the address, as in postgresql+psycopg://"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, rows, and bytes of its cells as text."""

    seconds: int = 60
    rows: int = 5_000_000
    size: int = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Query:
    """One SELECT in ``file``, whose address stands in ``variable``; ``place`` is where the record names that."""

    address: str
    variable: str
    sql: str
    file: str
    place: Span


def run(query: Query, limits: Limits, take: Callable[[tuple[str, ...], Iterator[Sequence[object]]], T]) -> T:
    """What ``take`` makes of the column names and rows of the answer. It is called in a thread of its own.

    Raises Refused: D801 for what is no address, D802 where the source cannot be reached, D803 where the query fails or
    takes too long, D804 where it returns too many rows, D806 without the libraries.
    """
    engine = _engine(query)
    reader = _Reader(query, limits, engine)
    try:
        # The database is told the limit, too; where it cannot keep it, or the network is silent, we stop waiting.
        return _within(limits.seconds + 2 * _CONNECT_SECONDS, lambda: reader.read(take))
    except TimeoutError:
        raise reader.too_slow() from None


def masked(text: str, address: str) -> str:
    """``text`` without the address or any part of it: password, user, host, port, database, options."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return _MASK
    password = str(url.password or "")
    if password and len(password) < 4 and password in text:
        return _MASK  # what is left of a text without so short a word would spell it
    for secret in {address, url.render_as_string(hide_password=False), password, quote(password, safe="")} - {""}:
        text = text.replace(secret, _MASK)
    options = [part for value in url.query.values() for part in ([value] if isinstance(value, str) else value)]
    named = [url.username, url.host, url.database, str(url.port or ""), *options]
    parts = {form for part in named if part for form in (part, unquote(part), *part.split(":")) if form}
    for part in sorted(parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(part)}(?!\w)", _MASK, text)
    return text


class _Reader:
    def __init__(self, query: Query, limits: Limits, engine: "Engine") -> None:
        self.query, self.limits, self.engine = query, limits, engine
        self.started = time.monotonic()

    def read(self, take: Callable[[tuple[str, ...], Iterator[Sequence[object]]], T]) -> T:
        with self._connected() as connection:
            self.started = time.monotonic()
            with self._asking():
                self._prepare(connection)
                options = {"stream_results": True, "max_row_buffer": _BATCH, "no_parameters": True}
                result = connection.execution_options(**options).exec_driver_sql(self.query.sql)
                names = tuple(result.keys())
                batches = result.partitions(_BATCH)
            try:
                return take(names, self._rows(batches))
            finally:
                result.close()

    @contextmanager
    def _connected(self) -> "Iterator[Connection]":
        from sqlalchemy.exc import SQLAlchemyError

        try:
            connection = self.engine.connect()
        except (SQLAlchemyError, OSError, ValueError, TypeError, LookupError, RuntimeError) as problem:
            raise self._unreachable(problem) from None
        try:
            yield connection
        finally:
            try:
                connection.rollback()
                connection.close()
            except (SQLAlchemyError, OSError):
                connection.invalidate()
            self.engine.dispose()

    def _prepare(self, connection: "Connection") -> None:
        """Have the database refuse to write and stop in time."""
        for statement in _PREPARED.get(connection.dialect.name, ()):
            connection.exec_driver_sql(statement.format(milliseconds=self.limits.seconds * 1000))
        if connection.dialect.name == "sqlite":
            self._prepare_sqlite(connection)

    def _prepare_sqlite(self, connection: "Connection") -> None:
        import sqlite3

        raw: Any = connection.connection.dbapi_connection
        allowed = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
        raw.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY)
        raw.set_progress_handler(self._is_late, 10_000)

    def _is_late(self) -> bool:
        return time.monotonic() - self.started > self.limits.seconds

    def _rows(self, batches: Iterator[Sequence[Sequence[object]]]) -> Iterator[Sequence[object]]:
        count = 0
        while True:
            with self._asking():
                batch = next(batches, None)
            if batch is None:
                return
            count += len(batch)
            if count > self.limits.rows:
                help_ = "have the query choose or group rows"
                raise self._refused("D804", f"it returns more than {self.limits.rows:,} rows", help_)
            if self._is_late():
                raise self.too_slow()
            yield from batch

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Turn what a driver or database raises into findings."""
        from sqlalchemy.exc import DBAPIError, SQLAlchemyError

        try:
            yield
        except DBAPIError as problem:
            if problem.connection_invalidated:
                raise self._unreachable(problem) from None
            state = getattr(problem.orig, "sqlstate", None) or getattr(problem.orig, "pgcode", None)
            raise (self.too_slow() if state == _CANCELLED or self._is_late() else self._failed(problem.orig)) from None
        except (SQLAlchemyError, OSError, ValueError, TypeError, LookupError, ArithmeticError) as problem:
            raise self._failed(problem) from None

    def too_slow(self) -> Refused:
        help_ = "have it choose fewer rows, or have the source keep the answer ready as a view"
        return self._refused("D803", f"it took longer than {self.limits.seconds} seconds", help_)

    def _failed(self, problem: BaseException | None) -> Refused:
        text = str(problem).strip()
        line = re.search(r"^LINE (\d+):", text, re.MULTILINE)
        said = masked(text.partition("\n")[0], self.query.address)[:300]
        return self._refused("D803", f"the source says: {said}", "mend the query", int(line[1]) if line else 1)

    def _unreachable(self, problem: BaseException) -> Refused:
        said = str(getattr(problem, "orig", None) or problem).strip().partition("\n")[0]
        said = _NUMERIC_HOST.sub(_MASK, masked(said, self.query.address))[:300]
        message = f"the source at {self.query.variable} cannot be reached: {said}"
        help_ = "see that it runs, that this machine may reach it, and that the address is right"
        return Refused(Finding("D802", message, self.query.place, help_))

    def _refused(self, code: str, message: str, help_: str, line: int = 1) -> Refused:
        return Refused(Finding(code, f"the query failed: {message}", Span(self.query.file, line), help_))


def _engine(query: Query) -> "Engine":
    """Raises Refused: D801 where the address is none, D806 where a library is missing."""
    try:
        from sqlalchemy import create_engine, make_url
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import NullPool
    except ImportError:
        help_ = "pip install 'briefwright[data]'"
        raise Refused(Finding("D806", "SQLAlchemy is not installed", query.place, help_)) from None
    try:
        url = _read_only(make_url(query.address))
        timeout = {"connect_timeout": _CONNECT_SECONDS}
        extra = timeout if url.get_driver_name() in _TIMED and not set(timeout) & set(url.query) else {}
        engine = create_engine(url, poolclass=NullPool, pool_reset_on_return=None, connect_args=extra)
    except NoSuchModuleError:
        raise Refused(Finding("D806", f"no driver for {query.variable} is installed", query.place, _INSTALL)) from None
    except ImportError as problem:
        message = f"the driver '{problem.name}' that {query.variable} names is not installed"
        raise Refused(Finding("D806", message, query.place, _INSTALL)) from None
    except (ArgumentError, ValueError, TypeError):
        help_ = f"set it as in {query.variable}=postgresql+psycopg://user:password@host/database"
        message = f"what {query.variable} holds is not an address"
        raise Refused(Finding("D801", message, query.place, help_)) from None
    if engine.dialect.is_async:
        message = f"the driver that {query.variable} names is asynchronous"
        raise Refused(Finding("D806", message, query.place, "name another, as in postgresql+psycopg://"))
    return engine


def _read_only(url: "URL") -> "URL":
    """For SQLite: open the file to read, and make none where there is none."""
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return url
    plain = not url.database.startswith("file:")
    file = f"file:{quote(str(Path(url.database).absolute()))}" if plain else url.database
    return url.set(database=file).update_query_dict({"mode": "ro", "uri": "true"})


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What ``work`` returns or raises. Raises TimeoutError where it does not end: its thread is left to itself."""
    future: Future[T] = Future()

    def attempt() -> None:
        try:
            future.set_result(work())
        except BaseException as problem:  # noqa: BLE001 - carried over to the thread that waits
            future.set_exception(problem)

    Thread(target=attempt, daemon=True).start()
    return future.result(timeout=seconds)
