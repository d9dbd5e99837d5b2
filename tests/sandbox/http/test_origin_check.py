"""Requests of a foreign page are refused on every path, in each way a browser sends them."""

from asyncio import open_connection
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.sandbox.client.client import Person, Sandbox
from bot.sandbox.server import SandboxServer, new_token

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what such a server answers to is tested here
PATHS = (
    "/", "/page/app.js", "/page/elsewhere.html", "/events", "/files/1", "/nowhere", "/control/state",
    "/control/messages", "/control/nothing", "/bot{token}/getMe", "/bot{token}/getUpdates",
    "/bot{token}/setWebhook", "/botwrong/getMe", "/bot", "/file/bot{token}/a", "/file/x",
)  # fmt: skip
FOREIGN_HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example:{port}",
    "evil-localhost:{port}",
    "evil.localhost:{port}",
    "user@127.0.0.1:{port}",
    "127.0.0.1:{port}@evil.example",
    "127.0.0.1:{port}, evil.example",
    "0.0.0.0:{port}",
    "10.0.0.1:{port}",
    "[2001:db8::1]:{port}",
    "[::1:{port}",
    "2130706433:{port}",
    "127.0.0.1:port",
    "лок:{port}",
    "",
)
OWN_HOSTS = (
    "127.0.0.1:{port}",
    "127.0.0.1",
    "127.9.9.9:{port}",
    "localhost:{port}",
    "LocalHost.:{port}",
    "localhost:9000",
    "[::1]:{port}",
)
FOREIGN_HEADERS: tuple[dict[str, str], ...] = (
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "http://127.0.0.1"},
    {"Origin": "https://127.0.0.1:{port}"},
    {"Origin": "http://localhost:{port}"},
    {"Origin": "http://127.0.0.1:{port}.evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"},
    {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": "https://evil.example"},
)


@pytest.fixture
async def session(server: SandboxServer) -> AsyncIterator[aiohttp.ClientSession]:
    """Return a client that sends the headers a test gives it."""
    async with aiohttp.ClientSession(server.url) as session:
        yield session


def filled(text: str, server: SandboxServer) -> str:
    """Return the text with the server's port and token filled in."""
    return text.replace("{port}", server.url.rpartition(":")[2]).replace("{token}", server.token)


async def status(session: aiohttp.ClientSession, verb: str, path: str, headers: dict[str, str]) -> int:
    """Return the status of a request without a body. Streams are not read."""
    async with session.request(verb, path, headers=headers) as answer:
        return answer.status


async def before_and_after(sandbox: Sandbox, server: SandboxServer) -> Any:
    """Return all that a foreign page could have changed or read."""
    people = await sandbox.order("people")
    return people, len(server.world.queue), server.world.webhook.settings, server.gateway.log.count


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
async def test_foreign_host_is_refused_on_every_path(
    session: aiohttp.ClientSession, server: SandboxServer, host: str
) -> None:
    """A foreign name that resolves to this machine gets nothing on any path."""
    for verb in ("GET", "POST", "OPTIONS"):
        for path in PATHS:
            headers = {"Host": filled(host, server), "Content-Type": "application/json"}
            found = await status(session, verb, filled(path, server), headers)
            assert found in (400, 403), (verb, path)


