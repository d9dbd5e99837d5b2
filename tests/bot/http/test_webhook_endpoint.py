"""The webhook stores the updates that Telegram posts, and refuses other requests early."""

import asyncio
import gzip
import ipaddress
import json
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest

from bot.http import webhook_endpoint
from bot.http.address_limits import BURST
from bot.http.webhook_endpoint import LARGEST_BODY, SECRET_HEADER, PostOutcome
from data.store.sqlite.errors import DatabaseBusy, DiskFull
from tests.bot.http.posting import SECRET, Posting, open_posting


@pytest.fixture
async def posting() -> AsyncIterator[Posting]:
    """Open a webhook that takes updates from anywhere."""
    async with open_posting() as posting:
        yield posting


async def raw(posting: Posting, sent: bytes) -> bytes:
    """Send bytes, perhaps half a request, and return all that comes until the other side closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", posting.port)
    writer.write(sent)
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    return answer


async def test_update_with_the_secret_is_stored(posting: Posting) -> None:
    """The answer is 200 and empty, and the connection stays open for the next."""
    assert [await posting.post_update(number) for number in (1, 2)] == [200, 200]
    assert posting.stored == [{"update_id": 1}, {"update_id": 2}]
    assert posting.outcomes == [PostOutcome.STORED] * 2
    assert posting.server.connections[0].strangers == 0


@pytest.mark.parametrize(
    "secret", [None, "", "a-secret_1", SECRET + "1", SECRET[:-1], "ключ", "\u00e9", "a" * 5000]
)
async def test_wrong_secret_is_401(posting: Posting, secret: str | None) -> None:
    """One that is missing, nearly right, longer, or not even ASCII."""
    assert await posting.post(b'{"update_id": 1}', secret) == 401
    assert posting.stored == []


async def test_body_behind_a_wrong_secret_is_not_read(posting: Posting) -> None:
    """The answer comes and the connection ends although the body has not been sent."""
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n{SECRET_HEADER}: no\r\n\r\n"
    answer = await raw(posting, head.encode() + b"{")
    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"Connection: close" in answer


@pytest.mark.parametrize(("secret", "status"), [("no", b"401"), (SECRET, b"100")])
async def test_client_that_asks_first_is_answered_by_the_head(
    posting: Posting, secret: str, status: bytes
) -> None:
    """Expect: 100-continue is granted to who knows the secret only, and then the update is stored."""
    reader, writer = await asyncio.open_connection("127.0.0.1", posting.port)
    head = "POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 15\r\nExpect: 100-continue\r\n"
    writer.write(f"{head}{SECRET_HEADER}: {secret}\r\n\r\n".encode())
    async with asyncio.timeout(5):
        assert (await reader.readline()).split()[1] == status
        if status == b"100":
            await reader.readline()
            writer.write(b'{"update_id":1}')
            assert (await reader.readline()).split()[1] == b"200"
    assert len(posting.stored) == (status == b"100")
    writer.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b"7",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"update_id": 1' + b"0" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
async def test_body_that_is_no_update_is_400(posting: Posting, body: bytes) -> None:
    """Broken, deep, of another kind, without an id: refused, and the next update is taken."""
    if not body.startswith(b'{"update_id"'):
        assert await posting.post(body) == 400
    else:
        assert await posting.post(body) in (200, 400)
    assert await posting.post_update(7) == 200


async def test_body_that_says_it_is_too_large_is_413(posting: Posting) -> None:
    """It is refused before any of it is read."""
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: {LARGEST_BODY + 1}\r\n"
    answer = await raw(posting, f"{head}{SECRET_HEADER}: {SECRET}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert await posting.post_update(1) == 200


async def test_body_of_unknown_length_is_read_up_to_the_bound(
    posting: Posting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One chunk more than fits is enough to refuse it."""
    monkeypatch.setattr(webhook_endpoint, "LARGEST_BODY", 1000)
    head = "POST /hook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    chunk = b"258\r\n" + b" " * 600 + b"\r\n"
    answer = await raw(posting, f"{head}{SECRET_HEADER}: {SECRET}\r\n\r\n".encode() + chunk * 2)
    assert answer.startswith(b"HTTP/1.1 413 ")


async def test_compressed_body_is_not_unpacked(posting: Posting) -> None:
    """A body that grows when it is unpacked cannot fill the memory: Telegram sends none."""
    small = gzip.compress(b" " * 50_000_000)
    headers = {SECRET_HEADER: SECRET, "Content-Encoding": "gzip"}
    async with posting.session.post(posting.url, data=small, headers=headers) as response:
        assert response.status == 400


