"""Pin messages, and react to messages."""

from typing import Any

from aiogram.methods import PinChatMessage, SetMessageReaction, UnpinAllChatMessages, UnpinChatMessage

from bot.sandbox.messages.content import find_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import SandboxChat
from bot.sandbox.world.world import World

_SERVICE = (
    "new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message",
    "forum_topic_created", "forum_topic_closed", "forum_topic_reopened", "forum_topic_edited",
    "general_forum_topic_hidden", "general_forum_topic_unhidden", "new_chat_title",
)  # fmt: skip

# the reactions a bot may use
REACTIONS = frozenset({
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢",
    "🎉", "🤩", "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳",
    "❤\u200d🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓",
    "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨\u200d💻", "👀", "🎃", "🙈",
    "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
    "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷", "🤷\u200d♀",
    "😡",
})  # fmt: skip


@handles(PinChatMessage)
def pin_chat_message(world: World, method: PinChatMessage, _request: Request) -> bool:
    """Pin a message."""
    chat = pinnable_chat(world, method.chat_id)
    posted = find_message(chat, method.message_id, "message to pin")
    if any(kind in posted.body for kind in _SERVICE):
        raise bad_request("service messages can't be pinned")
    if method.message_id not in chat.pinned:
        chat.pinned.append(method.message_id)
    world.feed.publish()
    return True


@handles(UnpinChatMessage)
def unpin_chat_message(world: World, method: UnpinChatMessage, _request: Request) -> bool:
    """Unpin one message, by default the newest pinned one."""
    chat = pinnable_chat(world, method.chat_id)
    number = method.message_id or next(reversed(chat.pinned), None)
    if number is None or number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    world.feed.publish()
    return True


@handles(UnpinAllChatMessages)
def unpin_all_chat_messages(world: World, method: UnpinAllChatMessages, _request: Request) -> bool:
    """Unpin all messages."""
    pinnable_chat(world, method.chat_id).pinned.clear()
    world.feed.publish()
    return True


def pinnable_chat(world: World, reference: int | str) -> SandboxChat:
    """Return a chat in which the bot may pin messages.

    :raises ApiRefusal: 400 or 403
    """
    chat = world.open_chat(reference)
    right = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if not chat.private and not world.may(chat, right):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


@handles(SetMessageReaction)
def set_message_reaction(world: World, method: SetMessageReaction, request: Request) -> bool:
    """Set or remove the bot's reaction to a message."""
    chat = world.open_chat(method.chat_id)
    posted = find_message(chat, method.message_id, "message to react")
    wanted: list[Any] = request.params.get("reaction") or []
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(one.get("type") not in ("emoji", "custom_emoji") for one in wanted):
        raise bad_request("REACTION_INVALID")
    emoji = str(wanted[0].get("emoji", "")) if wanted else ""
    if wanted and wanted[0]["type"] == "emoji" and emoji.removesuffix("\ufe0f") not in REACTIONS:
        raise bad_request("REACTION_INVALID")
    posted.reaction = emoji
    world.feed.publish()
    return True
