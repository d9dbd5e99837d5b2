"""Send inline queries and guest queries to the bot."""

from typing import Any

from bot.sandbox.messages.inline import register
from bot.sandbox.people.actions import Impossible, post_without_update, send
from bot.sandbox.text.entities import detect
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.world import PendingQuery, World

MAX_QUERY = 256


def send_inline_query(
    world: World, person: Account, text: str, offset: str = "", chat: SandboxChat | None = None
) -> PendingQuery:
    """Send an inline query, cut to 256 characters as clients do."""
    query = PendingQuery(
        str(world.number() + 5_000_000_000), person.id, world.clock(), kind="inline", text=text[:MAX_QUERY]
    )
    world.queries[query.id] = query
    kind = "sender" if chat is None or chat.private else chat.type
    payload = {"id": query.id, "from": person.user(), "query": query.text, "offset": offset}
    world.queue.push("inline_query", payload | {"chat_type": kind})
    return query


def choose_result(world: World, person: Account, chat: SandboxChat, query_id: str, result: str) -> Posted:
    """Send one of the bot's inline results. The bot gets an update if inline feedback is on.

    :raises Impossible: the query has no such result
    """
    query = world.queries.get(query_id)
    content = query.contents.get(result) if query else None
    if query is None or content is None or query.person_id != person.id:
        raise Impossible("no such result", result)
    posted = send(world, person, chat, content | {"via_bot": world.bot.user()})
    chosen: Json = {"result_id": result, "from": person.user(), "query": query.text}
    if "reply_markup" in content:
        chosen["inline_message_id"] = register(world, posted)
    if world.inline_feedback:
        world.queue.push("chosen_inline_result", chosen)
    return posted


def send_guest_query(
    world: World, person: Account, chat: SandboxChat, text: str, reply_to: int | None = None
) -> PendingQuery:
    """Mention the bot in a chat it need not belong to. It gets this one message.

    :raises Impossible: the text does not mention the bot, or the bot takes no guest queries
    """
    name = f"@{world.bot.username}".lower()
    found = detect(text)
    mentioned = any(one["type"] == "mention" and _entity_text(text, one).lower() == name for one in found)
    if not mentioned:
        raise Impossible("the bot is not mentioned", text)
    if not world.guest_queries:
        raise Impossible("the bot takes no guest queries")
    content: Json = {"text": text, "entities": found}
    posted = post_without_update(world, person, chat, content, reply_to=reply_to)
    number = str(world.number() + 6_000_000_000)
    query = PendingQuery(number, person.id, world.clock(), chat.id, posted.body["message_id"], kind="guest")
    world.queries[query.id] = query
    world.queue.push("guest_message", posted.body | {"guest_query_id": query.id})
    return query


def _entity_text(text: str, entity: dict[str, Any]) -> str:
    units = text.encode("utf-16-le", "surrogatepass")
    first, last = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
    return units[first:last].decode("utf-16-le", "surrogatepass")
