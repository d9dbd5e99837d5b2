"""Orders for the page: everything one window shows, in one answer, and how far somebody has read."""

from typing import Any

from bot.sandbox.control.condition_orders import calls, faults
from bot.sandbox.control.orders_table import OrderContext, order, reading
from bot.sandbox.control.read_orders import chat_view, message_view, standing
from bot.sandbox.people.actions import chat_for, person_of
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.topics import topics_of

MOST_PEOPLE = 60
MOST_CHATS = 60
MOST_MESSAGES = 300


@reading
async def screen(
    desk: OrderContext,
    *,
    person: int | None = None,
    chat: int | None = None,
    search: str = "",
    calls_after: int = 0,
) -> Json:
    """What the page shows to a person in a chat; whoever is not found is replaced by the first there is.

    `search` narrows the people by a part of their name. The answer names the person and the chat it is about.
    """
    me = _me(desk, person)
    shown = standing(desk) | {
        "people": _people(desk, search),
        "me": None,
        "chat": None,
        "messages": [],
        "topics": [],
    }
    due = await desk.due_next()
    shown |= {
        "next": due.isoformat() if due else None,
        "knows_next": desk.next_due is not None,
        "calls_made": calls(desk, after=calls_after, last=100),
        "faults": faults(desk),
    }
    if me is not None:
        shown |= {"me": _about(me), "chats": _chats(desk, me), "open_to_join": _joinable(desk, me)}
        shown |= _conversation(desk, me, chat)
    return shown


@order
def read(desk: OrderContext, *, person: int, message_id: int, chat: int | None = None) -> Json:
    """Note that a person has read a chat up to a message."""
    where = chat_for(desk.world, person_of(desk.world, person), chat)
    if message_id > where.read.get(person, 0):
        where.read[person] = message_id
        desk.world.feed.publish()
    return {"read": where.read.get(person, 0)}


def _me(desk: OrderContext, wanted: int | None) -> Account | None:
    people = desk.world.people
    found = people.get(wanted or 0)
    if found is not None and not found.is_bot:
        return found
    return next((one for one in people.values() if not one.is_bot), None)


def _people(desk: OrderContext, search: str) -> Json:
    wanted = search.strip().casefold()
    found: list[Json] = []
    more = 0
    for one in desk.world.people.values():
        name = f"{one.first_name} {one.last_name or ''} {one.username or ''}"
        if one.is_bot or wanted not in name.casefold():
            continue
        if len(found) < MOST_PEOPLE:
            found.append(_about(one))
        else:
            more += 1
    return {"found": found, "more": more}


def _about(person: Account) -> Json:
    return person.user() | {"blocked": person.blocked, "started": person.started}


def _chats(desk: OrderContext, me: Account) -> list[Json]:
    """The private chat and the shared ones, the most recently used first."""
    world = desk.world
    shared = [one for one in world.chats.values() if not one.private and one.member(me.id).present]
    rows = [_row(chat, me) for chat in [world.chats[me.id], *shared] if chat.upgraded_to is None]
    rows.sort(key=lambda row: -(row["last"]["body"]["date"] if row["last"] else 0))
    return rows[:MOST_CHATS]


def _row(chat: SandboxChat, me: Account) -> Json:
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


def _joinable(desk: OrderContext, me: Account) -> list[Json]:
    """Groups and channels the person could enter."""
    found = [
        chat.chat()
        for chat in desk.world.chats.values()
        if not (chat.private or chat.deleted or chat.upgraded_to or chat.member(me.id).present)
    ]
    return found[:5]


def _conversation(desk: OrderContext, me: Account, wanted: int | None) -> Json:
    chat = desk.world.chats.get(wanted or 0)
    if chat is None or not (chat.id == me.id or chat.member(me.id).present):
        return {}
    visible = [message_view(posted) for posted in chat.messages.values() if posted.receiver in (None, me.id)]
    left = chat.doing[1] - desk.gateway.real_time() if chat.doing else 0.0
    doing: Any = {"action": chat.doing[0], "left": left} if chat.doing and left > 0 else None
    return {
        "chat": chat.id,
        "messages": visible[-MOST_MESSAGES:],
        "doing": doing,
        "reply_keyboard": chat.reply_keyboard,
        "topics": [topic.shown() for topic in topics_of(desk.world, chat).values() if not topic.hidden],
    }
