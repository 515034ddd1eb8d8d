"""The addresses on the web that a library names, and whether they answer.

Asked politely: one request at a time for each host, few hosts at once, no page read. Only hosts of the public network
are asked, looked up once and then connected to, so that no name and no redirect leads to a machine nearby.
"""

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from briefwright import load
from briefwright.model.finding import Finding, Span
from briefwright.world import World

SECONDS = 10.0
_AT_ONCE = 4
_HOPS = 5
_WRITTEN = re.compile(r"https?://[^\s<>\"'()\[\]]+(?<![.,;:!?。，；：！？、）」』])", re.IGNORECASE)
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 501, 503})
"""Answers to HEAD that some servers give where GET would do."""
_SAFE = "/%:=&?~+!$,;@*"


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written, and every place where it stands."""

    url: str
    places: tuple[Span, ...]


def listed(world: World) -> list[Address]:
    """The addresses of all sources and Markdown texts, drafts' and archived ones' too, in the order of their names."""
    library, _ = load.library(world)
    found: dict[str, list[Span]] = {}
    for source in library.shared.sources.values():
        if source.data.address:
            found.setdefault(source.data.address, []).append(source.at("address"))
    for thesis in library.theses.values():
        for _, body in sorted(thesis.bodies.items()):
            for match in _WRITTEN.finditer(body.text):
                found.setdefault(match[0], []).append(body.span(match.start(), len(match[0])))
    return [Address(url, tuple(sorted(set(places)))) for url, places in sorted(found.items())]


def unanswered(addresses: Sequence[Address]) -> list[Finding]:
    """C152 at every place of an address that does not answer as a page would, or that is not asked."""

    def host(one: Address) -> str:
        return urlsplit(one.url).netloc.lower()

    hosts = [list(group) for _, group in groupby(sorted(addresses, key=host), key=host)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = dict(pair for pairs in pool.map(_asked_in_turn, hosts) for pair in pairs)
    help_ = "look at it in a browser; where it is gone, name where the document is now, or an archive's copy"
    return [
        Finding("C152", f"'{one.url}' {answers[one]}", place, help_)
        for one in addresses
        for place in one.places
        if answers[one]
    ]


def _asked_in_turn(addresses: Sequence[Address]) -> list[tuple[Address, str]]:
    return [(one, _problem(one.url)) for one in addresses]


def _problem(url: str) -> str:
    """What is wrong with an address; "" where it answers."""
    try:
        for _ in range(_HOPS):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                return f"leads to '{url[:100]}', which is not a page on the web"
            status, target = _answer(parts)
            if not target:
                return "" if status < 400 else f"answers {status} {http.client.responses.get(status, '')}".rstrip()
            url = urljoin(url, target)
    except _NotPublicError:
        return "is not asked: its host is not on the public network"
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as problem:
        return f"does not answer: {_why(problem)}"
    return f"leads from address to address, more than {_HOPS} times"


def _why(problem: Exception) -> str:
    if isinstance(problem, TimeoutError):
        return f"nothing came within {SECONDS:.0f} seconds"
    if isinstance(problem, socket.gaierror):
        return "there is no such host"
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {problem.verify_message}"
    return (getattr(problem, "strerror", None) or str(problem) or type(problem).__name__)[:200]


def _answer(parts: SplitResult) -> tuple[int, str]:
    """The status of a page, and where a redirect leads."""
    status, target = _request("HEAD", parts)
    return _request("GET", parts) if status in _NO_HEAD else (status, target)


def _request(method: str, parts: SplitResult) -> tuple[int, str]:
    connection = _connection(parts)
    try:
        path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        agent = f"briefwright/{version('briefwright')} (asks whether links work)"
        connection.request(method, path, headers={"User-Agent": agent, "Accept": "*/*"})
        response = connection.getresponse()
        moved = 300 <= response.status < 400 and response.status != 304
        return response.status, (response.getheader("Location") or "") if moved else ""
    finally:
        connection.close()


class _NotPublicError(Exception):
    """The host is, or may be, on a private network."""


def _connection(parts: SplitResult) -> http.client.HTTPConnection:
    """A connection that is open already, to an address that has been looked at."""
    host = (parts.hostname or "").encode("idna").decode()
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    found = sorted({str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)})
    if not all(_public(one) for one in found):
        raise _NotPublicError
    plain = socket.create_connection((found[0], port), SECONDS)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = plain
    if secure:
        try:
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
        except OSError:
            plain.close()
            raise
    return connection


def _public(address: str) -> bool:
    one = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(one, "ipv4_mapped", None)
    return (mapped or one).is_global and not one.is_multicast
