"""The server of previews: routes, what it answers to, and the watch over the project's files."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from importlib import resources
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from briefwright.model.finding import Refused
from briefwright.model.lang import LANGS, Lang
from briefwright.preview.desk import Desk
from briefwright.preview.page import blank, listing, page

HOST = "127.0.0.1"
_WATCHED = ("content", "templates", "assets")
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; frame-src 'self'; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".pdf": "application/pdf",
}
_BEAT = 15.0
"""Seconds after which an idle connection is shown to be alive."""

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class _Guard:
    """Answers only GET and HEAD, only to the server's own name, and lets nothing be kept.

    A page elsewhere can make a browser ask this server by a name of its own that leads here; the Host header shows it.
    """

    def __init__(self, app: Any, port: int) -> None:
        self.app, self.hosts = app, {f"{HOST}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            await Response("this server answers to its own address only", 421)(scope, receive, send)
            return
        if scope["method"] not in ("GET", "HEAD"):
            await Response("only GET and HEAD", 405)(scope, receive, send)
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            await send(message)

        await self.app(scope, receive, guarded)


_HEADERS = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
]


class _Pages:
    """What is served. Every path is looked up among what was made; none is looked for on the disk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.changed = asyncio.Event()

    def announce(self) -> None:
        """Tell every open page that there is a new version."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def front(self, _request: Request) -> Response:
        """The one thesis that is shown, or the list of all."""
        slugs = self.desk.theses()
        if len(slugs) == 1:
            return RedirectResponse(f"/{self.desk.languages(slugs[0])[0]}/{slugs[0]}/index.html", 302)
        editions = [
            (
                f"{self.desk.title(slug, self.desk.languages(slug)[0])} ({slug})",
                [(lang, f"/{lang}/{slug}/index.html") for lang in self.desk.languages(slug)],
            )
            for slug in slugs
        ]
        html = page(listing(editions), self.desk.findings(), self.desk.version, [], stale=False)
        return Response(html, media_type=_TYPES[".html"])

    async def index(self, _request: Request) -> Response:
        """In place of the pages of a release that are no editions."""
        return RedirectResponse("/", 302)

    async def first_pdf(self, _request: Request) -> Response:
        """The PDF of the one thesis that is shown."""
        slugs = self.desk.theses()
        if len(slugs) != 1:
            return Response("name a thesis: /en/SLUG/pdf", 404)
        return RedirectResponse(f"/{self.desk.languages(slugs[0])[0]}/{slugs[0]}/pdf", 302)

    async def edition(self, request: Request) -> Response:
        """A file of an edition: its page, with findings over it; its PDF, made now; or what the page shows."""
        lang, slug, name = (request.path_params[part] for part in ("lang", "slug", "name"))
        if lang not in LANGS or slug not in self.desk.theses():
            return Response("there is no such edition", 404)
        if name in ("", "index.html"):
            return await self._page(slug, lang)
        if name in ("pdf", f"{slug}.{lang}.pdf"):
            return await self._pdf(slug, lang)
        shown = await asyncio.to_thread(self.desk.edition, slug, lang)
        return _answer(name, shown.files.get(name))

    async def _page(self, slug: str, lang: Lang) -> Response:
        version = self.desk.version
        shown = await asyncio.to_thread(self.desk.edition, slug, lang)
        html = shown.files.get("index.html", b"").decode() or blank(lang, slug)
        links = [("PDF", f"/{lang}/{slug}/pdf"), ("all editions", "/")]
        findings = [*shown.findings, *(one for one in self.desk.findings(slug) if one not in shown.findings)]
        return Response(page(html, findings, version, links, shown.stale), media_type=_TYPES[".html"])

    async def _pdf(self, slug: str, lang: Lang) -> Response:
        version = self.desk.version
        shown = await asyncio.to_thread(self.desk.edition, slug, lang, "pdf")
        content = shown.files.get(f"{slug}.{lang}.pdf")
        if content:
            return Response(content, media_type=_TYPES[".pdf"])
        findings = [*shown.findings, *self.desk.findings(slug)]
        links = [("page", f"/{lang}/{slug}/index.html")]
        return Response(page(blank(lang, slug), findings, version, links, stale=True), media_type=_TYPES[".html"])

    async def asset(self, request: Request) -> Response:
        """A style sheet or a script of the site."""
        asked = str(request.path_params["name"])
        if asked.startswith("vega-"):
            return _answer(asked, await asyncio.to_thread(self.desk.engine, asked) or None)
        try:
            assets = await asyncio.to_thread(self.desk.assets)
        except Refused as refused:
            return Response("; ".join(one.message for one in refused.findings), 500)
        name = f"assets/{asked}"
        return _answer(name, assets.get(name))

    async def shared(self, request: Request) -> Response:
        lang = request.path_params["lang"]
        return _answer("shared.js", await asyncio.to_thread(self.desk.shared, lang) if lang in LANGS else None)

    async def changes(self, request: Request) -> Response:
        """The version, and every later one as it comes."""

        async def stream() -> AsyncIterator[str]:
            told = -1
            while not await request.is_disconnected():
                waiting = self.changed
                if told != self.desk.version:
                    told = self.desk.version
                    yield f"data: {told}\n\n"
                    continue
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(waiting.wait(), _BEAT)
                    continue
                yield ": still here\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream")


async def _own(request: Request) -> Response:
    """What the overlay is made of."""
    name = request.path_params["name"]
    if name not in ("overlay.js", "overlay.css"):
        return Response("not found", 404)
    return _answer(name, resources.files("briefwright.preview").joinpath(name).read_bytes())


def _answer(name: str, content: bytes | None) -> Response:
    ending = name[name.rfind(".") :]
    if content is None or ending not in _TYPES:
        return Response("not found", 404)
    return Response(content, media_type=_TYPES[ending])


def application(desk: Desk, port: int, *, watching: bool = True) -> Any:
    """The ASGI application for ``desk``, to be served on ``port``."""
    from briefwright.model.folders import RESERVED

    pages = _Pages(desk)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        watch = asyncio.create_task(_watch(desk, pages)) if watching else None
        try:
            yield
        finally:
            if watch:
                watch.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await watch

    routes = [
        Route("/", pages.front),
        Route("/pdf", pages.first_pdf),
        Route("/preview/changes", pages.changes),
        Route("/preview/{name}", _own),
        Route("/assets/{name:path}", pages.asset),
        Route("/{lang}/index.html", pages.index),
        Route("/{lang}/shared.js", pages.shared),
        *(Route(f"/{{lang}}/{name}/{{rest:path}}", pages.index) for name in RESERVED),
        Route("/{lang}/{slug}/{name:path}", pages.edition),
    ]
    return _Guard(Starlette(routes=routes, lifespan=lifespan), port)


async def _watch(desk: Desk, pages: _Pages) -> None:
    """Take in every save below the watched folders, those included that come later."""
    from watchfiles import awatch

    while True:
        there = _folders(desk.world.root)
        if await asyncio.to_thread(desk.refresh):  # what was saved while nothing was watched
            pages.announce()
        if not there:
            await asyncio.sleep(1)
            continue
        # After each save, and now and then without one, look which folders there are.
        async for changes in awatch(*there, debounce=50, step=20, rust_timeout=2000, yield_on_timeout=True):
            if changes:
                renewed: bool = await asyncio.to_thread(desk.refresh)
                if renewed:
                    pages.announce()
            if _folders(desk.world.root) != there:
                break


def _folders(root: Path) -> list[Path]:
    """Those of the watched folders that there are."""
    return [folder for name in _WATCHED if (folder := root / name).is_dir()]


def listening(port: int) -> socket.socket:
    """A socket on the loopback address; ``port`` 0 takes a free one. Raises OSError where it is taken."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
    except OSError:
        made.close()
        raise
    return made


def serve(desk: Desk, door: socket.socket) -> None:
    """Serve until interrupted."""
    import uvicorn

    port: int = door.getsockname()[1]
    config = uvicorn.Config(
        application(desk, port),
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        lifespan="on",
        ws="none",
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[door])


def address(door: socket.socket) -> str:
    """Where a browser finds it."""
    return f"http://{HOST}:{door.getsockname()[1]}/"
