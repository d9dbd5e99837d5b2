"""Orders about membership: groups, statuses, rights, blocking."""

from typing import Literal

from bot.sandbox.control.orders_table import OrderContext, order
from bot.sandbox.control.read_orders import chat_view
from bot.sandbox.people.actions import Impossible, find_person
from bot.sandbox.world import cast
from bot.sandbox.world.membership_changes import change_membership, post_service_message
from bot.sandbox.world.people import Account, Json, Member, SandboxChat
from bot.sandbox.world.world import World

Status = Literal["creator", "administrator", "member", "restricted", "left", "kicked"]


@order
def group(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext,
    *,
    title: str,
    owner: int,
    kind: Literal["group", "supergroup", "channel"] = "supergroup",
    username: str | None = None,
    forum: bool = False,
    id: int | None = None,  # noqa: A002
) -> Json:
    """Create a group, supergroup or channel without the bot."""
    chat = SandboxChat(
        id or context.world.new_chat_id(kind), kind, title=title, username=username, is_forum=forum
    )
    chat.members[find_person(context.world, owner).id] = Member("creator")
    return chat_view(context.world.add_chat(chat))


@order
def membership(
    context: OrderContext,
    *,
    chat: int,
    status: Status,
    person: int | None = None,
    by: int | None = None,
    rights: list[str] | None = None,
) -> Json:
    """Change the status of a person, or without `person` that of the bot.

    Updates and service messages follow. Without `rights` an administrator gets all of them and a restricted
    member none.
    """
    where = shared_chat(context.world, chat)
    who = context.world.bot if person is None else find_person(context.world, person)
    actor = find_person(context.world, by) if by else _owner(context.world, where)
    everything = cast.EVERY_RIGHT if status == "administrator" else frozenset()
    change_membership(
        context.world, where, who, Member(status, everything if rights is None else frozenset(rights)), actor
    )
    return chat_view(where)


@order
def block(context: OrderContext, *, person: int) -> Json:
    """Block the bot, as «Stop bot» does."""
    return _set_blocked(context.world, find_person(context.world, person), blocked=True)


@order
def unblock(context: OrderContext, *, person: int) -> Json:
    """Unblock the bot."""
    return _set_blocked(context.world, find_person(context.world, person), blocked=False)


@order
def deactivate(context: OrderContext, *, person: int) -> Json:
    """Delete the person's account. The bot gets no update of it."""
    who = find_person(context.world, person)
    who.deactivated = True
    return who.user()


@order
def upgrade(context: OrderContext, *, chat: int) -> Json:
    """Turn a group into a supergroup. The old id answers with migrate_to_chat_id."""
    old = shared_chat(context.world, chat)
    if old.type != "group":
        raise Impossible("not a group", chat)
    new = SandboxChat(
        context.world.new_chat_id("supergroup"), "supergroup", title=old.title, members=dict(old.members)
    )
    context.world.add_chat(new)
    actor = _owner(context.world, old)
    post_service_message(context.world, old, {"migrate_to_chat_id": new.id}, actor)
    post_service_message(context.world, new, {"migrate_from_chat_id": old.id}, actor)
    old.upgraded_to = new.id
    return chat_view(new)


@order
def delete_group(context: OrderContext, *, chat: int) -> Json:
    """Delete a group."""
    where = shared_chat(context.world, chat)
    where.deleted = True
    return chat_view(where)


def shared_chat(world: World, chat_id: int) -> SandboxChat:
    """Return the group or channel with this id.

    :raises Impossible: there is none
    """
    chat = world.chats.get(chat_id)
    if chat is None or chat.private:
        raise Impossible("no such chat", chat_id)
    return chat


def _set_blocked(world: World, person: Account, *, blocked: bool) -> Json:
    if person.blocked != blocked:
        person.blocked = blocked
        old, new = Member("kicked" if not blocked else "member"), Member("kicked" if blocked else "member")
        payload = {
            "chat": world.chats[person.id].chat(),
            "from": person.user(),
            "date": world.now(),
            "old_chat_member": old.as_member(world.bot),
            "new_chat_member": new.as_member(world.bot),
        }
        world.queue.push("my_chat_member", payload)
        world.feed.publish()
    return person.user() | {"blocked": person.blocked}


def _owner(world: World, chat: SandboxChat) -> Account:
    return next(world.people[user] for user, member in chat.members.items() if member.status == "creator")