async def test_slow_body_is_given_up(posting: Posting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body that does not come holds its connection for a while only."""
    monkeypatch.setattr(webhook_endpoint, "BODY_SECONDS", 0.05)
    head = f"POST /hook HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n{SECRET_HEADER}: {SECRET}\r\n\r\n"
    assert (await raw(posting, head.encode() + b"{")).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("error", [DiskFull(), DatabaseBusy()])
async def test_update_that_cannot_be_stored_is_503(posting: Posting, error: DiskFull) -> None:
    """Telegram is asked to come again after some seconds."""
    posting.trouble.append(error)
    async with posting.session.post(
        posting.url, data=b'{"update_id": 1}', headers={SECRET_HEADER: SECRET}
    ) as response:
        assert (response.status, response.headers["Retry-After"]) == (503, "5")
    assert await posting.post_update(1) == 200


async def test_stopping_bot_takes_no_updates(posting: Posting) -> None:
    """Updates are refused so that Telegram keeps them, and a wrong secret is still refused as such."""
    posting.endpoint.close()
    assert await posting.post_update(1) == 503
    assert await posting.post(b"{}", "no") == 401
    assert posting.stored == []


@pytest.mark.parametrize(
    ("network", "status"),
    [("127.0.0.0/8", 200), ("0.0.0.0/0", 200), ("149.154.160.0/20", 403), ("::/0", 403)],
)
async def test_address_beyond_the_networks_is_403(network: str, status: int) -> None:
    """The address of the connection counts, and headers of a proxy are ignored."""
    async with open_posting((ipaddress.ip_network(network),)) as posting:
        headers = {SECRET_HEADER: SECRET, "X-Forwarded-For": "149.154.160.1", "Forwarded": "for=127.0.0.1"}
        async with posting.session.post(posting.url, data=b'{"update_id": 1}', headers=headers) as response:
            assert response.status == status
        assert len(posting.stored) == (status == 200)


async def test_stranger_beyond_its_limit_is_cut_before_a_request_is_read() -> None:
    """An address beyond the allowed networks gets a burst of refusals, and then its connections are cut."""
    async with open_posting((ipaddress.ip_network("149.154.160.0/20"),)) as posting:
        answers = [await raw(posting, b"POST /hook HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(BURST)]
        assert all(answer.startswith(b"HTTP/1.1 403 ") for answer in answers)
        with suppress(ConnectionError):
            assert await raw(posting, b"POST /hook HTTP/1.1\r\nHost: x\r\n\r\n") == b""
        assert posting.server.connections[0].cut == 1


async def test_flood_of_refusals_fills_no_log(posting: Posting, caplog: pytest.LogCaptureFixture) -> None:
    """The first refusals of an address are logged, with the address and without what was sent."""
    caplog.set_level(logging.WARNING)
    for _ in range(BURST + 30):
        assert await posting.post(b"canary", "canary") == 401
    lines = [record.getMessage() for record in caplog.records]
    assert BURST <= len(lines) <= BURST + 2
    assert lines[0] == "a request to the webhook from 127.0.0.1 is refused: unauthorised"
    assert not any("canary" in line or SECRET in line for line in lines)


@pytest.mark.parametrize(
    "sent",
    [b"\x16\x03\x01\x02\x00\x01", b"GARBAGE\r\n\r\n", b"POST /hook HTTP/9.9\r\n\r\n", b"GET " + b"a" * 20000],
)
async def test_what_is_no_http_is_refused_without_a_record(
    posting: Posting, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """TLS to a plain port, garbage, an endless line: 400, and no traceback for each."""
    assert (await raw(posting, sent + b"\r\n\r\n")).split()[1] == b"400"
    assert caplog.records == []


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/hook"), ("POST", "/"), ("POST", "/hook/"), ("PUT", "/hook")]
)
async def test_other_paths_and_methods_are_refused(posting: Posting, method: str, path: str) -> None:
    """Other paths and methods are refused with the right secret, too."""
    url = f"http://127.0.0.1:{posting.port}{path}"
    async with posting.session.request(
        method, url, data=json.dumps({"update_id": 1}), headers={SECRET_HEADER: SECRET}
    ) as response:
        assert response.status in (404, 405)
    assert posting.stored == []
