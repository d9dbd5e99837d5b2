"""Manage members and the chat itself, as far as the bot's rights allow."""

from collections.abc import Mapping
from typing import Any

from aiogram.methods import (
    BanChatMember,
    LeaveChat,
    PromoteChatMember,
    RestrictChatMember,
    SetChatDescription,
    SetChatTitle,
    UnbanChatMember,
)

from bot.sandbox.messages.content import is_set
from bot.sandbox.methods.registry import handles
from bot.sandbox.wire.refusal import bad_request
from bot.sandbox.wire.requests import Request
from bot.sandbox.world.membership_changes import change_membership, post_service_message
from bot.sandbox.world.people import (
    ADMIN_RIGHTS,
    CHANNEL_RIGHTS,
    GROUP_RIGHTS,
    SEND_RIGHTS,
    Account,
    Member,
    SandboxChat,
)
from bot.sandbox.world.world import World

MAX_TITLE, MAX_DESCRIPTION = 128, 255
PRIVILEGED = frozenset({"creator", "administrator"})


@handles(LeaveChat)
def leave_chat(world: World, method: LeaveChat, _request: Request) -> bool:
    """Leave a group or channel."""
    chat = world.chat(method.chat_id)
    if chat.private:
        raise bad_request("can't leave private chats")
    change_membership(world, world.open_chat(method.chat_id), world.bot, Member("left"), world.bot)
    return True


@handles(BanChatMember)
def ban_chat_member(world: World, method: BanChatMember, _request: Request) -> bool:
    """Remove a member and keep them out. Bans with a time limit do not end by themselves."""
    chat = _group_or_channel(world, method.chat_id, "can't ban members in private chats")
    who = _restrictable_person(world, chat, method.user_id)
    change_membership(world, chat, who, Member("kicked"), world.bot)
    return True


@handles(UnbanChatMember)
def unban_chat_member(world: World, method: UnbanChatMember, _request: Request) -> bool:
    """Let a user come back. A present member is removed unless only_if_banned is set."""
    chat = _supergroup_or_channel(world, method.chat_id)
    status = chat.member(method.user_id).status
    if is_set(method.only_if_banned) and status != "kicked":
        return True
    who = _restrictable_person(world, chat, method.user_id)
    change_membership(world, chat, who, Member("left"), world.bot)
    return True


@handles(RestrictChatMember)
def restrict_chat_member(world: World, method: RestrictChatMember, request: Request) -> bool:
    """Restrict a member to these rights. All rights end the restriction."""
    chat = world.open_chat(method.chat_id)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    who = _restrictable_person(world, chat, method.user_id)
    if not chat.member(who.id).present:
        raise bad_request("USER_NOT_PARTICIPANT")
    rights = _granted(request.params["permissions"], SEND_RIGHTS)
    everything = rights >= frozenset(SEND_RIGHTS) - {"can_edit_tag"}
    change_membership(
        world, chat, who, Member("member") if everything else Member("restricted", rights), world.bot
    )
    return True


@handles(PromoteChatMember)
def promote_chat_member(world: World, method: PromoteChatMember, request: Request) -> bool:
    """Make a member an administrator with these rights, or without any an ordinary member again."""
    chat = _supergroup_or_channel(world, method.chat_id)
    if method.user_id == world.bot.id:
        raise bad_request("can't promote self")
    if not world.may(chat, "can_promote_members"):
        raise bad_request("not enough rights")
    who = _person(world, method.user_id)
    old = chat.member(who.id)
    if old.status == "creator":
        raise bad_request("can't remove chat owner")
    if not old.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    rights = _granted(request.params, (*ADMIN_RIGHTS, *CHANNEL_RIGHTS, *GROUP_RIGHTS))
    if not rights <= chat.member(world.bot.id).rights | {"can_manage_chat"}:
        raise bad_request("RIGHT_FORBIDDEN")
    new = Member("administrator", rights | {"can_manage_chat"}) if rights else Member("member")
    change_membership(world, chat, who, new, world.bot)
    return True


def _granted(fields: Mapping[str, Any], names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name in names if is_set(fields.get(name)))


@handles(SetChatTitle)
def set_chat_title(world: World, method: SetChatTitle, _request: Request) -> bool:
    """Rename the chat."""
    chat = _group_or_channel(world, method.chat_id, "can't change private chat title")
    if not world.may(chat, "can_change_info"):
        raise bad_request("not enough rights to change chat title")
    title = " ".join(method.title.split())[:MAX_TITLE]
    if not title:
        raise bad_request("title must be non-empty")
    if title == chat.title:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.title = title
    post_service_message(world, chat, {"new_chat_title": title}, world.bot)
    return True


@handles(SetChatDescription)
def set_chat_description(world: World, method: SetChatDescription, _request: Request) -> bool:
    """Set the description of the chat."""
    chat = _group_or_channel(world, method.chat_id, "can't change private chat description")
    if not world.may(chat, "can_change_info"):
        raise bad_request("not enough rights to set chat description")
    description = (method.description or "").strip()[:MAX_DESCRIPTION]
    if description == world.descriptions.get(chat.id, ""):
        raise bad_request("chat description is not modified")
    world.descriptions[chat.id] = description
    world.feed.publish()
    return True


def _group_or_channel(world: World, reference: int | str, in_private: str) -> SandboxChat:
    if world.chat(reference).private:
        raise bad_request(in_private)
    return world.open_chat(reference)


def _supergroup_or_channel(world: World, reference: int | str) -> SandboxChat:
    chat = world.open_chat(reference)
    if chat.type not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    return chat


def _person(world: World, user_id: int) -> Account:
    found = world.people.get(user_id)
    if found is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return found


def _restrictable_person(world: World, chat: SandboxChat, user_id: int) -> Account:
    """Return a user whom the bot may restrict.

    :raises ApiRefusal: 400
    """
    if user_id == world.bot.id:
        raise bad_request("can't restrict self")
    who = _person(world, user_id)
    if not world.may(chat, "can_restrict_members"):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    status = chat.member(who.id).status
    if status in PRIVILEGED:
        owner = status == "creator"
        raise bad_request("can't remove chat owner" if owner else "user is an administrator of the chat")
    return who
