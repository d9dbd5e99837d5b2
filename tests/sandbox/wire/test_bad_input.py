"""Broken requests get Telegram's answers, never a traceback or a 500."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.client.client import Person
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire.json_limits import BadJson, read_json
from bot.sandbox.world.cast import ANNA_ID

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PARTS = "multipart/form-data; boundary=B"
EMPTY = "Bad Request: chat_id is empty"
BROKEN = "Bad Request: unexpected end of request content"
NOT_UTF8 = "Bad Request: strings must be encoded in UTF-8"
NAMELESS = "Bad Request: field name in multipart/form-data not found"
HUGE = "Request Entity Too Large"


@dataclass(frozen=True)
class Raw:
    """A raw HTTP request. {token} in it stands for the token."""

    body: bytes = b""
    kind: str | None = None
    path: str = "/bot{token}/sendMessage"
    verb: str = "POST"
    headers: tuple[str, ...] = ()

    def bytes(self, token: str) -> bytes:
        """Return the whole request."""
        lines = [
            f"{self.verb} {self.path.replace('{token}', token)} HTTP/1.1",
            "Host: localhost",
            "Connection: close",
        ]
        lines += [f"Content-Type: {self.kind}"] if self.kind else []
        if not any(line.lower().startswith(("content-length", "transfer")) for line in self.headers):
            lines.append(f"Content-Length: {len(self.body)}")
        head = "\r\n".join([*lines, *self.headers, "", ""])
        return head.encode("utf-8", "surrogateescape") + self.body


async def send(server: SandboxServer, request: bytes) -> tuple[int, bytes]:
    """Send raw bytes and return status and body of the answer."""
    host, port = server.url.removeprefix("http://").split(":")
    async with asyncio.timeout(20):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(request)
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(None, 2)[1]), body


def part(content: bytes, head: str = 'Content-Disposition: form-data; name="chat_id"') -> bytes:
    """Return one part of a multipart body without the closing boundary."""
    return f"--B\r\n{head}\r\n\r\n".encode() + content


DEEP = b"[" * 101 + b"]" * 101


@pytest.mark.parametrize(
    ("request_", "code", "description"),
    [
        # tokens and methods
        (Raw(path="/bot{token}/dance"), 404, "Not Found: method not found"),
        (Raw(path="/bot{token}/"), 404, "Not Found: method not found"),
        (Raw(path="/bot{token}"), 404, "Not Found"),
        (Raw(path="/bot"), 404, "Not Found"),
        (Raw(path="/bot{token}/a/b"), 404, "Not Found"),
        (Raw(path="/file/bot{token}/none"), 404, "Not Found"),
        (Raw(path="/file/bot2:other/none"), 404, "Not Found"),
        (Raw(path="/botnonsense/getMe"), 401, "Unauthorized: invalid token specified"),
        (Raw(path="/bot/getMe"), 401, "Unauthorized: invalid token specified"),
        (Raw(path="/bot0123:abc/getMe"), 401, "Unauthorized: invalid token specified"),
        (Raw(path="/bot1:%00/getMe"), 401, "Unauthorized: invalid token specified"),
        (Raw(path="/bot1:" + "a" * 81 + "/getMe"), 401, "Unauthorized: invalid token specified"),
        (Raw(path="/bot2:other/getMe"), 401, "Unauthorized"),
        (Raw(path="/bot{token}x/getMe"), 401, "Unauthorized"),
        (Raw(verb="PUT"), 501, "Not Implemented"),
        (Raw(verb="OPTIONS"), 501, "Not Implemented"),
        (Raw(verb="DELETE", path="/bot{token}/getMe"), 501, "Not Implemented"),
        # bodies without a content type, or with a wrong one
        (Raw(), 400, EMPTY),
        (Raw(b"\x00\xff\xfe"), 400, EMPTY),
        (Raw(b"chat_id=1&text=x", "text/plain"), 400, EMPTY),
        (Raw(b"chat_id=1&text=x", "no kind at all"), 400, EMPTY),
        (Raw(b"chat_id=1&text=x", JSON), 400, EMPTY),
        (Raw(b'{"chat_id": 1}', FORM), 400, EMPTY),
        (Raw(b"{", JSON), 400, EMPTY),
        (Raw(b"[1, 2]", JSON), 400, EMPTY),
        (Raw(b'"chat_id"', JSON), 400, EMPTY),
        (Raw(b"5", JSON), 400, EMPTY),
        (Raw(b"null", JSON), 400, EMPTY),
        (Raw(b'{"chat_id": NaN}', JSON), 400, EMPTY),
        (Raw(b'{"chat_id": 1' + b"0" * 5000 + b"}", JSON), 400, EMPTY),
        (Raw(b'{"chat_id": 1, "text": "x", "reply_markup": ' + DEEP + b"}", JSON), 400, EMPTY),
        (Raw(b"[" * 100_000, JSON), 400, EMPTY),
        (Raw(b'{"chat_id":' * 50_000, JSON), 400, EMPTY),
        # texts that are not UTF-8
        (Raw(b"chat_id=%FF&text=x", FORM), 400, NOT_UTF8),
        (Raw(b"chat_id=1&text=%D0", FORM), 400, NOT_UTF8),
        (Raw(b'{"text": "\xff"}', JSON), 400, NOT_UTF8),
        (Raw(b'{"chat_id": 1, "text": "\\ud800"}', JSON), 400, NOT_UTF8),
        (Raw(path="/bot{token}/sendMessage?text=%FF"), 400, NOT_UTF8),
        (Raw(part(b"\xff") + b"\r\n--B--\r\n", PARTS), 400, NOT_UTF8),
        # numbers and names that are invalid
        (Raw(b"chat_id=%00&text=x", FORM), 400, "Bad Request: chat not found"),
        (Raw(b"chat_id=abc&text=x", FORM), 400, "Bad Request: chat not found"),
        (Raw(b"chat_id=@&text=x", FORM), 400, "Bad Request: chat not found"),
        (Raw(b"chat_id=" + b"9" * 400 + b"&text=x", FORM), 400, "Bad Request: chat not found"),
        (Raw(b"chat_id=" + b"9" * 5000 + b"&text=x", FORM), 400, "Bad Request: chat not found"),
        (Raw(b"&&&=&chat_id", FORM), 400, EMPTY),
        (Raw(b"text=x", FORM, path="/bot{token}/sendMessage?chat_id"), 400, EMPTY),
        (
            Raw(f"chat_id={ANNA_ID}&message_id=abc&text=x".encode(), FORM, "/bot{token}/editMessageText"),
            400,
            "Bad Request: message to edit not found",
        ),
        (
            Raw(b"chat_id=1&text=x&reply_markup=" + DEEP, FORM),
            400,
            "Bad Request: can't parse reply keyboard markup JSON object",
        ),
        # malformed multipart bodies
        (Raw(b"--B--", "multipart/form-data"), 400, "Bad Request: boundary not found"),
        (Raw(b"x", "multipart/form-data; boundary=" + "b" * 71), 400, BROKEN),
        (Raw(b"no boundary", PARTS), 400, BROKEN),
        (Raw(b"--B", PARTS), 400, NAMELESS),
        (Raw(part(b"1"), PARTS), 400, BROKEN),
        (Raw(part(b"1") + b"\r\n--B\r\n", PARTS), 400, NAMELESS),
        (Raw(part(b"1", "X-None: 1") + b"\r\n--B--\r\n", PARTS), 400, NAMELESS),
        (Raw(b"--B--\r\n", PARTS), 400, EMPTY),
        # bodies that are compressed or cut wrongly
        (Raw(gzip.compress(b"text=x"), FORM, headers=("Content-Encoding: gzip",)), 400, EMPTY),
        (Raw(b"no gzip", FORM, headers=("Content-Encoding: gzip",)), 400, BROKEN),
        # bodies that are too large
        (Raw(b"text=" + b"x" * (1 << 20), FORM), 413, HUGE),
        (Raw(b'{"text": "' + b"x" * (1 << 20) + b'"}', JSON), 413, HUGE),
        (Raw(part(b"x" * ((1 << 20) + 1)) + b"\r\n--B--\r\n", PARTS), 413, HUGE),
        (Raw(gzip.compress(b"x" * (1 << 24)), FORM, headers=("Content-Encoding: gzip",)), 413, HUGE),
        (
            Raw(
                b"".join(
                    part(b"x\r\n", f'Content-Disposition: form-data; name="a{number}"; filename="f"')
                    for number in range(51)
                )
                + b"--B--\r\n",
                PARTS,
            ),
            413,
            HUGE,
        ),
    ],
)
async def test_bad_request_gets_the_answer_of_telegram(
    server: SandboxServer, request_: Raw, code: int, description: str
) -> None:
    """The answer has the shape, the code and the words of the Bot API."""
    server.world.people[ANNA_ID].started = True
    status, body = await send(server, request_.bytes(server.token))
    assert status == code
    assert json.loads(body) == {"ok": False, "error_code": code, "description": description}


@pytest.mark.parametrize(
    "request_",
    [
        b"NONSENSE\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
        b"GET /bot1:a/getMe HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Header\r\n\r\n",
        b"POST /bot1:a/getMe HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        b"POST /bot1:a/getMe HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
async def test_invalid_http_is_refused_without_details(server: SandboxServer, request_: bytes) -> None:
    """The answer is a 4xx that says nothing of the server."""
    status, body = await send(server, request_)
    assert 400 <= status < 500
    assert b"Traceback" not in body


async def test_server_survives_a_body_that_stops(server: SandboxServer) -> None:
    """A client that disconnects in the middle leaves a server that works."""
    host, port = server.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    request = Raw(b"text=", FORM, headers=("Content-Length: 1000",))
    writer.write(request.bytes(server.token))
    await writer.drain()
    writer.transport.abort()
    status, _ = await send(server, Raw(path="/bot{token}/getMe", verb="GET").bytes(server.token))
    assert status == 200


async def test_lenient_requests_are_accepted(server: SandboxServer, anna: Person) -> None:
    """The address's parameters win over the body's, and the first of two with one name.

    «method» in the body names the method if the address does not.
    """
    ask = f"/bot{{token}}/sendMessage?chat_id={anna.id}&text=a+b"
    for request, text in [
        (Raw(b"chat_id=5&text=c", FORM, ask), "a b"),
        (Raw(f"chat_id={anna.id}&text=one&text=two".encode(), FORM), "one"),
        (Raw(f'{{"chat_id": {anna.id}, "text": 5}}'.encode(), "APPLICATION/JSON; charset=x"), "5"),
        (Raw(f"method=SENDMESSAGE&chat_id={anna.id}&text=x".encode(), FORM, "/bot{token}/"), "x"),
        (Raw(path=ask, verb="GET"), "a b"),
        (Raw(b"{", JSON, ask), "a b"),
        (Raw(b"", JSON, ask), "a b"),
        (Raw(f"chat_id={anna.id}&text=x&disable_notification=no".encode(), FORM), "x"),
    ]:
        status, body = await send(server, request.bytes(server.token))
        assert (status, json.loads(body)["result"]["text"]) == (200, text)


METHODS = ("sendMessage", "getUpdates", "sendDocument", "setWebhook", "editMessageText", "answerInlineQuery")
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from([str(ANNA_ID), "-1", "@", "\0", "true", "http://", "{}", "[[]]", "attach://x"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from([
    "chat_id", "text", "message_id", "offset", "limit", "allowed_updates", "url", "document", "caption",
    "parse_mode", "entities", "results", "inline_query_id", "reply_parameters", "message_thread_id",
    "secret_token", "max_connections", "link_preview_options", "show_alert", "certificate", "reply_markup",
    "nonsense",
])  # fmt: skip
PIECES = st.sampled_from([
    b"--B", b"\r\n", b"--", b'Content-Disposition: form-data; name="text"', b"; filename=x", b"\r\n\r\n",
    b"Content-Type: multipart/mixed; boundary=C", b"Content-Transfer-Encoding: base64", b"x", b"\xff",
    b"Content-Length: 5", b"--C", b":", b'"', b"\\", b"Content-Encoding: gzip", b'name="_charset_"',
])  # fmt: skip
OBJECTS = st.dictionaries(FIELDS, VALUES, max_size=8)
BODIES = st.one_of(
    st.tuples(st.sampled_from([FORM, JSON, PARTS, "text/plain", ""]), st.binary(max_size=200)),
    st.tuples(st.just(JSON), OBJECTS.map(lambda one: json.dumps(one).encode())),
    st.tuples(st.just(PARTS), st.lists(PIECES).map(b"".join)),
)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a client that keeps its connection."""
    async with aiohttp.ClientSession() as session:
        yield session


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(METHODS), BODIES)
async def test_random_body_is_answered(
    server: SandboxServer, session: aiohttp.ClientSession, name: str, sent: tuple[str, bytes]
) -> None:
    """The answer always has the shape of the Bot API."""
    server.world.people[ANNA_ID].started = True
    kind, body = sent
    url = f"{server.url}/bot{server.token}/{name}"
    headers = {"Content-Type": kind} if kind else {}
    async with session.post(url, data=body, headers=headers) as response:
        answer: dict[str, Any] = json.loads(await response.text(), parse_constant=pytest.fail)
    assert answer["ok"] == (response.status == 200)
    assert response.status in {200, 400, 403, 409, 413}, answer
    if not answer["ok"]:
        assert answer["error_code"] == response.status
        assert answer["description"].startswith(("Bad Request: ", "Forbidden: ", "Conflict: ", HUGE))


@settings(deadline=None)
@given(st.text() | st.text(st.sampled_from('[]{}",:\\u d1n')))
def test_any_json_text_is_read_or_refused(text: str) -> None:
    """A value that was read can be written as JSON again. All else is one error."""
    try:
        found = read_json(text)
    except BadJson:
        return
    assert read_json(json.dumps(found)) == found


@pytest.mark.parametrize(
    "text",
    ["[" * 101 + "]" * 101, '{"a":' * 101 + "1" + "}" * 101, "NaN", "[Infinity]", '["\\ud800"]', "1" * 5000],
)
def test_invalid_json_is_refused(text: str) -> None:
    """It is too deep, not a number, or holds half a character."""
    with pytest.raises(BadJson):
        read_json(text)
    assert read_json("[" * 100 + '"["' + "]" * 100)
