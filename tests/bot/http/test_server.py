"""The HTTP server opens at the given address, with TLS if it is set, or says why not."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.http.cannot_listen import CannotListen
from bot.http.health_endpoints import CheckEndpoint
from bot.http.private_access import private_only
from bot.http.server import HttpServer, Listener, Route, load_tls
from bot.setting_parsing.addresses import ListenAddress
from tests.bot.http.posting import LOOPBACK
from tests.world.certificates import make_certificate


async def hello(_request: web.Request) -> web.StreamResponse:
    """Answer."""
    return web.Response(text="hello")


ROUTE = Route("GET", "/hello", hello)


@pytest.fixture(scope="module")
def key_pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make a self-signed certificate for loopback and its key."""
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Open a client."""
    async with aiohttp.ClientSession() as session:
        yield session


async def test_server_speaks_tls_with_its_certificate(
    key_pair: tuple[Path, Path], session: aiohttp.ClientSession
) -> None:
    """Telegram trusts a self-signed one that it was given."""
    server = HttpServer([Listener(LOOPBACK, (ROUTE,), load_tls(*key_pair))])
    await server.open()
    try:
        trusted = ssl.create_default_context(cafile=str(key_pair[0]))
        async with session.get(f"https://{server.addresses[0]}/hello", ssl=trusted) as answer:
            assert await answer.text() == "hello"
    finally:
        await server.close()


def test_without_a_certificate_there_is_no_tls() -> None:
    """A proxy speaks it then."""
    assert load_tls(None, None) is None


@pytest.mark.parametrize("fault", ["missing", "empty", "other", "swapped"])
def test_unusable_certificate_is_named(key_pair: tuple[Path, Path], tmp_path: Path, fault: str) -> None:
    """The error has its path and a reason, without its content."""
    certificate, key = key_pair
    other = tmp_path / "canary.pem"
    if fault != "missing":
        other.write_text("" if fault == "empty" else "canary")
    with pytest.raises(CannotListen) as caught:
        load_tls(key if fault == "swapped" else other, certificate if fault == "swapped" else key)
    assert caught.value.reason
    assert "canary" not in caught.value.reason


def test_key_that_is_missing_is_named(key_pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Of the two files the one is named that cannot be read."""
    with pytest.raises(CannotListen) as caught:
        load_tls(key_pair[0], tmp_path / "absent.key")
    assert caught.value.address == str(tmp_path / "absent.key")


async def test_taken_port_is_named_and_leaves_nothing_open(session: aiohttp.ClientSession) -> None:
    """Of two listeners the first is closed again when the second cannot be opened."""
    first = HttpServer([Listener(LOOPBACK, (ROUTE,))])
    await first.open()
    taken = first.addresses[0]
    second = HttpServer([Listener(LOOPBACK, (ROUTE,)), Listener(taken, (ROUTE,))])
    with pytest.raises(CannotListen) as caught:
        await second.open()
    assert caught.value.address == str(taken)
    assert caught.value.reason == "Address already in use"
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.get(f"http://{second.addresses[0]}/hello")
    await first.close()


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
async def test_address_of_another_machine_is_refused(host: str) -> None:
    """The error has the reason of the system."""
    with pytest.raises(CannotListen) as caught:
        await HttpServer([Listener(ListenAddress(host, 0), (ROUTE,))]).open()
    assert caught.value.reason


async def test_request_in_hand_is_finished_at_the_end(session: aiohttp.ClientSession) -> None:
    """A request that has begun is answered, and no new one is accepted."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_request: web.Request) -> web.StreamResponse:
        begun.set()
        await go_on.wait()
        return web.Response(text="done")

    server = HttpServer([Listener(LOOPBACK, (Route("POST", "/slow", slow),))])
    await server.open()
    url = f"http://{server.addresses[0]}/slow"
    async with asyncio.timeout(5), asyncio.TaskGroup() as tasks:
        asked = tasks.create_task(session.post(url))
        await begun.wait()
        closing = tasks.create_task(server.close())
        await asyncio.sleep(0.01)
        go_on.set()
        await closing
    assert await asked.result().text() == "done"
    with pytest.raises(aiohttp.ClientConnectionError):
        await session.post(url)
    await server.close()


@pytest.mark.parametrize(
    ("trouble", "status", "said"),
    [
        (None, 200, {"well": True, "disk": "ok"}),
        ("DiskFull", 503, {"well": False, "disk": "DiskFull"}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
async def test_checks_are_answered_by_status_and_json(
    session: aiohttp.ClientSession, trouble: str | None, status: int, said: dict[str, Any], method: str
) -> None:
    """Docker looks at the status, people read the rest. Nothing of it may be cached."""
    route = Route("GET", "/healthz", CheckEndpoint({"disk": lambda: trouble}).handle)
    server = HttpServer([Listener(LOOPBACK, (route,))])
    await server.open()
    try:
        async with session.request(method, f"http://{server.addresses[0]}/healthz") as answer:
            assert (answer.status, answer.headers["Cache-Control"]) == (status, "no-store")
            body = await answer.text()
            assert body == "" if method == "HEAD" else json.loads(body) == said
    finally:
        await server.close()


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("10.1.2.3", {}, 200),
        ("172.17.0.1", {}, 200),
        ("::1", {}, 200),
        ("fd00::7", {}, 200),
        ("::ffff:192.168.0.9", {}, 200),
        ("203.0.113.5", {}, 404),
        ("2001:4860::1", {}, 404),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}, 404),
        ("127.0.0.1", {"Forwarded": "for=10.0.0.1"}, 404),
        ("127.0.0.1", {"X-Real-IP": "10.0.0.1"}, 404),
        ("127.0.0.1", {"Via": "1.1 proxy"}, 404),
        (None, {}, 404),
    ],
)
async def test_health_beside_the_webhook_is_for_near_ones(
    peer: str | None, headers: dict[str, str], status: int
) -> None:
    """This machine and private networks may ask, but no request that a proxy passes on."""

    class Transport(asyncio.Transport):
        def get_extra_info(self, name: str, default: object = None) -> object:
            return (peer, 1) if name == "peername" and peer is not None else default

    request = make_mocked_request("GET", "/healthz", headers=headers, transport=Transport())
    try:
        answered = (await private_only(hello)(request)).status
    except web.HTTPNotFound as refusal:
        answered = refusal.status
    assert answered == status
