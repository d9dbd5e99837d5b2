"""Edit and delete ephemeral messages. The ordinary methods send them."""

from aiogram.methods import (
    DeleteEphemeralMessage,
    EditEphemeralMessageCaption,
    EditEphemeralMessageMedia,
    EditEphemeralMessageReplyMarkup,
    EditEphemeralMessageText,
)

from bot.sandbox.messages.content import caption_text, keyboard, message_text
from bot.sandbox.methods.deleting import remove
from bot.sandbox.methods.editing import (
    CAPTION_FIELDS,
    CAPTIONED,
    MEDIA_FIELDS,
    TEXT_FIELDS,
    check_replaceable,
    media_content,
    replace_content,
)
from bot.sandbox.methods.registry import handles
from bot.sandbox.text.rich import rich_content
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.ephemeral import find_ephemeral
from bot.sandbox.world.people import Posted
from bot.sandbox.world.world import World

Edit = (
    EditEphemeralMessageText
    | EditEphemeralMessageCaption
    | EditEphemeralMessageMedia
    | EditEphemeralMessageReplyMarkup
)


@handles(EditEphemeralMessageText)
def edit_ephemeral_message_text(world: World, method: EditEphemeralMessageText, request: Request) -> bool:
    """Replace text and keyboard."""
    rich = request.params.get("rich_message")
    content = (rich_content(rich) if rich else message_text(world, request)) | keyboard(request)
    posted = _own_message(world, method)
    if "text" not in posted.body and "rich_message" not in posted.body:
        raise bad_request("there is no text in the message to edit")
    replace_content(world, posted, content, TEXT_FIELDS)
    return True


@handles(EditEphemeralMessageCaption)
def edit_ephemeral_message_caption(
    world: World, method: EditEphemeralMessageCaption, request: Request
) -> bool:
    """Replace caption and keyboard of a file."""
    content = caption_text(world, request.params) | keyboard(request)
    posted = _own_message(world, method)
    if not any(kind in posted.body for kind in CAPTIONED):
        raise bad_request("there is no caption in the message to edit")
    replace_content(world, posted, content, CAPTION_FIELDS)
    return True


@handles(EditEphemeralMessageMedia)
def edit_ephemeral_message_media(world: World, method: EditEphemeralMessageMedia, request: Request) -> bool:
    """Replace file, caption and keyboard."""
    media, markup = request.params["media"], keyboard(request)
    posted = _own_message(world, method)
    check_replaceable(posted, str(media["type"]))
    replace_content(world, posted, media_content(world, request, media) | markup, MEDIA_FIELDS)
    return True


@handles(EditEphemeralMessageReplyMarkup)
def edit_ephemeral_message_reply_markup(
    world: World, method: EditEphemeralMessageReplyMarkup, request: Request
) -> bool:
    """Replace the keyboard only."""
    markup = keyboard(request)
    replace_content(world, _own_message(world, method), markup, ("reply_markup",))
    return True


@handles(DeleteEphemeralMessage)
def delete_ephemeral_message(world: World, method: DeleteEphemeralMessage, _request: Request) -> bool:
    """Delete the message for its receiver."""
    chat = world.open_chat(method.chat_id)
    find_ephemeral(chat, method.receiver_user_id, method.ephemeral_message_id, "message to delete")
    remove(world, chat, method.ephemeral_message_id)
    return True


def _own_message(world: World, method: Edit) -> Posted:
    chat = world.open_chat(method.chat_id)
    posted = find_ephemeral(chat, method.receiver_user_id, method.ephemeral_message_id, "message to edit")
    if posted.author != world.bot.id:
        raise bad_request("message can't be edited")
    return posted
