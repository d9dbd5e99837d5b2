"""Orders of the control interface about what people do together: topics, votes, reactions, invitations."""

from typing import Literal

from bot.sandbox.control.orders_table import OrderContext, order
from bot.sandbox.control.read_orders import chat_view, message_view
from bot.sandbox.people import reacting, sharing
from bot.sandbox.people.actions import Impossible, chat_for, person_of
from bot.sandbox.people.inline_actions import ask_inline as type_inline
from bot.sandbox.people.inline_actions import choose_inline as take_result
from bot.sandbox.people.inline_actions import summon as call_guest
from bot.sandbox.world.membership_changes import change, service
from bot.sandbox.world.people import DEFAULT_COLOR, Account, ForumTopic, Json, Member, SandboxChat
from bot.sandbox.world.topics import COLORS, mark, open_topic, topics_of
from bot.sandbox.world.world import World


@order
def ask_inline(
    desk: OrderContext, *, person: int, query: str, offset: str = "", chat: int | None = None
) -> Json:
    """Type «@bot …» in some chat."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    return {"query": type_inline(desk.world, who, query, offset, where).id}


@order
def choose_inline(
    desk: OrderContext, *, person: int, query: str, result: str, chat: int | None = None
) -> Json:
    """Send one of the results the bot offered; `query` is the question's id."""
    who = person_of(desk.world, person)
    return message_view(take_result(desk.world, who, chat_for(desk.world, who, chat), query, result))


@order
def summon(desk: OrderContext, *, person: int, chat: int, text: str, reply_to: int | None = None) -> Json:
    """Mention the bot as a guest, in a chat it need not belong to."""
    who = person_of(desk.world, person)
    return {"query": call_guest(desk.world, who, chat_for(desk.world, who, chat), text, reply_to).id}


@order
def forward(
    desk: OrderContext, *, person: int, message_id: int, chat: int | None = None, to: int | None = None
) -> Json:
    """Pass a message of a chat on to another chat, or to the bot."""
    who = person_of(desk.world, person)
    source, target = chat_for(desk.world, who, chat), chat_for(desk.world, who, to)
    return message_view(sharing.forward(desk.world, who, source, message_id, target))


@order
def topic(desk: OrderContext, *, person: int, chat: int, name: str, color: int = DEFAULT_COLOR) -> Json:
    """Open a topic in a forum; its id is the thread."""
    who, where = _in_forum(desk.world, person, chat)
    if not name.strip() or color not in COLORS:
        raise Impossible("no such name or colour", name)
    opened = open_topic(desk.world, where, who, name, color, None)
    _tell(desk.world, where, opened)
    return {"id": opened.number} | opened.shown()


@order
def topic_closed(desk: OrderContext, *, person: int, chat: int, thread: int, closed: bool = True) -> Json:
    """Close a topic, or open it again."""
    who, where = _in_forum(desk.world, person, chat)
    found = topics_of(desk.world, where).get(thread)
    if found is None or found.closed == closed:
        raise Impossible("no such topic", thread)
    found.closed = closed
    kind = "forum_topic_closed" if closed else "forum_topic_reopened"
    service(desk.world, where, {kind: {}} | mark(found), who)
    return found.shown() | {"closed": found.closed}


def _in_forum(world: World, person_id: int, chat_id: int) -> tuple[Account, SandboxChat]:
    who = person_of(world, person_id)
    where = chat_for(world, who, chat_id)
    if not where.is_forum:
        raise Impossible("not a forum", chat_id)
    return who, where


def _tell(world: World, chat: SandboxChat, opened: ForumTopic) -> None:
    if chat.member(world.bot.id).present:
        world.queue.push("message", chat.messages[opened.number].body)


@order
def vote(
    desk: OrderContext, *, person: int, message_id: int, options: list[int], chat: int | None = None
) -> Json:
    """Choose answers of a poll by their numbers from 0; none takes the vote back."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    return reacting.vote(desk.world, who, where, message_id, options)


@order
def react(
    desk: OrderContext, *, person: int, message_id: int, emoji: str = "", chat: int | None = None
) -> Json:
    """Mark a message with an emoji, or take the mark back."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    reacting.react(desk.world, who, where, message_id, emoji)
    return {}


@order
def join(desk: OrderContext, *, person: int, chat: int) -> Json:
    """Enter a group or channel."""
    return _move(desk.world, person, chat, "member")


@order
def leave(desk: OrderContext, *, person: int, chat: int) -> Json:
    """Leave a group or channel."""
    return _move(desk.world, person, chat, "left")


def _move(world: World, person_id: int, chat_id: int, status: Literal["member", "left"]) -> Json:
    who, where = person_of(world, person_id), world.chats.get(chat_id)
    if where is None or where.private:
        raise Impossible("no such chat", chat_id)
    old = where.member(who.id)
    if old.status in ("kicked", "creator") or old.present == (status == "member"):
        raise Impossible("cannot enter or leave", old.status)
    change(world, where, who, Member(status), who)
    return chat_view(where)
