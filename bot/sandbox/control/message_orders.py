"""Orders of the control interface that let people act."""

import base64
from typing import Any, Literal

from bot.sandbox.control.orders_table import OrderContext, order
from bot.sandbox.control.read_orders import message_view
from bot.sandbox.people import actions, sharing
from bot.sandbox.people.actions import Impossible, chat_for, person_of
from bot.sandbox.world import seeding
from bot.sandbox.world.files import KINDS, store_file
from bot.sandbox.world.people import Account, Json
from bot.sandbox.world.world import StoredFile

FileKind = Literal["document", "photo", "animation", "audio", "video", "voice", "video_note", "sticker"]


@order
def seed(desk: OrderContext, *, size: str | int = seeding.SMALL) -> Json:
    """Let people exist: «small», «demo», or so many who have started the bot."""
    try:
        return seeding.seed(desk.world, size)
    except seeding.UnknownSize as error:
        raise Impossible("no such size", error.size) from error


@order
def person(
    desk: OrderContext,
    *,
    name: str,
    id: int | None = None,  # noqa: A002
    username: str | None = None,
    language: str | None = "ru",
) -> Json:
    """Find somebody by id, or without one by name; else create them."""
    everybody = desk.world.people.values()
    known = next(
        (one for one in everybody if not one.is_bot and (one.id == id if id else one.first_name == name)),
        None,
    )
    if known is None:
        user_id = id or 800_000_000 + desk.world.number()
        known = desk.world.add_person(Account(user_id, name, username=username, language_code=language))
    return known.user()


@order
def say(
    desk: OrderContext,
    *,
    person: int,
    text: str,
    chat: int | None = None,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Json:
    """Write a text, to the bot or into a chat."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    return message_view(actions.say(desk.world, who, where, text, reply_to=reply_to, thread=thread))


@order
def revise(desk: OrderContext, *, person: int, message_id: int, text: str, chat: int | None = None) -> Json:
    """Edit one's own text."""
    who = person_of(desk.world, person)
    return message_view(actions.revise(desk.world, who, chat_for(desk.world, who, chat), message_id, text))


@order
def start(desk: OrderContext, *, person: int, payload: str = "") -> Json:
    """Open the bot through t.me/<bot>?start=<payload>."""
    return say(desk, person=person, text=f"/start {payload}".strip())


@order
def press(
    desk: OrderContext,
    *,
    person: int,
    message_id: int,
    data: str,
    chat: int | None = None,
    forged: bool = False,
) -> Json:
    """Press the button with this callback data; `forged` sends it even where no button carries it."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    deed = actions.press_any if forged else actions.press
    return {"query": deed(desk.world, who, where, message_id, data).id}


@order
def send_file(  # noqa: PLR0913 - an order's arguments are what goes over the wire
    desk: OrderContext,
    *,
    person: int,
    name: str,
    content: str,
    mime: str = "application/octet-stream",
    caption: str | None = None,
    chat: int | None = None,
    kind: FileKind = "document",
    thread: int | None = None,
) -> Json:
    """Send a file as a document or as what `kind` says; `content` is base64."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    file = _stored(desk, name, mime, content, kind)
    return message_view(sharing.send_file(desk.world, who, where, file, caption, thread=thread))


@order
def send_album(
    desk: OrderContext,
    *,
    person: int,
    files: list[dict[str, str]],
    caption: str | None = None,
    chat: int | None = None,
) -> list[Json]:
    """Send two to ten files as one album; each is {name, content, mime?, kind?} as in send_file."""
    who = person_of(desk.world, person)
    where = chat_for(desk.world, who, chat)
    stored = [
        _stored(desk, one["name"], one.get("mime", ""), one["content"], one.get("kind", "photo"))
        for one in files
    ]
    return [message_view(posted) for posted in sharing.send_album(desk.world, who, where, stored, caption)]


def _stored(desk: OrderContext, name: str, mime: str, content: str, kind: str) -> StoredFile:
    if kind not in KINDS:
        raise Impossible("no such kind of file", kind)
    decoded = base64.b64decode(content, validate=True)
    return store_file(desk.world, name, mime or "application/octet-stream", decoded, kind)


@order
def send_location(
    desk: OrderContext, *, person: int, latitude: float, longitude: float, chat: int | None = None
) -> Json:
    """Send a place on the map."""
    who = person_of(desk.world, person)
    place = {"location": {"latitude": latitude, "longitude": longitude}}
    return message_view(actions.put(desk.world, who, chat_for(desk.world, who, chat), place))


@order
def update(desk: OrderContext, *, update: dict[str, Any]) -> Json:
    """Put a raw update into the queue, of any shape; update_id is added where missing."""
    if "update_id" not in update:
        kind, payload = next(iter(update.items()), ("", {}))
        if not kind:
            raise Impossible("empty update")
        return {"update_id": desk.world.queue.push(kind, payload)}
    desk.world.queue.put(update)
    return {"update_id": update["update_id"]}
