"""Write in the name of a chat: as an anonymous administrator, or as a channel.

In both cases the Bot API names a service account of Telegram as the sender, and the chat beside it.
"""

from bot.sandbox.people.actions import Impossible, may_post
from bot.sandbox.world.people import Account, Json, SandboxChat
from bot.sandbox.world.world import World

_ANONYMOUS_ADMIN = Account(
    1_087_968_824, "Group", username="GroupAnonymousBot", language_code=None, is_bot=True
)
_CHANNEL_BOT = Account(136_817_688, "Channel", username="Channel_Bot", language_code=None, is_bot=True)


def sender_fields(world: World, person: Account, chat: SandboxChat, sender: int | None) -> Json:
    """Return the fields by which a message in a supergroup is sent in the name of a chat.

    Without a sender there are none, since the message is the person's own.

    :raises Impossible: the chat is no supergroup, or the person may not write in that name
    """
    if sender is None:
        return {}
    named = world.chats.get(sender)
    if chat.type != "supergroup":
        raise Impossible("only in a supergroup", chat.id)
    if named is chat:
        if chat.member(person.id).status not in ("creator", "administrator"):
            raise Impossible("not an administrator", person.id)
        return _fields(_ANONYMOUS_ADMIN, chat)
    if named is None or named.type != "channel":
        raise Impossible("no such channel", sender)
    if not may_post(named, person):
        raise Impossible("not allowed to post", sender)
    return _fields(_CHANNEL_BOT, named)


def _fields(account: Account, chat: SandboxChat) -> Json:
    return {"from": account.user(), "sender_chat": chat.chat()}
