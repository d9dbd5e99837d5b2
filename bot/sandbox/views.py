"""Orders of the control interface that read: people, chats, messages, calls, the clock and the faults."""

from datetime import datetime
from typing import Any

from bot.sandbox.calls import Wanted
from bot.sandbox.deeds import Impossible, buttons
from bot.sandbox.desk import Desk, order, reading
from bot.sandbox.faults import Fault, UnknownFault
from bot.sandbox.methods.profile import menu_for
from bot.sandbox.pace import Pace
from bot.sandbox.people import Chat, Json, Posted

LONGEST_WAIT = 60.0


def message_view(posted: Posted) -> Json:
    """A message with what the Bot API does not show: its author, its edits, who may see it."""
    number = posted.body["message_id"] or posted.body.get("ephemeral_message_id")
    return {
        "id": number,
        "body": posted.body,
        "author": posted.author,
        "edits": posted.edits,
        "receiver": posted.receiver,
        "reaction": posted.reaction,
    }


def chat_view(chat: Chat) -> Json:
    """A chat with its members' standings and pinned messages."""
    members = {str(user): member.status for user, member in chat.members.items()}
    return {**chat.chat(), "members": members, "pinned": chat.pinned, "upgraded_to": chat.upgraded_to}


@reading
def people(desk: Desk) -> list[Json]:
    """Everybody but the bot."""
    found = [person for person in desk.world.people.values() if not person.is_bot]
    return [person.user() | {"blocked": person.blocked, "started": person.started} for person in found]


@reading
def chats(desk: Desk, *, person: int | None = None) -> list[Json]:
    """All chats, or those a person sees with the last message of each."""
    every = desk.world.chats.values()
    if person is None:
        return [chat_view(chat) for chat in every]
    shown = [chat for chat in every if chat.id == person or chat.member(person).present]
    return [chat_view(chat) | {"last": _last(chat, person)} for chat in shown]


def _last(chat: Chat, person: int) -> Json | None:
    visible = (posted for posted in chat.newest_first() if posted.receiver in (None, person))
    newest = next(visible, None)
    return message_view(newest) if newest else None


@reading
def messages(desk: Desk, *, chat: int, person: int | None = None, after: int = 0) -> list[Json]:
    """The messages of a chat with ids past `after`; with `person`, those this person may see."""
    where = desk.world.chats.get(chat)
    if where is None:
        raise Impossible("no such chat", chat)
    return [
        message_view(posted)
        for number, posted in where.messages.items()
        if number > after and (posted.receiver is None or person in (None, posted.receiver))
    ]


@reading
async def changes(desk: Desk, *, after: int, limit: float = 25.0) -> Json:
    """Wait until something changed since version `after`, at most `limit` real seconds; the version then."""
    return {"version": await desk.world.feed.wait(after, min(limit, LONGEST_WAIT))}


@reading
def state(desk: Desk) -> Json:
    """Where everything stands: version, clock, the bot, waiting updates, calls so far."""
    world, log = desk.world, desk.gateway.log
    return {
        "version": world.feed.version,
        "now": world.clock().isoformat(),
        "bot": world.bot.user(),
        "pending": len(world.queue.pending()),
        "calls": log.count,
        "unknown": log.unknown,
        "profile": {
            "names": world.profile.names,
            "descriptions": world.profile.descriptions,
            "short_descriptions": world.profile.short_descriptions,
        },
    }


@reading
def menu(desk: Desk, *, person: int, chat: int) -> list[Json]:
    """The commands a person is offered in a chat."""
    if person not in desk.world.people or chat not in desk.world.chats:
        raise Impossible("no such chat", chat)
    return menu_for(desk.world, person, chat)


@reading
def query(desk: Desk, *, id: str) -> Json:  # noqa: A002
    """A press or an inline question, and its answer if there is one."""
    found = desk.world.queries.get(id)
    if found is None:
        raise Impossible("no such query", id)
    return {"id": found.id, "answer": found.answer}


@reading
def calls(desk: Desk, *, after: int = 0, method: str | None = None, last: int | None = None) -> list[Json]:
    """The bot's calls past number `after`, of one method or of all; `last` keeps only so many."""
    return [call.as_json() for call in desk.gateway.log.since(after, Wanted(method), last)]


@order
def forget_calls(desk: Desk, *, keep: bool = True) -> Json:
    """Empty the log; `keep` false leaves it off."""
    desk.gateway.log.clear()
    desk.gateway.log.keep = keep
    return {}


@order
def fault(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    desk: Desk, *,
    kind: str,
    method: str | None = None,
    chat: int | None = None,
    times: int | None = None,
    share: float = 1.0,
    seconds: int = 1,
    migrate_to: int | None = None,
) -> Json:  # fmt: skip
    """Let the API fail; see bot.sandbox.faults for the kinds."""
    try:
        found = Fault(kind, method, chat, times, share=share, seconds=seconds, migrate_to=migrate_to)
    except UnknownFault as error:
        raise Impossible("no such fault", error.kind) from error
    desk.gateway.faults.add(found)
    return {"kind": kind}


@reading
def faults(desk: Desk) -> list[Json]:
    """The faults in force and how often each struck."""
    return [
        {
            "kind": one.kind,
            "method": one.method,
            "chat": one.chat_id,
            "times": one.times,
            "struck": one.struck,
        }
        for one in desk.gateway.faults.active
    ]


@order
def clear_faults(desk: Desk) -> Json:
    """Let everything work again."""
    desk.gateway.faults.clear()
    return {}


@order
async def clock(
    desk: Desk,
    *,
    set: datetime | None = None,  # noqa: A002
    advance: float | None = None,
    next: bool = False,  # noqa: A002
) -> Json:
    """Read the virtual clock, or move it to an instant, by seconds, or to when something is due next."""
    if next:
        due = await desk.due_next()
        if due is None:
            raise Impossible("nothing is due")
        await desk.move_clock(due)
    if set is not None:
        await desk.move_clock(set)
    if advance is not None:
        await desk.advance_clock(advance)
    return {"now": desk.world.clock().isoformat()}


@order
def options(desk: Desk, *, pace: bool | None = None, privacy: bool | None = None) -> Json:
    """Keep Telegram's pace or not; the bot's group privacy mode."""
    if pace is not None:
        desk.gateway.pace = Pace(desk.gateway.real_time) if pace else None
    if privacy is not None:
        desk.world.privacy = privacy
    return {"pace": desk.gateway.pace is not None, "privacy": desk.world.privacy}


@reading
def labels(desk: Desk, *, chat: int, message_id: int) -> list[dict[str, Any]]:
    """The buttons of a message."""
    posted = desk.world.chats[chat].messages.get(message_id) if chat in desk.world.chats else None
    if posted is None:
        raise Impossible("no such message", message_id)
    return buttons(posted.body)
