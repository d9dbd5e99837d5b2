"""Seed a sandbox with a small cast of people and chats."""

from bot.sandbox.world.people import Account, Json, Member, SandboxChat
from bot.sandbox.world.world import World

# the secretariat's user id; an application that embeds the sandbox names it as an owner
OWNER_ID = 700_000_001
ANNA_ID = 700_000_002
BORIS_ID = 700_000_003
GROUP_ID = -1_001_700_000_001
CHANNEL_ID = -1_001_700_000_002

EVERY_RIGHT = frozenset({
    "can_manage_chat", "can_delete_messages", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_post_messages", "can_edit_messages", "can_promote_members", "can_restrict_members",
    "can_manage_topics",
})  # fmt: skip
POSTING = frozenset({"can_manage_chat", "can_post_messages", "can_edit_messages", "can_delete_messages"})


def make_bot(bot_id: int, username: str = "mag_sandbox_bot") -> Account:
    """Create the account of the bot. Its id is the number in the token."""
    return Account(id=bot_id, first_name="МАГ", username=username, language_code=None, is_bot=True)


def seed(world: World) -> Json:
    """Add two readers, the secretariat, a city group and a channel. Return their ids by role.

    The bot is a member of the group and may post in the channel.
    """
    world.add_person(Account(ANNA_ID, "Анна", username="anna_reader"))
    world.add_person(Account(BORIS_ID, "Борис", username="boris_reader", language_code="en"))
    world.add_person(Account(OWNER_ID, "Секретариат", username="mag_secretariat"))
    group = SandboxChat(GROUP_ID, "supergroup", title="Город Казань")
    group.members = {
        ANNA_ID: Member("creator"),
        BORIS_ID: Member("member"),
        world.bot.id: Member("member"),
    }
    channel = SandboxChat(CHANNEL_ID, "channel", title="Новости МАГ", username="mag_news")
    channel.members = {
        OWNER_ID: Member("creator"),
        ANNA_ID: Member("member"),
        world.bot.id: Member("administrator", POSTING),
    }
    world.add_chat(group)
    world.add_chat(channel)
    return {"owner": OWNER_ID, "readers": [ANNA_ID, BORIS_ID], "group": GROUP_ID, "channel": CHANNEL_ID}
