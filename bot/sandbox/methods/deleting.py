"""Delete messages."""

from datetime import timedelta

from aiogram.methods import DeleteMessage, DeleteMessages

from bot.sandbox.messages.content import find_message
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Posted, SandboxChat
from bot.sandbox.world.world import World

DELETABLE = timedelta(hours=48)
MAX_AT_ONCE = 100


@handles(DeleteMessage)
def delete_message(world: World, method: DeleteMessage, _request: Request) -> bool:
    """Delete a message younger than 48 hours.

    In groups a message of another user needs the right to delete messages.
    """
    chat = world.open_chat(method.chat_id)
    _check_deletable(world, chat, find_message(chat, method.message_id, "message to delete"))
    remove(world, chat, method.message_id)
    return True


@handles(DeleteMessages)
def delete_messages(world: World, method: DeleteMessages, _request: Request) -> bool:
    """Delete up to a hundred messages.

    Missing ones are skipped. One that may not be deleted stops the whole call.
    """
    check_numbers(method.message_ids)
    chat = world.open_chat(method.chat_id)
    found = {number: chat.messages[number] for number in method.message_ids if number in chat.messages}
    found = {number: posted for number, posted in found.items() if posted.receiver is None}
    for posted in found.values():
        _check_deletable(world, chat, posted)
    for number in found:
        remove(world, chat, number)
    return True


def check_numbers(ids: list[int]) -> None:
    """Refuse an empty list, too many message numbers, and numbers below 1.

    :raises ApiRefusal: 400
    """
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MAX_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if any(number <= 0 for number in ids):
        raise bad_request("invalid message identifier specified")


def _check_deletable(world: World, chat: SandboxChat, posted: Posted) -> None:
    own = chat.private or posted.author == world.bot.id
    if not own and not world.may(chat, "can_delete_messages"):
        raise bad_request("message can't be deleted")
    if world.clock() - posted.at > DELETABLE:
        raise bad_request("message can't be deleted for everyone")


def remove(world: World, chat: SandboxChat, message_id: int) -> None:
    """Remove a message from its chat and from the pinned ones."""
    del chat.messages[message_id]
    if message_id in chat.pinned:
        chat.pinned.remove(message_id)
    world.feed.publish()
