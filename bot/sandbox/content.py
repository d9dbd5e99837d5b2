"""What every sent message shares: its text checked and parsed, its keyboard, what it answers to."""

from typing import Any, Protocol

from aiogram.client.default import Default

from bot.sandbox.entities import read_text
from bot.sandbox.keyboards import check_markup
from bot.sandbox.people import Chat, Json, Posted
from bot.sandbox.refusal import bad_request
from bot.sandbox.tags import Entity
from bot.sandbox.wire import Request
from bot.sandbox.world import World

MAX_TEXT = 4096  # code points after parsing
MAX_RAW_TEXT = 32768  # bytes before parsing
MAX_CAPTION = 1024
EPHEMERAL_SECONDS = 15


class Addressed(Protocol):
    """What the methods that send have in common."""

    message_thread_id: int | None
    protect_content: bool | Default | None


def message_text(world: World, request: Request, field: str = "text", entities: str = "entities") -> Json:
    """The text part of a message: {"text": …, "entities": …}.

    :raises Refusal: 400 for empty, too long or badly marked up texts
    """
    text, found = _parse(world, request, field, entities)
    if not text:
        source = request.params.get(field)
        raise bad_request("text must be non-empty" if source else "message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": found} if found else {"text": text}


def caption_text(world: World, request: Request) -> Json:
    """The caption part of a message, empty where there is none."""
    text, found = _parse(world, request, "caption", "caption_entities")
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    return content | ({"caption_entities": found} if found else {})


def _parse(world: World, request: Request, field: str, entities: str) -> tuple[str, list[Entity]]:
    source = str(request.params.get(field) or "")
    # four bytes is the most a character takes, so the common short text is not encoded for nothing
    if len(source) * 4 > MAX_RAW_TEXT and len(source.encode("utf-8", "replace")) > MAX_RAW_TEXT:
        raise bad_request("text is too long")
    text, found = read_text(source, request.params.get("parse_mode"), request.params.get(entities))
    return text, [resolved for entity in found if (resolved := _resolve(world, entity))]


def _resolve(world: World, entity: Entity) -> Entity | None:
    """tg://user links become mentions of people; of a stranger nothing remains."""
    url = str(entity.get("url", ""))
    if not url.startswith("tg://user?id="):
        return entity
    user_id = url.removeprefix("tg://user?id=")
    person = world.people.get(int(user_id)) if user_id.isascii() and user_id.isdigit() else None
    if person is None:
        return None
    return {"type": "text_mention", "user": person.user()} | {
        key: entity[key] for key in ("offset", "length")
    }


def keyboard(request: Request) -> Json:
    """The inline keyboard's part of a stored message; other keyboards are not shown in messages."""
    markup = request.params.get("reply_markup")
    check_markup(markup)
    if not markup or not markup.get("inline_keyboard"):
        return {}
    rows = [[_without_nulls(button) for button in row] for row in markup["inline_keyboard"]]
    return {"reply_markup": {"inline_keyboard": rows}}


def _without_nulls(button: Json) -> Json:
    return {key: value for key, value in button.items() if value is not None}


def place(world: World, chat: Chat, method: Addressed, request: Request) -> Json:
    """Topic, protection and the message replied to."""
    content: Json = {}
    if method.message_thread_id:
        content |= {"message_thread_id": method.message_thread_id, "is_topic_message": True}
    if method.protect_content is True:
        content["has_protected_content"] = True
    reply = request.params.get("reply_parameters") or {}
    reply_to = reply.get("message_id") or request.params.get("reply_to_message_id")
    if reply_to:
        lenient = _flag(
            reply.get("allow_sending_without_reply") or request.params.get("allow_sending_without_reply")
        )
        content |= _reply(world, chat, int(reply_to), lenient=lenient)
    return content


def _reply(_world: World, chat: Chat, message_id: int, *, lenient: bool) -> Json:
    replied = chat.messages.get(message_id)
    if replied is None:
        if lenient:
            return {}
        raise bad_request("message to be replied not found")
    # the answered message is shown without what it answered itself
    return {
        "reply_to_message": {key: value for key, value in replied.body.items() if key != "reply_to_message"}
    }


def _flag(value: Any) -> bool:
    return value in (True, "true", "True", "1", 1)


def found_message(chat: Chat, message_id: int | None, what: str) -> Posted:
    """A message of the chat; `what` is «message to edit» and the like.

    :raises Refusal: 400 «message … not found»
    """
    if message_id is None:
        raise bad_request("message identifier is not specified")
    posted = chat.messages.get(message_id)
    if posted is None:
        raise bad_request(f"{what} not found")
    return posted
