"""The chat page: its parts, the files people sent each other, and the stream that tells it of changes."""

import secrets
from pathlib import Path

from aiohttp import web

from bot.sandbox.world.world import World

PAGE = Path(__file__).parents[1] / "page"
HEARTBEAT = 15.0  # seconds; an idle stream says so, and so notices that nobody listens
# nothing from elsewhere may be loaded or run, whatever a message says
POLICY = (
    "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}


class StaticPage:
    """Serves the page at /, its parts under /page/, sent files under /files/ and changes at /events."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._start_id = secrets.token_hex(8)

    def add_routes(self, router: web.UrlDispatcher) -> None:
        """Add the page's addresses."""
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
        # never shown as a page of ours, whatever is inside
        headers = HEADERS | {"Content-Disposition": "attachment"}
        return web.Response(body=file.content, content_type="application/octet-stream", headers=headers)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        # ids begin anew with every start, so a page that comes back must know whether this is the same one
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
