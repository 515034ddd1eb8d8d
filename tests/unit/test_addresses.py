"""Addresses on the web: where they stand, and whether they answer. The server is this machine's; no other is asked."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from briefwright import addresses
from briefwright.addresses import Address
from briefwright.cli import main
from briefwright.model.finding import Span
from briefwright.world import World
from tests.unit.starter import edit, starter

MARKDOWN = "content/theses/battery-swapping/demand.en.md"
SOURCES = "content/sources/sources.yaml"


class Handler(BaseHTTPRequestHandler):
    """What each path answers."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def answer(self) -> None:
        self.asked.append((self.command, self.path))
        name = self.path.partition("?")[0].strip("/")
        moved = {"once": "/here", "loop": "/loop", "file": "file:///etc/passwd", "near": "http://10.0.0.1/"}
        status = 302 if name in moved else {"here": 200, "gone": 410}.get(name, 404)
        if name == "no-head":
            status = 405 if self.command == "HEAD" else 200
        if name == "silent":
            self.server.over.wait(10)  # type: ignore[attr-defined]
        self.send_response(status)
        if name in moved:
            self.send_header("Location", moved[name])
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815 - the server asks for these names

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server; of hosts that are not public only its own may be asked."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.over = threading.Event()  # type: ignore[attr-defined]
    public = addresses._public
    monkeypatch.setattr(addresses, "_public", lambda address: address == "127.0.0.1" or public(address))
    monkeypatch.setattr(Handler, "asked", [])
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.over.set()  # type: ignore[attr-defined]
    served.shutdown()
    served.server_close()


def problem(url: str) -> str:
    """What is said of one address, without it."""
    found = addresses.unanswered([Address(url, (Span("content/sources/s.yaml"),))])
    assert [finding.code for finding in found] in ([], ["C152"])
    return found[0].message.removeprefix(f"'{url}' ") if found else ""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/here", ""),
        ("/here?q=市场#part", ""),
        ("/once", ""),
        ("/no-head", ""),
        ("/gone", "answers 410 Gone"),
        ("/nowhere", "answers 404 Not Found"),
        ("/loop", "leads from address to address, more than 5 times"),
        ("/file", "leads to 'file:///etc/passwd', which is not a page on the web"),
        ("/near", "is not asked: its host is not on the public network"),
    ],
)
def test_what_an_address_answers(path: str, said: str, server: str) -> None:
    assert problem(server + path) == said


def test_a_page_is_asked_for_once_and_only_its_head(server: str) -> None:
    """And what stands after the hash is for browsers."""
    assert problem(f"{server}/here#part") == ""
    assert Handler.asked == [("HEAD", "/here")]


def test_a_server_that_says_nothing_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "SECONDS", 0.2)
    assert problem(f"{server}/silent").startswith("does not answer: nothing came within")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "[::ffff:127.0.0.1]", "[::]"],
)
def test_machines_nearby_are_not_asked(host: str) -> None:
    """A source's address must not make whoever checks it knock at doors that only this machine can reach."""
    assert problem(f"http://{host}:9/") == "is not asked: its host is not on the public network"


def test_an_address_is_listed_with_every_place(tmp_path: Path) -> None:
    """Of sources and in texts; the full stop after it is none of it."""
    world = starter(tmp_path / "project")
    text = (world.root / MARKDOWN).read_text(encoding="utf-8")
    (world.root / MARKDOWN).write_text(f"{text}\nSee [it](https://b.example/x?y=1) and https://a.example.\n", "utf-8")
    edit(world, SOURCES, "  publisher:", "  address: https://b.example/x?y=1\n  publisher:")
    found = {one.url: {place.file for place in one.places} for one in addresses.listed(world)}
    assert found["https://a.example"] == {MARKDOWN}
    assert found["https://b.example/x?y=1"] == {SOURCES, MARKDOWN}


@pytest.fixture
def named(tmp_path: Path, server: str) -> World:
    """A project that names a page that is gone."""
    world = starter(tmp_path / "project")
    edit(world, SOURCES, "  publisher:", f"  address: {server}/gone\n  publisher:")
    return world


def test_the_command_lists_and_asks_only_on_request(
    named: World, server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A check asks nothing; what does not answer is a warning, and fails where that is wished."""
    root = ["--root", str(named.root)]
    assert main([*root, "check"]) == 0
    assert main([*root, "links"]) == 0
    assert f"{server}/gone\n  {SOURCES}:" in capsys.readouterr().out
    assert main([*root, "links", "--format", "json"]) == 0
    assert f'"address": "{server}/gone"' in capsys.readouterr().out
    assert Handler.asked == []
    assert main([*root, "links", "--online"]) == 0
    assert f"warning C152 '{server}/gone' answers 410 Gone" in capsys.readouterr().out
    assert main([*root, "links", "--online", "--strict", "--format", "github"]) == 1
    assert main([*root, "--untrusted", "links", "--online"]) == 2
    assert main([*root, "links", "--format", "sarif"]) == 2
