"""Act as a person: write, edit, press. Each action sends the update Telegram would send.

The people themselves stand in bot.sandbox.world.people.
"""

from collections.abc import Sequence
from typing import Any

from bot.sandbox.messages.inline import inline_id
from bot.sandbox.text.entities import detect
from bot.sandbox.world.ephemeral import make_ephemeral
from bot.sandbox.world.files import KINDS
from bot.sandbox.world.menus import menu_for
from bot.sandbox.world.people import Account, Json, Posted, SandboxChat
from bot.sandbox.world.topics import GENERAL, topic_fields, topics_of
from bot.sandbox.world.world import PendingQuery, World

MAX_TEXT, MAX_CAPTION = 4096, 1024
# the content of a person's message; a message without any of these is a service message
_CONTENT_FIELDS = ("text", "rich_message", "location", "venue", "contact", "dice", "poll", *KINDS)


class Impossible(Exception):
    """An action that Telegram's clients do not offer.

    `reason` is a code, `detail` the value it is about.
    """

    def __init__(self, reason: str, detail: Any = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def find_person(world: World, person_id: int) -> Account:
    """Return the person with this id.

    :raises Impossible: there is none, or it is the bot
    """
    person = world.people.get(person_id)
    if person is None or person.is_bot:
        raise Impossible("no such person", person_id)
    return person


def chat_for(world: World, person: Account, chat_id: int | None) -> SandboxChat:
    """Return the chat a person acts in. Without an id it is the private chat with the bot.

    :raises Impossible: there is no such chat, or the person is not a member
    """
    chat = world.chats.get(chat_id or person.id)
    if chat is None or (chat.private and chat.id != person.id):
        raise Impossible("no such chat", chat_id)
    if not chat.private and not chat.member(person.id).present:
        raise Impossible("not a member", chat.id)
    return chat


def say(
    world: World,
    person: Account,
    chat: SandboxChat,
    text: str,
    sender: Json | None = None,
    entities: Sequence[Json] = (),
    **where: int | None,
) -> Posted:
    """Send a text exactly as given, with its spaces and line breaks.

    `sender` are the fields by which it is sent in the name of a chat, as bot.sandbox.people.sender_chats
    makes them. `entities` are the person's own formatting, beside what Telegram detects. `where` holds
    `reply_to` and `thread`, as in `post_without_update`.

    :raises Impossible: the text is empty or too long, or the person may not write there
    """
    if not text.strip():
        raise Impossible("empty text")
    if len(text) > MAX_TEXT:
        raise Impossible("text is too long", len(text))
    found = [*entities, *detect(text)]
    content = {"text": text} | ({"entities": found} if found else {}) | (sender or {})
    return send(world, person, chat, content, **where)


def send(world: World, person: Account, chat: SandboxChat, content: Json, **where: int | None) -> Posted:
    """Send any content to a chat, with an update if the bot may see it.

    `where` holds `reply_to` and `thread`, as in `post_without_update`.
    """
    posted = post_without_update(world, person, chat, content, **where)
    if posted.receiver is not None or is_visible_to_bot(world, chat, posted):
        world.queue.push("channel_post" if chat.type == "channel" else "message", posted.body)
    return posted


def post_without_update(
    world: World,
    person: Account,
    chat: SandboxChat,
    content: Json,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Posted:
    """Send any content to a chat without an update for the bot.

    `reply_to` is the id of a message, `thread` that of a topic.

    :raises Impossible: the person may not write there, or the message or topic does not exist
    """
    if chat.private and person.blocked:
        raise Impossible("the bot is blocked", person.id)
    if chat.private:
        person.started = True
    if chat.type == "channel" and not may_post(chat, person):
        raise Impossible("not allowed to post", chat.id)
    thread = thread or _thread_of(chat, reply_to)
    content |= _thread_fields(world, chat, person, thread) | _reply_fields(chat, person, reply_to)
    ephemeral = _is_ephemeral_command(world, person, chat, content)
    posted = world.post(chat, content, person, person.id if ephemeral else None)
    return make_ephemeral(posted, world.bot) if ephemeral else posted


def _thread_of(chat: SandboxChat, reply_to: int | None) -> int | None:
    """Return the topic of the message replied to, in which a reply is written."""
    replied = chat.messages.get(reply_to or 0)
    is_in_topic = replied is not None and replied.body.get("is_topic_message")
    return replied.body["message_thread_id"] if replied is not None and is_in_topic else None


def _reply_fields(chat: SandboxChat, person: Account, number: int | None) -> Json:
    if not number:
        return {}
    replied = chat.messages.get(number)
    if replied is None or replied.receiver not in (None, person.id):
        raise Impossible("no such message", number)
    return {"reply_to_message": {key: one for key, one in replied.body.items() if key != "reply_to_message"}}


def may_post(chat: SandboxChat, person: Account) -> bool:
    """Return whether a person may write in a channel."""
    member = chat.member(person.id)
    return member.status == "creator" or "can_post_messages" in member.rights


def _thread_fields(world: World, chat: SandboxChat, person: Account, number: int | None) -> Json:
    """Return the fields of the topic a person writes in. General by default."""
    if not chat.is_forum:
        if number:
            raise Impossible("no such topic", number)
        return {}
    topic = topics_of(world, chat).get(number or GENERAL)
    if topic is None:
        raise Impossible("no such topic", number)
    if topic.closed and chat.member(person.id).status not in ("creator", "administrator"):
        raise Impossible("the topic is closed", topic.number)
    return topic_fields(topic)


def _is_ephemeral_command(world: World, person: Account, chat: SandboxChat, content: Json) -> bool:
    """Return whether a text begins with a command that only the bot is to see."""
    text = str(content.get("text", ""))
    if chat.type not in ("group", "supergroup") or not text.startswith("/"):
        return False
    if not chat.member(world.bot.id).present or not _is_command_to_bot(content, world.bot.username or ""):
        return False
    name = text.split(maxsplit=1)[0][1:].partition("@")[0].lower()
    offered = menu_for(world, person.id, chat.id)
    return any(one["command"] == name and one.get("is_ephemeral") for one in offered)


def is_visible_to_bot(world: World, chat: SandboxChat, posted: Posted) -> bool:
    """Return whether the bot gets an update of a message.

    In groups with privacy mode on it gets only commands, replies to it and service messages.
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
    if body.get("via_bot", {}).get("id") == world.bot.id or not any(kind in body for kind in _CONTENT_FIELDS):
        return True
    return _is_command_to_bot(body, world.bot.username or "")


def _is_command_to_bot(body: Json, username: str) -> bool:
    text = str(body.get("text") or body.get("caption") or "")
    if not text.startswith("/"):
        return False
    _, at, name = text.split(maxsplit=1)[0].partition("@")
    return not at or name.lower() == username.lower()


def edit_text(
    world: World,
    person: Account,
    chat: SandboxChat,
    message_id: int,
    text: str,
    entities: Sequence[Json] = (),
) -> Posted:
    """Edit the person's own text or caption. `entities` are their own formatting of it.

    :raises Impossible: the message is not theirs or has no text, or the new text is empty or too long
    """
    posted = chat.messages.get(message_id)
    field = "text" if posted is not None and "text" in posted.body else "caption"
    if posted is None or posted.author != person.id or field not in posted.body:
        raise Impossible("no such message", message_id)
    if not text.strip() or len(text) > (MAX_TEXT if field == "text" else MAX_CAPTION):
        raise Impossible("empty text" if not text.strip() else "text is too long", len(text))
    marks = "entities" if field == "text" else "caption_entities"
    found = [*entities, *detect(text)]
    posted.body = {key: value for key, value in posted.body.items() if key != marks}
    posted.body |= {field: text, "edit_date": world.now()} | ({marks: found} if found else {})
    posted.edits += 1
    if is_visible_to_bot(world, chat, posted):
        world.queue.push("edited_channel_post" if chat.type == "channel" else "edited_message", posted.body)
    world.feed.publish()
    return posted


def press(world: World, person: Account, chat: SandboxChat, message_id: int, data: str) -> PendingQuery:
    """Press a button with this callback data under a message in its current form.

    :raises Impossible: the message or the button does not exist
    """
    posted = chat.messages.get(message_id)
    if posted is None:
        raise Impossible("no such message", message_id)
    if posted.receiver not in (None, person.id):
        raise Impossible("no such message", message_id)
    if data not in [button.get("callback_data") for button in buttons(posted.body)]:
        raise Impossible("no such button", data)
    return send_callback(world, person, chat, message_id, data)


def send_callback(
    world: World, person: Account, chat: SandboxChat, message_id: int, data: str
) -> PendingQuery:
    """Send callback data without looking for a button that carries it, as a forged client could."""
    query = PendingQuery(str(world.number() + 4_000_000_000), person.id, world.clock(), chat.id, message_id)
    world.queries[query.id] = query
    posted = chat.messages.get(message_id)
    number = inline_id(world, posted) if posted else None
    message = posted.body if posted else {"chat": chat.chat(), "message_id": message_id, "date": 0}
    payload = {"id": query.id, "from": person.user(), "chat_instance": str(chat.id), "data": data}
    # the bot knows an inline message only by its inline identifier
    world.queue.push(
        "callback_query", payload | ({"inline_message_id": number} if number else {"message": message})
    )
    world.feed.publish()
    return query


def buttons(body: Json) -> list[Json]:
    """Return all inline buttons of a message, row after row."""
    rows = body.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
