"""Change a member's status in a chat and send the updates that follow from it."""

from bot.sandbox.world.people import PRESENT, Account, Json, Member, SandboxChat
from bot.sandbox.world.world import World


def change_membership(world: World, chat: SandboxChat, who: Account, new: Member, actor: Account) -> None:
    """Give a person or the bot another status and push the updates the bot would receive."""
    old = chat.member(who.id)
    was_in = chat.member(world.bot.id).present
    chat.members[who.id] = new
    if new == old:
        return
    is_bot = who.id == world.bot.id
    if is_bot or world.may(chat, "can_manage_chat"):
        _push_member_update(world, chat, who, old, actor)
    if old.present != new.present and chat.type != "channel" and (was_in or is_bot):
        kind = "new_chat_members" if new.present else "left_chat_member"
        post_service_message(world, chat, {kind: [who.user()] if new.present else who.user()}, actor)
    world.feed.publish()


def _push_member_update(world: World, chat: SandboxChat, who: Account, old: Member, actor: Account) -> None:
    channel = chat.type == "channel"
    payload = {
        "chat": chat.chat(),
        "from": actor.user(),
        "date": world.now(),
        "old_chat_member": old.as_member(who, channel=channel),
        "new_chat_member": chat.member(who.id).as_member(who, channel=channel),
    }
    world.queue.push("my_chat_member" if who.id == world.bot.id else "chat_member", payload)


def post_service_message(world: World, chat: SandboxChat, content: Json, actor: Account) -> None:
    """Post a service message and push its update.

    The bot gets no update of its own service messages, nor of the one about its removal.
    """
    posted = world.post(chat, content, actor)
    if chat.member(world.bot.id).status in PRESENT and actor.id != world.bot.id:
        world.queue.push("message", posted.body)
