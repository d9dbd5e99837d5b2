"""What people do: write, press, edit. Each deed reaches the bot as Telegram would bring it."""

from typing import Any

from bot.sandbox.entities import detect
from bot.sandbox.people import Chat, Json, Person, Posted
from bot.sandbox.world import Query, StoredFile, World


class Impossible(Exception):
    """A person tried what Telegram's clients would not let them do. `reason` is a code, `detail` what it is
    about.
    """

    def __init__(self, reason: str, detail: Any = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def person_of(world: World, person_id: int) -> Person:
    """The person with this id."""
    person = world.people.get(person_id)
    if person is None or person.is_bot:
        raise Impossible("no such person", person_id)
    return person


def chat_for(world: World, person: Person, chat_id: int | None) -> Chat:
    """The chat a person acts in: the named one, else the private chat with the bot."""
    chat = world.chats.get(chat_id or person.id)
    if chat is None or (chat.private and chat.id != person.id):
        raise Impossible("no such chat", chat_id)
    if not chat.private and not chat.member(person.id).present:
        raise Impossible("not a member", chat.id)
    return chat


def say(world: World, person: Person, chat: Chat, text: str, **extra: Any) -> Posted:
    """Write a text; `reply_to` names a message, `thread` a topic."""
    if not text.strip():
        raise Impossible("empty text")
    if len(text) > 4096:
        raise Impossible("text is too long", len(text))
    text = text.strip()
    found = detect(text)
    return put(world, person, chat, {"text": text} | ({"entities": found} if found else {}), **extra)


def put(
    world: World,
    person: Person,
    chat: Chat,
    content: Json,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Posted:
    """Send any content into a chat and let the bot know if it may see it."""
    if chat.private and person.blocked:
        raise Impossible("the bot is blocked", person.id)
    if chat.private:
        person.started = True
    if thread:
        content |= {"message_thread_id": thread, "is_topic_message": True}
    replied = chat.messages.get(reply_to or 0)
    if reply_to and replied is None:
        raise Impossible("no such message", reply_to)
    if replied is not None:
        content["reply_to_message"] = {
            key: one for key, one in replied.body.items() if key != "reply_to_message"
        }
    posted = world.post(chat, content, person)
    if sees(world, chat, posted):
        world.queue.push("channel_post" if chat.type == "channel" else "message", posted.body)
    return posted


def sees(world: World, chat: Chat, posted: Posted) -> bool:
    """Whether a message reaches the bot: in groups with privacy on only commands, replies to it and service
    messages.
    """
    if chat.private:
        return True
    member = chat.member(world.bot.id)
    if not member.present:
        return False
    if not world.privacy or member.status == "administrator":
        return True
    body = posted.body
    if body.get("reply_to_message", {}).get("from", {}).get("id") == world.bot.id:
        return True
    if (
        "text" not in body
        and "caption" not in body
        and not any(kind in body for kind in ("document", "photo", "location"))
    ):
        return True
    return _commands_bot(body, world.bot.username or "")


def _commands_bot(body: Json, username: str) -> bool:
    text = str(body.get("text") or body.get("caption") or "")
    if not text.startswith("/"):
        return False
    _, at, name = text.split(maxsplit=1)[0].partition("@")
    return not at or name.lower() == username.lower()


def revise(world: World, person: Person, chat: Chat, message_id: int, text: str) -> Posted:
    """Change one's own text afterwards."""
    posted = chat.messages.get(message_id)
    if posted is None or posted.author != person.id or "text" not in posted.body:
        raise Impossible("no such message", message_id)
    found = detect(text)
    posted.body = {key: value for key, value in posted.body.items() if key != "entities"}
    posted.body |= {"text": text, "edit_date": world.now()} | ({"entities": found} if found else {})
    posted.edits += 1
    if sees(world, chat, posted):
        world.queue.push("edited_channel_post" if chat.type == "channel" else "edited_message", posted.body)
    world.feed.publish()
    return posted


def send_file(
    world: World, person: Person, chat: Chat, file: StoredFile, caption: str | None = None, **extra: Any
) -> Posted:
    """Send a file as a document."""
    content: Json = {"document": file.described() | {"file_name": file.name, "mime_type": file.mime}}
    if caption:
        content["caption"] = caption
    return put(world, person, chat, content, **extra)


def press(world: World, person: Person, chat: Chat, message_id: int, data: str) -> Query:
    """Press a button with callback data under a message as it stands."""
    posted = chat.messages.get(message_id)
    if posted is None:
        raise Impossible("no such message", message_id)
    if posted.receiver not in (None, person.id):
        raise Impossible("no such message", message_id)
    if data not in [button.get("callback_data") for button in buttons(posted.body)]:
        raise Impossible("no such button", data)
    return press_any(world, person, chat, message_id, data)


def press_any(world: World, person: Person, chat: Chat, message_id: int, data: str) -> Query:
    """Send callback data whether or not a button carries it: what a forged client could do."""
    query = Query(str(world.number() + 4_000_000_000), person.id, world.clock(), chat.id, message_id)
    world.queries[query.id] = query
    posted = chat.messages.get(message_id)
    message = posted.body if posted else {"chat": chat.chat(), "message_id": message_id, "date": 0}
    payload = {
        "id": query.id,
        "from": person.user(),
        "chat_instance": str(chat.id),
        "message": message,
        "data": data,
    }
    world.queue.push("callback_query", payload)
    world.feed.publish()
    return query


def buttons(body: Json) -> list[Json]:
    """All inline buttons of a message, row after row."""
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]


def ask_inline(world: World, person: Person, text: str, offset: str = "") -> Query:
    """Type the bot's name and a question in any chat."""
    query = Query(
        str(world.number() + 5_000_000_000), person.id, world.clock(), kind="inline", text=text[:256]
    )
    world.queries[query.id] = query
    payload = {
        "id": query.id,
        "from": person.user(),
        "query": text[:256],
        "offset": offset,
        "chat_type": "sender",
    }
    world.queue.push("inline_query", payload)
    return query
