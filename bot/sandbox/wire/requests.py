"""Read the parameters and files of a request, as the Bot API server does.

They come in the address, a form, JSON or multipart. The first of several parameters with one name counts, the
address's before the body's.
Bodies of other kinds are not read.
JSON that cannot be read is ignored, so that the method then misses its parameters.
"""

import binascii
import re
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from aiohttp import BodyPartReader, ClientPayloadError, MultipartReader, StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.sandbox.wire.json_limits import BadJson, LoneSurrogate, read_json
from bot.sandbox.wire.refusal import bad_request

Json = dict[str, Any]
MAX_UPLOAD = 50 * 1024 * 1024
MAX_PARAMETERS = 1024 * 1024  # bytes of everything but files
MAX_FILES = 50
_NOT_UTF8 = "strings must be encoded in UTF-8"
# what aiohttp raises for a body that ends early, is compressed wrongly or has malformed parts
_BROKEN = (
    HttpProcessingError,
    ClientPayloadError,
    web.PayloadAccessError,
    web.RequestPayloadError,
    zlib.error,
    ValueError,
    LookupError,
    AssertionError,
    RuntimeError,
)

# texts that go to many chats are decoded and stored once
_CACHE_SIZE = 512
_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_INVALID_ESCAPES = (b"%%", b"%=", b"%\n", b"%\r")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent with a request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Request:
    """The parameters and files of a request, before they are parsed for a method."""

    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def upload(self, name: str) -> Upload | None:
        """Return the file sent in this field, directly or as attach://."""
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)


class TooLarge(Exception):
    """A request over a size limit. The front end answers 413 before the API sees it."""


async def read_request(request: web.Request) -> Request:
    """Return the parameters and files of a call. Values of a form are strings.

    :raises ApiRefusal: 400 for text that is not UTF-8 and for a broken body
    :raises TooLarge: a file is over 50 MB, everything else together over 1 MB, or there are more than 50
        files
    """
    address = request.raw_path.partition("#")[0].partition("?")[2]
    params: Json = dict(_read_text(address.encode("utf-8", "surrogateescape"))) if address else {}
    if not request.can_read_body:
        return Request(params)
    read = await read_body(request.headers, request.content)
    read.params |= params
    return read


async def read_body(headers: Mapping[str, str], content: StreamReader) -> Request:
    """Return the parameters and files in the body of a request, or of a webhook's answer.

    :raises ApiRefusal: 400 for text that is not UTF-8 and for a broken body
    :raises TooLarge: see read_request
    """
    kind = headers.get("Content-Type", "").lower()
    try:
        if "multipart/form-data" in kind:
            return await _read_multipart(headers, content)
        body = await _read_all(content, MAX_PARAMETERS)
    except TooLarge:
        raise
    except _BROKEN:
        raise bad_request("unexpected end of request content") from None
    if "application/x-www-form-urlencoded" in kind:
        return Request(dict(_read_text(body)))
    return Request(_read_object(body) if "application/json" in kind else {})


async def _read_all(content: StreamReader | BodyPartReader, most: int) -> bytes:
    body = bytearray()
    read = content.read_chunk if isinstance(content, BodyPartReader) else content.read
    while chunk := await read(1 << 16):
        body += chunk
        if len(body) > most:
            raise TooLarge
    return bytes(body)


def _read_text(form: bytes) -> dict[str, str]:
    try:
        return read_form(form)
    except UnicodeDecodeError:
        raise bad_request(_NOT_UTF8) from None


def read_form(body: bytes) -> dict[str, str]:
    """Return the fields of an urlencoded form. The first of several with one name counts."""
    pairs = [pair.partition(b"=") for pair in body.replace(b"+", b" ").split(b"&") if pair]
    return {unquote(name): unquote(value) for name, _, value in reversed(pairs)}


@lru_cache(_CACHE_SIZE)
def unquote(quoted: bytes) -> str:
    """Decode the percent escapes of a name or value. A «%» that begins no escape stays.

    :raises UnicodeDecodeError: the result is not UTF-8
    """
    if b"%" not in quoted:
        return quoted.decode("utf-8")
    decoded = _decode_as_quoted_printable(quoted)
    return (_decode_run_by_run(quoted) if decoded is None else decoded).decode("utf-8")


def _decode_as_quoted_printable(quoted: bytes) -> bytes | None:
    """Decode with the decoder of quoted-printable. Return None if it could decode differently.

    That decoder differs in the escape sign alone. On Cyrillic text, which is nearly all escapes, it is ten
    times faster than a regular expression.
    """
    if quoted.endswith(b"%") or any(odd in quoted for odd in _INVALID_ESCAPES):
        return None
    signs = quoted.count(b"=") + quoted.count(b"%3D") + quoted.count(b"%3d")
    decoded = binascii.a2b_qp(quoted.replace(b"=", b"=3D").replace(b"%", b"="))
    # the decoder leaves the sign of an invalid escape, so there are more signs than expected
    return decoded if decoded.count(b"=") == signs else None


def _decode_run_by_run(quoted: bytes) -> bytes:
    return _ESCAPES.sub(lambda run: bytes.fromhex(run[0].replace(b"%", b"").decode()), quoted)


def _read_object(body: bytes) -> Json:
    try:
        found = read_json(body.decode("utf-8")) if body else {}
    except (UnicodeDecodeError, LoneSurrogate):
        raise bad_request(_NOT_UTF8) from None
    except BadJson:
        return {}
    return found if isinstance(found, dict) else {}


async def _read_multipart(headers: Mapping[str, str], content: StreamReader) -> Request:
    read, left = Request({}), MAX_PARAMETERS
    async for part in _parts(headers, content):
        if part.name is None:
            raise bad_request("field name in multipart/form-data not found")
        if part.filename is None:
            value = await _read_all(part, left)
            left -= len(value)
            read.params.setdefault(part.name, _decode_text(value))
        elif len(read.uploads) == MAX_FILES:
            raise TooLarge
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            read.uploads.setdefault(part.name, Upload(part.filename, mime, await _read_all(part, MAX_UPLOAD)))
    for name in read.uploads:
        read.params.setdefault(name, f"attach://{name}")
    return read


async def _parts(headers: Mapping[str, str], content: StreamReader) -> AsyncIterator[BodyPartReader]:
    if "boundary" not in headers["Content-Type"].lower():
        raise bad_request("boundary not found")
    reader = MultipartReader(headers, content)
    while (part := await reader.next()) is not None:
        if isinstance(part, BodyPartReader):
            yield part


def _decode_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        raise bad_request(_NOT_UTF8) from None
