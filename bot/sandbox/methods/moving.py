"""Messages that are copied, forwarded, deleted, pinned or marked with a reaction."""

from datetime import timedelta
from typing import Any

from aiogram.methods import (
    CopyMessage,
    DeleteMessage,
    DeleteMessages,
    ForwardMessage,
    PinChatMessage,
    SetMessageReaction,
    UnpinAllChatMessages,
    UnpinChatMessage,
)

from bot.sandbox.content import caption_text, found_message, keyboard, place
from bot.sandbox.people import Chat, Json, Posted
from bot.sandbox.refusal import bad_request
from bot.sandbox.registry import answers
from bot.sandbox.wire import Request
from bot.sandbox.world import World

DELETABLE = timedelta(hours=48)
MAX_AT_ONCE = 100
# what a message says, without who said it, when, and under which number
CONTENT = ("text", "entities", "document", "photo", "location", "venue", "caption", "caption_entities")


@answers(CopyMessage)
def copy_message(world: World, method: CopyMessage, request: Request) -> Json:
    """Send the same again as one's own; the caption can be replaced."""
    chat = world.writable_chat(method.chat_id)
    source = found_message(world.open_chat(method.from_chat_id), method.message_id, "message to copy")
    content = _content(source, "message can't be copied")
    if request.params.get("caption") is not None and "text" not in content:
        content = {key: value for key, value in content.items() if not key.startswith("caption")}
        content |= caption_text(world, request)
    content |= place(world, chat, method, request) | keyboard(request)
    return {"message_id": world.post(chat, content, world.bot).body["message_id"]}


@answers(ForwardMessage)
def forward_message(world: World, method: ForwardMessage, _request: Request) -> Json:
    """Send the same with its origin shown."""
    chat = world.writable_chat(method.chat_id)
    source = found_message(world.open_chat(method.from_chat_id), method.message_id, "message to forward")
    if source.body.get("has_protected_content"):
        raise bad_request("message can't be forwarded")
    content = _content(source, "message can't be forwarded") | {"forward_origin": _origin(source.body)}
    return world.post(chat, content, world.bot).body


def _content(source: Posted, otherwise: str) -> Json:
    content = {key: source.body[key] for key in CONTENT if key in source.body}
    if not content:
        raise bad_request(otherwise)
    return content


def _origin(body: Json) -> Json:
    if "from" in body:
        return {"type": "user", "date": body["date"], "sender_user": body["from"]}
    return {"type": "channel", "date": body["date"], "chat": body["chat"], "message_id": body["message_id"]}


@answers(DeleteMessage)
def delete_message(world: World, method: DeleteMessage, _request: Request) -> bool:
    """Delete a message younger than 48 hours; another's in a group only with the right to."""
    chat = world.open_chat(method.chat_id)
    posted = found_message(chat, method.message_id, "message to delete")
    if not _own_or_allowed(world, chat, posted):
        raise bad_request("message can't be deleted")
    if world.clock() - posted.at > DELETABLE:
        raise bad_request("message can't be deleted for everyone")
    _remove(world, chat, method.message_id)
    return True


@answers(DeleteMessages)
def delete_messages(world: World, method: DeleteMessages, _request: Request) -> bool:
    """Delete up to a hundred; those that cannot be found or deleted are passed over."""
    chat = world.open_chat(method.chat_id)
    _check_count(method.message_ids)
    for message_id in method.message_ids:
        posted = chat.messages.get(message_id)
        if posted and world.clock() - posted.at <= DELETABLE and _own_or_allowed(world, chat, posted):
            _remove(world, chat, message_id)
    return True


def _check_count(ids: list[int]) -> None:
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_AT_ONCE:
        raise bad_request("too many message identifiers specified")


def _own_or_allowed(world: World, chat: Chat, posted: Posted) -> bool:
    return chat.private or posted.author == world.bot.id or world.may(chat, "can_delete_messages")


def _remove(world: World, chat: Chat, message_id: int) -> None:
    del chat.messages[message_id]
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    world.feed.publish()


@answers(PinChatMessage)
def pin_chat_message(world: World, method: PinChatMessage, _request: Request) -> bool:
    """Put a message on top of its chat."""
    chat = _pinnable(world, method.chat_id)
    found_message(chat, method.message_id, "message to pin")
    if method.message_id not in chat.pinned:
        chat.pinned.append(method.message_id)
    world.feed.publish()
    return True


@answers(UnpinChatMessage)
def unpin_chat_message(world: World, method: UnpinChatMessage, _request: Request) -> bool:
    """Take down one pinned message, the newest unless named."""
    chat = _pinnable(world, method.chat_id)
    number = method.message_id or next(reversed(chat.pinned), None)
    if number is None or number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    world.feed.publish()
    return True


@answers(UnpinAllChatMessages)
def unpin_all_chat_messages(world: World, method: UnpinAllChatMessages, _request: Request) -> bool:
    """Take all pinned messages down."""
    _pinnable(world, method.chat_id).pinned.clear()
    world.feed.publish()
    return True


def _pinnable(world: World, reference: int | str) -> Chat:
    chat = world.open_chat(reference)
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if not chat.private and not world.may(chat, right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


@answers(SetMessageReaction)
def set_message_reaction(world: World, method: SetMessageReaction, request: Request) -> bool:
    """Mark a message with one reaction, or take it back."""
    chat = world.open_chat(method.chat_id)
    posted = found_message(chat, method.message_id, "message to react")
    wanted: list[Any] = request.params.get("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    posted.reaction = str(wanted[0].get("emoji", "")) if wanted else ""
    world.feed.publish()
    return True
