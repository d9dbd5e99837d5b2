"""Parse a request's parameters into aiogram's models, as leniently as the Bot API server.

The server treats every parameter as text.
A number is read up to the first character that is not a digit, and is 0 without one.
A flag is set by «true», «yes» or «1» only.
"""

import json
import re
import types
import typing
from functools import cache, lru_cache
from typing import Any, TypeVar

from aiogram.client.default import Default
from aiogram.methods.base import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import ValidationError

from bot.sandbox.wire.json_limits import BadJson, read_json
from bot.sandbox.wire.refusal import ApiRefusal, bad_request
from bot.sandbox.wire.requests import Json, Request

# required fields, and the server's words when one is missing
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
# zero counts as missing
_NUMBERS = frozenset({"message_id", "user_id"})
_INVALID = {"reply_markup": "object expected as reply markup"}
_PLAIN: frozenset[Any] = frozenset({str, int, float, bool, type(None), Default, InputFile})
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]{1,19}(?:\.[0-9]{1,19})?")
_TRUE = frozenset({"true", "yes", "1"})
_PLACEHOLDER_FILE = BufferedInputFile(b"", "sent")
# nested values such as keyboards, which go to many chats; they are never changed after parsing
_CACHE_SIZE = 512
_Method = TypeVar("_Method", bound=TelegramMethod[Any])
# validated parts by method, field and source; they are never changed after validation
_checked_parts: dict[tuple[type[TelegramMethod[Any]], str, str], Any] = {}


def parse_method(model: type[TelegramMethod[Any]], request: Request) -> TelegramMethod[Any]:
    """Return the call as aiogram's model of the method.

    Nested JSON of a form is replaced by its value in `request.params`.

    :raises ApiRefusal: 400, in the server's words where these are known
    """
    params = request.params
    sources: dict[str, str] = {}
    for name in nested_fields(model):
        if isinstance(value := params.get(name), str):
            params[name], sources[name] = _load_nested(name, value), value
    _coerce_plain(model, params)
    for name in [name for name, value in params.items() if _is_absent(name, value)]:
        del params[name]
    try:
        return _validate(model, _with_files(model, params), sources)
    except ValidationError as error:
        raise _refusal_of(error) from None


def _validate(model: type[_Method], params: dict[str, Any], sources: dict[str, str]) -> _Method:
    """Return the model for these parameters. Parts validated before come from a cache.

    Validating a keyboard costs more than the rest of a call, and the same keyboard goes to many chats.
    `sources` holds the JSON texts from which some of the parameters were read.

    :raises ValidationError: the parameters do not fit the model
    """
    keys = {name: (model, name, source) for name, source in sources.items() if name in params}
    known = {name: _checked_parts[key] for name, key in keys.items() if key in _checked_parts}
    method = model.model_validate(params | known)
    for name in keys.keys() - known.keys():
        if len(_checked_parts) >= _CACHE_SIZE:
            _checked_parts.clear()
        _checked_parts[keys[name]] = getattr(method, name)
    return method


def _with_files(model: type[TelegramMethod[Any]], params: Json) -> Json:
    """Return the parameters with a placeholder for each file. Models accept no file names."""
    names = [name for name in _file_fields(model) if name in params]
    return params | dict.fromkeys(names, _PLACEHOLDER_FILE) if names else params


def _is_absent(name: str, value: Any) -> bool:
    return value is None or (value == "" and name in _MISSING) or (value == 0 and name in _NUMBERS)


@lru_cache(_CACHE_SIZE)
def _load_nested(name: str, value: str) -> Any:
    if not value:
        return None
    try:
        return read_json(value)
    except BadJson:
        if name == "allowed_updates":
            return None  # the server ignores a list it cannot read
        what = "reply keyboard markup" if name == "reply_markup" else name
        raise bad_request(f"can't parse {what} JSON object") from None


def _coerce_plain(model: type[TelegramMethod[Any]], params: Json) -> None:
    """Convert every plain parameter to the type its method expects."""
    kinds = _plain_fields(model)
    for name, value in params.items():
        kind = kinds.get(name)
        if kind is None or value is None or type(value) is kind:
            continue
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        params[name] = _READERS[kind](text) if text else None
    wanted = params.get("allowed_updates")
    if wanted is not None and not (isinstance(wanted, list) and all(isinstance(one, str) for one in wanted)):
        del params["allowed_updates"]


def _read_integer(text: str) -> int:
    found = _INTEGER.match(text)
    return int(found[0]) if found else 0


def _read_decimal(text: str) -> float:
    found = _DECIMAL.match(text)
    return float(found[0]) if found else 0.0


def _read_flag(text: str) -> bool:
    return text.strip().lower() in _TRUE


_READERS: dict[type, typing.Callable[[str], Any]] = {
    int: _read_integer,
    float: _read_decimal,
    bool: _read_flag,
    str: str,
}


def _refusal_of(error: ValidationError) -> ApiRefusal:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    name = str(first["loc"][0]) if first["loc"] else "request"
    if first["type"] == "missing" and len(first["loc"]) == 1:
        return bad_request(_MISSING.get(name, f"{name} is not specified"))
    return bad_request(_INVALID.get(name, f"can't parse {name}: {first['msg']}"))


@cache
def _file_fields(model: type[TelegramMethod[Any]]) -> tuple[str, ...]:
    """Return the fields that can only be an uploaded file."""
    fields = model.model_fields.items()
    return tuple(
        name for name, info in fields if {*_alternatives(info.annotation)} - {type(None)} == {InputFile}
    )


@cache
def _plain_fields(model: type[TelegramMethod[Any]]) -> dict[str, type]:
    """Return the fields of one plain type with that type.

    Fields of several types (a chat's id or its name) are left out.
    """
    found: dict[str, type] = {}
    for name, info in model.model_fields.items():
        kinds = set(_alternatives(info.annotation)) - {type(None), Default}
        if len(kinds) == 1 and (kind := kinds.pop()) in _READERS:
            found[name] = kind
    return found


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return typing.get_args(annotation)
    return (annotation,)


@cache
def nested_fields(model: type[TelegramMethod[Any]]) -> tuple[str, ...]:
    """Return the fields that a form carries as JSON.

    These are all but texts, numbers, flags, files and times.
    """
    fields = model.model_fields.items()
    return tuple(name for name, info in fields if not _plain_types(info.annotation))


def _plain_types(annotation: Any) -> bool:
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return any(
            _plain_types(part) for part in typing.get_args(annotation) if part not in (type(None), Default)
        )
    if origin is typing.Annotated:
        return _plain_types(typing.get_args(annotation)[0])
    return annotation in _PLAIN or getattr(annotation, "__module__", "") == "datetime"
