"""A request's parameters as aiogram's own method models, read as leniently as the Bot API server reads
them.

To the server every parameter is a text: a number is read up to the first character that is no digit, what
does not begin with one is zero, and a flag is set by «true», «yes» or «1» and by nothing else.
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
# zero is no number of anything
_NUMBERS = frozenset({"message_id", "user_id"})
_INVALID = {"reply_markup": "object expected as reply markup"}
_PLAIN: frozenset[Any] = frozenset({str, int, float, bool, type(None), Default, InputFile})
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_DECIMAL = re.compile(r"-?[0-9]{1,19}(?:\.[0-9]{1,19})?")
_TRUE = frozenset({"true", "yes", "1"})
_PLACEHOLDER_FILE = BufferedInputFile(b"", "sent")
# keyboards and the like, which go to many; whoever reads one leaves it as it is
_CACHE_SIZE = 512
_Method = TypeVar("_Method", bound=TelegramMethod[Any])
# the checked part by method, field and source; nobody changes a part once it is read
_checked_parts: dict[tuple[type[TelegramMethod[Any]], str, str], Any] = {}


def parse_method(model: type[TelegramMethod[Any]], request: Request) -> TelegramMethod[Any]:
    """The call as aiogram's own model; nested JSON of a form is parsed in `request.params` on the way.

    :raises Refusal: 400, as near to the server's words as they go
    """
    params = request.params
    sources: dict[str, str] = {}
    for name in _nested_fields(model):
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
    """The method of these parameters; `sources` has the JSON texts that some of them were read from.

    :raises ValidationError: they do not fit
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
    """The parameters with something in place of each file, for a model takes no name of one."""
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
            return None  # the server passes over a list it cannot read
        what = "reply keyboard markup" if name == "reply_markup" else name
        raise bad_request(f"can't parse {what} JSON object") from None


def _coerce_plain(model: type[TelegramMethod[Any]], params: Json) -> None:
    """Read every plain parameter as the type its method wants."""
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
    """Fields that can be nothing but a file sent along."""
    fields = model.model_fields.items()
    return tuple(
        name for name, info in fields if {*_alternatives(info.annotation)} - {type(None)} == {InputFile}
    )


@cache
def _plain_fields(model: type[TelegramMethod[Any]]) -> dict[str, type]:
    """Fields of one plain type, and which: those that may be several (a chat's id or its name) stay as they
    are.
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
def _nested_fields(model: type[TelegramMethod[Any]]) -> tuple[str, ...]:
    """Fields that a form carries as JSON: everything but texts, numbers, flags, files and times."""
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
