"""Requests in: parameters from the address, a form, JSON or multipart, checked against aiogram's method
models.
"""

import json
import re
import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import InputFile
from aiohttp import BodyPartReader, web
from pydantic import ValidationError

from bot.sandbox.refusal import Refusal, bad_request

Json = dict[str, Any]
_ESCAPES = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
MAX_UPLOAD = 50 * 1024 * 1024
# a field that has to be there, and what the server says where it is not
_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "invalid file_id",
    "user_id": "invalid user_id specified",
}
_WRONG = {"reply_markup": "object expected as reply markup"}
_PLAIN: frozenset[Any] = frozenset({str, int, float, bool, type(None), Default, InputFile})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Request:
    """What a request says before anybody understood it."""

    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def upload(self, name: str) -> Upload | None:
        """The file sent in this field, directly or as attach://."""
        value = self.params.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            return self.uploads.get(value.removeprefix("attach://"))
        return self.uploads.get(name)


class TooLarge(Exception):
    """An upload over the limit; the front end answers 413 before the API sees it."""


async def read_request(request: web.Request) -> Request:
    """The parameters of a call, strings where the form gives strings.

    :raises Refusal: 400 for text that is not UTF-8 or JSON that is not an object
    :raises TooLarge: a file is over 50 MB
    """
    params: Json = dict(request.query)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _read_multipart(request, params)
    body = await request.read() if request.can_read_body else b""
    try:
        if kind == "application/json":
            params |= _read_json(body.decode("utf-8"))
        elif body:
            params |= read_form(body)
    except UnicodeDecodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return Request(params)


def read_form(body: bytes) -> dict[str, str]:
    """The fields of an urlencoded form; the last of several with one name counts."""
    # Cyrillic comes as long runs of %XX; decoding a run at once is several times faster than parse_qsl
    pairs = (pair.partition(b"=") for pair in body.replace(b"+", b" ").split(b"&") if pair)
    return {_unquote(name): _unquote(value) for name, _, value in pairs}


def _unquote(quoted: bytes) -> str:
    return _ESCAPES.sub(lambda run: bytes.fromhex(run[0].replace(b"%", b"").decode()), quoted).decode("utf-8")


def _read_json(text: str) -> Json:
    try:
        found = json.loads(text or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise bad_request("can't parse JSON object")
    return found


async def _read_multipart(request: web.Request, params: Json) -> Request:
    uploads: dict[str, Upload] = {}
    reader = await request.multipart()
    while (part := await reader.next()) is not None:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = await _read_part(part)
        if part.filename is None:
            params[part.name] = content.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            uploads[part.name] = Upload(part.filename, mime, content)
    for name in uploads:
        params.setdefault(name, f"attach://{name}")
    return Request(params, uploads)


async def _read_part(part: BodyPartReader) -> bytes:
    content = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        content += chunk
        if len(content) > MAX_UPLOAD:
            raise TooLarge
    return bytes(content)


def understand(model: type[TelegramMethod[Any]], request: Request) -> TelegramMethod[Any]:
    """The call as aiogram's own model; nested JSON of a form is parsed in `request.params` on the way.

    :raises Refusal: 400, as near to the server's words as they go
    """
    params = request.params
    for name in _nested_fields(model):
        if isinstance(value := params.get(name), str):
            params[name] = _load_nested(name, value)
    for name in [
        name for name, value in params.items() if value is None or (value == "" and name in _MISSING)
    ]:
        del params[name]
    try:
        return model.model_validate(params)
    except ValidationError as error:
        raise _explain(error) from None


def _load_nested(name: str, value: str) -> Any:
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        what = "reply keyboard markup" if name == "reply_markup" else name
        raise bad_request(f"can't parse {what} JSON object") from None


def _explain(error: ValidationError) -> Refusal:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "request"
    if first["type"] == "missing" and len(first["loc"]) == 1:
        return bad_request(_MISSING.get(name, f"{name} is not specified"))
    return bad_request(_WRONG.get(name, f"can't parse {name}: {first['msg']}"))


@cache
def _nested_fields(model: type[TelegramMethod[Any]]) -> tuple[str, ...]:
    """Fields that a form carries as JSON: everything but texts, numbers, flags, files and times."""
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if not _plain_types(info.annotation) and name != "media")


def _plain_types(annotation: Any) -> bool:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return any(
            _plain_types(part) for part in typing.get_args(annotation) if part not in (type(None), Default)
        )
    if origin is typing.Annotated:
        return _plain_types(typing.get_args(annotation)[0])
    return annotation in _PLAIN or getattr(annotation, "__module__", "") == "datetime"
