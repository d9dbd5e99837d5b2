"""Turn the results of inline and guest queries into messages."""

from typing import Any

from bot.sandbox.messages.content import caption_text, message_text
from bot.sandbox.messages.keyboards import check_markup
from bot.sandbox.text.rich import rich_content
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.files import KINDS, file_content, resolve_file
from bot.sandbox.world.people import Json, Posted
from bot.sandbox.world.world import World

MAX_ID_BYTES = 64
# the kind of cached file by the field that names it
_CACHED = {
    "photo_file_id": "photo", "gif_file_id": "animation", "mpeg4_file_id": "animation",
    "sticker_file_id": "sticker", "document_file_id": "document", "video_file_id": "video",
    "voice_file_id": "voice", "audio_file_id": "audio",
}  # fmt: skip
_TITLED = frozenset({"article", "document", "video", "voice", "audio", "venue", "location"})


def check_id(result: Json) -> str:
    """Return the identifier of a result.

    :raises ApiRefusal: 400 if it is empty or over 64 bytes
    """
    name = str(result.get("id", ""))
    if not 1 <= len(name.encode()) <= MAX_ID_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    return name


def result_content(world: World, result: Json) -> Json:
    """Return the message content of a result, checked as if it were sent.

    Media given by an address are shown as that address, because the sandbox downloads nothing.

    :raises ApiRefusal: 400
    """
    kind = str(result["type"])
    markup = result.get("reply_markup")
    check_markup(markup, None)
    if kind in _TITLED and not str(result.get("title") or "").strip() and "audio_file_id" not in result:
        raise bad_request("ARTICLE_TITLE_EMPTY" if kind == "article" else 'field "title" must be non-empty')
    input_content = result.get("input_message_content")
    content = _input_content(world, input_content) if input_content else _own_content(world, kind, result)
    keys = {"reply_markup": {"inline_keyboard": markup["inline_keyboard"]}} if markup else {}
    return content | keys


def _input_content(world: World, input_content: dict[str, Any]) -> Json:
    if "message_text" in input_content:
        fields = {"text": input_content["message_text"], "parse_mode": input_content.get("parse_mode")}
        return message_text(world, Request(fields | {"entities": input_content.get("entities")}))
    if "rich_message" in input_content:
        return rich_content(input_content["rich_message"])
    if "phone_number" in input_content:
        return {"contact": _pick(input_content, "phone_number", "first_name", "last_name", "vcard")}
    if "latitude" not in input_content:
        raise bad_request("can't parse inline query result: Input message content is not specified")
    return _location_content(input_content)


def _location_content(fields: dict[str, Any]) -> Json:
    point = _pick(fields, "latitude", "longitude")
    if "address" not in fields:
        return {"location": point}
    return {"location": point, "venue": {"location": point} | _pick(fields, "title", "address")}


def _pick(fields: dict[str, Any], *names: str) -> Json:
    return {name: fields[name] for name in names if fields.get(name) is not None}


def _own_content(world: World, kind: str, result: Json) -> Json:
    for field, name in _CACHED.items():
        if result.get(field):
            file = resolve_file(world, Request({}), name, result[field])
            captioned = KINDS[name].captioned
            return (file_content(name, file, result) if file else {}) | (
                caption_text(world, result) if captioned else {}
            )
    if kind in ("location", "venue"):
        return _location_content(result)
    if kind == "contact":
        return {"contact": _pick(result, "phone_number", "first_name", "last_name", "vcard")}
    address = next((str(value) for name, value in result.items() if name.endswith("_url") and value), "")
    if not address or kind == "article":
        raise bad_request("sent message content must be explicitly specified")
    caption = caption_text(world, result)
    return {"text": "\n".join(filter(None, [address, caption.get("caption", "")]))}


def register(world: World, posted: Posted) -> str:
    """Give a message an inline_message_id, by which the bot can edit it later."""
    number = f"AAAA{world.number():012d}"
    world.inline[number] = posted
    return number


def inline_id(world: World, posted: Posted) -> str | None:
    """Return the inline_message_id of a message, or None."""
    return next((number for number, one in world.inline.items() if one is posted), None)
