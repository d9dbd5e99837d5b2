"""Edit messages by their number or by their inline_message_id."""

from typing import Any

from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)

from bot.sandbox.messages.content import caption_text, find_message, keyboard, message_text
from bot.sandbox.methods.registry import handles
from bot.sandbox.text.rich import rich_content
from bot.sandbox.wire.refusal import NOT_MODIFIED, bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.files import KINDS, file_content, resolve_file
from bot.sandbox.world.people import Json, Posted, SandboxChat
from bot.sandbox.world.world import World

TEXT_FIELDS = ("text", "entities", "rich_message", "reply_markup")
CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media", "reply_markup")
CAPTIONED = tuple(kind.name for kind in KINDS.values() if kind.captioned)
MEDIA_FIELDS = (*CAPTIONED, *TEXT_FIELDS, *CAPTION_FIELDS)
REPLACEABLE = ("text", "rich_message", "animation", "audio", "document", "photo", "video")
ALBUM_MIXES = ({"photo", "video"}, {"document"}, {"audio"})


@handles(EditMessageText)
def edit_message_text(world: World, _method: EditMessageText, request: Request) -> Json | bool:
    """Replace text and keyboard. Without a new keyboard the old one is removed."""
    content = _new_text(world, request) | keyboard(request)
    posted = _editable(world, request)
    if "text" not in posted.body and "rich_message" not in posted.body:
        raise bad_request("there is no text in the message to edit")
    return _edit_result(request, replace_content(world, posted, content, TEXT_FIELDS))


def _new_text(world: World, request: Request) -> Json:
    if request.params.get("rich_message"):
        return rich_content(request.params["rich_message"])
    return message_text(world, request)


@handles(EditMessageCaption)
def edit_message_caption(world: World, _method: EditMessageCaption, request: Request) -> Json | bool:
    """Replace caption and keyboard of a file."""
    content = caption_text(world, request.params) | keyboard(request)
    posted = _editable(world, request)
    if not any(kind in posted.body for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    return _edit_result(request, replace_content(world, posted, content, CAPTION_FIELDS))


@handles(EditMessageMedia)
def edit_message_media(world: World, _method: EditMessageMedia, request: Request) -> Json | bool:
    """Replace file, caption and keyboard. In an album the kinds must still fit together."""
    media, markup = request.params["media"], keyboard(request)
    posted = _editable(world, request)
    check_replaceable(posted, str(media["type"]))
    content = media_content(world, request, media) | markup
    return _edit_result(request, replace_content(world, posted, content, MEDIA_FIELDS))


def check_replaceable(posted: Posted, kind: str) -> None:
    """Refuse to replace the content of a message by this kind of media where Telegram does.

    :raises ApiRefusal: 400
    """
    if not any(name in posted.body for name in REPLACEABLE):
        raise bad_request("message media can't be edited")
    if "media_group_id" in posted.body:
        old = {name for name in KINDS if name in posted.body}
        if not any({*old, kind} <= mix for mix in ALBUM_MIXES):
            raise bad_request("message content type can't be used in an album")


def media_content(world: World, request: Request, media: dict[str, Any]) -> Json:
    """Return the message content of an InputMedia: the file with its caption.

    :raises ApiRefusal: 400
    """
    kind = str(media["type"])
    if kind not in CAPTIONED or kind == "voice":
        raise bad_request(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    file = resolve_file(world, request, kind, media.get("media"))
    if file is None:
        raise bad_request("can't parse InputMedia: media not found")
    return file_content(kind, file, media) | caption_text(world, media)


@handles(EditMessageReplyMarkup)
def edit_message_reply_markup(world: World, _method: EditMessageReplyMarkup, request: Request) -> Json | bool:
    """Replace the keyboard only."""
    markup = keyboard(request)
    return _edit_result(request, replace_content(world, _editable(world, request), markup, ("reply_markup",)))


def _editable(world: World, request: Request) -> Posted:
    params = request.params
    if params.get("chat_id") is None and not params.get("message_id"):
        return _inline_message(world, params.get("inline_message_id"))
    chat = world.open_chat(params.get("chat_id"))
    return own_message(world, chat, params.get("message_id"))


def _inline_message(world: World, number: Any) -> Posted:
    if not number:
        raise bad_request("message identifier is not specified")
    posted = world.inline.get(str(number))
    if posted is None:
        raise bad_request("MESSAGE_ID_INVALID")
    return posted


def own_message(world: World, chat: SandboxChat, message_id: int | None) -> Posted:
    """Return a message the bot may edit: its own, or in a channel any, given the right to edit.

    :raises ApiRefusal: 400 «message to edit not found» or «message can't be edited»
    """
    posted = find_message(chat, message_id, "message to edit")
    others = chat.type == "channel" and world.may(chat, "can_edit_messages")
    if not others and posted.author != world.bot.id:
        raise bad_request("message can't be edited")
    via = posted.body.get("via_bot", {}).get("id")
    if posted.is_uneditable or "forward_origin" in posted.body or via not in (None, world.bot.id):
        raise bad_request("message can't be edited")
    return posted


def replace_content(world: World, posted: Posted, content: Json, fields: tuple[str, ...]) -> Json:
    """Replace the named fields by `content` and return the message's new body.

    :raises ApiRefusal: 400 if nothing would change
    """
    if all(posted.body.get(name) == content.get(name) for name in fields):
        raise bad_request(NOT_MODIFIED)
    body = {name: value for name, value in posted.body.items() if name not in fields}
    posted.body = body | content | {"edit_date": world.now()}
    posted.edits += 1
    world.feed.publish()
    return posted.body


def _edit_result(request: Request, body: Json) -> Json | bool:
    inline = request.params.get("inline_message_id") and not request.params.get("message_id")
    return True if inline else body
