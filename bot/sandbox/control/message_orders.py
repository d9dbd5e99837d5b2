"""Orders that let people send and press."""

import base64
import re
from typing import Any, Literal

from bot.sandbox.control.orders_table import OrderContext, order
from bot.sandbox.control.read_orders import message_view
from bot.sandbox.people import actions, sharing
from bot.sandbox.people.actions import Impossible, chat_for, find_person
from bot.sandbox.people.sender_chats import sender_fields
from bot.sandbox.world import seeding
from bot.sandbox.world.files import KINDS, store_file
from bot.sandbox.world.people import Account, Json
from bot.sandbox.world.world import StoredFile

MAX_NAME = 64
# as BotFather takes it: 5 to 32 letters, digits and underlines that end in «bot»
USERNAME = re.compile(r"(?=.{5,32}\Z)[A-Za-z][A-Za-z0-9_]*bot", re.IGNORECASE | re.ASCII)

FileKind = Literal["document", "photo", "animation", "audio", "video", "voice", "video_note", "sticker"]


@order
def seed(context: OrderContext, *, size: str | int = seeding.SMALL) -> Json:
    """Add people: «small», «demo», or a number of them who have started the bot."""
    try:
        return seeding.seed(context.world, size)
    except seeding.UnknownSize as error:
        raise Impossible("no such size", error.size) from error


@order
def person(
    context: OrderContext,
    *,
    name: str,
    id: int | None = None,  # noqa: A002
    username: str | None = None,
    language: str | None = "ru",
) -> Json:
    """Find a person by id, or without one by name. Create one if there is none."""
    everybody = context.world.people.values()
    known = next(
        (one for one in everybody if not one.is_bot and (one.id == id if id else one.first_name == name)),
        None,
    )
    if known is None:
        user_id = id or 800_000_000 + context.world.number()
        known = context.world.add_person(Account(user_id, name, username=username, language_code=language))
    return known.user()


@order
def say(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext,
    *,
    person: int,
    text: str,
    chat: int | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
    sender_chat: int | None = None,
    entities: list[Json] | None = None,
) -> Json:
    """Send a text, exactly as given, to the bot or to a chat. `entities` are its formatting.

    `sender_chat` is the supergroup itself for an anonymous administrator, or a channel of the person's.
    """
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    sender = sender_fields(context.world, who, where, sender_chat)
    return message_view(
        actions.say(context.world, who, where, text, sender, entities or (), reply_to=reply_to, thread=thread)
    )


@order
def rename(context: OrderContext, *, name: str | None = None, username: str | None = None) -> Json:
    """Give the bot another name or username, as its owner does with BotFather."""
    if name is not None and not 0 < len(name.strip()) <= MAX_NAME:
        raise Impossible("no such name", name)
    if username is not None and not USERNAME.fullmatch(username):
        raise Impossible("no such username", username)
    bot, names = context.world.bot, context.world.profile.names
    if name is not None:
        bot.first_name = name.strip()
        names |= {"": bot.first_name} if "" in names else {}
    bot.username = bot.username if username is None else username
    context.world.feed.publish()
    return bot.user()


@order
def revise(
    context: OrderContext,
    *,
    person: int,
    message_id: int,
    text: str,
    chat: int | None = None,
    entities: list[Json] | None = None,
) -> Json:
    """Edit the person's own text or caption. `entities` are its formatting."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    return message_view(actions.edit_text(context.world, who, where, message_id, text, entities or ()))


@order
def start(context: OrderContext, *, person: int, payload: str = "") -> Json:
    """Open the bot by t.me/<bot>?start=<payload>."""
    return say(context, person=person, text=f"/start {payload}".strip())


@order
def press(
    context: OrderContext,
    *,
    person: int,
    message_id: int,
    data: str,
    chat: int | None = None,
    forged: bool = False,
) -> Json:
    """Press the button with this callback data, with `forged` even if no button carries it."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    action = actions.send_callback if forged else actions.press
    return {"query": action(context.world, who, where, message_id, data).id}


@order
def send_file(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    context: OrderContext,
    *,
    person: int,
    name: str,
    content: str,
    mime: str = "application/octet-stream",
    caption: str | None = None,
    chat: int | None = None,
    kind: FileKind = "document",
    thread: int | None = None,
    reply_to: int | None = None,
    entities: list[Json] | None = None,
) -> Json:
    """Send a file as a document or as the kind in `kind`. `content` is base64.

    `entities` are the formatting of the caption.
    """
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    file = _stored(context, name, mime, content, kind)
    sent = sharing.send_file(
        context.world, who, where, file, caption, entities or (), thread=thread, reply_to=reply_to
    )
    return message_view(sent)


@order
def send_album(
    context: OrderContext,
    *,
    person: int,
    files: list[dict[str, str]],
    caption: str | None = None,
    chat: int | None = None,
    reply_to: int | None = None,
) -> list[Json]:
    """Send two to ten files as one album. Each is {name, content, mime?, kind?} as in send_file."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, chat)
    stored = [
        _stored(context, one["name"], one.get("mime", ""), one["content"], one.get("kind", "photo"))
        for one in files
    ]
    posted = sharing.send_album(context.world, who, where, stored, caption, reply_to=reply_to)
    return [message_view(one) for one in posted]


def _stored(context: OrderContext, name: str, mime: str, content: str, kind: str) -> StoredFile:
    if kind not in KINDS:
        raise Impossible("no such kind of file", kind)
    decoded = base64.b64decode(content, validate=True)
    return store_file(context.world, name, mime or "application/octet-stream", decoded, kind)


@order
def send_location(
    context: OrderContext, *, person: int, latitude: float, longitude: float, chat: int | None = None
) -> Json:
    """Send a location."""
    who = find_person(context.world, person)
    place = {"location": {"latitude": latitude, "longitude": longitude}}
    return message_view(actions.send(context.world, who, chat_for(context.world, who, chat), place))


@order
def share_users(context: OrderContext, *, person: int, request_id: int, users: list[int]) -> Json:
    """Press a button of the reply keyboard that requests people, and choose these."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, None)
    return message_view(sharing.share_users(context.world, who, where, request_id, users))


@order
def share_chat(context: OrderContext, *, person: int, request_id: int, chat: int) -> Json:
    """Press a button of the reply keyboard that requests a chat, and choose this one."""
    who = find_person(context.world, person)
    where = chat_for(context.world, who, None)
    return message_view(sharing.share_chat(context.world, who, where, request_id, chat))


@order
def update(context: OrderContext, *, update: dict[str, Any]) -> Json:
    """Queue a raw update of any shape. Without an update_id it gets one."""
    if "update_id" not in update:
        kind, payload = next(iter(update.items()), ("", {}))
        if not kind:
            raise Impossible("empty update")
        return {"update_id": context.world.queue.push(kind, payload)}
    context.world.queue.put(update)
    return {"update_id": update["update_id"]}
