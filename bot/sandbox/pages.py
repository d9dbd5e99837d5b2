"""The chat page: its static files and the stream that tells it of changes."""

from pathlib import Path

from aiohttp import web

from bot.sandbox.world import World

PAGE = Path(__file__).parent / "page"
HEARTBEAT = 15.0  # seconds; an idle stream says so, and so notices that nobody listens
# nothing from elsewhere may be loaded or run, whatever a message says
POLICY = (
    "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def add_page(router: web.UrlDispatcher, world: World) -> None:
    """Serve the page at /, its parts under /page/, sent files under /files/ and changes at /events."""

    async def index(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / "index.html", headers=HEADERS)

    async def asset(request: web.Request) -> web.StreamResponse:
        path = PAGE / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(path, headers=HEADERS)

    async def sent_file(request: web.Request) -> web.Response:
        file = world.files.get(request.match_info["id"])
        if file is None:
            raise web.HTTPNotFound
        # never shown as a page of ours, whatever is inside
        headers = HEADERS | {"Content-Disposition": "attachment"}
        return web.Response(body=file.content, content_type="application/octet-stream", headers=headers)

    async def events(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        seen = -1
        while not world.feed.closed:
            version = await world.feed.wait(seen, HEARTBEAT)
            try:
                await response.write(f"data: {version}\n\n".encode())
            except ConnectionError:
                break  # the page was closed
            seen = version
        return response

    router.add_get("/", index)
    router.add_get("/page/{name:[a-z-]+\\.(?:css|js|svg)}", asset)
    router.add_get("/files/{id}", sent_file)
    router.add_get("/events", events)
