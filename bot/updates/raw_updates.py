"""Read updates as they come off the wire, and hand them to the dispatcher."""

import json
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeGuard

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from data.store.inbox import Arrival

logger = logging.getLogger(__name__)

RawUpdate = dict[str, Any]
Dispatch = Callable[[RawUpdate], Awaitable[None]]

# A column's integer has 64 bits; Telegram's update ids have 32 and its chat ids 52.
_LARGEST_ID = 2**63 - 1
_REPORTED = frozenset({"migrate_to_chat_id", "migrate_from_chat_id"})


class UnreadableUpdate(Exception):
    """An update that no model of the library can read."""

    def __init__(self, update_id: int, problems: tuple[str, ...]) -> None:
        super().__init__(update_id, problems)
        self.update_id = update_id
        self.problems = problems


def is_sent_by_person(update: RawUpdate) -> bool:
    """Return whether a person sent the update: a message, an edit or a press.

    Flood control counts these only. Telegram's own reports of a chat, such as its new id or that the bot was
    blocked, are not sent by a person.
    """
    message = update.get("message")
    if isinstance(message, dict):
        return _REPORTED.isdisjoint(message)
    return "callback_query" in update or "edited_message" in update


def sent_at(update: RawUpdate) -> datetime | None:
    """Return when a message was sent or edited, in UTC, to the second. None for a press."""
    message, edited = update.get("message"), update.get("edited_message")
    date = message.get("date") if isinstance(message, dict) else None
    if isinstance(edited, dict):
        date = edited.get("edit_date")
    if not isinstance(date, int):
        return None
    try:
        return datetime.fromtimestamp(date, UTC)
    except (OverflowError, OSError, ValueError):
        return None


def admit_all(_update: RawUpdate, _queue: str) -> bool:
    """Admit each update."""
    return True


def arrivals(
    batch: Sequence[object], admit: Callable[[RawUpdate, str], bool] = admit_all
) -> Iterator[Arrival]:
    """Yield the updates of a getUpdates answer, as the inbox takes them.

    admit says of an update and its queue whether it is handled, or passed over. An item without a usable
    update id can be neither confirmed nor recognised, so it is logged and left out. One that comes twice is
    yielded once.
    """
    seen: set[int] = set()
    for item in batch:
        if not isinstance(item, dict) or not _is_id(update_id := item.get("update_id")):
            logger.error("what Telegram has given is no update: %s", type(item).__name__)
            continue
        if update_id in seen:
            continue
        seen.add(update_id)
        queue = queue_key(item)
        passed = not admit(item, queue)
        # ASCII JSON, because half a surrogate pair is legal there and in no column
        yield Arrival(update_id, queue, json.dumps(item), passed=passed, user_id=sender_of(item))


def queue_key(update: RawUpdate) -> str:
    """Return the key of the chat queue an update belongs to.

    It is the id of the chat, else of the person, else of the update alone, as text.
    """
    for value in update.values():
        if isinstance(value, dict):
            owner = _chat_id(value)
            if owner is None:
                owner = _person_id(value)
            if owner is not None:
                return str(owner)
    return str(update["update_id"])


def topic_of(update: RawUpdate) -> int | None:
    """Return the topic of a forum that a message or a press is in.

    None: the general one, or not known.
    """
    for value in update.values():
        holder = value.get("message", value) if isinstance(value, dict) else None
        if isinstance(holder, dict) and holder.get("is_topic_message") is True:
            topic = holder.get("message_thread_id")
            return topic if _is_id(topic) else None
    return None


def sender_of(update: RawUpdate) -> int | None:
    """Return the id of the person who has sent an update, None where it names none."""
    found = (_person_id(value) for value in update.values() if isinstance(value, dict))
    return next((one for one in found if one is not None), None)


def feed(dispatcher: Dispatcher, bot: Bot) -> Dispatch:
    """Return a dispatch that reads a raw update and hands it to the dispatcher's handlers.

    It raises UnreadableUpdate for what the library cannot read, and what a handler raises. A kind of update
    the library does not know is passed over: it is newer than we are, and we never asked for it.
    """

    async def dispatch(raw: RawUpdate) -> None:
        try:
            update = Update.model_validate(raw, context={"bot": bot})
        except ValidationError as error:
            raise UnreadableUpdate(raw["update_id"], _places(error)) from None
        try:
            kind = update.event_type
        except UpdateTypeLookupError:
            logger.warning("update %s is of a kind this version does not know", update.update_id)
            return
        logger.debug("update %s is a %s", update.update_id, kind)
        answer = await dispatcher.feed_update(bot, update)
        if isinstance(answer, TelegramMethod):
            await bot(answer)

    return dispatch


def _chat_id(content: dict[str, Any]) -> int | None:
    for holder in (content, content.get("message")):
        chat = holder.get("chat") if isinstance(holder, dict) else None
        if isinstance(chat, dict) and _is_id(chat.get("id"), signed=True):
            return int(chat["id"])
    return None


def _person_id(content: dict[str, Any]) -> int | None:
    for name in ("from", "user", "voter_chat"):
        person = content.get(name)
        if isinstance(person, dict) and _is_id(person.get("id"), signed=True):
            return int(person["id"])
    return None


def _is_id(value: object, *, signed: bool = False) -> TypeGuard[int]:
    lowest = -_LARGEST_ID if signed else 0
    return isinstance(value, int) and not isinstance(value, bool) and lowest <= value <= _LARGEST_ID


def _places(error: ValidationError) -> tuple[str, ...]:
    # where, never what: the input may be what a person wrote
    return tuple(".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False))[:10]
