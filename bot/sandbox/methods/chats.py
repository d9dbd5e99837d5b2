"""Answer questions about chats and their members."""

from aiogram.methods import GetChat, GetChatAdministrators, GetChatMember, GetChatMemberCount

from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.people import Json, Member, SandboxChat
from bot.sandbox.world.world import World

NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
ADMINS = frozenset({"creator", "administrator"})


@handles(GetChat)
def get_chat(world: World, method: GetChat, _request: Request) -> Json:
    """Return the full description of a chat."""
    chat = (
        world.chat(method.chat_id) if _is_private(world, method.chat_id) else world.open_chat(method.chat_id)
    )
    full = chat.chat() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": NO_GIFTS}
    if description := world.descriptions.get(chat.id):
        full["description"] = description
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]].body
    return full


def _is_private(world: World, reference: int | str) -> bool:
    return world.chat(reference).private


@handles(GetChatMember)
def get_chat_member(world: World, method: GetChatMember, _request: Request) -> Json:
    """Return a user's membership in a chat."""
    chat = world.chat(method.chat_id)
    person = world.people.get(method.user_id)
    if person is None or (chat.private and person.id not in (chat.id, world.bot.id)):
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.private:
        return Member("member").as_member(person)
    chat = world.open_chat(method.chat_id)
    if chat.type == "channel" and not world.may(chat, "can_manage_chat") and person.id != world.bot.id:
        raise bad_request("member list is inaccessible")
    return chat.member(person.id).as_member(person, channel=chat.type == "channel")


@handles(GetChatAdministrators)
def get_chat_administrators(world: World, method: GetChatAdministrators, _request: Request) -> list[Json]:
    """Return the owner and the administrators. Of the bots, only this one is in a chat."""
    chat = _group_or_channel(world, method.chat_id)
    channel = chat.type == "channel"
    return [
        member.as_member(world.people[user], channel=channel)
        for user, member in chat.members.items()
        if member.status in ADMINS
    ]


@handles(GetChatMemberCount)
def get_chat_member_count(world: World, method: GetChatMemberCount, _request: Request) -> int:
    """Return the number of members, the bot included."""
    chat = world.open_chat(method.chat_id)
    return 2 if chat.private else sum(member.present for member in chat.members.values())


def _group_or_channel(world: World, reference: int | str) -> SandboxChat:
    chat = world.chat(reference)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return world.open_chat(reference)
