"""Text messages: sent, edited, and the chat action that announces them."""

from aiogram.methods import (
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    SendChatAction,
    SendMessage,
)

from bot.sandbox.content import caption_text, found_message, keyboard, message_text, place
from bot.sandbox.people import Json, Posted
from bot.sandbox.refusal import NOT_MODIFIED, bad_request
from bot.sandbox.registry import answers
from bot.sandbox.whisper import receiver_of, whisper
from bot.sandbox.wire import Request
from bot.sandbox.world import World

CHAT_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel",
})  # fmt: skip
TEXT_FIELDS = ("text", "entities", "reply_markup")
CAPTION_FIELDS = ("caption", "caption_entities", "reply_markup")
MEDIA = ("document", "photo", "location", "venue")


@answers(SendMessage)
def send_message(world: World, method: SendMessage, request: Request) -> Json:
    """Post a text."""
    chat = world.writable_chat(method.chat_id)
    content = message_text(world, request) | place(world, chat, method, request) | keyboard(request)
    if receiver := receiver_of(request):
        return whisper(world, chat, content, receiver).body
    return world.post(chat, content, world.bot).body


@answers(EditMessageText)
def edit_message_text(world: World, method: EditMessageText, request: Request) -> Json | bool:
    """Replace text and keyboard; a keyboard not given again is removed."""
    if method.inline_message_id:
        message_text(world, request)
        return True
    posted = _own_message(world, method)
    if "text" not in posted.body:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, posted, message_text(world, request) | keyboard(request), TEXT_FIELDS)


@answers(EditMessageCaption)
def edit_message_caption(world: World, method: EditMessageCaption, request: Request) -> Json | bool:
    """Replace caption and keyboard of a file."""
    if method.inline_message_id:
        return True
    posted = _own_message(world, method)
    if not any(kind in posted.body for kind in MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return _replace(world, posted, caption_text(world, request) | keyboard(request), CAPTION_FIELDS)


@answers(EditMessageReplyMarkup)
def edit_message_reply_markup(world: World, method: EditMessageReplyMarkup, request: Request) -> Json | bool:
    """Replace the keyboard only."""
    if method.inline_message_id:
        return True
    posted = _own_message(world, method)
    return _replace(world, posted, keyboard(request), ("reply_markup",))


def _own_message(
    world: World, method: EditMessageText | EditMessageCaption | EditMessageReplyMarkup
) -> Posted:
    chat = world.open_chat(method.chat_id)
    posted = found_message(chat, method.message_id, "message to edit")
    if posted.author != world.bot.id:
        raise bad_request("message can't be edited")
    return posted


def _replace(world: World, posted: Posted, content: Json, fields: tuple[str, ...]) -> Json:
    if all(posted.body.get(name) == content.get(name) for name in fields):
        raise bad_request(NOT_MODIFIED)
    body = {name: value for name, value in posted.body.items() if name not in fields}
    posted.body = body | content | {"edit_date": world.now()}
    posted.edits += 1
    world.feed.publish()
    return posted.body


@answers(SendChatAction)
def send_chat_action(world: World, method: SendChatAction, _request: Request) -> bool:
    """Show that the bot is at work; nothing is stored."""
    world.writable_chat(method.chat_id)
    if method.action not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True
