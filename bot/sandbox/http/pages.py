"""Serve the chat page, the files sent in chats, and the stream of change events."""

import secrets
from pathlib import Path

from aiohttp import web

from bot.sandbox.world.world import World

PAGE = Path(__file__).parents[1] / "page"
HEARTBEAT = 15.0  # seconds between events of an idle stream, by which a closed page is noticed
# nothing from elsewhere may be loaded or run, even if a message contains it
POLICY = (
    "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}


class StaticPage:
    """The handlers of /, /page/ (the page's assets), /files/ (sent files) and /events."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._start_id = secrets.token_hex(8)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add the page's routes."""
        router.add_get("/", self._index)
        router.add_get(r"/page/{name:[a-z-]+\.(?:css|js|svg)}", self._asset)
        router.add_get("/files/{id}", self._sent_file)
        router.add_get("/events", self._events)

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html", headers=HEADERS)

    async def _asset(self, request: web.Request) -> web.FileResponse:
        path = PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def _sent_file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        # a download, never shown as a page of this server
        headers = HEADERS | {"Content-Disposition": "attachment"}
        return web.Response(body=file.content, content_type="application/octet-stream", headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        # ids start again with the server, so a page that reconnects must know whether it is the same one
        await response.write(f"event: hello\ndata: {self._start_id}\n\n".encode())
        feed, seen = self._world.feed, -1
        while not feed.closed:
            version = await feed.wait(seen, HEARTBEAT)
            try:
                await response.write(f"data: {version}\n\n".encode())
            except ConnectionError:
                break  # the page was closed
            seen = version
        return response
