"""Orders for people in groups: topics, votes, reactions, inline and guest queries, joining."""

from typing import Literal

from bot.sandbox.control.orders_table import OrderContext, order
from bot.sandbox.control.read_orders import chat_view, message_view
from bot.sandbox.people import reacting, sharing
from bot.sandbox.people.actions import Impossible, chat_for, find_person
from bot.sandbox.people.inline_actions import choose_result, send_guest_query, send_inline_query
from bot.sandbox.world.membership_changes import change_membership, post_service_message
from bot.sandbox.world.people import DEFAULT_COLOR, Account, ForumTopic, Json, Member, SandboxChat
from bot.sandbox.world.topics import COLORS, open_topic, topic_fields, topics_of
from bot.sandbox.world.world import World


@order
def ask_inline(
    context: OrderContext, *, person: int, query: str, offset: str = "", chat: int | None = None
) -> Json:
    """Type «@bot …» in a chat."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    return {"query": send_inline_query(context.world, who, query, offset, where).id}


@order
def choose_inline(
    context: OrderContext, *, person: int, query: str, result: str, chat: int | None = None
) -> Json:
    """Send one of the results that the bot offered. `query` is the id of the inline query."""
    who = find_person(context.world, person)
    return message_view(choose_result(context.world, who, chat_for(context.world, who, chat), query, result))


@order
def summon(context: OrderContext, *, person: int, chat: int, text: str, reply_to: int | None = None) -> Json:
    """Mention the bot as a guest, in a chat it need not belong to."""
    who = find_person(context.world, person)
    return {
        "query": send_guest_query(context.world, who, chat_for(context.world, who, chat), text, reply_to).id
    }


@order
def forward(
    context: OrderContext, *, person: int, message_id: int, chat: int | None = None, to: int | None = None
) -> Json:
    """Forward a message to another chat, or to the bot."""
    who = find_person(context.world, person)
    source, target = chat_for(context.world, who, chat), chat_for(context.world, who, to)
    return message_view(sharing.forward(context.world, who, source, message_id, target))


@order
def topic(context: OrderContext, *, person: int, chat: int, name: str, color: int = DEFAULT_COLOR) -> Json:
    """Open a topic in a forum. Its id is the thread."""
    who, where = _find_forum(context.world, person, chat)
    if not name.strip() or color not in COLORS:
        raise Impossible("no such name or colour", name)
    opened = open_topic(context.world, where, who, name, color, None)
    _push_opened(context.world, where, opened)
    return {"id": opened.number} | opened.as_forum_topic()


@order
def topic_closed(context: OrderContext, *, person: int, chat: int, thread: int, closed: bool = True) -> Json:
    """Close a topic, or open it again."""
    who, where = _find_forum(context.world, person, chat)
    found = topics_of(context.world, where).get(thread)
    if found is None or found.closed == closed:
        raise Impossible("no such topic", thread)
    found.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    post_service_message(context.world, where, {kind: {}} | topic_fields(found), who)
    return found.as_forum_topic() | {"closed": found.closed}


def _find_forum(world: World, person_id: int, chat_id: int) -> tuple[Account, SandboxChat]:
    who = find_person(world, person_id)
    where = chat_for(world, who, chat_id)
    if not where.is_forum:
        raise Impossible("not a forum", chat_id)
    return who, where


def _push_opened(world: World, chat: SandboxChat, opened: ForumTopic) -> None:
    if chat.member(world.bot.id).present:
        world.queue.push("message", chat.messages[opened.number].body)


@order
def vote(
    context: OrderContext, *, person: int, message_id: int, options: list[int], chat: int | None = None
) -> Json:
    """Choose answers of a poll by their numbers from 0. No answers take the vote back."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    return reacting.vote(context.world, who, where, message_id, options)


@order
def react(
    context: OrderContext, *, person: int, message_id: int, emoji: str = "", chat: int | None = None
) -> Json:
    """React to a message with an emoji, or remove the reaction."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    reacting.react(context.world, who, where, message_id, emoji)
    return {}


@order
def join(context: OrderContext, *, person: int, chat: int) -> Json:
    """Join a group or channel."""
    return _set_presence(context.world, person, chat, "member")


@order
def leave(context: OrderContext, *, person: int, chat: int) -> Json:
    """Leave a group or channel."""
    return _set_presence(context.world, person, chat, "left")


def _set_presence(world: World, person_id: int, chat_id: int, status: Literal["member", "left"]) -> Json:
    who, where = find_person(world, person_id), world.chats.get(chat_id)
    if where is None or where.private:
        raise Impossible("no such chat", chat_id)
    old = where.member(who.id)
    if old.status in ("kicked", "creator") or old.present == (status == "member"):
        raise Impossible("cannot enter or leave", old.status)
    change_membership(world, where, who, Member(status), who)
    return chat_view(where)
