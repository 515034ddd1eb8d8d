"""A PostgreSQL of our own for the tests: made in a temporary folder, on a free port, stopped by its process id."""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PASSWORD = "s3cret/ärger:1"  # noqa: S105 - of a server that lives as long as the tests
USER = "analyst"
DATABASE = "warehouse"
_TRIES, _PAUSE = 150, 0.2


def binaries() -> Path:
    """The folder of the server's programs; Debian keeps them off the path. The test is skipped where there are none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))  # noqa: PTH207
    initdb = found[-1] if found else shutil.which("initdb")
    if initdb is None:
        pytest.skip("there is no PostgreSQL (Debian: postgresql)")
    return Path(initdb).parent


@dataclass
class Server:
    """A cluster below ``folder``: its superuser comes in by the socket, ``analyst`` by password over TCP."""

    folder: Path
    programs: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def address(self) -> str:
        from urllib.parse import quote

        return f"postgresql+psycopg://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{DATABASE}"

    def start(self) -> None:
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "cluster"), "-p", str(self.port)]
        options = [
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            f"unix_socket_directories={self.folder}",
            "-c",
            "fsync=off",
        ]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, *options], stdout=log, stderr=log, cwd=self.folder, **_as_other()
            )
        for _ in range(_TRIES):
            assert self.process.poll() is None, (self.folder / "log").read_text()
            if self.sql("SELECT 1", database="postgres", check=False).returncode == 0:
                return
            time.sleep(_PAUSE)
        pytest.fail("PostgreSQL does not answer:\n" + (self.folder / "log").read_text())

    def stop(self) -> None:
        """Stop the server at once; connections it has are cut."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)

    def sql(self, text: str, database: str = DATABASE, *, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run ``text`` as the superuser."""
        return subprocess.run(
            [self.programs / "psql", "-XqAt", "-h", self.folder, "-p", str(self.port), "-d", database, "-c", text],
            capture_output=True, check=check, text=True, timeout=60, cwd=self.folder, **_as_other(),
        )  # fmt: skip


@contextmanager
def running() -> Iterator[Server]:
    """A server with the database and the user of its address."""
    programs = binaries()
    # Not pytest's folder: that is closed to other users, and its name is too long for a socket.
    folder = Path(tempfile.mkdtemp(prefix="briefwright-pg-"))
    try:
        if os.geteuid() == 0:
            user = pwd.getpwnam(_other())
            os.chown(folder, user.pw_uid, user.pw_gid)
        with _cluster(Server(folder, programs, _free_port())) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _cluster(server: Server) -> Iterator[Server]:
    folder, programs = server.folder, server.programs
    setup = [
        str(programs / "initdb"),
        "-D",
        str(folder / "cluster"),
        "-A",
        "scram-sha-256",
        "--auth-local=trust",
        "-E",
        "UTF8",
    ]
    made = subprocess.run(
        [*setup, "--no-locale", "-U", _superuser(), "--no-sync", "--no-instructions"],
        capture_output=True, check=False, text=True, timeout=120, cwd=folder, **_as_other(),
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    try:
        server.start()
        server.sql(f"CREATE ROLE {USER} LOGIN PASSWORD '{PASSWORD}'", "postgres")
        server.sql(f"CREATE DATABASE {DATABASE} OWNER {USER}", "postgres")
        yield server
    finally:
        server.stop()


def _superuser() -> str:
    return _other() if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _other() -> str:
    """The user that runs the server where the tests are run by root, which PostgreSQL refuses."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    pytest.skip("PostgreSQL does not run as root, and there is no user postgres or nobody")


def _as_other() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam(_other())
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