@pytest.mark.parametrize("host", OWN_HOSTS)
async def test_own_host_is_answered(session: aiohttp.ClientSession, server: SandboxServer, host: str) -> None:
    """Every name of loopback is accepted, also behind a forwarded port."""
    host = filled(host, server)
    own = {"Host": host, "Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    for headers in ({"Host": host}, own):
        assert await status(session, "GET", filled("/bot{token}/getMe", server), headers) == 200
        assert await status(session, "GET", "/control/state", headers) == 200


@pytest.mark.parametrize("headers", FOREIGN_HEADERS, ids=str)
async def test_foreign_page_is_refused_on_every_path(
    session: aiohttp.ClientSession,
    server: SandboxServer,
    sandbox: Sandbox,
    anna: Person,
    headers: dict[str, str],
) -> None:
    """A foreign Origin or Sec-Fetch-Site reads nothing and changes nothing."""
    before = await before_and_after(sandbox, server)
    headers = {name: filled(value, server) for name, value in headers.items()}
    for verb in ("GET", "POST", "PUT", "OPTIONS", "HEAD"):
        for path in PATHS:
            assert await status(session, verb, filled(path, server), headers) == 403, (verb, path)
    assert await before_and_after(sandbox, server) == before


async def test_two_hosts_are_refused(server: SandboxServer) -> None:
    """It is unknown which of two Host headers a proxy has used."""
    reader, writer = await open_connection("127.0.0.1", int(filled("{port}", server)))
    writer.write(b"GET /control/state HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")
    answer = await reader.readline()
    writer.close()
    assert answer.split()[1] in (b"400", b"403")


async def test_no_host_is_refused(server: SandboxServer) -> None:
    """A request of HTTP/1.0 without a Host does not say where it was sent."""
    reader, writer = await open_connection("127.0.0.1", int(filled("{port}", server)))
    writer.write(b"GET /control/state HTTP/1.0\r\n\r\n")
    answer = await reader.readline()
    writer.close()
    assert answer.split()[1] == b"403"


async def test_refusal_says_how_to_be_let_in(session: aiohttp.ClientSession) -> None:
    """Clients of either interface read the reason in their own field, people in both languages."""
    async with session.get("/control/state", headers={"Host": "box"}) as answer:
        told = await answer.json()
    assert (told["ok"], told["error_code"], told["error"]) == (False, 403, "foreign request")
    assert told["description"].startswith("Forbidden: ")
    assert "--host" in told["detail"]
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with session.get("/", headers=headers) as answer:
        text = await answer.text()
    assert "Открыть песочницу" in text
    assert "Open the sandbox" in text
    assert "<script" not in text


async def test_every_answer_is_closed_to_other_sites(
    session: aiohttp.ClientSession, server: SandboxServer
) -> None:
    """No site may embed an answer, guess its type, or keep a handle of the opened window."""
    for path in ("/", "/page/app.js", "/control/state", "/bot{token}/getMe", "/events", "/nowhere"):
        async with session.get(filled(path, server)) as answer:
            assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
            assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin", path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
            assert "Access-Control-Allow-Origin" not in answer.headers, path


async def test_server_answers_to_the_host_it_was_given() -> None:
    """A server that listens everywhere answers to its name and to the address of the connection."""
    server = SandboxServer()
    await server.start(EVERYWHERE)
    port = server.url.rpartition(":")[2]
    try:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            assert await status(session, "GET", "/control/state", {"Host": f"{EVERYWHERE}:{port}"}) == 200
            assert await status(session, "GET", "/control/state", {"Host": f"10.0.0.1:{port}"}) == 403
        # another address of this machine, used by this connection only
        async with aiohttp.ClientSession(f"http://127.0.0.2:{port}") as session:
            assert await status(session, "GET", "/control/state", {"Host": f"127.0.0.2:{port}"}) == 200
    finally:
        await server.stop()


def test_token_is_new_at_each_start() -> None:
    """No page can know the token of a sandbox."""
    tokens = {SandboxServer().token for _ in range(20)} | {new_token()}
    assert len(tokens) == 21
    assert all(len(token.partition(":")[2]) == 35 for token in tokens)
    assert SandboxServer("7:own").token == "7:own"


@pytest.mark.parametrize("path", ["/bot{wrong}/getMe", "/file/bot{wrong}/a"])
async def test_wrong_token_opens_nothing(
    session: aiohttp.ClientSession, server: SandboxServer, path: str
) -> None:
    """The beginning, the length and the letters of the right token do not help."""
    secret = server.token.partition(":")[2]
    for wrong in ("1:x", server.token[:-1], server.token + "A", f"1:{secret[::-1]}", "1:%D0%B9", "1:%FF"):
        answer = await status(session, "GET", path.replace("{wrong}", wrong), {})
        assert answer in (401, 404), wrong
