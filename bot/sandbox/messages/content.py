"""Build the fields that sent messages share: text, caption, keyboard, topic, reply."""

from typing import Any

from bot.sandbox.messages.keyboards import check_markup
from bot.sandbox.text.entities import parse_text
from bot.sandbox.text.html import utf16_length
from bot.sandbox.text.html_tags import Entity
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.ephemeral import post_ephemeral, receiver_of
from bot.sandbox.world.people import Json, Posted, SandboxChat
from bot.sandbox.world.topics import thread_fields
from bot.sandbox.world.world import World

MAX_TEXT = 4096  # code points after parsing
MAX_RAW_TEXT = 32768  # bytes before parsing
MAX_CAPTION = 1024
MAX_QUOTE = 1024


def message_text(world: World, request: Request, field: str = "text", entities: str = "entities") -> Json:
    """Return the text fields of a message: {"text": …, "entities": …}.

    :raises ApiRefusal: 400 for empty, too long or badly marked up texts
    """
    text, found = parse_field(world, request.params, field, entities)
    if not text:
        source = request.params.get(field)
        raise bad_request("text must be non-empty" if source else "message text is empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": found} if found else {"text": text}


def caption_text(world: World, fields: Json) -> Json:
    """Return the caption fields of a message, empty without a caption.

    `fields` holds the parameters of a request or one item of an album.
    """
    text, found = parse_field(world, fields, "caption", "caption_entities")
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {"caption": text} if text else {}
    content |= {"caption_entities": found} if found else {}
    return content | (
        {"show_caption_above_media": True} if text and is_set(fields.get("show_caption_above_media")) else {}
    )


def parse_field(
    world: World, fields: Json, field: str, entities: str, mode: str = "parse_mode"
) -> tuple[str, list[Entity]]:
    """Return the text of one field with its entities, mentions of people resolved.

    :raises ApiRefusal: 400
    """
    source = str(fields.get(field) or "")
    # a character takes at most four bytes, so most short texts need not be encoded
    if len(source) * 4 > MAX_RAW_TEXT and len(source.encode("utf-8", "replace")) > MAX_RAW_TEXT:
        raise bad_request("text is too long")
    text, found = parse_text(source, fields.get(mode), fields.get(entities))
    return text, [resolved for entity in found if (resolved := _resolve(world, entity))]


def _resolve(world: World, entity: Entity) -> Entity | None:
    """Turn a tg://user link into a mention of the person. Returns None for an unknown person."""
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


def keyboard(request: Request, chat: SandboxChat | None = None) -> Json:
    """Return the inline keyboard's field of a message. Other keyboards are not part of messages.

    Without a `chat` the message is being edited or inline, and only an inline keyboard is accepted.
    """
    markup = request.params.get("reply_markup")
    check_markup(markup, chat.type if chat else None)
    if not markup or not markup.get("inline_keyboard"):
        return {}
    rows = [[_without_nulls(button) for button in row] for row in markup["inline_keyboard"]]
    return {"reply_markup": {"inline_keyboard": rows}}


def _without_nulls(button: Json) -> Json:
    # one shared object if there are none: a keyboard goes to many chats, and stored buttons never change
    if None not in button.values():
        return button
    return {key: value for key, value in button.items() if value is not None}


def placement_fields(world: World, chat: SandboxChat, request: Request) -> Json:
    """Return the fields for topic, content protection and the message replied to."""
    number = request.params.get("message_thread_id")
    content: Json = thread_fields(world, chat, int(number) if number else None)
    if is_set(request.params.get("protect_content")):
        content["has_protected_content"] = True
    return content | reply_fields(world, chat, request)


def reply_fields(world: World, chat: SandboxChat, request: Request) -> Json:
    """Return the fields that describe the message replied to.

    :raises ApiRefusal: 400 if that message does not exist or does not contain the quote
    """
    reply = request.params.get("reply_parameters") or {}
    if number := reply.get("ephemeral_message_id"):
        return _ephemeral_reply(chat, int(number), request)
    number = reply.get("message_id") or request.params.get("reply_to_message_id")
    if not number:
        return {}
    where = world.chat(reply["chat_id"]) if reply.get("chat_id") else chat
    replied = where.messages.get(int(number))
    if replied is None or replied.receiver is not None:
        lenient = reply.get("allow_sending_without_reply") or request.params.get(
            "allow_sending_without_reply"
        )
        if is_set(lenient) and where is chat:
            return {}
        raise bad_request("message to be replied not found")
    return _quote(world, reply, replied.body) | (
        {"external_reply": {"origin": origin_of(replied.body), "message_id": int(number)}}
        if where is not chat
        else _shown_reply(replied.body)
    )


def _shown_reply(body: Json) -> Json:
    # the message replied to is shown without its own reply
    return {"reply_to_message": {key: value for key, value in body.items() if key != "reply_to_message"}}


def _ephemeral_reply(chat: SandboxChat, number: int, request: Request) -> Json:
    ephemeral = chat.messages.get(number)
    if ephemeral is None or ephemeral.receiver is None:
        raise bad_request("message to be replied not found")
    if receiver_of(request) is None:
        raise bad_request("EPHEMERAL_REPLY_REQUIRED")
    return _shown_reply(ephemeral.body)


def _quote(world: World, reply: Json, body: Json) -> Json:
    """Return the field of the quoted part, with its position in the message replied to."""
    if not reply.get("quote"):
        return {}
    quote, found = parse_field(world, reply, "quote", "quote_entities", "quote_parse_mode")
    said = str(body.get("text") or body.get("caption") or "")
    at = said.find(quote)
    if at < 0 or len(quote) > MAX_QUOTE:
        raise bad_request("QUOTE_TEXT_INVALID")
    entities = {"entities": found} if found else {}
    return {"quote": {"text": quote, "position": utf16_length(said[:at]), "is_manual": True} | entities}


def origin_of(body: Json) -> Json:
    """Return the origin of a message, as forwards and replies from other chats show it."""
    if "forward_origin" in body:
        found: Json = body["forward_origin"]
        return found
    if "from" in body:
        return {"type": "user", "date": body["date"], "sender_user": body["from"]}
    return {"type": "channel", "date": body["date"], "chat": body["chat"], "message_id": body["message_id"]}


def is_set(value: Any) -> bool:
    """Return whether a flag of a form or of JSON is on."""
    return value in (True, "true", "True", "1", 1)


def chat_and_fields(
    world: World, request: Request, what: str = "text messages", right: str = "can_send_messages"
) -> tuple[SandboxChat, Json]:
    """Return the chat a message may go to, and the fields that do not depend on its content.

    :raises ApiRefusal: 400 or 403
    """
    chat = world.writable_chat(request.params.get("chat_id"), what, right)
    return chat, placement_fields(world, chat, request) | keyboard(request, chat)


def post_message(world: World, chat: SandboxChat, content: Json, request: Request) -> Json:
    """Post the bot's message, to all members or as an ephemeral one. Return its body."""
    if receiver := receiver_of(request):
        return post_ephemeral(world, chat, content, request, receiver).body
    posted = world.post(chat, content, world.bot)
    markup = request.params.get("reply_markup")
    posted.is_uneditable = bool(markup) and "reply_markup" not in content
    return posted.body


def find_message(chat: SandboxChat, message_id: int | None, what: str) -> Posted:
    """Return a message of the chat. Ephemeral ones are not found.

    `what` names it in the refusal: «message to edit» and the like.

    :raises ApiRefusal: 400 «message … not found»
    """
    posted = chat.messages.get(message_id or 0)
    if posted is None or posted.receiver is not None:
        raise bad_request(f"{what} not found")
    return posted
