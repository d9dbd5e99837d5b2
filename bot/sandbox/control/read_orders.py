"""Orders that read: people, chats, messages, and the state of the sandbox."""

from typing import Any

from bot.sandbox.control.orders_table import OrderContext, read_only_order
from bot.sandbox.people.actions import Impossible, buttons
from bot.sandbox.world.menus import menu_for
from bot.sandbox.world.people import Json, Posted, SandboxChat

LONGEST_WAIT = 60.0


def message_view(posted: Posted) -> Json:
    """Return a message with what the Bot API does not show: author, edits, receiver, reaction."""
    number = posted.body["message_id"] or posted.body.get("ephemeral_message_id")
    return {
        "id": number,
        "body": posted.body,
        "author": posted.author,
        "edits": posted.edits,
        "receiver": posted.receiver,
        "reaction": posted.reaction,
    }


def chat_view(chat: SandboxChat) -> Json:
    """Return a chat with its members' statuses and pinned messages."""
    members = {str(user): member.status for user, member in chat.members.items()}
    return {**chat.chat(), "members": members, "pinned": chat.pinned, "upgraded_to": chat.upgraded_to}


@read_only_order
def people(context: OrderContext) -> list[Json]:
    """Return all people. The bot is left out."""
    found = [person for person in context.world.people.values() if not person.is_bot]
    return [person.user() | {"blocked": person.blocked, "started": person.started} for person in found]


@read_only_order
def chats(context: OrderContext, *, person: int | None = None) -> list[Json]:
    """Return all chats, or those a person sees with the last message of each."""
    every = context.world.chats.values()
    if person is None:
        return [chat_view(chat) for chat in every]
    shown = [chat for chat in every if chat.id == person or chat.member(person).present]
    return [chat_view(chat) | {"last": _last(chat, person)} for chat in shown]


def _last(chat: SandboxChat, person: int) -> Json | None:
    visible = (posted for posted in chat.newest_first() if posted.receiver in (None, person))
    newest = next(visible, None)
    return message_view(newest) if newest else None


@read_only_order
def messages(context: OrderContext, *, chat: int, person: int | None = None, after: int = 0) -> list[Json]:
    """Return the messages of a chat with ids after `after`.

    With `person` these are the ones that person sees.
    """
    where = context.world.chats.get(chat)
    if where is None:
        raise Impossible("no such chat", chat)
    return [
        message_view(posted)
        for number, posted in where.messages.items()
        if number > after and (posted.receiver is None or person in (None, posted.receiver))
    ]


@read_only_order
async def changes(context: OrderContext, *, after: int, limit: float = 25.0) -> Json:
    """Wait for a change after version `after`, at most `limit` real seconds. Return the version."""
    return {"version": await context.world.feed.wait(after, min(limit, LONGEST_WAIT))}


@read_only_order
async def state(context: OrderContext) -> Json:
    """Return the version, the clock, what is due next, the bot, pending updates and calls."""
    due = await context.due_next()
    return summary(context) | {"next": due.isoformat() if due else None}


def summary(context: OrderContext) -> Json:
    """Return the state without what the embedding program does next."""
    world, log = context.world, context.gateway.log
    facts = context.program.get("facts")
    return {
        "version": world.feed.version,
        "now": world.clock().isoformat(),
        "speed": context.speed,
        "bot": world.bot.user(),
        "pending": len(world.queue.pending()),
        "calls": log.count,
        "unknown": log.unknown,
        "facts": {} if facts is None else dict(facts()),
        "profile": {
            "names": world.profile.names,
            "descriptions": world.profile.descriptions,
            "short_descriptions": world.profile.short_descriptions,
        },
    }


@read_only_order
def menu(context: OrderContext, *, person: int, chat: int) -> list[Json]:
    """Return the commands a person is offered in a chat."""
    if person not in context.world.people or chat not in context.world.chats:
        raise Impossible("no such chat", chat)
    return menu_for(context.world, person, chat)


@read_only_order
def query(context: OrderContext, *, id: str) -> Json:  # noqa: A002
    """Return a callback, inline or guest query with its answer, if there is one."""
    found = context.world.queries.get(id)
    if found is None:
        raise Impossible("no such query", id)
    return {"id": found.id, "answer": found.answer}


@read_only_order
def labels(context: OrderContext, *, chat: int, message_id: int) -> list[dict[str, Any]]:
    """Return the buttons of a message."""
    posted = context.world.chats[chat].messages.get(message_id) if chat in context.world.chats else None
    if posted is None:
        raise Impossible("no such message", message_id)
    return buttons(posted.body)
