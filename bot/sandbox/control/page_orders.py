"""Orders for the page: all that one window shows, and how far a person has read."""

from dataclasses import asdict
from typing import Any

from bot.sandbox.control.condition_orders import calls, faults
from bot.sandbox.control.orders_table import OrderContext, order, read_only_order
from bot.sandbox.control.program_orders import offer_view
from bot.sandbox.control.read_orders import chat_view, message_view, summary
from bot.sandbox.people.actions import chat_for, find_person
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.topics import topics_of

MOST_PEOPLE = 60
MOST_CHATS = 60
MOST_MESSAGES = 300


@read_only_order
async def screen(
    context: OrderContext,
    *,
    person: int | None = None,
    chat: int | None = None,
    search: str = "",
    calls_after: int = 0,
) -> Json:
    """Return all that the page shows to a person in a chat, with the ids of both.

    An unknown person is replaced by the first one. `search` narrows the people by a part of their name.
    """
    me = _find_person(context, person)
    shown = summary(context) | {
        "people": _people(context, search),
        "me": None,
        "chat": None,
        "messages": [],
        "topics": [],
    }
    due = await context.due_next()
    shown |= {
        "next": due.isoformat() if due else None,
        "knows_next": context.program.get("next_due") is not None,
        "offer": offer_view(context),
        "scenes": [asdict(scene) for scene in context.program.get("scenes", ())],
        "calls_made": calls(context, after=calls_after, last=100),
        "faults": faults(context),
    }
    if me is not None:
        shown |= {
            "me": _person_view(me),
            "chats": _chats(context, me),
            "open_to_join": _joinable_chats(context, me),
        }
        shown |= _conversation(context, me, chat)
    return shown


@order
def read(context: OrderContext, *, person: int, message_id: int, chat: int | None = None) -> Json:
    """Record that a person has read a chat up to a message."""
    where = chat_for(context.world, find_person(context.world, person), chat)
    if message_id > where.read.get(person, 0):
        where.read[person] = message_id
        context.world.feed.publish()
    return {"read": where.read.get(person, 0)}


def _find_person(context: OrderContext, wanted: int | None) -> Account | None:
    people = context.world.people
    found = people.get(wanted or 0)
    if found is not None and not found.is_bot:
        return found
    return next((one for one in people.values() if not one.is_bot), None)


def _people(context: OrderContext, search: str) -> Json:
    wanted = search.strip().casefold()
    found: list[Json] = []
    more = 0
    for one in context.world.people.values():
        name = f"{one.first_name} {one.last_name or ''} {one.username or ''}"
        if one.is_bot or wanted not in name.casefold():
            continue
        if len(found) < MOST_PEOPLE:
            found.append(_person_view(one))
        else:
            more += 1
    return {"found": found, "more": more}


def _person_view(person: Account) -> Json:
    return person.user() | {"blocked": person.blocked, "started": person.started}


def _chats(context: OrderContext, me: Account) -> list[Json]:
    """Return the private chat and the shared ones, the most recently used first."""
    world = context.world
    shared = [one for one in world.chats.values() if not one.private and one.member(me.id).present]
    rows = [_chat_row(chat, me) for chat in [world.chats[me.id], *shared] if chat.upgraded_to is None]
    rows.sort(key=lambda row: -(row["last"]["body"]["date"] if row["last"] else 0))
    return rows[:MOST_CHATS]


def _chat_row(chat: SandboxChat, me: Account) -> Json:
    last: Posted | None = None
    unread = 0
    seen = chat.read.get(me.id, 0)
    for number, posted in reversed(chat.messages.items()):
        if posted.receiver not in (None, me.id):
            continue
        last = last or posted
        if number <= seen:
            break
        unread += posted.author != me.id
    return chat_view(chat) | {"last": message_view(last) if last else None, "unread": unread}


def _joinable_chats(context: OrderContext, me: Account) -> list[Json]:
    """Return groups and channels the person could join."""
    found = [
        chat.chat()
        for chat in context.world.chats.values()
        if not (chat.private or chat.deleted or chat.upgraded_to or chat.member(me.id).present)
    ]
    return found[:5]


def _conversation(context: OrderContext, me: Account, wanted: int | None) -> Json:
    chat = context.world.chats.get(wanted or 0)
    if chat is None or not (chat.id == me.id or chat.member(me.id).present):
        return {}
    visible = [message_view(posted) for posted in chat.messages.values() if posted.receiver in (None, me.id)]
    left = chat.chat_action[1] - context.gateway.real_time() if chat.chat_action else 0.0
    doing: Any = {"action": chat.chat_action[0], "left": left} if chat.chat_action and left > 0 else None
    return {
        "chat": chat.id,
        "messages": visible[-MOST_MESSAGES:],
        "doing": doing,
        "reply_keyboard": chat.reply_keyboard,
        "topics": [
            topic.as_forum_topic() for topic in topics_of(context.world, chat).values() if not topic.hidden
        ],
    }
